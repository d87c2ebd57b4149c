//! An audience rule: its shape and nothing else.
//!
//! Owns the tree of groups and conditions. Knows no SQL and no person. A
//! [`Rule`] can only be made by [`Rule::from_text`], [`Rule::from_json`] or
//! [`Rule::everyone`], so one that exists has been checked. Invariants: at most
//! [`MOST_GROUPS_DEEP`] groups inside each other and [`MOST_CONDITIONS`]
//! conditions; an empty `all` is everyone, an empty `any` is nobody.
//!
//! ```json
//! {"name": "Good customers nearby",
//!  "rule": {"all": [
//!    {"field": "total_spent", "op": "more_than", "value": 200},
//!    {"any": [
//!      {"field": "city", "op": "is", "value": "Oakland"},
//!      {"field": "postcode", "op": "starts_with", "value": "946"}]},
//!    {"field": "last_order", "op": "in_last_days", "value": 60},
//!    {"field": "last_engagement", "op": "ever"}]}}
//! ```

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::fault::SegmentError;
use super::fields::{Field, Op};
use super::read;
use crate::consent::Scope;

/// How many groups may stand inside each other, the outermost included.
pub const MOST_GROUPS_DEEP: usize = 4;
/// How many conditions one rule may have.
pub const MOST_CONDITIONS: usize = 100;
/// How many characters a segment's name may have.
pub const LONGEST_NAME: usize = 120;

/// A checked rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule(pub(super) Group);

/// All of these, or any of these.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) join: Join,
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    All,
    Any,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Group(Group),
    Condition(Condition),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    pub(super) field: Field,
    pub(super) op: Op,
    pub(super) value: Value,
}

/// A value of the sort that the field and the op take.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    None,
    Text(String),
    Texts(Vec<String>),
    Count(i64),
    Counts(i64, i64),
    Micros(i64),
    MicrosBetween(i64, i64),
    Days(u32),
    Date(NaiveDate),
    /// The scope held; `None`: none at all.
    Holds(Option<Scope>),
    Id(u32),
    Flag(bool),
}

impl Rule {
    /// The rule that everyone matches.
    #[must_use]
    pub fn everyone() -> Self {
        Self(Group { join: Join::All, nodes: Vec::new() })
    }

    /// Reads a rule from JSON text.
    pub fn from_text(text: &str) -> Result<Self, SegmentError> {
        Self::from_json(&read::json(text)?)
    }

    /// Reads a rule from JSON.
    pub fn from_json(json: &Json) -> Result<Self, SegmentError> {
        read::rule(json)
    }

    /// The rule as JSON, which reads as the same rule again.
    #[must_use]
    pub fn to_json(&self) -> Json {
        group_json(&self.0)
    }

    /// The rule as JSON text, the form in which it is stored.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.to_json().to_string()
    }
}

impl serde::Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(to)
    }
}

impl<'de> serde::Deserialize<'de> for Rule {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::from_json(&Json::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

/// A segment as a file: `{"name", "rule"}`.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct SegmentFile {
    /// What the owner calls it.
    pub name: String,
    /// Whom it means.
    pub rule: Rule,
}

impl SegmentFile {
    /// Reads a segment file.
    pub fn from_text(text: &str) -> Result<Self, SegmentError> {
        let json = read::json(text)?;
        let object = json.as_object().ok_or_else(|| SegmentError::Shape { at: "the top".into() })?;
        read::only(object, "the top", &["name", "rule"])?;
        let name = name(object.get("name").and_then(Json::as_str).unwrap_or_default())?;
        let rule = Rule::from_json(object.get("rule").ok_or(SegmentError::RuleMissing)?)?;
        Ok(Self { name, rule })
    }
}

/// A name without the spaces around it, or what is wrong with it.
pub(super) fn name(given: &str) -> Result<String, SegmentError> {
    match given.trim() {
        "" => Err(SegmentError::NameMissing),
        long if long.chars().count() > LONGEST_NAME => Err(SegmentError::NameTooLong { most: LONGEST_NAME }),
        fit => Ok(fit.to_owned()),
    }
}

fn group_json(group: &Group) -> Json {
    let nodes: Vec<Json> = group.nodes.iter().map(node_json).collect();
    match group.join {
        Join::All => json!({ "all": nodes }),
        Join::Any => json!({ "any": nodes }),
    }
}

fn node_json(node: &Node) -> Json {
    match node {
        Node::Group(group) => group_json(group),
        Node::Condition(Condition { field, op, value: Value::None }) => {
            json!({ "field": field.word(), "op": op.word() })
        }
        Node::Condition(Condition { field, op, value }) => {
            json!({ "field": field.word(), "op": op.word(), "value": value_json(value) })
        }
    }
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::None => Json::Null,
        Value::Text(text) => json!(text),
        Value::Texts(texts) => json!(texts),
        Value::Count(count) => json!(count),
        Value::Counts(from, to) => json!([from, to]),
        Value::Micros(micros) => units(*micros),
        Value::MicrosBetween(from, to) => json!([units(*from), units(*to)]),
        Value::Days(days) => json!(days),
        Value::Date(date) => json!(date.to_string()),
        Value::Holds(scope) => json!(scope.map_or("none", Scope::word)),
        Value::Id(id) => json!(id),
        Value::Flag(flag) => json!(flag),
    }
}

/// Whole units stay integers, so that a rule reads as it was written.
#[expect(clippy::cast_precision_loss, reason = "amounts are checked to be exact in a float")]
fn units(micros: i64) -> Json {
    if micros % 1_000_000 == 0 { json!(micros / 1_000_000) } else { json!(micros as f64 / 1_000_000.0) }
}

#[cfg(test)]
#[path = "rule_tests.rs"]
mod tests;
