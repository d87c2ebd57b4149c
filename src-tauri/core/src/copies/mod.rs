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

pub(crate) use disarm::Ended;
pub use fault::CopyFault;
pub use judge::Because;
pub use view::view;

use rusqlite::Connection;

use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::Problem;
use crate::event::Event;
use crate::gateways::accounts;
use crate::store::{Device, Store, StoreError, StoreKind, place};
use judge::{Verdict, judge};

/// What a sender is stopped with whose account is closed.
pub const CLOSED: &str = "account_closed";

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
            let _ended = store.write(|tx| disarm::disarm(tx, because, &stops, now))?;
            store.remember(memory)
        }
    }
}

/// Disarms a backup that is only looked into. Answers what was ended with it.
pub(crate) fn disarm_for(store: &Store, stops: &[[u8; 16]], now: Timestamp) -> Result<Ended, StoreError> {
    store.write(|tx| disarm::disarm(tx, Because::Backup, stops, now))
}

/// Adds suppressions that another copy of the same store knows.
pub(crate) fn take_over(store: &Store, stops: &[[u8; 16]], now: Timestamp) -> Result<u32, StoreError> {
    store.write(|tx| disarm::take_over(tx, stops, now))
}

/// Whether nothing may be sent from this copy.
pub(crate) fn is_locked(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM place WHERE locked_because <> '')")?
        .query_row([], |row| row.get(0))?)
}

/// A person says: the account of this sender is closed, so its inbox can never be read again. The sender stops for
/// good; who wrote STOP to it since the copy was made can only be suppressed by hand.
pub fn give_up_inbox(engine: &Engine, address: &str) -> Result<(), Problem> {
    let copy = view(engine)?.ok_or(CopyFault::NotLocked)?;
    if !copy.senders.iter().any(|one| one.address == address) {
        return Err(CopyFault::NoSuchSender.into());
    }
    engine.store().write(|tx| {
        for sender in accounts::senders(tx)?.into_iter().filter(|one| one.address == address) {
            accounts::halt(tx, sender.id, CLOSED)?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}

/// A person says: this copy is my shop from now on. Refused until every inbox has been read since it was recognised.
pub fn confirm(engine: &Engine) -> Result<(), Problem> {
    let copy = view(engine)?.ok_or(CopyFault::NotLocked)?;
    if !copy.ready {
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
