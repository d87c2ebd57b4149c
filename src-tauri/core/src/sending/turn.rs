//! The pace question: whose turn is it, and when.
//!
//! Everything a claim asks about pace is asked here, inside the claim's own
//! transaction. A text goes when its sender's gap and its own campaign's gap have
//! both passed; the campaign whose last text lies furthest back is asked first,
//! so that neither a slow nor a fast one starves. Knows no single text: who is
//! texted is for the gates to say.

use rusqlite::{Connection, OptionalExtension};

use super::allowance;
use super::fault::Hold;
use super::guards::{Guard, stands};
use super::pacing::{Pace, Stop};
use crate::campaigns;
use crate::clock::Timestamp;
use crate::gateways::Sender;
use crate::health;
use crate::ids::CampaignId;
use crate::store::{StoreError, WriteTx};

/// How long a sender that only a person can help looks away.
const HELD_FOR: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

/// Whether a lane's next text may go now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It may; the paces are what `used` needs when a text is really claimed.
    Now(Paces),
    /// Not before this moment.
    Wait { until: Timestamp, hold: Hold },
}

/// The sender's pace, and the campaign's own where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paces {
    sender: Pace,
    campaign: Option<Pace>,
}

impl Paces {
    fn may_send_at(&self, now: Timestamp) -> Result<Timestamp, Stop> {
        let own = self.campaign.map_or(Ok(now), |own| own.may_send_at(now))?;
        Ok(self.sender.may_send_at(now)?.max(own))
    }
}

/// Asks for one lane: a running campaign, or `None` for texts outside campaigns.
pub(super) fn may_go(
    tx: &mut WriteTx<'_>,
    sender: &Sender,
    lane: Option<CampaignId>,
    now: Timestamp,
) -> Result<Turn, StoreError> {
    let paces = Paces {
        sender: sender_pace(tx, sender)?,
        campaign: lane.map(|id| campaign_pace(tx, sender, id)).transpose()?,
    };
    Ok(match paces.may_send_at(now) {
        Ok(at) if at <= now || !stands(Guard::Gap) => match allowance::wait(tx, sender, lane, now)? {
            None => Turn::Now(paces),
            Some((until, hold)) => Turn::Wait { until, hold },
        },
        Ok(until) => Turn::Wait { until, hold: Hold::Pace },
        Err(_) => Turn::Wait { until: now + HELD_FOR, hold: Hold::ClockWentBack },
    })
}

/// A text of this lane was claimed: the turn is used up, in the same transaction.
pub(super) fn used(
    tx: &WriteTx<'_>,
    sender: &Sender,
    lane: Option<CampaignId>,
    paces: Paces,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE sender SET last_claim_at = ?2 WHERE id = ?1")?
        .execute((sender.id, counted_from(paces.sender, now)))?;
    if let (Some(campaign), Some(own)) = (lane, paces.campaign) {
        tx.prepare_cached(
            "INSERT INTO campaign_pace (campaign_id, slot_at) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET slot_at = ?2",
        )?
        .execute((campaign, counted_from(own, now)))?;
    }
    Ok(())
}

fn counted_from(pace: Pace, now: Timestamp) -> i64 {
    pace.after_claim(now).last_claim_at().unwrap_or(now).timestamp_micros()
}

/// The sender's own pace; an alarm of the sender makes the gap longer.
pub(crate) fn sender_pace(connection: &Connection, sender: &Sender) -> Result<Pace, StoreError> {
    let slow = health::slowness(connection, None, sender.id)?;
    Ok(pace(sender.per_second, slow, sender.last_claim_at))
}

/// A campaign's own pace, counted from its own last text; an alarm makes the gap longer.
pub(crate) fn campaign_pace(
    connection: &Connection,
    sender: &Sender,
    campaign: CampaignId,
) -> Result<Pace, StoreError> {
    let per_second = campaigns::pace_of(connection, campaign)?.min(sender.per_second);
    let slot: Option<i64> = connection
        .prepare_cached("SELECT slot_at FROM campaign_pace WHERE campaign_id = ?1")?
        .query_row([campaign], |row| row.get(0))
        .optional()?;
    let last = slot.filter(|micros| *micros > 0).and_then(Timestamp::from_timestamp_micros);
    Ok(pace(per_second, health::slowness(connection, Some(campaign), sender.id)?, last))
}

fn pace(per_second: f64, slow: u32, last: Option<Timestamp>) -> Pace {
    let slow = if stands(Guard::Slowing) { slow.max(1) } else { 1 };
    Pace::new(per_second / f64::from(slow), last).unwrap_or_else(|_| Pace::slowest(last))
}
