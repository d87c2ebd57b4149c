//! Alarms as they were raised: the SQL of what stands, what has ended, and what a person has seen.
//!
//! An alarm without a campaign is its sender's.

use rusqlite::{Connection, OptionalExtension, Row};

use super::Subject;
use super::alarms::{Deed, Finding, Measure};
use super::words::sentence;
use crate::clock::Timestamp;
use crate::ids::{CampaignId, SenderId};
use crate::store::{StoreError, WriteTx};

const OPEN: &str = "sender_id = ?1 AND campaign_id IS ?2 AND ended_at IS NULL";

/// What has paused a subject and was not seen by a person yet.
pub(super) fn paused_by(connection: &Connection, subject: Subject) -> Result<Option<Measure>, StoreError> {
    let sql = format!("SELECT measure FROM alarm WHERE {OPEN} AND deed = 'pause' ORDER BY at LIMIT 1");
    let word: Option<String> = connection
        .prepare_cached(&sql)?
        .query_row((subject.sender, subject.campaign), |row| row.get(0))
        .optional()?;
    Ok(word.and_then(|word| Measure::of_word(&word)))
}

/// An alarm that goes on is one alarm: its figures are brought up to date. One that is over has ended.
pub(super) fn keep(
    tx: &WriteTx<'_>,
    subject: Subject,
    found: &[Finding],
    now: Timestamp,
) -> Result<(), StoreError> {
    end_those_not_in(tx, subject, found, now)?;
    found.iter().try_for_each(|finding| note(tx, subject, finding, now))
}

fn note(tx: &WriteTx<'_>, subject: Subject, finding: &Finding, now: Timestamp) -> Result<(), StoreError> {
    let Subject { sender, campaign } = subject;
    let (measure, deed) = (finding.measure.word(), finding.deed.word());
    let changed = tx
        .prepare_cached(&format!(
            "UPDATE alarm SET hits = ?5, texts = ?6 WHERE {OPEN} AND measure = ?3 AND deed = ?4"
        ))?
        .execute((sender, campaign, measure, deed, finding.hits, finding.texts))?;
    if changed == 0 {
        tx.execute(
            "INSERT INTO alarm (sender_id, campaign_id, measure, deed, hits, texts, limit_value, usual_value, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (
                sender,
                campaign,
                measure,
                deed,
                finding.hits,
                finding.texts,
                finding.limit,
                finding.usual,
                now.timestamp_millis(),
            ),
        )?;
    }
    Ok(())
}

fn end_those_not_in(
    tx: &WriteTx<'_>,
    subject: Subject,
    found: &[Finding],
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = format!("UPDATE alarm SET ended_at = ?5 WHERE {OPEN} AND measure = ?3 AND deed <> ?4");
    for measure in Measure::ALL {
        let deed = found.iter().find(|finding| finding.measure == measure).map_or("", |one| one.deed.word());
        let key = (subject.sender, subject.campaign, measure.word(), deed, now.timestamp_millis());
        tx.prepare_cached(&sql)?.execute(key)?;
    }
    Ok(())
}

/// A person has seen it and lets the campaign go on: only what is sent from now on is judged. Where an alarm had
/// paused it, the same person has seen the sender's alarms too.
pub fn resumed(
    tx: &WriteTx<'_>,
    campaign: CampaignId,
    sender: Option<SenderId>,
    after_alarm: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let at = now.timestamp_millis();
    tx.execute(
        "UPDATE campaign_pace SET watched_since = ?2, slow = 1, look_at = 0 WHERE campaign_id = ?1",
        (campaign, at),
    )?;
    tx.execute("UPDATE alarm SET ended_at = ?2 WHERE campaign_id = ?1 AND ended_at IS NULL", (campaign, at))?;
    if let Some(sender) = sender.filter(|_| after_alarm) {
        tx.execute(
            "UPDATE sender_pace SET watched_since = ?2, slow = 1, look_at = 0 WHERE sender_id = ?1",
            (sender, at),
        )?;
        tx.execute(
            "UPDATE alarm SET ended_at = ?2 WHERE sender_id = ?1 AND campaign_id IS NULL AND ended_at IS NULL",
            (sender, at),
        )?;
    }
    Ok(())
}

/// When alarms were raised for a sender or one of its campaigns.
pub fn troubles(
    connection: &Connection,
    sender: SenderId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let mut select = connection.prepare_cached("SELECT at FROM alarm WHERE sender_id = ?1 AND at >= ?2")?;
    let at = select.query_map((sender, since.timestamp_millis()), |row| row.get(0))?;
    Ok(at
        .collect::<Result<Vec<i64>, _>>()?
        .into_iter()
        .filter_map(Timestamp::from_timestamp_millis)
        .collect())
}

/// The gravest alarm of a campaign that still stands, or else its sender's, in one sentence with its evidence and
/// what to do; empty if none.
pub fn latest(
    connection: &Connection,
    campaign: CampaignId,
    sender: Option<SenderId>,
) -> Result<String, StoreError> {
    let Some(sender) = sender else { return Ok(String::new()) };
    let own = of(connection, Subject { sender, campaign: Some(campaign) })?;
    if own.is_empty() { of(connection, Subject { sender, campaign: None }) } else { Ok(own) }
}

/// The gravest alarm of a subject that still stands, in words; empty if none.
pub(super) fn of(connection: &Connection, subject: Subject) -> Result<String, StoreError> {
    let sql = format!(
        "SELECT measure, deed, hits, texts, limit_value, usual_value FROM alarm WHERE {OPEN} ORDER BY deed, at DESC LIMIT 1"
    );
    let found = connection
        .prepare_cached(&sql)?
        .query_row((subject.sender, subject.campaign), finding)
        .optional()?
        .flatten();
    Ok(found.map(|finding| sentence(&finding, subject.campaign.is_none())).unwrap_or_default())
}

fn finding(row: &Row<'_>) -> rusqlite::Result<Option<Finding>> {
    let (measure, deed): (String, String) = (row.get(0)?, row.get(1)?);
    let deed = if deed == "pause" { Deed::Pause } else { Deed::Slow };
    let (hits, texts, limit, usual) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
    Ok(Measure::of_word(&measure).map(|measure| Finding { measure, deed, hits, texts, limit, usual }))
}
