//! The shop's settings and its senders, as the owner sees and changes them.

mod cards;

pub use cards::{CardError, cards, carrier_tables, change_pace, register};

use crate::contacts::phone;
use crate::doors::own_number;
use crate::engine::Engine;
use crate::error::Problem;
use crate::gateways::{
    Gateway, GatewayFault, NewSender, Sender, TwilioSettings, accounts, open_twilio, registrations,
};
use crate::ids::SenderId;
use crate::money::Money;
use crate::shop;
use crate::store::StoreError;
use crate::wire::app::{ShopChange, ShopView};
use crate::wire::settings::{SenderView, TwilioSetup};

/// Changes the shop's settings.
pub fn change_shop(engine: &Engine, change: &ShopChange) -> Result<ShopView, Problem> {
    let mut shop = engine.store().read(shop::load)?;
    shop.brand = change.brand.trim().into();
    shop.website = shop::website(&change.website)?;
    shop.test_number = own_number(&change.test_number, &shop.country)?;
    shop.opened_on = shop::opening(&change.opened_on, engine.now())?;
    shop.frequency_hours = change.frequency_hours;
    shop.window_open = change.window_open;
    shop.window_close = change.window_close;
    let shop = shop.valid()?;
    engine.store().write(|tx| shop::save(tx, &shop))?;
    Ok(shop.view())
}

/// All senders.
pub fn senders(engine: &Engine) -> Result<Vec<SenderView>, StoreError> {
    engine.store().read(|c| {
        let currency = shop::load(c)?.currency;
        let senders = accounts::senders(c)?;
        senders.into_iter().map(|sender| view(c, sender, &currency)).collect()
    })
}

fn view(connection: &rusqlite::Connection, sender: Sender, currency: &str) -> Result<SenderView, StoreError> {
    let account = accounts::account(connection, sender.gateway)?;
    let (kind, gateway_name) = account.map(|account| (account.kind, account.name)).unwrap_or_default();
    Ok(SenderView {
        id: sender.id,
        gateway: sender.gateway,
        kind,
        gateway_name,
        address: sender.address,
        registration: sender.registration,
        per_second: sender.per_second,
        price: Money { micros: sender.price_micros, currency: currency.into() }.written_exactly(),
        synced_through: sender.synced_through.map(|at| at.to_rfc3339()).unwrap_or_default(),
        halted: sender.halted,
    })
}

/// Adds a Twilio account with one sender, or changes it. Nothing is saved that could not be opened.
pub fn add_twilio(engine: &Engine, setup: &TwilioSetup) -> Result<SenderId, Problem> {
    let settings = TwilioSettings {
        account_sid: setup.account_sid.trim().into(),
        base_url: setup.base_url.trim().into(),
    };
    let gateway = open_twilio(&settings, setup.auth_token.trim())?;
    let country = engine.store().read(shop::load)?.country;
    let address = phone::normalise(&setup.from, &country).map_err(|_| GatewayFault::BadSetting("from"))?.e164;
    let config = serde_json::to_string(&settings).map_err(|_| GatewayFault::BadSetting("config"))?;
    let name = format!("twilio {}", settings.account_sid);
    let (now, fastest) = (engine.now(), gateway.limits().per_second);
    let (account, sender) = engine.store().write(|tx| {
        let account = accounts::save_account(tx, "twilio", &name, &config, setup.auth_token.trim(), now)?;
        let new = NewSender {
            address: &address,
            registration: known_registration(&setup.registration),
            per_second: setup.per_second.clamp(0.001, fastest),
            price_micros: setup.price_micros.into(),
        };
        let sender = accounts::save_sender(tx, account, &new)?;
        // What its card says of its registration outlives a new token.
        registrations::keep(tx, sender)?;
        Ok::<_, StoreError>((account, sender))
    })?;
    engine.replace_gateway(account, None);
    Ok(sender)
}

fn known_registration(word: &str) -> &str {
    if matches!(word, "registered" | "not_needed" | "missing") { word } else { "unknown" }
}

/// Lets a halted sender go again, once the owner has acted.
pub fn release(engine: &Engine, id: SenderId) -> Result<(), StoreError> {
    engine.store().write(|tx| accounts::halt(tx, id, ""))?;
    engine.wake().ring();
    Ok(())
}
