//! Texts in doubt: asking the provider for evidence, after it has had time to settle.
//!
//! Found means accepted. Absent twice, a settling time apart, means a person must
//! decide; nothing here ever queues a text again.

use std::time::Duration;

use rusqlite::Connection;

use super::outbox::{self, Settled};
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::event::Event;
use crate::gateways::{Gateway, Remembered, accounts};
use crate::ids::{CampaignId, MessageId, SenderId};
use crate::store::StoreError;

/// The provider's clock and ours may differ by this much.
const CLOCK_SLACK: chrono::TimeDelta = chrono::TimeDelta::minutes(5);

/// A text in doubt.
struct Doubt {
    id: MessageId,
    campaign: Option<CampaignId>,
    recipient: String,
    body: String,
    claimed_at: Timestamp,
}

/// Asks about the texts in doubt whose settling time has passed, a few at a time. Answers how many were found.
pub fn due(engine: &Engine, sender: SenderId) -> Result<u32, StoreError> {
    let Some(account) = engine.store().read(|c| accounts::sender(c, sender))? else { return Ok(0) };
    let Ok(gateway) = engine.gateway(account.gateway) else { return Ok(0) };
    let settle = gateway.limits().settle;
    let doubts = engine.store().read(|c| doubts(c, sender, settle, engine.now()))?;
    let mut found = 0;
    for doubt in doubts {
        match ask(engine, gateway.as_ref(), &account.address, &doubt)? {
            Some(was_found) => found += u32::from(was_found),
            // A provider that does not answer one question is not asked the next.
            None => break,
        }
    }
    Ok(found)
}

/// One question to the provider; `None` where it gave no answer, which leaves everything as it is.
fn ask(
    engine: &Engine,
    gateway: &dyn Gateway,
    from: &str,
    doubt: &Doubt,
) -> Result<Option<bool>, StoreError> {
    let since = doubt.claimed_at - CLOCK_SLACK;
    let Ok(remembered) = gateway.find_sent(from, &doubt.recipient, since) else { return Ok(None) };
    let now = engine.now();
    engine.store().write(|tx| {
        if let Some(id) = doubt.campaign {
            tx.emit(Event::CampaignChanged { id });
        }
        for gateway_ref in evidence(&remembered, doubt, since) {
            if !taken(tx, gateway_ref)? {
                return outbox::settle(tx, doubt.id, &Settled::Accepted { gateway_ref }, now).map(Some);
            }
        }
        tx.execute(
            "UPDATE message SET reason = 'absent', final_at = ?2 WHERE id = ?1 AND state = 'in_doubt'",
            (doubt.id, now.timestamp_millis()),
        )?;
        Ok(Some(false))
    })
}

/// Whether another text already has this id of the provider.
fn taken(connection: &Connection, gateway_ref: &str) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM message WHERE gateway_ref = ?1)")?
        .query_row([gateway_ref], |row| row.get(0))?)
}

/// Same number, same words, not before we tried.
fn evidence<'r>(
    remembered: &'r [Remembered],
    doubt: &Doubt,
    since: Timestamp,
) -> impl Iterator<Item = &'r str> {
    let found = remembered.iter().filter(move |text| text.created_at >= since);
    let words = doubt.body.clone();
    found.filter(move |text| text.body == words).map(|text| text.gateway_ref.as_str())
}

/// Texts whose settling time has passed since the attempt, or since they were found absent once.
fn doubts(
    connection: &Connection,
    sender: SenderId,
    settle: Duration,
    now: Timestamp,
) -> Result<Vec<Doubt>, StoreError> {
    let settle = i64::try_from(settle.as_millis()).unwrap_or(i64::MAX / 4);
    let mut select = connection.prepare_cached(
        "SELECT id, campaign_id, recipient, body, claimed_at FROM message INDEXED BY message_in_doubt
         WHERE state = 'in_doubt' AND sender_id = ?1 AND coalesce(final_at, claimed_at) + ?2 <= ?3
           AND (final_at IS NULL OR final_at < claimed_at + 3 * ?2)
         ORDER BY claimed_at LIMIT 5",
    )?;
    let moment = |millis: Option<i64>| millis.and_then(Timestamp::from_timestamp_millis);
    let rows = select.query_map((sender, settle, now.timestamp_millis()), |row| {
        Ok(Doubt {
            id: row.get(0)?,
            campaign: row.get(1)?,
            recipient: row.get(2)?,
            body: row.get(3)?,
            claimed_at: moment(row.get(4)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
