//! How fast a sender's days may grow.
//!
//! Pure. Carriers look at jumps, so a day carries at most twice the largest of
//! the seven before it (facts: compliance, "Pacing defaults", grade derived).
//! A small day doubled says nothing, so there is a floor; on the first day ever
//! nothing is known and nothing is held back: a new number warms up instead.

use chrono::TimeDelta;

use super::caps::{Hours, carrier_day};
use crate::clock::Timestamp;

/// Below this many texts a day nobody calls growth a jump (grade: guess).
pub const FLOOR: u32 = 1_000;
const DAYS: u32 = 7;
const TIMES: u32 = 2;

/// What the carrier day that begins at `begins` may carry; nothing while nothing is known of this sender.
#[must_use]
pub fn allowed_on(begins: Timestamp, used: &Hours) -> Option<u32> {
    used.first().filter(|first| *first < begins)?;
    let mut largest = 0;
    let mut day = begins;
    for _ in 0..DAYS {
        let (before, ends) = carrier_day(day - TimeDelta::hours(1));
        largest = largest.max(used.between(before, ends));
        day = before;
    }
    Some((largest.saturating_mul(TIMES)).max(FLOOR))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn sent(days: &[(&str, u32)]) -> Hours {
        let mut hours = Hours::default();
        for (moment, texts) in days {
            hours.add(at(moment), *texts);
        }
        hours
    }

    /// Midnight in Los Angeles.
    const TODAY: &str = "2026-03-10T07:00:00Z";

    #[test]
    fn a_day_carries_at_most_twice_the_largest_of_the_last_seven() {
        let used = sent(&[
            ("2026-03-02T18:00:00Z", 9_000),
            ("2026-03-05T18:00:00Z", 1_500),
            ("2026-03-09T18:00:00Z", 700),
        ]);
        assert_eq!(allowed_on(at(TODAY), &used), Some(3_000), "the ninth day back no longer counts");
    }

    #[test]
    fn a_quiet_week_leaves_the_floor_and_a_first_day_no_limit() {
        assert_eq!(allowed_on(at(TODAY), &sent(&[("2026-02-20T18:00:00Z", 4_000)])), Some(FLOOR));
        assert_eq!(allowed_on(at(TODAY), &sent(&[("2026-03-09T18:00:00Z", 20)])), Some(FLOOR));
        assert_eq!(allowed_on(at(TODAY), &sent(&[])), None);
        assert_eq!(allowed_on(at(TODAY), &sent(&[(TODAY, 50)])), None, "today is no past");
    }
}
