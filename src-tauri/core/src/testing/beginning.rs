//! A shop at rest, whose story can be told from here again and again, each time differently.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::{ScriptedGateway, TestShop, monday_noon};
use crate::clock::TurnedClock;
use crate::engine::Engine;
use crate::gateways::accounts;
use crate::ids::SenderId;
use crate::store::{KeySource, RecoveryKit, Store, StoreKey};

const FILES: [&str; 2] = ["store.db", "keyinfo.json"];

/// What its folder holds.
pub struct Beginning {
    files: [Vec<u8>; 2],
    key: StoreKey,
    sender: SenderId,
}

impl Beginning {
    /// Closes the shop and remembers it.
    #[must_use]
    pub fn of(shop: TestShop) -> Self {
        let TestShop { engine, sender, folder, .. } = shop;
        let key = RecoveryKit::read_code(&engine.store().recovery_kit().page()).unwrap();
        drop(engine);
        let files = FILES.map(|name| fs::read(folder.path().join("home").join(name)).unwrap());
        Self { files, key, sender }
    }

    /// The shop as it was, on Monday at noon. Its commits do not wait for the disk: nobody pulls the plug here.
    #[must_use]
    pub fn again(&self) -> TestShop {
        let folder = TempDir::new_in(fastest()).unwrap();
        let home = self.lay_out(folder.path());
        let store = Store::open(&home, &KeySource::Given(self.key.clone()), monday_noon()).unwrap();
        store.without_waiting_for_the_disk().unwrap();
        let clock = Arc::new(TurnedClock::new(monday_noon()));
        let engine = Engine::new(store, clock.clone());
        let gateway = Arc::new(ScriptedGateway::new(clock.clone()));
        let account = engine.store().read(|c| accounts::sender(c, self.sender)).unwrap().unwrap().gateway;
        engine.replace_gateway(account, Some(gateway.clone()));
        TestShop { engine, clock, gateway, sender: self.sender, folder }
    }

    /// Puts the closed shop into a folder. Answers the store's home.
    #[must_use]
    pub fn lay_out(&self, folder: &Path) -> PathBuf {
        let home = folder.join("home");
        fs::create_dir_all(&home).unwrap();
        for (name, bytes) in FILES.iter().zip(&self.files) {
            fs::write(home.join(name), bytes).unwrap();
        }
        home
    }

    /// What opens it.
    #[must_use]
    pub fn key(&self) -> KeySource {
        KeySource::Given(self.key.clone())
    }
}

/// A folder in memory where the system has one.
fn fastest() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}
