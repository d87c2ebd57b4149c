//! A shop in a box for tests: named people, a clock to turn, a gateway to script.
//!
//! Compiled only for tests and with the feature `testing`. May panic.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod beginning;
pub mod http_gateway;
mod leaving;
mod scripted;
mod shop;

pub use beginning::Beginning;
pub use leaving::{is_suppressed, says_stop};
pub use scripted::{ScriptedGateway, Turn};
pub use shop::TestShop;

use tempfile::TempDir;

use crate::clock::Timestamp;
use crate::store::{KeySource, Store, StoreKey, StoreKind};

/// Alice, in New York.
pub const ALICE: &str = "+12125550101";
/// Bob, in Chicago.
pub const BOB: &str = "+13125550102";
/// Carla, in Los Angeles.
pub const CARLA: &str = "+13105550103";
/// Dave, in London.
pub const DAVE: &str = "+447700900104";

/// What the named people are called.
#[must_use]
pub fn name_of(number: &str) -> &'static str {
    match number {
        ALICE => "Alice",
        BOB => "Bob",
        CARLA => "Carla",
        DAVE => "Dave",
        _ => "",
    }
}

/// Monday 2 March 2026, 18:00 UTC: within everybody's hours but Dave's evening.
#[must_use]
pub fn monday_noon() -> Timestamp {
    "2026-03-02T18:00:00Z".parse().unwrap()
}

/// A fresh encrypted store that goes with its folder.
#[must_use]
pub fn temporary_store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let source = KeySource::Given(StoreKey::random().unwrap());
    let store = Store::create(&folder.path().join("home"), &source, StoreKind::Shop, monday_noon()).unwrap();
    (folder, store)
}
