//! Faults: the real program, killed, and in front of gateways that do not keep to the rules.

#![expect(clippy::unwrap_used, reason = "a step that fails has failed the test")]

mod gateways;
mod import_kills;
mod kills;
mod people;
mod shops;
#[path = "../commands/terminal.rs"]
mod terminal;
