//! What happens to a text on its way into the scripted gateway.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// One way to treat a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behaviour {
    /// Registered and confirmed.
    Accept,
    /// Registered only after this time, also when the client is gone by then; then confirmed.
    AcceptLate(Duration),
    /// The connection is closed before a byte was read. Not registered.
    DropBeforeReading,
    /// Read, then closed without an answer. Not registered.
    DropAfterReading,
    /// Registered, then closed without an answer.
    LoseAnswer,
    /// Registered; the answer ends in the middle, its length being promised.
    CutAnswer,
    /// Registered; status 201 with bytes that are not JSON.
    Garbage,
    /// Registered; status 201 with JSON that holds no id.
    NoId,
    /// Status 200 with a web page, as a hotel network gives it. Not registered.
    Html200,
    /// Status 504 with a web page, as Twilio's own front gives it. Registered.
    Html504,
    /// The provider's error body with this HTTP status and code. Not registered.
    Refuse(u16, i64),
    /// This HTTP status without the provider's error body. Not registered.
    Bare(u16),
    /// 429, with this `Retry-After`. Not registered.
    TooMany(Option<&'static str>),
    /// 500 in the provider's error shape; the text may have been registered all the same.
    ServerError {
        /// Whether it was.
        taken: bool,
    },
    /// A redirect to another path of this server. Not registered.
    Redirect,
    /// Registered; the answer comes a byte at a time, without end.
    SlowDrip,
    /// Registered; a confirmation of three megabytes.
    HugeBody,
}

impl Behaviour {
    /// Whether the text would reach a phone.
    #[must_use]
    pub fn registers(&self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::AcceptLate(_)
                | Self::LoseAnswer
                | Self::CutAnswer
                | Self::Garbage
                | Self::NoId
                | Self::Html504
                | Self::ServerError { taken: true }
                | Self::SlowDrip
                | Self::HugeBody
        )
    }
}

/// What is to happen.
#[derive(Default)]
pub(super) struct Script {
    pub(super) sends: VecDeque<Behaviour>,
    pub(super) reads: VecDeque<Behaviour>,
    pub(super) numbers: HashMap<String, Behaviour>,
    usual: Vec<(u32, Behaviour)>,
    state: u64,
}

impl Script {
    pub(super) fn mix(&mut self, seed: u64, weighted: Vec<(u32, Behaviour)>) {
        self.state = seed;
        self.usual = weighted;
    }

    /// The next send's behaviour, drawn before its number is known.
    pub(super) fn next_send(&mut self) -> Behaviour {
        self.sends.pop_front().unwrap_or_else(|| self.draw())
    }

    pub(super) fn next_read(&mut self) -> Behaviour {
        self.reads.pop_front().unwrap_or(Behaviour::Accept)
    }

    fn draw(&mut self) -> Behaviour {
        let all: u64 = self.usual.iter().map(|(weight, _)| u64::from(*weight)).sum();
        if all == 0 {
            return Behaviour::Accept;
        }
        let mut at = self.random() % all;
        for (weight, behaviour) in &self.usual {
            match at.checked_sub(u64::from(*weight)) {
                Some(rest) => at = rest,
                None => return behaviour.clone(),
            }
        }
        Behaviour::Accept
    }

    /// SplitMix64 (public domain, Vigna): a short sequence that every seed repeats.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
