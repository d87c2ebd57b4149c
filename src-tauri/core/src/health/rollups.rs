//! The SQL of health: counts of texts, receipts, opt-outs and replies.

use rusqlite::Connection;

use super::alarms::Counts;
use crate::clock::Timestamp;
use crate::ids::{CampaignId, SenderId};
use crate::rules::gateway_errors::{Advice, gateway_error};
use crate::store::StoreError;

/// A reply within this time counts.
const ANSWERED_WITHIN: i64 = 3_600_000;

/// Which texts are counted: a campaign's or a sender's, claimed from a moment on and before another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of {
    pub(super) campaign: Option<CampaignId>,
    pub(super) sender: SenderId,
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

const TEXTS: &str =
    "FROM message m WHERE m.kind = 'campaign' AND m.sender_id = ?1 AND (?2 IS NULL OR m.campaign_id = ?2)
    AND m.claimed_at > ?3 AND m.claimed_at <= ?4";

/// Counts them; `now` decides which had their hour to be answered.
pub(super) fn counts(connection: &Connection, of: &Of, now: Timestamp) -> Result<Counts, StoreError> {
    let key = (of.sender, of.campaign, of.from.timestamp_millis(), of.to.timestamp_millis());
    let hour_ago = now.timestamp_millis() - ANSWERED_WITHIN;
    let mut counts = connection
        .prepare_cached(&format!(
            "SELECT count(*) FILTER (WHERE m.state NOT IN ('queued', 'sending', 'skipped', 'cancelled', 'expired')),
                    count(*) FILTER (WHERE m.state IN ('delivered', 'undelivered')),
                    count(*) FILTER (WHERE m.state = 'undelivered'),
                    count(*) FILTER (WHERE m.claimed_at <= ?5 AND m.state IN ('accepted', 'delivered'))
             {TEXTS}"
        ))?
        .query_row((key.0, key.1, key.2, key.3, hour_ago), |row| {
            Ok(Counts {
                texts: row.get(0)?,
                settled: row.get(1)?,
                undelivered: row.get(2)?,
                old_enough: row.get(3)?,
                ..Counts::default()
            })
        })?;
    counts.filtered = filtered(connection, key)?;
    counts.opt_outs = said_stop(connection, key)?;
    counts.answered = answered(connection, key, hour_ago)?;
    counts.latency = latency(connection, key, counts.settled - counts.undelivered)?;
    Ok(counts)
}

type Key = (SenderId, Option<CampaignId>, i64, i64);

/// Whether a provider's code says that somebody took offence: filtered, blocked or suspected as spam.
fn is_filter(code: &str) -> bool {
    let advice = gateway_error("twilio", code).map(|row| row.advice);
    matches!(advice, Some(Advice::NeverSameContent | Advice::PauseCampaign | Advice::StopSender))
}

fn filtered(connection: &Connection, key: Key) -> Result<u32, StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT m.reason, count(*) {TEXTS} AND m.state = 'undelivered' GROUP BY m.reason"
    ))?;
    let mut rows = select.query(key)?;
    let mut sum = 0;
    while let Some(row) = rows.next()? {
        if is_filter(&row.get::<_, String>(0)?) {
            sum += row.get::<_, u32>(1)?;
        }
    }
    Ok(sum)
}

/// People whose STOP answered one of these texts.
fn said_stop(connection: &Connection, key: Key) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT count(DISTINCT m.number_id) {TEXTS} AND EXISTS (
               SELECT 1 FROM opt_out o WHERE o.message_id = m.id AND o.ended <> 'was_none')"
        ))?
        .query_row(key, |row| row.get(0))?)
}

fn answered(connection: &Connection, key: Key, hour_ago: i64) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT count(DISTINCT m.number_id) {TEXTS} AND m.claimed_at <= ?5 AND EXISTS (
               SELECT 1 FROM inbound i WHERE i.number_id = m.number_id AND i.answered_campaign = m.campaign_id
                 AND i.received_at BETWEEN m.claimed_at AND m.claimed_at + {ANSWERED_WITHIN}
                 AND i.verdict NOT IN ('opt_out', 'probable_opt_out'))"
        ))?
        .query_row((key.0, key.1, key.2, key.3, hour_ago), |row| row.get(0))?)
}

/// The middle one of all delivery times.
fn latency(connection: &Connection, key: Key, delivered: u32) -> Result<Option<u32>, StoreError> {
    if delivered == 0 {
        return Ok(None);
    }
    let middle: i64 = connection
        .prepare_cached(&format!(
            "SELECT m.final_at - m.accepted_at {TEXTS} AND m.state = 'delivered'
             ORDER BY 1 LIMIT 1 OFFSET ?5"
        ))?
        .query_row((key.0, key.1, key.2, key.3, delivered / 2), |row| row.get(0))?;
    Ok(Some(u32::try_from(middle.max(0)).unwrap_or(u32::MAX)))
}
