//! What the sender pulls from the provider: reading the inbox, asking about texts in doubt, asking for receipts.
//!
//! Owns when each is due, and when the inbox was last read by a clock that nobody
//! can set. On a flowing clock they run beside the claims, one at
//! a time, so that a slow provider does not hold up the pace; how fresh the inbox
//! must be for a claim is the claim's own business. Under a clock that stands
//! still they run at once.

use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::{receipts, reconcile};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::GatewayFault;
use crate::ids::SenderId;
use crate::inbox;
use crate::store::StoreError;

/// How often the inbox is read while texts go out.
const PULL_EVERY: chrono::TimeDelta = chrono::TimeDelta::seconds(45);
/// Longest while until an inbox that could not be read is read again.
const PULL_AGAIN: chrono::TimeDelta = chrono::TimeDelta::seconds(5 << 6);
/// How often evidence for texts in doubt is looked for; none is due sooner than a provider settles.
const DOUBTS_EVERY: chrono::TimeDelta = chrono::TimeDelta::seconds(5);

/// Something to ask the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pull {
    Inbox,
    Doubts,
    Receipts,
}

/// What came of it: the provider's fault, if it had one.
type Outcome = Result<Option<GatewayFault>, StoreError>;

/// One sender's pulls.
pub(super) struct Pulls {
    engine: Engine,
    sender: SenderId,
    under_way: Option<(Pull, Receiver<Outcome>)>,
    /// When the pull under way set out, by both clocks.
    set_out_at: (Timestamp, Duration),
    /// When the last pull that read the inbox to its end set out.
    read_at: Option<(Timestamp, Duration)>,
    failed_pulls: u32,
    inbox_fault: Option<GatewayFault>,
    read_again_at: Option<Timestamp>,
    doubts_at: Option<Timestamp>,
    receipts_wanted: bool,
}

impl Pulls {
    pub(super) fn of(engine: &Engine, sender: SenderId) -> Self {
        Self {
            engine: engine.clone(),
            sender,
            under_way: None,
            set_out_at: (engine.now(), Duration::ZERO),
            read_at: None,
            failed_pulls: 0,
            inbox_fault: None,
            read_again_at: None,
            doubts_at: None,
            receipts_wanted: false,
        }
    }

    /// Why the inbox could not be read last time; `None` if it could.
    pub(super) fn inbox_fault(&self) -> Option<&GatewayFault> {
        self.inbox_fault.as_ref()
    }

    /// Whether this very run has read the inbox to its end within this time, however the clock was set since.
    pub(super) fn inbox_read_within(&self, time: Duration) -> bool {
        let elapsed = self.engine.clock().elapsed();
        self.read_at.is_some_and(|(_, at)| elapsed.saturating_sub(at) <= time)
    }

    /// Receipts are asked for when nothing more urgent is under way.
    pub(super) fn want_receipts(&mut self) {
        self.receipts_wanted = true;
    }

    /// When an inbox that could not be read is read again.
    pub(super) fn read_again_at(&self) -> Option<Timestamp> {
        self.read_again_at
    }

    /// Takes in what has been done and sets out for what is due.
    pub(super) fn look_after(&mut self, now: Timestamp) -> Result<(), StoreError> {
        self.take_in(now)?;
        while self.under_way.is_none() {
            let Some(pull) = self.due(now) else { break };
            self.set_out(pull, now);
            self.take_in(now)?;
        }
        Ok(())
    }

    /// Waits until nothing is under way, or this long.
    pub(super) fn come_home(&mut self, at_most: Duration) {
        if let Some((_, outcome)) = self.under_way.take() {
            let _ = outcome.recv_timeout(at_most);
        }
    }

    /// What people wrote goes before everything else.
    fn due(&mut self, now: Timestamp) -> Option<Pull> {
        // A moment that lies further ahead was set before the clock went back.
        let again = self.read_again_at.is_none_or(|at| at <= now || at > now + PULL_AGAIN);
        if again && !self.read_lately(now) {
            return Some(Pull::Inbox);
        }
        if !within(self.doubts_at, DOUBTS_EVERY, now) {
            self.doubts_at = Some(now);
            return Some(Pull::Doubts);
        }
        std::mem::take(&mut self.receipts_wanted).then_some(Pull::Receipts)
    }

    /// By both clocks: one stands while the computer sleeps, the other can be set.
    fn read_lately(&self, now: Timestamp) -> bool {
        let elapsed = self.engine.clock().elapsed();
        let lately = |at: Duration| elapsed.saturating_sub(at) < PULL_EVERY.to_std().unwrap_or_default();
        self.read_at.is_some_and(|(wall, at)| within(Some(wall), PULL_EVERY, now) && lately(at))
    }

    fn set_out(&mut self, pull: Pull, now: Timestamp) {
        self.set_out_at = (now, self.engine.clock().elapsed());
        let (tell, told) = channel();
        let (engine, sender) = (self.engine.clone(), self.sender);
        let work = move || {
            // Nobody listens any more where the sender was told to end.
            let _ = tell.send(run(&engine, sender, pull));
            engine.wake().ring();
        };
        if self.engine.clock().flows() {
            if thread::Builder::new().name("pull".into()).spawn(work).is_err() {
                self.put_off(pull, None, now);
                return;
            }
        } else {
            work();
        }
        self.under_way = Some((pull, told));
    }

    fn take_in(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let Some((pull, told)) = &self.under_way else { return Ok(()) };
        let (pull, outcome) = match told.try_recv() {
            Ok(outcome) => (*pull, outcome),
            Err(std::sync::mpsc::TryRecvError::Empty) => return Ok(()),
            // A pull that died is one that failed.
            Err(std::sync::mpsc::TryRecvError::Disconnected) => (*pull, Ok(Some(GatewayFault::Unreachable))),
        };
        self.under_way = None;
        match (pull, outcome?) {
            (Pull::Inbox, None) => {
                (self.failed_pulls, self.inbox_fault) = (0, None);
                (self.read_at, self.read_again_at) = (Some(self.set_out_at), None);
            }
            (pull, Some(fault)) => self.put_off(pull, Some(fault), now),
            (Pull::Doubts | Pull::Receipts, None) => {}
        }
        Ok(())
    }

    /// A provider that does not answer is asked again after a growing while; the claim's own gate closes meanwhile.
    fn put_off(&mut self, pull: Pull, fault: Option<GatewayFault>, now: Timestamp) {
        if pull == Pull::Inbox {
            self.failed_pulls += 1;
            self.inbox_fault = fault;
            self.read_again_at = Some(now + Duration::from_secs(5 << self.failed_pulls.min(6)));
        }
    }
}

fn run(engine: &Engine, sender: SenderId, pull: Pull) -> Outcome {
    Ok(match pull {
        Pull::Inbox => inbox::pull(engine, sender)?.err(),
        Pull::Doubts => reconcile::due(engine, sender).map(|_| None)?,
        Pull::Receipts => receipts::pull_receipts(engine, sender, false)?.err(),
    })
}

/// Whether `at` lies less than `time` before `now`, and not after it.
fn within(at: Option<Timestamp>, time: chrono::TimeDelta, now: Timestamp) -> bool {
    at.is_some_and(|at| at <= now && at > now - time)
}
