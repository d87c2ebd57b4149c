//! Restored and copied stores: recognised at opening, disarmed, and locked until a person has looked.
//!
//! Owns the judgement which copy is the shop and what follows from it. Must not know how a copy came to be.
//! Invariants: a copy that is not the shop sends nothing (the gate stands in the claim); what it had scheduled
//! is ended, never resumed; suppressions of both sides are kept; only a person unlocks it, and only after every
//! inbox has been read since.

mod disarm;
mod fault;
mod judge;
#[cfg(test)]
mod tests;
mod view;

pub use fault::CopyFault;
pub use judge::Because;
pub use view::view;

use rusqlite::Connection;

use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::Problem;
use crate::event::Event;
use crate::store::{Device, Store, StoreError, StoreKind, place};
use judge::{Verdict, judge};

/// Looks whether this store is the one that this computer remembers, and locks it where it is not.
/// A practice shop reaches nobody, so it may be copied at will.
pub fn enter(store: &Store, device: &Device, now: Timestamp) -> Result<(), StoreError> {
    if store.kind() == StoreKind::Practice {
        return Ok(());
    }
    let mut memory = device.memory_of(store.id())?;
    let inside = store.read(place::read)?;
    let outside = memory.record().cloned();
    match judge(&inside, outside.as_ref(), memory.writes(), memory.machine()) {
        Verdict::Ours => {
            memory.is_ours();
            store.remember(memory)
        }
        Verdict::New => {
            store.remember(memory)?;
            store.adopt()
        }
        Verdict::Copy(because) => {
            let stops = memory.stops()?;
            store.write(|tx| disarm::disarm(tx, because, &stops, now))?;
            store.remember(memory)
        }
    }
}

/// Whether nothing may be sent from this copy.
pub(crate) fn is_locked(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM place WHERE locked_because <> '')")?
        .query_row([], |row| row.get(0))?)
}

/// A person says: this copy is my shop from now on. Refused until every inbox has been read since it was recognised.
pub fn confirm(engine: &Engine) -> Result<(), Problem> {
    let copy = view(engine)?.ok_or(CopyFault::NotLocked)?;
    if copy.senders.iter().any(|sender| !sender.read) {
        return Err(CopyFault::InboxNotRead.into());
    }
    engine.store().adopt()?;
    engine.store().write(|tx| {
        tx.emit(Event::SettingsChanged);
        Ok::<_, StoreError>(())
    })?;
    engine.wake().ring();
    Ok(())
}
