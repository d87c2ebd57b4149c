//! The shapes that cross to the window and to `--json`, one file per feature.
//!
//! Plain data: numbers fit a JavaScript number, moments are RFC 3339 text, money
//! is already written. Nothing here decides anything.

pub mod app;
pub mod campaigns;
pub mod caps;
pub mod cleanup;
pub mod consent;
pub mod contacts;
pub mod cut_off;
pub mod doubts;
pub mod health;
pub mod imports;
pub mod inbox;
pub mod rehearsal;
pub mod rules;
pub mod segments;
pub mod senders;
pub mod settings;
pub mod stores;
pub mod wordings;
