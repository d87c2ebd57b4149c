//! The table, as the README shows it.

use std::fmt::Write;
use std::time::Duration;

/// Rows in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<[String; 4]>,
}

impl Table {
    /// One figure: what, what was asked, what it is, and how often it was measured with the spread.
    pub(crate) fn add(
        &mut self,
        what: impl Into<String>,
        asked: &str,
        measured: impl Into<String>,
        runs: &str,
    ) {
        let row = [what.into(), asked.into(), measured.into(), runs.into()];
        eprintln!("{}: {} ({})", row[0], row[2], row[3]);
        self.rows.push(row);
    }

    /// The median of several runs, each written by `unit`.
    pub(crate) fn add_runs(
        &mut self,
        what: impl Into<String>,
        asked: &str,
        mut runs: Vec<Duration>,
        unit: impl Fn(Duration) -> String,
    ) {
        runs.sort_unstable();
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
        let spread = format!("{}: {} to {}", runs.len(), unit(*first), unit(*last));
        let middle = unit(median(&runs));
        self.add(what, asked, middle, &spread);
    }

    /// As Markdown.
    pub(crate) fn written(&self) -> String {
        let mut text =
            String::from("| figure | asked | median | runs, best to worst |\n| --- | --- | --- | --- |\n");
        for [what, asked, measured, runs] in &self.rows {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "| {what} | {asked} | {measured} | {runs} |");
        }
        text
    }
}

/// The middle one of several sorted times.
fn median(sorted: &[Duration]) -> Duration {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// So many things in a time, as things a second.
pub(crate) fn rate(many: u32, what: &str) -> impl Fn(Duration) -> String {
    move |time| format!("{} {what}/s", grouped(f64::from(many) / time.as_secs_f64()))
}

/// A count with its thousands apart.
pub(crate) fn grouped(count: f64) -> String {
    let digits = format!("{count:.0}");
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Milliseconds, with one decimal where there are few; seconds where there are many.
pub(crate) fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1000.0;
    match millis {
        few if few < 100.0 => format!("{few:.1} ms"),
        more if more < 2000.0 => format!("{more:.0} ms"),
        many => format!("{:.1} s", many / 1000.0),
    }
}
