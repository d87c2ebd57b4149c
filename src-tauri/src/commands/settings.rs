//! Gateways and senders.

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::gateways::Registration;
use counterbell_core::ids::SenderId;
use counterbell_core::sending::own_caps;
use counterbell_core::settings;
use counterbell_core::wire::caps::{CapDraft, CapView};
use counterbell_core::wire::health::SenderHealth;
use counterbell_core::wire::senders::{CarrierTables, PaceChange, SenderCard};
use counterbell_core::wire::settings::{SenderView, TwilioSetup};
use tauri::State;

use super::{Answer, ask};
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn senders_list(shop: State<'_, Shop>) -> Answer<Vec<SenderView>> {
    ask(shop, settings::senders).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn gateway_add_twilio(shop: State<'_, Shop>, setup: TwilioSetup) -> Answer<Vec<SenderView>> {
    then_list(shop, move |engine| settings::add_twilio(engine, &setup).map(drop)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sender_register(
    shop: State<'_, Shop>,
    id: SenderId,
    registration: Registration,
) -> Answer<SenderCard> {
    ask(shop, move |engine| settings::register(engine, id, &registration)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sender_cards(shop: State<'_, Shop>) -> Answer<Vec<SenderCard>> {
    ask(shop, settings::cards).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sender_pace(shop: State<'_, Shop>, change: PaceChange) -> Answer<SenderCard> {
    ask(shop, move |engine| settings::change_pace(engine, &change)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn senders_health(shop: State<'_, Shop>) -> Answer<Vec<SenderHealth>> {
    ask(shop, counterbell_core::health::of_senders).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn carrier_tables(shop: State<'_, Shop>) -> Answer<CarrierTables> {
    ask(shop, |_| Ok::<_, Problem>(settings::carrier_tables())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sender_release(shop: State<'_, Shop>, id: SenderId) -> Answer<Vec<SenderView>> {
    then_list(shop, move |engine| Ok(settings::release(engine, id)?)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn caps_list(shop: State<'_, Shop>) -> Answer<Vec<CapView>> {
    ask(shop, own_caps::list).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cap_set(shop: State<'_, Shop>, cap: CapDraft) -> Answer<Vec<CapView>> {
    ask(shop, move |engine| own_caps::save(engine, &cap)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cap_remove(shop: State<'_, Shop>, id: u32) -> Answer<Vec<CapView>> {
    ask(shop, move |engine| own_caps::forget(engine, id)).await
}

/// A change and the senders as they stand after it.
async fn then_list(
    shop: State<'_, Shop>,
    work: impl FnOnce(&Engine) -> Result<(), Problem> + Send + 'static,
) -> Answer<Vec<SenderView>> {
    ask(shop, move |engine| {
        work(engine)?;
        settings::senders(engine).map_err(Problem::from)
    })
    .await
}
