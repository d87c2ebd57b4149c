//! The ledger's other SQL: wordings and one person's history.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use super::ledger::digest;
use crate::clock::Timestamp;
use crate::ids::NumberId;
use crate::store::{StoreError, WriteTx};

/// One exact text that people saw when they consented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordingId(pub u32);

impl rusqlite::ToSql for WordingId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

/// The wording's id; recorded now if these words are new.
pub fn wording(tx: &WriteTx<'_>, text: &str, now: Timestamp) -> Result<WordingId, StoreError> {
    let digest = digest(&[text.as_bytes()]);
    tx.execute(
        "INSERT INTO wording (digest, text, recorded_at) VALUES (?1, ?2, ?3) ON CONFLICT (digest) DO NOTHING",
        (digest.as_slice(), text, now.timestamp_millis()),
    )?;
    Ok(WordingId(
        tx.query_row("SELECT id FROM wording WHERE digest = ?1", [digest.as_slice()], |row| row.get(0))?,
    ))
}

/// One line of a person's ledger, as shown and exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LedgerLine {
    /// Position in the store's chain.
    pub seq: i64,
    /// `granted`, `confirmed`, `reconfirmed` or `revoked`.
    pub kind: String,
    /// `promotional`, `transactional`, `conversational` or `all`.
    pub scope: String,
    /// Where it happened.
    pub source: String,
    /// When it happened, RFC 3339.
    pub happened_at: Timestamp,
    /// When it was recorded, RFC 3339.
    pub recorded_at: Timestamp,
    /// The words shown; empty where unknown.
    pub wording: String,
    /// Evidence; empty after erasure.
    pub detail: String,
    /// The entry's hash, hexadecimal.
    pub hash: String,
}

/// Everything the ledger holds about a number, oldest first.
pub fn history(connection: &Connection, number: NumberId) -> Result<Vec<LedgerLine>, StoreError> {
    let mut select = connection.prepare(
        "SELECT e.seq, e.kind, e.scope, e.source, e.happened_at, e.recorded_at,
                coalesce(w.text, ''), coalesce(e.detail, ''), e.hash
         FROM consent_entry e LEFT JOIN wording w ON w.id = e.wording_id
         WHERE e.number_id = ?1 ORDER BY e.seq",
    )?;
    let lines = select.query_map([number], |row| {
        let detail: String = row.get(7)?;
        let hash: Vec<u8> = row.get(8)?;
        Ok(LedgerLine {
            seq: row.get(0)?,
            kind: row.get(1)?,
            scope: row.get(2)?,
            source: row.get(3)?,
            happened_at: moment(row.get(4)?),
            recorded_at: moment(row.get(5)?),
            wording: row.get(6)?,
            detail: detail.split_once(':').map_or("", |(_, detail)| detail).into(),
            hash: crate::store::hex(&hash),
        })
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

pub(super) fn moment(millis: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default()
}

pub(super) fn key_of(connection: &Connection, number: NumberId) -> Result<Option<[u8; 16]>, StoreError> {
    Ok(connection.query_row("SELECT key FROM number WHERE id = ?1", [number], |row| row.get(0)).optional()?)
}
