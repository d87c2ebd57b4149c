//! What becomes of a copy's schedule and suppressions, in one transaction. All its SQL stands here.

use rusqlite::OptionalExtension;

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

/// Locks the copy, ends everything scheduled, forgets how fresh its inboxes were, and takes over the suppressions
/// that the computer remembers. A text that was queued here may have gone out since, from the copy that is missing.
pub(super) fn disarm(
    tx: &mut WriteTx<'_>,
    because: Because,
    stops: &[[u8; 16]],
    now: Timestamp,
) -> Result<(), StoreError> {
    let already = super::is_locked(tx)?;
    if !already {
        place::lock(tx, because.word(), now)?;
        tx.execute("UPDATE sender SET synced_through = 0", [])?;
    }
    end_campaigns(tx, now)?;
    tx.execute(
        "UPDATE message SET state = 'cancelled', reason = ?1, final_at = ?2 WHERE state = 'queued'",
        (REASON, now.timestamp_millis()),
    )?;
    take_over(tx, stops, now)?;
    tx.emit(Event::SettingsChanged);
    Ok(())
}

fn end_campaigns(tx: &mut WriteTx<'_>, now: Timestamp) -> Result<(), StoreError> {
    let at = now.timestamp_millis();
    let ended: Vec<(CampaignId, i64)> = tx
        .prepare(
            "UPDATE campaign SET state = 'stopped', pause_reason = ?1, finished_at = ?2, updated_at = ?2
             WHERE state IN ('running', 'paused') RETURNING id, revision",
        )?
        .query_map((REASON, at), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (id, revision) in ended {
        tx.execute(
            "INSERT INTO campaign_deed (campaign_id, deed, revision, at, note) VALUES (?1, 'stopped', ?2, ?3, ?4)",
            (id, revision, at, REASON),
        )?;
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(())
}

/// Suppressions are only ever added. Answers how many were new here.
fn take_over(tx: &mut WriteTx<'_>, stops: &[[u8; 16]], now: Timestamp) -> Result<u32, StoreError> {
    let mut added = 0;
    for key in stops {
        let number = by_key(tx, key)?;
        if !known_for_good(tx, number)? {
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

fn known_for_good(tx: &WriteTx<'_>, number: NumberId) -> Result<bool, StoreError> {
    let source: Option<String> = tx
        .prepare_cached("SELECT source FROM suppression WHERE number_id = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(source.is_some_and(|source| source != "probable"))
}
