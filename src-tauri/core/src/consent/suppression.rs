//! Numbers that must not be texted, whatever any list says.

use rusqlite::Connection;

use super::ledger::{Ledger, NewEntry};
use super::rows::key_of;
use super::scope::{EntryKind, EntryScope};
use crate::clock::Timestamp;
use crate::event::Event;
use crate::ids::NumberId;
use crate::inbox;
use crate::sending;
use crate::store::{StoreError, WriteTx};

/// Stops every text to a number: suppression, revocation, and whatever is still queued for it in any campaign.
///
/// Saying it twice changes nothing but adds the new evidence to the ledger.
pub fn suppress(
    tx: &mut WriteTx<'_>,
    number: NumberId,
    source: &str,
    detail: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let key = key_of(tx, number)?.unwrap_or_default();
    Ledger::open(tx)?.append(&NewEntry {
        number,
        key,
        kind: EntryKind::Revoked,
        scope: EntryScope::All,
        source,
        happened_at: now,
        recorded_at: now,
        wording: None,
        import: None,
        detail,
    })?;
    tx.execute(
        "INSERT INTO suppression (number_id, source, since) VALUES (?1, ?2, ?3)
         ON CONFLICT (number_id) DO UPDATE SET source = ?2, since = ?3, lifted_at = NULL
         WHERE source = 'probable' OR lifted_at IS NOT NULL",
        (number, source, now.timestamp_millis()),
    )?;
    tx.execute("UPDATE standing SET suppressed = 1 WHERE number_id = ?1", [number])?;
    sending::cancel_queued(tx, number, now)?;
    inbox::end_wish(tx, number, now)?;
    tx.emit(Event::ContactsChanged);
    Ok(())
}

/// Whether a number is suppressed.
pub fn is_suppressed(connection: &Connection, number: NumberId) -> Result<bool, StoreError> {
    Ok(connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM suppression WHERE number_id = ?1 AND lifted_at IS NULL)",
        [number],
        |row| row.get(0),
    )?)
}

/// Whether a number is suppressed by more than a probable opt-out.
pub fn left_for_good(connection: &Connection, number: NumberId) -> Result<bool, StoreError> {
    Ok(connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM suppression WHERE number_id = ?1 AND lifted_at IS NULL AND source <> 'probable')",
        [number],
        |row| row.get(0),
    )?)
}

/// Stops every text to a number until the owner has read what the person wrote. Takes no consent away yet.
pub fn suppress_provisionally(
    tx: &mut WriteTx<'_>,
    number: NumberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO suppression (number_id, source, since) VALUES (?1, 'probable', ?2)
         ON CONFLICT (number_id) DO UPDATE SET source = 'probable', lifted_at = NULL, since = ?2
         WHERE source = 'probable' OR lifted_at IS NOT NULL",
        (number, now.timestamp_millis()),
    )?;
    tx.execute("UPDATE standing SET suppressed = 1 WHERE number_id = ?1", [number])?;
    sending::cancel_queued(tx, number, now)?;
    inbox::end_wish(tx, number, now)?;
    tx.emit(Event::ContactsChanged);
    Ok(())
}

/// Lifts a suppression for a wish to come back that the owner has accepted at this very moment; the table refuses
/// where there is none.
pub fn lift_for_wish(tx: &mut WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE suppression SET lifted_at = ?2 WHERE number_id = ?1 AND lifted_at IS NULL",
        (number, now.timestamp_millis()),
    )?;
    tx.execute("UPDATE standing SET suppressed = 0 WHERE number_id = ?1", [number])?;
    tx.emit(Event::ContactsChanged);
    Ok(())
}

/// Lifts a provisional suppression that the owner found to be none. Any other stays: the table refuses.
pub fn lift_provisional(tx: &mut WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    let lifted = tx.execute(
        "UPDATE suppression SET lifted_at = ?2 WHERE number_id = ?1 AND source = 'probable' AND lifted_at IS NULL",
        (number, now.timestamp_millis()),
    )?;
    if lifted == 1 {
        tx.execute("UPDATE standing SET suppressed = 0 WHERE number_id = ?1", [number])?;
        tx.emit(Event::ContactsChanged);
    }
    Ok(())
}
