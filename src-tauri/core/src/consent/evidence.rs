//! The evidence pack: every entry with its wording and evidence, and the chain's verification, as JSON.
//!
//! Owns the pack's shape, which docs/FILES.md tells an auditor how to check
//! without this program. Invariant: one person at a time is in memory, however
//! long the list.

use std::io::{self, Write};

use rusqlite::Connection;
use serde_json::{Value, json};
use thiserror::Error;

use super::on_day::state_on;
use super::rows::moment;
use super::verify::{ChainReport, verify};
use crate::clock::Timestamp;
use crate::error::Explain;
use crate::ids::NumberId;
use crate::rules::RULES_VERSION;
use crate::shop;
use crate::store::{StoreError, hex};

/// Whose evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// One number.
    One(NumberId),
    /// Every number that the ledger knows.
    All,
}

/// Why a pack was not written.
#[derive(Debug, Error)]
pub enum EvidenceError {
    /// The place to write to.
    #[error("the evidence could not be written to its end; what is there is not the whole pack")]
    Unwritable(#[from] io::Error),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for EvidenceError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unwritable(_) => "evidence_unwritable",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Unwritable(_) => {
                "Check the disk's space and that you may write there, then export again.".into()
            }
            Self::Store(fault) => fault.hint(),
        }
    }
}

/// Writes the pack as one JSON object. Answers how many numbers it holds, and the chain's verification.
pub fn write_pack(
    connection: &Connection,
    whom: Whom,
    now: Timestamp,
    to: &mut impl Write,
) -> Result<(u32, ChainReport), EvidenceError> {
    let shop = shop::load(connection)?;
    let report = verify(connection)?;
    let head = json!({
        "format": "counterbell-evidence-1", "made_at": now.to_rfc3339(), "brand": shop.brand,
        "country": shop.country, "rules_version": RULES_VERSION, "verification": report,
    });
    let head = head.to_string();
    write!(to, "{},\"numbers\":[", head.strip_suffix('}').unwrap_or(&head))?;
    let numbers = numbers(connection, whom)?;
    let mut count = 0;
    for number in numbers {
        if count > 0 {
            write!(to, ",")?;
        }
        write!(to, "{}", one(connection, number, now)?)?;
        count += 1;
    }
    writeln!(to, "]}}")?;
    Ok((count, report))
}

fn numbers(connection: &Connection, whom: Whom) -> Result<Vec<NumberId>, StoreError> {
    match whom {
        Whom::One(number) => Ok(vec![number]),
        Whom::All => {
            let mut select = connection.prepare("SELECT DISTINCT number_id FROM consent_entry ORDER BY 1")?;
            Ok(select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
        }
    }
}

fn one(connection: &Connection, number: NumberId, now: Timestamp) -> Result<Value, StoreError> {
    let (key, e164): (Vec<u8>, Option<String>) = connection
        .prepare_cached("SELECT key, e164 FROM number WHERE id = ?1")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(json!({
        "number": e164, "key": hex(&key), "state": state_on(connection, number, now)?,
        "entries": entries(connection, number)?,
    }))
}

fn entries(connection: &Connection, number: NumberId) -> Result<Vec<Value>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT e.seq, e.kind, e.scope, e.source, e.happened_at, e.recorded_at, e.method, e.evidence, e.jurisdiction,
                e.expires_at, e.wording_id, w.text, w.digest, e.import_id, i.file_name, e.detail,
                e.detail_digest, e.hash, (SELECT hash FROM consent_entry WHERE seq = e.seq - 1)
         FROM consent_entry e LEFT JOIN wording w ON w.id = e.wording_id LEFT JOIN import i ON i.id = e.import_id
         WHERE e.number_id = ?1 ORDER BY e.seq",
    )?;
    let entries = select.query_map([number], |row| {
        let written = |millis: Option<i64>| millis.map(|millis| moment(millis).to_rfc3339());
        let bytes = |bytes: Option<Vec<u8>>| bytes.map(|bytes| hex(&bytes));
        let salted: Option<String> = row.get(15)?;
        let (salt, detail) = salted.as_deref().and_then(|text| text.split_once(':')).unzip();
        Ok(json!({
            "seq": row.get::<_, i64>(0)?, "kind": row.get::<_, String>(1)?, "scope": row.get::<_, String>(2)?,
            "source": row.get::<_, String>(3)?, "happened_at": written(row.get(4)?),
            "recorded_at": written(row.get(5)?), "happened_at_ms": row.get::<_, i64>(4)?,
            "recorded_at_ms": row.get::<_, i64>(5)?, "method": row.get::<_, String>(6)?,
            "evidence": row.get::<_, String>(7)?, "jurisdiction": row.get::<_, String>(8)?,
            "expires_at": written(row.get(9)?), "expires_at_ms": row.get::<_, Option<i64>>(9)?,
            "wording": row.get::<_, Option<i64>>(10)?.map(|id| json!({
                "id": id, "text": row.get::<_, Option<String>>(11).ok().flatten(),
                "digest": row.get(12).ok().and_then(bytes),
            })),
            "import": row.get::<_, Option<i64>>(13)?.map(|id| json!({
                "id": id, "file": row.get::<_, Option<String>>(14).ok().flatten(),
            })),
            "salt": salt, "detail": detail, "detail_digest": bytes(row.get(16)?), "hash": bytes(row.get(17)?),
            "previous": bytes(row.get(18)?),
        }))
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}
