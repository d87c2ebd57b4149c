//! What has been sent before, as the checks compare a draft with it: SQL only.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::content::offers;
use crate::clock::Timestamp;
use crate::ids::{CampaignId, NumberId, SenderId};
use crate::sending::MAY_HAVE_GONE;
use crate::store::StoreError;

const HOURS_A_DAY: i64 = 24;

/// A campaign that was approved before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PastCampaign {
    /// Its id.
    pub(super) id: CampaignId,
    /// Its name.
    pub(super) name: String,
    /// Its text, merge fields unfilled.
    pub(super) body: String,
    /// When it was approved.
    pub(super) approved_at: Timestamp,
}

/// Campaigns that were approved since a moment, the latest first.
pub(super) fn approved_since(
    connection: &Connection,
    since: Timestamp,
) -> Result<Vec<PastCampaign>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT id, name, body, approved_at FROM campaign WHERE approved_at >= ?1 ORDER BY approved_at DESC, id DESC",
    )?;
    let rows = select.query_map([since.timestamp_millis()], |row| {
        Ok(PastCampaign {
            id: row.get(0)?,
            name: row.get(1)?,
            body: row.get(2)?,
            approved_at: Timestamp::from_timestamp_millis(row.get(3)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Promotional campaign texts that one person got, and how many of them carried an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Texts {
    /// All of them.
    pub(super) all: u32,
    /// Those with an offer.
    pub(super) discounts: u32,
}

/// Promotional campaign texts since a moment by person, those in doubt included.
pub(super) fn texts_since(
    connection: &Connection,
    since: Timestamp,
) -> Result<HashMap<NumberId, Texts>, StoreError> {
    // Approved long before its last text: the window is not cut at the approval.
    let campaigns = approved_since(connection, since - chrono::TimeDelta::days(31))?;
    let discount: HashSet<CampaignId> =
        campaigns.iter().filter(|one| !offers(&one.body).is_empty()).map(|one| one.id).collect();
    let mut select = connection.prepare_cached(&format!(
        "SELECT number_id, campaign_id FROM message
         WHERE kind = 'campaign' AND scope = 'promotional' AND claimed_at > ?1 AND {MAY_HAVE_GONE}"
    ))?;
    let mut rows = select.query([since.timestamp_millis()])?;
    let mut people: HashMap<NumberId, Texts> = HashMap::new();
    while let Some(row) = rows.next()? {
        let texts = people.entry(row.get(0)?).or_default();
        texts.all += 1;
        texts.discounts += u32::from(discount.contains(&row.get(1)?));
    }
    Ok(people)
}

/// The most campaign texts that a sender sent on one day since a moment.
pub(super) fn largest_day(
    connection: &Connection,
    sender: SenderId,
    since: Timestamp,
) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(max(texts), 0) FROM (SELECT sum(campaign_texts) AS texts FROM pace_hour
             WHERE sender_id = ?1 AND hour >= ?2 GROUP BY hour / ?3)",
        )?
        .query_row((sender, since.timestamp().div_euclid(3600), HOURS_A_DAY), |row| row.get(0))?)
}

/// Numbers that must not be texted, read where it is written down and not from what follows from it.
pub(super) fn stopped(connection: &Connection) -> Result<HashSet<NumberId>, StoreError> {
    numbers(connection, "SELECT number_id FROM suppression WHERE lifted_at IS NULL")
}

/// Contacts held until the owner has answered for their list.
pub(super) fn held(connection: &Connection) -> Result<HashSet<NumberId>, StoreError> {
    numbers(connection, "SELECT number_id FROM standing WHERE quarantined <> 0")
}

fn numbers(connection: &Connection, sql: &str) -> Result<HashSet<NumberId>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let found = select.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// When each person's latest cart was left.
pub(super) fn carts(connection: &Connection) -> Result<HashMap<NumberId, Timestamp>, StoreError> {
    by_person(
        connection,
        "SELECT number_id, max(happened_at) FROM activity WHERE kind = 'cart_left' GROUP BY number_id",
    )
}

/// When each person was last reminded of a cart, a text in doubt included.
pub(super) fn reminded(connection: &Connection) -> Result<HashMap<NumberId, Timestamp>, StoreError> {
    by_person(
        connection,
        &format!(
            "SELECT number_id, max(claimed_at) FROM message
             WHERE campaign_id IN (SELECT id FROM campaign WHERE text_kind = 'cart_reminder') AND {MAY_HAVE_GONE}
             GROUP BY number_id"
        ),
    )
}

fn by_person(connection: &Connection, sql: &str) -> Result<HashMap<NumberId, Timestamp>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map([], |row| {
        Ok((row.get(0)?, Timestamp::from_timestamp_millis(row.get(1)?).unwrap_or_default()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
