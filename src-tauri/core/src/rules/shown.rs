//! Every compliance table as people read it: what it says of whom, with source, grade and date.
//!
//! Owns the one form in which all tables are shown; decides nothing and rounds
//! nothing off: what stands in a table stands here, row by row.

use chrono::{Datelike, NaiveDate};

use super::holidays::Calendar;
use super::hours::{self, DayWindow, HoursRule};
use super::places::Place;
use super::{RULES_VERSION, alarms, expiry, gateway_errors, keywords, limits, phrases, shorteners};
use crate::wire::rules::{RuleRow, RuleTable};

/// All tables, in the order in which they are shown; `today` chooses the years whose holidays are listed.
#[must_use]
pub fn tables(today: NaiveDate) -> Vec<RuleTable> {
    vec![
        table("quiet_hours", hours::all().into_iter().map(hours_row).collect()),
        table("caps", hours::all().into_iter().filter_map(cap_row).collect()),
        table("holidays", holidays(today.year())),
        table("expiry", expiry::all().iter().map(expiry_row).collect()),
        table("keywords", keywords::all().iter().map(keyword_row).collect()),
        table("registrations", registrations()),
        table("throughput", throughput()),
        table("warm_up", limits::warmup_steps().iter().map(warm_up_row).collect()),
        table("shorteners", shorteners::all().iter().map(shortener_row).collect()),
        table("words", words()),
        table("alarms", alarms::alarm_limits().iter().map(alarm_row).collect()),
        table("gateway_errors", gateway_errors::all().into_iter().map(error_row).collect()),
    ]
}

/// The tables narrowed to a place and a word. A place (`US-TX`, `FR`) keeps its own rows, its country's and those that
/// are for everywhere; an empty question keeps everything.
#[must_use]
pub fn found(today: NaiveDate, table: &str, place: &str, word: &str) -> Vec<RuleTable> {
    let asked: Option<Place> = place.trim().parse().ok();
    let word = word.trim().to_lowercase();
    let keeps = |row: &RuleRow| {
        let here = place.trim().is_empty() || asked.is_some_and(|asked| concerns(row, asked));
        let says = |text: &str| text.to_lowercase().contains(&word);
        here && (word.is_empty()
            || [&row.place, &row.what, &row.says, &row.source, &row.notes].into_iter().any(|t| says(t)))
    };
    let mut all = tables(today);
    all.retain(|one| table.trim().is_empty() || one.id == table.trim());
    for one in &mut all {
        one.rows.retain(keeps);
    }
    all
}

/// Whether a row is of this place, of its country, or of no place at all.
fn concerns(row: &RuleRow, asked: Place) -> bool {
    let Ok(place) = row.place.parse::<Place>() else { return row.place.is_empty() };
    place == asked || place == asked.country() || asked == asked.country() && place.country() == asked
}

fn table(id: &str, rows: Vec<RuleRow>) -> RuleTable {
    RuleTable { id: id.into(), version: RULES_VERSION.into(), rows }
}

fn row(place: &str, what: &str, says: String, from: (&str, &str, &str), notes: &str) -> RuleRow {
    let (source, grade, as_of) = from;
    RuleRow {
        place: place.into(),
        what: what.into(),
        says,
        source: source.into(),
        grade: grade.into(),
        as_of: as_of.into(),
        notes: notes.into(),
    }
}

fn hours_row(rule: &HoursRule) -> RuleRow {
    let holidays = rule.closed_on.map_or("", |_| ", none on public holidays");
    let says = format!(
        "Mon-Fri {}, Sat {}, Sun {}{holidays}",
        window(rule.weekdays),
        window(rule.saturday),
        window(rule.sunday)
    );
    row(&rule.place, &rule.row, says, (&rule.source, &rule.grade, &rule.as_of), &rule.notes)
}

fn window(window: Option<DayWindow>) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    window.map_or_else(|| "none".into(), |open| format!("{}-{}", clock(open.open), clock(open.close)))
}

fn cap_row(rule: &HoursRule) -> Option<RuleRow> {
    let (count, hours) = rule.cap?;
    let says = format!("at most {count} promotional texts in {hours} hours");
    Some(row(&rule.place, &rule.row, says, (&rule.source, &rule.grade, &rule.as_of), &rule.notes))
}

/// Computed, not listed: this year's and the next one's.
fn holidays(year: i32) -> Vec<RuleRow> {
    let rows = Calendar::SHOWN.iter().flat_map(|(place, calendar, source, grade)| {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let days = first.iter_days().take_while(move |day| day.year() <= year + 1);
        days.filter(|day| calendar.has(*day)).map(move |day| {
            row(
                place,
                &day.to_string(),
                day.format("%A").to_string(),
                (source, grade, RULES_VERSION),
                "computed",
            )
        })
    });
    rows.collect()
}

fn expiry_row(one: &expiry::Expiry) -> RuleRow {
    let says = one.months.map_or_else(|| "no end found".into(), |months| format!("{months} months"));
    let method = one.method.replace('_', " ");
    row(&one.place, &method, says, (&one.source, &one.grade, &one.as_of), &one.notes)
}

fn keyword_row(one: &keywords::Keyword) -> RuleRow {
    let kind = match one.kind {
        keywords::Kind::OptOut => "opt-out",
        keywords::Kind::OptIn => "opt-in",
        keywords::Kind::Help => "help",
    };
    row("", &one.word, format!("{kind} ({})", one.language), (one.authority, one.grade, RULES_VERSION), "")
}

fn registrations() -> Vec<RuleRow> {
    let caps = limits::tmobile_caps().iter().map(|cap| {
        let says = format!("{} parts a day for the brand at T-Mobile", cap.cap_per_day);
        let notes = format!("{} Boundaries: {}.", cap.note, cap.boundary_grade);
        row("US", &cap.tier, says, (&cap.source, &cap.grade, &cap.as_of), notes.trim())
    });
    caps.collect()
}

fn throughput() -> Vec<RuleRow> {
    let classes = limits::att_classes().iter().map(|one| {
        let says = format!("{} parts a minute for each {}", one.sms_tpm, one.scope);
        let what = format!("AT&T class {}: {}", one.class, one.use_case);
        row("US", &what, says, (&one.source, &one.grade, &one.as_of), "")
    });
    classes.collect()
}

fn warm_up_row(one: &limits::WarmupStep) -> RuleRow {
    let step = one.step.map_or_else(|| one.step_unit.clone(), |step| format!("{} {step}", one.step_unit));
    let says = match one.percent_of_target {
        Some(percent) if one.max_messages_per_day.is_empty() => format!("{percent} % of the target"),
        _ => format!("{} texts a day", one.max_messages_per_day),
    };
    row("", &step, says, (&one.source, &one.grade, &one.as_of), &one.condition)
}

fn shortener_row(one: &shorteners::Shortener) -> RuleRow {
    row("", one.domain, "refused".into(), (one.source, one.grade, RULES_VERSION), "")
}

fn words() -> Vec<RuleRow> {
    let lists = [
        ("presses the reader", phrases::pressure()),
        ("restricted", phrases::restricted()),
        ("offer", phrases::offers()),
        ("cart", phrases::carts()),
    ];
    let rows = lists.into_iter().flat_map(|(what, list)| {
        list.iter().map(move |one| {
            let class = if one.class.is_empty() { what.into() } else { format!("{what}: {}", one.class) };
            let says = if one.blocks { format!("{class}, blocks") } else { class };
            row("", &one.words.join(" "), says, ("compliance notes, section 5", one.grade, RULES_VERSION), "")
        })
    });
    rows.collect()
}

fn alarm_row(one: &alarms::AlarmLimit) -> RuleRow {
    let says = format!("slows from {} %, pauses from {} %", one.slow_percent, one.pause_percent);
    row("", &one.measure.replace('_', " "), says, (&one.source, &one.grade, &one.as_of), "")
}

fn error_row(one: &gateway_errors::GatewayError) -> RuleRow {
    let what = format!("{} {}", one.provider, one.code);
    row("", &what, one.name.clone(), (&one.note, &one.grade, RULES_VERSION), "")
}

#[cfg(test)]
#[path = "shown_tests.rs"]
mod tests;
