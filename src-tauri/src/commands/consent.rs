//! The proof of consent: the state on a day, evidence, erasure.

use counterbell_core::consent::{self, Whom, wordings};
use counterbell_core::error::Problem;
use counterbell_core::ids::NumberId;
use counterbell_core::wire::consent::StateOn;
use counterbell_core::wire::wordings::{WordingDraft, WordingView};
use tauri::{AppHandle, Manager, State};

use super::{Answer, aside, ask};
use crate::dialogs;
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_state_on(shop: State<'_, Shop>, id: NumberId, day: String) -> Answer<StateOn> {
    ask(shop, move |engine| consent::state_of(engine, id, &day)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_erase(shop: State<'_, Shop>, id: NumberId) -> Answer<()> {
    ask(shop, move |engine| consent::erase_person(engine, id).map_err(Problem::from)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_save(app: AppHandle, id: Option<NumberId>) -> Answer<Option<String>> {
    aside(move || {
        let engine = app.state::<Shop>().engine()?;
        let Some(path) = dialogs::where_to_save(&app, "consent-evidence.json") else { return Ok(None) };
        consent::save_evidence(&engine, id.map_or(Whom::All, Whom::One), &path)?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn wordings_list(shop: State<'_, Shop>) -> Answer<Vec<WordingView>> {
    ask(shop, wordings::kept).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn wording_keep(shop: State<'_, Shop>, wording: WordingDraft) -> Answer<Vec<WordingView>> {
    ask(shop, move |engine| wordings::save(engine, &wording)).await
}
