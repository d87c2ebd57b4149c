//! Pulling the inbox: every text is stored once and acted on in the same transaction.

use super::opt_out::{self, Outcome};
use super::rows;
use crate::clock::Timestamp;
use crate::consent;
use crate::contacts;
use crate::engine::Engine;
use crate::event::Event;
use crate::gateways::{GatewayFault, Inbound, InboxPage, accounts};
use crate::ids::{NumberId, SenderId};
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
    let page = engine
        .gateway(account.gateway)
        .and_then(|gateway| gateway.pull_inbound(&account.address, &account.inbox_cursor));
    match page {
        Ok(page) => engine.store().write(|tx| take_in(tx, sender, &page, asked_at)).map(Ok),
        Err(fault) => Ok(Err(fault)),
    }
}

fn take_in(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    page: &InboxPage,
    asked_at: Timestamp,
) -> Result<Pulled, StoreError> {
    let mut pulled = Pulled::default();
    for text in &page.texts {
        let number = contacts::meet(tx, &text.from)?.0;
        let verdict = opt_out::classify(&text.body, false);
        if rows::store(tx, sender, number, text, &verdict, asked_at)? {
            pulled.texts += 1;
            pulled.opt_outs += u32::from(act(tx, number, text, verdict.outcome, asked_at)?);
        }
    }
    accounts::synced(tx, sender, &page.cursor, asked_at)?;
    if pulled.texts > 0 {
        tx.emit(Event::InboxChanged);
    }
    Ok(pulled)
}

/// Answers whether the text took somebody out.
fn act(
    tx: &mut WriteTx<'_>,
    number: NumberId,
    text: &Inbound,
    outcome: Outcome,
    now: Timestamp,
) -> Result<bool, StoreError> {
    rows::engaged(tx, number, text.received_at)?;
    match outcome {
        Outcome::OptOut => consent::suppress(tx, number, "reply", &text.body, now).map(|()| true),
        Outcome::ProbableOptOut => consent::suppress_provisionally(tx, number, now).map(|()| true),
        Outcome::None | Outcome::Help => rows::open_conversation(tx, number, true).map(|()| false),
        // A START never brings anybody back by itself: it waits in the inbox for the owner.
        Outcome::OptIn => Ok(false),
    }
}
