//! The outbox's SQL.

use crate::clock::Timestamp;
use crate::event::Event;
use crate::ids::{CampaignId, NumberId};
use crate::store::{StoreError, WriteTx};

/// Takes everything that is still queued for a number out of every campaign.
pub fn cancel_queued(tx: &mut WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    let campaigns: Vec<Option<CampaignId>> = tx
        .prepare(
            "UPDATE message SET state = 'skipped', reason = 'suppressed', final_at = ?2
             WHERE number_id = ?1 AND state = 'queued' AND kind <> 'confirmation' RETURNING campaign_id",
        )?
        .query_map((number, now.timestamp_millis()), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in campaigns.into_iter().flatten() {
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(())
}
