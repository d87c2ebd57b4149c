//! How a new number grows: a visible ladder of levels.
//!
//! Pure. The steps are a provider's (facts: compliance section 8, grade vendor);
//! what opens the next one is ours: a day on which a quarter of the level went
//! out and no alarm was raised. Nobody ever has to fill a level.

use std::sync::LazyLock;

use super::caps::{Hours, carrier_day};
use crate::clock::Timestamp;
use crate::rules::limits;

/// Whose ladder it is.
pub const LADDER: &str = "HighLevel LC Phone 8-level (since 1 Feb 2024)";
/// The last level's `3000+` is no number: it has no limit.
static STEPS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let rows = limits::warmup_steps().iter().filter(|row| row.source == LADDER);
    rows.filter_map(|row| row.max_messages_per_day.parse().ok()).collect()
});
/// One text in so many of a level opens the next.
const OPENS_AT: u32 = 4;

/// A number that warms up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarmUp {
    /// When it began.
    pub since: Timestamp,
    /// Beginnings of the carrier days on which an alarm was raised for it.
    pub troubled: Vec<Timestamp>,
}

/// Where a number stands on the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// From 1.
    pub number: u32,
    /// Texts a day; nothing on the last one.
    pub allowed: Option<u32>,
    /// Texts in one day that open the next level on the following day; nothing on the last one.
    pub opens_next: Option<u32>,
    /// What the next level allows; nothing where it has no limit or there is none.
    pub next_allowed: Option<u32>,
}

/// How many levels there are.
#[must_use]
pub fn levels() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX) + 1
}

fn level(index: usize) -> Level {
    let allowed = STEPS.get(index).copied();
    Level {
        number: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
        allowed,
        opens_next: allowed.map(|texts| texts.div_ceil(OPENS_AT)),
        next_allowed: STEPS.get(index + 1).copied(),
    }
}

impl WarmUp {
    /// The level on the carrier day that begins at `begins`, after what was sent on the days before.
    #[must_use]
    pub fn level_on(&self, begins: Timestamp, used: &Hours) -> Level {
        let mut index = 0;
        let (mut day, mut ends) = carrier_day(self.since);
        while day < begins {
            let enough = level(index).opens_next.is_some_and(|texts| used.between(day, ends) >= texts);
            index += usize::from(enough && !self.troubled.contains(&day));
            (day, ends) = carrier_day(ends);
        }
        level(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn new_number() -> WarmUp {
        WarmUp { since: at("2026-03-02T17:00:00Z"), troubled: Vec::new() }
    }

    fn sent(days: &[(&str, u32)]) -> Hours {
        let mut hours = Hours::default();
        for (moment, texts) in days {
            hours.add(at(moment), *texts);
        }
        hours
    }

    fn on(warm_up: &WarmUp, day: &str, used: &Hours) -> Level {
        warm_up.level_on(carrier_day(at(day)).0, used)
    }

    #[test]
    fn a_new_number_begins_with_a_hundred_a_day() {
        let level = on(&new_number(), "2026-03-02T18:00:00Z", &Hours::default());
        assert_eq!((level.number, level.allowed, level.next_allowed), (1, Some(100), Some(250)));
        assert_eq!(levels(), 8);
    }

    #[test]
    fn a_quarter_of_a_level_opens_the_next_one_and_nobody_has_to_fill_it() {
        let used = sent(&[("2026-03-02T18:00:00Z", 25)]);
        assert_eq!(on(&new_number(), "2026-03-02T20:00:00Z", &used).number, 1, "not on the same day");
        assert_eq!(on(&new_number(), "2026-03-03T18:00:00Z", &used).number, 2);
        let used = sent(&[("2026-03-02T18:00:00Z", 24)]);
        assert_eq!(on(&new_number(), "2026-03-03T18:00:00Z", &used).number, 1);
    }

    #[test]
    fn days_without_texts_neither_raise_nor_lower_the_level() {
        let used = sent(&[("2026-03-02T18:00:00Z", 100)]);
        assert_eq!(on(&new_number(), "2026-04-20T18:00:00Z", &used).number, 2);
    }

    #[test]
    fn a_day_with_an_alarm_opens_nothing() {
        let used = sent(&[("2026-03-02T18:00:00Z", 100)]);
        let troubled = WarmUp { troubled: vec![carrier_day(at("2026-03-02T18:00:00Z")).0], ..new_number() };
        assert_eq!(on(&troubled, "2026-03-03T18:00:00Z", &used).number, 1);
    }

    #[test]
    fn the_last_level_has_no_limit() {
        let days: Vec<String> = (2..12).map(|day| format!("2026-03-{day:02}T18:00:00Z")).collect();
        let used = sent(&days.iter().map(|day| (day.as_str(), 3_000)).collect::<Vec<_>>());
        let level = on(&new_number(), "2026-03-12T18:00:00Z", &used);
        assert_eq!((level.number, level.allowed, level.opens_next), (8, None, None));
    }
}
