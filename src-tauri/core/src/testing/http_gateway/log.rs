//! What the scripted gateway remembers: texts in both directions, newest last.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};

use crate::clock::Timestamp;

/// A text that was registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The provider's id.
    pub sid: String,
    /// The recipient's number.
    pub to: String,
    /// Our number.
    pub from: String,
    /// What it says.
    pub body: String,
    /// The validity period asked for, seconds.
    pub validity: Option<u64>,
    /// When it was registered.
    pub at: Timestamp,
}

/// A status to report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Twilio's word: `sent`, `delivered`, `undelivered` ...
    pub word: &'static str,
    /// Twilio's code, for a failure.
    pub error_code: Option<i64>,
}

struct Entry {
    inbound: bool,
    text: Sent,
}

/// The message log.
pub(super) struct Log {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
    pub(super) statuses: HashMap<String, Status>,
    pub(super) deliver_after: Duration,
    pub(super) page_size: usize,
    pub(super) requests: usize,
    pub(super) authorization: String,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            places: HashMap::new(),
            statuses: HashMap::new(),
            deliver_after: Duration::ZERO,
            page_size: 1000,
            requests: 0,
            authorization: String::new(),
        }
    }
}

/// What a list asks for.
#[derive(Default)]
pub(super) struct Query {
    pub(super) to: Option<String>,
    pub(super) from: Option<String>,
    pub(super) page_size: Option<usize>,
    /// Entries before this place only; where the page before ended.
    pub(super) before: Option<usize>,
}

impl Query {
    fn wants(&self, text: &Sent) -> bool {
        self.to.as_ref().is_none_or(|to| *to == text.to)
            && self.from.as_ref().is_none_or(|from| *from == text.from)
    }
}

impl Log {
    /// Registers a text of ours.
    pub(super) fn register(&mut self, mut text: Sent) -> String {
        text.sid = self.next_sid();
        self.keep(false, text)
    }

    /// Registers a text to us.
    pub(super) fn receive(&mut self, from: &str, to: &str, body: &str, at: Timestamp) -> String {
        let (from, to, body) = (from.to_owned(), to.to_owned(), body.to_owned());
        let text = Sent { sid: self.next_sid(), to, from, body, validity: None, at };
        self.keep(true, text)
    }

    fn next_sid(&self) -> String {
        format!("SM{:032x}", self.entries.len() + 1)
    }

    fn keep(&mut self, inbound: bool, text: Sent) -> String {
        let sid = text.sid.clone();
        self.places.insert(sid.clone(), self.entries.len());
        self.entries.push(Entry { inbound, text });
        sid
    }

    pub(super) fn sent(&self) -> impl Iterator<Item = &Sent> {
        self.entries.iter().filter(|entry| !entry.inbound).map(|entry| &entry.text)
    }

    pub(super) fn doubled(&self) -> Vec<String> {
        let mut times: HashMap<(&str, &str), usize> = HashMap::new();
        for text in self.sent() {
            *times.entry((&text.to, &text.body)).or_default() += 1;
        }
        let mut doubled: Vec<String> =
            times.into_iter().filter(|(_, times)| *times > 1).map(|((to, _), _)| to.to_owned()).collect();
        doubled.sort();
        doubled
    }

    /// One entry as Twilio shows it.
    pub(super) fn show(&self, sid: &str, now: Timestamp) -> Option<Value> {
        self.entries.get(*self.places.get(sid)?).map(|entry| self.json(entry, now))
    }

    /// One page, newest first, and where the next one begins.
    pub(super) fn page(&self, query: &Query, now: Timestamp) -> (Vec<Value>, Option<usize>) {
        let most = query.page_size.unwrap_or(50).min(self.page_size);
        let before = query.before.unwrap_or(usize::MAX).min(self.entries.len());
        let mut places =
            (0..before).rev().filter(|place| self.entries.get(*place).is_some_and(|e| query.wants(&e.text)));
        let shown: Vec<usize> = places.by_ref().take(most).collect();
        let next = places.next().map(|place| place + 1);
        let entries = shown.iter().filter_map(|place| self.entries.get(*place));
        (entries.map(|entry| self.json(entry, now)).collect(), next)
    }

    fn json(&self, entry: &Entry, now: Timestamp) -> Value {
        let Entry { inbound, text } = entry;
        let status = self.status(entry, now);
        json!({
            "sid": text.sid,
            "direction": if *inbound { "inbound" } else { "outbound-api" },
            "to": text.to,
            "from": text.from,
            "body": text.body,
            "status": status.word,
            "error_code": status.error_code,
            "error_message": null,
            "num_segments": "1",
            "price": null,
            "price_unit": "USD",
            "date_created": text.at.to_rfc2822(),
            "date_sent": null,
            "date_updated": now.to_rfc2822(),
        })
    }

    fn status(&self, entry: &Entry, now: Timestamp) -> Status {
        let plain = |word| Status { word, error_code: None };
        if entry.inbound {
            return plain("received");
        }
        let arrived = (now - entry.text.at).to_std().unwrap_or_default() >= self.deliver_after;
        self.statuses
            .get(&entry.text.to)
            .cloned()
            .unwrap_or_else(|| plain(if arrived { "delivered" } else { "sent" }))
    }
}
