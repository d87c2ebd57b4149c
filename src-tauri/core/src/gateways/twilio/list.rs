//! Reading Twilio's message log, page by page.
//!
//! Owns paging, the inbox cursor and its overlap. Invariants: only our own
//! account's list is asked, whatever a page claims comes next; a page that fails
//! or cannot be read fails the whole pull, so that a cursor never passes a text
//! that was not seen. The log's order is not documented, hence the overlap and
//! the reading of a page to its end.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, SecondsFormat, SubsecRound, TimeDelta};
use reqwest::Url;

use super::shapes::{Entry, Page, same_address};
use super::{Twilio, verdict};
use crate::clock::Timestamp;
use crate::gateways::{GatewayFault, Inbound, InboxPage, Receipt, Remembered};

const PAGE_SIZE: &str = "200";
/// Enough for 20,000 texts from a server that knows only pages of fifty.
const MOST_PAGES: usize = 400;
/// How far a pull goes back behind its cursor.
const OVERLAP: TimeDelta = TimeDelta::hours(24);
/// How far the first pull goes back.
const FIRST_LOOK: TimeDelta = TimeDelta::days(30);
/// A reply is at most 1,600 characters; this bounds what a broken server may hand over.
const MOST_BODY: usize = 10_000;

/// The pages of one list.
struct Pages<'a> {
    gateway: &'a Twilio,
    next: Option<Url>,
    seen: HashSet<String>,
}

/// One page and the provider's clock when it was read.
struct Read {
    entries: Vec<Entry>,
    date: Option<Timestamp>,
}

impl<'a> Pages<'a> {
    fn of(gateway: &'a Twilio, filter: &[(&str, &str)]) -> Self {
        let mut first = gateway.messages();
        first.query_pairs_mut().extend_pairs(filter).append_pair("PageSize", PAGE_SIZE);
        Self { gateway, next: Some(first), seen: HashSet::new() }
    }

    fn next(&mut self) -> Result<Option<Read>, GatewayFault> {
        let Some(url) = self.next.take() else { return Ok(None) };
        let new = self.seen.insert(url.query().unwrap_or_default().to_owned());
        if !new || self.seen.len() > MOST_PAGES {
            return Err(GatewayFault::Garbled("endless_list"));
        }
        let answer = self.gateway.http.get(url, &self.gateway.login)?;
        let page: Page = verdict::page(&answer)?;
        self.next = page
            .next_page_uri
            .filter(|uri| !uri.is_empty())
            .map(|uri| follow(self.gateway, &uri))
            .transpose()?;
        Ok(Some(Read { entries: page.messages, date: answer.date }))
    }
}

/// Takes over the question of the next page, never its address.
pub(super) fn follow(gateway: &Twilio, uri: &str) -> Result<Url, GatewayFault> {
    const ELSEWHERE: GatewayFault = GatewayFault::Garbled("next_page_elsewhere");
    let mut own = gateway.messages();
    let next = own.join(uri).map_err(|_| ELSEWHERE)?;
    // A relay below a path hands on Twilio's own addresses, which do not have that path.
    let ours = own.path().ends_with(next.path()) && next.path().starts_with("/2010-04-01/");
    if next.origin() != own.origin() || !(ours || next.path() == own.path()) {
        return Err(ELSEWHERE);
    }
    own.set_query(next.query());
    Ok(own)
}

/// Whether everything further down the list is out of interest.
fn wholly_before(entries: &[Entry], moment: Timestamp) -> bool {
    !entries.is_empty() && entries.iter().all(|entry| entry.date().is_some_and(|date| date < moment))
}

fn newest<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Option<Timestamp> {
    entries.into_iter().filter_map(Entry::date).max()
}

/// Texts to `address` since `cursor`, which is the newest moment seen.
pub(super) fn inbound(gateway: &Twilio, address: &str, cursor: &str) -> Result<InboxPage, GatewayFault> {
    let before = DateTime::parse_from_rfc3339(cursor).ok().map(|date| date.to_utc());
    let mut pages = Pages::of(gateway, &[("To", address)]);
    let (mut texts, mut latest, mut until) = (Vec::new(), before, before.map(|cursor| cursor - OVERLAP));
    while let Some(Read { entries, date }) = pages.next()? {
        until = until.or_else(|| date.or_else(|| newest(&entries)).map(|now| now - FIRST_LOOK));
        let ours = || entries.iter().filter(|entry| entry.is_inbound() && is_to(entry, address));
        for entry in ours() {
            texts.push(text(entry)?);
        }
        // A date in the future must not carry the cursor past texts that are still to come.
        let seen = newest(ours()).map(|seen| date.map_or(seen, |now| seen.min(now)));
        latest = latest.max(seen);
        if until.is_some_and(|until| wholly_before(&entries, until)) {
            break;
        }
    }
    let cursor = latest.map(|latest| latest.to_rfc3339_opts(SecondsFormat::Millis, true)).unwrap_or_default();
    Ok(InboxPage { texts, cursor })
}

fn is_to(entry: &Entry, address: &str) -> bool {
    entry.to.as_deref().is_none_or(|to| same_address(to, address))
}

fn text(entry: &Entry) -> Result<Inbound, GatewayFault> {
    let received_at = entry.date().ok_or(GatewayFault::Garbled("reply_without_date"))?;
    let from = entry.from.clone().ok_or(GatewayFault::Garbled("reply_without_sender"))?;
    if entry.sid.is_empty() {
        return Err(GatewayFault::Garbled("reply_without_id"));
    }
    let body = cut(entry.body.as_deref().unwrap_or_default());
    Ok(Inbound { gateway_ref: entry.sid.clone(), from, body, received_at })
}

fn cut(body: &str) -> String {
    let mut end = MOST_BODY.min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    body.get(..end).unwrap_or_default().to_owned()
}

/// The receipts that the newest pages of the log hold, and the ids that they do not.
pub(super) fn receipts(
    gateway: &Twilio,
    sids: Vec<String>,
) -> Result<(Vec<Receipt>, Vec<String>), GatewayFault> {
    let mut pages = Pages::of(gateway, &[]);
    let mut left: HashMap<String, usize> = sids.into_iter().zip(0..).collect();
    let mut found = Vec::new();
    // A page that helps no more than asking one by one would is the last.
    while let (false, Some(Read { entries, .. })) = (left.is_empty(), pages.next()?) {
        let before = found.len();
        let ours = entries.iter().filter(|entry| left.remove(&entry.sid).is_some());
        found.extend(ours.map(verdict::receipt));
        if found.len() == before {
            break;
        }
    }
    let mut rest: Vec<_> = left.into_iter().collect();
    rest.sort_by_key(|(_, place)| *place);
    Ok((found, rest.into_iter().map(|(sid, _)| sid).collect()))
}

/// Texts from `from` to `to` made at or after `since`.
pub(super) fn sent(
    gateway: &Twilio,
    from: &str,
    to: &str,
    since: Timestamp,
) -> Result<Vec<Remembered>, GatewayFault> {
    // Twilio dates to the second: a text of this very second must not look older than `since`.
    let since = since.trunc_subsecs(0);
    let mut pages = Pages::of(gateway, &[("To", to), ("From", from)]);
    let mut found = Vec::new();
    while let Some(Read { entries, .. }) = pages.next()? {
        let last = wholly_before(&entries, since);
        for entry in entries {
            found.extend(remembered(entry, from, to, since)?);
        }
        if last {
            break;
        }
    }
    Ok(found)
}

/// An entry without a date counts as found: every doubt means that the text went out.
fn remembered(
    entry: Entry,
    from: &str,
    to: &str,
    since: Timestamp,
) -> Result<Option<Remembered>, GatewayFault> {
    let is =
        |field: &Option<String>, wanted| field.as_deref().is_none_or(|value| same_address(value, wanted));
    let created_at = entry.date().unwrap_or(since);
    if entry.is_inbound() || !is(&entry.from, from) || !is(&entry.to, to) || created_at < since {
        return Ok(None);
    }
    if entry.sid.is_empty() {
        return Err(GatewayFault::Garbled("text_without_id"));
    }
    Ok(Some(Remembered { gateway_ref: entry.sid, body: entry.body.unwrap_or_default(), created_at }))
}
