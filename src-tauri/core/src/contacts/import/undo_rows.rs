//! The SQL of taking an import back.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::undo::Undone;
use crate::clock::Timestamp;
use crate::ids::{ImportId, NumberId};
use crate::store::{StoreError, WriteTx};

/// An import as its undo needs it.
pub(super) struct Head {
    pub(super) file_name: String,
    pub(super) started_at: i64,
    pub(super) undone: bool,
}

pub(super) fn head(connection: &Connection, id: ImportId) -> Result<Option<Head>, StoreError> {
    let sql = "SELECT i.file_name, i.started_at, u.import_id IS NOT NULL
               FROM import i LEFT JOIN import_undo u ON u.import_id = i.id WHERE i.id = ?1";
    let head = connection.query_row(sql, [id], |row| {
        Ok(Head { file_name: row.get(0)?, started_at: row.get(1)?, undone: row.get(2)? })
    });
    Ok(head.optional()?)
}

/// Collects the contacts that go, in the temporary table `going`; answers how many stay because they were changed since.
pub(super) fn choose(tx: &WriteTx<'_>, id: ImportId, started_at: i64) -> Result<u32, StoreError> {
    tx.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS going (number_id INTEGER PRIMARY KEY);
         CREATE TEMP TABLE IF NOT EXISTS later (number_id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL);
         DELETE FROM going; DELETE FROM later;",
    )?;
    tx.execute(
        "INSERT OR IGNORE INTO going SELECT o.number_id FROM import_outcome o
           JOIN contact c ON c.number_id = o.number_id AND c.import_id = o.import_id
         WHERE o.import_id = ?1 AND (o.outcome = 'created' OR o.outcome = 'updated')",
        [id],
    )?;
    // Whom a later import changed belongs to that import from now on, as if it had brought them.
    tx.execute(
        "INSERT OR IGNORE INTO later SELECT o.number_id, min(o.import_id) FROM import_outcome o
         WHERE o.import_id > ?1 AND o.outcome = 'updated' AND o.number_id IN (SELECT number_id FROM going)
           AND o.import_id NOT IN (SELECT import_id FROM import_undo) GROUP BY o.number_id",
        [id],
    )?;
    tx.execute(
        "UPDATE contact SET import_id = (SELECT l.import_id FROM later l WHERE l.number_id = contact.number_id)
         WHERE number_id IN (SELECT number_id FROM later)",
        [],
    )?;
    let theirs = tx.execute("DELETE FROM going WHERE number_id IN (SELECT number_id FROM later)", [])?;
    let by_hand = tx.execute(
        "DELETE FROM going WHERE number_id IN (SELECT c.number_id FROM going g JOIN contact c USING (number_id)
           WHERE c.updated_at <> c.created_at AND c.updated_at <> ?1)",
        [started_at],
    )?;
    Ok(u32::try_from(theirs + by_hand).unwrap_or(u32::MAX))
}

/// Takes away the activity and the tags that the import added.
pub(super) fn take_facts(tx: &WriteTx<'_>, id: ImportId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM activity WHERE import_id = ?1 AND number_id IN (SELECT number_id FROM import_outcome
           WHERE import_id = ?1 AND (outcome = 'created' OR outcome = 'updated'))",
        [id],
    )?;
    tx.execute(
        "DELETE FROM contact_name WHERE number_id IN (SELECT number_id FROM going) OR (import_id = ?1
           AND number_id IN (SELECT number_id FROM import_outcome WHERE import_id = ?1))",
        [id],
    )?;
    let tags: Vec<i64> = {
        let mut select = tx.prepare(
            "SELECT DISTINCT tag_id FROM contact_tag WHERE number_id IN (SELECT number_id FROM going)
             UNION SELECT DISTINCT tag_id FROM import_tag WHERE import_id = ?1",
        )?;
        select.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    tx.execute(
        "DELETE FROM contact_tag WHERE (tag_id, number_id) IN
           (SELECT tag_id, number_id FROM import_tag WHERE import_id = ?1)",
        [id],
    )?;
    tx.execute("DELETE FROM contact_tag WHERE number_id IN (SELECT number_id FROM going)", [])?;
    for tag in tags {
        tx.execute(
            "DELETE FROM tag WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM contact_tag WHERE tag_id = ?1)",
            [tag],
        )?;
    }
    Ok(())
}

/// Takes away the contacts that go; answers how many.
pub(super) fn take_contacts(tx: &WriteTx<'_>) -> Result<u32, StoreError> {
    tx.execute("DELETE FROM standing WHERE number_id IN (SELECT number_id FROM going)", [])?;
    let gone = tx.execute("DELETE FROM contact WHERE number_id IN (SELECT number_id FROM going)", [])?;
    Ok(u32::try_from(gone).unwrap_or(u32::MAX))
}

/// Numbers of the import that have anything in the ledger from it.
pub(super) fn claimed(tx: &WriteTx<'_>, id: ImportId) -> Result<Vec<NumberId>, StoreError> {
    let mut select = tx.prepare(
        "SELECT DISTINCT o.number_id FROM import_outcome o
         WHERE o.import_id = ?1 AND (o.outcome = 'created' OR o.outcome = 'updated')
           AND EXISTS (SELECT 1 FROM consent_entry e WHERE e.number_id = o.number_id AND e.import_id = ?1)
         ORDER BY o.number_id",
    )?;
    Ok(select.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Forgets numbers that nothing speaks of any more.
pub(super) fn forget_numbers(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM number WHERE id IN (SELECT number_id FROM going)
           AND NOT EXISTS (SELECT 1 FROM consent_entry e WHERE e.number_id = number.id)
           AND NOT EXISTS (SELECT 1 FROM suppression p WHERE p.number_id = number.id)
           AND NOT EXISTS (SELECT 1 FROM message m WHERE m.number_id = number.id)
           AND NOT EXISTS (SELECT 1 FROM inbound i WHERE i.number_id = number.id)
           AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.number_id = number.id)
           AND NOT EXISTS (SELECT 1 FROM merged m WHERE m.number_id = number.id OR m.kept_id = number.id)
           AND id NOT IN (SELECT number_id FROM campaign_excluded)",
        [],
    )?;
    Ok(())
}

/// One kept change.
pub(super) struct Kept {
    pub(super) number: NumberId,
    pub(super) field: String,
    pub(super) before: Value,
    pub(super) after: Value,
}

/// Changes of people who were here before, in the order of their numbers.
pub(super) fn kept(tx: &WriteTx<'_>, id: ImportId) -> Result<Vec<Kept>, StoreError> {
    let mut select = tx.prepare(
        "SELECT number_id, field, before, after FROM import_change WHERE import_id = ?1
           AND number_id NOT IN (SELECT number_id FROM going) ORDER BY number_id, field",
    )?;
    let rows = select.query_map([id], |row| {
        Ok(Kept { number: row.get(0)?, field: row.get(1)?, before: row.get(2)?, after: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Later imports that still stand, oldest first.
pub(super) fn later(tx: &WriteTx<'_>, id: ImportId) -> Result<Vec<ImportId>, StoreError> {
    let mut select = tx.prepare(
        "SELECT id FROM import WHERE id > ?1 AND id NOT IN (SELECT import_id FROM import_undo) ORDER BY id",
    )?;
    Ok(select.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// A later import changed the field again: what it would restore is now what stood before both.
pub(super) fn hand_down(tx: &WriteTx<'_>, later: &[ImportId], kept: &Kept) -> Result<(), StoreError> {
    let mut update = tx.prepare_cached(
        "UPDATE import_change SET before = ?4 WHERE import_id = ?1 AND number_id = ?2 AND field = ?3",
    )?;
    for import in later {
        if update.execute((import, kept.number, &kept.field, &kept.before))? == 1 {
            break;
        }
    }
    Ok(())
}

/// Records that it was taken back, and forgets the former values.
pub(super) fn close(tx: &WriteTx<'_>, done: &Undone, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO import_undo (import_id, undone_at, removed, restored, left_alone, revoked)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (done.id, now.timestamp_millis(), done.removed, done.restored, done.left_alone, done.revoked),
    )?;
    tx.execute("DELETE FROM import_change WHERE import_id = ?1", [done.id])?;
    tx.execute("DELETE FROM import_tag WHERE import_id = ?1", [done.id])?;
    tx.execute_batch("DELETE FROM going; DELETE FROM later;")?;
    Ok(())
}
