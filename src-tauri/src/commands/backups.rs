//! Backups.

use counterbell_core::backups::{self, Restored, WayBack, Why};
use counterbell_core::copies;
use counterbell_core::doors;
use counterbell_core::wire::app::AppStage;
use counterbell_core::wire::stores::{BackupLine, BackupsView, RestoreView};
use tauri::{AppHandle, Manager, State};

use super::{Answer, aside, ask};
use crate::dialogs;
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn backups_list(app: AppHandle) -> Answer<BackupsView> {
    aside(move || {
        let shop = app.state::<Shop>();
        let view = match shop.engine() {
            Ok(engine) => backups::list(engine.store().home())?,
            Err(_) => doors::backups(&shop.root)?,
        };
        Ok(BackupsView { trouble: shop.backup_trouble().into_iter().collect(), ..view })
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_create(shop: State<'_, Shop>) -> Answer<BackupLine> {
    ask(shop, |engine| backups::create(engine, Why::Asked)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_verify(shop: State<'_, Shop>, id: String) -> Answer<BackupLine> {
    ask(shop, move |engine| backups::verify(engine, &id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_rehearse(shop: State<'_, Shop>, id: String) -> Answer<RestoreView> {
    ask(shop, move |engine| backups::rehearse(engine, &id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_take_along(app: AppHandle, id: String) -> Answer<Option<String>> {
    aside(move || {
        let engine = app.state::<Shop>().engine()?;
        let Some(folder) = dialogs::which_folder(&app) else { return Ok(None) };
        Ok(Some(backups::take_along(&engine, &id, &folder)?.to_string_lossy().into_owned()))
    })
    .await
}

/// In the place of the open shop.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_restore(app: AppHandle, id: String) -> Answer<AppStage> {
    aside(move || {
        let shop = app.state::<Shop>();
        let engine = shop.engine()?;
        backups::verify(&engine, &id)?;
        let back = WayBack::to(&engine);
        drop(engine);
        shop.leave();
        match back.through(&id, &shop.device) {
            Ok(Restored { engine, .. }) => shop.enter(engine),
            Err(fault) => {
                shop.enter(back.as_it_was(&shop.device)?)?;
                Err(fault.into())
            }
        }
    })
    .await
}

/// Where the shop cannot be opened.
#[tauri::command]
#[specta::specta]
pub(crate) async fn store_restore(app: AppHandle, id: String, secret: String) -> Answer<AppStage> {
    aside(move || {
        let shop = app.state::<Shop>();
        shop.leave();
        shop.enter(doors::restore(&shop.root, &id, &secret, &shop.keychain, &shop.device, &shop.clock)?)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_give_up_inbox(shop: State<'_, Shop>, address: String) -> Answer<()> {
    ask(shop, move |engine| copies::give_up_inbox(engine, &address)).await
}
