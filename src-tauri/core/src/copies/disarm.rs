//! What becomes of a copy's schedule and suppressions, in one transaction. All its SQL stands here.

use super::judge::Because;
use crate::clock::Timestamp;
use crate::consent;
use crate::event::Event;
use crate::ids::{CampaignId, NumberId};
use crate::store::{StoreError, WriteTx, place};

/// Why a text was not sent and a campaign was ended.
pub(super) const REASON: &str = "restored_copy";
/// Where a suppression came from that this copy had not known.
pub(super) const SOURCE: &str = "other copy";

/// What was ended with a copy, and what it had not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) campaigns: u32,
    pub(crate) texts: u32,
    /// Suppressions taken over.
    pub(crate) stops: u32,
}

/// Locks the copy, ends everything scheduled, forgets how fresh its inboxes were, and takes over the suppressions
/// that the computer remembers. A text that was queued here may have gone out since, from the copy that is missing.
pub(super) fn disarm(
    tx: &mut WriteTx<'_>,
    because: Because,
    stops: &[[u8; 16]],
    now: Timestamp,
) -> Result<Ended, StoreError> {
    let already = super::is_locked(tx)?;
    if !already {
        place::lock(tx, because.word(), now)?;
        tx.execute("UPDATE sender SET synced_through = 0", [])?;
    }
    let campaigns = end_campaigns(tx, now)?;
    let texts = tx.execute(
        "UPDATE message SET state = 'cancelled', reason = ?1, final_at = ?2 WHERE state = 'queued'",
        (REASON, now.timestamp_millis()),
    )?;
    ask_again(tx)?;
    let stops = take_over(tx, stops, now)?;
    tx.emit(Event::SettingsChanged);
    Ok(Ended { campaigns, texts: u32::try_from(texts).unwrap_or(u32::MAX), stops })
}

/// What the provider did not know of a text in doubt may have changed since, in the copy that is missing: it is asked anew.
fn ask_again(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    tx.execute("UPDATE message SET reason = ?1, final_at = NULL WHERE state = 'in_doubt'", [REASON])?;
    Ok(())
}

fn end_campaigns(tx: &mut WriteTx<'_>, now: Timestamp) -> Result<u32, StoreError> {
    let at = now.timestamp_millis();
    let ended: Vec<(CampaignId, i64)> = tx
        .prepare(
            "UPDATE campaign SET state = 'stopped', pause_reason = ?1, finished_at = ?2, updated_at = ?2
             WHERE state IN ('running', 'paused') RETURNING id, revision",
        )?
        .query_map((REASON, at), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let count = u32::try_from(ended.len()).unwrap_or(u32::MAX);
    for (id, revision) in ended {
        tx.execute(
            "INSERT INTO campaign_deed (campaign_id, deed, revision, at, note) VALUES (?1, 'stopped', ?2, ?3, ?4)",
            (id, revision, at, REASON),
        )?;
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(count)
}

/// Suppressions are only ever added. Answers how many were new here.
pub(super) fn take_over(tx: &mut WriteTx<'_>, stops: &[[u8; 16]], now: Timestamp) -> Result<u32, StoreError> {
    let mut added = 0;
    for key in stops {
        let number = by_key(tx, key)?;
        if !consent::left_for_good(tx, number)? {
            consent::suppress(tx, number, SOURCE, "", now)?;
            added += 1;
        }
    }
    Ok(added)
}

/// The number of a key, whether this copy has met it or not.
fn by_key(tx: &WriteTx<'_>, key: &[u8; 16]) -> Result<NumberId, StoreError> {
    tx.prepare_cached("INSERT INTO number (key) VALUES (?1) ON CONFLICT (key) DO NOTHING")?
        .execute([key.as_slice()])?;
    Ok(tx
        .prepare_cached("SELECT id FROM number WHERE key = ?1")?
        .query_row([key.as_slice()], |row| row.get(0))?)
}
