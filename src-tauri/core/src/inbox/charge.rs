//! Charging each opt-out, once, to the text, the campaign and the sender that it answered.
//!
//! Owns the table `opt_out`. Knows no words and suppresses nobody. Invariants: a
//! number has at most one open opt-out, so whoever says STOP again is charged
//! and answered once; one that turns out to be none counts for nothing.

use rusqlite::{Connection, OptionalExtension};

use super::rows::Received;
use crate::clock::Timestamp;
use crate::event::Event;
use crate::ids::{CampaignId, InboundId, MessageId, NumberId, SenderId};
use crate::store::{StoreError, WriteTx};

/// An opt-out answers the last text that the person got within this many days.
const ATTRIBUTION_DAYS: i64 = 30;
/// A reply may be dated a little before our own note of the text that it answers.
const CLOCKS_APART: i64 = 60_000;

/// The text that a reply answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) message: MessageId,
    pub(super) campaign: Option<CampaignId>,
}

/// The campaign's text that somebody answered: the last one from the number they wrote to, else the last from any.
pub(super) fn answered(
    tx: &Connection,
    number: NumberId,
    sender: SenderId,
    at: Timestamp,
) -> Result<Option<Answered>, StoreError> {
    let until = at.timestamp_millis() + CLOCKS_APART;
    let since = at.timestamp_millis() - ATTRIBUTION_DAYS * 86_400_000;
    Ok(tx
        .prepare_cached(
            "SELECT id, campaign_id FROM message
             WHERE number_id = ?1 AND claimed_at BETWEEN ?3 AND ?4 AND campaign_id IS NOT NULL
               AND state IN ('sending', 'accepted', 'delivered', 'in_doubt', 'cancelled')
             ORDER BY sender_id = ?2 DESC, claimed_at DESC LIMIT 1",
        )?
        .query_row((number, sender, since, until), |row| {
            Ok(Answered { message: row.get(0)?, campaign: row.get(1)? })
        })
        .optional()?)
}

struct Open {
    id: u32,
    sure: bool,
    in_words: bool,
}

fn open(tx: &Connection, number: NumberId) -> Result<Option<Open>, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT id, sure, inbound_id IS NOT NULL FROM opt_out WHERE number_id = ?1 AND ended_at IS NULL",
        )?
        .query_row([number], |row| Ok(Open { id: row.get(0)?, sure: row.get(1)?, in_words: row.get(2)? }))
        .optional()?)
}

/// Somebody wrote that they leave, or probably so. What was only probable, or only told by the provider, is charged
/// anew to the words that make it sure.
pub(super) fn leaves(tx: &mut WriteTx<'_>, text: &Received<'_>, sure: bool) -> Result<(), StoreError> {
    let known = open(tx, text.number)?;
    if known.as_ref().is_some_and(|known| !sure || known.sure && known.in_words) {
        return Ok(());
    }
    if let Some(known) = known {
        tx.execute("DELETE FROM opt_out WHERE id = ?1", [known.id])?;
    }
    let answered = answered(tx, text.number, text.sender, text.received_at)?;
    let charged = Charge {
        number: text.number,
        at: text.received_at,
        sure,
        inbound: Some(text.id),
        answered,
        sender: text.sender,
    };
    write(tx, &charged)
}

/// The provider told that somebody has left. It cannot be the refused text that made them: the one before is charged.
pub(crate) fn provider_told(
    tx: &mut WriteTx<'_>,
    number: NumberId,
    sender: SenderId,
    refused: Option<MessageId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if open(tx, number)?.is_some() {
        return Ok(());
    }
    let claimed: Option<i64> = tx
        .query_row("SELECT claimed_at FROM message WHERE id = ?1", [refused], |row| row.get(0))
        .optional()?
        .flatten();
    let before = claimed.map_or(now.timestamp_millis(), |at| at - CLOCKS_APART - 1);
    let before = Timestamp::from_timestamp_millis(before).unwrap_or(now);
    let answered = answered(tx, number, sender, before)?;
    write(tx, &Charge { number, at: now, sure: true, inbound: None, answered, sender })
}

struct Charge {
    number: NumberId,
    at: Timestamp,
    sure: bool,
    inbound: Option<InboundId>,
    answered: Option<Answered>,
    sender: SenderId,
}

/// The sender of the text that was answered is charged; without one, the sender that was written to.
fn write(tx: &mut WriteTx<'_>, charge: &Charge) -> Result<(), StoreError> {
    let (message, campaign) =
        charge.answered.map_or((None, None), |answered| (Some(answered.message), answered.campaign));
    tx.execute(
        "INSERT INTO opt_out (number_id, at, sure, inbound_id, message_id, campaign_id, sender_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, coalesce((SELECT sender_id FROM message WHERE id = ?5), ?7))",
        (
            charge.number,
            charge.at.timestamp_millis(),
            charge.sure,
            charge.inbound,
            message,
            campaign,
            charge.sender,
        ),
    )?;
    if let Some(id) = campaign {
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(())
}

/// When a suppressed number's person left, as far as is known: by their words, or when we wrote it down.
pub(super) fn left_at(connection: &Connection, number: NumberId) -> Result<Option<Timestamp>, StoreError> {
    let left: Option<i64> = connection
        .prepare_cached(
            "SELECT coalesce((SELECT at FROM opt_out WHERE number_id = ?1 AND ended_at IS NULL), since)
             FROM suppression WHERE number_id = ?1 AND lifted_at IS NULL",
        )?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(left.and_then(Timestamp::from_timestamp_millis))
}

/// What the person wrote that the owner has not judged yet.
pub(super) fn doubtful_words(
    connection: &Connection,
    number: NumberId,
) -> Result<Option<InboundId>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT inbound_id FROM opt_out WHERE number_id = ?1 AND ended_at IS NULL AND sure = 0",
        )?
        .query_row([number], |row| row.get(0))
        .optional()?
        .flatten())
}

/// The owner has read a probable opt-out and takes it for one.
pub(super) fn made_sure(tx: &WriteTx<'_>, number: NumberId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE opt_out SET sure = 1 WHERE number_id = ?1 AND ended_at IS NULL AND sure = 0",
        [number],
    )?;
    Ok(())
}

/// The owner has read a probable opt-out and found none: it counts for nothing.
pub(super) fn was_none(tx: &WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE opt_out SET ended = 'was_none', ended_at = ?2 WHERE number_id = ?1 AND ended_at IS NULL AND sure = 0",
        (number, now.timestamp_millis()),
    )?;
    Ok(())
}

/// The person came back. That they left stays counted; a later STOP is a new one.
pub(super) fn came_back(tx: &WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE opt_out SET ended = 'came_back', ended_at = ?2 WHERE number_id = ?1 AND ended_at IS NULL",
        (number, now.timestamp_millis()),
    )?;
    Ok(())
}

/// People who left over a campaign's texts.
pub fn of_campaign(connection: &Connection, campaign: CampaignId) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT count(DISTINCT number_id) FROM opt_out WHERE campaign_id = ?1 AND ended <> 'was_none'",
        )?
        .query_row([campaign], |row| row.get(0))?)
}

/// People who left over a sender's texts, at `from` or later and before `to`, whatever the campaign.
pub fn of_sender(
    connection: &Connection,
    sender: SenderId,
    from: Timestamp,
    to: Timestamp,
) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT count(DISTINCT number_id) FROM opt_out
             WHERE sender_id = ?1 AND at >= ?2 AND at < ?3 AND ended <> 'was_none'",
        )?
        .query_row((sender, from.timestamp_millis(), to.timestamp_millis()), |row| row.get(0))?)
}
