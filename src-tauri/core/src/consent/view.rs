//! The chain's verification as it crosses to the window.

use super::verify::verify;
use crate::engine::Engine;
use crate::store::StoreError;
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
