//! Campaigns, from draft to report.

use counterbell_core::campaigns;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::CampaignId;
use counterbell_core::wire::campaigns::{
    Approve, CampaignDraft, CampaignLine, CampaignPeopleQuery, CampaignView, CheckPage, ComposeQuery,
    ComposeView, ReportView, TestQueued,
};
use counterbell_core::wire::health::CampaignHealth;
use counterbell_core::wire::rehearsal::RehearsalView;
use counterbell_core::wire::segments::ReachPerson;
use tauri::State;

use super::{Answer, ask};
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaigns_list(shop: State<'_, Shop>) -> Answer<Vec<CampaignLine>> {
    ask(shop, campaigns::list).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_show(shop: State<'_, Shop>, id: CampaignId) -> Answer<CampaignView> {
    ask(shop, move |engine| campaigns::show(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_save(shop: State<'_, Shop>, draft: CampaignDraft) -> Answer<CampaignView> {
    ask(shop, move |engine| campaigns::save(engine, draft)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_delete(shop: State<'_, Shop>, id: CampaignId) -> Answer<()> {
    ask(shop, move |engine| campaigns::discard(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn compose_preview(shop: State<'_, Shop>, query: ComposeQuery) -> Answer<ComposeView> {
    ask(shop, move |engine| campaigns::compose(engine, &query)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_check(shop: State<'_, Shop>, id: CampaignId) -> Answer<CheckPage> {
    ask(shop, move |engine| campaigns::check(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_rehearse(shop: State<'_, Shop>, id: CampaignId) -> Answer<RehearsalView> {
    ask(shop, move |engine| campaigns::rehearse(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_respell(shop: State<'_, Shop>, id: CampaignId) -> Answer<CampaignView> {
    ask(shop, move |engine| campaigns::respell(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_test(shop: State<'_, Shop>, id: CampaignId) -> Answer<TestQueued> {
    ask(shop, move |engine| campaigns::send_test(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_approve(shop: State<'_, Shop>, approve: Approve) -> Answer<ReportView> {
    deed(shop, approve.id, move |engine| campaigns::approve(engine, &approve, None)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_pause(shop: State<'_, Shop>, id: CampaignId) -> Answer<ReportView> {
    deed(shop, id, move |engine| campaigns::pause(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_resume(shop: State<'_, Shop>, id: CampaignId) -> Answer<ReportView> {
    deed(shop, id, move |engine| campaigns::resume(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_stop(shop: State<'_, Shop>, id: CampaignId) -> Answer<ReportView> {
    deed(shop, id, move |engine| campaigns::stop(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_report(shop: State<'_, Shop>, id: CampaignId) -> Answer<ReportView> {
    ask(shop, move |engine| campaigns::report(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_health(shop: State<'_, Shop>, id: CampaignId) -> Answer<CampaignHealth> {
    ask(shop, move |engine| campaigns::health_of(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_people(
    shop: State<'_, Shop>,
    query: CampaignPeopleQuery,
) -> Answer<Vec<ReachPerson>> {
    ask(shop, move |engine| campaigns::people(engine, &query)).await
}

/// A deed and the campaign as it stands after it.
async fn deed(
    shop: State<'_, Shop>,
    id: CampaignId,
    work: impl FnOnce(&Engine) -> Result<(), campaigns::CampaignError> + Send + 'static,
) -> Answer<ReportView> {
    ask(shop, move |engine| {
        work(engine)?;
        campaigns::report(engine, id).map_err(Problem::from)
    })
    .await
}
