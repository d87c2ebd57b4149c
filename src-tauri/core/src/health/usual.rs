//! The shop's own past: what was usual for a sender over thirty days, counted once an hour.

use chrono::TimeDelta;
use rusqlite::{Connection, OptionalExtension};

use super::Subject;
use super::alarms::Counts;
use super::rollups::{Of, counts};
use crate::clock::Timestamp;
use crate::store::{StoreError, WriteTx};

/// The shop's own history.
const HISTORY: TimeDelta = TimeDelta::days(30);
const COUNTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// What was usual for the subject's sender up to `before`.
pub(super) fn usual(
    tx: &WriteTx<'_>,
    subject: Subject,
    before: Timestamp,
    now: Timestamp,
) -> Result<Counts, StoreError> {
    if let Some((at, known)) = remembered(tx, subject)?
        && at <= now
        && now - at < COUNTED_EVERY
    {
        return Ok(known);
    }
    let sender = Subject { campaign: None, ..subject };
    let past = counts(tx, &Of { subject: sender, after: before - HISTORY, to: before }, now)?;
    remember(tx, subject, &past, now)?;
    Ok(past)
}

/// What was counted last, without counting.
pub(super) fn known(connection: &Connection, subject: Subject) -> Result<Counts, StoreError> {
    Ok(remembered(connection, subject)?.map(|(_, counts)| counts).unwrap_or_default())
}

fn key(subject: Subject) -> (crate::ids::SenderId, u32) {
    (subject.sender, subject.campaign.map_or(0, |id| id.0))
}

fn remembered(connection: &Connection, subject: Subject) -> Result<Option<(Timestamp, Counts)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT counted_at, texts, settled, opt_outs, undelivered, filtered, latency, old_enough, answered
             FROM health_usual WHERE sender_id = ?1 AND campaign_id = ?2",
        )?
        .query_row(key(subject), |row| {
            let at = Timestamp::from_timestamp_millis(row.get(0)?).unwrap_or_default();
            Ok((
                at,
                Counts {
                    texts: row.get(1)?,
                    settled: row.get(2)?,
                    opt_outs: row.get(3)?,
                    undelivered: row.get(4)?,
                    filtered: row.get(5)?,
                    latency: row.get(6)?,
                    old_enough: row.get(7)?,
                    answered: row.get(8)?,
                },
            ))
        })
        .optional()?)
}

fn remember(tx: &WriteTx<'_>, subject: Subject, past: &Counts, now: Timestamp) -> Result<(), StoreError> {
    let (sender, campaign) = key(subject);
    tx.prepare_cached(
        "INSERT OR REPLACE INTO health_usual (sender_id, campaign_id, counted_at, texts, settled, opt_outs,
           undelivered, filtered, latency, old_enough, answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute((
        sender,
        campaign,
        now.timestamp_millis(),
        past.texts,
        past.settled,
        past.opt_outs,
        past.undelivered,
        past.filtered,
        past.latency,
        past.old_enough,
        past.answered,
    ))?;
    Ok(())
}
