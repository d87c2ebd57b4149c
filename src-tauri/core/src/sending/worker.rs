//! The paced sender: one step at a time, until told to stop.
//!
//! Each step writes down the answers that have come and claims the next text in
//! one commit, then makes its request beside the claims. An answer that is not written
//! down yet when the process dies leaves its text `sending`, and so in doubt. The
//! loop keeps nothing else in memory that a restart would miss: pace, cursor and
//! states stand in the store.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::claim::{self, Claim, Claimed};
use super::fault::Hold;
use super::in_flight::{Answer, InFlight};
use super::outbox;
use super::pulls::Pulls;
use super::record::record;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::GatewayFault;
use crate::ids::SenderId;
use crate::store::{StoreError, WriteTx};

/// Longest nap between two looks, so that a pause, a stop or a new STOP is never far.
const NAP: Duration = Duration::from_secs(30);
/// A clock that was set makes no inbox fresher: the claim's own gate asks the store, this one the time that passed.
const INBOX_FRESH: Duration = Duration::from_secs(120);
/// Longest look away while an answer is awaited; its arrival rings the bell anyway.
const ANSWERS: chrono::TimeDelta = chrono::TimeDelta::seconds(1);
/// How long an end waits for answers on their way. What comes later is in doubt at the next start.
const LANDING: Duration = Duration::from_secs(15);

/// What one step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One text was claimed and handed over.
    Tried,
    /// Nothing may go before this moment, for this reason.
    Wait(Timestamp, Hold),
    /// Texts were ended or put off.
    Sorted,
    /// Nothing is queued for this sender, and no answer is awaited.
    Idle,
}

/// The sender thread's state between steps.
pub struct Worker<'e> {
    engine: &'e Engine,
    sender: SenderId,
    in_flight: InFlight,
    pulls: Pulls,
    unrecorded: Vec<Answer>,
}

impl<'e> Worker<'e> {
    /// Takes over a sender. Whatever an earlier run left in `sending` is in doubt from now on.
    pub fn start(engine: &'e Engine, sender: SenderId) -> Result<Self, StoreError> {
        engine.store().write(outbox::doubt_left_over)?;
        Ok(Self {
            engine,
            sender,
            in_flight: InFlight::of(engine),
            pulls: Pulls::of(engine, sender),
            unrecorded: Vec::new(),
        })
    }

    /// The same worker before a provider that takes this long to answer, under a clock that stands still.
    #[cfg(any(test, feature = "testing"))]
    #[must_use]
    pub fn answered_after(mut self, time: Duration) -> Self {
        self.in_flight.answer_after(time);
        self
    }

    /// Why the inbox could not be read last time; `None` if it could.
    #[must_use]
    pub fn inbox_fault(&self) -> Option<&GatewayFault> {
        self.pulls.inbox_fault()
    }

    /// How many texts are on their way to the provider.
    #[must_use]
    pub fn on_their_way(&self) -> u32 {
        self.in_flight.out()
    }

    /// Has receipts asked for with the next step, beside the claims.
    pub fn want_receipts(&mut self) {
        self.pulls.want_receipts();
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
        let now = self.engine.now();
        self.pulls.look_after(now)?;
        self.unrecorded.extend(self.in_flight.back());
        let step = match self.record_and_claim()? {
            Claim::Go(text) => return self.hand_over(text).map(|()| Step::Tried),
            Claim::Wait { hold: Hold::InboxStale, .. } => Step::Wait(self.inbox_read_at(), Hold::InboxStale),
            Claim::Wait { until, hold } => Step::Wait(until, hold),
            Claim::Again => Step::Sorted,
            Claim::Idle => Step::Idle,
        };
        Ok(self.awaiting_answers(step))
    }

    /// One commit: what became of earlier texts, and the next claim.
    fn record_and_claim(&mut self) -> Result<Claim, StoreError> {
        let (engine, sender) = (self.engine, self.sender);
        let (answers, in_flight) = (&self.unrecorded, &self.in_flight);
        let inbox_read = self.pulls.inbox_read_within(INBOX_FRESH);
        let claimed = engine.store().write(|tx| {
            let now = engine.now();
            record_all(tx, sender, answers, now)?;
            claim::claim(tx, sender, now, inbox_read, |per_second| in_flight.has_room(per_second))
        });
        match claimed {
            Ok(claim) => {
                self.unrecorded.clear();
                Ok(claim)
            }
            // A claim that cannot be made must not keep an answer from being written down.
            Err(fault) => self.record_alone().and(Err(fault)),
        }
    }

    /// Writes down the answers and claims nothing. They are kept until it succeeds: a full disk must not forget
    /// what the provider said.
    fn record_alone(&mut self) -> Result<(), StoreError> {
        if self.unrecorded.is_empty() {
            return Ok(());
        }
        let (answers, sender, now) = (&self.unrecorded, self.sender, self.engine.now());
        self.engine.store().write(|tx| record_all(tx, sender, answers, now))?;
        self.unrecorded.clear();
        Ok(())
    }

    fn hand_over(&mut self, text: Claimed) -> Result<(), StoreError> {
        let gateway = self.engine.gateway(text.gateway);
        self.in_flight.carry(text, gateway);
        if self.in_flight.answer_at_once() {
            self.unrecorded.extend(self.in_flight.back());
            self.record_alone()?;
        }
        Ok(())
    }

    fn inbox_read_at(&self) -> Timestamp {
        let now = self.engine.now();
        self.pulls.read_again_at().filter(|at| *at > now).unwrap_or(now + ANSWERS)
    }

    /// Nothing has ended and nobody looks away while an answer is awaited.
    fn awaiting_answers(&self, step: Step) -> Step {
        if self.in_flight.out() == 0 {
            return step;
        }
        let now = self.engine.now();
        let look = self.in_flight.next_answer_at().unwrap_or(now + ANSWERS);
        match step {
            Step::Wait(until, hold @ (Hold::Pace | Hold::Unreachable | Hold::TooFast)) => {
                Step::Wait(until.min(look), hold)
            }
            Step::Wait(..) | Step::Idle => Step::Wait(look, Hold::Answers),
            moved => moved,
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

    /// Waits for the answers on their way and writes them down.
    fn land(&mut self) -> Result<(), StoreError> {
        let clock = self.engine.shared_clock();
        let began = clock.elapsed();
        let left = || LANDING.saturating_sub(clock.elapsed().saturating_sub(began));
        while clock.flows() && self.in_flight.out() > 0 && !left().is_zero() {
            self.in_flight.wait(left());
            self.unrecorded.extend(self.in_flight.back());
        }
        self.record_alone()?;
        self.pulls.come_home(left());
        Ok(())
    }
}

impl Drop for Worker<'_> {
    /// What cannot be written down now is in doubt at the next start.
    fn drop(&mut self) {
        let _ = self.land();
    }
}

/// Writes down every answer.
fn record_all(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    answers: &[Answer],
    now: Timestamp,
) -> Result<(), StoreError> {
    answers.iter().try_for_each(|(text, attempt)| record(tx, sender, text, attempt, now))
}
