//! One repair for each kind of finding.
//!
//! Owns what a repair does. Invariants: everything goes through [`Record`], so it can be taken back; a merge keeps
//! both sides' ledger, activity and suppression and can only add suppressions.

use std::collections::HashSet;

use rusqlite::OptionalExtension;

use super::changes::Record;
use super::fault::CleanupError;
use super::kind::Kind;
use super::names::tidied;
use super::pass::Findings;
use super::{Choice, Greeting, people};
use crate::clock::Timestamp;
use crate::consent;
use crate::contacts::phone;
use crate::ids::NumberId;
use crate::store::{StoreError, WriteTx};

/// Letters of an answer that may show later where numbers come from.
const SHORTEST_ANSWER: usize = 20;

/// Repairs one kind. Answers the repair's id and how many people it changed.
pub(super) fn repair(
    tx: &mut WriteTx<'_>,
    kind: Kind,
    choice: &Choice,
    found: &Findings,
    now: Timestamp,
) -> Result<u32, CleanupError> {
    let all = found.people.get(&kind).map_or(&[][..], Vec::as_slice);
    let chosen: HashSet<u32> = choice.only.iter().copied().collect();
    let wanted = |id: &u32| chosen.is_empty() || chosen.contains(id);
    let people: Vec<u32> = match (kind, choice.import) {
        (Kind::BoughtList, Some(import)) => super::rows::people_of(tx, import)?,
        _ => all.iter().copied().filter(wanted).collect(),
    };
    if people.is_empty() {
        return Err(CleanupError::Nothing);
    }
    if kind == Kind::DuplicatePeople {
        return merge_all(tx, found, choice, now);
    }
    let answer = choice.answer.trim();
    let record = Record::open(tx, kind.word(), answer, now)?;
    let mut changed = 0;
    if kind == Kind::BoughtList {
        lists(&record, found, choice.import, answer, now)?;
    }
    let tag = kind.tag().map(|name| tag_id(tx, name)).transpose()?;
    for id in people {
        changed += u32::from(match kind {
            Kind::BoughtList => record.set("standing", "quarantined", id, i64::from(answer.is_empty()))?,
            Kind::InvalidNumber | Kind::CannotReceive | Kind::Placeholder => record.remove(id)?,
            Kind::NameStyle => tidy(&record, id)?,
            Kind::CountryMismatch => country_of_number(&record, id)?,
            Kind::SharedNumber => greet(&record, id, &choice.greeting)?,
            _ => record.tag(tag.unwrap_or_default(), id)?,
        });
    }
    // Dropped without commit, an empty repair never was.
    if changed == 0 { Err(CleanupError::Nothing) } else { Ok(record.close(changed)?) }
}

/// Holds the suspicious imports, or records what the owner says of them.
fn lists(
    record: &Record<'_, '_>,
    found: &Findings,
    only: Option<u32>,
    answer: &str,
    now: Timestamp,
) -> Result<(), CleanupError> {
    if !answer.is_empty() && answer.chars().count() < SHORTEST_ANSWER {
        return Err(CleanupError::ShortAnswer);
    }
    for list in found.lists.iter().filter(|list| only.is_none_or(|import| import == list.import)) {
        let marks = serde_json::to_string(&list.marks).unwrap_or_default();
        let held = super::quarantine(record.tx, list.import, &marks, now)?;
        if held {
            record.note("held", list.import, 0, 1)?;
        }
        if !answer.is_empty() {
            record.tx.execute(
                "UPDATE quarantine SET answer = ?2, answered_at = ?3 WHERE import_id = ?1",
                (list.import, answer, now.timestamp_millis()),
            )?;
            record.note("answered", list.import, 0, 1)?;
        }
    }
    Ok(())
}

fn tidy(record: &Record<'_, '_>, id: u32) -> Result<bool, StoreError> {
    let (first, last) = names(record.tx, id)?;
    let mut changed = false;
    for (column, name) in [("first_name", first), ("last_name", last)] {
        if let Some(tidy) = tidied(&name) {
            changed |= record.set("contact", column, id, tidy)?;
        }
    }
    Ok(changed)
}

/// The number decides. The hours stay those of both places: they can only be stricter.
fn country_of_number(record: &Record<'_, '_>, id: u32) -> Result<bool, StoreError> {
    let number: String =
        record.tx.query_row("SELECT number FROM contact WHERE number_id = ?1", [id], |row| row.get(0))?;
    let Ok(phone) = phone::normalise(&number, "US") else { return Ok(false) };
    let changed = record.set("contact", "country", id, phone.country.clone())?;
    record.set("standing", "country", id, phone.country)?;
    Ok(changed)
}

/// Settles the names of one number: greets everybody, keeps the name that stands there, or takes another of them.
fn greet(record: &Record<'_, '_>, id: u32, choice: &Greeting) -> Result<bool, StoreError> {
    let (first, last) = names(record.tx, id)?;
    let others = people::other_names(record.tx, id)?;
    if let Greeting::Named(named, family) = choice {
        let is_known = |(first, last): &(String, String)| first == named && last == family;
        if !others.iter().chain([&(first.clone(), last.clone())]).any(is_known) {
            return Ok(false);
        }
    }
    record.tx.execute(
        "UPDATE contact_name SET settled = ?2 WHERE number_id = ?1 AND settled = 0",
        (id, record.id),
    )?;
    record.tx.execute(
        "INSERT OR IGNORE INTO contact_name (number_id, first_name, last_name, import_id, settled) VALUES (?1, ?2, ?3, 0, ?4)",
        (id, &first, &last, record.id),
    )?;
    let greeted = match choice {
        Greeting::Combine => people::together(&first, &last, &others),
        Greeting::Keep => None,
        Greeting::Named(first, last) => Some((first.clone(), last.clone())),
    };
    if let Some((first, last)) = greeted {
        record.set("contact", "first_name", id, first)?;
        record.set("contact", "last_name", id, last)?;
    }
    Ok(!others.is_empty())
}

fn merge_all(
    tx: &mut WriteTx<'_>,
    found: &Findings,
    choice: &Choice,
    now: Timestamp,
) -> Result<u32, CleanupError> {
    let id = Record::open(tx, Kind::DuplicatePeople.word(), "", now)?.id;
    let mut changed = 0;
    let wanted =
        |group: &&Vec<u32>| choice.only.is_empty() || group.iter().any(|id| choice.only.contains(id));
    for group in found.groups.iter().filter(wanted) {
        changed += merge(tx, id, group, now)?;
    }
    if changed == 0 { Err(CleanupError::Nothing) } else { Ok(Record { tx, id }.close(changed)?) }
}

/// Keeps one contact of the group, and adds the others to it. Answers how many were added.
fn merge(tx: &mut WriteTx<'_>, id: u32, group: &[u32], now: Timestamp) -> Result<u32, CleanupError> {
    let list = people::listed(group);
    // Somebody whose reply waits for a look is left alone until it was read.
    let (waits, stopped): (bool, bool) = tx.query_row(
        &format!(
            "SELECT coalesce(max(source = 'probable'), 0), coalesce(max(source <> 'probable'), 0)
             FROM suppression WHERE lifted_at IS NULL AND number_id IN ({list})"
        ),
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let (Some(kept), false) = (people::kept_of(tx, group)?, waits) else { return Ok(0) };
    let mut added = 0;
    for other in group.iter().copied().filter(|one| *one != kept) {
        added += u32::from(add(&Record { tx, id }, kept, other)?);
    }
    for number in group.iter().filter(|_| stopped) {
        if !consent::is_suppressed(tx, NumberId(*number))? {
            consent::suppress(
                tx,
                NumberId(*number),
                "merged",
                "the same person has left under another number",
                now,
            )?;
        }
    }
    Ok(added)
}

fn add(record: &Record<'_, '_>, kept: u32, other: u32) -> Result<bool, StoreError> {
    let tx = record.tx;
    for column in ["email", "region", "city", "postcode", "country", "note"] {
        let sql = format!(
            "SELECT o.{column} FROM contact o, contact k
             WHERE o.number_id = ?1 AND k.number_id = ?2 AND k.{column} = '' AND o.{column} <> ''"
        );
        let gap: Option<String> =
            tx.prepare_cached(&sql)?.query_row((other, kept), |row| row.get(0)).optional()?;
        if let Some(value) = gap {
            record.set("contact", column, kept, value)?;
        }
    }
    for (column, both) in [
        ("orders", "o.orders + k.orders"),
        ("spent_micros", "o.spent_micros + k.spent_micros"),
        ("last_order_at", "max(o.last_order_at, k.last_order_at)"),
        ("last_engaged_at", "max(o.last_engaged_at, k.last_engaged_at)"),
    ] {
        let sql =
            format!("SELECT {both} FROM standing o, standing k WHERE o.number_id = ?1 AND k.number_id = ?2");
        let sum: Option<i64> =
            tx.prepare_cached(&sql)?.query_row((other, kept), |row| row.get(0)).optional()?;
        if let Some(sum) = sum {
            record.set("standing", column, kept, sum)?;
        }
    }
    let mut worn = tx.prepare_cached("SELECT tag_id FROM contact_tag WHERE number_id = ?1")?;
    let worn: Vec<i64> = worn.query_map([other], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for tag in worn {
        record.tag(tag, kept)?;
    }
    tx.execute(
        "INSERT OR REPLACE INTO merged (number_id, kept_id, cleanup_id) VALUES (?1, ?2, ?3)",
        (other, kept, record.id),
    )?;
    record.remove(other)
}

fn names(tx: &WriteTx<'_>, id: u32) -> Result<(String, String), StoreError> {
    Ok(tx
        .prepare_cached("SELECT first_name, last_name FROM contact WHERE number_id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

pub(super) fn tag_id(tx: &WriteTx<'_>, name: &str) -> Result<i64, StoreError> {
    tx.execute("INSERT INTO tag (name) VALUES (?1) ON CONFLICT (name) DO NOTHING", [name])?;
    Ok(tx.query_row("SELECT id FROM tag WHERE name = ?1", [name], |row| row.get(0))?)
}
