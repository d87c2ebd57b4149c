//! What the owner wishes of the computer while it sends.

use counterbell_core::laptop;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::{Answer, ask};
use crate::awake::Awake;
use crate::shop::Shop;

/// Whether sleep is held off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub(crate) struct AwakeView {
    /// The owner's wish.
    wished: bool,
    /// How it stands.
    state: Awake,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn awake_show(shop: State<'_, Shop>) -> Answer<AwakeView> {
    let state = shop.awake();
    let wished = ask(shop, |engine| engine.store().read(laptop::keeps_awake)).await?;
    Ok(AwakeView { wished, state })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn awake_wish(shop: State<'_, Shop>, wish: bool) -> Answer<()> {
    ask(shop, move |engine| laptop::keep_awake(engine, wish)).await
}
