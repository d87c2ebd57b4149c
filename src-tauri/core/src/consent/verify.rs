//! Proving that nobody has altered, removed or reordered an entry.

use rusqlite::{Connection, Row};
use serde::Serialize;

use super::ledger::{NewEntry, digest, link};
use super::rows::{WordingId, moment};
use super::scope::{EntryKind, EntryScope, Scope};
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
    /// The last hash: note it down to prove later that nothing was cut off the end.
    pub head: String,
}

/// Walks the whole chain.
pub fn verify(connection: &Connection) -> Result<ChainReport, StoreError> {
    let mut select = connection.prepare(
        "SELECT e.seq, e.number_id, n.key, e.kind, e.scope, e.source, e.happened_at, e.recorded_at, e.wording_id,
                e.import_id, e.detail, e.detail_digest, e.hash
         FROM consent_entry e JOIN number n ON n.id = e.number_id ORDER BY e.seq",
    )?;
    let mut rows = select.query([])?;
    let (mut entries, mut head) = (0, [0; 32]);
    while let Some(row) = rows.next()? {
        entries += 1;
        let seq: i64 = row.get(0)?;
        let hash: [u8; 32] = row.get(12)?;
        if seq != i64::from(entries) || expected(&head, seq, row)? != Some(hash) {
            return Ok(ChainReport { entries, intact: false, broken_at: Some(seq), head: hex(&head) });
        }
        head = hash;
    }
    let recorded: i64 = connection.query_row("SELECT count(*) FROM consent_entry", [], |row| row.get(0))?;
    let intact = recorded == i64::from(entries);
    Ok(ChainReport {
        entries,
        intact,
        broken_at: (!intact).then_some(i64::from(entries) + 1),
        head: hex(&head),
    })
}

fn expected(previous: &[u8; 32], seq: i64, row: &Row<'_>) -> Result<Option<[u8; 32]>, StoreError> {
    let (kind, scope): (String, String) = (row.get(3)?, row.get(4)?);
    let source: String = row.get(5)?;
    let detail: Option<String> = row.get(10)?;
    let detail_digest: [u8; 32] = row.get(11)?;
    if detail.as_ref().is_some_and(|detail| digest(&[detail.as_bytes()]) != detail_digest) {
        return Ok(None);
    }
    let (Some(kind), Some(scope)) = (kind_of(&kind), scope_of(&scope)) else { return Ok(None) };
    let entry = NewEntry {
        number: NumberId(row.get(1)?),
        key: row.get(2)?,
        kind,
        scope,
        source: &source,
        happened_at: moment(row.get(6)?),
        recorded_at: moment(row.get(7)?),
        wording: row.get::<_, Option<u32>>(8)?.map(WordingId),
        import: row.get::<_, Option<u32>>(9)?.map(ImportId),
        detail: "",
    };
    Ok(Some(link(previous, seq, &entry, &detail_digest)))
}

pub(super) fn kind_of(word: &str) -> Option<EntryKind> {
    use EntryKind::{Confirmed, Granted, Reconfirmed, Revoked};
    [Granted, Confirmed, Reconfirmed, Revoked].into_iter().find(|kind| kind.word() == word)
}

pub(super) fn scope_of(word: &str) -> Option<EntryScope> {
    match word {
        "all" => Some(EntryScope::All),
        word => word.parse::<Scope>().ok().map(EntryScope::Only),
    }
}
