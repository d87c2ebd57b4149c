//! The clean-up: findings, repairs, the way back.

use counterbell_core::contacts::cleanup;
use counterbell_core::wire::cleanup::{CleanupView, FindingPage, FindingQuery, RepairRequest, RepairView};
use tauri::State;

use super::{Answer, ask};
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn cleanup_show(shop: State<'_, Shop>) -> Answer<CleanupView> {
    ask(shop, cleanup::cleanup).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cleanup_people(shop: State<'_, Shop>, query: FindingQuery) -> Answer<FindingPage> {
    ask(shop, move |engine| cleanup::people(engine, &query)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cleanup_repair(shop: State<'_, Shop>, request: RepairRequest) -> Answer<RepairView> {
    ask(shop, move |engine| cleanup::make(engine, &request)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cleanup_undo(shop: State<'_, Shop>, id: u32) -> Answer<RepairView> {
    ask(shop, move |engine| cleanup::take_back(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cleanup_old_after(shop: State<'_, Shop>, months: u32) -> Answer<()> {
    ask(shop, move |engine| cleanup::choose_old_after(engine, months)).await
}
