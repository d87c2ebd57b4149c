//! Contacts, the import and the proof of consent.

use std::sync::atomic::Ordering;

use counterbell_core::consent;
use counterbell_core::contacts::{self, export::Reader, import, wire};
use counterbell_core::error::Problem;
use counterbell_core::ids::{ImportId, NumberId};
use counterbell_core::wire::contacts::{
    BulkDeed, BulkDone, ChosenContacts, ContactChoices, ContactPage, ContactQuery, ContactView,
};
use counterbell_core::wire::imports::{
    ImportCounts, ImportLook, ImportPreview, ImportProgress, ImportRequest, PastImportView, ProblemPage,
    ProblemQuery, UndoneView,
};
use counterbell_core::wire::settings::LedgerCheck;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

use super::{Answer, aside, ask};
use crate::dialogs;
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_pick(app: AppHandle) -> Answer<Option<String>> {
    aside(move || Ok(dialogs::which_list(&app).map(|path| path.to_string_lossy().into_owned()))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_look(shop: State<'_, Shop>, request: ImportRequest) -> Answer<ImportLook> {
    ask(shop, move |engine| wire::look(engine, &request)).await
}

/// A newer preview ends an older one that is still counting.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_preview(
    app: AppHandle,
    request: ImportRequest,
    progress: Channel<ImportProgress>,
) -> Answer<ImportPreview> {
    let cancel = app.state::<Shop>().next_preview();
    aside(move || {
        let tell = |step| drop(progress.send(step));
        wire::preview(app.state::<Shop>().engine()?.as_ref(), &request, &tell, &cancel)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_problem_rows(
    shop: State<'_, Shop>,
    request: ImportRequest,
    query: ProblemQuery,
) -> Answer<ProblemPage> {
    ask(shop, move |engine| wire::rows_with(engine, &request, &query)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_commit(
    app: AppHandle,
    request: ImportRequest,
    progress: Channel<ImportProgress>,
) -> Answer<ImportCounts> {
    aside(move || {
        let shop = app.state::<Shop>();
        shop.next_preview();
        shop.cancel_import.store(false, Ordering::Relaxed);
        // A page that has gone hears nothing; the import goes on.
        let tell = |step| drop(progress.send(step));
        wire::commit(shop.engine()?.as_ref(), &request, &tell, &shop.cancel_import)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_cancel(shop: State<'_, Shop>) -> Answer<()> {
    shop.next_preview();
    shop.cancel_import.store(true, Ordering::Relaxed);
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn imports_list(shop: State<'_, Shop>) -> Answer<Vec<PastImportView>> {
    ask(shop, wire::history).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_undo(shop: State<'_, Shop>, id: ImportId) -> Answer<UndoneView> {
    ask(shop, move |engine| wire::undo(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_rejects_save(app: AppHandle, id: ImportId) -> Answer<Option<String>> {
    aside(move || {
        let engine = app.state::<Shop>().engine()?;
        let Some(path) = dialogs::where_to_save(&app, "rejected-rows.csv") else { return Ok(None) };
        import::save_rejects(engine.store(), id, &path)?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_page(shop: State<'_, Shop>, query: ContactQuery) -> Answer<ContactPage> {
    ask(shop, move |engine| contacts::page_of(engine, &query)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_show(shop: State<'_, Shop>, id: NumberId) -> Answer<ContactView> {
    ask(shop, move |engine| contacts::show(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_warm(shop: State<'_, Shop>) -> Answer<()> {
    ask(shop, contacts::warm).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_choices(shop: State<'_, Shop>) -> Answer<ContactChoices> {
    ask(shop, contacts::choices).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_deed(
    shop: State<'_, Shop>,
    chosen: ChosenContacts,
    deed: BulkDeed,
) -> Answer<BulkDone> {
    ask(shop, move |engine| contacts::bulk_deed(engine, &chosen, &deed)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_export(
    app: AppHandle,
    for_people: bool,
    chosen: Option<ChosenContacts>,
) -> Answer<Option<String>> {
    aside(move || {
        let engine = app.state::<Shop>().engine()?;
        let reader = if for_people { Reader::People } else { Reader::Machines };
        let Some(path) = dialogs::where_to_save(&app, "contacts.csv") else { return Ok(None) };
        match chosen {
            Some(chosen) => contacts::save_chosen(&engine, &chosen, &path, reader)?,
            None => contacts::save_csv(&engine, &path, reader)?,
        };
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn number_suppress(shop: State<'_, Shop>, number: String) -> Answer<()> {
    ask(shop, move |engine| contacts::suppress_by_hand(engine, &number).map(drop)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn ledger_verify(shop: State<'_, Shop>) -> Answer<LedgerCheck> {
    ask(shop, |engine| consent::check_ledger(engine).map_err(Problem::from)).await
}
