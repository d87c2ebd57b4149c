//! What can be wrong with a segment, with the place in the rule and what would be right.
//!
//! Invariant: a value of the rule is never repeated, because it may be a person's
//! name or number; the place (`rule.all[2]`) says which one is meant.

use thiserror::Error;

use crate::error::Explain;
use crate::store::StoreError;

/// Why a segment cannot be used.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum SegmentError {
    #[error("the segment is not JSON: it breaks off or goes wrong at line {line}, column {column}")]
    NotJson { line: usize, column: usize },
    #[error("the segment has no name")]
    NameMissing,
    #[error("the segment's name is longer than {most} characters")]
    NameTooLong { most: usize },
    #[error("the segment has no rule")]
    RuleMissing,
    #[error(
        "at {at} stands neither a group (\"all\" or \"any\") nor a condition (\"field\", \"op\", \"value\")"
    )]
    Shape { at: String },
    #[error("at {at} stand both \"all\" and \"any\", so it is unclear whom the rule means")]
    BothAllAndAny { at: String },
    #[error("at {at} \"{key}\" must hold a list in square brackets")]
    ListExpected { at: String, key: &'static str },
    #[error("at {at} stands \"{key}\", which means nothing here")]
    UnknownKey { at: String, key: String, known: Vec<&'static str> },
    #[error("the condition at {at} has no \"{part}\"")]
    PartMissing { at: String, part: &'static str },
    #[error("at {at} the rule asks about \"{field}\", which Counterbell does not know")]
    UnknownField { at: String, field: String, did_you_mean: Option<&'static str>, known: Vec<&'static str> },
    #[error("at {at} the field {field} cannot be asked with \"{op}\"")]
    OpNotForField { at: String, field: &'static str, op: String, allowed: Vec<&'static str> },
    #[error("at {at} {field} {op} takes {expected}, and was given {given}")]
    WrongValue {
        at: String,
        field: &'static str,
        op: &'static str,
        expected: &'static str,
        given: &'static str,
        example: &'static str,
    },
    #[error("the rule is nested deeper than {most} groups")]
    TooDeep { most: usize },
    #[error("the rule has more than {most} conditions")]
    TooMany { most: usize },
    #[error("there is no segment of this name")]
    NotFound,
    #[error("a cap rests on this segment, so it stays: without it these people could be texted more often")]
    Capped,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for SegmentError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Explain for SegmentError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "segment_not_json",
            Self::NameMissing => "segment_name_missing",
            Self::NameTooLong { .. } => "segment_name_too_long",
            Self::RuleMissing => "segment_rule_missing",
            Self::Shape { .. } => "rule_shape",
            Self::BothAllAndAny { .. } => "rule_both_all_and_any",
            Self::ListExpected { .. } => "rule_list_expected",
            Self::UnknownKey { .. } => "rule_key_unknown",
            Self::PartMissing { .. } => "rule_part_missing",
            Self::UnknownField { .. } => "rule_field_unknown",
            Self::OpNotForField { .. } => "rule_op_not_for_field",
            Self::WrongValue { .. } => "rule_value_wrong",
            Self::TooDeep { .. } => "rule_too_deep",
            Self::TooMany { .. } => "rule_too_many",
            Self::NotFound => "segment_not_found",
            Self::Capped => "segment_capped",
            Self::Store(error) => error.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotJson { .. } => "Check brackets, quotes and commas there. Nobody was selected.".into(),
            Self::NameMissing => "Give it one: {\"name\": \"VIP\", \"rule\": {\"all\": []}}.".into(),
            Self::NameTooLong { .. } => "Shorten the name.".into(),
            Self::RuleMissing => "Add a rule; {\"all\": []} is everyone.".into(),
            Self::Shape { .. } => "Write {\"all\": [...]}, or {\"field\": \"tag\", \"op\": \"is\", \"value\": \"vip\"} inside one.".into(),
            Self::BothAllAndAny { .. } => "Put one group inside the other.".into(),
            Self::ListExpected { key, .. } => format!("Write {{\"{key}\": [...]}}; an empty list is allowed."),
            Self::UnknownKey { known, .. } => format!("Take it out, or use one of: {}.", known.join(", ")),
            Self::PartMissing { .. } => "Write {\"field\": \"tag\", \"op\": \"is\", \"value\": \"vip\"}.".into(),
            Self::UnknownField { did_you_mean: Some(near), .. } => format!("Did you mean {near}?"),
            Self::UnknownField { known, .. } => format!("Use one of: {}.", known.join(", ")),
            Self::OpNotForField { allowed, .. } => format!("Use one of: {}.", allowed.join(", ")),
            Self::WrongValue { example: "", .. } => "Leave \"value\" out.".into(),
            Self::WrongValue { example, .. } => format!("For example \"value\": {example}."),
            Self::TooDeep { .. } => "Bring the inner groups up, or save two segments.".into(),
            Self::TooMany { .. } => "Use \"in\" with a list, or tag these people and ask for the tag.".into(),
            Self::Capped => "Remove the cap in Settings first (in a terminal: caps remove).".into(),
            Self::NotFound => "Choose one from the list of segments.".into(),
            Self::Store(error) => error.hint(),
        }
    }

    fn notice(&self) -> bool {
        matches!(self, Self::Store(error) if error.notice())
    }
}
