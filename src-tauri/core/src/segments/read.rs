//! Reading a rule from JSON: every fault with its place.
//!
//! Owns the checking of shape, words, depth and number. What a single value may
//! be is decided in `value.rs`. Knows no SQL and no person.

use serde_json::{Map, Value as Json};

use super::fault::SegmentError;
use super::fields::{CATALOGUE, Field, Op};
use super::rule::{Condition, Group, Join, MOST_CONDITIONS, MOST_GROUPS_DEEP, Node, Rule};
use super::value;

type Object = Map<String, Json>;

/// Far above any rule that could be right, far below what the JSON reader gives up at.
const BRACKETS_DEEP: usize = 64;

pub(super) fn json(text: &str) -> Result<Json, SegmentError> {
    if brackets_deep(text) > BRACKETS_DEEP {
        return Err(SegmentError::TooDeep { most: MOST_GROUPS_DEEP });
    }
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|fault| SegmentError::NotJson { line: fault.line(), column: fault.column() })
}

fn brackets_deep(text: &str) -> usize {
    let (mut now, mut most, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => now += 1,
            b']' | b'}' if !quoted => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

pub(super) fn rule(json: &Json) -> Result<Rule, SegmentError> {
    let mut conditions = 0;
    match node(json, "rule", 1, &mut conditions)? {
        Node::Group(group) => Ok(Rule(group)),
        Node::Condition(_) => Err(SegmentError::Shape { at: "rule".into() }),
    }
}

/// Refuses keys that would be ignored: a misspelt one must not widen an audience in silence.
pub(super) fn only(object: &Object, at: &str, known: &[&'static str]) -> Result<(), SegmentError> {
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => Err(SegmentError::UnknownKey { at: at.into(), key: shown(key), known: known.to_vec() }),
    }
}

fn node(json: &Json, at: &str, depth: usize, conditions: &mut usize) -> Result<Node, SegmentError> {
    let shape = || SegmentError::Shape { at: at.into() };
    let object = json.as_object().ok_or_else(shape)?;
    match (object.get("all"), object.get("any")) {
        (Some(_), Some(_)) => Err(SegmentError::BothAllAndAny { at: at.into() }),
        (Some(nodes), None) => group(object, (Join::All, "all"), nodes, at, depth, conditions),
        (None, Some(nodes)) => group(object, (Join::Any, "any"), nodes, at, depth, conditions),
        (None, None) if ["field", "op", "value"].iter().any(|key| object.contains_key(*key)) => {
            *conditions += 1;
            if *conditions > MOST_CONDITIONS {
                return Err(SegmentError::TooMany { most: MOST_CONDITIONS });
            }
            condition(object, at).map(Node::Condition)
        }
        (None, None) => Err(shape()),
    }
}

fn group(
    object: &Object,
    (join, key): (Join, &'static str),
    nodes: &Json,
    at: &str,
    depth: usize,
    conditions: &mut usize,
) -> Result<Node, SegmentError> {
    only(object, at, &[key])?;
    if depth > MOST_GROUPS_DEEP {
        return Err(SegmentError::TooDeep { most: MOST_GROUPS_DEEP });
    }
    let list = nodes.as_array().ok_or_else(|| SegmentError::ListExpected { at: at.into(), key })?;
    let read =
        list.iter().enumerate().map(|(n, one)| node(one, &format!("{at}.{key}[{n}]"), depth + 1, conditions));
    Ok(Node::Group(Group { join, nodes: read.collect::<Result<_, _>>()? }))
}

fn condition(object: &Object, at: &str) -> Result<Condition, SegmentError> {
    only(object, at, &["field", "op", "value"])?;
    let field_word = text(object, "field", at)?;
    let field = Field::read(field_word).ok_or_else(|| unknown_field(field_word, at))?;
    let op_word = text(object, "op", at)?;
    let op = Op::read(op_word).filter(|op| field.line().ops.contains(op)).ok_or_else(|| {
        SegmentError::OpNotForField {
            at: at.into(),
            field: field.word(),
            op: shown(op_word),
            allowed: field.line().ops.iter().map(|op| op.word()).collect(),
        }
    })?;
    let value = value::read(field, op, object.get("value").unwrap_or(&Json::Null), at)?;
    Ok(Condition { field, op, value })
}

fn text<'o>(object: &'o Object, part: &'static str, at: &str) -> Result<&'o str, SegmentError> {
    object.get(part).and_then(Json::as_str).ok_or_else(|| SegmentError::PartMissing { at: at.into(), part })
}

fn unknown_field(word: &str, at: &str) -> SegmentError {
    let known: Vec<_> = CATALOGUE.iter().map(|line| line.field.word()).collect();
    let asked = word.to_lowercase().replace([' ', '-'], "_");
    let near = known.iter().map(|one| (edits(&asked, one), *one)).min();
    let did_you_mean = near.filter(|(edits, one)| *edits <= one.len().div_ceil(3)).map(|(_, one)| one);
    SegmentError::UnknownField { at: at.into(), field: shown(word), did_you_mean, known }
}

/// A word of the file, short enough for a sentence.
fn shown(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// Levenshtein distance, bounded by the length of what is compared.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let first: Vec<usize> = (0..=b.len()).collect();
    let last = a.chars().take(40).enumerate().fold(first, |above, (row, x)| next_row(&above, row, x, &b));
    last.last().copied().unwrap_or(usize::MAX)
}

fn next_row(above: &[usize], row: usize, x: char, b: &[char]) -> Vec<usize> {
    let mut line = vec![row + 1];
    for (pair, y) in above.windows(2).zip(b) {
        if let (&[corner, up], Some(&left)) = (pair, line.last()) {
            line.push((corner + usize::from(x != *y)).min(up + 1).min(left + 1));
        }
    }
    line
}
