//! The stretches of time in which every zone and every rule allow a text.
//!
//! Owns the walk from one window's edge to the next, day by day and zone by
//! zone, and the reading of local edges as moments. Knows no verdict and no
//! campaign.
//!
//! Invariants: windows never cross local midnight; at a skipped or repeated
//! local hour a window opens at the later reading and closes at the earlier.

use chrono::{Days, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::locality::Locality;
use super::quiet_hours::{OwnerWindow, Scope};
use crate::clock::Timestamp;
use crate::rules::hours::{self, DayWindow, HoursRule};
use crate::rules::places::Place;

/// How far ahead a next permitted moment is looked for.
pub const HORIZON_DAYS: u64 = 21;

/// The law's floor under every text: 08:00 to 21:00.
const FLOOR: DayWindow = DayWindow { open: 480, close: 1260 };
/// No window of the owner's at all.
pub(super) const WHOLE_DAY: OwnerWindow = OwnerWindow { open_minute: 0, close_minute: 1440 };

/// A stretch of time in which a text may go, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// First permitted moment.
    pub opens_at: Timestamp,
    /// First moment not permitted any more.
    pub closes_at: Timestamp,
}

/// A candidate place and the row that stands for it.
type Row = (Option<Place>, Option<&'static HoursRule>);

/// The row of each candidate place; the strictest one when no place is known.
pub(super) fn rules_of(locality: &Locality) -> Vec<Row> {
    if locality.places().is_empty() {
        return vec![(None, hours::unknown())];
    }
    locality.places().iter().map(|place| (Some(*place), hours::of_place(*place))).collect()
}

/// One question, with its rules looked up.
pub(super) struct Asked<'a> {
    pub(super) zones: &'a [Tz],
    base: DayWindow,
    pub(super) owner: OwnerWindow,
    pub(super) rules: Vec<Row>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(locality: &'a Locality, scope: Scope, window: OwnerWindow) -> Self {
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
    pub(super) fn opening_from(&self, from: Timestamp) -> Option<Opening> {
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
}

/// Minutes that clocks may come closer or go apart within the horizon: two zones, an hour each.
const CLOCK_CHANGES: i32 = 120;

/// The shortest arc, in minutes around the day, that holds the local time of every zone.
pub(super) fn spread(zones: &[Tz], at: Timestamp) -> i32 {
    let minutes = |zone: &Tz| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc() / 60;
    let mut times: Vec<i32> = zones.iter().map(|zone| minutes(zone).rem_euclid(1440)).collect();
    times.sort_unstable();
    let around = times.first().zip(times.last()).map_or(0, |(first, last)| first + 1440 - last);
    let between = times.iter().zip(times.iter().skip(1)).map(|(one, next)| next - one);
    1440 - between.fold(around, i32::max)
}

/// The earlier and the later reading of a local minute; the same moment on all but two days a year.
pub(super) fn edge(zone: Tz, date: NaiveDate, minute: u16) -> Option<(Timestamp, Timestamp)> {
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
#[path = "openings_tests.rs"]
mod tests;
