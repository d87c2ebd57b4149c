//! Writing the ledger: append, chained, in step with `standing`.
//!
//! The chain covers the number's key and a digest of the detail, not the detail
//! itself, so that a person can be erased and the chain still holds.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Statement};
use sha2::{Digest, Sha256};

use super::proof::{Evidence, Proof};
use super::rows::{WordingId, facts};
use super::scope::{EntryKind, EntryScope};
use super::state::standing_of;
use crate::clock::Timestamp;
use crate::ids::{ImportId, NumberId};
use crate::rules::expiry;
use crate::rules::places::{self, Place};
use crate::store::{Cell, Lot, StoreError, WriteTx};

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

/// Where a person may be, for the law that may apply.
#[derive(Clone, Copy)]
pub struct Whereabouts<'a> {
    /// Their number; empty where it was forgotten.
    pub e164: &'a str,
    /// The country of their address, code or name; empty where unknown.
    pub country: &'a str,
}

const INSERT: &str =
    "INSERT OR FAIL INTO consent_entry (seq, number_id, kind, scope, source, happened_at, recorded_at,
  wording_id, import_id, method, evidence, jurisdiction, expires_at, detail, detail_digest, hash)";

/// The ledger opened for appending within one write.
pub struct Ledger<'tx> {
    waiting: Lot<'tx, 16>,
    end: Statement<'tx>,
    ended: i64,
    stand: Statement<'tx>,
    whereabouts: Statement<'tx>,
    words: Statement<'tx>,
    known_words: Option<(WordingId, [u8; 32])>,
    /// By where the tables keep what a number alone gives, then by country.
    known_law: HashMap<usize, HashMap<String, String>>,
    connection: &'tx Connection,
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
        let stand =
            tx.prepare("UPDATE standing SET consent = ?2, consent_until = ?3 WHERE number_id = ?1")?;
        let whereabouts = tx.prepare(
            "SELECT coalesce(n.e164, ''), coalesce(s.country, '')
             FROM number n LEFT JOIN standing s ON s.number_id = n.id WHERE n.id = ?1",
        )?;
        let words = tx.prepare("SELECT digest FROM wording WHERE id = ?1")?;
        Ok(Self {
            waiting: Lot::new(tx, INSERT),
            end: tx.prepare(
                "INSERT INTO ledger_end (id, seq, hash) VALUES (1, ?1, ?2)
                 ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
            )?,
            ended: seq,
            stand,
            whereabouts,
            words,
            known_words: None,
            known_law: HashMap::new(),
            connection: tx,
            seq,
            head,
            salt_seed,
        })
    }

    /// Adds one entry with the proof that usually stands behind its kind, and brings the person's standing into step.
    pub fn append(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        self.append_proven(entry, &usual_proof(entry))
    }

    /// Adds one entry with its proof and brings the person's standing, if they are a contact, into step.
    pub fn append_proven(&mut self, entry: &NewEntry<'_>, proof: &Proof) -> Result<(), StoreError> {
        let (e164, country): (String, String) =
            self.whereabouts.query_row([entry.number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.chain(entry, proof, Whereabouts { e164: &e164, country: &country })?;
        self.write()?;
        let (bits, until) = standing_of(&facts(self.connection, entry.number)?);
        self.stand.execute((entry.number, bits, until))?;
        Ok(())
    }

    /// Adds one entry that lasts, for a contact whose standing the caller writes itself, from [`EntryKind::applied`]. It may wait
    /// for others to be written with it, until [`Ledger::write`] at the latest.
    pub fn gather(
        &mut self,
        entry: &NewEntry<'_>,
        proof: &Proof,
        at: Whereabouts<'_>,
    ) -> Result<(), StoreError> {
        self.chain(entry, proof, at)
    }

    /// Writes the entries that wait, and where the chain ends with them.
    pub fn write(&mut self) -> Result<(), StoreError> {
        self.waiting.write()?;
        if self.ended != self.seq {
            self.end.execute((self.seq, self.head.as_slice()))?;
            self.ended = self.seq;
        }
        Ok(())
    }

    /// Links an entry to the one before it.
    fn chain(&mut self, entry: &NewEntry<'_>, proof: &Proof, at: Whereabouts<'_>) -> Result<(), StoreError> {
        self.seq += 1;
        let jurisdiction = self.jurisdiction(at);
        let lasting = entry.kind == EntryKind::Revoked;
        let by_law = || expiry::end(jurisdiction.split(','), proof.method, entry.happened_at);
        let expires_at = proof.expires_at.or_else(by_law).filter(|_| !lasting);
        let detail = self.salted(entry.detail);
        let sealed = Sealed {
            entry,
            words: self.wording(entry.wording)?,
            method: proof.method.word(),
            evidence: proof.evidence.word(),
            jurisdiction: &jurisdiction,
            expires_at: expires_at.map(|at| at.timestamp_millis()),
            detail_digest: digest(&[detail.as_bytes()]),
        };
        self.head = sealed.link(&self.head, self.seq);
        self.waiting.add([
            self.seq.into(),
            entry.number.0.into(),
            Cell::Text(entry.kind.word()),
            Cell::Text(entry.scope.word()),
            Cell::Text(entry.source),
            entry.happened_at.timestamp_millis().into(),
            entry.recorded_at.timestamp_millis().into(),
            entry.wording.map_or(Cell::Null, |id| id.0.into()),
            entry.import.map_or(Cell::Null, |id| id.0.into()),
            Cell::Text(sealed.method),
            Cell::Text(sealed.evidence),
            Cell::Text(sealed.jurisdiction),
            sealed.expires_at.map_or(Cell::Null, Cell::from),
            Cell::Text(&detail),
            Cell::Bytes(&sealed.detail_digest),
            Cell::Bytes(&self.head),
        ])
    }

    /// Every country whose law may apply: those of the number, and that of the address.
    fn jurisdiction(&mut self, at: Whereabouts<'_>) -> String {
        let of_number = places::of_number(at.e164);
        let known = self.known_law.entry(of_number.as_ptr().addr()).or_default();
        if let Some(countries) = known.get(at.country) {
            return countries.clone();
        }
        let mut countries: Vec<&str> = of_number.iter().map(Place::country_code).collect();
        let home = places::country_named(at.country);
        countries.extend(home.as_ref().map(Place::country_code));
        countries.sort_unstable();
        countries.dedup();
        let countries = countries.join(",");
        if known.len() < 1000 {
            known.insert(at.country.to_owned(), countries.clone());
        }
        countries
    }

    fn wording(&mut self, id: Option<WordingId>) -> Result<[u8; 32], StoreError> {
        let Some(id) = id else { return Ok([0; 32]) };
        if let Some((_, digest)) = self.known_words.filter(|(known, _)| *known == id) {
            return Ok(digest);
        }
        let digest = self.words.query_row([id], |row| row.get(0))?;
        self.known_words = Some((id, digest));
        Ok(digest)
    }

    /// The salt keeps an erased detail from being guessed back from its digest.
    fn salted(&self, detail: &str) -> String {
        let salt = digest(&[&self.salt_seed, &self.seq.to_le_bytes()]);
        format!("{}:{detail}", crate::store::hex(salt.split_at(8).0))
    }
}

/// What the entry itself tells of its evidence.
fn usual_proof(entry: &NewEntry<'_>) -> Proof {
    let evidence = match (entry.import, entry.source) {
        (Some(_), _) => Evidence::FileRow,
        (None, "reply" | "keyword") => Evidence::Inbound,
        (None, "owner") => Evidence::Owner,
        _ => Evidence::None,
    };
    Proof { evidence, ..Proof::default() }
}

pub(super) fn chain_end(connection: &Connection) -> Result<(i64, [u8; 32]), StoreError> {
    let end: Option<(i64, [u8; 32])> = connection
        .query_row("SELECT seq, hash FROM consent_entry ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(end.unwrap_or_default())
}

/// Everything that a link of the chain covers.
pub(super) struct Sealed<'a> {
    pub(super) entry: &'a NewEntry<'a>,
    /// SHA-256 of the words shown; zeros where none are known.
    pub(super) words: [u8; 32],
    pub(super) method: &'a str,
    pub(super) evidence: &'a str,
    pub(super) jurisdiction: &'a str,
    /// Milliseconds since 1970.
    pub(super) expires_at: Option<i64>,
    pub(super) detail_digest: [u8; 32],
}

impl Sealed<'_> {
    /// SHA-256 over the pieces in this order, numbers as little-endian 64-bit integers, each text after its length.
    pub(super) fn link(&self, previous: &[u8; 32], seq: i64) -> [u8; 32] {
        let entry = self.entry;
        let mut hasher = Sha256::new();
        hasher.update(previous);
        hasher.update(seq.to_le_bytes());
        hasher.update(entry.key);
        let texts = [
            entry.kind.word(),
            entry.scope.word(),
            entry.source,
            self.method,
            self.evidence,
            self.jurisdiction,
        ];
        for text in texts {
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text);
        }
        let wording = entry.wording.map_or(0, |id| i64::from(id.0));
        let import = entry.import.map_or(0, |id| i64::from(id.0));
        let moments = [entry.happened_at.timestamp_millis(), entry.recorded_at.timestamp_millis()];
        for number in moments.into_iter().chain([wording, import, self.expires_at.unwrap_or(0)]) {
            hasher.update(number.to_le_bytes());
        }
        hasher.update(self.words);
        hasher.update(self.detail_digest);
        hasher.finalize().into()
    }
}

pub(super) fn digest(pieces: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize().into()
}
