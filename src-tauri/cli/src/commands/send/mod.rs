//! `send`: what is approved, at its pace and within its hours.
//!
//! `drain` steps the workers, `settle` asks what became of the texts, `sums`
//! adds up. May be interrupted at any moment: everything stands in the store.

mod drain;
mod settle;
mod sums;

use counterbell_core::copies::{self, CopyFault};
use counterbell_core::cut_off;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::gateways::{GatewayFault, Sender, accounts};
use counterbell_core::wire::cut_off::CutOffView;
use serde_json::json;

use crate::answer::{Answer, grouped};
use crate::fault;
use drain::{Drain, Ended};
pub(super) use settle::receipts;

pub(super) fn run(engine: &Engine, until_done: bool) -> Result<Answer, Problem> {
    if copies::view(engine)?.is_some() {
        return Err(CopyFault::Locked.into());
    }
    let senders = engine.store().read(accounts::senders)?;
    can_be_reached(engine, &senders)?;
    let cut_off = cut_off::look(engine)?;
    if let Some(view) = &cut_off {
        eprintln!("{}", cut_off_sentence(view));
        cut_off::seen(engine, false)?;
    }
    let touched = sums::open_campaigns(engine)?;
    let ended = Drain::new(engine, &senders, until_done)?.run(&sums::Progress::of(engine, &touched))?;
    settle::after_the_last(engine, &senders)?;
    if let Some(problem) = refused(engine, &senders, &ended)? {
        return Err(problem);
    }
    let mut answer = sums::answer(engine, &touched, &ended)?;
    answer.json["cut_off"] = json!(cut_off);
    Ok(answer)
}

/// Said before anything moves.
fn cut_off_sentence(view: &CutOffView) -> String {
    let waiting: u32 = view.campaigns.iter().map(|one| one.waiting).sum();
    format!(
        "The last run was cut off. {} texts are in doubt and are not sent again (doubts list); {} wait and go on now.",
        grouped(view.in_doubt),
        grouped(waiting)
    )
}

/// A setting that can never work and a turned clock are said before anything is claimed.
fn can_be_reached(engine: &Engine, senders: &[Sender]) -> Result<(), GatewayFault> {
    senders.iter().try_for_each(|sender| engine.gateway(sender.gateway).map(|_| ()))
}

/// Why only the owner can make the sending go on, if so.
fn refused(engine: &Engine, before: &[Sender], ended: &Ended) -> Result<Option<Problem>, Problem> {
    if let Some(fault) = &ended.refused {
        return Ok(Some(fault.clone().into()));
    }
    let halted_before = |one: &Sender| before.iter().any(|old| old.id == one.id && !old.halted.is_empty());
    let now = engine.store().read(accounts::senders)?;
    let stopped = now
        .iter()
        .find(|one| !one.halted.is_empty() && (ended.halted.contains(&one.id) || !halted_before(one)));
    Ok(stopped.map(|one| fault::halted(&one.halted)))
}
