//! Delivery receipts: pulled, and only ever moving a text forward.

use rusqlite::Connection;

use crate::campaigns;
use crate::clock::Timestamp;
use crate::contacts;
use crate::engine::Engine;
use crate::event::Event;
use crate::gateways::{Action, GatewayFault, Progress, Receipt, Refusal, accounts};
use crate::ids::{CampaignId, MessageId, NumberId, SenderId};
use crate::inbox;
use crate::store::{StoreError, WriteTx};

/// How many texts are asked about in one go.
const BATCH: u32 = 500;

/// Asks what became of accepted texts. With `all`, also of those whose next look is not due yet.
pub fn pull_receipts(
    engine: &Engine,
    sender: SenderId,
    all: bool,
) -> Result<Result<u32, GatewayFault>, StoreError> {
    let now = engine.now();
    let refs =
        engine.store().read(|c| waiting(c, sender, if all { i64::MAX } else { now.timestamp_millis() }))?;
    if refs.is_empty() {
        return Ok(Ok(0));
    }
    let Some(account) = engine.store().read(|c| accounts::sender(c, sender))? else { return Ok(Ok(0)) };
    let receipts = match engine.gateway(account.gateway).and_then(|gateway| gateway.pull_receipts(&refs)) {
        Ok(receipts) => receipts,
        Err(fault) => return Ok(Err(fault)),
    };
    engine
        .store()
        .write(|tx| {
            let moved = apply(tx, sender, &receipts, engine.now())?;
            // What the provider no longer knows must not stand in front of what it does.
            for unknown in
                refs.iter().filter(|one| !receipts.iter().any(|receipt| receipt.gateway_ref == **one))
            {
                look_later(tx, sender, unknown, engine.now())?;
            }
            Ok(moved)
        })
        .map(Ok)
}

/// Whether any text of a sender is accepted and not settled yet.
pub fn under_way(connection: &Connection, sender: SenderId) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM message INDEXED BY message_poll
                            WHERE next_poll_at IS NOT NULL AND state = 'accepted' AND sender_id = ?1)",
        )?
        .query_row([sender], |row| row.get(0))?)
}

fn waiting(connection: &Connection, sender: SenderId, until_millis: i64) -> Result<Vec<String>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT gateway_ref FROM message WHERE next_poll_at <= ?2 AND state = 'accepted' AND sender_id = ?1
         ORDER BY next_poll_at LIMIT ?3",
    )?;
    let refs = select.query_map((sender, until_millis, BATCH), |row| row.get(0))?;
    Ok(refs.collect::<Result<_, _>>()?)
}

fn apply(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    receipts: &[Receipt],
    now: Timestamp,
) -> Result<u32, StoreError> {
    let mut moved = 0;
    for receipt in receipts {
        let (state, reason) = match &receipt.progress {
            Progress::Underway => {
                look_later(tx, sender, &receipt.gateway_ref, now)?;
                continue;
            }
            Progress::Delivered => ("delivered", ""),
            Progress::Undelivered(refusal) => ("undelivered", refusal.code.as_str()),
        };
        let ended: Vec<(MessageId, Option<CampaignId>, NumberId)> = tx
            .prepare_cached(
                "UPDATE message SET state = ?3, reason = ?4, final_at = ?5, next_poll_at = NULL
                 WHERE gateway_ref = ?2 AND sender_id = ?1 AND state = 'accepted'
                 RETURNING id, campaign_id, number_id",
            )?
            .query_map((sender, &receipt.gateway_ref, state, reason, now.timestamp_millis()), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        for (text, campaign, number) in ended {
            moved += 1;
            if let Progress::Undelivered(Refusal { action: Action::Suppress, .. }) = &receipt.progress {
                inbox::provider_told(tx, number, sender, Some(text), now)?;
            }
            learn(tx, sender, campaign, number, &receipt.progress, now)?;
            if let Some(id) = campaign {
                tx.emit(Event::CampaignChanged { id });
            }
        }
    }
    Ok(moved)
}

/// What a failed delivery says of the number itself.
fn learn(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    campaign: Option<CampaignId>,
    number: NumberId,
    progress: &Progress,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Progress::Undelivered(refusal) = progress else { return Ok(()) };
    match refusal.action {
        Action::Suppress => crate::consent::suppress(tx, number, "gateway", &refusal.code, now),
        Action::InvalidNumber => contacts::mark_line(tx, number, contacts::Line::Invalid),
        Action::NotMobile => contacts::mark_line(tx, number, contacts::Line::Fixed),
        // A number that carriers no longer take texts from: every further one would be billed and blocked.
        Action::HaltSender => {
            accounts::halt(tx, sender, &refusal.code)?;
            campaign
                .map_or(Ok(()), |id| campaigns::pause_for(tx, id, &format!("gateway:{}", refusal.code), now))
        }
        Action::DropMessage | Action::SlowDown => Ok(()),
    }
}

/// Looks again after a growing while: half a minute at first, an hour in the end, three days in all.
fn look_later(
    tx: &WriteTx<'_>,
    sender: SenderId,
    gateway_ref: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE message SET next_poll_at = CASE
           WHEN ?3 - accepted_at < 120000 THEN ?3 + 20000
           WHEN ?3 - accepted_at < 900000 THEN ?3 + 120000
           WHEN ?3 - accepted_at < 259200000 THEN ?3 + 3600000
           ELSE NULL END
         WHERE gateway_ref = ?2 AND sender_id = ?1 AND state = 'accepted'",
    )?
    .execute((sender, gateway_ref, now.timestamp_millis()))?;
    Ok(())
}
