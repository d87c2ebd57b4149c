//! The ledger's other SQL: wordings and one person's history.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::ledger::digest;
use super::scope::{EntryKind, EntryScope};
use super::state::Fact;
use crate::clock::Timestamp;
use crate::ids::NumberId;
use crate::store::{StoreError, WriteTx};

/// One exact text that people saw when they consented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// How they agreed, see [`super::Method`]; empty where nobody has said.
    pub method: String,
    /// The words shown; empty where unknown.
    pub wording: String,
    /// Which of the wordings kept: `Checkout box, version 2`, or `wording 7` while nobody has named it. Empty where
    /// unknown.
    pub wording_version: String,
    /// What the detail points to, see [`super::Evidence`]; empty for nothing.
    pub evidence: String,
    /// Evidence; empty after erasure.
    pub detail: String,
    /// Countries whose law may apply, comma between; empty where unknown.
    pub jurisdiction: String,
    /// When the law lets it run out, RFC 3339; `None` where it does not.
    pub expires_at: Option<Timestamp>,
    /// The entry's hash, hexadecimal.
    pub hash: String,
}

/// Everything the ledger holds about a number, oldest first.
pub fn history(connection: &Connection, number: NumberId) -> Result<Vec<LedgerLine>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT e.seq, e.kind, e.scope, e.source, e.happened_at, e.recorded_at, e.method, coalesce(w.text, ''),
                coalesce(v.name || ', version ' || v.version, 'wording ' || w.id, ''), e.evidence,
                coalesce(e.detail, ''), e.jurisdiction, e.expires_at, e.hash
         FROM consent_entry e LEFT JOIN wording w ON w.id = e.wording_id
           LEFT JOIN wording_version v ON v.wording_id = w.id
         WHERE e.number_id = ?1 ORDER BY e.seq",
    )?;
    let lines = select.query_map([number], line)?;
    Ok(lines.collect::<Result<_, _>>()?)
}

fn line(row: &Row<'_>) -> rusqlite::Result<LedgerLine> {
    let detail: String = row.get(10)?;
    let hash: Vec<u8> = row.get(13)?;
    Ok(LedgerLine {
        seq: row.get(0)?,
        kind: row.get(1)?,
        scope: row.get(2)?,
        source: row.get(3)?,
        happened_at: moment(row.get(4)?),
        recorded_at: moment(row.get(5)?),
        method: row.get(6)?,
        wording: row.get(7)?,
        wording_version: row.get(8)?,
        evidence: row.get(9)?,
        detail: detail.split_once(':').map_or("", |(_, detail)| detail).into(),
        jurisdiction: row.get(11)?,
        expires_at: row.get::<_, Option<i64>>(12)?.map(moment),
        hash: crate::store::hex(&hash),
    })
}

/// The entries of a number as far as its state depends on them, in the order in which they were recorded.
pub(super) fn facts(connection: &Connection, number: NumberId) -> Result<Vec<Fact>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT seq, kind, scope, happened_at, recorded_at, expires_at FROM consent_entry
         WHERE number_id = ?1 ORDER BY seq",
    )?;
    let facts = select.query_map([number], |row| {
        let (kind, scope): (String, String) = (row.get(1)?, row.get(2)?);
        // The table admits no other words.
        let known = EntryKind::read(&kind).zip(EntryScope::read(&scope));
        Ok(known.map(|(kind, scope)| Fact {
            seq: row.get(0).unwrap_or_default(),
            kind,
            scope,
            happened_at: moment(row.get(3).unwrap_or_default()),
            recorded_at: moment(row.get(4).unwrap_or_default()),
            expires_at: row.get::<_, Option<i64>>(5).ok().flatten().map(moment),
        }))
    })?;
    facts.filter_map(|fact| fact.transpose()).collect::<Result<_, _>>().map_err(StoreError::from)
}

/// Consent bits of `standing` at a moment, as SQL: what has run out by law does not count.
#[must_use]
pub fn bits_sql(table: &str, now_millis: &str) -> String {
    format!("({table}consent & ~({table}consent_until BETWEEN 1 AND {now_millis}))")
}

/// Whether a contact agrees to offers at a moment.
pub fn agreed_to_offers(
    connection: &Connection,
    number: NumberId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = format!("SELECT {} & 1 FROM standing WHERE number_id = ?1", bits_sql("", "?2"));
    let agreed: Option<bool> = connection
        .prepare_cached(&sql)?
        .query_row((number, now.timestamp_millis()), |row| row.get(0))
        .optional()?;
    Ok(agreed.unwrap_or(false))
}

pub(super) fn moment(millis: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default()
}

pub(super) fn key_of(connection: &Connection, number: NumberId) -> Result<Option<[u8; 16]>, StoreError> {
    Ok(connection.query_row("SELECT key FROM number WHERE id = ?1", [number], |row| row.get(0)).optional()?)
}
