//! Segments and reach.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::contacts::ReasonCount;
use crate::consent::Scope;
use crate::ids::{NumberId, SegmentId};

/// A saved segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SegmentView {
    /// Its id.
    pub id: SegmentId,
    /// Its name.
    pub name: String,
    /// The rule as JSON text.
    pub rule: String,
    /// RFC 3339.
    pub updated_at: String,
}

/// A segment to save.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct SegmentDraft {
    /// Its name; an existing one of this name is replaced.
    pub name: String,
    /// The rule as JSON text.
    pub rule: String,
}

/// Whom a text would reach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReachQuery {
    /// The rule as JSON text.
    pub rule: String,
    /// People to leave out: a rule as JSON text, or empty.
    pub exclude: String,
    /// What the text is for.
    pub purpose: Scope,
}

/// What a rule means right now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReachView {
    /// People who match the rule.
    pub matched: u32,
    /// Those who would really receive.
    pub will_receive: u32,
    /// All others.
    pub excluded: u32,
    /// All others, each under exactly one reason, in the documented order.
    pub excluded_by: Vec<ReasonCount>,
}

/// Which people of a reach to show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReachPeopleQuery {
    /// The audience.
    pub reach: ReachQuery,
    /// `will_receive`, `matched` or a reason's id.
    pub which: String,
    /// First line.
    pub offset: u32,
    /// At most this many (500 at most).
    pub limit: u32,
}

/// One person of a reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReachPerson {
    /// Whose.
    pub id: NumberId,
    /// E.164.
    pub number: String,
    /// First and last name.
    pub name: String,
    /// Why not; empty if they would receive.
    pub reason: String,
}

/// A field that rules can ask about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldView {
    /// Its id in a rule.
    pub id: String,
    /// `text`, `tag`, `money`, `count`, `date`, `consent`, `flag`.
    pub kind: String,
    /// Ops it takes.
    pub ops: Vec<String>,
    /// An example value as JSON text.
    pub example: String,
}
