//! The compliance tables as they are shown.

use serde::Serialize;
use specta::Type;

/// One table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RuleTable {
    /// Its id: `quiet_hours`, `caps`, `holidays`, `expiry`, `keywords`, `registrations`, `throughput`, `warm_up`,
    /// `shorteners`, `words`, `alarms`, `gateway_errors`.
    pub id: String,
    /// The edition of the tables.
    pub version: String,
    /// Its rows.
    pub rows: Vec<RuleRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RuleRow {
    /// ISO 3166 country or subdivision (`US-TX`); empty where the row is for no place in particular.
    pub place: String,
    /// What it is about: the row's name, a day, a word, a tier.
    pub what: String,
    /// What it says.
    pub says: String,
    /// Statute, rule or publication.
    pub source: String,
    /// `quoted`, `primary`, `secondary`, `vendor`, `derived`, `unsettled` or `guess`.
    pub grade: String,
    /// Month of the last look, or the edition of the tables.
    pub as_of: String,
    /// What else to know.
    pub notes: String,
}
