//! Proving that nobody has altered, removed or reordered an entry.
//!
//! Knows of each entry what the chain covers. The evidence of an entry may be
//! missing only where a later entry of the same number says that the person was
//! erased. Somebody with the store's key could write a whole new chain: only a
//! hash noted down elsewhere shows that (see [`verify_noted`]).

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};
use serde::Serialize;

use super::erasure::ERASED;
use super::ledger::{NewEntry, Sealed, digest};
use super::rows::{WordingId, moment};
use super::scope::{EntryKind, EntryScope};
use crate::ids::{ImportId, NumberId};
use crate::store::{StoreError, hex};

/// What the check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChainReport {
    /// Entries read.
    pub entries: u32,
    /// Whether every link holds.
    pub intact: bool,
    /// The first entry that does not fit, if any.
    pub broken_at: Option<i64>,
    /// What is wrong with it: `altered` (or moved), `missing`, `cut_off`, `evidence_missing`, `wording_altered`,
    /// `noted_hash_unknown`; empty where nothing is.
    pub fault: &'static str,
    /// The last hash: note it down to prove later that nothing was cut off the end.
    pub head: String,
}

/// Walks the whole chain.
pub fn verify(connection: &Connection) -> Result<ChainReport, StoreError> {
    verify_noted(connection, None)
}

/// Walks the whole chain. A hash that was `noted` down earlier must still stand in it.
pub fn verify_noted(connection: &Connection, noted: Option<&str>) -> Result<ChainReport, StoreError> {
    let mut walk = Walk::default();
    let noted = noted.map(|hash| hash.trim().to_ascii_lowercase());
    let mut met = noted.is_none();
    let mut select = connection.prepare(ENTRIES)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(fault) = walk.step(row)? {
            return Ok(walk.report(Some(fault)));
        }
        met |= noted.as_deref().is_some_and(|noted| noted == hex(&walk.head));
    }
    let fault = walk.end(connection)?;
    let unknown = (!met).then_some((i64::from(walk.entries), "noted_hash_unknown"));
    Ok(walk.report(fault.or(unknown)))
}

const ENTRIES: &str = "SELECT e.seq, e.number_id, n.key, e.kind, e.scope, e.source, e.happened_at, e.recorded_at,
        e.wording_id, e.import_id, e.method, e.evidence, e.jurisdiction, e.expires_at, e.detail, e.detail_digest,
        e.hash, w.digest, w.text
     FROM consent_entry e LEFT JOIN number n ON n.id = e.number_id LEFT JOIN wording w ON w.id = e.wording_id
     ORDER BY e.seq";

type Fault = (i64, &'static str);

#[derive(Default)]
struct Walk {
    entries: u32,
    head: [u8; 32],
    /// Numbers whose evidence is missing, with the first such entry.
    bare: BTreeMap<i64, i64>,
    /// The wording checked last: most entries in a row share one.
    words: Option<(Option<i64>, bool)>,
}

impl Walk {
    fn step(&mut self, row: &Row<'_>) -> Result<Option<Fault>, StoreError> {
        let seq: i64 = row.get(0)?;
        if seq != i64::from(self.entries) + 1 {
            return Ok(Some((i64::from(self.entries) + 1, "missing")));
        }
        self.entries += 1;
        if !self.words_stand(row)? {
            return Ok(Some((seq, "wording_altered")));
        }
        let hash: Vec<u8> = row.get(16)?;
        let expected = expected(&self.head, seq, row)?;
        if expected.is_none_or(|expected| expected.as_slice() != hash) {
            return Ok(Some((seq, "altered")));
        }
        self.head = expected.unwrap_or_default();
        self.evidence(seq, row)?;
        Ok(None)
    }

    fn words_stand(&mut self, row: &Row<'_>) -> Result<bool, StoreError> {
        let id: Option<i64> = row.get(8)?;
        if let Some((_, stand)) = self.words.filter(|(known, _)| *known == id) {
            return Ok(stand);
        }
        let (stored, text): (Option<Vec<u8>>, Option<String>) = (row.get(17)?, row.get(18)?);
        let stand = id.is_none()
            || stored.zip(text).is_some_and(|(stored, text)| stored == digest(&[text.as_bytes()]));
        self.words = Some((id, stand));
        Ok(stand)
    }

    fn evidence(&mut self, seq: i64, row: &Row<'_>) -> Result<(), StoreError> {
        let (number, source): (i64, String) = (row.get(1)?, row.get(5)?);
        if row.get::<_, Option<String>>(14)?.is_none() {
            self.bare.entry(number).or_insert(seq);
        }
        if source == ERASED {
            self.bare.remove(&number);
        }
        Ok(())
    }

    fn end(&self, connection: &Connection) -> Result<Option<Fault>, StoreError> {
        let known: i64 =
            connection.query_row("SELECT coalesce(max(seq), 0) FROM ledger_end", [], |row| row.get(0))?;
        if known != i64::from(self.entries) {
            return Ok(Some((i64::from(self.entries) + 1, "cut_off")));
        }
        Ok(self.bare.values().min().map(|seq| (*seq, "evidence_missing")))
    }

    fn report(&self, fault: Option<Fault>) -> ChainReport {
        ChainReport {
            entries: self.entries,
            intact: fault.is_none(),
            broken_at: fault.map(|(seq, _)| seq),
            fault: fault.map_or("", |(_, what)| what),
            head: hex(&self.head),
        }
    }
}

/// The hash that the entry should have; nothing where it cannot be read at all.
fn expected(previous: &[u8; 32], seq: i64, row: &Row<'_>) -> Result<Option<[u8; 32]>, StoreError> {
    let (kind, scope, source): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
    let (method, evidence, jurisdiction): (String, String, String) =
        (row.get(10)?, row.get(11)?, row.get(12)?);
    let detail: Option<String> = row.get(14)?;
    let detail_digest: [u8; 32] = row.get(15)?;
    if detail.as_ref().is_some_and(|detail| digest(&[detail.as_bytes()]) != detail_digest) {
        return Ok(None);
    }
    let words = row.get::<_, Option<[u8; 32]>>(17)?.unwrap_or_default();
    let (Some(kind), Some(scope)) = (EntryKind::read(&kind), EntryScope::read(&scope)) else {
        return Ok(None);
    };
    let Some(key) = row.get::<_, Option<[u8; 16]>>(2)? else { return Ok(None) };
    let entry = NewEntry {
        number: NumberId(row.get(1)?),
        key,
        kind,
        scope,
        source: &source,
        happened_at: moment(row.get(6)?),
        recorded_at: moment(row.get(7)?),
        wording: row.get::<_, Option<u32>>(8)?.map(WordingId),
        import: row.get::<_, Option<u32>>(9)?.map(ImportId),
        detail: "",
    };
    let expires_at = row.get(13)?;
    let sealed = Sealed {
        entry: &entry,
        words,
        method: &method,
        evidence: &evidence,
        jurisdiction: &jurisdiction,
        expires_at,
        detail_digest,
    };
    Ok(Some(sealed.link(previous, seq)))
}
