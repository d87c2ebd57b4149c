//! The real program as a stranger would use it: every command, and what it says to bad input.

mod bad_campaigns;
mod bad_files;
mod bad_stores;
mod main_job;
mod rehearsal;
mod terminal;
mod tools;
