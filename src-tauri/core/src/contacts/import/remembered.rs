//! What the owner said of a header before, used again for the same header.
//!
//! Owns the SQL of `import_mapping`. Invariant: a header is known by all its
//! names in their order; files without a header are never taken for each other.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::dialect::Dialect;
use super::mapping::plain;
use crate::clock::Timestamp;
use crate::store::{StoreError, WriteTx};

/// A header, told apart from others.
pub(super) type Fingerprint = [u8; 16];

/// The fingerprint of a file's header; `None` where it has none.
pub(super) fn fingerprint(dialect: &Dialect) -> Option<Fingerprint> {
    if !dialect.has_header {
        return None;
    }
    let mut hasher = Sha256::new();
    for name in &dialect.columns {
        hasher.update(plain(name).as_bytes());
        hasher.update(b"\n");
    }
    let digest: [u8; 32] = hasher.finalize().into();
    digest.first_chunk().copied()
}

/// Column and field id of every choice made for this header.
pub(super) fn recall(
    connection: &Connection,
    header: Fingerprint,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut select = connection.prepare(
        "SELECT column_name, field FROM import_mapping WHERE fingerprint = ?1 ORDER BY column_name",
    )?;
    let choices = select.query_map([header.as_slice()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(choices.collect::<Result<_, _>>()?)
}

/// Remembers choices; a newer one for the same column replaces the older.
pub(super) fn keep(
    tx: &WriteTx<'_>,
    header: Fingerprint,
    choices: &[(String, String)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut insert = tx.prepare(
        "INSERT INTO import_mapping (fingerprint, column_name, field, chosen_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET field = excluded.field, chosen_at = excluded.chosen_at",
    )?;
    for (column, field) in choices {
        insert.execute((header.as_slice(), column, field, now.timestamp_millis()))?;
    }
    Ok(())
}
