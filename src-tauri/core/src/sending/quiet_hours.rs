//! When a text may reach a recipient.
//!
//! Owns the one answer to "may this go now, until when, and when next". A
//! moment is allowed when it is allowed in every candidate zone, by the row of
//! every candidate place, and by the owner's own window, which can only narrow.
//! Nothing known means nothing allowed. Knows no campaign, no store, no clock.

use std::time::Duration;

use chrono::NaiveDate;

use super::openings::{Asked, WHOLE_DAY, rules_of};
pub use super::openings::{HORIZON_DAYS, Opening};
use crate::clock::Timestamp;
pub use crate::consent::Scope;
use crate::rules::hours::HoursRule;
pub use crate::rules::hours::{Cap, DayWindow};
pub use crate::rules::places::Place;
pub use crate::sending::locality::{Address, Locality, UnreadableLocality, locality_of};

/// The owner's own hours in the recipient's local time, minutes of the day, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnerWindow {
    /// First minute.
    pub open_minute: u16,
    /// First minute after it.
    pub close_minute: u16,
}

impl OwnerWindow {
    /// A window from stored minutes of the day.
    #[must_use]
    pub fn of_minutes(open: u32, close: u32) -> Self {
        let minute = |minutes: u32| u16::try_from(minutes.min(1440)).unwrap_or(1440);
        Self { open_minute: minute(open), close_minute: minute(close) }
    }

    /// The stricter of two windows.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        Self {
            open_minute: self.open_minute.max(other.open_minute),
            close_minute: self.close_minute.min(other.close_minute),
        }
    }
}

impl Default for OwnerWindow {
    fn default() -> Self {
        Self { open_minute: 540, close_minute: 1200 }
    }
}

/// A rule that stood behind a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRef {
    /// The candidate place, or nothing when the rule is for every recipient.
    pub place: Option<Place>,
    /// The row of the table: `TX`, `FED`, `UNKNOWN`, `FR`, `DEFAULT`, or `OWNER`.
    pub row: &'static str,
    /// What it allows on the recipient's local day (first candidate zone); nothing: a closed day.
    pub window: Option<DayWindow>,
    /// Statute or publication.
    pub source: &'static str,
    /// How sure.
    pub grade: &'static str,
    /// Month of the last look; empty for the owner's own window.
    pub as_of: &'static str,
}

/// Whether a text may go, and what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it may go now.
    pub allowed: bool,
    /// When the present permission ends; nothing when it may not go now.
    pub until: Option<Timestamp>,
    /// The first permitted moment, `now` itself when allowed; nothing within three weeks: none.
    pub next_allowed_at: Option<Timestamp>,
    /// Every rule that was asked.
    pub rules: Vec<RuleRef>,
}

/// Whether a text of this scope may go to this locality at `now`.
#[must_use]
pub fn allowed(locality: &Locality, scope: Scope, window: OwnerWindow, now: Timestamp) -> Verdict {
    let asked = Asked::of(locality, scope, window);
    let opening = asked.opening_from(now);
    let open_now = opening.filter(|opening| opening.opens_at <= now);
    Verdict {
        allowed: open_now.is_some(),
        until: open_now.map(|opening| opening.closes_at),
        next_allowed_at: opening.map(|opening| opening.opens_at.max(now)),
        rules: references(&asked, now),
    }
}

/// The opening that holds `from`, or the first one after it within three weeks.
#[must_use]
pub fn opening_from(
    locality: &Locality,
    scope: Scope,
    window: OwnerWindow,
    from: Timestamp,
) -> Option<Opening> {
    Asked::of(locality, scope, window).opening_from(from)
}

/// Every opening that begins before `to`, cut to begin at `from` or later, in order.
#[must_use]
pub fn openings_between(
    locality: &Locality,
    scope: Scope,
    window: OwnerWindow,
    from: Timestamp,
    to: Timestamp,
) -> Vec<Opening> {
    let asked = Asked::of(locality, scope, window);
    let next = |from: Timestamp| asked.opening_from(from).filter(|opening| opening.opens_at < to);
    std::iter::successors(next(from), |opening| next(opening.closes_at))
        .map(|opening| Opening { opens_at: opening.opens_at.max(from), ..opening })
        .collect()
}

/// Every cap on promotional texts of the candidate places, the strictest first. All of them hold.
#[must_use]
pub fn caps(locality: &Locality) -> Vec<Cap> {
    let rules = rules_of(locality);
    let mut caps: Vec<Cap> = rules.iter().filter_map(|(_, rule)| rule.and_then(HoursRule::cap)).collect();
    // Fewer per hour is stricter; at the same rate, fewer in a row.
    caps.sort_by(|a, b| {
        let rates = (u64::from(a.count) * u64::from(b.window_hours))
            .cmp(&(u64::from(b.count) * u64::from(a.window_hours)));
        rates.then(a.count.cmp(&b.count))
    });
    caps
}

/// Seconds that the gateway is left short of the closing, for its own queue and ours.
pub const CLOSING_MARGIN: Duration = Duration::from_secs(60);
/// The shortest validity that gateways take.
pub const SHORTEST_VALIDITY: Duration = Duration::from_secs(5);
const LONGEST_VALIDITY: Duration = Duration::from_secs(36_000);

/// How long a gateway may try before it must give up; nothing when it is too late to hand over.
#[must_use]
pub fn validity(until: Timestamp, now: Timestamp) -> Option<Duration> {
    let left = (until - now).to_std().ok()?.checked_sub(CLOSING_MARGIN)?;
    (left >= SHORTEST_VALIDITY).then_some(left.min(LONGEST_VALIDITY))
}

/// Every rule that was asked, with what it allows on the recipient's local day.
fn references(asked: &Asked<'_>, now: Timestamp) -> Vec<RuleRef> {
    let date = asked.zones.first().map_or(now.date_naive(), |zone| now.with_timezone(zone).date_naive());
    let mut references: Vec<RuleRef> =
        asked.rules.iter().filter_map(|(place, rule)| Some(reference(*place, (*rule)?, date))).collect();
    if asked.owner != WHOLE_DAY {
        references.push(owners(asked.owner));
    }
    references
}

fn reference(place: Option<Place>, rule: &'static HoursRule, date: NaiveDate) -> RuleRef {
    let from = rule.provenance();
    let window = rule.on(date);
    RuleRef { place, row: &rule.row, window, source: from.source, grade: from.grade, as_of: from.as_of }
}

fn owners(owner: OwnerWindow) -> RuleRef {
    let window = DayWindow { open: owner.open_minute, close: owner.close_minute };
    let window = Some(window).filter(|window| window.open < window.close);
    RuleRef { place: None, row: "OWNER", window, source: "the shop's own hours", grade: "owner", as_of: "" }
}

#[cfg(test)]
#[path = "quiet_hours_tests.rs"]
mod tests;
