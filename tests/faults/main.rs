//! Faults: the real program, killed, and in front of gateways that do not keep to the rules.

mod gateways;
mod kills;
mod people;
#[path = "../commands/terminal.rs"]
mod terminal;
