//! When a campaign will be done: the planner over the people it still has to reach.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::audience::{Calendar, deadline, window};
use super::campaign::{Campaign, Content};
use super::fault::CampaignError;
use crate::clock::Timestamp;
use crate::gateways::Sender;
use crate::ids::HoursId;
use crate::sending::hours;
use crate::sending::pacing::Pace;
use crate::sending::plan::{self, Plan, PlanRequest};
use crate::sending::quiet_hours::Locality;
use crate::shop::{self, Shop};
use crate::store::StoreError;

/// The plan of a draft's whole audience, as if approved now.
pub(super) fn of_draft(
    calendar: &Calendar,
    by_hours: &BTreeMap<HoursId, u32>,
    content: &Content,
    sender: &Sender,
    shop: &Shop,
    now: Timestamp,
) -> Plan {
    let groups: Vec<(Locality, u32)> = by_hours
        .iter()
        .filter_map(|(id, count)| calendar.locality(*id).map(|locality| (locality.clone(), *count)))
        .collect();
    planned(&PlanRequest {
        groups: &groups,
        scope: content.purpose,
        window: window(content, shop),
        pace: pace(content, sender),
        start: now,
        deadline: deadline(content, now),
    })
}

/// The plan of what is still queued.
pub(super) fn remaining(
    connection: &Connection,
    campaign: &Campaign,
    sender: &Sender,
    now: Timestamp,
) -> Result<Plan, CampaignError> {
    let shop = shop::load(connection)?;
    let groups = queued(connection, campaign)?;
    Ok(planned(&PlanRequest {
        groups: &groups,
        scope: campaign.content.purpose,
        window: window(&campaign.content, &shop),
        pace: pace(&campaign.content, sender),
        start: now,
        deadline: campaign.deadline.unwrap_or(now),
    }))
}

fn queued(connection: &Connection, campaign: &Campaign) -> Result<Vec<(Locality, u32)>, StoreError> {
    let mut select = connection
        .prepare("SELECT hours_id, count(*) FROM message WHERE campaign_id = ?1 AND state = 'queued' GROUP BY hours_id")?;
    let counts: Vec<(HoursId, u32)> =
        select.query_map([campaign.id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    counts.into_iter().map(|(id, count)| Ok((hours::locality(connection, id)?, count))).collect()
}

/// A clock that went back plans nothing, as the sender itself would send nothing.
fn planned(request: &PlanRequest<'_>) -> Plan {
    plan::plan(request).unwrap_or_default()
}

fn pace(content: &Content, sender: &Sender) -> Pace {
    let per_second = content.per_second.min(sender.per_second);
    Pace::new(per_second, sender.last_claim_at).unwrap_or_else(|_| Pace::slowest(sender.last_claim_at))
}
