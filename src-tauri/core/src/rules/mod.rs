//! What the world asks of a sender, as data with a version, a source and a grade.
//!
//! Owns the tables and the reading of them; knows nothing of contacts,
//! campaigns or the store. A table that cannot be read answers nothing, and
//! every reader takes "nothing" for the strictest answer; a test proves that
//! every row of every table is read.

pub mod alarms;
mod columns;
pub mod expiry;
pub mod folding;
pub mod gateway_errors;
pub mod holidays;
pub mod hours;
pub mod keywords;
pub mod limits;
pub mod phrases;
pub mod places;
pub mod shorteners;
mod shown;
mod table;
pub mod zones;

pub use shown::{found, tables};

/// The edition of the tables in `rules/data`.
pub const RULES_VERSION: &str = "2026-11";

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provenance {
    /// Statute, rule or publication.
    pub source: &'static str,
    /// How sure: `quoted`, `primary`, `secondary`, `vendor`, `derived`, `unsettled` or `guess`.
    pub grade: &'static str,
    /// Month of the last look, `YYYY-MM` or `YYYY`.
    pub as_of: &'static str,
}
