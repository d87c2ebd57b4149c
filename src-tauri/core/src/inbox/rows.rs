//! The SQL of the inbox.

use rusqlite::{Connection, OptionalExtension};

use super::charge;
use super::fixed::FixedTexts;
use super::opt_out::{Outcome, Verdict};
use crate::clock::Timestamp;
use crate::event::Event;
use crate::gateways::Inbound;
use crate::ids::{HoursId, InboundId, NumberId, SenderId};
use crate::sending::{hours, quiet_hours};
use crate::store::{StoreError, WriteTx};
use crate::wire::contacts::TextView;
use crate::wire::inbox::ConversationLine;

/// A text that was just stored.
#[derive(Clone, Copy)]
pub(super) struct Received<'t> {
    pub(super) id: InboundId,
    pub(super) number: NumberId,
    pub(super) from: &'t str,
    /// The sender that was written to.
    pub(super) sender: SenderId,
    pub(super) body: &'t str,
    pub(super) received_at: Timestamp,
}

/// Stores a text unless it is here already; answers its id if it is new.
pub(super) fn store(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    number: NumberId,
    text: &Inbound,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<Option<InboundId>, StoreError> {
    let answered = charge::answered(tx, number, sender, text.received_at)?;
    let campaign = answered.and_then(|answered| answered.campaign);
    let stored = tx
        .prepare_cached(
            "INSERT INTO inbound (sender_id, gateway_ref, number_id, body, received_at, pulled_at, verdict, because,
               answered_campaign)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (sender_id, gateway_ref) DO NOTHING RETURNING id",
        )?
        .query_row(
            (
                sender,
                &text.gateway_ref,
                number,
                &text.body,
                text.received_at.timestamp_millis(),
                now.timestamp_millis(),
                word(verdict.outcome),
                &verdict.because,
                campaign,
            ),
            |row| row.get(0),
        )
        .optional()?;
    if let (Some(_), Some(id)) = (stored, campaign) {
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(stored)
}

/// A text that was stored earlier.
pub(super) struct Written {
    pub(super) id: InboundId,
    pub(super) number: NumberId,
    pub(super) from: String,
    pub(super) sender: SenderId,
    pub(super) body: String,
    pub(super) received_at: Timestamp,
}

impl Written {
    pub(super) fn received(&self) -> Received<'_> {
        Received {
            id: self.id,
            number: self.number,
            from: &self.from,
            sender: self.sender,
            body: &self.body,
            received_at: self.received_at,
        }
    }
}

/// A text as it was stored; nothing where the person was erased since.
pub(super) fn received(connection: &Connection, id: InboundId) -> Result<Option<Written>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT i.number_id, n.e164, i.sender_id, i.body, i.received_at
             FROM inbound i JOIN number n ON n.id = i.number_id WHERE i.id = ?1 AND n.e164 IS NOT NULL",
            [id],
            |row| {
                Ok(Written {
                    id,
                    number: row.get(0)?,
                    from: row.get(1)?,
                    sender: row.get(2)?,
                    body: row.get(3)?,
                    received_at: Timestamp::from_timestamp_millis(row.get(4)?).unwrap_or_default(),
                })
            },
        )
        .optional()?)
}

/// The owner's own words for texts that go out by themselves.
pub(super) fn fixed_texts(connection: &Connection) -> Result<FixedTexts, StoreError> {
    let stored = connection
        .query_row("SELECT contact, confirmation, help, asking FROM fixed_texts", [], |row| {
            Ok(FixedTexts {
                contact: row.get(0)?,
                confirmation: row.get(1)?,
                help: row.get(2)?,
                asking: row.get(3)?,
            })
        })
        .optional()?;
    Ok(stored.unwrap_or_default())
}

/// Keeps them.
pub(super) fn keep_fixed_texts(tx: &mut WriteTx<'_>, texts: &FixedTexts) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO fixed_texts (id, contact, confirmation, help, asking) VALUES (1, ?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET contact = ?1, confirmation = ?2, help = ?3, asking = ?4",
        (&texts.contact, &texts.confirmation, &texts.help, &texts.asking),
    )?;
    tx.emit(Event::SettingsChanged);
    Ok(())
}

/// How many texts of a kind were queued for a number since a moment.
pub(super) fn queued_since(
    connection: &Connection,
    number: NumberId,
    kind: &str,
    since: Timestamp,
) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT count(*) FROM message m JOIN inbound i ON i.id = m.answers
             WHERE i.number_id = ?1 AND m.kind = ?2 AND m.due_at >= ?3 AND m.state NOT IN ('skipped', 'expired', 'cancelled')",
        )?
        .query_row((number, kind, since.timestamp_millis()), |row| row.get(0))?)
}

/// The stored word of a verdict.
pub(super) fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OptOut => "opt_out",
        Outcome::ProbableOptOut => "probable_opt_out",
        Outcome::Help => "help",
        Outcome::OptIn => "opt_in",
        Outcome::None => "none",
    }
}

/// Notes that a person has written.
pub(super) fn engaged(tx: &WriteTx<'_>, number: NumberId, at: Timestamp) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE standing SET last_engaged_at = max(last_engaged_at, ?2) WHERE number_id = ?1")?
        .execute((number, at.timestamp_millis()))?;
    Ok(())
}

/// Opens or closes a conversation.
pub(super) fn open_conversation(
    tx: &mut WriteTx<'_>,
    number: NumberId,
    open: bool,
) -> Result<(), StoreError> {
    tx.execute("UPDATE standing SET open_conversation = ?2 WHERE number_id = ?1", (number, open))?;
    if !open {
        tx.execute("UPDATE inbound SET handled = 1 WHERE number_id = ?1", [number])?;
    }
    tx.emit(Event::InboxChanged);
    Ok(())
}

/// Conversations, the last to write first.
pub(super) fn lines(connection: &Connection) -> Result<Vec<ConversationLine>, StoreError> {
    some(connection, None)
}

/// One conversation.
pub(super) fn line(
    connection: &Connection,
    number: NumberId,
) -> Result<Option<ConversationLine>, StoreError> {
    Ok(some(connection, Some(number))?.pop())
}

/// The hours of a contact, which know their address as well as their number.
fn hours_of(connection: &Connection, number: NumberId) -> Result<Option<HoursId>, StoreError> {
    Ok(connection
        .query_row("SELECT hours_id FROM standing WHERE number_id = ?1", [number], |row| row.get(0))
        .optional()?)
}

/// The hours of a person who may not be a contact.
pub(super) fn hours_at(connection: &Connection, number: NumberId, e164: &str) -> Result<HoursId, StoreError> {
    match hours_of(connection, number)? {
        Some(hours) => Ok(hours),
        None => hours::id_of(connection, &quiet_hours::locality_of(e164, None)),
    }
}

fn some(connection: &Connection, only: Option<NumberId>) -> Result<Vec<ConversationLine>, StoreError> {
    let mut select = connection.prepare(
        "SELECT i.number_id, coalesce(c.number, n.e164, ''), trim(coalesce(c.first_name || ' ' || c.last_name, '')),
                i.body, max(i.received_at), i.verdict, i.handled,
                EXISTS (SELECT 1 FROM suppression s WHERE s.number_id = i.number_id AND s.lifted_at IS NULL),
                EXISTS (SELECT 1 FROM suppression s WHERE s.number_id = i.number_id AND s.lifted_at IS NULL
                          AND s.source = 'probable'),
                EXISTS (SELECT 1 FROM opt_in_wish w WHERE w.number_id = i.number_id AND w.settled_at IS NULL)
         FROM inbound i JOIN number n ON n.id = i.number_id LEFT JOIN contact c ON c.number_id = i.number_id
         WHERE ?1 IS NULL OR i.number_id = ?1
         GROUP BY i.number_id ORDER BY max(i.received_at) DESC LIMIT 1000",
    )?;
    let rows = select.query_map([only], |row| {
        let (handled, suppressed, probable): (bool, bool, bool) = (row.get(6)?, row.get(7)?, row.get(8)?);
        let state = match (probable, row.get(9)?, suppressed, handled) {
            (true, ..) => "probable_opt_out",
            (_, true, ..) => "wants_texts",
            (_, _, true, _) => "opted_out",
            (.., true) => "done",
            _ => "needs_reply",
        };
        Ok(ConversationLine {
            id: row.get(0)?,
            number: row.get(1)?,
            name: row.get(2)?,
            last_text: row.get(3)?,
            last_at: Timestamp::from_timestamp_millis(row.get(4)?).unwrap_or_default().to_rfc3339(),
            state: state.into(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Texts both ways with one person, oldest first.
pub(crate) fn texts(connection: &Connection, number: NumberId) -> Result<Vec<TextView>, StoreError> {
    let mut select = connection.prepare(
        "SELECT inbound, body, at, state, reason, campaign, kind FROM (
           SELECT 1 AS inbound, i.body, i.received_at AS at, i.verdict AS state, i.because AS reason,
                  coalesce(c.name, '') AS campaign, '' AS kind
           FROM inbound i LEFT JOIN campaign c ON c.id = i.answered_campaign WHERE i.number_id = ?1
           UNION ALL
           SELECT 0, m.body, coalesce(m.claimed_at, m.due_at), m.state, m.reason, coalesce(c.name, ''), m.kind
           FROM message m LEFT JOIN campaign c ON c.id = m.campaign_id WHERE m.number_id = ?1)
         ORDER BY at, inbound",
    )?;
    let rows = select.query_map([number], |row| {
        Ok(TextView {
            inbound: row.get(0)?,
            body: row.get(1)?,
            at: Timestamp::from_timestamp_millis(row.get(2)?).unwrap_or_default().to_rfc3339(),
            state: row.get(3)?,
            reason: row.get(4)?,
            campaign: row.get(5)?,
            kind: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The sender a person last wrote to, and their number.
pub(super) fn last_sender(
    connection: &Connection,
    number: NumberId,
) -> Result<Option<(SenderId, String)>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT i.sender_id, coalesce(n.e164, '') FROM inbound i JOIN number n ON n.id = i.number_id
             WHERE i.number_id = ?1 ORDER BY i.received_at DESC, i.id DESC LIMIT 1",
            [number],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?)
}
