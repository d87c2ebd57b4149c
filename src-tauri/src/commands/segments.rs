//! Segments and reach.

use counterbell_core::campaigns;
use counterbell_core::ids::SegmentId;
use counterbell_core::segments;
use counterbell_core::wire::segments::{
    FieldView, ReachPeopleQuery, ReachPerson, ReachQuery, ReachView, SegmentDraft, SegmentView,
};
use tauri::State;

use super::{Answer, ask};
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn segment_fields() -> Answer<Vec<FieldView>> {
    Ok(segments::fields())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn segments_list(shop: State<'_, Shop>) -> Answer<Vec<SegmentView>> {
    ask(shop, segments::saved).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn segment_save(shop: State<'_, Shop>, draft: SegmentDraft) -> Answer<SegmentView> {
    ask(shop, move |engine| segments::save_draft(engine, &draft)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn segment_delete(shop: State<'_, Shop>, id: SegmentId) -> Answer<()> {
    ask(shop, move |engine| segments::remove(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reach_preview(shop: State<'_, Shop>, query: ReachQuery) -> Answer<ReachView> {
    ask(shop, move |engine| campaigns::reach_of(engine, &query)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reach_people(shop: State<'_, Shop>, query: ReachPeopleQuery) -> Answer<Vec<ReachPerson>> {
    ask(shop, move |engine| campaigns::reach_people(engine, &query)).await
}
