//! Recording what became of an attempt, with everything that follows from it.

use super::claim::{self, Claimed};
use super::holding;
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

/// Writes down an attempt's outcome, and until when the sender leaves the provider alone.
pub(super) fn record(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    text: &Claimed,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<(), StoreError> {
    match attempt {
        Attempt::Accepted { gateway_ref } => {
            outbox::settle(tx, text.id, &Settled::Accepted { gateway_ref }, now)?;
        }
        Attempt::Rejected(refusal) => {
            outbox::settle(tx, text.id, &end_of(refusal, now), now)?;
            follow(tx, sender, text, refusal, now)?;
        }
        Attempt::NotSent { fault, retry_after } => {
            let again_at = now + holding::pause(*retry_after);
            outbox::settle(tx, text.id, &Settled::NotSent { again_at }, now)?;
            stop_or_hold(tx, sender, fault, again_at, now)?;
        }
        Attempt::Unknown { seen } => {
            outbox::settle(tx, text.id, &Settled::InDoubt { seen }, now)?;
        }
    }
    if let Some(id) = text.campaign {
        tx.emit(Event::CampaignChanged { id });
    }
    claim::finish_if_done(tx, sender, text.campaign, now)
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
) -> Result<(), StoreError> {
    let number = contacts::meet(tx, &text.recipient)?.0;
    match refusal.action {
        Action::Suppress => {
            inbox::provider_told(tx, number, sender, Some(text.id), now)?;
            consent::suppress(tx, number, "gateway", &refusal.code, now)?;
        }
        Action::InvalidNumber => contacts::mark_line(tx, number, contacts::Line::Invalid)?,
        Action::NotMobile => contacts::mark_line(tx, number, contacts::Line::Fixed)?,
        Action::DropMessage => {}
        Action::SlowDown => {
            holding::hold(tx, sender, &GatewayFault::TooFast, now + holding::pause(None), now)?;
        }
        Action::HaltSender => {
            accounts::halt(tx, sender, &refusal.code)?;
            if let Some(campaign) = text.campaign {
                campaigns::pause_for(tx, campaign, &format!("gateway:{}", refusal.code), now)?;
            }
        }
    }
    Ok(())
}

/// What only the owner can mend stops the sender; everything else passes by itself.
fn stop_or_hold(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    fault: &GatewayFault,
    until: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    match fault {
        GatewayFault::Unauthorised | GatewayFault::UnsafeAddress | GatewayFault::BadSetting(_) => {
            accounts::halt(tx, sender, fault.code())
        }
        _ => holding::hold(tx, sender, fault, until, now),
    }
}
