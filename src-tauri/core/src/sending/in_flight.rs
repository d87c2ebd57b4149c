//! In flight: claimed texts on their way to the provider, several at a time.
//!
//! Owns the threads that wait for a provider's answer; knows no store. Each
//! claimed text gets a thread of its own that makes one request. An answer comes
//! `back` for every text handed over, or the process dies and the text is in
//! doubt. Under a clock that stands still the request is made at once, so that a
//! test is the same every time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::claim::Claimed;
use crate::clock::{Clock, Timestamp, Wake};
use crate::engine::Engine;
use crate::gateways::{Attempt, Gateway, GatewayFault, Outgoing};

/// A claim is good for this long.
const CLAIM_HOLDS: chrono::TimeDelta = chrono::TimeDelta::seconds(30);
/// However fast a sender is, so many texts at most would be in doubt after a crash.
const MOST_ABREAST: u32 = 64;
/// A provider that answers within this time does not slow the pace down.
const USUAL_ANSWER: Duration = Duration::from_secs(2);

/// A text, and what became of it.
pub(super) type Answer = (Claimed, Attempt);

/// Texts on their way.
pub(super) struct InFlight {
    clock: Arc<dyn Clock>,
    wake: Arc<Wake>,
    tell: Sender<(Timestamp, Answer)>,
    told: Receiver<(Timestamp, Answer)>,
    /// Answers that are not there yet, under a clock that stands still.
    coming: Vec<(Timestamp, Answer)>,
    takes: Duration,
    out: u32,
}

impl InFlight {
    pub(super) fn of(engine: &Engine) -> Self {
        let (tell, told) = channel();
        let (clock, wake) = (engine.shared_clock(), engine.shared_wake());
        Self { clock, wake, tell, told, coming: Vec::new(), takes: Duration::ZERO, out: 0 }
    }

    /// Lets every answer take this long, under a clock that stands still.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn answer_after(&mut self, time: Duration) {
        self.takes = time;
    }

    /// How many texts are on their way.
    pub(super) fn out(&self) -> u32 {
        self.out
    }

    /// Whether one more text may be on its way at this pace.
    pub(super) fn has_room(&self, per_second: f64) -> bool {
        self.out < abreast(per_second)
    }

    /// Whether an answer is there as soon as a text is handed over.
    pub(super) fn answer_at_once(&self) -> bool {
        !self.clock.flows() && self.takes.is_zero()
    }

    /// Takes a claimed text to the provider.
    pub(super) fn carry(&mut self, text: Claimed, gateway: Result<Arc<dyn Gateway>, GatewayFault>) {
        self.out += 1;
        if !self.clock.flows() {
            let attempt = deliver(&text, gateway, self.clock.as_ref());
            self.coming.push((self.clock.now() + self.takes, (text, attempt)));
            return;
        }
        let (clock, wake, tell) = (self.clock.clone(), self.wake.clone(), self.tell.clone());
        let kept = text.clone();
        let request = move || {
            let attempt = deliver(&text, gateway, clock.as_ref());
            // Nobody listens any more where the sender has given up waiting: the text is in doubt then.
            let _ = tell.send((clock.now(), (text, attempt)));
            wake.ring();
        };
        if thread::Builder::new().name("request".into()).spawn(request).is_err() {
            // Without a thread there was no request.
            self.coming.push((self.clock.now(), (kept, not_sent(GatewayFault::Unreachable))));
        }
    }

    /// The answers that are there by now.
    pub(super) fn back(&mut self) -> Vec<Answer> {
        self.coming.extend(self.told.try_iter());
        let now = self.clock.now();
        let there = |(at, _): &mut (Timestamp, Answer)| !self.clock.flows() && *at > now;
        let (still, back): (Vec<_>, Vec<_>) = std::mem::take(&mut self.coming)
            .into_iter()
            .map(|mut one| (there(&mut one), one))
            .partition(|(out, _)| *out);
        self.coming = still.into_iter().map(|(_, one)| one).collect();
        self.out = self.out.saturating_sub(u32::try_from(back.len()).unwrap_or(u32::MAX));
        back.into_iter().map(|(_, (_, answer))| answer).collect()
    }

    /// When the next answer is there, under a clock that stands still.
    pub(super) fn next_answer_at(&self) -> Option<Timestamp> {
        self.coming.iter().map(|(at, _)| *at).min()
    }

    /// Waits for one more answer, on the real clock.
    pub(super) fn wait(&mut self, at_most: Duration) {
        if let Ok(one) = self.told.recv_timeout(at_most) {
            self.coming.push(one);
        }
    }
}

/// Enough for the pace against a provider that answers in the usual time, and never more than can be told.
fn abreast(per_second: f64) -> u32 {
    let wanted = (per_second * USUAL_ANSWER.as_secs_f64()).ceil();
    if wanted >= f64::from(MOST_ABREAST) { MOST_ABREAST } else { (wanted as u32).max(1) }
}

/// One request. A thread that panics proves nothing.
fn deliver(text: &Claimed, gateway: Result<Arc<dyn Gateway>, GatewayFault>, clock: &dyn Clock) -> Attempt {
    // A lid closed between claim and request: the gates were asked at another hour of the day.
    let now = clock.now();
    if now < text.claimed_at || now - text.claimed_at >= CLAIM_HOLDS {
        return Attempt::NotSent {
            fault: GatewayFault::Unreachable,
            retry_after: Some(Duration::from_secs(1)),
        };
    }
    match gateway {
        Ok(gateway) => catch_unwind(AssertUnwindSafe(|| gateway.send(&outgoing(text))))
            .unwrap_or(Attempt::Unknown { seen: "request_died" }),
        Err(fault) => not_sent(fault),
    }
}

fn outgoing(text: &Claimed) -> Outgoing {
    Outgoing {
        to: text.recipient.clone(),
        from: text.from.clone(),
        body: text.body.clone(),
        reference: format!("{}-{}", text.id, text.attempt),
        valid_for: text.valid_for,
    }
}

fn not_sent(fault: GatewayFault) -> Attempt {
    Attempt::NotSent { fault, retry_after: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::TurnedClock;
    use crate::testing::{ALICE, ScriptedGateway, monday_noon};

    fn delivered_after(seconds: i64) -> (Attempt, usize) {
        let claimed_at = monday_noon();
        let clock = Arc::new(TurnedClock::new(claimed_at + chrono::TimeDelta::seconds(seconds)));
        let gateway = Arc::new(ScriptedGateway::new(clock.clone()));
        let text = Claimed {
            id: crate::ids::MessageId(1),
            campaign: None,
            gateway: crate::ids::GatewayId(1),
            from: "+12125550199".into(),
            recipient: ALICE.into(),
            body: "Maple & Pine: the coats are here".into(),
            attempt: 1,
            valid_for: Duration::from_secs(3600),
            claimed_at,
        };
        (deliver(&text, Ok(gateway.clone()), clock.as_ref()), gateway.texts().len())
    }

    #[test]
    fn a_lid_closed_between_claim_and_request_makes_no_request() {
        for asleep in [30, 3600, -1] {
            let (attempt, texts) = delivered_after(asleep);
            assert!(matches!(attempt, Attempt::NotSent { .. }), "{asleep} s: {attempt:?}");
            assert_eq!(texts, 0);
        }
        let (attempt, texts) = delivered_after(29);
        assert!(matches!(attempt, Attempt::Accepted { .. }) && texts == 1, "control: {attempt:?}");
    }

    #[test]
    fn a_class_of_75_a_second_has_room_for_slow_answers_and_nobody_has_more_than_64_on_their_way() {
        assert_eq!([0.1, 1.0, 10.0, 75.0, 1000.0].map(abreast), [1, 2, 20, 64, 64]);
    }
}
