//! What became of a campaign: the approved table again, with real outcomes.
//!
//! Invariant: `by_state` sums to the recipients, and recipients with those left
//! out sum to the matched; nothing is lost silently.

use rusqlite::Connection;

use super::approve::sender_of;
use super::campaign::{Campaign, State};
use super::fault::CampaignError;
use super::rows;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::health;
use crate::ids::CampaignId;
use crate::inbox;
use crate::money::Money;
use crate::segments::Reason;
use crate::sending::{self, Hold};
use crate::shop;
use crate::store::StoreError;
use crate::wire::campaigns::{CampaignPeopleQuery, ReportView};
use crate::wire::contacts::ReasonCount;
use crate::wire::segments::ReachPerson;

/// The rate shown is that of the last two minutes.
const RATE_OVER: chrono::TimeDelta = chrono::TimeDelta::minutes(2);

/// A campaign under way or at its end.
pub fn report(engine: &Engine, id: CampaignId) -> Result<ReportView, CampaignError> {
    let now = engine.now();
    engine.store().read(|c| {
        let campaign = rows::load(c, id)?;
        let line = rows::list_one(c, id)?;
        let shop = shop::load(c)?;
        let waits = waits(c, &campaign, now)?;
        let money = |micros| Money { micros, currency: shop.currency.clone() }.written();
        Ok(ReportView {
            matched: campaign.matched,
            recipients: line.recipients,
            excluded_by: in_reason_order(tally(
                c,
                "SELECT reason, count(*) FROM campaign_excluded WHERE campaign_id = ?1 GROUP BY reason",
                id,
            )?),
            by_state: tally(
                c,
                "SELECT state, count(*) FROM message WHERE campaign_id = ?1 GROUP BY state",
                id,
            )?,
            failures: tally(
                c,
                "SELECT state || ':' || reason, count(*) FROM message WHERE campaign_id = ?1 AND reason <> ''
                   AND state IN ('undelivered', 'rejected', 'skipped', 'expired', 'in_doubt', 'cancelled')
                 GROUP BY 1 ORDER BY 2 DESC",
                id,
            )?,
            replies: count(c, "SELECT count(*) FROM inbound WHERE answered_campaign = ?1", id)?,
            opt_outs: inbox::opt_outs_of_campaign(c, id)?,
            cost: money(spent(c, id)?),
            ceiling: money(campaign.cost_ceiling_micros),
            per_minute: rate(c, id, now)?,
            finishes_at: finishes_at(c, &campaign, now)?,
            waiting_for: waits.map(|(hold, _)| hold.sentence().into()).unwrap_or_default(),
            waiting_code: waits.map(|(hold, _)| hold.word().into()).unwrap_or_default(),
            waiting_until: waits.and_then(|(_, until)| until).map(|at| at.to_rfc3339()).unwrap_or_default(),
            alarm: health::latest(c, id, campaign.content.sender)?,
            pause_reason: campaign.pause_reason,
            approved_at: campaign.approved_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
            line,
        })
    })
}

/// People of an approved campaign in one state, or those left out.
pub fn people(engine: &Engine, query: &CampaignPeopleQuery) -> Result<Vec<ReachPerson>, CampaignError> {
    let sql = if query.which == "excluded" {
        "SELECT e.number_id, c.number, trim(c.first_name || ' ' || c.last_name), e.reason
         FROM campaign_excluded e JOIN contact c ON c.number_id = e.number_id
         WHERE e.campaign_id = ?1 AND ?2 <> '' ORDER BY e.number_id LIMIT ?3 OFFSET ?4"
    } else {
        "SELECT m.number_id, m.recipient, trim(coalesce(c.first_name || ' ' || c.last_name, '')), m.reason
         FROM message m LEFT JOIN contact c ON c.number_id = m.number_id
         WHERE m.campaign_id = ?1 AND m.state = ?2 ORDER BY m.rank LIMIT ?3 OFFSET ?4"
    };
    engine.store().read(|c| {
        let mut select = c.prepare(sql)?;
        let people =
            select.query_map((query.id, &query.which, query.limit.min(500), query.offset), |row| {
                Ok(ReachPerson {
                    id: row.get(0)?,
                    number: row.get(1)?,
                    name: row.get(2)?,
                    reason: row.get(3)?,
                })
            })?;
        Ok(people.collect::<Result<_, _>>()?)
    })
}

fn tally(connection: &Connection, sql: &str, id: CampaignId) -> Result<Vec<ReasonCount>, StoreError> {
    let mut select = connection.prepare(sql)?;
    let rows = select.query_map([id], |row| Ok(ReasonCount { reason: row.get(0)?, count: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn in_reason_order(mut counts: Vec<ReasonCount>) -> Vec<ReasonCount> {
    let place = |one: &ReasonCount| Reason::ALL.iter().position(|reason| reason.word() == one.reason);
    counts.sort_by_key(place);
    counts
}

fn count(connection: &Connection, sql: &str, id: CampaignId) -> Result<u32, StoreError> {
    Ok(connection.query_row(sql, [id], |row| row.get(0))?)
}

/// Whatever the provider took or may have taken costs money.
fn spent(connection: &Connection, id: CampaignId) -> Result<i64, StoreError> {
    Ok(connection.query_row(
        "SELECT coalesce(sum(price_micros), 0) FROM message WHERE campaign_id = ?1
           AND state IN ('sending', 'accepted', 'delivered', 'undelivered', 'in_doubt')",
        [id],
        |row| row.get(0),
    )?)
}

fn rate(connection: &Connection, id: CampaignId, now: Timestamp) -> Result<u32, StoreError> {
    let since = (now - RATE_OVER).timestamp_millis();
    let texts: u32 = connection.query_row(
        "SELECT count(*) FROM message WHERE campaign_id = ?1 AND claimed_at > ?2",
        (id, since),
        |row| row.get(0),
    )?;
    Ok(texts.div_ceil(2))
}

fn finishes_at(
    connection: &Connection,
    campaign: &Campaign,
    now: Timestamp,
) -> Result<String, CampaignError> {
    if !matches!(campaign.state, State::Running | State::Paused) {
        return Ok(String::new());
    }
    let plan = super::finish::remaining(connection, campaign, &sender_of(connection, campaign)?, now)?.plan;
    Ok(plan.finishes_at.map(|at| at.to_rfc3339()).unwrap_or_default())
}

fn waits(
    connection: &Connection,
    campaign: &Campaign,
    now: Timestamp,
) -> Result<Option<(Hold, Option<Timestamp>)>, CampaignError> {
    if campaign.state != State::Running {
        return Ok(None);
    }
    Ok(sending::waits_for(connection, &sender_of(connection, campaign)?, campaign.id, now)?)
}
