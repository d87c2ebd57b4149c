//! From a rule to SQL: the one builder behind reach, people and approval.
//!
//! Owns every SQL text in which an audience is selected. Invariants: a value of
//! a rule is always a parameter, never text; the scan goes over the narrow table
//! `standing s` in the order of `number_id`, and `contact c` is joined only when
//! a column of it is asked for.
//!
//! Text is compared without regard to case. ASCII is left to SQLite; any other
//! text goes through `folded()`, which `scan.rs` gives to the connection.

use chrono::{Days, NaiveTime};
use rusqlite::types::Value as Sql;

use super::fields::{Field, Op};
use super::rule::{Condition, Group, Join, Node, Rule, Value};
use super::text::fold;
use crate::clock::Timestamp;
use crate::consent::bits_sql;
use crate::ids::NumberId;

const DAY: i64 = 86_400_000;
/// What `reason::Facts` is read from, in this order; the flag of the left-out segment follows.
const FACTS: &str = "s.suppressed, s.quarantined, s.line, s.hours_id, \
s.open_conversation, s.last_texted_at, s.last_order_at, s.asked";

/// A selection, ready to run.
#[derive(Debug, PartialEq)]
pub(super) struct Query {
    pub(super) sql: String,
    pub(super) params: Vec<Sql>,
}

/// Selects the facts of everyone whom `rule` matches, and `columns` of `contact` after them.
pub(super) fn query(rule: &Rule, exclude: Option<&Rule>, now: Timestamp, columns: &str) -> Query {
    let more = if columns.is_empty() { String::new() } else { format!(", {columns}") };
    select(rule, exclude, now, !columns.is_empty(), |facts| format!("{facts}{more}"), " ORDER BY s.number_id")
}

/// Hands the same facts of the same people to `reach_tally`.
pub(super) fn count(rule: &Rule, exclude: Option<&Rule>, now: Timestamp) -> Query {
    select(rule, exclude, now, false, |facts| format!("reach_tally({facts})"), "")
}

fn select(
    rule: &Rule,
    exclude: Option<&Rule>,
    now: Timestamp,
    wide: bool,
    columns: impl FnOnce(&str) -> String,
    order: &str,
) -> Query {
    let mut build = Build { now, params: Vec::new(), wide };
    let excluded = exclude.map_or_else(|| "0".into(), |rule| build.group(&rule.0));
    let matches = build.group(&rule.0);
    let join = join(build.wide);
    let bits = bits_sql("s.", &now.timestamp_millis().to_string());
    let columns = columns(&format!("s.number_id, {bits}, {FACTS}, {excluded}"));
    Query {
        sql: format!("SELECT {columns} FROM standing s{join} WHERE {matches}{order}"),
        params: build.params,
    }
}

/// Selects everyone whom `rule` matches, or only this one.
pub(super) fn members(rule: &Rule, only: Option<NumberId>, now: Timestamp) -> Query {
    let mut build = Build { now, params: Vec::new(), wide: false };
    let matches = build.group(&rule.0);
    let one =
        only.map(|number| format!(" AND s.number_id = {}", build.int(number.0.into()))).unwrap_or_default();
    let sql = format!("SELECT s.number_id FROM standing s{} WHERE {matches}{one}", join(build.wide));
    Query { sql, params: build.params }
}

/// CROSS JOIN keeps SQLite from scanning the wide table first.
fn join(wide: bool) -> &'static str {
    if wide { " CROSS JOIN contact c ON c.number_id = s.number_id" } else { "" }
}

struct Build {
    now: Timestamp,
    params: Vec<Sql>,
    wide: bool,
}

impl Build {
    fn group(&mut self, group: &Group) -> String {
        let (word, empty) = match group.join {
            Join::All => (" AND ", "1"),
            Join::Any => (" OR ", "0"),
        };
        let nodes: Vec<String> = group.nodes.iter().map(|node| self.node(node)).collect();
        if nodes.is_empty() { empty.into() } else { format!("({})", nodes.join(word)) }
    }

    fn node(&mut self, node: &Node) -> String {
        match node {
            Node::Group(group) => self.group(group),
            Node::Condition(condition) => self.condition(condition),
        }
    }

    fn condition(&mut self, Condition { field, op, value }: &Condition) -> String {
        let column = field.line().column;
        self.wide |= column.starts_with("c.");
        match value {
            Value::None => nothing(column, *op),
            Value::Text(text) if *field == Field::Tag => self.tag(*op, &[text]),
            Value::Texts(texts) if *field == Field::Tag => self.tag(*op, &texts.iter().collect::<Vec<_>>()),
            Value::Text(text) => self.text(column, *op, text),
            Value::Texts(texts) => self.texts(column, *op, texts),
            Value::Count(number) | Value::Micros(number) => self.amount(column, *op, *number),
            Value::Counts(from, to) | Value::MicrosBetween(from, to) => {
                format!("{column} BETWEEN {} AND {}", self.int(*from), self.int(*to))
            }
            Value::Days(days) => self.days(column, *op, *days),
            Value::Date(date) => {
                let starts = date.and_time(NaiveTime::MIN).and_utc();
                self.date(column, *op, starts)
            }
            Value::Holds(None) => format!("{} = 0", self.bits()),
            Value::Holds(Some(scope)) => {
                format!("({} & {}) != 0", self.bits(), self.int(scope.required_bit().into()))
            }
            Value::Id(id) if *field == Field::Wording => self.wording(*id),
            Value::Id(id) => format!("{column} = {}", self.int((*id).into())),
            Value::Flag(flag) => format!("{column} = {}", self.int((*flag).into())),
        }
    }

    fn param(&mut self, value: Sql) -> String {
        self.params.push(value);
        format!("?{}", self.params.len())
    }

    fn bits(&self) -> String {
        bits_sql("s.", &self.now.timestamp_millis().to_string())
    }

    fn int(&mut self, value: i64) -> String {
        self.param(Sql::Integer(value))
    }

    fn word(&mut self, text: &str) -> String {
        self.param(Sql::Text(fold(text)))
    }

    fn text(&mut self, column: &str, op: Op, text: &str) -> String {
        let (same, folded) = (anycase(column, text.is_ascii()), folded(column, text.is_ascii()));
        let word = self.word(text);
        match op {
            Op::IsNot => format!("{same} != {word}"),
            Op::StartsWith => format!("substr({folded}, 1, length({word})) = {word}"),
            Op::Contains => format!("instr({folded}, {word}) > 0"),
            _ => format!("{same} = {word}"),
        }
    }

    fn texts(&mut self, column: &str, op: Op, texts: &[String]) -> String {
        let side = anycase(column, texts.iter().all(|text| text.is_ascii()));
        let words: Vec<String> = texts.iter().map(|text| self.word(text)).collect();
        let not = if op == Op::NotIn { "NOT " } else { "" };
        format!("{side} {not}IN ({})", words.join(", "))
    }

    fn tag(&mut self, op: Op, names: &[&String]) -> String {
        let side = anycase("t.name", names.iter().all(|name| name.is_ascii()));
        let words: Vec<String> = names.iter().map(|name| self.word(name)).collect();
        let not = if op == Op::IsNot { "NOT " } else { "" };
        // A list made once; asking tag by tag for each contact (EXISTS) took four times as long.
        format!(
            "s.number_id {not}IN (SELECT g.number_id FROM contact_tag g WHERE \
             g.tag_id IN (SELECT t.id FROM tag t WHERE {side} IN ({})))",
            words.join(", ")
        )
    }

    fn wording(&mut self, id: u32) -> String {
        let id = self.int(id.into());
        format!(
            "s.number_id IN (SELECT e.number_id FROM consent_entry e WHERE e.wording_id = {id} AND e.kind != 'revoked')"
        )
    }

    fn amount(&mut self, column: &str, op: Op, number: i64) -> String {
        let sign = match op {
            Op::MoreThan => ">",
            Op::LessThan => "<",
            Op::AtLeast => ">=",
            Op::AtMost => "<=",
            _ => "=",
        };
        format!("{column} {sign} {}", self.int(number))
    }

    /// Never is 0, so "in the last days" begins at 1 at the earliest.
    fn days(&mut self, column: &str, op: Op, days: u32) -> String {
        let since = self.now.timestamp_millis().saturating_sub(i64::from(days) * DAY).max(1);
        let sign = if op == Op::NotInLastDays { "<" } else { ">=" };
        format!("{column} {sign} {}", self.int(since))
    }

    fn date(&mut self, column: &str, op: Op, starts: Timestamp) -> String {
        if op == Op::Before {
            return format!("{column} BETWEEN 1 AND {}", self.int(starts.timestamp_millis() - 1));
        }
        let next = starts.checked_add_days(Days::new(1)).unwrap_or(starts);
        format!("{column} >= {}", self.int(next.timestamp_millis()))
    }
}

fn nothing(column: &str, op: Op) -> String {
    match op {
        Op::IsSet => format!("{column} != ''"),
        Op::IsNotSet => format!("{column} = ''"),
        Op::Never => format!("{column} = 0"),
        _ => format!("{column} > 0"),
    }
}

/// For whole words: SQLite compares ASCII without regard to case by itself.
fn anycase(column: &str, ascii: bool) -> String {
    if ascii { format!("{column} COLLATE NOCASE") } else { format!("folded({column})") }
}

/// For parts of words: `lower()` folds ASCII only, which is enough when what is looked for is ASCII, and is quicker.
fn folded(column: &str, ascii: bool) -> String {
    if ascii { format!("lower({column})") } else { format!("folded({column})") }
}

#[cfg(test)]
#[path = "compile_tests.rs"]
mod tests;
