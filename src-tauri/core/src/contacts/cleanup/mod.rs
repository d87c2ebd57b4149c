//! Clean-up: what is wrong with the list as a whole, and one repair for each that can be taken back.
//!
//! `kind` names what can be wrong, `names`, `numbers` and `marks` are the rules, `pass` puts everybody under them in
//! one scan, `repair` mends, `changes` records and puts back, `deeds` are the table's own, `parked` is who is off the
//! list until then, `people` and `view` show. Must not know the import's insides, campaigns or the window. Invariants:
//! a repair and its undo leave the list as it was; suppressions are only ever added; a list that bears the marks of a
//! bought one is held until the owner has answered for it.

mod brought;
mod changes;
mod deeds;
mod fault;
mod kind;
mod marks;
mod names;
mod numbers;
mod parked;
mod pass;
mod people;
mod repair;
mod rows;
mod view;

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use rusqlite::Connection;

pub use brought::Brought;
pub(super) use deeds::{tag, take_off, untag};
pub use fault::CleanupError;
pub use kind::Kind;
pub use marks::Mark;
pub use names::are_two_people;
pub(super) use parked::{park_again, unpark};
pub use pass::{Findings, Suspect};
pub use view::{cleanup, make, people, take_back};

use self::pass::Limits;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::event::Event;
use crate::ids::ImportId;
use crate::store::{StoreError, StoreKind, WriteTx};

/// Months after which a consent counts as old, unless the owner says otherwise.
pub const OLD_AFTER_MONTHS: u32 = 24;
const SILENT_MONTHS: u32 = 18;

/// What to do with several names under one number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Greeting {
    /// "Alice & Bob".
    #[default]
    Combine,
    /// The name that stands in the list.
    Keep,
    /// First and last name of the one who is greeted, out of those known under the number.
    Named(String, String),
}

/// What the owner chose for a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Age from which a consent is old.
    pub months: u32,
    /// Of `shared_number`.
    pub greeting: Greeting,
    /// Of `bought_list`: where the numbers come from. Empty: hold them.
    pub answer: String,
    /// Of `bought_list`: this import only.
    pub import: Option<u32>,
    /// Only these people; empty: all that were found.
    pub only: Vec<u32>,
}

impl Default for Choice {
    fn default() -> Self {
        let (greeting, answer) = (Greeting::default(), String::new());
        Self { months: OLD_AFTER_MONTHS, greeting, answer, import: None, only: Vec::new() }
    }
}

/// A repair that was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Repair {
    /// Its id, for `undo`.
    pub id: u32,
    /// The kind's word.
    pub kind: String,
    /// The owner's answer, where one was given.
    pub detail: String,
    /// People changed.
    pub people: u32,
    /// Milliseconds since 1970.
    pub applied_at: i64,
    /// Milliseconds since 1970; `None` while it stands.
    pub undone_at: Option<i64>,
}

/// Looks at the whole list.
pub fn look(engine: &Engine, months: u32) -> Result<Findings, StoreError> {
    let limits = limits(engine, months);
    engine.store().read(|c| rows::look(c, limits))
}

/// What a look depends on besides the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LookedFor {
    months: u32,
    day: NaiveDate,
}

/// The latest look, if the list has not changed since; else a new one.
pub(super) fn looked(engine: &Engine, months: u32) -> Result<Arc<Findings>, StoreError> {
    let memory = engine.list();
    let question = LookedFor { months, day: engine.now().date_naive() };
    memory.look.ask(memory.age_of_list(), question, || look(engine, months))
}

/// Months after which the owner takes a consent for old.
pub fn old_after(engine: &Engine) -> Result<u32, StoreError> {
    Ok(engine.store().read(rows::old_after)?.unwrap_or(OLD_AFTER_MONTHS))
}

/// Remembers after how many months a consent is old; from 1 to 120.
pub fn choose_old_after(engine: &Engine, months: u32) -> Result<(), StoreError> {
    engine.store().write(|tx| {
        rows::keep_old_after(tx, months.clamp(1, 120))?;
        tx.emit(Event::ContactsChanged);
        Ok(())
    })
}

/// Repairs everything of one kind.
pub fn apply(engine: &Engine, kind: Kind, choice: &Choice) -> Result<Repair, CleanupError> {
    let (now, limits) = (engine.now(), limits(engine, choice.months));
    let id = engine.store().write(|tx| {
        let found = rows::look(tx, limits)?;
        let id = repair::repair(tx, kind, choice, &found, now)?;
        tx.emit(Event::ContactsChanged);
        Ok::<_, CleanupError>(id)
    })?;
    history(engine)?.into_iter().find(|one| one.id == id).ok_or(CleanupError::NotFound)
}

/// Takes a repair back.
pub fn undo(engine: &Engine, id: u32) -> Result<Repair, CleanupError> {
    let now = engine.now();
    engine.store().write(|tx| changes::undo(tx, id, now))?;
    history(engine)?.into_iter().find(|one| one.id == id).ok_or(CleanupError::NotFound)
}

/// The repairs made so far, newest first.
pub fn history(engine: &Engine) -> Result<Vec<Repair>, StoreError> {
    engine.store().read(rows::repairs)
}

/// Holds what an import has just brought if it bears the marks of a bought list; `invalid` of its `rows` held a
/// number that cannot exist.
pub(super) fn hold_if_bought(
    tx: &WriteTx<'_>,
    import: ImportId,
    brought: Brought,
    (rows, invalid): (u32, u32),
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(marks) = brought.batch(tx)?.verdict(rows, invalid) else { return Ok(()) };
    hold(tx, import, &marks, now)
}

/// Holds what an import has just brought because its owner says that the list was bought.
pub(super) fn hold_declared(
    tx: &WriteTx<'_>,
    import: ImportId,
    people: u32,
    now: Timestamp,
) -> Result<(), StoreError> {
    hold(tx, import, &[Mark { mark: marks::DECLARED.into(), count: people, of: people }], now)
}

fn hold(tx: &WriteTx<'_>, import: ImportId, marks: &[Mark], now: Timestamp) -> Result<(), StoreError> {
    quarantine(tx, import.0, &serde_json::to_string(marks).unwrap_or_default(), now)?;
    tx.execute(
        "UPDATE standing SET quarantined = 1 WHERE number_id IN (
           SELECT number_id FROM import_outcome WHERE import_id = ?1 AND outcome = 'created')",
        [import],
    )?;
    Ok(())
}

/// Whether the list was not held before.
fn quarantine(tx: &Connection, import: u32, marks: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(
        "INSERT INTO quarantine (import_id, marks, people, since)
         VALUES (?1, ?2, (SELECT count(*) FROM contact WHERE import_id = ?1), ?3) ON CONFLICT (import_id) DO NOTHING",
        (import, marks, now.timestamp_millis()),
    )? > 0)
}

fn limits(engine: &Engine, months: u32) -> Limits {
    let ago =
        |months| engine.now().checked_sub_months(Months::new(months)).unwrap_or_default().timestamp_millis();
    let practice = engine.store().kind() == StoreKind::Practice;
    Limits { old_before: ago(months), silent_before: ago(SILENT_MONTHS), practice }
}

#[cfg(test)]
mod tests;
