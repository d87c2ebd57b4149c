//! What a check says, in words.

use crate::clock::{self, Timestamp};
use crate::money::Money;
use crate::wire::campaigns::{Beside, CheckLine};

/// The three verdicts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Pass,
    Warn,
    Block,
}

impl Verdict {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}

/// Where a check is mended: a part of the draft or a page of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    What,
    Audience,
    Sender,
    Text,
    Pace,
    Settings,
    Senders,
    Contacts,
    Cleanup,
    Wordings,
    Caps,
}

impl At {
    fn word(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Audience => "audience",
            Self::Sender => "sender",
            Self::Text => "text",
            Self::Pace => "pace",
            Self::Settings => "settings",
            Self::Senders => "senders",
            Self::Contacts => "contacts",
            Self::Cleanup => "cleanup",
            Self::Wordings => "wordings",
            Self::Caps => "caps",
        }
    }
}

/// What to do, and where.
pub(super) struct Fix(pub(super) At, pub(super) &'static str);

pub(super) fn pass(id: &str, evidence: impl Into<String>) -> CheckLine {
    CheckLine {
        id: id.into(),
        verdict: Verdict::Pass.word().into(),
        evidence: evidence.into(),
        fix: String::new(),
        fix_in: String::new(),
        deed: String::new(),
        beside: None,
    }
}

pub(super) fn warn(id: &str, evidence: impl Into<String>, fix: &Fix) -> CheckLine {
    mended(id, Verdict::Warn, evidence, fix)
}

pub(super) fn block(id: &str, evidence: impl Into<String>, fix: &Fix) -> CheckLine {
    mended(id, Verdict::Block, evidence, fix)
}

fn mended(id: &str, verdict: Verdict, evidence: impl Into<String>, Fix(at, words): &Fix) -> CheckLine {
    CheckLine {
        verdict: verdict.word().into(),
        fix: (*words).into(),
        fix_in: at.word().into(),
        ..pass(id, evidence)
    }
}

/// The same line, with what one press mends.
pub(super) fn by_one_press(line: CheckLine, deed: &str) -> CheckLine {
    CheckLine { deed: deed.into(), ..line }
}

/// The same line, with another text to be read beside this one.
pub(super) fn read_beside(line: CheckLine, beside: Beside) -> CheckLine {
    CheckLine { beside: Some(beside), ..line }
}

/// A count with its thousands apart: 1,204.
pub(super) fn grouped(count: u32) -> String {
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

/// "1 person", "1,204 people".
pub(super) fn people(count: u32) -> String {
    format!("{} {}", grouped(count), if count == 1 { "person" } else { "people" })
}

/// What pressing the button does.
pub(super) fn deed(recipients: u32, cost: &Money, finishes: Option<Timestamp>, now: Timestamp) -> String {
    let done =
        finishes.map(|at| format!(", done by {}", clock::written_locally(at, now))).unwrap_or_default();
    format!("Send to {}, about {}{done}", people(recipients), cost.written())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deed_names_people_and_cost() {
        let cost = Money { micros: 19_031_100, currency: "USD".into() };
        let now = "2026-03-02T15:00:00Z".parse().unwrap();
        assert_eq!(deed(1204, &cost, None, now), "Send to 1,204 people, about $19.04");
        assert!(deed(1, &cost, Some(now), now).starts_with("Send to 1 person, about $19.04, done by "));
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [grouped(7), grouped(999), grouped(1000), grouped(1_234_567)],
            ["7", "999", "1,000", "1,234,567"]
        );
    }
}
