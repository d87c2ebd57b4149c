//! When a text may reach a recipient.
//!
//! Owns the one answer to "may this go now, until when, and when next". A
//! moment is allowed when it is allowed in every candidate zone, by the row of
//! every candidate place, and by the owner's own window, which can only narrow.
//! Nothing known means nothing allowed. Knows no campaign, no store, no clock.
//!
//! Invariants: windows never cross local midnight; at a skipped or repeated
//! local hour a window opens at the later reading and closes at the earlier.

use std::time::Duration;

use chrono::{Days, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::clock::Timestamp;
use crate::rules::hours::{self, HoursRule};
pub use crate::rules::hours::{Cap, DayWindow};
pub use crate::rules::places::Place;
pub use crate::sending::locality::{Address, Locality, UnreadableLocality, locality_of};

/// How far ahead a next permitted moment is looked for.
pub const HORIZON_DAYS: u64 = 21;

/// The law's floor under every text: 08:00 to 21:00.
const FLOOR: DayWindow = DayWindow { open: 480, close: 1260 };
const WHOLE_DAY: OwnerWindow = OwnerWindow { open_minute: 0, close_minute: 1440 };

/// What a text is, as far as hours depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole table and the owner's window.
    Promotional,
    /// Order and delivery news: 08:00 to 21:00 and the owner's window.
    Transactional,
    /// A reply inside an open conversation: 08:00 to 21:00.
    Conversational,
}

/// The owner's own hours in the recipient's local time, minutes of the day, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnerWindow {
    /// First minute.
    pub open_minute: u16,
    /// First minute after it.
    pub close_minute: u16,
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

/// A stretch of time in which a text may go, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// First permitted moment.
    pub opens_at: Timestamp,
    /// First moment not permitted any more.
    pub closes_at: Timestamp,
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
        rules: asked.references(now),
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

/// The strictest cap on promotional texts among the candidate places.
#[must_use]
pub fn caps(locality: &Locality) -> Option<Cap> {
    let rules = rules_of(locality);
    let caps = rules.iter().filter_map(|(_, rule)| rule.and_then(HoursRule::cap));
    // Fewer per hour is stricter; at the same rate, fewer in a row.
    caps.min_by(|a, b| {
        let rates = (u64::from(a.count) * u64::from(b.window_hours))
            .cmp(&(u64::from(b.count) * u64::from(a.window_hours)));
        rates.then(a.count.cmp(&b.count))
    })
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

type Row = (Option<Place>, Option<&'static HoursRule>);

/// The row of each candidate place; the strictest one when no place is known.
fn rules_of(locality: &Locality) -> Vec<Row> {
    if locality.places().is_empty() {
        return vec![(None, hours::unknown())];
    }
    locality.places().iter().map(|place| (Some(*place), hours::of_place(*place))).collect()
}

/// One question, with its rules looked up.
struct Asked<'a> {
    zones: &'a [Tz],
    base: DayWindow,
    owner: OwnerWindow,
    rules: Vec<Row>,
}

impl<'a> Asked<'a> {
    fn of(locality: &'a Locality, scope: Scope, window: OwnerWindow) -> Self {
        let promotional = scope == Scope::Promotional;
        let owner = if scope == Scope::Conversational { WHOLE_DAY } else { window };
        let open = FLOOR.open.max(owner.open_minute);
        let close = FLOOR.close.min(owner.close_minute);
        let rules = if promotional { rules_of(locality) } else { vec![(None, hours::federal())] };
        Self { zones: locality.zones(), base: DayWindow { open, close }, owner, rules }
    }

    /// What all rules leave of one local day.
    fn window_on(&self, date: NaiveDate) -> Option<DayWindow> {
        let mut left = self.base;
        for (_, rule) in &self.rules {
            let window = (*rule)?.on(date)?;
            left = DayWindow { open: left.open.max(window.open), close: left.close.min(window.close) };
        }
        (left.open < left.close).then_some(left)
    }

    /// The first stretch that every zone shares and that ends after `from`.
    fn opening_from(&self, from: Timestamp) -> Option<Opening> {
        let horizon = from.checked_add_days(Days::new(HORIZON_DAYS))?;
        if self.zones.is_empty() || self.never_awake_together(from) {
            return None;
        }
        let mut cursor = from;
        while cursor <= horizon {
            let shared = self.shared_at(cursor)?;
            if shared.opens_at < shared.closes_at {
                return (shared.opens_at <= horizon).then_some(shared);
            }
            cursor = shared.opens_at;
        }
        None
    }

    /// The overlap of every zone's next opening; an empty one begins where to look next.
    fn shared_at(&self, from: Timestamp) -> Option<Opening> {
        let mut shared: Option<Opening> = None;
        for zone in self.zones {
            let next = self.opening_in(*zone, from)?;
            let overlap = shared.map_or(next, |so_far| Opening {
                opens_at: so_far.opens_at.max(next.opens_at),
                closes_at: so_far.closes_at.min(next.closes_at),
            });
            shared = Some(overlap);
            if overlap.opens_at >= overlap.closes_at {
                break;
            }
        }
        shared
    }

    /// Whether the zones lie so far apart around the globe that no moment suits all of them.
    ///
    /// A shortcut only: without it a toll-free number costs a walk over three weeks.
    fn never_awake_together(&self, from: Timestamp) -> bool {
        let Some(widest) = self.widest() else { return true };
        let apart = spread(self.zones, from);
        apart >= i32::from(widest.close) - i32::from(widest.open) + CLOCK_CHANGES
    }

    /// What all rules leave of the widest day.
    fn widest(&self) -> Option<DayWindow> {
        let mut left = self.base;
        for (_, rule) in &self.rules {
            let window = (*rule)?.widest()?;
            left = DayWindow { open: left.open.max(window.open), close: left.close.min(window.close) };
        }
        (left.open < left.close).then_some(left)
    }

    /// The first opening of one zone that ends after `from`.
    fn opening_in(&self, zone: Tz, from: Timestamp) -> Option<Opening> {
        let today = from.with_timezone(&zone).date_naive();
        let days = today.iter_days().take(usize::try_from(HORIZON_DAYS).ok()? + 2);
        days.filter_map(|date| self.opening_on(zone, date)).find(|opening| opening.closes_at > from)
    }

    fn opening_on(&self, zone: Tz, date: NaiveDate) -> Option<Opening> {
        let window = self.window_on(date)?;
        let (_, opens_at) = edge(zone, date, window.open)?;
        let (closes_at, _) = edge(zone, date, window.close)?;
        (opens_at < closes_at).then_some(Opening { opens_at, closes_at })
    }

    fn references(&self, now: Timestamp) -> Vec<RuleRef> {
        let date = self.zones.first().map_or(now.date_naive(), |zone| now.with_timezone(zone).date_naive());
        let mut references: Vec<RuleRef> =
            self.rules.iter().filter_map(|(place, rule)| Some(reference(*place, (*rule)?, date))).collect();
        if self.owner != WHOLE_DAY {
            references.push(owners(self.owner));
        }
        references
    }
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

/// Minutes that clocks may come closer or go apart within the horizon: two zones, an hour each.
const CLOCK_CHANGES: i32 = 120;

/// The shortest arc, in minutes around the day, that holds the local time of every zone.
fn spread(zones: &[Tz], at: Timestamp) -> i32 {
    let minutes = |zone: &Tz| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc() / 60;
    let mut times: Vec<i32> = zones.iter().map(|zone| minutes(zone).rem_euclid(1440)).collect();
    times.sort_unstable();
    let around = times.first().zip(times.last()).map_or(0, |(first, last)| first + 1440 - last);
    let between = times.iter().zip(times.iter().skip(1)).map(|(one, next)| next - one);
    1440 - between.fold(around, i32::max)
}

/// The earlier and the later reading of a local minute; the same moment on all but two days a year.
fn edge(zone: Tz, date: NaiveDate, minute: u16) -> Option<(Timestamp, Timestamp)> {
    let local = date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::minutes(i64::from(minute)))?;
    let (first, second) = match zone.from_local_datetime(&local) {
        LocalResult::Single(moment) => (moment.to_utc(), moment.to_utc()),
        LocalResult::Ambiguous(one, other) => (one.to_utc(), other.to_utc()),
        LocalResult::None => skipped(zone, local)?,
    };
    Some((first.min(second), first.max(second)))
}

/// A local time that the clocks jumped over, read with the offset before and the offset after the jump.
fn skipped(zone: Tz, local: NaiveDateTime) -> Option<(Timestamp, Timestamp)> {
    let around = TimeDelta::hours(26);
    let read = |by: TimeDelta| {
        let near = local.checked_add_signed(by)?;
        let offset = zone.offset_from_utc_datetime(&near).fix();
        Some(offset.from_local_datetime(&local).single()?.to_utc())
    };
    Some((read(around)?, read(-around)?))
}

#[cfg(test)]
#[path = "quiet_hours_tests.rs"]
mod tests;
