//! Double opt-in: asked once by text, confirmed by a reply, and nothing else in between.
//!
//! Owns the table `opt_in_asking` and `standing.asked`. Invariants: while an
//! asking is open its person gets no other text, also after the time to answer
//! has run out; only words written after the question went out and before that
//! time confirm it; the ledger keeps those words and the question they answer.

use chrono::TimeDelta;
use rusqlite::{Connection, OptionalExtension};

use super::fixed::FixedText;
use super::rows::{self, Received};
use crate::campaigns::{encoding, parts};
use crate::clock::Timestamp;
use crate::consent::{
    self, EntryKind, EntryScope, Evidence, Ledger, Method, NewEntry, Proof, Scope, WordingId,
};
use crate::contacts;
use crate::event::Event;
use crate::gateways::Sender;
use crate::ids::{NumberId, SenderId};
use crate::sending::{self, NewMessage};
use crate::shop;
use crate::store::{StoreError, WriteTx};

/// How long a question can be answered, from the moment it went out.
pub const ANSWER_WITHIN: TimeDelta = TimeDelta::days(7);
/// Nobody is asked again sooner than this after a question that was not answered.
pub const ASK_AGAIN_AFTER: TimeDelta = TimeDelta::days(30);
/// How long a question may wait for the recipient's hours and the sender's turn.
const KEEPS: TimeDelta = TimeDelta::hours(72);
/// A reply may be dated a little before our own note of the question.
const CLOCKS_APART: TimeDelta = TimeDelta::minutes(1);

/// An asking as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) id: u32,
    pub(super) asked_at: Timestamp,
    pub(super) wording: WordingId,
    pub(super) text: String,
    /// The question's state in the outbox.
    pub(super) message: String,
    pub(super) sent_at: Option<Timestamp>,
    /// Empty while it is open.
    pub(super) ended: String,
}

impl Asking {
    /// Until when an answer counts; nothing while the question has not gone out.
    pub(super) fn answer_by(&self) -> Option<Timestamp> {
        self.sent_at.map(|at| at + ANSWER_WITHIN)
    }

    /// `queued`, `waiting`, `unanswered`, `not_sent`, or how it ended.
    pub(super) fn state(&self, now: Timestamp) -> &str {
        match (self.ended.as_str(), self.message.as_str(), self.answer_by()) {
            ("", "queued", _) => "queued",
            ("", "rejected" | "skipped" | "cancelled" | "expired", _) | ("", _, None) => "not_sent",
            ("", _, Some(by)) if now < by => "waiting",
            ("", ..) => "unanswered",
            (ended, ..) => ended,
        }
    }
}

/// The latest asking of a number.
pub(super) fn latest(connection: &Connection, number: NumberId) -> Result<Option<Asking>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT a.id, a.asked_at, a.wording_id, w.text, m.state, m.claimed_at, a.ended
             FROM opt_in_asking a JOIN wording w ON w.id = a.wording_id JOIN message m ON m.id = a.message_id
             WHERE a.number_id = ?1 ORDER BY a.id DESC LIMIT 1",
        )?
        .query_row([number], |row| {
            let moment = |at: i64| Timestamp::from_timestamp_millis(at).unwrap_or_default();
            Ok(Asking {
                id: row.get(0)?,
                asked_at: moment(row.get(1)?),
                wording: WordingId(row.get(2)?),
                text: row.get(3)?,
                message: row.get(4)?,
                sent_at: row.get::<_, Option<i64>>(5)?.map(moment),
                ended: row.get(6)?,
            })
        })
        .optional()?)
}

/// The question that words written at this moment answer, if the number is not suppressed.
pub(super) fn awaited(
    connection: &Connection,
    number: NumberId,
    written_at: Timestamp,
) -> Result<Option<Asking>, StoreError> {
    let Some(asking) = latest(connection, number)? else { return Ok(None) };
    let asked = asking.sent_at.is_some_and(|at| at - CLOCKS_APART <= written_at);
    let waits = asked && asking.state(written_at) == "waiting";
    Ok((waits && !consent::is_suppressed(connection, number)?).then_some(asking))
}

/// Whether an asking holds everything else back.
pub(super) fn is_open(connection: &Connection, number: NumberId) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM opt_in_asking WHERE number_id = ?1 AND ended_at IS NULL)",
        )?
        .query_row([number], |row| row.get(0))?)
}

/// Queues the question and holds everything else back.
pub(super) fn ask(
    tx: &mut WriteTx<'_>,
    number: NumberId,
    e164: &str,
    sender: &Sender,
    now: Timestamp,
) -> Result<(), StoreError> {
    let words = rows::fixed_texts(tx)?.text(FixedText::Asking, &shop::load(tx)?.brand);
    let body = encoding::normalised(&words);
    let wording = consent::wording(tx, &body, now)?;
    let counted = parts::count(&body);
    end(tx, number, "unanswered", now)?;
    let new = NewMessage {
        kind: FixedText::Asking.word(),
        campaign: None,
        number,
        sender: sender.id,
        scope: Scope::Promotional,
        recipient: e164,
        body: &body,
        parts: counted.parts,
        price_micros: sender.price_micros * i64::from(counted.parts),
        hours: rows::hours_at(tx, number, e164)?,
        rank: 0,
        due_at: now,
        deadline: now + KEEPS,
    };
    sending::enqueue(tx, &new)?;
    tx.execute(
        "INSERT INTO opt_in_asking (number_id, message_id, wording_id, asked_at)
         VALUES (?1, (SELECT max(id) FROM message WHERE number_id = ?1 AND kind = 'asking'), ?2, ?3)",
        (number, wording, now.timestamp_millis()),
    )?;
    hold(tx, number, true)?;
    tx.emit(Event::InboxChanged);
    Ok(())
}

/// The person said yes in time.
pub(super) fn confirm(
    tx: &mut WriteTx<'_>,
    asking: &Asking,
    text: &Received<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE opt_in_asking SET ended = 'confirmed', ended_at = ?2, inbound_id = ?3 WHERE id = ?1",
        (asking.id, now.timestamp_millis(), text.id),
    )?;
    hold(tx, text.number, false)?;
    let entry = NewEntry {
        number: text.number,
        key: contacts::meet(tx, text.from)?.1,
        kind: EntryKind::Confirmed,
        scope: EntryScope::Only(Scope::Promotional),
        source: "reply",
        happened_at: text.received_at,
        recorded_at: now,
        wording: Some(asking.wording),
        import: None,
        detail: text.body,
    };
    let proof = Proof { method: Method::DoubleOptIn, evidence: Evidence::Inbound, expires_at: None };
    Ledger::open(tx)?.append_proven(&entry, &proof)?;
    tx.emit(Event::InboxChanged);
    Ok(())
}

/// Ends an open asking: the person left, the owner withdrew it, or a new one takes its place. Its question, if it is
/// still queued, does not go.
pub(super) fn end(
    tx: &mut WriteTx<'_>,
    number: NumberId,
    how: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let at = now.timestamp_millis();
    let ended = tx.execute(
        "UPDATE opt_in_asking SET ended = ?2, ended_at = ?3 WHERE number_id = ?1 AND ended_at IS NULL",
        (number, how, at),
    )?;
    if ended == 1 {
        tx.execute(
            "UPDATE message SET state = 'cancelled', reason = 'asking_ended', final_at = ?2
             WHERE number_id = ?1 AND kind = 'asking' AND state = 'queued'",
            (number, at),
        )?;
        hold(tx, number, false)?;
    }
    Ok(ended == 1)
}

/// What reach needs to know of it.
fn hold(tx: &mut WriteTx<'_>, number: NumberId, asked: bool) -> Result<(), StoreError> {
    tx.execute("UPDATE standing SET asked = ?2 WHERE number_id = ?1", (number, asked))?;
    tx.emit(Event::ContactsChanged);
    Ok(())
}

/// Whether the ledger holds a double opt-in that still stands.
pub(super) fn is_confirmed(
    connection: &Connection,
    number: NumberId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let confirmed: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM consent_entry e WHERE e.number_id = ?1 AND e.kind = 'confirmed'
           AND NOT EXISTS (SELECT 1 FROM consent_entry r WHERE r.number_id = ?1 AND r.kind = 'revoked' AND r.seq > e.seq))",
        [number],
        |row| row.get(0),
    )?;
    Ok(confirmed && consent::agreed_to_offers(connection, number, now)?)
}

/// Whether there is a ground to ask: a consent of any scope, or words of theirs that may be answered.
pub(super) fn has_ground(
    connection: &Connection,
    number: NumberId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM standing WHERE number_id = ?1 AND {} <> 0)
             OR EXISTS (SELECT 1 FROM inbound WHERE number_id = ?1 AND received_at > ?3)",
        consent::bits_sql("", "?2")
    );
    let lately = (now - TimeDelta::days(30)).timestamp_millis();
    Ok(connection.query_row(&sql, (number, now.timestamp_millis(), lately), |row| row.get(0))?)
}

/// The sender that should ask: the one the person knows best.
pub(super) fn known_sender(
    connection: &Connection,
    number: NumberId,
) -> Result<Option<SenderId>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT sender_id FROM (
               SELECT sender_id, claimed_at AS at FROM message WHERE number_id = ?1 AND claimed_at IS NOT NULL
               UNION ALL SELECT sender_id, received_at FROM inbound WHERE number_id = ?1)
             ORDER BY at DESC LIMIT 1",
            [number],
            |row| row.get(0),
        )
        .optional()?)
}

/// Everybody who was asked: those whose asking is open first, then the newest.
pub(super) fn everybody(connection: &Connection) -> Result<Vec<NumberId>, StoreError> {
    let mut select = connection.prepare(
        "SELECT number_id FROM opt_in_asking GROUP BY number_id ORDER BY min(ended_at IS NOT NULL), max(id) DESC LIMIT 1000",
    )?;
    let rows = select.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
