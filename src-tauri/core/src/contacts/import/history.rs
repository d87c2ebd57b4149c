//! The imports so far, newest first, with what became of each.

use rusqlite::Connection;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::ids::ImportId;
use crate::store::StoreError;

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastImport {
    /// Its id.
    pub id: ImportId,
    /// The file's name without its folder.
    pub file_name: String,
    /// When, RFC 3339.
    pub at: Timestamp,
    /// Rows of the file: the sum of the next four.
    pub rows: u32,
    /// New contacts.
    pub created: u32,
    /// Changed contacts.
    pub updated: u32,
    /// Rows that changed nothing.
    pub unchanged: u32,
    /// Rows that could not be used.
    pub rejected: u32,
    /// Rows whose number must not be texted.
    pub met_suppressions: u32,
    /// When it was taken back, RFC 3339; `None` where it stands.
    pub undone_at: Option<Timestamp>,
}

/// Every import, newest first.
pub(super) fn list(connection: &Connection) -> Result<Vec<PastImport>, StoreError> {
    let mut select = connection.prepare(
        "SELECT i.id, i.file_name, i.started_at, i.row_count, i.created, i.updated, i.unchanged, i.rejected,
                i.met_suppressions, u.undone_at
         FROM import i LEFT JOIN import_undo u ON u.import_id = i.id ORDER BY i.id DESC",
    )?;
    let rows = select.query_map([], |row| {
        Ok(PastImport {
            id: row.get(0)?,
            file_name: row.get(1)?,
            at: moment(row.get(2)?),
            rows: row.get(3)?,
            created: row.get(4)?,
            updated: row.get(5)?,
            unchanged: row.get(6)?,
            rejected: row.get(7)?,
            met_suppressions: row.get(8)?,
            undone_at: row.get::<_, Option<i64>>(9)?.map(moment),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn moment(millis: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default()
}
