//! When a provider asked to wait or cannot be reached: until when nothing is tried, kept in the store.
//!
//! A restart waits as well. Knows no text. Invariant: no hold is believed that
//! is longer than the longest one that is ever written, whatever the clock did.

use std::time::Duration;

use chrono::TimeDelta;
use rusqlite::{Connection, OptionalExtension};

use super::fault::Hold;
use crate::clock::Timestamp;
use crate::gateways::GatewayFault;
use crate::ids::SenderId;
use crate::store::{StoreError, WriteTx};

const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// Where the provider names no time.
const USUAL: Duration = Duration::from_secs(30);

/// How long a fault that proves nothing was sent holds the sender: as long as the provider says, within bounds.
pub(super) fn pause(retry_after: Option<Duration>) -> Duration {
    retry_after.unwrap_or(USUAL).clamp(SHORTEST, LONGEST)
}

/// Holds a sender. A hold that ends later stands.
pub(super) fn hold(
    tx: &WriteTx<'_>,
    sender: SenderId,
    fault: &GatewayFault,
    until: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    if held(tx, sender, now)?.is_some_and(|(standing, _)| standing >= until) {
        return Ok(());
    }
    let why = if *fault == GatewayFault::TooFast { "too_fast" } else { "unreachable" };
    tx.prepare_cached(
        "INSERT INTO sender_pace (sender_id, held_until, held_why) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET held_until = ?2, held_why = ?3",
    )?
    .execute((sender, until.timestamp_millis(), why))?;
    Ok(())
}

/// Until when a sender is held, and why; nothing if it is not.
pub(super) fn held(
    connection: &Connection,
    sender: SenderId,
    now: Timestamp,
) -> Result<Option<(Timestamp, Hold)>, StoreError> {
    let stored: Option<(i64, String)> = connection
        .prepare_cached("SELECT held_until, held_why FROM sender_pace WHERE sender_id = ?1")?
        .query_row([sender], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let longest = TimeDelta::from_std(LONGEST).unwrap_or_default();
    Ok(stored.and_then(|(until, why)| {
        let until = Timestamp::from_timestamp_millis(until)?;
        let hold = if why == "too_fast" { Hold::TooFast } else { Hold::Unreachable };
        (until > now && until <= now + longest).then_some((until, hold))
    }))
}
