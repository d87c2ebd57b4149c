//! The gates of a claim: everything that must hold at the very moment a text goes.
//!
//! Read inside the claim's own transaction, for every kind of message. Each gate
//! is one function; the order is the order of the reasons shown to the owner.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use super::capped;
use super::guards::{Guard, stands};
use super::outbox::Candidate;
use super::quiet_hours::{self, Locality, OwnerWindow};
use crate::clock::Timestamp;
use crate::consent::{Scope, bits_sql};
use crate::shop;
use crate::store::StoreError;

/// The law's time for the one confirmation of an opt-out (facts: compliance 1.2, R4); also how long an answer that
/// goes out by itself counts as at once, at any hour: the person is at their phone.
pub const CONFIRM_WITHIN: chrono::TimeDelta = chrono::TimeDelta::minutes(5);
/// Answers to HELP that one number gets in a day at most.
pub const HELP_A_DAY: u32 = 3;
/// A question may be answered for this long.
const ANSWERABLE_DAYS: i64 = 30;
const NO_HOURS: &str = "no_sending_hours_left";

/// What the gates say of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gate {
    /// It may go; the provider is told to give up after this long.
    Open { valid_for: Duration },
    /// It may go later.
    Later { at: Timestamp },
    /// It will never go, for this reason.
    Never { state: &'static str, reason: &'static str },
}

const fn skipped(reason: &'static str) -> Gate {
    Gate::Never { state: "skipped", reason }
}

/// Asks every gate.
pub(super) fn ask(
    tx: &Connection,
    text: &Candidate,
    limits: &Limits,
    now: Timestamp,
) -> Result<Gate, StoreError> {
    if stands(Guard::Deadline) && now >= text.deadline {
        return Ok(Gate::Never { state: "expired", reason: "deadline_passed" });
    }
    if stands(Guard::Approved) && !approved(tx, text)? {
        return Ok(Gate::Never { state: "cancelled", reason: "not_approved" });
    }
    if stands(Guard::Suppressed) && suppressed(tx, text, now)? {
        return Ok(skipped("suppressed"));
    }
    if stands(Guard::Quarantined) && quarantined(tx, text)? {
        return Ok(skipped("quarantined"));
    }
    if stands(Guard::Confirmed)
        && let Some(reason) = asked(tx, text)?
    {
        return Ok(skipped(reason));
    }
    if stands(Guard::Consent)
        && let Some(reason) = consent(tx, text, now)?
    {
        return Ok(skipped(reason));
    }
    let locality = super::hours::locality(tx, text.hours)?;
    if let Some(reason) = too_frequent(tx, text, limits, &locality, now)? {
        return Ok(skipped(reason));
    }
    if let Some(valid_for) = at_once(tx, text, now)? {
        return Ok(Gate::Open { valid_for });
    }
    Ok(hours(text, limits, &locality, now))
}

/// The shop's and the campaign's limits that a claim needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) frequency_hours: u32,
    pub(super) window: OwnerWindow,
}

/// What was approved is what is sent.
fn approved(tx: &Connection, text: &Candidate) -> Result<bool, StoreError> {
    let Some(campaign) = text.campaign else { return Ok(text.kind != "campaign") };
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM campaign
                            WHERE id = ?1 AND state = 'running' AND approved_revision = revision)",
        )?
        .query_row([campaign], |row| row.get(0))?)
}

/// STOP wins. The one confirmation of a STOP is the only text a suppressed number ever gets.
fn suppressed(tx: &Connection, text: &Candidate, now: Timestamp) -> Result<bool, StoreError> {
    if text.kind == "confirmation" {
        return Ok(stands(Guard::OwnStop) && !confirms_its_opt_out(tx, text, now)?);
    }
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM suppression WHERE number_id = ?1 AND lifted_at IS NULL)",
        )?
        .query_row([text.number], |row| row.get(0))?)
}

/// Whether this text answers the very words by which its recipient has left, soon enough. No other text answers them:
/// `message.answers` is unique.
fn confirms_its_opt_out(tx: &Connection, text: &Candidate, now: Timestamp) -> Result<bool, StoreError> {
    let since = (now - CONFIRM_WITHIN).timestamp_millis();
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM message m JOIN opt_out o ON o.inbound_id = m.answers
               WHERE m.id = ?1 AND o.number_id = m.number_id AND o.sure = 1 AND o.ended_at IS NULL AND o.at > ?2)",
        )?
        .query_row((text.id, since), |row| row.get(0))?)
}

/// Whether this text answers words of its recipient that ask for help, and is not one too many.
fn helps(tx: &Connection, text: &Candidate, now: Timestamp) -> Result<bool, StoreError> {
    let since = (now - chrono::TimeDelta::hours(24)).timestamp_millis();
    let helped: u32 = tx
        .prepare_cached(
            "SELECT count(*) FROM message WHERE number_id = ?1 AND kind = 'help' AND claimed_at > ?2",
        )?
        .query_row((text.number, since), |row| row.get(0))?;
    let asked: bool = tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM message m JOIN inbound i ON i.id = m.answers
               WHERE m.id = ?1 AND i.number_id = m.number_id AND i.verdict = 'help' AND i.received_at > ?2)",
        )?
        .query_row((text.id, since), |row| row.get(0))?;
    Ok(asked && helped < HELP_A_DAY)
}

/// How long a text that answers by itself may still go at any hour: its recipient wrote a moment ago.
fn at_once(tx: &Connection, text: &Candidate, now: Timestamp) -> Result<Option<Duration>, StoreError> {
    if !matches!(text.kind.as_str(), "confirmation" | "help") {
        return Ok(None);
    }
    let written: Option<i64> = tx
        .prepare_cached(
            "SELECT i.received_at FROM message m JOIN inbound i ON i.id = m.answers WHERE m.id = ?1",
        )?
        .query_row([text.id], |row| row.get(0))
        .optional()?;
    let until = written.and_then(Timestamp::from_timestamp_millis).map(|at| at.min(now) + CONFIRM_WITHIN);
    let left = until.and_then(|until| (until.min(text.deadline) - now).to_std().ok());
    Ok(left.filter(|left| *left >= quiet_hours::SHORTEST_VALIDITY))
}

/// Held until the owner has answered for the list: every text, replies included; only the owner's own number is spared.
fn quarantined(tx: &Connection, text: &Candidate) -> Result<bool, StoreError> {
    let spared = match text.kind.as_str() {
        "confirmation" => true,
        "test" => shop::load(tx)?.test_number == text.recipient,
        _ => false,
    };
    if spared {
        return Ok(false);
    }
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM standing WHERE number_id = ?1 AND quarantined <> 0)")?
        .query_row([text.number], |row| row.get(0))?)
}

/// Whoever is asked for a double opt-in gets the question, what answers their own STOP or HELP, and nothing else, until
/// they have said yes or the owner has withdrawn it. Only the owner's own number is spared.
fn asked(tx: &Connection, text: &Candidate) -> Result<Option<&'static str>, StoreError> {
    let open = |what: &str, id: u32| {
        tx.prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM opt_in_asking WHERE {what} = ?1 AND ended_at IS NULL)"
        ))?
        .query_row([id], |row| row.get::<_, bool>(0))
    };
    Ok(match text.kind.as_str() {
        "confirmation" | "help" => None,
        "asking" => (!open("message_id", text.id.0)?).then_some("asking_ended"),
        "test" if shop::load(tx)?.test_number == text.recipient => None,
        _ => open("number_id", text.number.0)?.then_some("not_confirmed"),
    })
}

/// Consent of the right scope; an answer inside an open conversation carries its own, the owner's own number needs none.
fn consent(tx: &Connection, text: &Candidate, now: Timestamp) -> Result<Option<&'static str>, StoreError> {
    match text.kind.as_str() {
        // Asked for by the recipient's own words; `suppressed` has looked which.
        "confirmation" => return Ok(None),
        "help" if !stands(Guard::Asked) || helps(tx, text, now)? => return Ok(None),
        "help" => return Ok(Some("not_asked_for")),
        // The one text that may ask: to people who agreed to something, or wrote themselves.
        "asking" if wrote_lately(tx, text, now)? || agreed_to_anything(tx, text, now)? => return Ok(None),
        "reply" if !stands(Guard::Question) || wrote_lately(tx, text, now)? => return Ok(None),
        "test" if shop::load(tx)?.test_number == text.recipient => return Ok(None),
        _ => {}
    }
    let standing: Option<(u8, bool)> = tx
        .prepare_cached(&format!(
            "SELECT {}, open_conversation FROM standing WHERE number_id = ?1",
            bits_sql("", "?2")
        ))?
        .query_row((text.number, now.timestamp_millis()), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let scope = text.scope.parse().unwrap_or(Scope::Promotional);
    Ok(match standing {
        Some((_, true)) if scope == Scope::Conversational => None,
        Some((bits, _)) if bits & scope.required_bit() != 0 => None,
        Some((0, _)) | None => Some("no_consent"),
        Some(_) => Some("wrong_scope"),
    })
}

fn agreed_to_anything(tx: &Connection, text: &Candidate, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM standing WHERE number_id = ?1 AND {} <> 0)",
            bits_sql("", "?2")
        ))?
        .query_row((text.number, now.timestamp_millis()), |row| row.get(0))?)
}

/// Somebody who has written to the shop may be answered, whether the conversation was closed since or not.
fn wrote_lately(tx: &Connection, text: &Candidate, now: Timestamp) -> Result<bool, StoreError> {
    let since = (now - chrono::TimeDelta::days(ANSWERABLE_DAYS)).timestamp_millis();
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM inbound WHERE number_id = ?1 AND received_at > ?2)")?
        .query_row((text.number, since), |row| row.get(0))?)
}

/// The shop's own spacing, the caps of every candidate place and the owner's caps. A text in doubt counts as sent.
fn too_frequent(
    tx: &Connection,
    text: &Candidate,
    limits: &Limits,
    locality: &Locality,
    now: Timestamp,
) -> Result<Option<&'static str>, StoreError> {
    if text.scope != Scope::Promotional.word() || text.kind != "campaign" {
        return Ok(None);
    }
    if stands(Guard::Spacing) && spaced_too_little(tx, text, limits, now)? {
        return Ok(Some("recently_texted"));
    }
    if stands(Guard::StateCap) && capped::by_law(tx, text.number, locality, now)? {
        return Ok(Some("state_cap"));
    }
    // A cap that cannot be read holds its texts back rather than letting them go.
    if stands(Guard::SegmentCap) && capped::by_owner(tx, text.number, now).unwrap_or(true) {
        return Ok(Some("segment_cap"));
    }
    Ok(None)
}

fn spaced_too_little(
    tx: &Connection,
    text: &Candidate,
    limits: &Limits,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let since = now - chrono::TimeDelta::hours(limits.frequency_hours.into());
    Ok(limits.frequency_hours > 0 && capped::texted(tx, text.number, since.timestamp_millis())? > 0)
}

/// Allowed in every zone and jurisdiction of the recipient, and long enough to be delivered in time.
fn hours(text: &Candidate, limits: &Limits, locality: &Locality, now: Timestamp) -> Gate {
    let scope = text.scope.parse().unwrap_or(Scope::Promotional);
    if !stands(Guard::Hours) {
        return Gate::Open { valid_for: quiet_hours::SHORTEST_VALIDITY };
    }
    let opening = |from| quiet_hours::opening_from(locality, scope, limits.window, from);
    let Some(found) = opening(now) else { return skipped(NO_HOURS) };
    let closes = found.closes_at.min(text.deadline);
    if found.opens_at <= now
        && let Some(valid_for) = in_time(closes, now)
    {
        return Gate::Open { valid_for };
    }
    let next = if found.opens_at <= now { opening(found.closes_at) } else { Some(found) };
    match next {
        Some(next) if next.opens_at < text.deadline => Gate::Later { at: next.opens_at },
        _ => skipped(NO_HOURS),
    }
}

/// How long the provider may try; nothing where it is too late to hand over.
fn in_time(closes: Timestamp, now: Timestamp) -> Option<Duration> {
    let valid_for = quiet_hours::validity(closes, now);
    if stands(Guard::Validity) { valid_for } else { valid_for.or(Some(quiet_hours::SHORTEST_VALIDITY)) }
}
