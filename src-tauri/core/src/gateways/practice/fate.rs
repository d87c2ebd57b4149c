//! What becomes of one simulated text.
//!
//! Pure: everything follows from the text's id. The draws are SHA-256 of the id
//! and a word, so that delivery, failure and reply do not hang together.

use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, TimeDelta};
use sha2::{Digest, Sha256};

use super::PracticeConfig;
use crate::clock::Timestamp;
use crate::gateways::{Action, Outgoing, Refusal};

/// Why simulated texts fail: Twilio's code, what it asks for, and its share.
const FAILURES: [(&str, Action, f64); 4] = [
    ("30003", Action::DropMessage, 0.45),
    ("30005", Action::DropMessage, 0.25),
    ("30006", Action::NotMobile, 0.15),
    ("30007", Action::DropMessage, 0.15),
];

/// Ways to say STOP; the last ones are no keywords, a person has to understand them.
const STOPS: [&str; 8] = [
    "STOP",
    "Stop",
    "stop",
    "Stop please",
    "STOP.",
    "unsubscribe",
    "please take me off your list",
    "No more texts please",
];

const REPLIES: [&str; 16] = [
    "Thanks!",
    "Thank you, ordered two 😊",
    "Who is this?",
    "How much is shipping?",
    "Is it still available in blue?",
    "Do you have it in size 9?",
    "Can I pick it up in the store on Saturday?",
    "Just ordered, thank you",
    "What time do you close tonight?",
    "The link does not open for me",
    "👍",
    "Is this still on tomorrow?",
    "My last order has not arrived yet, can you check?",
    "ok",
    "How much is the large one?",
    "Love it, see you soon!",
];

/// The one thing known of a text: its id.
pub(super) struct Fate<'a> {
    gateway_ref: &'a str,
    accepted_at: Timestamp,
}

impl<'a> Fate<'a> {
    /// The id of a text accepted `now`.
    pub(super) fn begin(seed: u64, text: &Outgoing, now: Timestamp) -> String {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        // The separator cannot stand in a number or a reference, so fields cannot run into each other.
        for field in [&text.to, &text.reference, &text.body] {
            hash.update(field);
            hash.update([0]);
        }
        format!("practice-{}-{:016x}", now.timestamp_millis(), first_eight(hash))
    }

    /// Reads an id of ours.
    pub(super) fn of(gateway_ref: &'a str) -> Option<Self> {
        let (moment, hash) = gateway_ref.strip_prefix("practice-")?.split_once('-')?;
        let accepted_at = DateTime::from_timestamp_millis(moment.parse().ok()?)?;
        (hash.len() == 16).then_some(Self { gateway_ref, accepted_at })
    }

    /// A number from 0 (included) to 1 (excluded), the same for ever.
    fn draw(&self, what: &str) -> f64 {
        let hash = Sha256::new().chain_update(self.gateway_ref).chain_update([0]).chain_update(what);
        // 53 bits are what an f64 holds exactly.
        (first_eight(hash) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<T: Copy>(&self, what: &str, from: &[T]) -> Option<T> {
        from.get((self.draw(what) * from.len() as f64) as usize).copied()
    }

    fn span(&self, what: &str, range: &RangeInclusive<Duration>) -> TimeDelta {
        let width = range.end().saturating_sub(*range.start()).as_secs_f64();
        delta(*range.start() + Duration::from_secs_f64(self.draw(what) * width))
    }

    /// When the network's last word on it is known.
    pub(super) fn settled_at(&self, config: &PracticeConfig) -> Timestamp {
        (self.accepted_at + self.span("delivery", &config.delivered_after)).trunc_subsecs(3)
    }

    /// Why it does not arrive, if it does not.
    pub(super) fn failure(&self, config: &PracticeConfig) -> Option<Refusal> {
        if self.draw("failure") >= config.failure_rate {
            return None;
        }
        let mut at = self.draw("reason");
        let reason = FAILURES.iter().find(|(_, _, share)| {
            at -= share;
            at < 0.0
        });
        reason.or(FAILURES.first()).map(|(code, action, _)| Refusal { code: (*code).into(), action: *action })
    }

    /// What the person answers and when, if they do.
    pub(super) fn reply(&self, config: &PracticeConfig) -> Option<(&'static str, Timestamp)> {
        if self.failure(config).is_some() {
            return None;
        }
        let mood = self.draw("reply");
        let body = if mood < config.stop_rate {
            self.pick("words", &STOPS)?
        } else if mood < config.stop_rate + config.reply_rate {
            self.pick("words", &REPLIES)?
        } else {
            return None;
        };
        let at = self.settled_at(config) + self.span("thinking", &config.replied_after);
        Some((body, at.trunc_subsecs(3)))
    }
}

/// After this time nobody answers any more.
pub(super) fn longest_until_reply(config: &PracticeConfig) -> TimeDelta {
    delta(*config.delivered_after.end()) + delta(*config.replied_after.end())
}

fn delta(time: Duration) -> TimeDelta {
    TimeDelta::from_std(time).unwrap_or(TimeDelta::zero())
}

fn first_eight(hash: Sha256) -> u64 {
    hash.finalize().iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}
