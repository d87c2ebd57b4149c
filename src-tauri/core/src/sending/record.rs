//! Recording what became of an attempt, with everything that follows from it.

use std::time::Duration;

use super::claim::{self, Claimed};
use super::outbox::{self, Settled};
use crate::campaigns;
use crate::clock::Timestamp;
use crate::consent;
use crate::contacts;
use crate::error::Explain;
use crate::event::Event;
use crate::gateways::{Action, Attempt, GatewayFault, Refusal, accounts};
use crate::ids::SenderId;
use crate::inbox;
use crate::store::{StoreError, WriteTx};

/// Shortest and longest pause after a fault that proves nothing was sent.
const BACK_OFF: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(15 * 60));
/// Pause after a fault where the provider names none.
const USUAL_BACK_OFF: Duration = Duration::from_secs(30);

/// Writes down an attempt's outcome. Answers how long the sender should leave the provider alone.
pub(super) fn record(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    text: &Claimed,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<Option<Duration>, StoreError> {
    let pause = match attempt {
        Attempt::Accepted { gateway_ref } => {
            outbox::settle(tx, text.id, &Settled::Accepted { gateway_ref }, now)?;
            None
        }
        Attempt::Rejected(refusal) => {
            outbox::settle(tx, text.id, &end_of(refusal, now), now)?;
            follow(tx, sender, text, refusal, now)?
        }
        Attempt::NotSent { fault, retry_after } => {
            let pause = retry_after.unwrap_or(USUAL_BACK_OFF).clamp(BACK_OFF.0, BACK_OFF.1);
            outbox::settle(tx, text.id, &Settled::NotSent { again_at: now + pause }, now)?;
            halt_if_account(tx, sender, fault)?;
            Some(pause)
        }
        Attempt::Unknown { seen } => {
            outbox::settle(tx, text.id, &Settled::InDoubt { seen }, now)?;
            None
        }
    };
    if let Some(id) = text.campaign {
        tx.emit(Event::CampaignChanged { id });
    }
    claim::finish_if_done(tx, sender, text.campaign, now)?;
    Ok(pause)
}

/// A refusal of the account says nothing of this person: their text waits for the owner like all the others.
fn end_of(refusal: &Refusal, now: Timestamp) -> Settled<'_> {
    match refusal.action {
        Action::HaltSender => Settled::NotSent { again_at: now },
        _ => Settled::Rejected { code: &refusal.code },
    }
}

/// What a documented refusal asks for.
fn follow(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    text: &Claimed,
    refusal: &Refusal,
    now: Timestamp,
) -> Result<Option<Duration>, StoreError> {
    let number = contacts::meet(tx, &text.recipient)?.0;
    match refusal.action {
        Action::Suppress => {
            inbox::provider_told(tx, number, sender, Some(text.id), now)?;
            consent::suppress(tx, number, "gateway", &refusal.code, now)?;
        }
        Action::InvalidNumber => contacts::mark_line(tx, number, contacts::Line::Invalid)?,
        Action::NotMobile => contacts::mark_line(tx, number, contacts::Line::Fixed)?,
        Action::DropMessage => {}
        Action::SlowDown => return Ok(Some(USUAL_BACK_OFF)),
        Action::HaltSender => {
            accounts::halt(tx, sender, &refusal.code)?;
            if let Some(campaign) = text.campaign {
                campaigns::pause_for(tx, campaign, &format!("gateway:{}", refusal.code), now)?;
            }
        }
    }
    Ok(None)
}

fn halt_if_account(tx: &mut WriteTx<'_>, sender: SenderId, fault: &GatewayFault) -> Result<(), StoreError> {
    match fault {
        GatewayFault::Unauthorised | GatewayFault::UnsafeAddress | GatewayFault::BadSetting(_) => {
            accounts::halt(tx, sender, fault.code())
        }
        _ => Ok(()),
    }
}
