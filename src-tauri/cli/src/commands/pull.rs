//! `pull`: replies, receipts and evidence for texts in doubt.

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::gateways::{GatewayFault, Sender, accounts};
use counterbell_core::inbox;
use counterbell_core::sending::{Worker, reconcile_due};
use counterbell_core::store::StoreError;
use counterbell_core::wire::inbox::PullView;
use serde_json::json;

use super::send;
use crate::answer::{Answer, grouped};

pub(super) fn run(engine: &Engine) -> Result<Answer, Problem> {
    let mut pulled = PullView::default();
    let mut fault = None;
    for sender in engine.store().read(accounts::senders)? {
        match one(engine, &sender, &mut pulled)? {
            Ok(()) => {}
            Err(silent) => fault = fault.or(Some(silent)),
        }
    }
    match fault {
        Some(fault) => Err(fault.into()),
        None => Ok(answer(&pulled)),
    }
}

/// One sender's inbox, receipts and doubts. What one provider cannot say does not keep the others from being asked.
fn one(
    engine: &Engine,
    sender: &Sender,
    pulled: &mut PullView,
) -> Result<Result<(), GatewayFault>, StoreError> {
    // Whatever a killed run left on its way is in doubt from here on.
    Worker::start(engine, sender.id)?;
    match inbox::pull(engine, sender.id)? {
        Ok(new) => {
            pulled.texts += new.texts;
            pulled.opt_outs += new.opt_outs;
        }
        Err(fault) => return Ok(Err(fault)),
    }
    pulled.resolved += reconcile_due(engine, sender.id)?;
    match send::receipts(engine, sender)? {
        Ok(moved) => pulled.receipts += moved,
        Err(fault) => return Ok(Err(fault)),
    }
    Ok(Ok(()))
}

fn answer(pulled: &PullView) -> Answer {
    let text = format!(
        "{} new texts, {} of them opt-outs; {} receipts; {} doubts resolved.",
        grouped(pulled.texts),
        grouped(pulled.opt_outs),
        grouped(pulled.receipts),
        grouped(pulled.resolved)
    );
    Answer::new(json!(pulled), text)
}
