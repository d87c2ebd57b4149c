//! Wishes to get texts again: kept for the owner, who alone lets somebody back in.
//!
//! Owns the table `opt_in_wish` and what follows from the owner's answer.
//! Invariants: a START lifts nothing by itself; an accepted wish is a new entry
//! of the ledger with the person's own words as evidence; a later STOP ends a
//! wish that was not answered yet.

use rusqlite::{Connection, OptionalExtension};

use super::charge;
use super::rows::{self, Received};
use crate::clock::Timestamp;
use crate::consent::{self, EntryKind, EntryScope, Evidence, Ledger, Method, NewEntry, Proof, Scope};
use crate::contacts;
use crate::event::Event;
use crate::ids::{InboundId, NumberId};
use crate::store::{StoreError, WriteTx};

/// Keeps a wish of somebody who gets no offers now. One that is open already stays the one.
pub(super) fn keep(tx: &mut WriteTx<'_>, text: &Received<'_>, now: Timestamp) -> Result<(), StoreError> {
    let suppressed = consent::is_suppressed(tx, text.number)?;
    let older = charge::left_at(tx, text.number)?.is_some_and(|left| left >= text.received_at);
    if suppressed && older || !suppressed && consent::agreed_to_offers(tx, text.number, now)? {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO opt_in_wish (inbound_id, number_id, asked_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        (text.id, text.number, text.received_at.timestamp_millis()),
    )?;
    tx.emit(Event::InboxChanged);
    Ok(())
}

/// The wish that waits for the owner.
pub(super) fn open(connection: &Connection, number: NumberId) -> Result<Option<InboundId>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT inbound_id FROM opt_in_wish WHERE number_id = ?1 AND settled_at IS NULL")?
        .query_row([number], |row| row.get(0))
        .optional()?)
}

/// Ends an open wish: the person left again, or the owner says no.
pub(crate) fn end(tx: &WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE opt_in_wish SET settled_at = ?2 WHERE number_id = ?1 AND settled_at IS NULL",
        (number, now.timestamp_millis()),
    )?;
    Ok(())
}

/// The owner lets the person back in. Answers whether there was a wish.
pub(super) fn accept(tx: &mut WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<bool, StoreError> {
    let Some(wish) = open(tx, number)? else { return Ok(false) };
    let Some(text) = rows::received(tx, wish)? else { return Ok(false) };
    tx.execute(
        "UPDATE opt_in_wish SET settled_at = ?2, accepted = 1 WHERE inbound_id = ?1",
        (wish, now.timestamp_millis()),
    )?;
    contacts::ensure(tx, number, &text.from, now)?;
    consent::lift_for_wish(tx, number, now)?;
    charge::came_back(tx, number, now)?;
    let (_, key) = contacts::meet(tx, &text.from)?;
    let proof = Proof { method: Method::ExpressWritten, evidence: Evidence::Inbound, expires_at: None };
    let entry = NewEntry {
        number,
        key,
        kind: EntryKind::Reconfirmed,
        scope: EntryScope::Only(Scope::Promotional),
        source: "reply",
        happened_at: text.received_at,
        recorded_at: now,
        wording: None,
        import: None,
        detail: &text.body,
    };
    Ledger::open(tx)?.append_proven(&entry, &proof)?;
    tx.emit(Event::ContactsChanged);
    tx.emit(Event::InboxChanged);
    Ok(true)
}
