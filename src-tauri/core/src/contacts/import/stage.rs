//! Reading and understanding rows on a second thread, in batches.
//!
//! Owns the thread and the channel. Knows no SQL. Invariant: never more than a
//! few batches in memory, whatever the file's size.

use std::sync::mpsc::{Receiver, SyncSender};

use csv::StringRecord;

use super::cells::cut;
use super::damage::Damages;
use super::fault::ImportError;
use super::row::{Facts, Reason};
use super::walk::Walk;
use crate::store::NumberKeys;

/// Rows in one batch.
const BATCH: usize = 512;
/// Batches that may wait.
pub(super) const WAITING: usize = 4;
/// What is kept of one rejected row's cells, in bytes.
const KEPT_BYTES: usize = 16 * 1024;

/// One row, understood.
pub(super) struct Staged {
    /// As a spreadsheet numbers it.
    pub(super) row: u32,
    pub(super) facts: Facts,
    /// What was done to the row, whatever became of it.
    pub(super) damages: Damages,
    /// Whether a repair or the owner's hand changed what the row says.
    pub(super) corrected: bool,
    /// The number's key; zero where there is no person.
    pub(super) key: [u8; 16],
    /// For rejected rows: the cells as they were read.
    pub(super) cells: Vec<String>,
}

/// Some rows, and how far the file has been read.
pub(super) struct Batch {
    pub(super) rows: Vec<Staged>,
    pub(super) bytes: u64,
}

/// Sends every row of the file, or the fault that ended it. A closed channel ends it, too.
///
/// What has been applied comes back as `used`: a text costs least where it was made, to be thrown away, too.
pub(super) fn send_all(
    walk: Walk<'_>,
    keys: &NumberKeys,
    to: &SyncSender<Result<Batch, ImportError>>,
    used: &Receiver<Vec<Staged>>,
) {
    if let Err(fault) = send_rows(walk, keys, to, used) {
        let _ = to.send(Err(fault));
    }
}

fn send_rows(
    mut walk: Walk<'_>,
    keys: &NumberKeys,
    to: &SyncSender<Result<Batch, ImportError>>,
    used: &Receiver<Vec<Staged>>,
) -> Result<(), ImportError> {
    let mut batch: Vec<Staged> = Vec::with_capacity(BATCH + 1);
    while let Some(step) = walk.next()? {
        // The newest row stays here until another follows: only then is it known to be whole.
        if batch.len() >= BATCH {
            used.try_iter().for_each(drop);
            let whole = std::mem::replace(&mut batch, Vec::with_capacity(BATCH + 1));
            if to.send(Ok(Batch { rows: whole, bytes: walk.bytes() })).is_err() {
                return Ok(());
            }
        }
        let corrected = step.is_edited || step.damages.is_mended();
        batch.push(Staged {
            damages: step.damages,
            corrected,
            ..staged(step.row, step.facts, keys, &walk.record)
        });
    }
    if let Some(last) = batch.last_mut().filter(|_| walk.ended_within_quotes()) {
        last.facts = Facts::Rejected(Reason::UnclosedQuote);
        last.damages = Damages::of(Reason::UnclosedQuote.damage());
    }
    let _ = to.send(Ok(Batch { rows: batch, bytes: walk.bytes() }));
    Ok(())
}

fn staged(row: u32, facts: Facts, keys: &NumberKeys, record: &StringRecord) -> Staged {
    let key = match &facts {
        Facts::Person(person) => keys.of(&person.phone.e164),
        _ => [0; 16],
    };
    let cells = if matches!(facts, Facts::Rejected(_)) { kept(record) } else { Vec::new() };
    Staged { row, facts, damages: Damages::default(), corrected: false, key, cells }
}

/// The cells, as far as the room for them goes.
fn kept(record: &StringRecord) -> Vec<String> {
    let mut room = KEPT_BYTES;
    let keep = |cell: &str| {
        let cell = cut(cell, room);
        room -= cell.len();
        cell.to_owned()
    };
    record.iter().map(keep).collect()
}
