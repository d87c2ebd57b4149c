//! The pace of the carriers' class: parts a minute.
//!
//! Pure. A class counts message parts, not texts, so a text of three parts
//! leaves three gaps behind it. Recipients' carriers are not known here, so
//! every text counts as if it went to the strictest of them.

use chrono::TimeDelta;

use crate::clock::Timestamp;

/// Share of a published limit that is used: other traffic of the brand and the carriers' own counting need the rest
/// (facts: compliance, "Pacing defaults", grade derived).
pub const USED_PERCENT: u32 = 80;

/// A gap for each part, and when the next part may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartPace {
    gap: TimeDelta,
    free_at: Timestamp,
}

impl PartPace {
    /// No class holds anything back.
    #[must_use]
    pub fn unlimited() -> Self {
        Self { gap: TimeDelta::zero(), free_at: Timestamp::MIN_UTC }
    }

    /// Four fifths of a class of so many parts a minute; `free_at` as it was stored.
    #[must_use]
    pub fn of_class(parts_a_minute: u32, free_at: Timestamp) -> Self {
        let used = i64::from(parts_a_minute.max(1)) * i64::from(USED_PERCENT);
        Self {
            gap: TimeDelta::microseconds(6_000_000_000 / used + i64::from(6_000_000_000 % used > 0)),
            free_at,
        }
    }

    /// Before this moment nothing goes.
    #[must_use]
    pub fn free_at(&self) -> Timestamp {
        self.free_at
    }

    /// Seconds between two texts of one part.
    #[must_use]
    pub fn gap(&self) -> TimeDelta {
        self.gap
    }

    /// The pace after a text of `parts` that went at `at`. What was not used is not saved up.
    #[must_use]
    pub fn after(self, at: Timestamp, parts: u32) -> Self {
        let parts = i32::try_from(parts).unwrap_or(i32::MAX);
        Self { free_at: self.free_at.max(at + self.gap * parts), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Timestamp {
        "2026-03-02T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_low_volume_campaign_sends_a_part_a_second() {
        let pace = PartPace::of_class(75, Timestamp::MIN_UTC).after(noon(), 1);
        assert_eq!(pace.free_at(), noon() + TimeDelta::seconds(1));
        assert_eq!(
            pace.after(pace.free_at(), 3).free_at(),
            noon() + TimeDelta::seconds(4),
            "three parts, three gaps"
        );
    }

    #[test]
    fn after_a_night_asleep_nothing_is_saved_up() {
        let pace = PartPace::of_class(75, noon()).after(noon() + TimeDelta::hours(9), 1);
        assert_eq!(pace.free_at(), noon() + TimeDelta::hours(9) + TimeDelta::seconds(1));
    }

    #[test]
    fn without_a_class_nothing_waits() {
        let pace = PartPace::unlimited().after(noon(), 8);
        assert_eq!(pace.free_at(), noon());
    }
}
