//! What a command answers: text for people, one JSON object for scripts.

use std::collections::BTreeMap;
use std::fmt::Write;

use counterbell_core::wire::contacts::ReasonCount;
use serde_json::Value;

/// An answer in both forms.
pub(crate) struct Answer {
    /// One object.
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
