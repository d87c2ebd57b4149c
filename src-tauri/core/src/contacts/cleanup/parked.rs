//! Who is off the list by a repair when the import that brought or changed them is taken back.
//!
//! They are put on the list for the time of that undo and taken off again, so that there is one way of taking an
//! import back. Invariant: whom the import alone had brought does not come back when the repair is undone.

use super::changes::{as_json, put_on_list};
use crate::ids::ImportId;
use crate::store::{StoreError, WriteTx};

/// People on the list for a while: by which repair they are off it, and who.
pub(in crate::contacts) struct Parked(Vec<(u32, u32)>);

/// Puts on the list whom a repair has taken off it and this import had touched.
pub(in crate::contacts) fn unpark(tx: &WriteTx<'_>, import: ImportId) -> Result<Parked, StoreError> {
    tx.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS parked (cleanup_id INTEGER, number_id INTEGER PRIMARY KEY);
         DELETE FROM parked;",
    )?;
    tx.execute(
        "INSERT INTO parked SELECT max(r.cleanup_id), r.number_id FROM cleanup_removed r JOIN cleanup k ON k.id = r.cleanup_id
         WHERE k.undone_at IS NULL AND r.number_id IN (SELECT number_id FROM import_outcome WHERE import_id = ?1)
           AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.number_id = r.number_id) GROUP BY r.number_id",
        [import],
    )?;
    // Older copies of the same people, from before they came back by another import.
    tx.execute(
        "DELETE FROM cleanup_removed WHERE json_extract(contact, '$.import_id') = ?1
           AND cleanup_id IN (SELECT id FROM cleanup WHERE undone_at IS NULL)
           AND (cleanup_id, number_id) NOT IN (SELECT cleanup_id, number_id FROM parked)",
        [import],
    )?;
    put_on_list(tx, "(r.cleanup_id, r.number_id) IN (SELECT cleanup_id, number_id FROM parked)")?;
    let mut select = tx.prepare("SELECT cleanup_id, number_id FROM parked")?;
    let people = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Parked(people.collect::<Result<_, _>>()?))
}

/// Takes off the list again who is still there, as they are now; forgets the others.
pub(in crate::contacts) fn park_again(tx: &WriteTx<'_>, parked: &Parked) -> Result<(), StoreError> {
    let (contact, standing) = (as_json(tx, "contact", "c")?, as_json(tx, "standing", "s")?);
    let mut keep = tx.prepare(&format!(
        "UPDATE cleanup_removed SET (contact, standing, tags) = (
           SELECT {contact}, {standing},
             (SELECT json_group_array(x.tag_id) FROM contact_tag x WHERE x.number_id = c.number_id)
           FROM contact c JOIN standing s ON s.number_id = c.number_id WHERE c.number_id = ?2)
         WHERE cleanup_id = ?1 AND number_id = ?2 AND EXISTS (SELECT 1 FROM contact WHERE number_id = ?2)"
    ))?;
    // Each by itself: within a bulk change nothing follows a contact by reference.
    let mut take_off = Vec::new();
    for table in ["contact_tag", "standing", "contact"] {
        take_off.push(tx.prepare(&format!("DELETE FROM {table} WHERE number_id = ?1"))?);
    }
    let mut forget = tx.prepare("DELETE FROM cleanup_removed WHERE cleanup_id = ?1 AND number_id = ?2")?;
    for (cleanup, number) in &parked.0 {
        if keep.execute((cleanup, number))? == 0 {
            forget.execute((cleanup, number))?;
            continue;
        }
        for table in &mut take_off {
            table.execute([number])?;
        }
    }
    Ok(())
}
