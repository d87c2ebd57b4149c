//! Which values a field and an op take.
//!
//! Owns the reading of one value and the sentence that says what was expected.
//! Invariant: what is read here is bounded, so that no rule can overflow a
//! comparison or the number of parameters.

use chrono::{Datelike, NaiveDate};
use serde_json::Value as Json;

use super::fault::SegmentError;
use super::fields::{Field, Kind, Op};
use super::rule::Value;

/// Whole currency units; far below where a float loses a micro-unit.
const LARGEST_AMOUNT: f64 = 1e9;
const LARGEST_COUNT: i64 = 1_000_000_000;
/// A hundred years.
const MOST_DAYS: u32 = 36_500;
const LONGEST_TEXT: usize = 200;
/// A hundred lists of this length still fit SQLite's 32,766 parameters.
const LONGEST_LIST: usize = 200;

pub(super) fn read(field: Field, op: Op, json: &Json, at: &str) -> Result<Value, SegmentError> {
    let kind = field.line().kind;
    value(kind, op, json).ok_or_else(|| {
        let (expected, example) = expected(kind, op);
        let example = if op == Op::Is && !example.is_empty() { field.line().example } else { example };
        SegmentError::WrongValue {
            at: at.into(),
            field: field.word(),
            op: op.word(),
            expected,
            given: sort(json),
            example,
        }
    })
}

fn value(kind: Kind, op: Op, json: &Json) -> Option<Value> {
    match (kind, op) {
        (_, Op::IsSet | Op::IsNotSet | Op::Never | Op::Ever) => json.is_null().then_some(Value::None),
        (Kind::Money, Op::Between) => pair(json, micros).map(|(from, to)| Value::MicrosBetween(from, to)),
        (Kind::Money, _) => micros(json).map(Value::Micros),
        (Kind::Count, Op::Between) => pair(json, count).map(|(from, to)| Value::Counts(from, to)),
        (Kind::Count, _) => count(json).map(Value::Count),
        (Kind::Date, Op::Before | Op::After) => date(json).map(Value::Date),
        (Kind::Date, _) => days(json).map(Value::Days),
        (Kind::Consent, _) => consent(json),
        (Kind::Id, _) => json.as_u64().and_then(|id| id.try_into().ok()).map(Value::Id),
        (Kind::Flag, _) => json.as_bool().map(Value::Flag),
        (Kind::Country, Op::Is | Op::IsNot) => country(json).map(Value::Text),
        (Kind::Country, Op::In | Op::NotIn) => list(json, country).map(Value::Texts),
        (_, Op::In | Op::NotIn) => list(json, text).map(Value::Texts),
        _ => text(json).map(Value::Text),
    }
}

fn text(json: &Json) -> Option<String> {
    let text = json.as_str()?.trim();
    (!text.is_empty() && text.chars().count() <= LONGEST_TEXT).then(|| text.to_owned())
}

fn country(json: &Json) -> Option<String> {
    text(json).filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()))
}

fn list(json: &Json, one: fn(&Json) -> Option<String>) -> Option<Vec<String>> {
    let items = json.as_array().filter(|items| !items.is_empty() && items.len() <= LONGEST_LIST)?;
    items.iter().map(one).collect()
}

fn pair(json: &Json, one: fn(&Json) -> Option<i64>) -> Option<(i64, i64)> {
    let [from, to] = json.as_array()?.as_slice() else { return None };
    Some((one(from)?, one(to)?)).filter(|(from, to)| from <= to)
}

#[expect(clippy::cast_possible_truncation, reason = "bounded by LARGEST_AMOUNT")]
fn micros(json: &Json) -> Option<i64> {
    let units = json.as_f64().filter(|units| units.abs() <= LARGEST_AMOUNT)?;
    Some((units * 1_000_000.0).round() as i64)
}

fn count(json: &Json) -> Option<i64> {
    json.as_i64().filter(|count| (0..=LARGEST_COUNT).contains(count))
}

fn days(json: &Json) -> Option<u32> {
    json.as_u64().and_then(|days| days.try_into().ok()).filter(|days| (1..=MOST_DAYS).contains(days))
}

fn date(json: &Json) -> Option<NaiveDate> {
    let text = json.as_str().filter(|text| text.len() == 10)?;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| (1970..=9998).contains(&date.year()))
}

fn consent(json: &Json) -> Option<Value> {
    match json.as_str()? {
        "none" => Some(Value::Holds(None)),
        word => word.parse().ok().map(|scope| Value::Holds(Some(scope))),
    }
}

fn expected(kind: Kind, op: Op) -> (&'static str, &'static str) {
    match (kind, op) {
        (_, Op::IsSet | Op::IsNotSet | Op::Never | Op::Ever) => ("no value", ""),
        (Kind::Money, Op::Between) => ("a list of two amounts, the smaller first", "[50, 200]"),
        (Kind::Money, _) => ("an amount in whole units of the shop's currency, as a number", "200"),
        (Kind::Count, Op::Between) => ("a list of two whole numbers, the smaller first", "[2, 5]"),
        (Kind::Count, _) => ("a whole number", "3"),
        (Kind::Date, Op::Before | Op::After) => ("a date written YYYY-MM-DD", r#""2026-03-01""#),
        (Kind::Date, _) => ("a number of days from 1 to 36500", "60"),
        (Kind::Consent, _) => ("promotional, transactional, conversational or none", r#""promotional""#),
        (Kind::Id, _) => ("the number of an import", "1"),
        (Kind::Flag, _) => ("true or false", "true"),
        (Kind::Country, Op::In | Op::NotIn) => ("a list of two-letter country codes", r#"["US", "CA"]"#),
        (Kind::Country, Op::Is | Op::IsNot) => ("a two-letter country code", r#""US""#),
        (_, Op::In | Op::NotIn) => ("a list of one to 200 texts", r#"["vip", "local"]"#),
        (Kind::Number, _) => ("the beginning of a number, as text", r#""+1510""#),
        _ => ("a text of one to 200 characters", r#""Oakland""#),
    }
}

fn sort(json: &Json) -> &'static str {
    match json {
        Json::Null => "nothing",
        Json::Bool(_) => "true or false",
        Json::Number(_) => "a number that does not fit",
        Json::String(_) => "a text that does not fit",
        Json::Array(_) => "a list that does not fit",
        Json::Object(_) => "an object",
    }
}
