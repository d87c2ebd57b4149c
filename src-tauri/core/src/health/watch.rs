//! Looking at the alarms between batches, inside the claim's own transaction.
//!
//! Once a minute, and once more before the rest follows a first batch. What is
//! decided is stored, so a restart neither skips nor repeats it.

use chrono::TimeDelta;
use rusqlite::{Connection, OptionalExtension};

use super::alarms::{Deed, Finding, Measure, judge, ppm};
use super::rollups::{Of, counts};
use crate::campaigns;
use crate::clock::Timestamp;
use crate::ids::{CampaignId, SenderId};
use crate::store::{StoreError, WriteTx};

const LOOK_EVERY: TimeDelta = TimeDelta::minutes(1);
/// The shop's own history.
const HISTORY: TimeDelta = TimeDelta::days(30);

/// What a look came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Go on, with the gap so many times as long.
    GoOn {
        /// 1: as approved.
        slow: u32,
    },
    /// The campaign is paused now.
    Paused,
}

/// Looks at a campaign's alarms if it is time, or in any case where `must`.
pub fn look(
    tx: &mut WriteTx<'_>,
    campaign: CampaignId,
    sender: SenderId,
    must: bool,
    now: Timestamp,
) -> Result<Seen, StoreError> {
    let stored: Option<(u32, i64, i64)> = tx
        .prepare_cached("SELECT slow, watched_since, look_at FROM campaign_pace WHERE campaign_id = ?1")?
        .query_row([campaign], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (slow, since, look_at) = stored.unwrap_or((1, 0, 0));
    // A clock that was set back must not put the next look off for long.
    let due = look_at <= now.timestamp_millis() || look_at > (now + LOOK_EVERY).timestamp_millis();
    if !must && !due {
        return Ok(Seen::GoOn { slow });
    }
    let since = Timestamp::from_timestamp_millis(since).unwrap_or_default();
    let ours = counts(tx, &Of { campaign: Some(campaign), sender, from: since, to: now }, now)?;
    let first: Timestamp = began(tx, campaign)?.unwrap_or(now);
    let past = Of { campaign: None, sender, from: first - HISTORY, to: first - TimeDelta::milliseconds(1) };
    let found = judge(&ours, &counts(tx, &past, now)?);
    decide(tx, campaign, sender, &found, now)
}

fn began(connection: &Connection, campaign: CampaignId) -> Result<Option<Timestamp>, StoreError> {
    let approved: Option<i64> =
        connection
            .query_row("SELECT approved_at FROM campaign WHERE id = ?1", [campaign], |row| row.get(0))?;
    Ok(approved.and_then(Timestamp::from_timestamp_millis))
}

fn decide(
    tx: &mut WriteTx<'_>,
    campaign: CampaignId,
    sender: SenderId,
    found: &[Finding],
    now: Timestamp,
) -> Result<Seen, StoreError> {
    let slow = if found.is_empty() { 1 } else { 2 };
    end_those_not_in(tx, campaign, found, now)?;
    for finding in found {
        note(tx, campaign, sender, finding, now)?;
    }
    tx.prepare_cached(
        "INSERT INTO campaign_pace (campaign_id, slow, look_at) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET slow = ?2, look_at = ?3",
    )?
    .execute((campaign, slow, (now + LOOK_EVERY).timestamp_millis()))?;
    match found.first().filter(|finding| finding.deed == Deed::Pause) {
        Some(finding) => {
            campaigns::pause_for(tx, campaign, &format!("alarm:{}", finding.measure.word()), now)?;
            Ok(Seen::Paused)
        }
        None => Ok(Seen::GoOn { slow }),
    }
}

/// An alarm that goes on is one alarm: its figures are brought up to date.
fn note(
    tx: &WriteTx<'_>,
    campaign: CampaignId,
    sender: SenderId,
    finding: &Finding,
    now: Timestamp,
) -> Result<(), StoreError> {
    let key = (campaign, finding.measure.word(), finding.deed.word(), finding.hits, finding.texts);
    let changed = tx.execute(
        "UPDATE alarm SET hits = ?4, texts = ?5
         WHERE campaign_id = ?1 AND measure = ?2 AND deed = ?3 AND ended_at IS NULL",
        key,
    )?;
    if changed == 0 {
        tx.execute(
            "INSERT INTO alarm (campaign_id, sender_id, measure, deed, hits, texts, limit_value, usual_value, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (
                campaign,
                sender,
                key.1,
                key.2,
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
    campaign: CampaignId,
    found: &[Finding],
    now: Timestamp,
) -> Result<(), StoreError> {
    for measure in Measure::ALL {
        let deed = found.iter().find(|finding| finding.measure == measure).map_or("", |one| one.deed.word());
        tx.prepare_cached(
            "UPDATE alarm SET ended_at = ?4
             WHERE campaign_id = ?1 AND measure = ?2 AND deed <> ?3 AND ended_at IS NULL",
        )?
        .execute((campaign, measure.word(), deed, now.timestamp_millis()))?;
    }
    Ok(())
}

/// A person has seen it and lets the campaign go on: only what is sent from now on is judged.
pub fn resumed(tx: &WriteTx<'_>, campaign: CampaignId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE campaign_pace SET watched_since = ?2, slow = 1, look_at = 0 WHERE campaign_id = ?1",
        (campaign, now.timestamp_millis()),
    )?;
    tx.execute(
        "UPDATE alarm SET ended_at = ?2 WHERE campaign_id = ?1 AND ended_at IS NULL",
        (campaign, now.timestamp_millis()),
    )?;
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

/// The gravest alarm of a campaign that still stands, in one sentence with its evidence and what to do; empty if none.
pub fn latest(connection: &Connection, campaign: CampaignId) -> Result<String, StoreError> {
    let found = connection
        .query_row(
            "SELECT measure, deed, hits, texts, limit_value, usual_value FROM alarm
             WHERE campaign_id = ?1 AND ended_at IS NULL ORDER BY deed, at DESC LIMIT 1",
            [campaign],
            |row| {
                let measure: String = row.get(0)?;
                let deed: String = row.get(1)?;
                Ok(Measure::of_word(&measure).map(|measure| Finding {
                    measure,
                    deed: if deed == "pause" { Deed::Pause } else { Deed::Slow },
                    hits: row.get(2).unwrap_or_default(),
                    texts: row.get(3).unwrap_or_default(),
                    limit: row.get(4).unwrap_or_default(),
                    usual: row.get(5).unwrap_or_default(),
                }))
            },
        )
        .optional()?
        .flatten();
    Ok(found.map(|finding| sentence(&finding)).unwrap_or_default())
}

/// Why it slowed or paused. Sending more is never the cure.
fn sentence(finding: &Finding) -> String {
    let Finding { measure, deed, hits, texts, limit, usual } = *finding;
    let head = if deed == Deed::Pause { "Paused by itself" } else { "Slowed to half its pace" };
    let share = |share: u32| format!("{}.{} %", share / 10_000, share % 10_000 / 1_000);
    let against = match usual {
        Some(usual) => format!("usual here is {}", share(usual)),
        None => format!("the limit is {}", share(limit)),
    };
    let now = share(ppm(hits, texts));
    match measure {
        Measure::OptOuts => format!(
            "{head}: {hits} of {texts} people answered with STOP ({now}; {against}). Read their answers, and ask whether this text is useful to the people it goes to."
        ),
        Measure::Filtered => format!(
            "{head}: carriers filtered {hits} of {texts} texts ({now}; {against}). Look at the words and the link, and ask the SMS provider why; the same text must not go again."
        ),
        Measure::Undelivered => format!(
            "{head}: {hits} of {texts} texts did not arrive ({now}; {against}). Look at the reasons in the report; a list that was not texted for long has many dead numbers."
        ),
        Measure::Latency => format!(
            "{head}: deliveries take {} minutes, usual here is {}. Carriers may be holding texts back; wait and look again.",
            hits / 60_000,
            usual.map_or_else(|| "less".into(), |usual| format!("{} seconds", usual / 1_000)),
        ),
        Measure::Replies => format!(
            "{head}: {hits} of {texts} people answered within an hour ({now}; {against}). The text may not arrive where people read it, or not interest them."
        ),
    }
}
