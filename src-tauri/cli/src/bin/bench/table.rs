//! The table, as the README shows it.

use std::fmt::Write;
use std::time::Duration;

/// Rows in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<[String; 3]>,
}

impl Table {
    /// One figure: what, what it should be, what it is.
    pub(crate) fn add(&mut self, what: impl Into<String>, goal: &str, measured: impl Into<String>) {
        let row = [what.into(), goal.into(), measured.into()];
        eprintln!("{}: {}", row[0], row[2]);
        self.rows.push(row);
    }

    /// As Markdown.
    pub(crate) fn written(&self) -> String {
        let mut text = String::from("| figure | goal | measured |\n| --- | --- | --- |\n");
        for [what, goal, measured] in &self.rows {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "| {what} | {goal} | {measured} |");
        }
        text
    }
}

/// The middle one of several times.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
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

/// Milliseconds, with one decimal where there are few.
pub(crate) fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1000.0;
    if millis < 100.0 { format!("{millis:.1} ms") } else { format!("{millis:.0} ms") }
}
