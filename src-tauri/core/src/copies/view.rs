//! What the owner is shown of a locked copy.

use rusqlite::Connection;

use super::disarm::{REASON, SOURCE};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::accounts;
use crate::store::{StoreError, place};
use crate::wire::stores::{CopySender, CopyView};

/// The locked copy; `None` where the open store is the shop itself.
pub fn view(engine: &Engine) -> Result<Option<CopyView>, StoreError> {
    engine.store().read(|c| {
        let row = place::read(c)?;
        let Some(locked_at) = row.locked_at else { return Ok(None) };
        let since = locked_at.timestamp_millis();
        let senders: Vec<CopySender> = accounts::senders(c)?
            .into_iter()
            .map(|one| CopySender {
                read: one.synced_through.is_some(),
                closed: one.halted == super::CLOSED,
                address: one.address,
            })
            .collect();
        Ok(Some(CopyView {
            because: row.locked_because,
            state_of: state_of(c, row.taken_at, since)?,
            recognised_at: locked_at.to_rfc3339(),
            campaigns: count(
                c,
                "SELECT count(*) FROM campaign WHERE pause_reason = ?1 AND finished_at >= ?2",
                REASON,
                since,
            )?,
            texts: count(
                c,
                "SELECT count(*) FROM message WHERE reason = ?1 AND final_at >= ?2",
                REASON,
                since,
            )?,
            stops: count(
                c,
                "SELECT count(*) FROM suppression WHERE source = ?1 AND since >= ?2",
                SOURCE,
                since,
            )?,
            ready: senders.iter().all(|sender| sender.read || sender.closed),
            senders,
        }))
    })
}

/// When the copy was made, or else when it was last opened before.
fn state_of(c: &Connection, taken_at: Option<Timestamp>, locked_at: i64) -> Result<String, StoreError> {
    let opened: Option<i64> =
        c.query_row("SELECT max(started_at) FROM run WHERE started_at < ?1", [locked_at], |row| row.get(0))?;
    let moment = taken_at.or_else(|| opened.and_then(Timestamp::from_timestamp_millis));
    Ok(moment.map(|at| at.to_rfc3339()).unwrap_or_default())
}

fn count(c: &Connection, sql: &str, word: &str, since: i64) -> Result<u32, StoreError> {
    Ok(c.query_row(sql, (word, since), |row| row.get(0))?)
}
