//! One worker for each sender, stepped in turn, until nothing more may go.
//!
//! Every worker gets one step a round, so that a long campaign of one sender
//! never holds up another's.

use std::time::Duration;

use counterbell_core::clock::Timestamp;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::gateways::{GatewayFault, Sender};
use counterbell_core::ids::SenderId;
use counterbell_core::sending::{Hold, Step, Worker};

use super::sums::Progress;

/// Longest nap on the real clock, so that a change made in the store is never far.
const NAP: Duration = Duration::from_secs(30);
/// A provider that asks for no more than this is waited for, whatever was asked.
const PATIENCE: chrono::TimeDelta = chrono::TimeDelta::seconds(5);
/// How often receipts are asked for while texts go out.
const RECEIPTS_EVERY: chrono::TimeDelta = chrono::TimeDelta::seconds(20);

/// How the draining ended.
#[derive(Default)]
pub(super) struct Ended {
    /// What the next text waits for.
    pub(super) waiting: Option<Hold>,
    /// Senders that only the owner can let go on.
    pub(super) halted: Vec<SenderId>,
    /// The credentials were refused while the inbox was read.
    pub(super) refused: Option<GatewayFault>,
}

/// The workers at their work.
pub(super) struct Drain<'e> {
    engine: &'e Engine,
    workers: Vec<(SenderId, Worker<'e>)>,
    until_done: bool,
    receipts_at: Timestamp,
    ended: Ended,
}

/// What a whole round came to.
enum Round {
    /// Something moved: go on at once.
    Moved,
    /// Nothing may go before this moment.
    Wait(Timestamp, Hold),
    /// Nothing is left that this run could send.
    Done,
}

impl<'e> Drain<'e> {
    pub(super) fn new(engine: &'e Engine, senders: &[Sender], until_done: bool) -> Result<Self, Problem> {
        let start = |sender: &Sender| Ok((sender.id, Worker::start(engine, sender.id)?));
        let workers = senders.iter().map(start).collect::<Result<_, Problem>>()?;
        let receipts_at = engine.now() + RECEIPTS_EVERY;
        Ok(Self { engine, workers, until_done, receipts_at, ended: Ended::default() })
    }

    /// Steps until nothing is left, or until the next text would have to wait for hours or for the owner.
    pub(super) fn run(mut self, progress: &Progress<'_>) -> Result<Ended, Problem> {
        loop {
            match self.round()? {
                Round::Moved => {}
                Round::Wait(until, hold) if self.worth_waiting(until, hold) => self.rest(until),
                Round::Wait(_, hold) => {
                    self.ended.waiting = Some(hold);
                    return Ok(self.ended);
                }
                Round::Done => return Ok(self.ended),
            }
            progress.tell()?;
            self.ask_receipts();
        }
    }

    /// One step for each worker that can still do something.
    fn round(&mut self) -> Result<Round, Problem> {
        let (mut moved, mut wait): (bool, Option<(Timestamp, Hold)>) = (false, None);
        let mut at_work = std::mem::take(&mut self.workers);
        for (id, mut worker) in at_work.drain(..) {
            match worker.step()? {
                Step::Tried | Step::Sorted => moved = true,
                Step::Wait(_, Hold::Halted) => {
                    self.ended.halted.push(id);
                    continue;
                }
                Step::Wait(_, Hold::InboxStale) if only_owner_helps(worker.inbox_fault()) => {
                    self.ended.refused = worker.inbox_fault().cloned();
                    continue;
                }
                Step::Wait(until, hold) => {
                    wait = Some(wait.filter(|(first, _)| *first <= until).unwrap_or((until, hold)))
                }
                Step::Idle => {}
            }
            self.workers.push((id, worker));
        }
        Ok(match wait {
            _ if moved => Round::Moved,
            Some((until, hold)) => Round::Wait(until, hold),
            None => Round::Done,
        })
    }

    fn worth_waiting(&self, until: Timestamp, hold: Hold) -> bool {
        let soon = until <= self.engine.now() + PATIENCE;
        self.until_done
            || matches!(hold, Hold::Pace | Hold::Answers)
            || (soon && matches!(hold, Hold::Unreachable | Hold::TooFast | Hold::InboxStale))
    }

    /// A turned clock jumps: nobody changes its store meanwhile.
    fn rest(&self, until: Timestamp) {
        let pause = (until - self.engine.now()).to_std().unwrap_or_default().max(Duration::from_millis(1));
        let pause = if self.engine.clock().is_real() { pause.min(NAP) } else { pause };
        self.engine.clock().wait(pause, self.engine.wake());
    }

    fn ask_receipts(&mut self) {
        if self.engine.now() >= self.receipts_at {
            self.workers.iter_mut().for_each(|(_, worker)| worker.want_receipts());
            self.receipts_at = self.engine.now() + RECEIPTS_EVERY;
        }
    }
}

fn only_owner_helps(fault: Option<&GatewayFault>) -> bool {
    matches!(
        fault,
        Some(
            GatewayFault::Unauthorised
                | GatewayFault::UnsafeAddress
                | GatewayFault::BadSetting(_)
                | GatewayFault::ClockTurned
        )
    )
}
