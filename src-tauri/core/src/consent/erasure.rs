//! Erasing a person: everything readable goes, the proof that something stood there and the suppression stay.
//!
//! Owns the deed and its SQL. What is left of the number is its HMAC, so that a
//! later import of the same number meets the suppression. Invariants: the chain
//! holds before and after; a text that is on its way is never orphaned.

use rusqlite::{Connection, OptionalExtension};
use thiserror::Error;

use super::suppression::suppress;
use crate::clock::Timestamp;
use crate::error::Explain;
use crate::event::Event;
use crate::ids::NumberId;
use crate::store::{StoreError, WriteTx};

/// The source of the entry that allows a number's earlier evidence to be gone.
pub(super) const ERASED: &str = "erased";

/// Why a person cannot be erased.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum ErasureError {
    #[error("nothing is known of this number, so there is nothing to erase")]
    Unknown,
    #[error("a text to this person is on its way or in doubt, so they cannot be erased yet")]
    TextUnderWay,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for ErasureError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "erase_unknown",
            Self::TextUnderWay => "erase_text_under_way",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Unknown => "Check the number.".into(),
            Self::TextUnderWay => {
                "Wait until the provider has answered, or settle the doubt, then erase.".into()
            }
            Self::Store(fault) => fault.hint(),
        }
    }

    fn notice(&self) -> bool {
        matches!(self, Self::TextUnderWay)
    }
}

/// Takes everything readable about a number out of the store, and never lets it be texted again.
pub fn erase(tx: &mut WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), ErasureError> {
    if !is_known(tx, number)? {
        return Err(ErasureError::Unknown);
    }
    let numbers = with_merged(tx, number)?;
    for one in &numbers {
        if under_way(tx, *one)? {
            return Err(ErasureError::TextUnderWay);
        }
    }
    for one in numbers {
        suppress(tx, one, ERASED, "", now)?;
        skip_queued(tx, one, now)?;
        forget(tx, one)?;
    }
    tx.emit(Event::ContactsChanged);
    tx.emit(Event::InboxChanged);
    Ok(())
}

/// Keys of the numbers whose people were erased here.
pub(crate) fn erased_keys(connection: &Connection) -> Result<Vec<[u8; 16]>, StoreError> {
    let mut select = connection.prepare(
        "SELECT DISTINCT n.key FROM consent_entry e JOIN number n ON n.id = e.number_id WHERE e.source = ?1",
    )?;
    Ok(select.query_map([ERASED], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Erases in an older copy whom another copy has erased since. Somebody with a text on its way there stays, suppressed.
pub(crate) fn erase_again(tx: &mut WriteTx<'_>, keys: &[[u8; 16]], now: Timestamp) -> Result<(), StoreError> {
    for key in keys {
        let number: Option<NumberId> = tx
            .query_row("SELECT id FROM number WHERE key = ?1 AND e164 IS NOT NULL", [key.as_slice()], |row| {
                row.get(0)
            })
            .optional()?;
        match number.map_or(Ok(()), |number| erase(tx, number, now)) {
            Err(ErasureError::Store(fault)) => return Err(fault),
            Ok(()) | Err(ErasureError::Unknown | ErasureError::TextUnderWay) => {}
        }
    }
    Ok(())
}

fn is_known(tx: &Connection, number: NumberId) -> Result<bool, StoreError> {
    Ok(tx
        .query_row("SELECT 1 FROM number WHERE id = ?1 AND e164 IS NOT NULL", [number], |_| Ok(()))
        .optional()?
        .is_some())
}

/// The number and those of the same person that were merged into it.
fn with_merged(tx: &Connection, number: NumberId) -> Result<Vec<NumberId>, StoreError> {
    let mut select = tx.prepare(
        "WITH RECURSIVE person (id) AS (
           SELECT ?1 UNION SELECT m.number_id FROM merged m JOIN person p ON m.kept_id = p.id)
         SELECT id FROM person",
    )?;
    Ok(select.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn under_way(tx: &Connection, number: NumberId) -> Result<bool, StoreError> {
    Ok(tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM message WHERE number_id = ?1 AND state IN ('sending', 'in_doubt'))",
        [number],
        |row| row.get(0),
    )?)
}

/// A suppression spares the confirmation of a STOP; a text without recipient and words must not go either.
fn skip_queued(tx: &Connection, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE message SET state = 'skipped', reason = 'suppressed', final_at = ?2
         WHERE number_id = ?1 AND state = 'queued'",
        (number, now.timestamp_millis()),
    )?;
    Ok(())
}

/// Every place where something readable of a person stands; a test looks through the whole store afterwards.
const FORGOTTEN: &[&str] = &[
    "UPDATE consent_entry SET detail = NULL WHERE number_id = ?1",
    "UPDATE message SET recipient = '', body = '' WHERE number_id = ?1",
    "UPDATE inbound SET body = '', because = '' WHERE number_id = ?1",
    "DELETE FROM activity WHERE number_id = ?1",
    "UPDATE import_outcome SET number_id = NULL, reason = '' WHERE number_id = ?1",
    "DELETE FROM import_change WHERE number_id = ?1",
    "DELETE FROM import_tag WHERE number_id = ?1",
    // Nobody can tell whose a rejected row is: all that are kept go.
    "DELETE FROM import_reject WHERE ?1 IS NOT NULL",
    "DELETE FROM cleanup_change WHERE number_id = ?1",
    "DELETE FROM cleanup_removed WHERE number_id = ?1",
    "DELETE FROM contact_name WHERE number_id = ?1",
    "DELETE FROM contact WHERE number_id = ?1",
    "UPDATE number SET e164 = NULL WHERE id = ?1",
];

fn forget(tx: &Connection, number: NumberId) -> Result<(), StoreError> {
    for sql in FORGOTTEN {
        tx.execute(sql, [number])?;
    }
    Ok(())
}
