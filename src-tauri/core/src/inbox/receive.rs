//! Pulling the inbox: every text is stored once and acted on in the same transaction.

use super::asking;
use super::automatic::Mailbox;
use super::charge;
use super::opt_out::{self, Outcome};
use super::rows::{self, Received};
use super::wishes;
use crate::clock::Timestamp;
use crate::consent;
use crate::contacts;
use crate::engine::Engine;
use crate::event::Event;
use crate::gateways::{GatewayFault, Inbound, InboxPage, accounts};
use crate::ids::SenderId;
use crate::store::{StoreError, WriteTx};

/// What a pull brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pulled {
    /// New texts.
    pub texts: u32,
    /// Of these, opt-outs, sure or probable.
    pub opt_outs: u32,
}

/// Reads a sender's inbox to its end. A fault of the provider leaves cursor and freshness where they were.
pub fn pull(engine: &Engine, sender: SenderId) -> Result<Result<Pulled, GatewayFault>, StoreError> {
    // The inbox is complete up to the moment we began to ask, not to the moment we were answered.
    let asked_at = engine.now();
    let Some(account) = engine.store().read(|c| accounts::sender(c, sender))? else {
        return Ok(Err(GatewayFault::BadSetting("sender")));
    };
    let gateway = match engine.gateway(account.gateway) {
        Ok(gateway) => gateway,
        Err(fault) => return Ok(Err(fault)),
    };
    let mailbox = Mailbox { sender: &account, answers: gateway.capabilities().answers };
    match gateway.pull_inbound(&account.address, &account.inbox_cursor) {
        Ok(page) => engine.store().write(|tx| take_in(tx, &mailbox, page, asked_at)).map(Ok),
        Err(fault) => Ok(Err(fault)),
    }
}

/// In the order in which people wrote: a START after a STOP is not the same as a STOP after a START.
fn take_in(
    tx: &mut WriteTx<'_>,
    mailbox: &Mailbox<'_>,
    mut page: InboxPage,
    asked_at: Timestamp,
) -> Result<Pulled, StoreError> {
    let mut pulled = Pulled::default();
    page.texts.sort_by_key(|text| text.received_at);
    for text in &page.texts {
        if let Some(outcome) = take_in_one(tx, mailbox, text, asked_at)? {
            pulled.texts += 1;
            pulled.opt_outs += u32::from(matches!(outcome, Outcome::OptOut | Outcome::ProbableOptOut));
        }
    }
    accounts::synced(tx, mailbox.sender.id, &page.cursor, asked_at)?;
    if pulled.texts > 0 {
        tx.emit(Event::InboxChanged);
    }
    Ok(pulled)
}

/// Answers what a new text asked for; nothing for one that is here already.
fn take_in_one(
    tx: &mut WriteTx<'_>,
    mailbox: &Mailbox<'_>,
    text: &Inbound,
    now: Timestamp,
) -> Result<Option<Outcome>, StoreError> {
    let (number, sender) = (contacts::meet(tx, &text.from)?.0, mailbox.sender.id);
    let awaited = asking::awaited(tx, number, text.received_at)?;
    let verdict = opt_out::classify(&text.body, awaited.is_some());
    let Some(id) = rows::store(tx, sender, number, text, &verdict, now)? else { return Ok(None) };
    let (from, body, received_at) = (text.from.as_str(), text.body.as_str(), text.received_at);
    let received = Received { id, number, from, sender, body, received_at };
    match awaited.filter(|_| verdict.outcome == Outcome::OptIn) {
        Some(asking) => {
            rows::engaged(tx, number, received_at)?;
            asking::confirm(tx, &asking, &received, now)?;
        }
        None => act(tx, mailbox, &received, verdict.outcome, now)?,
    }
    Ok(Some(verdict.outcome))
}

fn act(
    tx: &mut WriteTx<'_>,
    mailbox: &Mailbox<'_>,
    text: &Received<'_>,
    outcome: Outcome,
    now: Timestamp,
) -> Result<(), StoreError> {
    let number = text.number;
    rows::engaged(tx, number, text.received_at)?;
    match outcome {
        Outcome::OptOut => leaves(tx, mailbox, text, now),
        Outcome::ProbableOptOut => {
            if !consent::left_for_good(tx, number)? {
                charge::leaves(tx, text, false)?;
            }
            consent::suppress_provisionally(tx, number, now)
        }
        Outcome::Help => {
            rows::open_conversation(tx, number, true)?;
            mailbox.help(tx, text, now)
        }
        Outcome::None => rows::open_conversation(tx, number, true),
        // A START never brings anybody back by itself: it waits in the inbox for the owner.
        Outcome::OptIn => wishes::keep(tx, text, now),
    }
}

/// Everything that follows from an opt-out; whoever had left before gets no second confirmation.
fn leaves(
    tx: &mut WriteTx<'_>,
    mailbox: &Mailbox<'_>,
    text: &Received<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let had_left = consent::left_for_good(tx, text.number)?;
    charge::leaves(tx, text, true)?;
    asking::end(tx, text.number, "declined", now)?;
    consent::suppress(tx, text.number, "reply", text.body, now)?;
    if had_left { Ok(()) } else { mailbox.confirm(tx, text, now) }
}
