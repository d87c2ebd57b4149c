//! From a rule to SQL: the one builder behind reach, people and approval.
//!
//! Owns every SQL text in which an audience is selected. Invariants: a value of
//! a rule is always a parameter, never text; the scan goes over the narrow table
//! `standing s` in the order of `number_id`, and `contact c` is joined only when
//! a column of it is asked for.
//!
//! Who wears a tag is asked of `worn()`, which `tags.rs` gives to the connection:
//! a bit for each number, found once. A list within SQLite took three times as
//! long, and asking tag by tag for each contact ten times.
//!
//! Text is compared without regard to case. ASCII is left to SQLite; any other
//! text goes through `folded()`, which `scan.rs` gives to the connection.

use chrono::{Days, NaiveTime};
use rusqlite::types::Value as Sql;

use super::fields::{Field, Op};
use super::rule::{Condition, Group, Join, Node, Rule, Value};
use super::scan::FACTS_WIDE;
use super::text::fold;
use crate::clock::Timestamp;
use crate::consent::bits_sql;
use crate::ids::NumberId;

const DAY: i64 = 86_400_000;
/// What `reason::Facts` is read from beside who it is, the consent and the flag of the left-out segment.
const FACTS: [&str; FACTS_WIDE - 3] = [
    "s.suppressed",
    "s.quarantined",
    "s.line",
    "s.hours_id",
    "s.open_conversation",
    "s.last_texted_at",
    "s.last_order_at",
    "s.asked",
];

/// The columns that facts are read from, in their order.
type Columns = Vec<String>;

/// A selection, ready to run.
#[derive(Debug, PartialEq)]
pub(super) struct Query {
    pub(super) sql: String,
    pub(super) params: Vec<Sql>,
    /// What `worn(0)`, `worn(1)` and so on ask: whether somebody wears any of these tags.
    pub(super) tags: Vec<Vec<String>>,
}

/// Selects the facts of everyone whom `rule` matches, and `columns` of `contact` after them.
pub(super) fn query(rule: &Rule, exclude: Option<&Rule>, now: Timestamp, columns: &str) -> Query {
    let more = if columns.is_empty() { String::new() } else { format!(", {columns}") };
    let columns_of = |facts: Columns| format!("{}{more}", facts.join(", "));
    select(rule, exclude, now, !columns.is_empty(), columns_of, " ORDER BY s.number_id")
}

/// Hands those of the same facts of the same people that are `asked` for to `reach_tally`, by their places.
pub(super) fn count(
    rule: &Rule,
    exclude: Option<&Rule>,
    now: Timestamp,
    asked: impl Fn(usize) -> bool,
) -> Query {
    let arguments = |facts: Columns| {
        let asked = facts.into_iter().enumerate().filter(|(place, _)| asked(*place));
        format!("reach_tally({})", asked.map(|(_, fact)| fact).collect::<Vec<_>>().join(", "))
    };
    select(rule, exclude, now, false, arguments, "")
}

fn select(
    rule: &Rule,
    exclude: Option<&Rule>,
    now: Timestamp,
    wide: bool,
    columns: impl FnOnce(Columns) -> String,
    order: &str,
) -> Query {
    let mut build = Build { now, params: Vec::new(), tags: Vec::new(), by: Tags::Bit, wide };
    let excluded = exclude.map_or_else(|| "0".into(), |rule| build.group(&rule.0));
    let matches = build.group(&rule.0);
    let join = join(build.wide);
    let bits = bits_sql("s.", &now.timestamp_millis().to_string());
    let columns = columns(
        ["s.number_id".into(), bits].into_iter().chain(FACTS.map(String::from)).chain([excluded]).collect(),
    );
    Query {
        sql: format!("SELECT {columns} FROM standing s{join} WHERE {matches}{order}"),
        params: build.params,
        tags: build.tags,
    }
}

/// Selects everyone whom `rule` matches, or only this one.
pub(super) fn members(rule: &Rule, only: Option<NumberId>, now: Timestamp) -> Query {
    let by = if only.is_some() { Tags::Person } else { Tags::List };
    let mut build = Build { now, params: Vec::new(), tags: Vec::new(), by, wide: false };
    let matches = build.group(&rule.0);
    let one =
        only.map(|number| format!(" AND s.number_id = {}", build.int(number.0.into()))).unwrap_or_default();
    let sql = format!("SELECT s.number_id FROM standing s{} WHERE {matches}{one}", join(build.wide));
    Query { sql, params: build.params, tags: build.tags }
}

/// CROSS JOIN keeps SQLite from scanning the wide table first.
fn join(wide: bool) -> &'static str {
    if wide { " CROSS JOIN contact c ON c.number_id = s.number_id" } else { "" }
}

struct Build {
    now: Timestamp,
    params: Vec<Sql>,
    tags: Vec<Vec<String>>,
    by: Tags,
    wide: bool,
}

/// How it is asked who wears a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tags {
    /// By `worn()`: for a scan of everybody.
    Bit,
    /// By a list within SQLite: where no function can be given, because others are reading.
    List,
    /// Of one person alone.
    Person,
}

impl Build {
    fn group(&mut self, group: &Group) -> String {
        let (word, empty) = match group.join {
            Join::All => (" AND ", "1"),
            Join::Any => (" OR ", "0"),
        };
        let mut nodes: Vec<String> = Vec::new();
        let mut any_of: Vec<&String> = Vec::new();
        for node in &group.nodes {
            match worn_tags(node).filter(|_| group.join == Join::Any) {
                Some(names) => any_of.extend(names),
                None => nodes.push(self.node(node)),
            }
        }
        if !any_of.is_empty() {
            nodes.push(self.tag(Op::In, &any_of));
        }
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
        let not = if op == Op::IsNot { "NOT " } else { "" };
        if self.by == Tags::Bit {
            self.tags.push(names.iter().map(|name| fold(name)).collect());
            return format!("{not}worn({}, s.number_id)", self.tags.len() - 1);
        }
        let ascii = names.iter().all(|name| name.is_ascii());
        let words: Vec<String> = names.iter().map(|name| self.word(name)).collect();
        let list = wearers_among(&words, ascii);
        match self.by {
            Tags::Person => format!("{not}EXISTS ({list} AND g.number_id = s.number_id)"),
            _ => format!("s.number_id {not}IN ({list})"),
        }
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

/// The tags of a condition that asks whether somebody wears any of them.
fn worn_tags(node: &Node) -> Option<Vec<&String>> {
    match node {
        Node::Condition(Condition { field: Field::Tag, op: Op::Is | Op::In, value }) => match value {
            Value::Text(text) => Some(vec![text]),
            Value::Texts(texts) => Some(texts.iter().collect()),
            _ => None,
        },
        _ => None,
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

/// The numbers that wear any of these tags, whose names are bound in their order.
pub(super) fn wearers(names: &[String]) -> String {
    let words: Vec<String> = (1..=names.len()).map(|place| format!("?{place}")).collect();
    wearers_among(&words, names.iter().all(|name| name.is_ascii()))
}

fn wearers_among(words: &[String], ascii: bool) -> String {
    format!(
        "SELECT g.number_id FROM contact_tag g WHERE g.tag_id IN (SELECT t.id FROM tag t WHERE {} IN ({}))",
        anycase("t.name", ascii),
        words.join(", ")
    )
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
