//! Texts in doubt: asking the provider for evidence, after it has had time to settle.
//!
//! Found means accepted. Absent twice, a settling time apart, means a person must
//! decide; nothing here ever queues a text again.

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
    absent_at: Option<Timestamp>,
}

/// Asks about every text in doubt whose settling time has passed. Answers how many were found.
pub fn due(engine: &Engine, sender: SenderId) -> Result<u32, StoreError> {
    let now = engine.now();
    let doubts = engine.store().read(|c| doubts(c, sender))?;
    if doubts.is_empty() {
        return Ok(0);
    }
    let Some(account) = engine.store().read(|c| accounts::sender(c, sender))? else { return Ok(0) };
    let Ok(gateway) = engine.gateway(account.gateway) else { return Ok(0) };
    let settle =
        chrono::TimeDelta::from_std(gateway.limits().settle).unwrap_or(chrono::TimeDelta::minutes(10));
    let mut found = 0;
    for doubt in doubts {
        if now >= doubt.absent_at.unwrap_or(doubt.claimed_at) + settle
            && doubt.absent_at.is_none_or(|at| at < doubt.claimed_at + settle * 3)
        {
            found += u32::from(ask(engine, gateway.as_ref(), &account.address, &doubt)?);
        }
    }
    Ok(found)
}

/// One question to the provider. No answer leaves everything as it is.
fn ask(engine: &Engine, gateway: &dyn Gateway, from: &str, doubt: &Doubt) -> Result<bool, StoreError> {
    let since = doubt.claimed_at - CLOCK_SLACK;
    let Ok(remembered) = gateway.find_sent(from, &doubt.recipient, since) else { return Ok(false) };
    let now = engine.now();
    engine.store().write(|tx| {
        if let Some(id) = doubt.campaign {
            tx.emit(Event::CampaignChanged { id });
        }
        match evidence(&remembered, doubt, since) {
            Some(gateway_ref) => {
                let already: bool = tx.query_row(
                    "SELECT EXISTS (SELECT 1 FROM message WHERE gateway_ref = ?1 AND id <> ?2)",
                    (gateway_ref, doubt.id),
                    |row| row.get(0),
                )?;
                if already {
                    return Ok(false);
                }
                outbox::settle(tx, doubt.id, &Settled::Accepted { gateway_ref }, now)
            }
            None => {
                tx.execute(
                    "UPDATE message SET reason = 'absent', final_at = ?2 WHERE id = ?1 AND state = 'in_doubt'",
                    (doubt.id, now.timestamp_millis()),
                )?;
                Ok(false)
            }
        }
    })
}

/// Same number, same words, not before we tried.
fn evidence<'r>(remembered: &'r [Remembered], doubt: &Doubt, since: Timestamp) -> Option<&'r str> {
    remembered
        .iter()
        .find(|text| text.body == doubt.body && text.created_at >= since)
        .map(|text| text.gateway_ref.as_str())
}

fn doubts(connection: &Connection, sender: SenderId) -> Result<Vec<Doubt>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT id, campaign_id, recipient, body, claimed_at, final_at FROM message INDEXED BY message_in_doubt
         WHERE state = 'in_doubt' AND sender_id = ?1 ORDER BY claimed_at LIMIT 500",
    )?;
    let moment = |millis: Option<i64>| millis.and_then(Timestamp::from_timestamp_millis);
    let rows = select.query_map([sender], |row| {
        Ok(Doubt {
            id: row.get(0)?,
            campaign: row.get(1)?,
            recipient: row.get(2)?,
            body: row.get(3)?,
            claimed_at: moment(row.get(4)?).unwrap_or_default(),
            absent_at: moment(row.get(5)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
