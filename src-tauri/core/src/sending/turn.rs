//! The pace question: whose turn is it, and when.
//!
//! Everything a claim asks about pace is asked here, inside the claim's own
//! transaction. Knows no single text: who is texted is for the gates to say.

use rusqlite::Connection;

use super::allowance;
use super::fault::Hold;
use super::guards::{Guard, stands};
use super::pacing::Pace;
use crate::campaigns;
use crate::clock::Timestamp;
use crate::gateways::Sender;
use crate::ids::CampaignId;
use crate::store::{StoreError, WriteTx};

/// How long a sender that only a person can help looks away.
const HELD_FOR: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

/// Whether a lane's next text may go now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It may; the pace is what `used` needs when a text is really claimed.
    Now(Pace),
    /// Not before this moment.
    Wait { until: Timestamp, hold: Hold },
}

/// Asks for one lane: a running campaign, or `None` for texts outside campaigns.
pub(super) fn may_go(
    tx: &mut WriteTx<'_>,
    sender: &Sender,
    lane: Option<CampaignId>,
    now: Timestamp,
) -> Result<Turn, StoreError> {
    let pace = pace(tx, sender, lane)?;
    Ok(match pace.may_send_at(now) {
        Ok(at) if at <= now || !stands(Guard::Gap) => match allowance::wait(tx, sender, lane, now)? {
            None => Turn::Now(pace),
            Some((until, hold)) => Turn::Wait { until, hold },
        },
        Ok(until) => Turn::Wait { until, hold: Hold::Pace },
        Err(_) => Turn::Wait { until: now + HELD_FOR, hold: Hold::ClockWentBack },
    })
}

/// A text of this lane was claimed: the turn is used up, in the same transaction.
pub(super) fn used(tx: &WriteTx<'_>, sender: &Sender, pace: Pace, now: Timestamp) -> Result<(), StoreError> {
    let counted_from = pace.after_claim(now).last_claim_at().unwrap_or(now);
    tx.prepare_cached("UPDATE sender SET last_claim_at = ?2 WHERE id = ?1")?
        .execute((sender.id, counted_from.timestamp_micros()))?;
    Ok(())
}

/// The slower of the sender's own pace and the campaign's.
fn pace(tx: &Connection, sender: &Sender, lane: Option<CampaignId>) -> Result<Pace, StoreError> {
    let campaign = lane.map(|id| campaigns::pace_of(tx, id)).transpose()?;
    let per_second = campaign.map_or(sender.per_second, |own| own.min(sender.per_second));
    Ok(Pace::new(per_second, sender.last_claim_at).unwrap_or_else(|_| Pace::slowest(sender.last_claim_at)))
}
