//! What a sender may still send, with the SQL behind it: caps, class, first batch.
//!
//! The claim asks here inside its own transaction, the plan asks for the same
//! figures to draw them. Counting and storing happens here; what the figures
//! mean is for `caps`, `part_pace` and `first_batch`.

use rusqlite::{Connection, OptionalExtension};

use super::caps::{Allows, Cap, Caps, Hours, Why, carrier_day, hour_of};
use super::fault::Hold;
use super::first_batch::{self, FirstBatch, Stage};
use super::guards::{Guard, stands};
use super::part_pace::{PartPace, USED_PERCENT};
use super::warm_up::{Level, WarmUp};
use crate::clock::Timestamp;
use crate::event::Event;
use crate::gateways::{Registration, Sender, registrations};
use crate::health::{self, Seen};
use crate::ids::{CampaignId, MessageId, SenderId};
use crate::store::{StoreError, WriteTx};

/// The oldest day that growth looks at, with room for the change to summer time.
const PAST: chrono::TimeDelta = chrono::TimeDelta::days(9);

/// Everything beyond its gap that holds a sender back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Its caps, with what is used of them.
    pub caps: Caps,
    /// The pace of its class.
    pub part_pace: PartPace,
    /// When it began to warm up; nothing for an established number.
    pub warming_since: Option<Timestamp>,
}

/// Reads a sender's allowance.
pub fn of(connection: &Connection, sender: &Sender, now: Timestamp) -> Result<Allowance, StoreError> {
    let stated = registrations::of(connection, sender.id)?.unwrap_or_default();
    let settings = settings(connection, sender.id)?;
    let since = settings.warming_since.map_or(now - PAST, |began| began.min(now - PAST));
    let texts = hours(connection, sender.id, "campaign_texts", since)?;
    let mut caps = Vec::new();
    if stands(Guard::BrandCap)
        && let Some(parts) = brand_parts(&stated)
    {
        caps.push(Cap::new(Allows::PartsADay(parts), brand_hours(connection, &stated, now)?));
    }
    if stands(Guard::AccountCap)
        && let Some(allowed) = settings.account_daily
    {
        caps.push(Cap::new(Allows::TextsInAnyDay(allowed), account_hours(connection, sender, now)?));
    }
    if stands(Guard::WarmUp)
        && let Some(since) = settings.warming_since
    {
        caps.push(Cap::new(Allows::Level(warm_up(connection, sender.id, since)?), texts.clone()));
    }
    if stands(Guard::Growth) {
        caps.push(Cap::new(Allows::Growth, texts));
    }
    Ok(Allowance {
        caps: Caps::new(caps),
        part_pace: part_pace(connection, sender, &stated)?,
        warming_since: settings.warming_since,
    })
}

/// Four fifths of T-Mobile's day; the rest is for what the brand sends elsewhere.
fn brand_parts(stated: &Registration) -> Option<u32> {
    stated.tmobile_cap().map(|cap| cap.cap_per_day / 100 * USED_PERCENT)
}

/// What the owner stated of a sender's pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// When the number began to warm up; nothing for an established one.
    pub warming_since: Option<Timestamp>,
    /// Texts the account may send in any 24 hours.
    pub account_daily: Option<u32>,
}

/// Reads it.
pub fn settings(connection: &Connection, sender: SenderId) -> Result<Settings, StoreError> {
    let stored = connection
        .prepare_cached("SELECT warming_since, account_daily FROM sender_pace WHERE sender_id = ?1")?
        .query_row([sender], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get(1)?)))
        .optional()?;
    let (since, account_daily) = stored.unwrap_or_default();
    Ok(Settings { warming_since: since.and_then(Timestamp::from_timestamp_millis), account_daily })
}

/// Where a new number stands on its ladder today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warming {
    /// When it began.
    pub since: Timestamp,
    /// Today's level.
    pub level: Level,
    /// Campaign texts of today.
    pub used: u32,
    /// Whether an alarm was raised today.
    pub troubled: bool,
    /// When today ends.
    pub ends_at: Timestamp,
}

/// Reads where a sender stands; nothing for an established number.
pub fn warming(
    connection: &Connection,
    sender: SenderId,
    now: Timestamp,
) -> Result<Option<Warming>, StoreError> {
    let Some(since) = settings(connection, sender)?.warming_since else { return Ok(None) };
    let warm_up = warm_up(connection, sender, since)?;
    let (begins, ends_at) = carrier_day(now);
    let texts = hours(connection, sender, "campaign_texts", since.min(begins))?;
    Ok(Some(Warming {
        since,
        level: warm_up.level_on(begins, &texts),
        used: texts.between(begins, ends_at),
        troubled: warm_up.troubled.contains(&begins),
        ends_at,
    }))
}

/// A day on which an alarm was raised opens no level.
fn warm_up(connection: &Connection, sender: SenderId, since: Timestamp) -> Result<WarmUp, StoreError> {
    let troubles = health::troubles(connection, sender, since)?;
    Ok(WarmUp { since, troubled: troubles.into_iter().map(|at| carrier_day(at).0).collect() })
}

fn hours(
    connection: &Connection,
    sender: SenderId,
    what: &str,
    since: Timestamp,
) -> Result<Hours, StoreError> {
    let sql = format!("SELECT hour, {what} FROM pace_hour WHERE sender_id = ?1 AND hour >= ?2 ORDER BY hour");
    let mut select = connection.prepare_cached(&sql)?;
    let rows = select.query_map((sender, hour_of(since)), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Hours::new(rows.collect::<Result<_, _>>()?))
}

/// Parts of every sender of the same brand today; senders whose brand is not named count as one brand.
fn brand_hours(connection: &Connection, stated: &Registration, now: Timestamp) -> Result<Hours, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT h.hour, sum(h.parts) FROM pace_hour h JOIN registration r ON r.sender_id = h.sender_id
         WHERE r.kind = 'ten_dlc' AND r.brand = ?1 AND h.hour >= ?2 GROUP BY h.hour",
    )?;
    let since = hour_of(carrier_day(now).0);
    let rows = select.query_map((&stated.brand, since), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Hours::new(rows.collect::<Result<_, _>>()?))
}

fn account_hours(connection: &Connection, sender: &Sender, now: Timestamp) -> Result<Hours, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT h.hour, sum(h.texts) FROM pace_hour h JOIN sender s ON s.id = h.sender_id
         WHERE s.gateway_id = ?1 AND h.hour >= ?2 GROUP BY h.hour",
    )?;
    let rows = select.query_map((sender.gateway, hour_of(now) - 24), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Hours::new(rows.collect::<Result<_, _>>()?))
}

/// A class mostly belongs to the 10DLC campaign: all its numbers share one pace.
fn part_pace(
    connection: &Connection,
    sender: &Sender,
    stated: &Registration,
) -> Result<PartPace, StoreError> {
    let Some(parts) = stated.parts_a_minute() else { return Ok(PartPace::unlimited()) };
    let shared = if stated.shares_its_pace() { stated.campaign.as_str() } else { "" };
    let free_at: i64 = connection
        .prepare_cached(
            "SELECT coalesce(max(p.parts_free_at), 0) FROM sender_pace p
             LEFT JOIN registration r ON r.sender_id = p.sender_id
             WHERE p.sender_id = ?1 OR (?2 <> '' AND r.kind = 'ten_dlc' AND r.campaign = ?2)",
        )?
        .query_row((sender.id, shared), |row| row.get(0))?;
    Ok(PartPace::of_class(parts, Timestamp::from_timestamp_micros(free_at).unwrap_or_default()))
}

/// When the next text of a lane may go as far as class, caps and first batch are concerned; nothing: now.
pub(super) fn wait(
    tx: &mut WriteTx<'_>,
    sender: &Sender,
    lane: Option<CampaignId>,
    now: Timestamp,
) -> Result<Option<(Timestamp, Hold)>, StoreError> {
    let Some(campaign) = lane else { return Ok(None) };
    let batch = first_batch(tx, campaign)?;
    let stage = batch.stage(now);
    if stands(Guard::FirstBatch)
        && let Stage::Waiting { until } = stage
    {
        return Ok(Some((until, Hold::FirstBatch)));
    }
    let passes = stage == Stage::Ready && batch.size > 0;
    if health::look(tx, campaign, sender.id, passes, now)? == Seen::Paused && stands(Guard::Alarm) {
        return Ok(Some((now, Hold::Alarm)));
    }
    if passes {
        pass(tx, campaign, now)?;
    }
    capped(tx, sender, campaign, now)
}

/// Class and caps alone.
fn capped(
    connection: &Connection,
    sender: &Sender,
    campaign: CampaignId,
    now: Timestamp,
) -> Result<Option<(Timestamp, Hold)>, StoreError> {
    let mut allowance = of(connection, sender, now)?;
    let free = allowance.part_pace.free_at();
    if stands(Guard::Class) && free > now {
        return Ok(Some((free, Hold::Pace)));
    }
    let (fits, why) = allowance.caps.fits_at(now, next_parts(connection, sender.id, campaign)?);
    Ok(why.filter(|_| fits > now).map(|why| (fits, hold(why))))
}

/// What first batch, class and caps hold a campaign back for, read without deciding anything.
pub(super) fn held(
    connection: &Connection,
    sender: &Sender,
    campaign: CampaignId,
    now: Timestamp,
) -> Result<Option<(Timestamp, Hold)>, StoreError> {
    match first_batch(connection, campaign)?.stage(now) {
        Stage::Waiting { until } => Ok(Some((until, Hold::FirstBatch))),
        _ => capped(connection, sender, campaign, now),
    }
}

fn hold(why: Why) -> Hold {
    match why {
        Why::Brand => Hold::BrandCap,
        Why::Account => Hold::AccountCap,
        Why::WarmUp => Hold::WarmUp,
        Why::Growth => Hold::Growth,
    }
}

fn next_parts(tx: &Connection, sender: SenderId, campaign: CampaignId) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT parts FROM message INDEXED BY message_due
             WHERE state = 'queued' AND sender_id = ?1 AND campaign_id = ?2 ORDER BY due_at, rank LIMIT 1",
        )?
        .query_row((sender, campaign), |row| row.get(0))
        .optional()?
        .unwrap_or(1))
}

/// Counts a text that was just claimed, in the claim's own transaction.
pub(super) fn used(
    tx: &WriteTx<'_>,
    sender: &Sender,
    lane: Option<CampaignId>,
    text: MessageId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let parts: u32 =
        tx.prepare_cached("SELECT parts FROM message WHERE id = ?1")?.query_row([text], |row| row.get(0))?;
    tx.prepare_cached(
        "INSERT INTO pace_hour (sender_id, hour, texts, campaign_texts, parts) VALUES (?1, ?2, 1, ?3, ?4)
         ON CONFLICT DO UPDATE SET texts = texts + 1, campaign_texts = campaign_texts + ?3, parts = parts + ?4",
    )?
    .execute((sender.id, hour_of(now), u32::from(lane.is_some()), parts))?;
    let stated = registrations::of(tx, sender.id)?.unwrap_or_default();
    let free = part_pace(tx, sender, &stated)?.after(now, parts).free_at();
    tx.prepare_cached(
        "INSERT INTO sender_pace (sender_id, parts_free_at) VALUES (?1, ?2)
         ON CONFLICT DO UPDATE SET parts_free_at = max(parts_free_at, ?2)",
    )?
    .execute((sender.id, free.timestamp_micros().max(0)))?;
    if let Some(campaign) = lane {
        tx.prepare_cached(
            "UPDATE campaign_pace SET taken = taken + 1, last_taken_at = ?2 WHERE campaign_id = ?1 AND passed_at IS NULL",
        )?
        .execute((campaign, now.timestamp_millis()))?;
    }
    Ok(())
}

/// How a campaign's first batch stands. What was decided when its first text went is never decided again.
pub fn first_batch(connection: &Connection, campaign: CampaignId) -> Result<FirstBatch, StoreError> {
    let stored: Option<(Option<u32>, u32, i64, Option<i64>)> = connection
        .prepare_cached(
            "SELECT size, taken, last_taken_at, passed_at FROM campaign_pace WHERE campaign_id = ?1",
        )?
        .query_row([campaign], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let none = FirstBatch { size: 0, taken: 0, last_taken_at: None, settled: 0 };
    let Some((Some(size), taken, last, None)) = stored else { return Ok(none) };
    let settled = if taken < size || size == 0 { 0 } else { settled(connection, campaign)? };
    Ok(FirstBatch {
        size,
        taken,
        last_taken_at: Timestamp::from_timestamp_millis(last).filter(|_| last > 0),
        settled,
    })
}

fn settled(connection: &Connection, campaign: CampaignId) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT count(*) FROM message WHERE campaign_id = ?1 AND claimed_at IS NOT NULL
               AND state IN ('delivered', 'undelivered', 'rejected')",
        )?
        .query_row([campaign], |row| row.get(0))?)
}

/// Decides a campaign's first batch when it is approved.
pub fn decide_first_batch(tx: &WriteTx<'_>, campaign: CampaignId, recipients: u32) -> Result<(), StoreError> {
    let size = first_batch::size(recipients, wished(tx, campaign)?);
    tx.execute(
        "INSERT INTO campaign_pace (campaign_id, size) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET size = ?2",
        (campaign, size),
    )?;
    Ok(())
}

/// The size of the first batch that the owner asked for; nothing: the usual.
pub fn wished(connection: &Connection, campaign: CampaignId) -> Result<Option<u32>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT wished FROM campaign_pace WHERE campaign_id = ?1")?
        .query_row([campaign], |row| row.get(0))
        .optional()?
        .flatten())
}

/// Asks for a first batch of this size; 0 for none.
pub fn wish_first_batch(tx: &WriteTx<'_>, campaign: CampaignId, size: Option<u32>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO campaign_pace (campaign_id, wished) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET wished = ?2",
        (campaign, size),
    )?;
    Ok(())
}

fn pass(tx: &WriteTx<'_>, campaign: CampaignId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE campaign_pace SET passed_at = ?2 WHERE campaign_id = ?1 AND passed_at IS NULL",
        (campaign, now.timestamp_millis()),
    )?;
    Ok(())
}

/// States since when a number warms up (nothing: it is established) and what its account may send in any 24 hours.
pub fn state(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    warming_since: Option<Timestamp>,
    account_daily: Option<u32>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sender_pace (sender_id, warming_since, account_daily) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET warming_since = ?2, account_daily = ?3",
        (sender, warming_since.map(|at| at.timestamp_millis()), account_daily),
    )?;
    tx.emit(Event::SettingsChanged);
    Ok(())
}
