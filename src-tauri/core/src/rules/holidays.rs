//! Public holidays on which promotional texts rest, computed for any year.
//!
//! Owns the calendars that a row of the hours tables may ask for. In the
//! United States both the date and its observed weekday count. Sources: 5 USC
//! 6103 and the state extras of the contact-hours digest of October 2026
//! (grade secondary); Code du travail L3133-1 and, for Alsace-Moselle,
//! L3134-13 (grade derived).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whose holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// The eleven federal holidays of the United States.
    UsFederal,
    /// Federal, Mardi Gras, Confederate Memorial Day, Jefferson Davis' Birthday.
    Alabama,
    /// Federal, Mardi Gras, Good Friday, All Saints.
    Louisiana,
    /// Federal and Victory Day.
    RhodeIsland,
    /// Every holiday of any state above: for a recipient whose state is unknown.
    AnyUsState,
    /// The eleven national holidays of France.
    France,
    /// France, Good Friday and 26 December.
    AlsaceMoselle,
}

impl Calendar {
    /// Every calendar by the place it is for, with source and grade, for showing them.
    pub const SHOWN: [(&str, Self, &str, &str); 6] = [
        ("US", Self::UsFederal, "5 USC 6103", "primary"),
        ("US-AL", Self::Alabama, "contact-hours digest of October 2026", "secondary"),
        ("US-LA", Self::Louisiana, "contact-hours digest of October 2026", "secondary"),
        ("US-RI", Self::RhodeIsland, "contact-hours digest of October 2026", "secondary"),
        ("FR", Self::France, "Code du travail L3133-1", "derived"),
        ("FR-57", Self::AlsaceMoselle, "Code du travail L3134-13", "derived"),
    ];

    /// Whether `date` is one of this calendar's holidays or observed days.
    #[must_use]
    pub fn has(self, date: NaiveDate) -> bool {
        match self {
            Self::UsFederal => us_federal(date),
            Self::Alabama => us_federal(date) || alabama(date),
            Self::Louisiana => us_federal(date) || louisiana(date),
            Self::RhodeIsland => us_federal(date) || rhode_island(date),
            Self::AnyUsState => us_federal(date) || alabama(date) || louisiana(date) || rhode_island(date),
            Self::France => france(date),
            Self::AlsaceMoselle => france(date) || from_easter(date) == -2 || is(date, 12, 26),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
#[must_use]
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let march_based = h + l - 7 * m + 114;
    let (month, day) = (march_based / 31, march_based % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn us_federal(date: NaiveDate) -> bool {
    let weekday_rule = match date.month() {
        1 | 2 => nth(date, Weekday::Mon, 3),
        5 => last(date, Weekday::Mon),
        9 => nth(date, Weekday::Mon, 1),
        10 => nth(date, Weekday::Mon, 2),
        11 => nth(date, Weekday::Thu, 4),
        _ => false,
    };
    weekday_rule || us_fixed(date) || observed(date)
}

fn us_fixed(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (1, 1) | (6, 19) | (7, 4) | (11, 11) | (12, 25))
}

/// A fixed holiday on a Saturday is kept on Friday, one on a Sunday on Monday.
fn observed(date: NaiveDate) -> bool {
    let kept_for = match date.weekday() {
        Weekday::Fri => date.checked_add_days(Days::new(1)),
        Weekday::Mon => date.checked_sub_days(Days::new(1)),
        _ => None,
    };
    kept_for.is_some_and(us_fixed)
}

fn alabama(date: NaiveDate) -> bool {
    let davis = date.month() == 6 && nth(date, Weekday::Mon, 1);
    let memorial = date.month() == 4 && nth(date, Weekday::Mon, 4);
    davis || memorial || from_easter(date) == -47
}

fn louisiana(date: NaiveDate) -> bool {
    matches!(from_easter(date), -47 | -2) || is(date, 11, 1)
}

fn rhode_island(date: NaiveDate) -> bool {
    date.month() == 8 && nth(date, Weekday::Mon, 2)
}

/// Easter Monday, Ascension and Whit Monday move; the other eight are fixed.
fn france(date: NaiveDate) -> bool {
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    fixed.contains(&(date.month(), date.day())) || matches!(from_easter(date), 1 | 39 | 50)
}

/// Days since Easter Sunday of the same year; far away when there is none.
fn from_easter(date: NaiveDate) -> i64 {
    easter(date.year()).map_or(i64::MAX, |easter| (date - easter).num_days())
}

fn is(date: NaiveDate, month: u32, day: u32) -> bool {
    (date.month(), date.day()) == (month, day)
}

fn nth(date: NaiveDate, weekday: Weekday, which: u32) -> bool {
    date.weekday() == weekday && date.day().div_ceil(7) == which
}

fn last(date: NaiveDate, weekday: Weekday) -> bool {
    date.weekday() == weekday
        && date.checked_add_days(Days::new(7)).is_none_or(|next| next.month() != date.month())
}

#[cfg(test)]
#[path = "holidays_tests.rs"]
mod tests;
