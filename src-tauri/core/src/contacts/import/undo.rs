//! Taking an import back, whenever.
//!
//! Owns what goes, what returns and what is left alone. Invariants: contacts
//! that the import brought go; a changed field returns to its former value
//! unless somebody has changed it since; the ledger only grows; suppressions,
//! STOPs and texts stay, and the number they belong to stays with them. All of
//! it happens in one transaction or not at all.

use rusqlite::types::Value;
use serde::Serialize;
use thiserror::Error;

use super::address;
use super::row::TEXTS;
use super::rows::{Known, Statements};
use super::undo_rows::{self as sql, Kept};
use crate::clock::Timestamp;
use crate::consent;
use crate::contacts::hours::Hours;
use crate::contacts::{cleanup, phone};
use crate::error::Explain;
use crate::event::Event;
use crate::ids::{ImportId, NumberId};
use crate::store::{Store, StoreError, WriteTx};

/// What taking an import back did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// Which import.
    pub id: ImportId,
    /// Contacts that it had brought and that are gone.
    pub removed: u32,
    /// Contacts of which at least one field has its former value again.
    pub restored: u32,
    /// Contacts left as they are, wholly or in part, because somebody changed them since.
    pub left_alone: u32,
    /// Ledger entries that a new entry revokes.
    pub revoked: u32,
}

/// Why an import cannot be taken back.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum UndoError {
    #[error("there is no import {0}, so nothing was changed")]
    Unknown(ImportId),
    #[error("import {0} has been taken back already, so nothing was changed")]
    Already(ImportId),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for UndoError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Explain for UndoError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "import_not_found",
            Self::Already(_) => "import_already_undone",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Unknown(_) => "Look for its number in the list of imports.".into(),
            Self::Already(_) => "To have these people again, import the file again.".into(),
            Self::Store(fault) => fault.hint(),
        }
    }

    fn notice(&self) -> bool {
        matches!(self, Self::Already(_)) || matches!(self, Self::Store(fault) if fault.notice())
    }
}

/// Takes an import back.
pub fn undo(store: &Store, id: ImportId, now: Timestamp) -> Result<Undone, UndoError> {
    store.write_in_bulk(|tx| {
        let head = sql::head(tx, id)?.ok_or(UndoError::Unknown(id))?;
        if head.undone {
            return Err(UndoError::Already(id));
        }
        let parked = cleanup::unpark(tx, id)?;
        let stay = sql::choose(tx, id, head.started_at)?;
        sql::take_facts(tx, id)?;
        let (restored, left) = restore(tx, id, now)?;
        let removed = sql::take_contacts(tx)?;
        let numbers = sql::claimed(tx, id)?;
        let detail = format!("import {id} of {} was taken back", head.file_name);
        let revoked = consent::retract_import(tx, id, &numbers, &detail, now)?;
        cleanup::park_again(tx, &parked)?;
        sql::forget_numbers(tx)?;
        let done = Undone { id, removed, restored, left_alone: stay + left, revoked };
        sql::close(tx, &done, now)?;
        tx.emit(Event::ContactsChanged);
        Ok(done)
    })
}

/// Gives fields their former values; answers contacts restored and contacts left alone at least in part.
fn restore(tx: &WriteTx<'_>, id: ImportId, now: Timestamp) -> Result<(u32, u32), StoreError> {
    let kept = sql::kept(tx, id)?;
    let later = sql::later(tx, id)?;
    let mut statements = Statements::prepare(tx)?;
    let mut hours = Hours::default();
    let (mut restored, mut left) = (0, 0);
    for changes in kept.chunk_by(|a, b| a.number == b.number) {
        let Some(number) = changes.first().map(|change| change.number) else { continue };
        let Some((e164, mut known)) = statements.known(number)? else {
            left += 1;
            continue;
        };
        let (returned, stayed): (Vec<&Kept>, Vec<&Kept>) =
            changes.iter().partition(|change| give_back(&mut known, change));
        for change in &stayed {
            sql::hand_down(tx, &later, change)?;
        }
        let seen = |changes: &[&Kept]| changes.iter().any(|change| change.field != "updated_at");
        left += u32::from(seen(&stayed));
        restored += u32::from(seen(&returned));
        put(tx, &mut statements, &mut hours, number, &e164, &known, now)?;
    }
    Ok((restored, left))
}

/// Puts the former value in place if nobody has changed it since; whether it was.
fn give_back(known: &mut Known, change: &Kept) -> bool {
    if let Some(text) =
        TEXTS.iter().position(|name| *name == change.field).and_then(|at| known.texts.get_mut(at))
    {
        return match (&change.before, &change.after) {
            (Value::Text(before), Value::Text(after)) if text == after => {
                text.clone_from(before);
                true
            }
            _ => false,
        };
    }
    let number = match change.field.as_str() {
        "orders" => &mut known.orders,
        "spent" => &mut known.spent,
        "last_order_at" => &mut known.last_order_at,
        _ => &mut known.updated_at,
    };
    match (&change.before, &change.after) {
        (Value::Integer(before), Value::Integer(after)) if number == after => {
            *number = *before;
            true
        }
        _ => false,
    }
}

fn put(
    tx: &WriteTx<'_>,
    statements: &mut Statements<'_>,
    hours: &mut Hours,
    number: NumberId,
    e164: &str,
    known: &Known,
    now: Timestamp,
) -> Result<(), StoreError> {
    // A number that is in the store was readable once.
    let Ok(phone) = phone::normalise(e164, "") else { return Ok(()) };
    let place = hours.of(tx, &phone, address(&known.texts))?;
    let at = Timestamp::from_timestamp_millis(known.updated_at).unwrap_or(now);
    statements.change(number, known, place, &phone.country, at)
}
