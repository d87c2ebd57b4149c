//! The doors and the first page.

use counterbell_core::copies;
use counterbell_core::doors;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::settings;
use counterbell_core::today;
use counterbell_core::wire::app::{AppStage, ShopChange, ShopSetup, ShopView, Today};
use counterbell_core::wire::stores::CopyView;
use tauri::{AppHandle, Manager, State};

use super::{Answer, aside, ask};
use crate::dialogs;
use crate::shop::Shop;

/// Opens a shop aside and puts it in place.
async fn through(
    app: AppHandle,
    door: impl FnOnce(&Shop) -> Result<Engine, Problem> + Send + 'static,
) -> Answer<AppStage> {
    aside(move || {
        let shop = app.state::<Shop>();
        shop.leave();
        shop.enter(door(&shop)?)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn app_stage(app: AppHandle) -> Answer<AppStage> {
    aside(move || app.state::<Shop>().stage()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn shop_setup(app: AppHandle, setup: ShopSetup) -> Answer<AppStage> {
    through(app, move |shop| doors::set_up(&shop.root, &setup, &shop.keychain, &shop.device, &shop.clock))
        .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn practice_open(app: AppHandle) -> Answer<AppStage> {
    through(app, |shop| doors::open_practice(&shop.root, &shop.device, &shop.clock)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn store_unlock(app: AppHandle, passphrase: String) -> Answer<AppStage> {
    aside(move || {
        let shop = app.state::<Shop>();
        shop.leave();
        Ok(shop.arrive(doors::unlock(&shop.root, passphrase, &shop.device, &shop.clock)?))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn store_recover(app: AppHandle, code: String) -> Answer<AppStage> {
    through(app, move |shop| Ok(doors::recover(&shop.root, &code, &shop.device, &shop.clock)?)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn store_retry(app: AppHandle) -> Answer<AppStage> {
    aside(move || app.state::<Shop>().stage()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cut_off_seen(app: AppHandle, pause: bool) -> Answer<AppStage> {
    aside(move || app.state::<Shop>().go_on(pause)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn store_close(app: AppHandle) -> Answer<AppStage> {
    aside(move || {
        let shop = app.state::<Shop>();
        shop.leave();
        shop.stage()
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn recovery_kit_save(app: AppHandle) -> Answer<Option<String>> {
    aside(move || {
        let engine = app.state::<Shop>().engine()?;
        let Some(path) = dialogs::where_to_save(&app, "counterbell-recovery-kit.txt") else {
            return Ok(None);
        };
        engine.store().recovery_kit().save(&path)?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_show(shop: State<'_, Shop>) -> Answer<Option<CopyView>> {
    ask(shop, copies::view).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_confirm(shop: State<'_, Shop>) -> Answer<()> {
    ask(shop, copies::confirm).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn shop_change(shop: State<'_, Shop>, change: ShopChange) -> Answer<ShopView> {
    ask(shop, move |engine| settings::change_shop(engine, &change)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn today(shop: State<'_, Shop>) -> Answer<Today> {
    ask(shop, today::today).await
}
