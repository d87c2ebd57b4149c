//! The compliance tables.

use counterbell_core::error::Problem;
use counterbell_core::rules;
use counterbell_core::wire::rules::RuleTable;
use tauri::State;

use super::{Answer, ask};
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn rules_find(
    shop: State<'_, Shop>,
    table: String,
    place: String,
    word: String,
) -> Answer<Vec<RuleTable>> {
    ask(shop, move |engine| Ok::<_, Problem>(rules::found(engine.now().date_naive(), &table, &place, &word)))
        .await
}
