//! What an owner does to an approved campaign, and what the sender does to it.

use rusqlite::Connection;

use super::campaign::{Deed, State};
use super::fault::CampaignError;
use super::rows;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::event::Event;
use crate::health;
use crate::ids::CampaignId;
use crate::sending::{self, quiet_hours::OwnerWindow};
use crate::shop;
use crate::store::{StoreError, WriteTx};

/// Holds a campaign.
pub fn pause(engine: &Engine, id: CampaignId) -> Result<(), CampaignError> {
    deed(engine, id, Deed::Pause)
}

/// Holds every campaign that is running.
pub fn pause_all(engine: &Engine) -> Result<(), CampaignError> {
    let running = engine.store().read(rows::running)?;
    running.into_iter().try_for_each(|id| pause(engine, id))
}

/// Lets a held campaign go on, at its pace.
pub fn resume(engine: &Engine, id: CampaignId) -> Result<(), CampaignError> {
    deed(engine, id, Deed::Resume)
}

/// Ends a campaign. What is queued will not be sent; what has gone out stays out.
pub fn stop(engine: &Engine, id: CampaignId) -> Result<(), CampaignError> {
    deed(engine, id, Deed::Stop)
}

fn deed(engine: &Engine, id: CampaignId, deed: Deed) -> Result<(), CampaignError> {
    let now = engine.now();
    engine.store().write(|tx| {
        let campaign = rows::load(tx, id)?;
        let to = deed.done_to(campaign.state)?;
        if to == State::Stopped {
            sending::end_campaign(tx, id, "cancelled", "stopped_by_owner", now)?;
        }
        let reason = if to == State::Paused { "paused_by_owner" } else { "" };
        if deed == Deed::Resume {
            let after_alarm =
                ["alarm:", "sender_alarm:"].iter().any(|why| campaign.pause_reason.starts_with(why));
            health::resumed(tx, id, campaign.content.sender, after_alarm, now)?;
        }
        rows::move_on(tx, id, to, reason, now)?;
        rows::record(tx, &campaign, deed, "", now)
    })?;
    engine.wake().ring();
    Ok(())
}

/// Holds a campaign for a reason such as `gateway:30034`, `alarm:opt_outs` or `sender_alarm:opt_outs`.
pub(crate) fn pause_for(
    tx: &mut WriteTx<'_>,
    id: CampaignId,
    reason: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE campaign SET state = 'paused', pause_reason = ?2, updated_at = ?3 WHERE id = ?1 AND state = 'running'",
        (id, reason, now.timestamp_millis()),
    )?;
    tx.emit(Event::CampaignChanged { id });
    Ok(())
}

/// Ends a running campaign of which nothing is queued or on its way.
pub(crate) fn finish(tx: &mut WriteTx<'_>, id: CampaignId, now: Timestamp) -> Result<(), StoreError> {
    let ended = tx.execute(
        "UPDATE campaign SET state = 'finished', finished_at = ?2, updated_at = ?2 WHERE id = ?1 AND state = 'running'",
        (id, now.timestamp_millis()),
    )?;
    if ended == 1 {
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(())
}

/// The pace a campaign was approved for, texts a second.
pub(crate) fn pace_of(connection: &Connection, id: CampaignId) -> Result<f64, StoreError> {
    Ok(connection
        .prepare_cached("SELECT per_second FROM campaign WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// The hours a campaign was approved for, within the shop's own.
pub(crate) fn window_of(connection: &Connection, id: CampaignId) -> Result<OwnerWindow, StoreError> {
    let shop = shop::load(connection)?;
    let (open, close): (u32, u32) = connection
        .prepare_cached("SELECT window_open, window_close FROM campaign WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(OwnerWindow::of_minutes(open, close).within(shop.hours()))
}
