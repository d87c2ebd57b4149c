//! What came back, as far as it came.
//!
//! Owns the reading of an answer up to a cap, and of `Retry-After`; judges
//! nothing. The time in a `Retry-After` date is measured against the answer's
//! own `Date`, so a wrong clock in the laptop does not matter.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER};
use serde::de::DeserializeOwned;

use crate::clock::Timestamp;

const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// The body of an answer.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// More than a sensible answer has; the rest was not read.
    TooLong,
    /// It ended, or stalled, before its end.
    CutShort,
}

/// An answer to one request.
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The media type without parameters, lower case; empty when missing.
    pub(crate) content_type: String,
    /// The body.
    pub(crate) body: Body,
    /// How long the provider asks to be left alone, 1 s to 15 min.
    pub(crate) retry_after: Option<Duration>,
    /// The provider's own clock.
    pub(crate) date: Option<Timestamp>,
}

impl Answer {
    /// Reads at most `most` bytes of the body.
    pub(super) async fn read(response: Response, most: usize) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers();
        let content_type = header(headers, CONTENT_TYPE).split(';').next().unwrap_or_default();
        let content_type = content_type.trim().to_ascii_lowercase();
        let date = http_date(header(headers, DATE));
        let retry_after = pause(header(headers, RETRY_AFTER), date);
        let body = body(response, most).await;
        Self { status, content_type, body, retry_after, date: date.map(|date| date.to_utc()) }
    }

    /// The body as `T`, if it is all there and of that shape.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Option<T> {
        match &self.body {
            Body::Whole(bytes) => serde_json::from_slice(bytes).ok(),
            Body::TooLong | Body::CutShort => None,
        }
    }

    /// Why [`Answer::json`] found nothing, in one word.
    pub(crate) fn flaw(&self) -> &'static str {
        match &self.body {
            Body::TooLong => "body_too_long",
            Body::CutShort => "body_cut_short",
            Body::Whole(_) if self.content_type.contains("html") => "html",
            Body::Whole(_) => "unexpected_body",
        }
    }
}

async fn body(mut response: Response, most: usize) -> Body {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Body::Whole(bytes),
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= most => bytes.extend_from_slice(&chunk),
            Ok(Some(_)) => return Body::TooLong,
            Err(_) => return Body::CutShort,
        }
    }
}

fn header(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
}

fn http_date(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc2822(text).ok()
}

/// Seconds or an HTTP date. A date without the server's own date says nothing.
fn pause(text: &str, now: Option<DateTime<FixedOffset>>) -> Option<Duration> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let asked = if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let too_many_digits = if text.starts_with('-') { 0 } else { u64::MAX };
        Duration::from_secs(text.parse().unwrap_or(too_many_digits))
    } else {
        (http_date(text)? - now?).to_std().unwrap_or_default()
    };
    Some(asked.clamp(SHORTEST, LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "Mon, 02 Mar 2026 12:00:00 GMT";

    fn seconds(text: &str) -> Option<u64> {
        pause(text, http_date(NOON)).map(|pause| pause.as_secs())
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_date_and_kept_between_a_second_and_a_quarter_of_an_hour() {
        assert_eq!(seconds("30"), Some(30));
        assert_eq!(seconds("0"), Some(1));
        assert_eq!(seconds("-5"), Some(1));
        assert_eq!(seconds("86400"), Some(900));
        assert_eq!(seconds("99999999999999999999999999"), Some(900));
        assert_eq!(seconds("Mon, 02 Mar 2026 12:02:00 GMT"), Some(120));
        assert_eq!(seconds("Mon, 02 Mar 2026 11:00:00 GMT"), Some(1));
        assert_eq!(seconds("Tue, 02 Mar 2027 12:00:00 GMT"), Some(900));
    }

    #[test]
    fn a_retry_after_that_cannot_be_read_is_none() {
        for text in ["", "-", "soon", "1.5", "12 s"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!(pause("Mon, 02 Mar 2026 12:02:00 GMT", None), None);
    }
}
