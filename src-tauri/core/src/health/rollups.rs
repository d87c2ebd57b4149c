//! The SQL of health: counts of texts, receipts, opt-outs and replies.

use std::sync::LazyLock;

use rusqlite::Connection;

use super::Subject;
use super::alarms::Counts;
use crate::clock::Timestamp;
use crate::ids::{CampaignId, SenderId};
use crate::rules::gateway_errors::{self, Advice};
use crate::store::StoreError;

/// A reply within this time counts.
const ANSWERED_WITHIN: i64 = 3_600_000;
/// The middle delivery time is that of so many texts, the newest.
const TIMED: u32 = 500;

/// Which texts are counted: a subject's, claimed after one moment and up to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of {
    pub(super) subject: Subject,
    pub(super) after: Timestamp,
    pub(super) to: Timestamp,
}

type Key = (SenderId, Option<CampaignId>, i64, i64);

impl Of {
    fn key(&self) -> Key {
        let Subject { sender, campaign } = self.subject;
        (sender, campaign, self.after.timestamp_millis(), self.to.timestamp_millis())
    }
}

const TEXTS: &str = "FROM message m INDEXED BY message_claimed
    WHERE m.sender_id = ?1 AND m.claimed_at > ?3 AND m.claimed_at <= ?4 AND m.kind = 'campaign'
      AND (?2 IS NULL OR m.campaign_id = ?2)";

/// Each reply with the text that it answered.
const REPLIES: &str =
    "FROM inbound i JOIN message m ON m.campaign_id = i.answered_campaign AND m.number_id = i.number_id
    WHERE i.received_at > ?3 AND i.received_at >= m.claimed_at AND m.sender_id = ?1 AND m.claimed_at > ?3
      AND m.claimed_at <= ?4 AND m.kind = 'campaign' AND (?2 IS NULL OR m.campaign_id = ?2)";

/// Codes that say that somebody took offence: filtered, blocked or suspected as spam.
static FILTERED: LazyLock<String> = LazyLock::new(|| {
    let offence =
        |advice| matches!(advice, Advice::NeverSameContent | Advice::PauseCampaign | Advice::StopSender);
    let quoted: Vec<String> =
        gateway_errors::codes("twilio", offence).iter().map(|code| format!("'{code}'")).collect();
    quoted.join(", ")
});

static COUNTS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT count(*) FILTER (WHERE m.state NOT IN ('queued', 'sending', 'skipped', 'cancelled', 'expired')),
                count(*) FILTER (WHERE m.state IN ('delivered', 'undelivered')),
                count(*) FILTER (WHERE m.state = 'undelivered'),
                count(*) FILTER (WHERE m.state = 'undelivered' AND m.reason IN ({})),
                count(*) FILTER (WHERE m.claimed_at <= ?5 AND m.state IN ('accepted', 'delivered')) {TEXTS}",
        *FILTERED
    )
});

/// Counts them; `now` decides which had their hour to be answered.
pub(super) fn counts(connection: &Connection, of: &Of, now: Timestamp) -> Result<Counts, StoreError> {
    let key = of.key();
    let hour_ago = now.timestamp_millis() - ANSWERED_WITHIN;
    let counts =
        connection.prepare_cached(&COUNTS)?.query_row((key.0, key.1, key.2, key.3, hour_ago), |row| {
            Ok(Counts {
                texts: row.get(0)?,
                settled: row.get(1)?,
                undelivered: row.get(2)?,
                filtered: row.get(3)?,
                old_enough: row.get(4)?,
                ..Counts::default()
            })
        })?;
    Ok(Counts {
        opt_outs: said_stop(connection, key)?,
        answered: answered(connection, key, hour_ago)?,
        latency: latency(connection, key)?,
        ..counts
    })
}

/// People whose wish to be left alone is charged to one of these texts.
fn said_stop(connection: &Connection, key: Key) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT count(DISTINCT o.number_id) FROM opt_out o JOIN message m ON m.id = o.message_id
             WHERE o.sender_id = ?1 AND o.at > ?3 AND o.ended <> 'was_none' AND m.claimed_at > ?3
               AND m.claimed_at <= ?4 AND m.kind = 'campaign' AND (?2 IS NULL OR m.campaign_id = ?2)",
        )?
        .query_row(key, |row| row.get(0))?)
}

fn answered(connection: &Connection, key: Key, hour_ago: i64) -> Result<u32, StoreError> {
    let sql = format!(
        "SELECT count(DISTINCT i.number_id) {REPLIES} AND m.claimed_at <= ?5
           AND i.received_at <= m.claimed_at + {ANSWERED_WITHIN}
           AND i.verdict NOT IN ('opt_out', 'probable_opt_out')"
    );
    let row = (key.0, key.1, key.2, key.3, hour_ago);
    Ok(connection.prepare_cached(&sql)?.query_row(row, |row| row.get(0))?)
}

/// The middle one of the newest delivery times.
fn latency(connection: &Connection, key: Key) -> Result<Option<u32>, StoreError> {
    let sql = format!(
        "SELECT m.final_at - m.accepted_at {TEXTS} AND m.state = 'delivered' ORDER BY m.claimed_at DESC LIMIT {TIMED}"
    );
    let mut select = connection.prepare_cached(&sql)?;
    let mut times: Vec<i64> = select.query_map(key, |row| row.get(0))?.collect::<Result<_, _>>()?;
    times.sort_unstable();
    let middle = times.get(times.len() / 2);
    Ok(middle.map(|middle| u32::try_from((*middle).max(0)).unwrap_or(u32::MAX)))
}
