//! What Counterbell asks of an SMS provider, and what it makes of the answers.
//!
//! Owns the trait and the shapes that cross it; knows no campaign, contact or
//! table. Invariants: `send` makes one request and retries nothing; what a
//! provider answered is classified once, here, and a doubtful answer is
//! [`Attempt::Unknown`], never a guess.

pub mod accounts;
pub(crate) mod http;
mod open;
mod own_answers;
pub mod practice;
mod registration;
pub mod registrations;
pub mod twilio;

pub use accounts::{Account, NewSender, Sender};
pub use open::{PracticeSettings, TwilioSettings, open, twilio as open_twilio};
pub use own_answers::OwnAnswers;
pub use practice::{SentText, SentTexts};
pub use registration::{Allowed, Kind, Registration, Status, UseCase};

use std::time::Duration;

use thiserror::Error;

pub use http::Patience;

use crate::clock::Timestamp;
use crate::error::Explain;

/// One text, ready to go.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// E.164.
    pub to: String,
    /// The sender's number or id.
    pub from: String,
    /// Rendered text.
    pub body: String,
    /// Our own reference of this attempt; sent where the provider keeps one.
    pub reference: String,
    /// How long the provider may keep trying, so that its queue cannot break quiet hours.
    pub valid_for: Duration,
}

/// What became of one attempt (facts: reliability, "Classifying one attempt").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The provider has it, under this id.
    Accepted {
        /// The provider's id.
        gateway_ref: String,
    },
    /// The provider documents that it did not take it.
    Rejected(Refusal),
    /// The request never left, or the provider documents that it was not processed.
    NotSent {
        /// Why.
        fault: GatewayFault,
        /// How long to wait before the next attempt of any text.
        retry_after: Option<Duration>,
    },
    /// It may or may not have been taken. Never sent again without evidence.
    Unknown {
        /// What was seen, for example `timeout`, `http_500`, `no_id`.
        seen: &'static str,
    },
}

/// A documented refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The provider's code.
    pub code: String,
    /// What it means for us.
    pub action: Action,
}

/// What a refusal or failure asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The person has opted out: suppress.
    Suppress,
    /// The number does not exist.
    InvalidNumber,
    /// The number cannot receive texts.
    NotMobile,
    /// This text will not be taken.
    DropMessage,
    /// Nothing can be sent from this sender or account until the owner has acted.
    HaltSender,
    /// Slow down.
    SlowDown,
}

/// Why a provider could not be asked or did not answer sensibly.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum GatewayFault {
    #[error("the SMS provider cannot be reached")]
    Unreachable,
    #[error("the SMS provider refuses the account's credentials, so nothing is being sent")]
    Unauthorised,
    #[error("the SMS provider asks to slow down")]
    TooFast,
    #[error("the SMS provider answered with something that is not its usual answer ({0})")]
    Garbled(&'static str),
    #[error("the SMS provider refused: {0}")]
    Refused(String),
    #[error("the address of the SMS provider must begin with https (plain http only to this computer)")]
    UnsafeAddress,
    #[error("the clock is turned, and a turned clock must not reach real people")]
    ClockTurned,
    #[error("the practice shop never reaches real people")]
    PracticeOnly,
    #[error(
        "the practice carrier has no place in a real shop: its made-up STOPs would suppress real customers"
    )]
    RealShop,
    #[error("a setting of this gateway is missing or malformed: {0}")]
    BadSetting(&'static str),
}

impl Explain for GatewayFault {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "gateway_unreachable",
            Self::Unauthorised => "gateway_unauthorised",
            Self::TooFast => "gateway_too_fast",
            Self::Garbled(_) => "gateway_garbled",
            Self::Refused(_) => "gateway_refused",
            Self::UnsafeAddress => "gateway_unsafe_address",
            Self::ClockTurned => "clock_turned",
            Self::PracticeOnly => "practice_only",
            Self::RealShop => "practice_carrier_in_real_shop",
            Self::BadSetting(_) => "gateway_bad_setting",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Unreachable => "Check the internet connection. Sending goes on by itself once it is back.",
            Self::Unauthorised => "Check the account id and the secret in Settings, then resume.",
            Self::TooFast => "Nothing to do: sending goes on at a slower pace.",
            Self::Garbled(_) => {
                "A hotel or office network may be in the way, or the provider has trouble. Try again later."
            }
            Self::Refused(_) => "Look the code up at the provider, mend the setting, then try again.",
            Self::UnsafeAddress => "Use the address that the provider documents.",
            Self::ClockTurned => "Leave the clock alone, or rehearse with the practice carrier.",
            Self::PracticeOnly => "Leave the practice shop and set up your own.",
            Self::RealShop => {
                "Use it in a practice shop. In a terminal: counterbell-cli init --practice, in a folder of its own."
            }
            Self::BadSetting(_) => "Open Settings and fill it in again.",
        }
        .into()
    }
}

/// A text that somebody sent to us.
#[derive(Clone, PartialEq, Eq)]
pub struct Inbound {
    /// The provider's id.
    pub gateway_ref: String,
    /// E.164 of the person.
    pub from: String,
    /// What they wrote, at most 10 kB.
    pub body: String,
    /// When the provider received it.
    pub received_at: Timestamp,
}

/// One pull of the inbox. The cursor may be stored only together with the texts.
#[derive(Clone, PartialEq, Eq)]
pub struct InboxPage {
    /// Everything since the cursor, with overlap: the store sorts out what it has already.
    pub texts: Vec<Inbound>,
    /// Where to go on.
    pub cursor: String,
}

/// How far a text has come. Only ever moves forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Still under way.
    Underway,
    /// On the phone.
    Delivered,
    /// Will not arrive.
    Undelivered(Refusal),
}

/// The provider's word on one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The provider's id.
    pub gateway_ref: String,
    /// How far it has come.
    pub progress: Progress,
}

/// A text that the provider remembers; evidence for one in doubt.
#[derive(Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The provider's id.
    pub gateway_ref: String,
    /// Its text; empty where the provider has forgotten it.
    pub body: String,
    /// When the provider took it.
    pub created_at: Timestamp,
}

/// What a gateway can do. One that cannot give back inbound texts or statuses is not offered for promotional campaigns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Inbound texts can be pulled, with their text.
    pub pulls_inbound: bool,
    /// Delivery statuses can be pulled.
    pub pulls_statuses: bool,
    /// What the provider answers by itself: it stops people who text STOP and confirms it to them.
    pub answers: OwnAnswers,
    /// Texts that went out can be looked up by number.
    pub finds_sent: bool,
    /// This gateway reaches real people; a turned clock must not.
    pub reaches_people: bool,
}

/// What a gateway allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Texts a second at most.
    pub per_second: f64,
    /// Characters a text may have.
    pub max_characters: usize,
    /// How late a request may still be registered after we gave up on it.
    pub settle: Duration,
}

/// An account at an SMS provider. Calls block; none is made on the window's thread.
pub trait Gateway: Send + Sync {
    /// What it can do.
    fn capabilities(&self) -> Capabilities;
    /// What it allows.
    fn limits(&self) -> Limits;
    /// Hands over one text: one request, no retry.
    fn send(&self, text: &Outgoing) -> Attempt;
    /// Texts sent to `address` since `cursor` (empty: from the beginning of what the provider keeps, at most 30 days).
    fn pull_inbound(&self, address: &str, cursor: &str) -> Result<InboxPage, GatewayFault>;
    /// What became of these texts.
    fn pull_receipts(&self, gateway_refs: &[String]) -> Result<Vec<Receipt>, GatewayFault>;
    /// Texts from `from` to `to` that the provider took at or after `since`.
    fn find_sent(&self, from: &str, to: &str, since: Timestamp) -> Result<Vec<Remembered>, GatewayFault>;
}
