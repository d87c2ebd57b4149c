//! After the last text: what became of those that were accepted.

use std::time::Duration;

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::gateways::{GatewayFault, Sender};
use counterbell_core::inbox;
use counterbell_core::sending::{pull_receipts, under_way};
use counterbell_core::store::StoreError;

/// How long the practice carrier's deliveries are waited for.
const PATIENCE: chrono::TimeDelta = chrono::TimeDelta::seconds(30);
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Pulls receipts and replies: once from real carriers, until all is settled from the practice one.
pub(super) fn after_the_last(engine: &Engine, senders: &[Sender]) -> Result<(), Problem> {
    for sender in senders {
        // What cannot be asked now is asked by the next pull; the texts stay `accepted` until then.
        let _later = receipts(engine, sender)?;
        if practises(engine, sender) {
            wait_for_deliveries(engine, sender)?;
        }
        let _later = inbox::pull(engine, sender.id)?;
    }
    Ok(())
}

fn practises(engine: &Engine, sender: &Sender) -> bool {
    engine.gateway(sender.gateway).is_ok_and(|gateway| !gateway.capabilities().reaches_people)
}

fn wait_for_deliveries(engine: &Engine, sender: &Sender) -> Result<(), Problem> {
    let until = engine.now() + PATIENCE;
    while engine.store().read(|c| under_way(c, sender.id))? && engine.now() < until {
        engine.clock().wait(LOOK_EVERY, engine.wake());
        let _later = receipts(engine, sender)?;
    }
    Ok(())
}

/// Every receipt that is to be had now. Answers how many texts moved.
pub(crate) fn receipts(engine: &Engine, sender: &Sender) -> Result<Result<u32, GatewayFault>, StoreError> {
    let mut moved = 0;
    loop {
        match pull_receipts(engine, sender.id, true)? {
            Ok(0) => return Ok(Ok(moved)),
            Ok(more) => moved += more,
            Err(fault) => return Ok(Err(fault)),
        }
    }
}
