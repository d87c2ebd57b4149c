//! The one row that says which copy of the store this is, and the log of suppressions beside it.
//!
//! SQL only; what follows from it is judged in `copies`.

use rusqlite::Connection;

use super::fault::StoreError;
use crate::clock::Timestamp;

/// The row as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// Random, set when a person last said that this is the shop; empty before the first time and in a backup.
    pub(crate) lineage: String,
    /// Commits so far.
    pub(crate) writes: i64,
    /// When this copy was made as a backup.
    pub(crate) taken_at: Option<Timestamp>,
    /// Why nothing is sent from this copy; empty if it may act.
    pub(crate) locked_because: String,
    /// Since when.
    pub(crate) locked_at: Option<Timestamp>,
}

/// Reads the row.
pub(crate) fn read(connection: &Connection) -> Result<Place, StoreError> {
    let moment = |millis: i64| Timestamp::from_timestamp_millis(millis).filter(|_| millis > 0);
    Ok(connection
        .prepare_cached("SELECT lineage, writes, taken_at, locked_because, locked_at FROM place")?
        .query_row([], |row| {
        Ok(Place {
            lineage: row.get(0)?,
            writes: row.get(1)?,
            taken_at: moment(row.get(2)?),
            locked_because: row.get(3)?,
            locked_at: moment(row.get(4)?),
        })
    })?)
}

/// Counts a commit. Answers how many there are with it.
pub(super) fn step(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection
        .prepare_cached("UPDATE place SET writes = writes + 1 RETURNING writes")?
        .query_row([], |row| row.get(0))?)
}

/// Makes this copy the shop: it may act again.
pub(super) fn adopt(connection: &Connection, lineage: &str) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE place SET lineage = ?1, taken_at = 0, locked_because = '', locked_at = 0",
        [lineage],
    )?;
    Ok(())
}

/// Keeps this copy from acting, for this reason.
pub(crate) fn lock(connection: &Connection, because: &str, now: Timestamp) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE place SET lineage = '', locked_because = ?1, locked_at = ?2",
        (because, now.timestamp_millis()),
    )?;
    Ok(())
}

/// Keys of the numbers suppressed for good, after the first `after` of them.
pub(crate) fn suppressed(connection: &Connection, after: u64) -> Result<Vec<[u8; 16]>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT n.key FROM suppression_log l JOIN number n ON n.id = l.number_id WHERE l.id > ?1 ORDER BY l.id",
    )?;
    let keys = select.query_map([i64::try_from(after).unwrap_or(i64::MAX)], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}
