//! The paced sender: one step at a time, until told to stop.
//!
//! Each step reads the inbox first if it is not fresh, then claims, sends and
//! records one text. The loop keeps nothing in memory that a restart would miss:
//! pace, cursor and states stand in the store.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::claim::{Claim, Claimed, claim};
use super::fault::Hold;
use super::record::record;
use super::{outbox, reconcile};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::{Attempt, GatewayFault, Outgoing};
use crate::ids::SenderId;
use crate::inbox;
use crate::store::StoreError;

/// Longest nap between two looks, so that a pause, a stop or a new STOP is never far.
const NAP: Duration = Duration::from_secs(30);
/// A claim is good for this long.
const CLAIM_HOLDS: chrono::TimeDelta = chrono::TimeDelta::seconds(30);
/// How often the inbox is read while texts go out.
const PULL_EVERY: chrono::TimeDelta = chrono::TimeDelta::seconds(45);

/// How often evidence for texts in doubt is looked for; none is due sooner than a provider settles.
const RECONCILE_EVERY: chrono::TimeDelta = chrono::TimeDelta::seconds(1);

/// What one step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One attempt was made.
    Tried,
    /// Nothing may go before this moment, for this reason.
    Wait(Timestamp, Hold),
    /// Texts were ended or put off.
    Sorted,
    /// Nothing is queued for this sender.
    Idle,
}

/// The sender thread's state between steps.
pub struct Worker<'e> {
    engine: &'e Engine,
    sender: SenderId,
    back_off_until: Option<Timestamp>,
    failed_pulls: u32,
    inbox_fault: Option<GatewayFault>,
    fresh_at: Option<Timestamp>,
    reconciled_at: Option<Timestamp>,
    unrecorded: Option<(Claimed, Attempt)>,
}

impl<'e> Worker<'e> {
    /// Takes over a sender. Whatever an earlier run left in `sending` is in doubt from now on.
    pub fn start(engine: &'e Engine, sender: SenderId) -> Result<Self, StoreError> {
        engine.store().write(outbox::doubt_left_over)?;
        Ok(Self {
            engine,
            sender,
            back_off_until: None,
            failed_pulls: 0,
            inbox_fault: None,
            fresh_at: None,
            reconciled_at: None,
            unrecorded: None,
        })
    }

    /// Why the inbox could not be read last time; `None` if it could.
    #[must_use]
    pub fn inbox_fault(&self) -> Option<&GatewayFault> {
        self.inbox_fault.as_ref()
    }

    /// Runs until `stop` is set, or until `enough` says so after a step.
    pub fn run(&mut self, stop: &AtomicBool, mut enough: impl FnMut(Step) -> bool) -> Result<(), StoreError> {
        while !stop.load(Ordering::Relaxed) {
            let step = self.step()?;
            if enough(step) {
                break;
            }
            self.rest(step);
        }
        Ok(())
    }

    /// One step.
    pub fn step(&mut self) -> Result<Step, StoreError> {
        self.record()?;
        let now = self.engine.now();
        if let Some(until) = self.back_off_until.filter(|until| *until > now) {
            return Ok(Step::Wait(until, Hold::BackOff));
        }
        if let Some(hold) = self.keep_inbox_fresh(now)? {
            return Ok(hold);
        }
        self.reconcile(now)?;
        match self.engine.store().write(|tx| claim(tx, self.sender, self.engine.now()))? {
            Claim::Go(text) => self.send(text).map(|()| Step::Tried),
            Claim::Wait { until, hold } => Ok(Step::Wait(until, hold)),
            Claim::Again => Ok(Step::Sorted),
            Claim::Idle => Ok(Step::Idle),
        }
    }

    fn reconcile(&mut self, now: Timestamp) -> Result<(), StoreError> {
        if !within(self.reconciled_at, RECONCILE_EVERY, now) {
            reconcile::due(self.engine, self.sender)?;
            self.reconciled_at = Some(now);
        }
        Ok(())
    }

    /// Pulls the inbox where the last pull is too old. A failed pull keeps the claim's own gate closed.
    fn keep_inbox_fresh(&mut self, now: Timestamp) -> Result<Option<Step>, StoreError> {
        if within(self.fresh_at, PULL_EVERY, now) {
            return Ok(None);
        }
        match inbox::pull(self.engine, self.sender)? {
            Ok(_) => {
                (self.failed_pulls, self.inbox_fault, self.fresh_at) = (0, None, Some(now));
                Ok(None)
            }
            Err(fault) => {
                self.inbox_fault = Some(fault);
                self.failed_pulls += 1;
                let until = now + Duration::from_secs(5 << self.failed_pulls.min(6));
                self.back_off_until = Some(until);
                Ok(Some(Step::Wait(until, Hold::InboxStale)))
            }
        }
    }

    fn send(&mut self, text: Claimed) -> Result<(), StoreError> {
        let attempt = self.attempt(&text);
        self.unrecorded = Some((text, attempt));
        self.record()
    }

    /// Writes down the last outcome. Kept until it is written: a full disk must not forget what the provider said.
    fn record(&mut self) -> Result<(), StoreError> {
        let Some((text, attempt)) = &self.unrecorded else { return Ok(()) };
        let now = self.engine.now();
        let pause = self.engine.store().write(|tx| record(tx, self.sender, text, attempt, now))?;
        self.back_off_until = pause.map(|pause| now + pause);
        self.unrecorded = None;
        Ok(())
    }

    fn attempt(&self, text: &Claimed) -> Attempt {
        // A lid closed between claim and request: the gates were asked at another hour of the day.
        if !within(Some(text.claimed_at), CLAIM_HOLDS, self.engine.now()) {
            return Attempt::NotSent {
                fault: GatewayFault::Unreachable,
                retry_after: Some(Duration::from_secs(1)),
            };
        }
        match self.engine.gateway(text.gateway) {
            Ok(gateway) => gateway.send(&Outgoing {
                to: text.recipient.clone(),
                from: text.from.clone(),
                body: text.body.clone(),
                reference: format!("{}-{}", text.id, text.attempt),
                valid_for: text.valid_for,
            }),
            Err(fault) => Attempt::NotSent { fault, retry_after: None },
        }
    }

    fn rest(&self, step: Step) {
        let pause = match step {
            Step::Tried | Step::Sorted => return,
            Step::Wait(until, _) => (until - self.engine.now()).to_std().unwrap_or_default().min(NAP),
            Step::Idle => NAP,
        };
        self.engine.clock().wait(pause.max(Duration::from_millis(1)), self.engine.wake());
    }
}

/// Whether `at` lies less than `time` before `now`, and not after it.
fn within(at: Option<Timestamp>, time: chrono::TimeDelta, now: Timestamp) -> bool {
    at.is_some_and(|at| at <= now && at > now - time)
}
