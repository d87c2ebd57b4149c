//! Which backups stay, and when the next one is due: pure, from their moments.
//!
//! Invariants: the newest whole one always stays; one that is not whole takes nobody's place.

use std::collections::BTreeSet;

use chrono::{Datelike, TimeDelta};

use crate::clock::Timestamp;

/// Days and weeks of which the newest backup is kept.
const DAYS: usize = 7;
const WEEKS: usize = 4;
/// So many of those that were asked for, and of those before an update, stay whatever their day.
const BY_REASON: usize = 3;
/// An erased person must not live on in backups for longer than this; nor one that is not whole.
const LONGEST: TimeDelta = TimeDelta::days(30);
const EVERY: TimeDelta = TimeDelta::hours(24);

/// A backup as the rotation sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) id: String,
    pub(super) taken_at: Timestamp,
    pub(super) why: String,
    pub(super) whole: bool,
}

/// The ids of those that go.
pub(super) fn spare(backups: &[Kept], now: Timestamp) -> Vec<String> {
    let mut newest_first: Vec<&Kept> = backups.iter().filter(|one| one.whole).collect();
    newest_first.sort_by_key(|one| std::cmp::Reverse(one.taken_at));
    let mut stay: BTreeSet<&str> = newest_first.first().map(|one| one.id.as_str()).into_iter().collect();
    let days = newest_of_each(&newest_first, DAYS, |one| one.taken_at.date_naive().num_days_from_ce().into());
    let weeks = newest_of_each(&newest_first, WEEKS, |one| {
        let week = one.taken_at.iso_week();
        i64::from(week.year()) * 100 + i64::from(week.week())
    });
    let of =
        |why: &'static str| newest_first.iter().filter(move |one| one.why == why).take(BY_REASON).copied();
    let wanted = days.into_iter().chain(weeks).chain(of("asked")).chain(of("before_update"));
    stay.extend(wanted.filter(|one| one.taken_at >= now - LONGEST).map(|one| one.id.as_str()));
    let goes =
        |one: &&Kept| if one.whole { !stay.contains(one.id.as_str()) } else { one.taken_at < now - LONGEST };
    backups.iter().filter(goes).map(|one| one.id.clone()).collect()
}

fn newest_of_each<'k>(newest_first: &[&'k Kept], most: usize, of: impl Fn(&Kept) -> i64) -> Vec<&'k Kept> {
    let mut seen = BTreeSet::new();
    newest_first.iter().filter(|one| seen.insert(of(one))).take(most).copied().collect()
}

/// Whether one is due. A clock that was set back makes one too many, never one too few.
pub(super) fn is_due(backups: &[Kept], now: Timestamp) -> bool {
    !backups.iter().any(|one| one.whole && (now - one.taken_at).abs() < EVERY)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hours: i64) -> Timestamp {
        "2026-03-02T12:00:00Z".parse::<Timestamp>().unwrap() + TimeDelta::hours(hours)
    }

    fn made(hours: i64, why: &str, whole: bool) -> Kept {
        Kept { id: format!("{hours}-{why}"), taken_at: at(hours), why: why.into(), whole }
    }

    /// A shop that is open every day: what is there after each day's backup and rotation.
    fn after(days: i64) -> Vec<Kept> {
        let mut kept: Vec<Kept> = Vec::new();
        for day in 0..days {
            kept.push(made(day * 24, "daily", true));
            let gone = spare(&kept, at(day * 24));
            kept.retain(|one| !gone.contains(&one.id));
        }
        kept
    }

    #[test]
    fn a_year_of_days_leaves_a_week_of_days_and_a_month_of_weeks() {
        let kept = after(365);
        let ages: Vec<i64> = kept.iter().map(|one| 364 - (one.taken_at - at(0)).num_days()).collect();
        assert_eq!(ages[ages.len() - 7..], [6, 5, 4, 3, 2, 1, 0]);
        assert!(ages.len() <= 10 && ages[0] >= 14 && ages[0] <= 30, "{ages:?}");
    }

    #[test]
    fn one_that_is_cut_short_takes_nobodys_place_and_is_not_counted_as_made() {
        let backups = [made(0, "daily", true), made(30, "daily", false)];
        assert_eq!(spare(&backups, at(30)), Vec::<String>::new());
        assert!(is_due(&backups, at(30)), "the last whole one is more than a day old");
        assert!(!is_due(&backups, at(20)));
        assert_eq!(spare(&backups, at(24 * 40)), ["30-daily"], "the only whole one stays, however old");
    }

    #[test]
    fn a_clock_set_back_makes_one_more() {
        assert!(is_due(&[made(48, "daily", true)], at(0)));
        assert!(is_due(&[], at(0)));
    }

    proptest! {
        #[test]
        fn the_newest_whole_one_always_stays(
            times in proptest::collection::vec((-2000_i64..2000, any::<bool>(), 0_usize..3), 1..40),
            now in -2000_i64..4000,
        ) {
            let why = ["daily", "asked", "before_update"];
            let mut backups: Vec<Kept> = times.iter().map(|(hours, whole, n)| made(*hours, why[*n], *whole)).collect();
            backups.sort_by_key(|one| one.taken_at);
            backups.dedup_by_key(|one| one.taken_at);
            let gone = spare(&backups, at(now));
            if let Some(newest) = backups.iter().filter(|one| one.whole).max_by_key(|one| one.taken_at) {
                prop_assert!(!gone.contains(&newest.id));
            }
            let again: Vec<Kept> = backups.iter().filter(|one| !gone.contains(&one.id)).cloned().collect();
            prop_assert_eq!(spare(&again, at(now)), Vec::<String>::new(), "a second rotation finds nothing to do");
        }
    }
}
