//! From which share of texts an alarm slows or pauses.
//!
//! Owns the table; judges nothing. A missing row is a limit of zero: everything is too much.

use std::sync::LazyLock;

use serde::Deserialize;

use super::table;

const LIMITS: &str = include_str!("data/alarm_limits.csv");

static ROWS: LazyLock<Vec<AlarmLimit>> = LazyLock::new(|| table::rows(LIMITS).unwrap_or_default());

/// One measure's limits.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AlarmLimit {
    /// `opt_outs`, `filtered`, `undelivered`.
    pub measure: String,
    /// From this share on it slows, in percent.
    pub slow_percent: u32,
    /// From this share on it pauses, in percent.
    pub pause_percent: u32,
    /// Publication.
    pub source: String,
    /// How sure.
    pub grade: String,
    /// Month of the last look.
    pub as_of: String,
}

/// All rows.
#[must_use]
pub fn alarm_limits() -> &'static [AlarmLimit] {
    &ROWS
}

/// Slow and pause of a measure, in percent.
#[must_use]
pub fn limits_of(measure: &str) -> (u32, u32) {
    let row = alarm_limits().iter().find(|row| row.measure == measure);
    row.map_or((0, 0), |row| (row.slow_percent, row.pause_percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_slows_before_it_pauses() {
        assert_eq!(alarm_limits().len(), 3);
        assert!(
            alarm_limits().iter().all(|row| 0 < row.slow_percent && row.slow_percent < row.pause_percent)
        );
    }
}
