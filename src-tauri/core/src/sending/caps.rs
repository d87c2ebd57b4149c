//! How many texts may go in a day: what carriers, the account, a new number and this sender's own past allow.
//!
//! Pure. The claim and the plan ask the same caps with the same counts, so that
//! the one promises nothing the other will not do. Counts are kept by the hour;
//! an hour that lies only partly in a window counts wholly, to the strict side.
//!
//! Invariant: what was taken within any window never exceeds its cap, but for a
//! single text that is larger than the whole cap.

use chrono::{Days, TimeDelta, TimeZone};
use chrono_tz::America::Los_Angeles;

use super::growth;
use super::warm_up::WarmUp;
use crate::clock::Timestamp;

const HOUR: i64 = 3600;

/// What was sent, hour by hour; ascending, hours since 1970.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours(Vec<(i64, u32)>);

impl Hours {
    /// From counts in any order.
    #[must_use]
    pub fn new(mut counts: Vec<(i64, u32)>) -> Self {
        counts.sort_unstable();
        Self(counts)
    }

    /// Adds what went at `at`.
    pub fn add(&mut self, at: Timestamp, amount: u32) {
        let hour = hour_of(at);
        match self.0.iter_mut().rev().find(|(known, _)| *known <= hour) {
            Some((known, sum)) if *known == hour => *sum = sum.saturating_add(amount),
            _ => {
                let place = self.0.partition_point(|(known, _)| *known <= hour);
                self.0.insert(place, (hour, amount));
            }
        }
    }

    /// What went from one moment on and before another, by whole hours.
    #[must_use]
    pub fn between(&self, from: Timestamp, to: Timestamp) -> u32 {
        let (from, to) = (hour_of(from), to.timestamp().div_euclid(HOUR));
        self.0
            .iter()
            .rev()
            .skip_while(|(hour, _)| *hour >= to)
            .take_while(|(hour, _)| *hour >= from)
            .map(|(_, sum)| sum)
            .sum()
    }

    /// The first hour with anything in it.
    #[must_use]
    pub fn first(&self) -> Option<Timestamp> {
        let hour = self.0.iter().find(|(_, sum)| *sum > 0)?.0;
        Timestamp::from_timestamp(hour * HOUR, 0)
    }

    /// Hours that still count somewhere within the last 24 hours before `now`, oldest first.
    fn rolling(&self, now: Timestamp) -> impl DoubleEndedIterator<Item = (i64, u32)> {
        let oldest = now.timestamp().div_euclid(HOUR) - 24;
        let start = self.0.partition_point(|(hour, _)| *hour < oldest);
        self.0.iter().skip(start).copied()
    }
}

/// Which hour since 1970 a moment lies in.
#[must_use]
pub fn hour_of(at: Timestamp) -> i64 {
    at.timestamp().div_euclid(HOUR)
}

/// The day that T-Mobile counts: from midnight to midnight, US Pacific time.
#[must_use]
pub fn carrier_day(at: Timestamp) -> (Timestamp, Timestamp) {
    let today = at.with_timezone(&Los_Angeles).date_naive();
    let midnight = |date: chrono::NaiveDate| {
        let local = date.and_hms_opt(0, 0, 0)?;
        // The clocks there never change at midnight.
        Some(Los_Angeles.from_local_datetime(&local).earliest()?.to_utc())
    };
    let begins = midnight(today).unwrap_or(at);
    let ends = today.checked_add_days(Days::new(1)).and_then(midnight);
    (begins, ends.unwrap_or(begins + TimeDelta::days(1)))
}

/// Why no more may go for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// T-Mobile's parts a day for the brand.
    Brand,
    /// The account's texts in any 24 hours.
    Account,
    /// A new number's level.
    WarmUp,
    /// Twice the largest day of the last seven.
    Growth,
}

impl Why {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Brand => "brand_cap",
            Self::Account => "account_cap",
            Self::WarmUp => "warm_up",
            Self::Growth => "growth",
        }
    }
}

/// How much a cap allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allows {
    /// So many parts between two midnights US Pacific.
    PartsADay(u32),
    /// So many texts in any 24 hours.
    TextsInAnyDay(u32),
    /// A new number's level of the day.
    Level(WarmUp),
    /// Growth against the last seven days.
    Growth,
}

/// A cap and what was used of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    allows: Allows,
    used: Hours,
    today: Option<Today>,
}

/// What the present carrier day allows, kept so that it is worked out once a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Today {
    begins: Timestamp,
    ends: Timestamp,
    allowed: Option<u32>,
    used: u32,
}

impl Cap {
    /// A cap with what was used so far.
    #[must_use]
    pub fn new(allows: Allows, used: Hours) -> Self {
        Self { allows, used, today: None }
    }

    /// What it stands for.
    #[must_use]
    pub fn why(&self) -> Why {
        match self.allows {
            Allows::PartsADay(_) => Why::Brand,
            Allows::TextsInAnyDay(_) => Why::Account,
            Allows::Level(_) => Why::WarmUp,
            Allows::Growth => Why::Growth,
        }
    }

    /// What is allowed in the day or the 24 hours around `at`, and what is used of it; nothing where nothing is capped.
    pub fn standing(&mut self, at: Timestamp) -> Option<(u32, u32)> {
        if let Allows::TextsInAnyDay(allowed) = self.allows {
            return Some((allowed, self.used.rolling(at).map(|(_, sum)| sum).sum()));
        }
        let today = self.today(at);
        today.allowed.map(|allowed| (allowed, today.used))
    }

    /// The earliest moment, `now` or later, at which a text of `parts` fits.
    pub fn fits_at(&mut self, now: Timestamp, parts: u32) -> Timestamp {
        match self.allows {
            Allows::TextsInAnyDay(allowed) => self.fits_rolling(now, allowed),
            Allows::PartsADay(_) => self.fits_today(now, parts),
            Allows::Level(_) | Allows::Growth => self.fits_today(now, 1),
        }
    }

    fn fits_today(&mut self, now: Timestamp, amount: u32) -> Timestamp {
        let today = self.today(now);
        let fits = today
            .allowed
            .is_none_or(|allowed| today.used == 0 || today.used.saturating_add(amount) <= allowed);
        if fits { now } else { today.ends }
    }

    fn fits_rolling(&self, now: Timestamp, allowed: u32) -> Timestamp {
        let mut used: u32 = self.used.rolling(now).map(|(_, sum)| sum).sum();
        let mut at = now;
        for (hour, sum) in self.used.rolling(now) {
            if used < allowed.max(1) {
                break;
            }
            used -= sum;
            at = Timestamp::from_timestamp((hour + 25) * HOUR, 0).unwrap_or(now).max(at);
        }
        at
    }

    /// Counts a text that went at `at`.
    pub fn take(&mut self, at: Timestamp, parts: u32) {
        let amount = if matches!(self.allows, Allows::PartsADay(_)) { parts } else { 1 };
        self.used.add(at, amount);
        if let Some(today) = self.today.as_mut().filter(|today| (today.begins..today.ends).contains(&at)) {
            today.used = today.used.saturating_add(amount);
        }
    }

    fn today(&mut self, at: Timestamp) -> Today {
        if let Some(today) = self.today.filter(|today| (today.begins..today.ends).contains(&at)) {
            return today;
        }
        let (begins, ends) = carrier_day(at);
        let allowed = match &self.allows {
            Allows::PartsADay(parts) => Some(*parts),
            Allows::TextsInAnyDay(_) => None,
            Allows::Level(warm_up) => warm_up.level_on(begins, &self.used).allowed,
            Allows::Growth => growth::allowed_on(begins, &self.used),
        };
        let today = Today { begins, ends, allowed, used: self.used.between(begins, ends) };
        self.today = Some(today);
        today
    }
}

/// Every cap of one sender.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caps(Vec<Cap>);

impl Caps {
    /// These caps together.
    #[must_use]
    pub fn new(caps: Vec<Cap>) -> Self {
        Self(caps)
    }

    /// The earliest moment at which every cap lets a text of `parts` go, and the cap that decides where it is later.
    pub fn fits_at(&mut self, now: Timestamp, parts: u32) -> (Timestamp, Option<Why>) {
        let (mut at, mut why) = (now, None);
        // A later moment may meet another cap; each round moves on or ends.
        for _ in 0..64 {
            let Some((next, which)) = self
                .0
                .iter_mut()
                .map(|cap| (cap.fits_at(at, parts), cap.why()))
                .max_by_key(|(next, _)| *next)
            else {
                break;
            };
            if next <= at {
                break;
            }
            (at, why) = (next, Some(which));
        }
        (at, why)
    }

    /// Counts a text that went at `at`.
    pub fn take(&mut self, at: Timestamp, parts: u32) {
        self.0.iter_mut().for_each(|cap| cap.take(at, parts));
    }

    /// Each cap with what it allows and what is used of it around `at`.
    pub fn standing(&mut self, at: Timestamp) -> Vec<(Why, u32, u32)> {
        self.0
            .iter_mut()
            .filter_map(|cap| Some((cap.why(), cap.standing(at)?)))
            .map(|(why, (a, u))| (why, a, u))
            .collect()
    }
}

#[cfg(test)]
#[path = "caps_tests.rs"]
mod tests;
