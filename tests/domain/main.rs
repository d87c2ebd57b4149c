//! Stories across features, on the core alone.

mod approval;
mod doubts;
mod hours;
mod main_job;
mod replies;
