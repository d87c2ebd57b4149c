//! Texts in doubt.

use counterbell_core::ids::MessageId;
use counterbell_core::sending::{self, Resolution};
use counterbell_core::wire::doubts::DoubtLine;
use tauri::State;

use super::{Answer, ask};
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn doubts_list(shop: State<'_, Shop>) -> Answer<Vec<DoubtLine>> {
    ask(shop, sending::doubts).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn doubt_resolve(shop: State<'_, Shop>, id: MessageId, answer: Resolution) -> Answer<()> {
    ask(shop, move |engine| sending::resolve_doubt(engine, id, answer)).await
}
