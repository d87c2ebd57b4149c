//! Taking back the consent that an import claimed, by new entries.
//!
//! Owns what stands when the claims of an import are void: the ledger read
//! without them. Invariants: nothing is erased; what other evidence proves
//! stays; what was revoked since stays revoked.

use rusqlite::Statement;

use super::ledger::{Ledger, NewEntry};
use super::rows::{WordingId, moment};
use super::scope::{EntryKind, EntryScope, Scope};
use crate::clock::Timestamp;
use crate::ids::{ImportId, NumberId};
use crate::store::{StoreError, WriteTx};

/// The source of entries that take an import back.
const SOURCE: &str = "import taken back";

/// One entry as far as it decides what stands.
struct Entry {
    kind: EntryKind,
    scope: EntryScope,
    source: String,
    happened_at: Timestamp,
    wording: Option<WordingId>,
    import: Option<ImportId>,
    /// Of an import that was taken back before, or of the one being taken back.
    void: bool,
}

/// Revokes what an import granted to these numbers. Answers how many entries were revoked.
pub fn retract_import(
    tx: &WriteTx<'_>,
    import: ImportId,
    numbers: &[NumberId],
    detail: &str,
    now: Timestamp,
) -> Result<u32, StoreError> {
    let mut ledger = Ledger::open(tx)?;
    let mut select = tx.prepare(
        "SELECT e.kind, e.scope, e.source, e.happened_at, e.wording_id, e.import_id,
                e.import_id IS NOT NULL AND (e.import_id = ?2 OR e.import_id IN (SELECT import_id FROM import_undo))
         FROM consent_entry e WHERE e.number_id = ?1 ORDER BY e.seq",
    )?;
    let mut key = tx.prepare("SELECT key FROM number WHERE id = ?1")?;
    let mut revoked = 0;
    for &number in numbers {
        let entries = entries(&mut select, number, import)?;
        let claimed = entries.iter().filter(|entry| entry.import == Some(import) && is_grant(entry.kind));
        let claimed = u32::try_from(claimed.count()).unwrap_or(u32::MAX);
        if claimed == 0 {
            continue;
        }
        let key: [u8; 16] = key.query_row([number], |row| row.get(0))?;
        for fix in fixes(&entries, import) {
            ledger.append(&NewEntry {
                number,
                key,
                kind: fix.kind,
                scope: fix.scope,
                source: fix.from.map_or(SOURCE, |old| old.source.as_str()),
                happened_at: fix.from.map_or(now, |old| old.happened_at),
                recorded_at: now,
                wording: fix.from.and_then(|old| old.wording),
                import: fix.from.map_or(Some(import), |old| old.import),
                detail: if fix.from.is_some() {
                    "stands without the import that was taken back"
                } else {
                    detail
                },
            })?;
        }
        revoked += claimed;
    }
    Ok(revoked)
}

fn entries(select: &mut Statement<'_>, number: NumberId, import: ImportId) -> Result<Vec<Entry>, StoreError> {
    let rows = select.query_map((number, import), |row| {
        let (kind, scope): (String, String) = (row.get(0)?, row.get(1)?);
        let wording: Option<u32> = row.get(4)?;
        let read = EntryKind::read(&kind).zip(EntryScope::read(&scope));
        let happened_at = moment(row.get(3)?);
        let (source, import, void) = (row.get(2)?, row.get(5)?, row.get(6)?);
        Ok(read.map(|(kind, scope)| Entry {
            kind,
            scope,
            source,
            happened_at,
            wording: wording.map(WordingId),
            import,
            void,
        }))
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn is_grant(kind: EntryKind) -> bool {
    kind != EntryKind::Revoked
}

/// One entry to write: a revocation, or an older claim that stands and is said again.
struct Fix<'a> {
    kind: EntryKind,
    scope: EntryScope,
    from: Option<&'a Entry>,
}

/// What must be written so that the ledger, read from its beginning, ends where it would without the import.
fn fixes(entries: &[Entry], import: ImportId) -> Vec<Fix<'_>> {
    let fold = |bits, entry: &Entry| entry.kind.applied(entry.scope, bits);
    let now = entries.iter().fold(0, fold);
    let without = entries.iter().filter(|entry| !entry.void).fold(0, fold);
    let mut fixes = Vec::new();
    for scope in [Scope::Promotional, Scope::Transactional, Scope::Conversational] {
        let claims = |entry: &&Entry| {
            entry.import == Some(import) && is_grant(entry.kind) && entry.scope == EntryScope::Only(scope)
        };
        if entries.iter().any(|entry| claims(&entry)) {
            // Offers rest on order news: without any other consent to those, both go.
            let both = scope == Scope::Promotional && without & Scope::Transactional.bits() == 0;
            let scope = EntryScope::Only(if both { Scope::Transactional } else { scope });
            fixes.push(Fix { kind: EntryKind::Revoked, scope, from: None });
        }
    }
    let mut bits = fixes.iter().fold(now, |bits, fix| fix.kind.applied(fix.scope, bits));
    let standing = entries.iter().rev().filter(|entry| !entry.void && is_grant(entry.kind));
    for old in standing {
        let after = old.kind.applied(old.scope, bits);
        if after & !bits & without != 0 && after & !without == 0 {
            fixes.push(Fix { kind: old.kind, scope: old.scope, from: Some(old) });
            bits = after;
        }
    }
    fixes
}
