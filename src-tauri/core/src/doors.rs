//! The doors into a shop: setting one up, opening it, recovering it, and the practice shop beside it.
//!
//! Owns where the stores lie below the app's folder (`shop/` and `practice/`) and
//! what to show when one cannot be opened. Invariant: no way through these doors
//! leads from a store that is there to a new, empty one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::backups::{self, BackupFault};
use crate::clock::{Clock, Timestamp};
use crate::contacts::{self, phone};
use crate::copies;
use crate::cut_off;
use crate::engine::Engine;
use crate::error::Problem;
use crate::gateways::{GatewayFault, NewSender, PracticeSettings, accounts};
use crate::segments;
use crate::shop::{self, Shop, ShopError};
use crate::store::{
    Device, KeySource, Keychain, KeychainFault, RecoveryKit, Store, StoreError, StoreKind, WriteTx,
};
use crate::wire::app::{AppStage, ShopSetup};
use crate::wire::stores::BackupsView;

/// The practice carrier's sender: a reserved number.
const PRACTICE_ADDRESS: &str = "+12025550100";

fn shop_home(root: &Path) -> PathBuf {
    root.join("shop")
}

fn practice_home(root: &Path) -> PathBuf {
    root.join("practice")
}

/// What to show first. Opens the shop where the keychain has its key.
pub fn enter(
    root: &Path,
    keychain: &Arc<dyn Keychain>,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> (AppStage, Option<Engine>) {
    let home = shop_home(root);
    match Store::presence(&home) {
        Err(StoreError::NotHere) => (first_run(root, keychain), None),
        Err(fault) => (recovery(fault), None),
        Ok(()) if Store::kept_in(&home).as_deref() != Some("keychain") => (locked_or_lost(&home), None),
        Ok(()) => match open(&home, &KeySource::Keychain(keychain.clone()), device, clock) {
            Ok(engine) => opened(engine),
            Err(fault) => (recovery(fault), None),
        },
    }
}

fn first_run(root: &Path, keychain: &Arc<dyn Keychain>) -> AppStage {
    AppStage::FirstRun {
        keychain: !matches!(keychain.find("counterbell-probe"), Err(KeychainFault::Absent)),
        practice_exists: !matches!(Store::presence(&practice_home(root)), Err(StoreError::NotHere)),
    }
}

fn locked_or_lost(home: &Path) -> AppStage {
    if Store::kept_in(home).is_some() { AppStage::Locked } else { recovery(StoreError::KeyInfoLost) }
}

fn recovery(fault: StoreError) -> AppStage {
    let kit_helps = matches!(
        fault,
        StoreError::WrongKey
            | StoreError::KeyInfoLost
            | StoreError::KeyNotInKeychain
            | StoreError::Keychain(_)
    );
    AppStage::Recovery { problem: Problem::from(fault), kit_helps }
}

fn opened(engine: Engine) -> (AppStage, Option<Engine>) {
    match stage_of(&engine) {
        Ok(stage) => (stage, Some(engine)),
        Err(fault) => (recovery(fault), None),
    }
}

/// What an open shop shows: itself, or first what was going on when it was cut off.
pub fn stage_of(engine: &Engine) -> Result<AppStage, StoreError> {
    if let Some(view) = cut_off::look(engine)? {
        return Ok(AppStage::CutOff { view });
    }
    let shop = engine.store().read(shop::load)?;
    Ok(AppStage::Open { practice: engine.store().kind() == StoreKind::Practice, shop: shop.view() })
}

/// Opens the store in exactly this folder, and looks whether it is the shop itself or a copy of it.
pub fn open(
    home: &Path,
    source: &KeySource,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> Result<Engine, StoreError> {
    let store = Store::open(home, source, clock.now())?;
    copies::enter(&store, device, clock.now())?;
    Ok(Engine::new(store, clock.clone()))
}

/// Opens the shop with its passphrase. What a better passphrase would not mend leads to the recovery page.
pub fn unlock(
    root: &Path,
    passphrase: String,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> Result<(AppStage, Option<Engine>), StoreError> {
    match open(&shop_home(root), &KeySource::Passphrase(passphrase.into()), device, clock) {
        Ok(engine) => Ok(opened(engine)),
        Err(fault @ (StoreError::WrongKey | StoreError::InUse)) => Err(fault),
        Err(fault) => Ok((recovery(fault), None)),
    }
}

/// Opens the shop with the code of its recovery kit.
pub fn recover(
    root: &Path,
    code: &str,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> Result<Engine, StoreError> {
    let key = RecoveryKit::read_code(code).ok_or(StoreError::WrongKey)?;
    open(&shop_home(root), &KeySource::Given(key), device, clock)
}

/// The backups of the shop, whether it can be opened or not.
pub fn backups(root: &Path) -> Result<BackupsView, BackupFault> {
    backups::list(&shop_home(root))
}

/// Restores a backup where the shop itself cannot be opened. `secret` is a passphrase or a recovery code; empty
/// where the keychain has the key.
pub fn restore(
    root: &Path,
    id: &str,
    secret: &str,
    keychain: &Arc<dyn Keychain>,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> Result<Engine, BackupFault> {
    let source = match (secret, RecoveryKit::read_code(secret)) {
        ("", _) => KeySource::Keychain(keychain.clone()),
        (_, Some(key)) => KeySource::Given(key),
        (words, None) => KeySource::Passphrase(words.to_owned().into()),
    };
    Ok(backups::restore(&shop_home(root), id, &source, device, clock)?.engine)
}

/// Makes the shop's store and writes down what it is called.
pub fn set_up(
    root: &Path,
    setup: &ShopSetup,
    keychain: &Arc<dyn Keychain>,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> Result<Engine, Problem> {
    let source = match setup.passphrase.as_str() {
        "" => KeySource::Keychain(keychain.clone()),
        words => KeySource::Passphrase(words.to_owned().into()),
    };
    make_shop(&shop_home(root), &shop_of(setup)?, StoreKind::Shop, &source, device, clock)
}

/// The shop that was typed in, if it makes sense.
pub fn shop_of(setup: &ShopSetup) -> Result<Shop, ShopError> {
    let mut shop = Shop::new(&setup.brand, &setup.country, &setup.currency)?;
    shop.test_number = own_number(&setup.test_number, &shop.country)?;
    Ok(shop)
}

/// Makes a shop's store in exactly this folder.
pub fn make_shop(
    home: &Path,
    shop: &Shop,
    kind: StoreKind,
    source: &KeySource,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> Result<Engine, Problem> {
    let now = clock.now();
    let store = Store::create_with(home, source, kind, now, |store| furnish(store, shop, now))?;
    copies::enter(&store, device, now)?;
    Ok(Engine::new(store, clock.clone()))
}

/// A shop has its name and a few segments from the first moment.
fn furnish(store: &Store, shop: &Shop, now: Timestamp) -> Result<(), Problem> {
    store.write(|tx| shop::save(tx, shop))?;
    Ok(store.write(|tx| segments::save_starters(tx, now))?)
}

/// The owner's own number in E.164; empty stays empty.
pub(crate) fn own_number(typed: &str, country: &str) -> Result<String, ShopError> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let phone = phone::normalise(typed, country).map_err(|_| ShopError::BadTestNumber)?;
    Ok(phone.e164)
}

/// Opens the practice shop; made, and filled through the ordinary import, the first time.
pub fn open_practice(root: &Path, device: &Device, clock: &Arc<dyn Clock>) -> Result<Engine, Problem> {
    let home = practice_home(root);
    // Its list is made up, so its key may lie in a file beside it.
    let source = KeySource::File(root.join("practice.key"));
    if !matches!(Store::presence(&home), Err(StoreError::NotHere)) {
        return Ok(open(&home, &source, device, clock)?);
    }
    let now = clock.now();
    let fill = |store: &Store| fill_practice(store, root, now);
    let store = Store::create_with(&home, &source, StoreKind::Practice, now, fill)?;
    Ok(Engine::new(store, clock.clone()))
}

fn fill_practice(store: &Store, root: &Path, now: Timestamp) -> Result<(), Problem> {
    let mut shop = Shop::new("Maple & Pine", "US", "USD")?;
    shop.test_number = "+12125550100".into();
    furnish(store, &shop, now)?;
    store.write(|tx| save_practice(tx, 1, now))?;
    contacts::import_sample(store, root, now)
}

/// Gives a practice shop the practice carrier. Refused in a real one.
pub fn add_practice(engine: &Engine, seed: u64) -> Result<(), Problem> {
    if engine.store().kind() == StoreKind::Shop {
        return Err(GatewayFault::RealShop.into());
    }
    let now = engine.now();
    Ok(engine.store().write(|tx| save_practice(tx, seed, now))?)
}

fn save_practice(tx: &mut WriteTx<'_>, seed: u64, now: Timestamp) -> Result<(), StoreError> {
    let config = serde_json::to_string(&PracticeSettings { seed }).unwrap_or_default();
    let account = accounts::save_account(tx, "practice", "practice", &config, "", now)?;
    let sender = NewSender {
        address: PRACTICE_ADDRESS,
        registration: "not_needed",
        per_second: 10.0,
        price_micros: 7900,
    };
    accounts::save_sender(tx, account, &sender).map(|_| ())
}
