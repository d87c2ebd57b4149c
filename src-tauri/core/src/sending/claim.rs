//! The claim: one durable transaction in which every gate is asked and a text becomes `sending`.
//!
//! Commit first, request second. If the commit fails there is no request; if the
//! process dies after it, the text is in doubt and nobody sends it again blindly.

use std::time::Duration;

use super::allowance;
use super::fault::Hold;
use super::gates::{self, Gate, Limits};
use super::guards::{Guard, stands};
use super::holding;
use super::outbox::{self, Candidate};
use super::turn::{self, Paces, Turn};
use crate::campaigns;
use crate::clock::Timestamp;
use crate::copies;
use crate::event::Event;
use crate::gateways::{Sender, accounts};
use crate::ids::{CampaignId, GatewayId, MessageId, SenderId};
use crate::shop;
use crate::store::{StoreError, WriteTx};

/// How fresh the inbox must be (facts: reliability, "Closing the window").
pub(super) const INBOX_FRESH: chrono::TimeDelta = chrono::TimeDelta::seconds(120);
/// How far ahead of now the reading of an inbox may lie before the clock is taken to have gone back since.
const INBOX_AHEAD: chrono::TimeDelta = chrono::TimeDelta::seconds(1);
/// How long a sender that only a person can help looks away.
const HELD_FOR: chrono::TimeDelta = chrono::TimeDelta::minutes(1);
/// A wait that is shorter is the pace itself.
const SHORT_WAIT: chrono::TimeDelta = chrono::TimeDelta::seconds(30);
/// How many texts a single claim looks at before it lets others write.
const LOOKS: u32 = 200;

/// A text that is committed as `sending`.
#[derive(Clone, PartialEq)]
pub(super) struct Claimed {
    pub(super) id: MessageId,
    pub(super) campaign: Option<CampaignId>,
    pub(super) gateway: GatewayId,
    pub(super) from: String,
    pub(super) recipient: String,
    pub(super) body: String,
    pub(super) attempt: u32,
    pub(super) valid_for: Duration,
    pub(super) claimed_at: Timestamp,
}

/// What a claim came to.
#[derive(Clone, PartialEq)]
pub(super) enum Claim {
    /// This one may go now.
    Go(Claimed),
    /// Nothing may go before this moment.
    Wait { until: Timestamp, hold: Hold },
    /// Many texts were ended or put off; ask again at once.
    Again,
    /// Nothing is queued.
    Idle,
}

/// Claims the next text of a sender, if this run has just read the inbox and there is room for one more on its way.
pub(super) fn claim(
    tx: &mut WriteTx<'_>,
    id: SenderId,
    now: Timestamp,
    inbox_read: bool,
    has_room: impl Fn(f64) -> bool,
) -> Result<Claim, StoreError> {
    if stands(Guard::NewestRun) && !outbox::is_newest_run(tx)? {
        return Err(StoreError::InUse);
    }
    let Some(sender) = accounts::sender(tx, id)? else { return Ok(Claim::Idle) };
    if stands(Guard::Lock) && copies::is_locked(tx)? {
        return Ok(Claim::Wait { until: now + HELD_FOR, hold: Hold::Locked });
    }
    let lanes = outbox::lanes(tx, id)?;
    for lane in &lanes {
        finish_if_done(tx, id, *lane, now)?;
    }
    let Some(earliest) = outbox::earliest(tx, id, &lanes)? else { return Ok(Claim::Idle) };
    if let Some(wait) = sender_holds(tx, &sender, now)? {
        return Ok(wait);
    }
    if stands(Guard::FreshInbox) && !inbox_read {
        return Ok(Claim::Wait { until: now, hold: Hold::InboxStale });
    }
    if stands(Guard::Due) && earliest > now {
        return Ok(Claim::Wait { until: earliest, hold: Hold::Hours });
    }
    if stands(Guard::Room) && !has_room(sender.per_second) {
        return Ok(Claim::Wait { until: now, hold: Hold::Answers });
    }
    let mut held = None;
    for lane in lanes {
        match turn::may_go(tx, &sender, lane, now)? {
            Turn::Wait { until, hold } => held = Some(earlier(held, (until, hold))),
            Turn::Now(paces) => {
                if let Some(found) = first_open(tx, &sender, lane, paces, now)? {
                    return Ok(found);
                }
            }
        }
    }
    Ok(held.map_or(Claim::Again, |(until, hold)| Claim::Wait { until, hold }))
}

fn earlier(held: Option<(Timestamp, Hold)>, next: (Timestamp, Hold)) -> (Timestamp, Hold) {
    held.filter(|(until, _)| *until <= next.0).unwrap_or(next)
}

fn sender_holds(
    connection: &rusqlite::Connection,
    sender: &Sender,
    now: Timestamp,
) -> Result<Option<Claim>, StoreError> {
    if stands(Guard::Halt) && !sender.halted.is_empty() {
        return Ok(Some(Claim::Wait { until: now + HELD_FOR, hold: Hold::Halted }));
    }
    if stands(Guard::Held)
        && let Some((until, hold)) = holding::held(connection, sender.id, now)?
    {
        return Ok(Some(Claim::Wait { until, hold }));
    }
    let fresh = |at: Timestamp| at >= now - INBOX_FRESH && at <= now + INBOX_AHEAD;
    let read = sender.synced_through.is_some_and(fresh);
    Ok((stands(Guard::FreshInbox) && !read).then_some(Claim::Wait { until: now, hold: Hold::InboxStale }))
}

fn first_open(
    tx: &mut WriteTx<'_>,
    sender: &Sender,
    lane: Option<CampaignId>,
    paces: Paces,
    now: Timestamp,
) -> Result<Option<Claim>, StoreError> {
    let limits = limits(tx, lane)?;
    let due_by = if stands(Guard::Due) { now } else { Timestamp::MAX_UTC };
    for _ in 0..LOOKS {
        let Some(text) = outbox::next_due(tx, sender.id, lane, due_by)? else {
            finish_if_done(tx, sender.id, lane, now)?;
            return Ok(None);
        };
        match gates::ask(tx, &text, &limits, now)? {
            Gate::Open { valid_for } => {
                turn::used(tx, sender, lane, paces, now)?;
                return taken(tx, sender, text, valid_for, now).map(Some);
            }
            Gate::Later { at } => outbox::put_off(tx, text.id, at)?,
            Gate::Never { state, reason } => outbox::end_queued(tx, text.id, state, reason, now)?,
        }
        changed(tx, lane);
    }
    Ok(Some(Claim::Again))
}

fn taken(
    tx: &mut WriteTx<'_>,
    sender: &Sender,
    text: Candidate,
    valid_for: Duration,
    now: Timestamp,
) -> Result<Claim, StoreError> {
    if !outbox::claim(tx, text.id, now)? {
        return Ok(Claim::Again);
    }
    allowance::used(tx, sender, text.campaign, text.id, now)?;
    changed(tx, text.campaign);
    Ok(Claim::Go(Claimed {
        id: text.id,
        campaign: text.campaign,
        gateway: sender.gateway,
        from: sender.address.clone(),
        recipient: text.recipient,
        body: text.body,
        attempt: text.attempt + 1,
        valid_for,
        claimed_at: now,
    }))
}

fn limits(tx: &WriteTx<'_>, lane: Option<CampaignId>) -> Result<Limits, StoreError> {
    let shop = shop::load(tx)?;
    let window = match lane {
        Some(id) => campaigns::window_of(tx, id)?,
        None => shop.hours(),
    };
    Ok(Limits { frequency_hours: shop.frequency_hours, window })
}

/// A campaign is finished only when nothing of it is queued or sending.
pub(super) fn finish_if_done(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    lane: Option<CampaignId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    match lane {
        Some(id) if !outbox::has_open(tx, sender, id)? => campaigns::finish(tx, id, now),
        _ => Ok(()),
    }
}

fn changed(tx: &mut WriteTx<'_>, lane: Option<CampaignId>) {
    if let Some(id) = lane {
        tx.emit(Event::CampaignChanged { id });
    }
}

/// What a campaign's next text waits for right now, and until when where that is known; read without claiming anything.
pub fn waits_for(
    connection: &rusqlite::Connection,
    sender: &Sender,
    campaign: CampaignId,
    now: Timestamp,
) -> Result<Option<(Hold, Option<Timestamp>)>, StoreError> {
    if copies::is_locked(connection)? {
        return Ok(Some((Hold::Locked, None)));
    }
    if let Some(Claim::Wait { hold, until }) = sender_holds(connection, sender, now)? {
        let known = matches!(hold, Hold::TooFast | Hold::Unreachable);
        return Ok(Some((hold, known.then_some(until))));
    }
    let due = outbox::earliest(connection, sender.id, &[Some(campaign)])?;
    if let Some(due) = due.filter(|due| *due > now + SHORT_WAIT) {
        return Ok(Some((Hold::Hours, Some(due))));
    }
    let held = allowance::held(connection, sender, campaign, now)?;
    Ok(held.filter(|(until, _)| *until > now + SHORT_WAIT).map(|(until, hold)| (hold, Some(until))))
}
