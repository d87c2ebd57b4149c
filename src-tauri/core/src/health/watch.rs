//! Looking at the alarms between batches, inside the claim's own transaction.
//!
//! Once a minute, and once more before the rest follows a first batch; first the
//! campaign, then its sender over a day. What is decided is stored, so a restart
//! neither skips nor repeats it.

use chrono::TimeDelta;
use rusqlite::{Connection, OptionalExtension};

use super::alarms::{Counts, Deed, Finding, Measure, judge};
use super::rollups::{Of, counts};
use super::{Subject, raised, usual};
use crate::campaigns;
use crate::clock::Timestamp;
use crate::ids::{CampaignId, SenderId};
use crate::store::{StoreError, WriteTx};

const LOOK_EVERY: TimeDelta = TimeDelta::minutes(1);
/// Carriers look at a number's day (facts: compliance section 6, daily opt-outs per sending number, grade vendor).
pub(super) const SENDERS_DAY: TimeDelta = TimeDelta::hours(24);
/// The gap of a slowed campaign or sender is so many times as long.
const SLOWED: u32 = 2;

/// What a look came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Go on, at the pace that is stored now.
    GoOn,
    /// The campaign is paused now.
    Paused,
}

/// Looks at a campaign's and its sender's alarms if it is time, or in any case where `must`.
pub fn look(
    tx: &mut WriteTx<'_>,
    campaign: CampaignId,
    sender: SenderId,
    must: bool,
    now: Timestamp,
) -> Result<Seen, StoreError> {
    if let Some(measure) = look_at(tx, Subject { sender, campaign: Some(campaign) }, must, now)? {
        return pause(tx, campaign, "alarm", measure, now);
    }
    match look_at(tx, Subject { sender, campaign: None }, must, now)? {
        Some(measure) => pause(tx, campaign, "sender_alarm", measure, now),
        None => Ok(Seen::GoOn),
    }
}

fn pause(
    tx: &mut WriteTx<'_>,
    campaign: CampaignId,
    whose: &str,
    measure: Measure,
    now: Timestamp,
) -> Result<Seen, StoreError> {
    campaigns::pause_for(tx, campaign, &format!("{whose}:{}", measure.word()), now)?;
    Ok(Seen::Paused)
}

/// One subject's look: what pauses it, if anything does.
fn look_at(
    tx: &WriteTx<'_>,
    subject: Subject,
    must: bool,
    now: Timestamp,
) -> Result<Option<Measure>, StoreError> {
    // What paused stands until a person has seen it, whatever else is approved meanwhile.
    if let Some(measure) = raised::paused_by(tx, subject)? {
        return Ok(Some(measure));
    }
    let state = state(tx, subject)?;
    // A clock that was set back must not put the next look off for long.
    let due = state.look_at <= now || state.look_at > now + LOOK_EVERY;
    if !must && !due {
        return Ok(None);
    }
    let found = findings(tx, subject, &state, now)?;
    raised::keep(tx, subject, &found, now)?;
    let slow = if found.is_empty() { 1 } else { SLOWED };
    remember(tx, subject, slow, now + LOOK_EVERY)?;
    let pause = found.first().filter(|finding| finding.deed == Deed::Pause);
    Ok(pause.map(|finding| finding.measure))
}

fn findings(
    tx: &WriteTx<'_>,
    subject: Subject,
    state: &State,
    now: Timestamp,
) -> Result<Vec<Finding>, StoreError> {
    let after = counted_after(tx, subject, state.watched_since, now)?;
    let counted = counts(tx, &Of { subject, after, to: now }, now)?;
    if subject.campaign.is_none() && of_one_campaign(tx, subject, &counted, after, now)? {
        // The campaign's own alarms have judged the very same texts.
        return Ok(Vec::new());
    }
    Ok(judge(&counted, &usual::usual(tx, subject, after, now)?))
}

/// A campaign's texts count from its approval, a sender's for a day; neither further back than a person has seen.
pub(super) fn counted_after(
    connection: &Connection,
    subject: Subject,
    watched_since: Timestamp,
    now: Timestamp,
) -> Result<Timestamp, StoreError> {
    let begins = match subject.campaign {
        None => now - SENDERS_DAY,
        Some(campaign) => {
            let approved: Option<i64> = connection
                .prepare_cached("SELECT approved_at FROM campaign WHERE id = ?1")?
                .query_row([campaign], |row| row.get(0))?;
            let at = approved.and_then(Timestamp::from_timestamp_millis).unwrap_or_default();
            at - TimeDelta::milliseconds(1)
        }
    };
    Ok(begins.max(watched_since))
}

fn of_one_campaign(
    tx: &WriteTx<'_>,
    subject: Subject,
    counted: &Counts,
    after: Timestamp,
    now: Timestamp,
) -> Result<bool, StoreError> {
    if counted.texts == 0 {
        return Ok(true);
    }
    let campaigns: u32 = tx
        .prepare_cached(
            "SELECT count(DISTINCT campaign_id) FROM message INDEXED BY message_claimed
             WHERE sender_id = ?1 AND claimed_at > ?2 AND claimed_at <= ?3 AND kind = 'campaign'",
        )?
        .query_row((subject.sender, after.timestamp_millis(), now.timestamp_millis()), |row| row.get(0))?;
    Ok(campaigns <= 1)
}

/// How a subject is watched.
pub(super) struct State {
    pub(super) slow: u32,
    pub(super) watched_since: Timestamp,
    look_at: Timestamp,
}

pub(super) fn state(connection: &Connection, subject: Subject) -> Result<State, StoreError> {
    let (sql, id) = match subject.campaign {
        Some(campaign) => {
            ("SELECT slow, watched_since, look_at FROM campaign_pace WHERE campaign_id = ?1", campaign.0)
        }
        None => {
            ("SELECT slow, watched_since, look_at FROM sender_pace WHERE sender_id = ?1", subject.sender.0)
        }
    };
    let moment = |millis: i64| Timestamp::from_timestamp_millis(millis).unwrap_or_default();
    let stored = connection.prepare_cached(sql)?.query_row([id], |row| {
        Ok(State { slow: row.get(0)?, watched_since: moment(row.get(1)?), look_at: moment(row.get(2)?) })
    });
    Ok(stored.optional()?.unwrap_or(State { slow: 1, watched_since: moment(0), look_at: moment(0) }))
}

fn remember(tx: &WriteTx<'_>, subject: Subject, slow: u32, look_at: Timestamp) -> Result<(), StoreError> {
    let (sql, id) = match subject.campaign {
        Some(campaign) => (
            "INSERT INTO campaign_pace (campaign_id, slow, look_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET slow = ?2, look_at = ?3",
            campaign.0,
        ),
        None => (
            "INSERT INTO sender_pace (sender_id, slow, look_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET slow = ?2, look_at = ?3",
            subject.sender.0,
        ),
    };
    tx.prepare_cached(sql)?.execute((id, slow, look_at.timestamp_millis()))?;
    Ok(())
}

/// How many times as long the gap of a campaign is now, by its own alarms and its sender's.
pub fn slowness(
    connection: &Connection,
    campaign: Option<CampaignId>,
    sender: SenderId,
) -> Result<u32, StoreError> {
    let of_sender = state(connection, Subject { sender, campaign: None })?.slow;
    let own = campaign.map(|id| state(connection, Subject { sender, campaign: Some(id) })).transpose()?;
    Ok(own.map_or(1, |state| state.slow).max(of_sender))
}
