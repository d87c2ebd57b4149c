//! What a repair changes, recorded as it is changed, and the way back.
//!
//! Owns the tables `cleanup*` and `merged`. Invariants: what was changed since by somebody else is left alone at an
//! undo; a suppression is never touched; a contact that comes back has the consent its ledger gives it now.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::fault::CleanupError;
use crate::clock::Timestamp;
use crate::consent::{EntryKind, EntryScope, Scope};
use crate::event::Event;
use crate::store::{StoreError, WriteTx};

/// The columns a repair may change.
const PARTS: [(&str, &str); 15] = [
    ("contact", "first_name"),
    ("contact", "last_name"),
    ("contact", "email"),
    ("contact", "address"),
    ("contact", "city"),
    ("contact", "region"),
    ("contact", "postcode"),
    ("contact", "country"),
    ("contact", "note"),
    ("standing", "country"),
    ("standing", "quarantined"),
    ("standing", "orders"),
    ("standing", "spent_micros"),
    ("standing", "last_order_at"),
    ("standing", "last_engaged_at"),
];

/// A repair being made.
pub(super) struct Record<'tx, 's> {
    pub(super) tx: &'tx WriteTx<'s>,
    pub(super) id: u32,
}

impl<'tx, 's> Record<'tx, 's> {
    pub(super) fn open(
        tx: &'tx WriteTx<'s>,
        kind: &str,
        detail: &str,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        tx.execute(
            "INSERT INTO cleanup (kind, detail, applied_at, ledger_seq)
             VALUES (?1, ?2, ?3, (SELECT coalesce(max(seq), 0) FROM consent_entry))",
            (kind, detail, now.timestamp_millis()),
        )?;
        Ok(Self { tx, id: u32::try_from(tx.last_insert_rowid()).unwrap_or(u32::MAX) })
    }

    pub(super) fn close(self, people: u32) -> Result<u32, StoreError> {
        self.tx.execute("UPDATE cleanup SET people = ?2 WHERE id = ?1", (self.id, people))?;
        Ok(self.id)
    }

    /// Sets one column of one contact; whether that changed it.
    pub(super) fn set(
        &self,
        table: &str,
        column: &str,
        number: u32,
        after: impl Into<Value>,
    ) -> Result<bool, StoreError> {
        if !PARTS.contains(&(table, column)) {
            return Ok(false);
        }
        let after: Value = after.into();
        let noted = self
            .tx
            .prepare_cached(&format!(
                "INSERT INTO cleanup_change (cleanup_id, part, number_id, before, after)
                 SELECT ?1, '{table}.{column}', number_id, {column}, ?3 FROM {table}
                 WHERE number_id = ?2 AND {column} IS NOT ?3
                 ON CONFLICT DO UPDATE SET after = excluded.after"
            ))?
            .execute((self.id, number, &after))?;
        let mut update =
            self.tx.prepare_cached(&format!("UPDATE {table} SET {column} = ?2 WHERE number_id = ?1"))?;
        Ok(noted > 0 && update.execute((number, &after))? > 0)
    }

    /// Notes something that is no column: a tag put on, a list held or answered for.
    pub(super) fn note(&self, part: &str, number: u32, before: i64, after: i64) -> Result<(), StoreError> {
        self.tx
            .prepare_cached("INSERT OR IGNORE INTO cleanup_change VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((self.id, part, number, before, after))?;
        Ok(())
    }

    pub(super) fn tag(&self, tag: i64, number: u32) -> Result<bool, StoreError> {
        let put = self
            .tx
            .prepare_cached("INSERT OR IGNORE INTO contact_tag (tag_id, number_id) VALUES (?1, ?2)")?
            .execute((tag, number))?;
        if put > 0 {
            self.note(&format!("tag:{tag}"), number, 0, 1)?;
        }
        Ok(put > 0)
    }

    pub(super) fn untag(&self, tag: i64, number: u32) -> Result<bool, StoreError> {
        let taken = self
            .tx
            .prepare_cached("DELETE FROM contact_tag WHERE tag_id = ?1 AND number_id = ?2")?
            .execute((tag, number))?;
        if taken > 0 {
            self.note(&format!("tag:{tag}"), number, 1, 0)?;
        }
        Ok(taken > 0)
    }

    /// Takes a contact off the list. Number, ledger, activity, texts and suppression stay.
    pub(super) fn remove(&self, number: u32) -> Result<bool, StoreError> {
        let (contact, standing) = (as_json(self.tx, "contact", "c")?, as_json(self.tx, "standing", "s")?);
        let kept = self
            .tx
            .prepare_cached(&format!(
                "INSERT OR IGNORE INTO cleanup_removed (cleanup_id, number_id, contact, standing, tags)
                 SELECT ?1, c.number_id, {contact}, {standing},
                   (SELECT json_group_array(x.tag_id) FROM contact_tag x WHERE x.number_id = c.number_id)
                 FROM contact c JOIN standing s ON s.number_id = c.number_id WHERE c.number_id = ?2"
            ))?
            .execute((self.id, number))?;
        if kept > 0 {
            self.tx.prepare_cached("DELETE FROM contact WHERE number_id = ?1")?.execute([number])?;
        }
        Ok(kept > 0)
    }
}

/// Puts back what a repair changed.
pub(super) fn undo(tx: &mut WriteTx<'_>, id: u32, now: Timestamp) -> Result<(), CleanupError> {
    let undone: Option<Option<i64>> =
        tx.query_row("SELECT undone_at FROM cleanup WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    match undone {
        None => return Err(CleanupError::NotFound),
        Some(Some(_)) => return Err(CleanupError::UndoneBefore),
        Some(None) => {}
    }
    bring_back(tx, id)?;
    for part in parts(tx, id)? {
        put_back(tx, id, &part)?;
    }
    tx.execute("DELETE FROM merged WHERE cleanup_id = ?1", [id])?;
    tx.execute("DELETE FROM contact_name WHERE settled = ?1 AND import_id = 0", [id])?;
    tx.execute("UPDATE contact_name SET settled = 0 WHERE settled = ?1", [id])?;
    tx.execute("UPDATE cleanup SET undone_at = ?2 WHERE id = ?1", (id, now.timestamp_millis()))?;
    tx.emit(Event::ContactsChanged);
    Ok(())
}

fn parts(tx: &WriteTx<'_>, id: u32) -> Result<Vec<String>, StoreError> {
    let mut parts = tx.prepare("SELECT DISTINCT part FROM cleanup_change WHERE cleanup_id = ?1")?;
    let parts = parts.query_map([id], |row| row.get(0))?;
    Ok(parts.collect::<Result<_, _>>()?)
}

fn put_back(tx: &WriteTx<'_>, id: u32, part: &str) -> Result<(), StoreError> {
    let these = "SELECT number_id FROM cleanup_change WHERE cleanup_id = ?1 AND part = ?2";
    let sql = match part.split_once('.').filter(|at| PARTS.contains(at)) {
        Some((table, column)) => format!(
            "UPDATE {table} SET {column} = h.before FROM cleanup_change h WHERE h.cleanup_id = ?1 AND h.part = ?2
               AND h.number_id = {table}.number_id AND {table}.{column} IS h.after"
        ),
        None if part == "answered" => {
            format!("UPDATE quarantine SET answer = '', answered_at = NULL WHERE import_id IN ({these})")
        }
        None if part == "held" => format!("DELETE FROM quarantine WHERE import_id IN ({these})"),
        None => format!("DELETE FROM contact_tag WHERE 'tag:' || tag_id = ?2 AND number_id IN ({these} AND after = 1)"),
    };
    tx.execute(&sql, (id, part))?;
    // A tag that was taken off: back on whoever is still there, if the tag itself is.
    tx.execute(
        "INSERT OR IGNORE INTO contact_tag (tag_id, number_id) SELECT t.id, h.number_id
         FROM cleanup_change h JOIN tag t ON 'tag:' || t.id = h.part JOIN contact c ON c.number_id = h.number_id
         WHERE h.cleanup_id = ?1 AND h.part = ?2 AND h.before = 1",
        (id, part),
    )?;
    Ok(())
}

/// Contacts that were taken off, unless they are back by themselves.
fn bring_back(tx: &WriteTx<'_>, id: u32) -> Result<(), StoreError> {
    put_on_list(tx, &format!("r.cleanup_id = {id}"))?;
    catch_up(tx, id)
}

/// Puts the kept rows `r` of `cleanup_removed` that fit the condition on the list again, with their tags.
pub(super) fn put_on_list(tx: &WriteTx<'_>, these: &str) -> Result<(), StoreError> {
    for (table, needs) in [
        ("contact", "AND EXISTS (SELECT 1 FROM number n WHERE n.id = r.number_id)"),
        ("standing", "AND EXISTS (SELECT 1 FROM contact c WHERE c.number_id = r.number_id)"),
    ] {
        let columns = columns(tx, table)?;
        let values: Vec<String> =
            columns.iter().map(|column| format!("json_extract(r.{table}, '$.{column}')")).collect();
        let (names, values) = (columns.join(", "), values.join(", "));
        tx.execute(
            &format!(
                "INSERT INTO {table} ({names}) SELECT {values} FROM cleanup_removed r WHERE {these} {needs}
                 AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.number_id = r.number_id)"
            ),
            [],
        )?;
    }
    tx.execute(
        &format!(
            "INSERT OR IGNORE INTO contact_tag (tag_id, number_id) SELECT x.value, r.number_id
             FROM cleanup_removed r, json_each(r.tags) x JOIN tag t ON t.id = x.value
             WHERE {these} AND EXISTS (SELECT 1 FROM contact c WHERE c.number_id = r.number_id)"
        ),
        [],
    )?;
    tx.execute(
        &format!(
            "UPDATE standing SET suppressed = EXISTS (SELECT 1 FROM suppression p
               WHERE p.number_id = standing.number_id AND p.lifted_at IS NULL),
               asked = EXISTS (SELECT 1 FROM opt_in_asking a WHERE a.number_id = standing.number_id AND a.ended_at IS NULL)
             WHERE number_id IN (SELECT r.number_id FROM cleanup_removed r WHERE {these})"
        ),
        [],
    )?;
    Ok(())
}

/// Applies what the ledger has learnt of those who come back while they were away.
fn catch_up(tx: &WriteTx<'_>, id: u32) -> Result<(), StoreError> {
    let mut select = tx.prepare(
        "SELECT e.number_id, e.kind, e.scope FROM consent_entry e JOIN cleanup k ON k.id = ?1
         WHERE e.seq > k.ledger_seq
           AND e.number_id IN (SELECT number_id FROM cleanup_removed WHERE cleanup_id = ?1) ORDER BY e.seq",
    )?;
    let since: Vec<(u32, String, String)> = select
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (number, kind, scope) in since {
        let kinds = [EntryKind::Granted, EntryKind::Confirmed, EntryKind::Reconfirmed, EntryKind::Revoked];
        let Some(kind) = kinds.into_iter().find(|one| one.word() == kind) else { continue };
        let scope = scope.parse::<Scope>().map_or(EntryScope::All, EntryScope::Only);
        let before: Option<u8> = tx
            .query_row("SELECT consent FROM standing WHERE number_id = ?1", [number], |row| row.get(0))
            .optional()?;
        let after = kind.applied(scope, before.unwrap_or_default());
        tx.execute("UPDATE standing SET consent = ?2 WHERE number_id = ?1", (number, after))?;
    }
    Ok(())
}

/// The columns as they are now, so that one that is added later is kept, too.
fn columns(tx: &WriteTx<'_>, table: &str) -> Result<Vec<String>, StoreError> {
    let mut select = tx.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = select.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

pub(super) fn as_json(tx: &WriteTx<'_>, table: &str, alias: &str) -> Result<String, StoreError> {
    let pairs: Vec<String> =
        columns(tx, table)?.iter().map(|name| format!("'{name}', {alias}.{name}")).collect();
    Ok(format!("json_object({})", pairs.join(", ")))
}
