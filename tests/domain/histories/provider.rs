//! A provider with a clock of its own, which the laptop's clock cannot turn.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use counterbell_core::clock::{Clock, Timestamp, TurnedClock};
use counterbell_core::gateways::{
    Attempt, Capabilities, Gateway, GatewayFault, Inbound, InboxPage, Limits, Outgoing, OwnAnswers, Progress,
    Receipt, Remembered,
};
use counterbell_core::testing::Turn;

/// One request to send, as the provider saw it.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) to: String,
    /// By the provider's clock.
    pub(super) at: Timestamp,
    /// By the laptop's clock.
    pub(super) laptop: Timestamp,
    /// Since the inbox was last read to its end, by the provider's clock; nothing if it never was.
    pub(super) inbox_age: Option<chrono::TimeDelta>,
    pub(super) valid_for: Duration,
    /// When the text is registered; nothing if it never is.
    pub(super) taken_at: Option<Timestamp>,
    /// The answer proves that it was not taken.
    pub(super) unsent: bool,
    body: String,
}

#[derive(Default)]
struct State {
    turns: VecDeque<Turn>,
    requests: Vec<Request>,
    inbox: Vec<Inbound>,
    read_at: Option<Timestamp>,
    deaf: bool,
    muddled: bool,
    pretends: bool,
    writes_meanwhile: Option<String>,
}

/// The provider.
pub(super) struct Provider {
    pub(super) clock: TurnedClock,
    laptop: Arc<TurnedClock>,
    state: Mutex<State>,
}

impl Provider {
    pub(super) fn new(laptop: Arc<TurnedClock>) -> Self {
        Self { clock: TurnedClock::new(laptop.now()), laptop, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// What the next request meets.
    pub(super) fn next(&self, turn: Turn) {
        self.state().turns.push_back(turn);
    }

    /// Behaves well from now on.
    pub(super) fn recover(&self) {
        let mut state = self.state();
        state.turns.clear();
        (state.deaf, state.muddled, state.writes_meanwhile) = (false, false, None);
    }

    /// Whether the inbox cannot be read; whether it comes in another order and twice.
    pub(super) fn inbox_is(&self, deaf: bool, muddled: bool) {
        let mut state = self.state();
        (state.deaf, state.muddled) = (deaf, muddled);
    }

    /// A pull that fails looks like an inbox without texts from now on.
    pub(super) fn pretend(&self) {
        self.state().pretends = true;
    }

    /// Somebody texts the shop.
    pub(super) fn inbound(&self, from: &str, body: &str) {
        receive(&mut self.state(), from, body, self.clock.now());
    }

    /// This person says STOP while the next request is on its way.
    pub(super) fn stop_meanwhile(&self, from: &str) {
        self.state().writes_meanwhile = Some(from.into());
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// When this person first said STOP.
    pub(super) fn said_stop(&self, number: &str) -> Option<Timestamp> {
        self.state()
            .inbox
            .iter()
            .find(|text| text.from == number && text.body == "STOP")
            .map(|text| text.received_at)
    }
}

fn receive(state: &mut State, from: &str, body: &str, at: Timestamp) {
    let gateway_ref = format!("IN{}", state.inbox.len());
    state.inbox.push(Inbound { gateway_ref, from: from.into(), body: body.into(), received_at: at });
}

impl Gateway for Provider {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            pulls_inbound: true,
            pulls_statuses: true,
            answers: OwnAnswers::listed_for("Twilio default"),
            finds_sent: true,
            reaches_people: false,
        }
    }

    fn limits(&self) -> Limits {
        Limits { per_second: 100.0, max_characters: 1600, settle: Duration::from_secs(600) }
    }

    fn send(&self, text: &Outgoing) -> Attempt {
        let (at, mut state) = (self.clock.now(), self.state());
        if let Some(from) = state.writes_meanwhile.take() {
            receive(&mut state, &from, "STOP", at);
        }
        let id = state.requests.len();
        let lost = Attempt::Unknown { seen: "timeout" };
        let (taken_at, attempt) = match state.turns.pop_front().unwrap_or(Turn::Accept) {
            Turn::Accept => (Some(at), Attempt::Accepted { gateway_ref: format!("SM{id}") }),
            Turn::AcceptAndLoseTheAnswer => (Some(at), lost),
            Turn::AcceptLate(by) => (Some(at + by), lost),
            Turn::LoseTheRequest => (None, lost),
            Turn::Answer(attempt) => (None, attempt),
        };
        let inbox_age = state.read_at.map(|read| at - read);
        state.requests.push(Request {
            to: text.to.clone(),
            at,
            laptop: self.laptop.now(),
            inbox_age,
            valid_for: text.valid_for,
            taken_at,
            unsent: matches!(attempt, Attempt::NotSent { .. } | Attempt::Rejected(_)),
            body: text.body.clone(),
        });
        attempt
    }

    fn pull_inbound(&self, _address: &str, _cursor: &str) -> Result<InboxPage, GatewayFault> {
        let mut state = self.state();
        if state.deaf {
            let empty = InboxPage { texts: Vec::new(), cursor: "all".into() };
            return if state.pretends { Ok(empty) } else { Err(GatewayFault::Unreachable) };
        }
        state.read_at = Some(self.clock.now());
        let mut texts = state.inbox.clone();
        if state.muddled {
            texts.reverse();
            texts.extend(state.inbox.clone());
        }
        Ok(InboxPage { texts, cursor: "all".into() })
    }

    fn pull_receipts(&self, gateway_refs: &[String]) -> Result<Vec<Receipt>, GatewayFault> {
        let delivered = |id: &String| Receipt { gateway_ref: id.clone(), progress: Progress::Delivered };
        Ok(gateway_refs.iter().map(delivered).collect())
    }

    fn find_sent(&self, _from: &str, to: &str, since: Timestamp) -> Result<Vec<Remembered>, GatewayFault> {
        let (now, state) = (self.clock.now(), self.state());
        let known = |one: &Request| {
            let created_at = one.taken_at.filter(|at| one.to == to && *at >= since && *at <= now)?;
            Some((created_at, one.body.clone()))
        };
        let found = (0..).zip(&state.requests).filter_map(|(id, one): (usize, _)| Some((id, known(one)?)));
        Ok(found
            .map(|(id, (created_at, body))| Remembered { gateway_ref: format!("SM{id}"), body, created_at })
            .collect())
    }
}
