//! A gateway that does what the test tells it, in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::clock::{Clock, Timestamp};
use crate::gateways::{
    Attempt, Capabilities, Gateway, GatewayFault, Inbound, InboxPage, Limits, Outgoing, OwnAnswers, Progress,
    Receipt, Remembered,
};

/// What happens to one attempt.
#[derive(Debug, Clone)]
pub enum Turn {
    /// Taken and answered.
    Accept,
    /// Taken, but the answer is lost.
    AcceptAndLoseTheAnswer,
    /// Taken only this much later, when nobody waits for the answer any more.
    AcceptLate(Duration),
    /// Not taken, and the answer is lost.
    LoseTheRequest,
    /// This answer.
    Answer(Attempt),
}

/// What the gateway remembers.
#[derive(Clone)]
struct Taken {
    text: Outgoing,
    at: Timestamp,
}

/// The gateway.
pub struct ScriptedGateway {
    clock: Arc<dyn Clock>,
    script: Mutex<VecDeque<Turn>>,
    taken: Mutex<Vec<Taken>>,
    inbox: Mutex<Vec<Inbound>>,
    deaf: Mutex<bool>,
    answers: Mutex<OwnAnswers>,
}

impl ScriptedGateway {
    /// One that accepts everything.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            script: Mutex::default(),
            taken: Mutex::default(),
            inbox: Mutex::default(),
            deaf: Mutex::new(false),
            answers: Mutex::new(OwnAnswers::listed_for("Twilio default")),
        }
    }

    /// What the next attempts meet; afterwards it accepts.
    pub fn script(&self, turns: impl IntoIterator<Item = Turn>) {
        self.script.lock().unwrap().extend(turns);
    }

    /// Takes back what was scripted and not met yet, and forgets the texts to a number.
    pub fn forget(&self, number: &str) {
        self.script.lock().unwrap().clear();
        let mut taken = self.taken.lock().unwrap();
        taken.iter_mut().filter(|one| one.text.to == number).for_each(|one| one.text.to.clear());
    }

    /// Leaves every answer to the shop, as a phone in a drawer does.
    pub fn answers_nothing(&self) {
        *self.answers.lock().unwrap() = OwnAnswers::NONE;
    }

    /// Whether pulls fail.
    pub fn deaf(&self, deaf: bool) {
        *self.deaf.lock().unwrap() = deaf;
    }

    /// Somebody texts the shop.
    pub fn inbound(&self, from: &str, body: &str) {
        let mut inbox = self.inbox.lock().unwrap();
        let gateway_ref = format!("IN{}", inbox.len());
        inbox.push(Inbound {
            gateway_ref,
            from: from.into(),
            body: body.into(),
            received_at: self.clock.now(),
        });
    }

    /// Texts that reached people, as (number, body).
    #[must_use]
    pub fn texts(&self) -> Vec<(String, String)> {
        self.taken.lock().unwrap().iter().map(|one| (one.text.to.clone(), one.text.body.clone())).collect()
    }

    /// How many texts reached a number.
    #[must_use]
    pub fn texts_to(&self, number: &str) -> usize {
        self.texts().iter().filter(|(to, _)| to == number).count()
    }

    /// When each text was taken.
    #[must_use]
    pub fn moments(&self) -> Vec<Timestamp> {
        self.taken.lock().unwrap().iter().map(|one| one.at).collect()
    }

    /// How long the gateway was told to try, per text.
    #[must_use]
    pub fn validities(&self) -> Vec<Duration> {
        self.taken.lock().unwrap().iter().map(|one| one.text.valid_for).collect()
    }

    fn take(&self, text: &Outgoing) -> String {
        self.take_at(text, self.clock.now())
    }

    fn take_at(&self, text: &Outgoing, at: Timestamp) -> String {
        let mut taken = self.taken.lock().unwrap();
        taken.push(Taken { text: text.clone(), at });
        format!("SM{}", taken.len() - 1)
    }
}

impl Gateway for ScriptedGateway {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            pulls_inbound: true,
            pulls_statuses: true,
            answers: *self.answers.lock().unwrap(),
            finds_sent: true,
            reaches_people: false,
        }
    }

    fn limits(&self) -> Limits {
        Limits { per_second: 100.0, max_characters: 1600, settle: Duration::from_secs(600) }
    }

    fn send(&self, text: &Outgoing) -> Attempt {
        match self.script.lock().unwrap().pop_front().unwrap_or(Turn::Accept) {
            Turn::Accept => Attempt::Accepted { gateway_ref: self.take(text) },
            Turn::AcceptAndLoseTheAnswer => {
                self.take(text);
                Attempt::Unknown { seen: "timeout" }
            }
            Turn::AcceptLate(by) => {
                self.take_at(text, self.clock.now() + by);
                Attempt::Unknown { seen: "timeout" }
            }
            Turn::LoseTheRequest => Attempt::Unknown { seen: "timeout" },
            Turn::Answer(attempt) => attempt,
        }
    }

    fn pull_inbound(&self, _address: &str, _cursor: &str) -> Result<InboxPage, GatewayFault> {
        if *self.deaf.lock().unwrap() {
            return Err(GatewayFault::Unreachable);
        }
        Ok(InboxPage { texts: self.inbox.lock().unwrap().clone(), cursor: "all".into() })
    }

    fn pull_receipts(&self, gateway_refs: &[String]) -> Result<Vec<Receipt>, GatewayFault> {
        let receipt = |gateway_ref: &String| Receipt {
            gateway_ref: gateway_ref.clone(),
            progress: Progress::Delivered,
        };
        Ok(gateway_refs.iter().map(receipt).collect())
    }

    fn find_sent(&self, _from: &str, to: &str, since: Timestamp) -> Result<Vec<Remembered>, GatewayFault> {
        let taken = self.taken.lock().unwrap();
        let now = self.clock.now();
        let known = |one: &Taken| one.text.to == to && one.at >= since && one.at <= now;
        let found = (0..).zip(taken.iter()).filter(|(_, one)| known(one));
        Ok(found
            .map(|(place, one): (usize, _)| Remembered {
                gateway_ref: format!("SM{place}"),
                body: one.text.body.clone(),
                created_at: one.at,
            })
            .collect())
    }
}
