//! Everything Counterbell knows, without a window.
//!
//! A folder is a feature. Inside a feature the pure files know no SQL and take
//! `now`; the SQL stands in `rows.rs` (or the file its `mod.rs` names);
//! features call each other through their `mod.rs`. Nothing here names tauri,
//! reads the environment or the wall clock (`clock.rs` apart).

pub mod activity;
pub mod backups;
pub mod campaigns;
pub mod clock;
pub mod consent;
pub mod contacts;
pub mod copies;
pub mod cut_off;
pub mod doors;
pub mod engine;
pub mod error;
pub mod event;
pub mod gateways;
pub mod health;
pub mod ids;
pub mod inbox;
pub mod laptop;
pub mod money;
pub mod rules;
pub mod segments;
pub mod sending;
pub mod settings;
pub mod shop;
pub mod store;
pub mod today;
pub mod wire;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
