//! What cells say: moments, money, yes and no, names, places.
//!
//! Pure and without fields. Invariant: what cannot be read with certainty is
//! `None`, never a guess.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use crate::clock::Timestamp;

/// Which comes first in `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// The third of April.
    DayFirst,
    /// The fourth of March.
    MonthFirst,
}

/// How the order of day and month is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderCertainty {
    /// No date needs it: years come first, months have names, or there are no dates.
    NotNeeded,
    /// Some date can be read only one way.
    Told,
    /// Every date can be read both ways; the country's habit decides.
    Habit,
    /// Some dates can be read only one way, others only the other.
    Mixed,
}

impl DayOrder {
    /// Told by the dates that can be read only one way, else by the country's habit; and how it is known.
    pub(super) fn of<'a>(dates: impl Iterator<Item = &'a str>, country: &str) -> (Self, OrderCertainty) {
        let (mut day_first, mut month_first, mut either) = (0, 0, 0);
        for pair in dates.filter_map(leading_pair) {
            match pair {
                (13..=31, 1..=12) => day_first += 1,
                (1..=12, 13..=31) => month_first += 1,
                (a, b) if a != b => either += 1,
                _ => {}
            }
        }
        let habit = if country == "US" { Self::MonthFirst } else { Self::DayFirst };
        match (day_first, month_first) {
            (0, 0) if either == 0 => (habit, OrderCertainty::NotNeeded),
            (0, 0) => (habit, OrderCertainty::Habit),
            (_, 0) => (Self::DayFirst, OrderCertainty::Told),
            (0, _) => (Self::MonthFirst, OrderCertainty::Told),
            (days, months) if days > months => (Self::DayFirst, OrderCertainty::Mixed),
            _ => (Self::MonthFirst, OrderCertainty::Mixed),
        }
    }

    /// The other order.
    pub(super) fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }
}

/// Day and month in their unknown order. A date with dots has its day first everywhere.
fn leading_pair(date: &str) -> Option<(u32, u32)> {
    let mut parts = date.trim().trim_start_matches('\'').split(['/', '-']);
    let (first, second, _year) = (parts.next()?, parts.next()?, parts.next()?);
    if first.len() > 2 { None } else { Some((first.parse().ok()?, second.parse().ok()?)) }
}

/// How the dates of a file are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    pub(super) order: DayOrder,
    /// Whether a date that cannot be read in this order is read in the other.
    pub(super) other_too: bool,
}

impl Dates {
    pub(super) fn moment(self, cell: &str) -> Option<Timestamp> {
        let other = || self.other_too.then(|| moment(cell, self.order.other())).flatten();
        moment(cell, self.order).or_else(other)
    }
}

/// Whether a date means two different days, read in one order and in the other.
pub(super) fn is_either_way(date: &str) -> bool {
    matches!(leading_pair(date), Some((a @ 1..=12, b @ 1..=12)) if a != b)
}

/// A moment; dates without a time are midnight UTC.
pub(super) fn moment(cell: &str, order: DayOrder) -> Option<Timestamp> {
    let cell = cell.trim().trim_start_matches('\'');
    if cell.len() < 6 || !cell.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let moment = with_zone(cell).or_else(|| without_zone(cell, order)).or_else(|| since_1970(cell))?;
    (1990..=2200).contains(&moment.year()).then_some(moment)
}

fn with_zone(cell: &str) -> Option<Timestamp> {
    let zoned = DateTime::parse_from_rfc3339(cell).ok();
    let zoned = zoned.or_else(|| DateTime::parse_from_str(cell, "%Y-%m-%d %H:%M:%S %z").ok());
    Some(zoned?.to_utc())
}

fn without_zone(cell: &str, order: DayOrder) -> Option<Timestamp> {
    let cell = cell.trim_end_matches(" UTC").trim_end_matches(" GMT");
    let (date, time) = cell.split_once(['T', ' ']).filter(|(date, _)| date.len() >= 6).unwrap_or((cell, ""));
    let (day, time) = match day(date, order) {
        Some(day) => (day, time),
        None => with_month_name(cell)?,
    };
    Some(NaiveDateTime::new(day, time_of_day(time)).and_utc())
}

/// `Jan 5, 2026 3:04 PM`, `Mon, 5 January 2026`, `05-Jan-2026`: the day, and what follows the year.
fn with_month_name(cell: &str) -> Option<(NaiveDate, &str)> {
    let (mut day, mut month) = (None, None);
    for word in cell.split([' ', ',', '-', '.', '/']).filter(|word| !word.is_empty()) {
        let lower = word.to_ascii_lowercase();
        if let Some(at) = MONTHS.iter().position(|name| lower.starts_with(name)) {
            month = month.or(u32::try_from(at + 1).ok());
        } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            let (_, rest) = cell.split_once(word)?;
            let date = NaiveDate::from_ymd_opt(word.parse().ok()?, month?, day?)?;
            return Some((date, rest.trim_start_matches([',', ' ']).trim_start_matches("at ")));
        } else {
            let number = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok();
            day = day.or(number.filter(|day| (1..=31).contains(day)));
        }
    }
    None
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Seconds or milliseconds since 1970, as programs write moments.
fn since_1970(cell: &str) -> Option<Timestamp> {
    let count: i64 = cell.parse().ok()?;
    match cell.len() {
        10 => Timestamp::from_timestamp_secs(count),
        13 => Timestamp::from_timestamp_millis(count),
        _ => None,
    }
}

fn day(date: &str, order: DayOrder) -> Option<NaiveDate> {
    let mut parts = date.split(['-', '/', '.']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    }
    let year: i32 = c.parse().ok()?;
    let year = if c.len() == 2 { 2000 + year } else { year };
    let (day, month) = match order {
        DayOrder::MonthFirst if !date.contains('.') => (b, a),
        _ => (a, b),
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

fn time_of_day(time: &str) -> chrono::NaiveTime {
    let formats = ["%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p"];
    formats.iter().find_map(|format| chrono::NaiveTime::parse_from_str(time, format).ok()).unwrap_or_default()
}

/// Micro-units of money: `1,234.56`, `1.234,56`, `$12`, `12,5 €`.
pub(super) fn micros(cell: &str) -> Option<i64> {
    let digits: String =
        cell.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')).collect();
    let (negative, digits) = digits.strip_prefix('-').map_or((false, digits.as_str()), |rest| (true, rest));
    let mark = digits.rfind(['.', ',']).filter(|&at| is_decimal(digits, at));
    let (whole, part) = mark.map_or((digits, ""), |at| digits.split_at(at));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let part: String = part.chars().filter(char::is_ascii_digit).chain("000000".chars()).take(6).collect();
    if whole.is_empty() && mark.is_none() {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let micros = whole.checked_mul(1_000_000)?.checked_add(part.parse().ok()?)?;
    Some(if negative { -micros } else { micros })
}

/// The last mark is decimal unless exactly three digits follow a mark that can separate thousands.
fn is_decimal(digits: &str, at: usize) -> bool {
    let after = digits.len() - at - 1;
    let other = digits.get(..at).is_some_and(|before| before.contains(['.', ',']));
    let same = digits.get(at..=at).is_some_and(|mark| digits.matches(mark).count() > 1);
    after != 3 || (other && !same)
}

/// A count.
pub(super) fn count(cell: &str) -> Option<i64> {
    let cell = cell.trim().trim_start_matches('\'');
    cell.strip_suffix(".0")
        .unwrap_or(cell)
        .replace(',', "")
        .parse()
        .ok()
        .filter(|n| (0..1_000_000_000).contains(n))
}

/// What a consent column says of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Yes,
    /// A plain no.
    No,
    /// Something that is not a yes: pending, unknown, a word we do not know.
    Unclear,
    /// Asked not to be texted any more.
    Unsubscribed,
    Nothing,
}

/// Reads a consent cell. What is neither a clear yes nor an opt-out is no consent.
pub(super) fn said(cell: &str) -> Said {
    let plain: String = cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match plain.as_str() {
        "" => Said::Nothing,
        "yes" | "y" | "true" | "t" | "1" | "subscribed" | "optedin" | "optin" | "active" | "granted"
        | "confirmed" | "accepted" | "consented" | "verified" | "ja" | "oui" | "si" | "sí" | "sim" => {
            Said::Yes
        }
        "no" | "n" | "false" | "f" | "0" | "never" | "neversubscribed" | "notsubscribed"
        | "nonsubscribed" | "declined" | "denied" | "notoptedin" | "nein" | "non" | "não" => Said::No,
        "unsubscribed" | "unsubscribe" | "optedout" | "optout" | "stop" | "stopped" | "revoked"
        | "suppressed" | "withdrawn" | "blocked" | "blacklisted" | "blocklisted" | "donotcontact"
        | "donottext" | "abgemeldet" => Said::Unsubscribed,
        _ => Said::Unclear,
    }
}

/// Whether a cell for the moment of an opt-out says that there was none.
pub(super) fn says_never(cell: &str) -> bool {
    let plain: String = cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    plain.chars().all(|c| c == '0')
        || plain.starts_with("19700101")
        || matches!(plain.as_str(), "no" | "n" | "false" | "never" | "null" | "none" | "na" | "nan" | "nil")
}

/// First and last name out of one cell.
pub(super) fn split_name(full: &str) -> (String, String) {
    let full = full.trim();
    if let Some((last, first)) = full.split_once(',') {
        return (first.trim().to_owned(), last.trim().to_owned());
    }
    match full.rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim().to_owned(), last.to_owned()),
        None => (full.to_owned(), String::new()),
    }
}

/// `(US, new york)` to `NY`; countries stand under `country`.
static PLACES: LazyLock<HashMap<(String, String), String>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("places.csv").as_bytes());
    let entry = |row: csv::StringRecord| {
        Some(((row.get(0)?.to_owned(), row.get(1)?.to_lowercase()), row.get(2)?.to_owned()))
    };
    reader.records().filter_map(Result::ok).filter_map(entry).collect()
});

/// ISO 3166 alpha-2 where the country is known, else as written.
pub(super) fn country(cell: &str) -> String {
    place("country", cell)
}

/// The state's or province's code where it is known, else as written.
pub(super) fn region(cell: &str, country: &str) -> String {
    place(if country == "CA" { "CA" } else { "US" }, cell)
}

fn place(kind: &str, cell: &str) -> String {
    let cell = cell.trim().trim_start_matches('\'').trim();
    if cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_alphabetic()) && !cell.eq_ignore_ascii_case("uk") {
        return cell.to_ascii_uppercase();
    }
    if cell.is_empty() {
        return String::new();
    }
    PLACES.get(&(kind.to_owned(), cell.to_lowercase())).cloned().unwrap_or_else(|| cell.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, order: DayOrder) -> String {
        moment(cell, order).map(|m| m.format("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
    }

    #[test]
    fn a_date_is_read_in_the_order_of_its_file() {
        assert_eq!(read("03/04/2026", DayOrder::MonthFirst), "2026-03-04T00:00:00Z");
        assert_eq!(read("03/04/2026", DayOrder::DayFirst), "2026-04-03T00:00:00Z");
    }

    #[test]
    fn the_order_of_day_and_month_is_told_by_the_dates_or_asked_for() {
        use DayOrder::{DayFirst, MonthFirst};
        for (dates, country, expected) in [
            (["03/04/2026", "25/04/2026"], "US", (DayFirst, OrderCertainty::Told)),
            (["03/04/2026", "04/25/2026"], "GB", (MonthFirst, OrderCertainty::Told)),
            (["03/04/2026", "01/02/2026"], "US", (MonthFirst, OrderCertainty::Habit)),
            (["25/04/2026", "04/25/2026"], "US", (MonthFirst, OrderCertainty::Mixed)),
            (["2026-04-25", "04/04/2026"], "US", (MonthFirst, OrderCertainty::NotNeeded)),
        ] {
            assert_eq!(DayOrder::of(dates.into_iter(), country), expected, "{dates:?}");
        }
    }

    #[test]
    fn shops_write_moments_in_many_ways() {
        for (cell, expected) in [
            ("2026-01-05 10:11:12 -0500", "2026-01-05T15:11:12Z"),
            ("2026-01-05T10:11:12Z", "2026-01-05T10:11:12Z"),
            ("2026-01-05 10:11:12", "2026-01-05T10:11:12Z"),
            ("2026-01-05", "2026-01-05T00:00:00Z"),
            ("1/5/2026 3:04 PM", "2026-01-05T15:04:00Z"),
            ("Jan 5, 2026", "2026-01-05T00:00:00Z"),
            ("January 5, 2026 3:04 PM", "2026-01-05T15:04:00Z"),
            ("Mon, 5 Jan 2026 15:04:00", "2026-01-05T15:04:00Z"),
            ("05-Jan-2026", "2026-01-05T00:00:00Z"),
            ("5th March 2026", "2026-03-05T00:00:00Z"),
            ("2026/01/05", "2026-01-05T00:00:00Z"),
            ("05.01.2026", "2026-01-05T00:00:00Z"),
            ("2026-01-05 10:11:12+00:00", "2026-01-05T10:11:12Z"),
            ("1767607872", "2026-01-05T10:11:12Z"),
            ("1767607872000", "2026-01-05T10:11:12Z"),
            ("12125550101", ""),
            ("soon", ""),
            ("0000-00-00", ""),
        ] {
            assert_eq!(read(cell, DayOrder::MonthFirst), expected, "{cell}");
        }
    }

    #[test]
    fn money_is_read_with_either_decimal_mark() {
        for (cell, expected) in [
            ("1,234.56", Some(1_234_560_000)),
            ("1.234,56", Some(1_234_560_000)),
            ("$12", Some(12_000_000)),
            ("12,5 €", Some(12_500_000)),
            ("1,234", Some(1_234_000_000)),
            ("0.00", Some(0)),
            ("", None),
            ("n/a", None),
            ("1,234,567.891", Some(1_234_567_891_000)),
            (".50", Some(500_000)),
        ] {
            assert_eq!(micros(cell), expected, "{cell}");
        }
    }

    #[test]
    fn only_a_clear_yes_is_consent() {
        for cell in ["pending", "maybe", "unknown"] {
            assert_eq!(said(cell), Said::Unclear, "{cell}");
        }
        for cell in ["no", "false", "not_subscribed", "NEVER_SUBSCRIBED", "never"] {
            assert_eq!(said(cell), Said::No, "{cell}");
        }
        assert_eq!(
            (said("TRUE"), said("Opted-Out"), said(" ")),
            (Said::Yes, Said::Unsubscribed, Said::Nothing)
        );
    }
}
