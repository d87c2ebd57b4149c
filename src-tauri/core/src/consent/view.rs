//! The ledger as it crosses to the window and to the command line.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::erasure::{ErasureError, erase};
use super::evidence::{EvidenceError, Whom, write_pack};
use super::on_day::{end_of, state_on};
use super::verify::{ChainReport, verify};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::{Explain, Problem};
use crate::ids::NumberId;
use crate::store::{StoreError, replace_private_file};
use crate::wire::consent::StateOn;
use crate::wire::settings::LedgerCheck;

/// Walks the whole chain.
pub fn check_ledger(engine: &Engine) -> Result<LedgerCheck, StoreError> {
    let report = engine.store().read(verify)?;
    let number = |seq: i64| u32::try_from(seq).unwrap_or(u32::MAX);
    Ok(LedgerCheck {
        entries: report.entries,
        intact: report.intact,
        broken_at: report.broken_at.map_or(0, number),
        head: report.head,
    })
}

/// A day that is none.
#[derive(Debug, thiserror::Error)]
#[error("this is not a day")]
struct NotADay;

impl Explain for NotADay {
    fn code(&self) -> &'static str {
        "day_invalid"
    }

    fn hint(&self) -> String {
        "Write it as YYYY-MM-DD, for example 2026-01-31.".into()
    }
}

/// A number's state at the end of a day (`YYYY-MM-DD`, UTC); at this moment where the day is empty.
pub fn state_of(engine: &Engine, number: NumberId, day: &str) -> Result<StateOn, Problem> {
    let at = match day.trim() {
        "" => engine.now(),
        day => day.parse().map(end_of).map_err(|_| NotADay)?,
    };
    Ok(engine.store().read(|c| state_on(c, number, at))?)
}

/// Takes everything readable about a number out of the store.
pub fn erase_person(engine: &Engine, number: NumberId) -> Result<(), ErasureError> {
    let now = engine.now();
    engine.store().write(|tx| erase(tx, number, now))
}

/// Saves the evidence of one number or of all in a file that only the owner may read.
pub fn save_evidence(engine: &Engine, whom: Whom, path: &Path) -> Result<(u32, ChainReport), Problem> {
    // An empty private file first: what is written next is never open to others.
    replace_private_file(path, b"").map_err(StoreError::Files)?;
    let file = fs::OpenOptions::new().write(true).open(path).map_err(EvidenceError::Unwritable)?;
    let mut to = BufWriter::new(file);
    let now: Timestamp = engine.now();
    let written = engine.store().read(|c| write_pack(c, whom, now, &mut to))?;
    to.flush().map_err(EvidenceError::Unwritable)?;
    Ok(written)
}
