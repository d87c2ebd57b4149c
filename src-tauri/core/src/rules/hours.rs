//! In which hours promotional texts may arrive, and how many, by jurisdiction.
//!
//! Owns `quiet_hours_us.csv` and `quiet_hours_world.csv` and the choice of a
//! row for a place. Windows are the recipient's local time, in minutes of the
//! day, end exclusive. `check` in the holidays column is read as "none".

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use super::Provenance;
use super::holidays::Calendar;
use super::places::Place;
use super::table::{filled, rows};

const US: &str = include_str!("data/quiet_hours_us.csv");
const WORLD: &str = include_str!("data/quiet_hours_world.csv");

static BOOK: LazyLock<HashMap<String, HoursRule>> = LazyLock::new(|| read().unwrap_or_default());

/// Minutes of the local day, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayWindow {
    /// First minute in which a text may arrive.
    pub open: u16,
    /// First minute in which it may not any more.
    pub close: u16,
}

/// At most `count` texts in any `window_hours` hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// Texts.
    pub count: u32,
    /// Length of the rolling window.
    pub window_hours: u32,
    /// The rule behind it.
    pub source: &'static str,
    /// Its grade.
    pub grade: &'static str,
}

/// One row of the hours tables.
#[derive(Debug, Clone)]
pub struct HoursRule {
    /// The row's name: a state (`TX`), a country (`FR`), `FED`, `DEFAULT` or `UNKNOWN`.
    pub row: String,
    /// ISO 3166 place that the row is for; empty for everywhere else and for an unknown place.
    pub place: String,
    /// Monday to Friday.
    pub weekdays: Option<DayWindow>,
    /// Saturday.
    pub saturday: Option<DayWindow>,
    /// Sunday.
    pub sunday: Option<DayWindow>,
    /// The holidays that are closed; nothing when holidays are days like others.
    pub closed_on: Option<Calendar>,
    /// Texts allowed in a rolling window: count and hours.
    pub cap: Option<(u32, u32)>,
    /// Statute or publication.
    pub source: String,
    /// How sure.
    pub grade: String,
    /// Month of the last look.
    pub as_of: String,
    /// What the sources disagree about.
    pub notes: String,
}

impl HoursRule {
    /// The window of one local day, or nothing when the day is closed.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Option<DayWindow> {
        let window = match date.weekday() {
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
            _ => self.weekdays,
        };
        window.filter(|_| !self.closed_on.is_some_and(|calendar| calendar.has(date)))
    }

    /// From the earliest opening to the latest closing of any day.
    #[must_use]
    pub fn widest(&self) -> Option<DayWindow> {
        let days = [self.weekdays, self.saturday, self.sunday].into_iter().flatten();
        days.reduce(|a, b| DayWindow { open: a.open.min(b.open), close: a.close.max(b.close) })
    }

    /// Where the row comes from.
    #[must_use]
    pub fn provenance(&'static self) -> Provenance {
        Provenance { source: &self.source, grade: &self.grade, as_of: &self.as_of }
    }

    /// The row's cap with its source.
    #[must_use]
    pub fn cap(&'static self) -> Option<Cap> {
        let (count, window_hours) = self.cap?;
        Some(Cap { count, window_hours, source: &self.source, grade: &self.grade })
    }
}

/// The row that stands for a place: its own, its country's, or the strictest that applies.
#[must_use]
pub fn of_place(place: Place) -> Option<&'static HoursRule> {
    if place.country_code() == "US" {
        let state = place.subdivision();
        return state.map_or_else(unknown, |state| BOOK.get(state).or_else(federal));
    }
    let own = place.subdivision().and_then(|_| BOOK.get(&format!("@{place}")));
    own.or_else(|| BOOK.get(&format!("@{}", place.country_code()))).or_else(|| BOOK.get("@DEFAULT"))
}

/// The floor under every state of the United States, 08:00 to 21:00.
#[must_use]
pub fn federal() -> Option<&'static HoursRule> {
    BOOK.get("FED")
}

/// The row for a recipient whose place is not known.
#[must_use]
pub fn unknown() -> Option<&'static HoursRule> {
    BOOK.get("UNKNOWN")
}

/// Every row, by name, for showing the tables.
#[must_use]
pub fn all() -> Vec<&'static HoursRule> {
    let mut rules: Vec<_> = BOOK.values().collect();
    rules.sort_by(|a, b| a.row.cmp(&b.row));
    rules
}

#[derive(Deserialize)]
struct Row {
    #[serde(alias = "state")]
    place: String,
    mon_fri: String,
    sat: String,
    sun: String,
    holidays: String,
    #[serde(default)]
    cap_count: Option<u32>,
    #[serde(default)]
    cap_window_h: Option<u32>,
    #[serde(alias = "citation")]
    source: String,
    grade: String,
    as_of: String,
    notes: String,
}

/// Rows by key; those of other countries carry an `@`, for `CA` is a state as well as a country.
fn read() -> Option<HashMap<String, HoursRule>> {
    let mut book = HashMap::new();
    for (text, mark) in [(US, ""), (WORLD, "@")] {
        for row in rows::<Row>(text).ok()? {
            book.insert(format!("{mark}{}", row.place), rule(row, mark.is_empty())?);
        }
    }
    Some(book)
}

/// `TX` of the American table is `US-TX`, `CA` of the other one is Canada.
fn place_of(row: &str, in_us: bool) -> String {
    match row {
        "UNKNOWN" | "DEFAULT" | "NATIONAL_DEFAULT" => String::new(),
        "FED" => "US".into(),
        state if in_us => format!("US-{state}"),
        place => place.into(),
    }
}

fn rule(row: Row, in_us: bool) -> Option<HoursRule> {
    let closed_on = match row.holidays.as_str() {
        "ok" => None,
        "none" | "check" => Some(calendar(&row.place, in_us)),
        _ => return None,
    };
    Some(HoursRule {
        weekdays: window(&row.mon_fri)?,
        saturday: window(&row.sat)?,
        sunday: window(&row.sun)?,
        closed_on,
        cap: row.cap_count.zip(row.cap_window_h),
        place: place_of(&row.place, in_us),
        row: row.place,
        source: filled(&row.source)?.to_owned(),
        grade: filled(&row.grade)?.to_owned(),
        as_of: filled(&row.as_of)?.to_owned(),
        notes: row.notes,
    })
}

fn calendar(place: &str, in_us: bool) -> Calendar {
    match (in_us, place) {
        (true, "AL") => Calendar::Alabama,
        (true, "LA") => Calendar::Louisiana,
        (true, "RI") => Calendar::RhodeIsland,
        (true, "UNKNOWN") => Calendar::AnyUsState,
        (true, _) => Calendar::UsFederal,
        (false, "FR-57" | "FR-67" | "FR-68") => Calendar::AlsaceMoselle,
        (false, _) => Calendar::France,
    }
}

/// `09:00-20:00`, or `none` for a closed day; the outer option is nothing for anything else.
#[expect(clippy::option_option, reason = "unreadable and closed are two answers")]
fn window(cell: &str) -> Option<Option<DayWindow>> {
    if cell == "none" {
        return Some(None);
    }
    let (open, close) = cell.split_once('-')?;
    let window = DayWindow { open: minute(open)?, close: minute(close)? };
    (window.open < window.close).then_some(Some(window))
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let minute = hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?;
    (minute <= 24 * 60).then_some(minute)
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;
