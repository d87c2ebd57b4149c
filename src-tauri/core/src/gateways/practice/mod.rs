//! The built-in simulated carrier, for the practice shop and for rehearsals.
//!
//! Owns nothing on disk: what happens to a text is a pure function of the id it
//! was given (which carries the moment of acceptance and a hash of seed,
//! recipient and text) and of the time now. So another process, or the same one
//! after a crash, sees the same deliveries and replies, and no number or text
//! lies outside the encrypted store, which tells through [`SentTexts`] who was
//! texted. Reaches nobody.

mod fate;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta};

use self::fate::Fate;
use super::{
    Action, Attempt, Capabilities, Gateway, GatewayFault, Inbound, InboxPage, Limits, Outgoing, OwnAnswers,
    Progress, Receipt, Refusal, Remembered,
};
use crate::clock::{Clock, Timestamp, Wake};

const MOST_CHARACTERS: usize = 1600;
/// How far a pull goes back behind its cursor.
const OVERLAP: TimeDelta = TimeDelta::hours(1);
/// How far the first pull goes back.
const FIRST_LOOK: TimeDelta = TimeDelta::days(30);

/// How the simulated people and their phones behave. Shares are 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeConfig {
    /// The same seed tells the same story.
    pub seed: u64,
    /// How long a delivery takes.
    pub delivered_after: RangeInclusive<Duration>,
    /// Share of texts that do not arrive.
    pub failure_rate: f64,
    /// Share of delivered texts that are answered, STOP apart.
    pub reply_rate: f64,
    /// Share of delivered texts that are answered with some spelling of STOP.
    pub stop_rate: f64,
    /// How long people take to answer.
    pub replied_after: RangeInclusive<Duration>,
    /// How long handing over one text takes.
    pub latency: Duration,
}

impl Default for PracticeConfig {
    fn default() -> Self {
        Self {
            seed: 1,
            delivered_after: Duration::from_secs(2)..=Duration::from_secs(20),
            failure_rate: 0.03,
            reply_rate: 0.04,
            stop_rate: 0.015,
            replied_after: Duration::from_secs(15)..=Duration::from_secs(15 * 60),
            latency: Duration::ZERO,
        }
    }
}

/// A text that the store knows the practice carrier took.
#[derive(Clone, PartialEq, Eq)]
pub struct SentText {
    /// The id that `send` answered.
    pub gateway_ref: String,
    /// E.164.
    pub to: String,
    /// Rendered text.
    pub body: String,
    /// When it was accepted.
    pub at: Timestamp,
}

/// Who was texted, as the encrypted store knows it.
pub trait SentTexts: Send + Sync {
    /// Texts from `from` accepted at or after `since`, in any order.
    ///
    /// # Errors
    /// When the store cannot be read: then the pull fails, so that no STOP is passed over.
    fn sent_since(&self, from: &str, since: Timestamp) -> Result<Vec<SentText>, GatewayFault>;
}

/// The simulated carrier.
pub struct Practice {
    config: PracticeConfig,
    clock: Arc<dyn Clock>,
    sent: Arc<dyn SentTexts>,
    never: Wake,
}

impl Practice {
    /// A carrier that lives by `clock`.
    #[must_use]
    pub fn new(config: PracticeConfig, clock: Arc<dyn Clock>, sent: Arc<dyn SentTexts>) -> Self {
        Self { config, clock, sent, never: Wake::default() }
    }

    fn receipt(&self, gateway_ref: &str) -> Option<Receipt> {
        let fate = Fate::of(gateway_ref)?;
        let progress = if self.clock.now() < fate.settled_at(&self.config) {
            Progress::Underway
        } else {
            fate.failure(&self.config).map_or(Progress::Delivered, Progress::Undelivered)
        };
        Some(Receipt { gateway_ref: gateway_ref.to_owned(), progress })
    }

    fn reply(&self, text: &SentText) -> Option<Inbound> {
        let fate = Fate::of(&text.gateway_ref)?;
        let (body, received_at) = fate.reply(&self.config)?;
        let gateway_ref = format!("reply-{}", text.gateway_ref);
        Some(Inbound { gateway_ref, from: text.to.clone(), body: body.into(), received_at })
    }
}

impl Gateway for Practice {
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
        Limits { per_second: 1000.0, max_characters: MOST_CHARACTERS, settle: Duration::from_secs(1) }
    }

    fn send(&self, text: &Outgoing) -> Attempt {
        if !self.config.latency.is_zero() {
            self.clock.wait(self.config.latency, &self.never);
        }
        match refusal(text) {
            Some(refusal) => Attempt::Rejected(refusal),
            None => Attempt::Accepted { gateway_ref: Fate::begin(self.config.seed, text, self.clock.now()) },
        }
    }

    fn pull_inbound(&self, address: &str, cursor: &str) -> Result<InboxPage, GatewayFault> {
        let now = self.clock.now();
        let until = DateTime::parse_from_rfc3339(cursor).map(|cursor| cursor.to_utc() - OVERLAP);
        let until = until.unwrap_or(now - FIRST_LOOK);
        let longest = fate::longest_until_reply(&self.config);
        let mut texts: Vec<Inbound> = self
            .sent
            .sent_since(address, until - longest)?
            .iter()
            .filter_map(|text| self.reply(text))
            .filter(|reply| reply.received_at >= until && reply.received_at <= now)
            .collect();
        texts.sort_by(|a, b| (a.received_at, &a.gateway_ref).cmp(&(b.received_at, &b.gateway_ref)));
        Ok(InboxPage { texts, cursor: now.to_rfc3339_opts(SecondsFormat::Millis, true) })
    }

    fn pull_receipts(&self, gateway_refs: &[String]) -> Result<Vec<Receipt>, GatewayFault> {
        Ok(gateway_refs.iter().filter_map(|gateway_ref| self.receipt(gateway_ref)).collect())
    }

    fn find_sent(&self, from: &str, to: &str, since: Timestamp) -> Result<Vec<Remembered>, GatewayFault> {
        let texts = self.sent.sent_since(from, since)?.into_iter();
        let ours = texts.filter(|text| text.to == to && text.at >= since);
        Ok(ours
            .map(|SentText { gateway_ref, body, at, .. }| Remembered { gateway_ref, body, created_at: at })
            .collect())
    }
}

/// What a real carrier would refuse at once, with Twilio's codes.
fn refusal(text: &Outgoing) -> Option<Refusal> {
    let digits = text.to.strip_prefix('+').unwrap_or_default();
    let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return Some(Refusal { code: "21211".into(), action: Action::InvalidNumber });
    }
    let fits = (1..=MOST_CHARACTERS).contains(&text.body.chars().count());
    (!fits).then(|| Refusal { code: "21617".into(), action: Action::DropMessage })
}
