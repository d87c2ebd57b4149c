//! The outbox's SQL: texts, their states, and nothing else.
//!
//! Every statement that moves a text names the state it moves it from, so that
//! a text can only ever go forward.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::clock::Timestamp;
use crate::event::Event;
use crate::gateways::SentText;
use crate::ids::{CampaignId, HoursId, InboundId, MessageId, NumberId, SenderId};
use crate::store::{StoreError, WriteTx};

/// SQL: a text that went out or may have gone out. One in doubt counts, given up or not; one that was cancelled unsent
/// has no moment of a claim.
pub(crate) const MAY_HAVE_GONE: &str = "claimed_at IS NOT NULL
    AND state IN ('sending', 'accepted', 'delivered', 'undelivered', 'in_doubt', 'cancelled')";

/// A queued text that might go next.
#[derive(Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) id: MessageId,
    pub(super) kind: String,
    pub(super) campaign: Option<CampaignId>,
    pub(super) number: NumberId,
    pub(super) scope: String,
    pub(super) recipient: String,
    pub(super) body: String,
    pub(super) hours: HoursId,
    pub(super) deadline: Timestamp,
    pub(super) attempt: u32,
}

/// A text to queue.
#[derive(Clone)]
pub struct NewMessage<'a> {
    /// `campaign`, `test`, `reply`, `confirmation`, `help`, `asking`.
    pub kind: &'a str,
    /// The campaign, for campaign texts.
    pub campaign: Option<CampaignId>,
    /// To whom.
    pub number: NumberId,
    /// From whom.
    pub sender: SenderId,
    /// What it is for.
    pub scope: crate::consent::Scope,
    /// E.164.
    pub recipient: &'a str,
    /// Rendered.
    pub body: &'a str,
    /// Parts.
    pub parts: u32,
    /// Price of all its parts.
    pub price_micros: i64,
    /// The recipient's hours.
    pub hours: HoursId,
    /// Lower goes first.
    pub rank: u32,
    /// Not before.
    pub due_at: Timestamp,
    /// Not after.
    pub deadline: Timestamp,
}

/// Queues a text. A second one of the same campaign to the same number is refused by the table itself.
pub fn enqueue(tx: &WriteTx<'_>, new: &NewMessage<'_>) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO message (kind, campaign_id, number_id, sender_id, scope, recipient, body, parts, price_micros,
           hours_id, state, rank, due_at, deadline)
         VALUES (:kind, :campaign, :number, :sender, :scope, :recipient, :body, :parts, :price,
           :hours, 'queued', :rank, :due, :deadline)",
    )?;
    insert.execute(named_params! {
        ":kind": new.kind,
        ":campaign": new.campaign,
        ":number": new.number,
        ":sender": new.sender,
        ":scope": new.scope.word(),
        ":recipient": new.recipient,
        ":body": new.body,
        ":parts": new.parts,
        ":price": new.price_micros,
        ":hours": new.hours,
        ":rank": new.rank,
        ":due": new.due_at.timestamp_millis(),
        ":deadline": new.deadline.timestamp_millis(),
    })?;
    Ok(())
}

/// Queues the one text that answers `inbound` by itself. Answers whether there was none before.
pub fn enqueue_answer(
    tx: &WriteTx<'_>,
    new: &NewMessage<'_>,
    inbound: InboundId,
) -> Result<bool, StoreError> {
    let answered: bool = tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM message WHERE answers = ?1)")?
        .query_row([inbound], |row| row.get(0))?;
    if answered {
        return Ok(false);
    }
    enqueue(tx, new)?;
    tx.execute("UPDATE message SET answers = ?1 WHERE id = last_insert_rowid()", [inbound])?;
    Ok(true)
}

/// Running campaigns of a sender, the one whose last text lies furthest back in front, and before them `None` for
/// texts outside campaigns.
pub(super) fn lanes(tx: &Connection, sender: SenderId) -> Result<Vec<Option<CampaignId>>, StoreError> {
    let mut select = tx.prepare_cached(
        "SELECT c.id FROM campaign c LEFT JOIN campaign_pace p ON p.campaign_id = c.id
         WHERE c.sender_id = ?1 AND c.state = 'running' ORDER BY coalesce(p.slot_at, 0), c.approved_at, c.id",
    )?;
    let running = select.query_map([sender], |row| row.get(0))?;
    std::iter::once(Ok(None)).chain(running).collect::<Result<_, _>>().map_err(StoreError::from)
}

/// The next text of a lane that is due.
pub(super) fn next_due(
    tx: &Connection,
    sender: SenderId,
    lane: Option<CampaignId>,
    now: Timestamp,
) -> Result<Option<Candidate>, StoreError> {
    let mut select = tx.prepare_cached(
        "SELECT id, kind, campaign_id, number_id, scope, recipient, body, hours_id, deadline, attempt
         FROM message INDEXED BY message_due
         WHERE state = 'queued' AND sender_id = ?1 AND campaign_id IS ?2 AND due_at <= ?3
         ORDER BY due_at, rank LIMIT 1",
    )?;
    Ok(select.query_row((sender, lane, now.timestamp_millis()), candidate).optional()?)
}

fn candidate(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    Ok(Candidate {
        id: row.get(0)?,
        kind: row.get(1)?,
        campaign: row.get(2)?,
        number: row.get(3)?,
        scope: row.get(4)?,
        recipient: row.get(5)?,
        body: row.get(6)?,
        hours: row.get(7)?,
        deadline: Timestamp::from_timestamp_millis(row.get(8)?).unwrap_or_default(),
        attempt: row.get(9)?,
    })
}

/// When the earliest text of these lanes becomes due.
pub(super) fn earliest(
    tx: &Connection,
    sender: SenderId,
    lanes: &[Option<CampaignId>],
) -> Result<Option<Timestamp>, StoreError> {
    let mut select = tx.prepare_cached(
        "SELECT due_at FROM message INDEXED BY message_due
         WHERE state = 'queued' AND sender_id = ?1 AND campaign_id IS ?2 ORDER BY due_at LIMIT 1",
    )?;
    let mut earliest: Option<i64> = None;
    for lane in lanes {
        let due: Option<i64> = select.query_row((sender, lane), |row| row.get(0)).optional()?;
        earliest = [earliest, due].into_iter().flatten().min();
    }
    Ok(earliest.and_then(Timestamp::from_timestamp_millis))
}

/// Commits a text as `sending`. Exactly one row moves, or none; none for a run that is not the newest.
pub(super) fn claim(tx: &WriteTx<'_>, id: MessageId, now: Timestamp) -> Result<bool, StoreError> {
    let moved = tx
        .prepare_cached(
            "UPDATE message SET state = 'sending', attempt = attempt + 1, claimed_at = ?2, claimed_run = ?3
             WHERE id = ?1 AND state = 'queued' AND ?3 = (SELECT max(id) FROM run)",
        )?
        .execute((id, now.timestamp_millis(), tx.run()))?;
    tx.prepare_cached(
        "UPDATE standing SET last_texted_at = ?2 WHERE number_id = (SELECT number_id FROM message WHERE id = ?1)",
    )?
    .execute((id, now.timestamp_millis()))?;
    Ok(moved == 1)
}

/// Whether this run is the newest one of the store. Only that one may claim, whatever became of the file lock.
pub(super) fn is_newest_run(tx: &WriteTx<'_>) -> Result<bool, StoreError> {
    let newest: i64 = tx.prepare_cached("SELECT max(id) FROM run")?.query_row([], |row| row.get(0))?;
    Ok(newest == tx.run())
}

/// Puts a queued text off.
pub(super) fn put_off(tx: &WriteTx<'_>, id: MessageId, until: Timestamp) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE message SET due_at = ?2 WHERE id = ?1 AND state = 'queued'")?
        .execute((id, until.timestamp_millis()))?;
    Ok(())
}

/// Ends a queued text without sending it.
pub(super) fn end_queued(
    tx: &WriteTx<'_>,
    id: MessageId,
    state: &str,
    reason: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE message SET state = ?2, reason = ?3, final_at = ?4 WHERE id = ?1 AND state = 'queued'",
    )?
    .execute((id, state, reason, now.timestamp_millis()))?;
    Ok(())
}

/// Records what became of an attempt. Only a text that is `sending` or in doubt can be moved so.
pub(super) fn settle(
    tx: &WriteTx<'_>,
    id: MessageId,
    end: &Settled<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let at = now.timestamp_millis();
    let moved = match end {
        Settled::Accepted { gateway_ref } => tx
            .prepare_cached(
                "UPDATE message SET state = 'accepted', gateway_ref = ?2, accepted_at = ?3, next_poll_at = ?3, reason = ''
                 WHERE id = ?1 AND state IN ('sending', 'in_doubt')",
            )?
            .execute((id, gateway_ref, at))?,
        Settled::Rejected { code } => tx
            .prepare_cached(
                "UPDATE message SET state = 'rejected', reason = ?2, final_at = ?3 WHERE id = ?1 AND state = 'sending'",
            )?
            .execute((id, code, at))?,
        Settled::InDoubt { seen } => tx
            .prepare_cached("UPDATE message SET state = 'in_doubt', reason = ?2 WHERE id = ?1 AND state = 'sending'")?
            .execute((id, seen))?,
        Settled::NotSent { again_at } => tx
            .prepare_cached(
                "UPDATE message SET state = 'queued', due_at = ?2, claimed_at = NULL WHERE id = ?1 AND state = 'sending'",
            )?
            .execute((id, again_at.timestamp_millis()))?,
    };
    if matches!(end, Settled::NotSent { .. }) {
        forget_claim(tx, id)?;
    }
    Ok(moved == 1)
}

/// Where an attempt ended.
pub(super) enum Settled<'a> {
    /// The provider has it.
    Accepted { gateway_ref: &'a str },
    /// The provider documents that it does not.
    Rejected { code: &'a str },
    /// Nobody knows.
    InDoubt { seen: &'a str },
    /// Proven not sent.
    NotSent { again_at: Timestamp },
}

/// A claim that led to nothing is no text: the person's last text is the one before.
fn forget_claim(tx: &WriteTx<'_>, id: MessageId) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE standing SET last_texted_at =
           coalesce((SELECT max(m.claimed_at) FROM message m WHERE m.number_id = standing.number_id), 0)
         WHERE number_id = (SELECT number_id FROM message WHERE id = ?1)",
    )?
    .execute([id])?;
    Ok(())
}

/// Start-up: whatever an earlier run left in `sending` is in doubt.
pub(crate) fn doubt_left_over(tx: &mut WriteTx<'_>) -> Result<u32, StoreError> {
    let campaigns: Vec<Option<CampaignId>> = tx
        .prepare(
            "UPDATE message SET state = 'in_doubt', reason = 'interrupted'
             WHERE state = 'sending' AND claimed_run <> ?1 RETURNING campaign_id",
        )?
        .query_map([tx.run()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let count = u32::try_from(campaigns.len()).unwrap_or(u32::MAX);
    for id in campaigns.into_iter().flatten() {
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(count)
}

/// A person knows better: a text in doubt ends as they say. It still counts as a text the person got.
pub(super) fn resolve_doubt(
    tx: &WriteTx<'_>,
    id: MessageId,
    state: &str,
    reason: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE message SET state = ?2, reason = ?3, final_at = ?4, accepted_at = iif(?2 = 'accepted', ?4, NULL)
         WHERE id = ?1 AND state = 'in_doubt'",
        (id, state, reason, now.timestamp_millis()),
    )?;
    Ok(())
}

/// A person takes the risk: the text is queued again, and its campaign goes on for it if it had finished.
pub(super) fn queue_doubt_again(
    tx: &WriteTx<'_>,
    id: MessageId,
    campaign: Option<CampaignId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE message SET state = 'queued', reason = '', claimed_at = NULL, final_at = NULL, due_at = ?2
         WHERE id = ?1 AND state = 'in_doubt'",
        (id, now.timestamp_millis()),
    )?;
    tx.execute(
        "UPDATE campaign SET state = 'running', finished_at = NULL, updated_at = ?2
         WHERE id = ?1 AND state = 'finished'",
        (campaign, now.timestamp_millis()),
    )?;
    forget_claim(tx, id)
}

/// Takes everything that is still queued for a number out of every campaign.
pub fn cancel_queued(tx: &mut WriteTx<'_>, number: NumberId, now: Timestamp) -> Result<(), StoreError> {
    let campaigns: Vec<Option<CampaignId>> = tx
        .prepare(
            "UPDATE message SET state = 'skipped', reason = 'suppressed', final_at = ?2
             WHERE number_id = ?1 AND state = 'queued' AND kind <> 'confirmation' RETURNING campaign_id",
        )?
        .query_map((number, now.timestamp_millis()), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in campaigns.into_iter().flatten() {
        tx.emit(Event::CampaignChanged { id });
    }
    Ok(())
}

/// Ends everything of a campaign that is still queued.
pub fn end_campaign(
    tx: &WriteTx<'_>,
    campaign: CampaignId,
    state: &str,
    reason: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE message SET state = ?2, reason = ?3, final_at = ?4 WHERE campaign_id = ?1 AND state = 'queued'",
        (campaign, state, reason, now.timestamp_millis()),
    )?;
    Ok(())
}

/// Whether a campaign has texts that are queued or on their way out.
pub(super) fn has_open(tx: &Connection, sender: SenderId, campaign: CampaignId) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM message INDEXED BY message_due
                            WHERE state = 'queued' AND sender_id = ?1 AND campaign_id = ?2)
                 OR EXISTS (SELECT 1 FROM message INDEXED BY message_sending
                            WHERE state = 'sending' AND campaign_id = ?2)",
        )?
        .query_row((sender, campaign), |row| row.get(0))?)
}

/// Texts of a sender that the provider has taken since a moment, oldest first: what the practice carrier answers from.
pub(crate) fn taken_since(
    connection: &Connection,
    from: &str,
    since: Timestamp,
) -> Result<Vec<SentText>, StoreError> {
    let mut select = connection.prepare(
        "SELECT m.gateway_ref, m.recipient, m.body, m.accepted_at FROM message m JOIN sender s ON s.id = m.sender_id
         WHERE s.address = ?1 AND m.accepted_at >= ?2 AND m.gateway_ref IS NOT NULL ORDER BY m.accepted_at",
    )?;
    let rows = select.query_map((from, since.timestamp_millis()), |row| {
        Ok(SentText {
            gateway_ref: row.get(0)?,
            to: row.get(1)?,
            body: row.get(2)?,
            at: Timestamp::from_timestamp_millis(row.get(3)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
