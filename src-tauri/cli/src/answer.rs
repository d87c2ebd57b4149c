//! What a command answers: text for people, one JSON object for scripts.

use std::collections::BTreeMap;
use std::fmt::Write;

use counterbell_core::wire::contacts::ReasonCount;
use serde_json::Value;

/// An answer in both forms.
pub(crate) struct Answer {
    /// One object; null where everything has been printed already.
    pub(crate) json: Value,
    /// Ends with a line break.
    pub(crate) text: String,
    /// Whether the command found what it should (a broken ledger is an answer, but not a good one).
    pub(crate) good: bool,
}

impl Answer {
    /// A good answer.
    pub(crate) fn new(json: Value, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Self { json, text, good: true }
    }

    /// Everything has been printed already, line by line.
    pub(crate) fn printed() -> Self {
        Self { json: Value::Null, text: String::new(), good: true }
    }
}

/// A count with its thousands apart: 1,204.
pub(crate) fn grouped(count: u32) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Reasons as a JSON object.
pub(crate) fn by_reason(counts: &[ReasonCount]) -> BTreeMap<&str, u32> {
    counts.iter().map(|one| (one.reason.as_str(), one.count)).collect()
}

/// Reasons as indented lines.
pub(crate) fn reason_lines(counts: &[ReasonCount]) -> String {
    counts.iter().fold(String::new(), |mut lines, one| {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "  {:>9}  {}", one.count, words(&one.reason));
        lines
    })
}

/// An id as words.
pub(crate) fn words(id: &str) -> String {
    id.replace('_', " ").replace(':', ": ")
}
