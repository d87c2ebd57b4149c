//! Stories across features, on the core alone.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

mod approval;
mod confirmations;
mod consent;
mod crashes;
mod double_opt_in;
mod doubts;
mod histories;
mod hours;
mod in_flight;
mod laptop;
mod main_job;
mod pace;
mod replies;
