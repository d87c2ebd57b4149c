//! The JSON that Twilio speaks, as far as it is read here.
//!
//! Source: twilio/twilio-oai, `twilio_api_v2010.json` of 2026-04-14 (primary);
//! dates are RFC 2822.

use chrono::DateTime;
use serde::Deserialize;

use crate::clock::Timestamp;

/// One entry of the message log, and the answer to a text that was taken.
#[derive(Deserialize)]
pub(super) struct Entry {
    /// Empty when missing.
    #[serde(default)]
    pub(super) sid: String,
    #[serde(default)]
    pub(super) direction: Option<String>,
    #[serde(default)]
    pub(super) from: Option<String>,
    #[serde(default)]
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) body: Option<String>,
    #[serde(default)]
    pub(super) status: Option<String>,
    #[serde(default)]
    pub(super) error_code: Option<i64>,
    #[serde(default)]
    pub(super) date_created: Option<String>,
    #[serde(default)]
    pub(super) date_sent: Option<String>,
}

impl Entry {
    /// When Twilio made the entry; for an inbound text, when it arrived.
    pub(super) fn date(&self) -> Option<Timestamp> {
        [&self.date_created, &self.date_sent].into_iter().flatten().find_map(|text| date(text))
    }

    pub(super) fn is_inbound(&self) -> bool {
        self.direction.as_deref() == Some("inbound")
    }
}

/// Some servers that speak Twilio's dialect write ISO dates.
fn date(text: &str) -> Option<Timestamp> {
    let date = DateTime::parse_from_rfc2822(text).or_else(|_| DateTime::parse_from_rfc3339(text));
    date.ok().map(|date| date.to_utc())
}

/// A page of the message log.
#[derive(Deserialize)]
pub(super) struct Page {
    pub(super) messages: Vec<Entry>,
    #[serde(default)]
    pub(super) next_page_uri: Option<String>,
}

/// Twilio's error body. Without it, a refusal came from somebody in between.
#[derive(Deserialize)]
pub(super) struct Refused {
    pub(super) code: i64,
    /// Required, never read: it may name the number.
    #[expect(dead_code, reason = "part of what makes the body Twilio's")]
    pub(super) message: String,
    #[serde(default)]
    pub(super) status: Option<u16>,
}

/// Whether this can be a message id, and so stand in an address.
pub(super) fn is_sid(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Whether two spellings name the same number or sender id.
pub(super) fn same_address(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    bare(one) == bare(other)
}
