//! The real program as a stranger would use it: every command, and what it says to bad input.

#![expect(clippy::unwrap_used, reason = "a step that fails has failed the test")]

mod backups;
mod bad_campaigns;
mod bad_files;
mod bad_stores;
mod cleanup;
mod contacts;
mod copies;
mod documents;
mod laptop;
mod limits;
mod main_job;
mod rehearsal;
mod repairs;
mod senders;
mod terminal;
mod tools;
