//! Deeds of the table that are recorded like repairs, so that they can be taken back like repairs.

use super::changes::Record;
use super::repair::tag_id;
use crate::clock::Timestamp;
use crate::store::{StoreError, WriteTx};

/// Puts a tag on people. Answers the repair's id, `None` where nobody was changed, and how many were.
pub(in crate::contacts) fn tag(
    tx: &WriteTx<'_>,
    name: &str,
    people: &[u32],
    now: Timestamp,
) -> Result<(Option<u32>, u32), StoreError> {
    let tag = tag_id(tx, name)?;
    recorded(tx, "tagged", name, people, now, |record, id| record.tag(tag, id))
}

/// Takes a tag off people.
pub(in crate::contacts) fn untag(
    tx: &WriteTx<'_>,
    name: &str,
    people: &[u32],
    now: Timestamp,
) -> Result<(Option<u32>, u32), StoreError> {
    let tag = tag_id(tx, name)?;
    recorded(tx, "untagged", name, people, now, |record, id| record.untag(tag, id))
}

/// Takes people off the list. Number, ledger, activity, texts and suppression stay.
pub(in crate::contacts) fn take_off(
    tx: &WriteTx<'_>,
    people: &[u32],
    now: Timestamp,
) -> Result<(Option<u32>, u32), StoreError> {
    recorded(tx, "taken_off", "", people, now, Record::remove)
}

fn recorded<'tx, 's>(
    tx: &'tx WriteTx<'s>,
    kind: &str,
    detail: &str,
    people: &[u32],
    now: Timestamp,
    change: impl Fn(&Record<'tx, 's>, u32) -> Result<bool, StoreError>,
) -> Result<(Option<u32>, u32), StoreError> {
    let record = Record::open(tx, kind, detail, now)?;
    let mut changed = 0;
    for id in people {
        changed += u32::from(change(&record, *id)?);
    }
    let id = record.close(changed)?;
    if changed > 0 {
        return Ok((Some(id), changed));
    }
    tx.execute("DELETE FROM cleanup WHERE id = ?1", [id])?;
    Ok((None, 0))
}
