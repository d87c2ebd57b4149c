//! Looking for replies, receipts and evidence at every sender, now.

use super::receive::pull;
use crate::engine::Engine;
use crate::error::Problem;
use crate::gateways::accounts;
use crate::sending::{pull_receipts, reconcile_due};
use crate::wire::inbox::PullView;

/// Asks every sender's provider. The first that does not answer ends it; what came before is kept.
pub fn pull_all(engine: &Engine) -> Result<PullView, Problem> {
    let mut view = PullView::default();
    for sender in engine.store().read(accounts::senders)? {
        let pulled = pull(engine, sender.id)??;
        view.texts += pulled.texts;
        view.opt_outs += pulled.opt_outs;
        view.resolved += reconcile_due(engine, sender.id)?;
        view.receipts += pull_receipts(engine, sender.id, true)??;
    }
    Ok(view)
}
