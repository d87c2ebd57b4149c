//! When a campaign will be done: the planner over the people it still has to reach.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use rusqlite::Connection;

use super::audience::{Calendar, deadline, window};
use super::campaign::Campaign;
use super::fault::CampaignError;
use super::rows;
use super::tally::Seat;
use crate::clock::Timestamp;
use crate::gateways::Sender;
use crate::ids::{CampaignId, HoursId};
use crate::sending::first_batch::{self, FirstBatch};
use crate::sending::hours;
use crate::sending::plan::{self, Group, LaneRequest, Plan, PlanRequest};
use crate::sending::{self, allowance};
use crate::shop::{self, Shop};
use crate::store::StoreError;

/// A plan and what it was made of.
pub(super) struct Planned {
    /// The plan; its groups are these.
    pub(super) plan: Plan,
    /// Recipients by hours and length.
    pub(super) groups: Vec<Group>,
    /// The first batch of it.
    pub(super) first_batch: FirstBatch,
    /// From then on nothing goes.
    pub(super) deadline: Timestamp,
    /// Between two parts, as the carriers' class has it; zero without one.
    pub(super) part_gap: TimeDelta,
}

/// The plan of a draft's whole audience, as if approved now, beside what its sender is already sending.
pub(super) fn of_draft(
    connection: &Connection,
    calendar: &Calendar,
    seats: &[Seat],
    campaign: &Campaign,
    sender: &Sender,
    shop: &Shop,
    now: Timestamp,
) -> Result<Planned, StoreError> {
    let recipients = u32::try_from(seats.len()).unwrap_or(u32::MAX);
    let size = first_batch::size(recipients, allowance::wished(connection, campaign.id)?);
    let ours = Line {
        groups: seated(calendar, seats),
        first_batch: FirstBatch { size, taken: 0, last_taken_at: None, settled: 0 },
        deadline: deadline(&campaign.content, now),
    };
    planned(connection, campaign, ours, sender, shop, now)
}

/// The plan of what is still queued.
pub(super) fn remaining(
    connection: &Connection,
    campaign: &Campaign,
    sender: &Sender,
    now: Timestamp,
) -> Result<Planned, CampaignError> {
    let shop = shop::load(connection)?;
    let ours = queued(connection, campaign)?;
    Ok(planned(connection, campaign, ours, sender, &shop, now)?)
}

/// One campaign's people and where it stands.
struct Line {
    groups: Vec<Group>,
    first_batch: FirstBatch,
    deadline: Timestamp,
}

/// Whoever was heard from last goes first, as approval will have it.
fn seated(calendar: &Calendar, seats: &[Seat]) -> Vec<Group> {
    let mut order: Vec<&Seat> = seats.iter().collect();
    order.sort_by_key(|seat| std::cmp::Reverse(seat.engaged_at));
    let mut places: BTreeMap<(HoursId, u32), Vec<u32>> = BTreeMap::new();
    for (rank, seat) in (0..).zip(order) {
        places.entry((seat.hours, seat.parts)).or_default().push(rank);
    }
    let group = |((id, parts), ranks): ((HoursId, u32), Vec<u32>)| {
        calendar.locality(id).map(|locality| Group { locality: locality.clone(), parts, ranks })
    };
    places.into_iter().filter_map(group).collect()
}

fn queued(connection: &Connection, campaign: &Campaign) -> Result<Line, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT hours_id, parts, rank FROM message WHERE campaign_id = ?1 AND state = 'queued' ORDER BY rank",
    )?;
    let mut places: BTreeMap<(HoursId, u32), Vec<u32>> = BTreeMap::new();
    let mut rows = select.query([campaign.id])?;
    while let Some(row) = rows.next()? {
        places.entry((row.get(0)?, row.get(1)?)).or_default().push(row.get(2)?);
    }
    let group = |((id, parts), ranks)| {
        Ok::<_, StoreError>(Group { locality: hours::locality(connection, id)?, parts, ranks })
    };
    let first_batch = allowance::first_batch(connection, campaign.id)?;
    Ok(Line {
        groups: places.into_iter().map(group).collect::<Result<_, _>>()?,
        first_batch,
        deadline: campaign.deadline.unwrap_or_default(),
    })
}

/// Plans one campaign beside the others that its sender is sending.
fn planned(
    connection: &Connection,
    campaign: &Campaign,
    ours: Line,
    sender: &Sender,
    shop: &Shop,
    now: Timestamp,
) -> Result<Planned, StoreError> {
    let others = beside(connection, campaign, sender)?;
    let lines = others.iter().map(|(one, line)| (one, line)).chain([(campaign, &ours)]);
    let lanes: Vec<LaneRequest<'_>> = lines
        .map(|(one, line)| {
            Ok(LaneRequest {
                groups: &line.groups,
                scope: one.content.purpose,
                window: window(&one.content, shop),
                pace: sending::campaign_pace(connection, sender, one.id)?,
                first_batch: line.first_batch,
                deadline: line.deadline,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    let allowed = allowance::of(connection, sender, now)?;
    let part_gap = allowed.part_pace.gap();
    let request = PlanRequest {
        lanes: &lanes,
        pace: sending::sender_pace(connection, sender)?,
        part_pace: allowed.part_pace,
        caps: allowed.caps,
        start: now,
    };
    // A clock that went back plans nothing, as the sender itself would send nothing.
    let plan = plan::plan(&request).unwrap_or_default();
    let Line { groups, first_batch, deadline } = ours;
    Ok(Planned { plan, groups, first_batch, deadline, part_gap })
}

/// The other running campaigns of a sender.
fn beside(
    connection: &Connection,
    campaign: &Campaign,
    sender: &Sender,
) -> Result<Vec<(Campaign, Line)>, StoreError> {
    let running: Vec<CampaignId> = rows::running_of(connection, sender.id)?;
    running
        .into_iter()
        .filter(|id| *id != campaign.id)
        .filter_map(|id| rows::load(connection, id).ok())
        .map(|one| queued(connection, &one).map(|line| (one, line)))
        .collect()
}
