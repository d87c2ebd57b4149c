//! Writing the ledger: append, chained, in step with `standing`.
//!
//! The chain covers the number's key and a digest of the detail, not the detail
//! itself, so that a person can be erased and the chain still holds.

use rusqlite::{Connection, OptionalExtension, Statement};
use sha2::{Digest, Sha256};

use super::rows::WordingId;
use super::scope::{EntryKind, EntryScope};
use crate::clock::Timestamp;
use crate::ids::{ImportId, NumberId};
use crate::store::{StoreError, WriteTx};

/// What is to be recorded.
#[derive(Clone, Copy)]
pub struct NewEntry<'a> {
    /// Whose.
    pub number: NumberId,
    /// The number's key, see `store::NumberKeys`.
    pub key: [u8; 16],
    /// What happened.
    pub kind: EntryKind,
    /// What it covers.
    pub scope: EntryScope,
    /// Where: `checkout`, `csv column`, `reply`, ...
    pub source: &'a str,
    /// When it happened.
    pub happened_at: Timestamp,
    /// When we learnt of it.
    pub recorded_at: Timestamp,
    /// The words shown, where known.
    pub wording: Option<WordingId>,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// Evidence in words: file and row, the reply itself. May be erased later.
    pub detail: &'a str,
}

/// The ledger opened for appending within one write.
pub struct Ledger<'tx> {
    insert: Statement<'tx>,
    stand: Statement<'tx>,
    seq: i64,
    head: [u8; 32],
    salt_seed: [u8; 32],
}

impl<'tx> Ledger<'tx> {
    /// Opens it at the chain's end.
    pub fn open(tx: &'tx WriteTx<'_>) -> Result<Self, StoreError> {
        let (seq, head) = chain_end(tx)?;
        let mut salt_seed = [0; 32];
        getrandom::fill(&mut salt_seed).map_err(|_| StoreError::NoRandomness)?;
        let insert = tx.prepare(
            "INSERT INTO consent_entry (seq, number_id, kind, scope, source, happened_at, recorded_at, wording_id,
               import_id, detail, detail_digest, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let stand = tx.prepare(
            "UPDATE standing SET consent = CASE WHEN ?3 THEN consent & ~?2 ELSE consent | ?2 END WHERE number_id = ?1",
        )?;
        Ok(Self { insert, stand, seq, head, salt_seed })
    }

    /// Adds one entry and brings the person's standing, if they are a contact, into step.
    pub fn append(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        self.append_only(entry)?;
        let revoked = entry.kind == EntryKind::Revoked;
        let bits = if revoked {
            7 & !entry.kind.applied(entry.scope, 7)
        } else {
            entry.kind.applied(entry.scope, 0)
        };
        self.stand.execute((entry.number, bits, revoked))?;
        Ok(())
    }

    /// Adds one entry for a contact whose standing the caller writes itself, from [`EntryKind::applied`].
    pub fn append_only(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        self.seq += 1;
        let detail = self.salted(entry.detail);
        let detail_digest = digest(&[detail.as_bytes()]);
        let hash = link(&self.head, self.seq, entry, &detail_digest);
        self.insert.execute((
            self.seq,
            entry.number,
            entry.kind.word(),
            entry.scope.word(),
            entry.source,
            entry.happened_at.timestamp_millis(),
            entry.recorded_at.timestamp_millis(),
            entry.wording,
            entry.import,
            &detail,
            detail_digest.as_slice(),
            hash.as_slice(),
        ))?;
        self.head = hash;
        Ok(())
    }

    /// The salt keeps an erased detail from being guessed back from its digest.
    fn salted(&self, detail: &str) -> String {
        let salt = digest(&[&self.salt_seed, &self.seq.to_le_bytes()]);
        format!("{}:{detail}", crate::store::hex(salt.split_at(8).0))
    }
}

pub(super) fn chain_end(connection: &Connection) -> Result<(i64, [u8; 32]), StoreError> {
    let end: Option<(i64, [u8; 32])> = connection
        .query_row("SELECT seq, hash FROM consent_entry ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(end.unwrap_or_default())
}

pub(super) fn link(
    previous: &[u8; 32],
    seq: i64,
    entry: &NewEntry<'_>,
    detail_digest: &[u8; 32],
) -> [u8; 32] {
    let wording = entry.wording.map_or(0, |id| i64::from(id.0));
    let import = entry.import.map_or(0, |id| i64::from(id.0));
    digest(&[
        previous,
        &seq.to_le_bytes(),
        &entry.key,
        entry.kind.word().as_bytes(),
        b"|",
        entry.scope.word().as_bytes(),
        b"|",
        entry.source.as_bytes(),
        b"|",
        &entry.happened_at.timestamp_millis().to_le_bytes(),
        &entry.recorded_at.timestamp_millis().to_le_bytes(),
        &wording.to_le_bytes(),
        &import.to_le_bytes(),
        detail_digest,
    ])
}

pub(super) fn digest(pieces: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize().into()
}
