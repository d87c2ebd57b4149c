//! The whole campaign drawn over time, before it is sent and while it is.
//!
//! Owns the answer to "when will the first and the last one go, how many an
//! hour, and who does not fit". It asks the same pace and the same hours as
//! the sender, text by text, so that it promises nothing the sender will not do.
//! Among the recipients who may be texted, those whose hours end first go first.
//!
//! Invariants: what fits and what does not sum to what was asked; nobody is
//! planned outside their hours, nor so late that no gateway could be told in
//! time to give up.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::TimeDelta;

use super::pacing::{Pace, Stop};
use super::quiet_hours::{
    CLOSING_MARGIN, Locality, Opening, OwnerWindow, SHORTEST_VALIDITY, Scope, openings_between,
};
use crate::clock::Timestamp;

/// What is to be planned.
#[derive(Debug, Clone, Copy)]
pub struct PlanRequest<'a> {
    /// Recipients by the hours they share.
    pub groups: &'a [(Locality, u32)],
    /// What the texts are.
    pub scope: Scope,
    /// The owner's hours.
    pub window: OwnerWindow,
    /// The sender's pace, with its last claim.
    pub pace: Pace,
    /// The first moment at which anything may go.
    pub start: Timestamp,
    /// The moment from which nothing may go any more.
    pub deadline: Timestamp,
}

/// Why recipients do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Misfit {
    /// Their hours never open before the deadline.
    NoSendingHours,
    /// Their hours open, but at this pace the time does not suffice.
    NotEnoughTime,
}

/// A campaign over time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// When the first text goes; nothing when none fits.
    pub starts_at: Option<Timestamp>,
    /// When the last text that fits goes; nothing when none fits.
    pub finishes_at: Option<Timestamp>,
    /// Texts in each hour that has any, by the hour's beginning (UTC).
    pub by_hour: Vec<(Timestamp, u32)>,
    /// Texts that go before the deadline.
    pub fits: u32,
    /// Group index, how many of it do not fit, and why.
    pub does_not_fit: Vec<(usize, u32, Misfit)>,
    /// The first opening of each group, in the order asked.
    pub first_openings: Vec<Option<Opening>>,
}

/// Plans a campaign.
///
/// # Errors
/// When the clock stands before the sender's last claim, as the sender itself would stop.
pub fn plan(request: &PlanRequest<'_>) -> Result<Plan, Stop> {
    let openings: Vec<Vec<Opening>> =
        request.groups.iter().map(|(locality, _)| usable_openings(request, locality)).collect();
    let mut plan = Plan::default();
    let left = walk(request, &openings, |at, _| plan.count(at))?;
    plan.does_not_fit = misfits(&left, &openings);
    plan.first_openings = openings.iter().map(|openings| openings.first().copied()).collect();
    Ok(plan)
}

impl Plan {
    fn count(&mut self, at: Timestamp) {
        self.starts_at.get_or_insert(at);
        self.finishes_at = Some(at);
        self.fits = self.fits.saturating_add(1);
        match self.by_hour.last_mut() {
            Some((hour, texts)) if at - *hour < TimeDelta::hours(1) => *texts += 1,
            _ => self.by_hour.push((beginning_of_hour(at), 1)),
        }
    }
}

fn beginning_of_hour(at: Timestamp) -> Timestamp {
    let into = at.timestamp_millis().rem_euclid(3_600_000);
    at - TimeDelta::milliseconds(into)
}

/// A group's openings before the deadline, short of the time the gateway needs to give up.
fn usable_openings(request: &PlanRequest<'_>, locality: &Locality) -> Vec<Opening> {
    let margin = CLOSING_MARGIN + SHORTEST_VALIDITY;
    openings_between(locality, request.scope, request.window, request.start, request.deadline)
        .into_iter()
        // A validity of exactly the shortest is still good: the last millisecond counts.
        .map(|opening| Opening {
            closes_at: (opening.closes_at - margin + TimeDelta::milliseconds(1)).min(request.deadline),
            ..opening
        })
        .filter(|opening| opening.opens_at < opening.closes_at)
        .collect()
}

/// Sends in thought, text by text; answers how many of each group are left over.
fn walk(
    request: &PlanRequest<'_>,
    openings: &[Vec<Opening>],
    mut text: impl FnMut(Timestamp, usize),
) -> Result<Vec<u32>, Stop> {
    let mut left: Vec<u32> = request.groups.iter().map(|(_, count)| *count).collect();
    let mut doors = Doors::of(openings);
    let mut pace = request.pace;
    let mut at = pace.may_send_at(request.start)?;
    loop {
        let Some(group) = doors.first_open(at, &left) else {
            let Some(next) = doors.next_opening() else { break };
            at = at.max(next);
            continue;
        };
        if let Some(count) = left.get_mut(group) {
            *count -= 1;
        }
        text(at, group);
        pace = pace.after_claim(at);
        at = pace.may_send_at(at)?;
    }
    Ok(left)
}

/// Whose hours are open, those that end first in front.
struct Doors {
    /// Not yet reached, the next one last.
    coming: Vec<(Timestamp, Door)>,
    open: BinaryHeap<Reverse<Door>>,
}

/// Compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Door {
    last_closing: Timestamp,
    closes_at: Timestamp,
    group: usize,
}

impl Doors {
    fn of(openings: &[Vec<Opening>]) -> Self {
        let mut coming = Vec::new();
        for (group, openings) in openings.iter().enumerate() {
            let Some(last_closing) = openings.last().map(|last| last.closes_at) else { continue };
            let doors = openings
                .iter()
                .map(|one| (one.opens_at, Door { last_closing, closes_at: one.closes_at, group }));
            coming.extend(doors);
        }
        coming.sort_unstable_by_key(|door| Reverse(*door));
        Self { coming, open: BinaryHeap::new() }
    }

    fn next_opening(&self) -> Option<Timestamp> {
        self.coming.last().map(|(opens_at, _)| *opens_at)
    }

    /// The group to text at `at`: open, and with somebody left.
    fn first_open(&mut self, at: Timestamp, left: &[u32]) -> Option<usize> {
        while let Some((_, door)) = self.coming.pop_if(|(opens_at, _)| *opens_at <= at) {
            self.open.push(Reverse(door));
        }
        while let Some(Reverse(door)) = self.open.peek() {
            if door.closes_at > at && left.get(door.group).is_some_and(|count| *count > 0) {
                return Some(door.group);
            }
            self.open.pop();
        }
        None
    }
}

fn misfits(left: &[u32], openings: &[Vec<Opening>]) -> Vec<(usize, u32, Misfit)> {
    let groups = left.iter().zip(openings).enumerate().filter(|(_, (count, _))| **count > 0);
    groups
        .map(|(group, (count, openings))| {
            let why = if openings.is_empty() { Misfit::NoSendingHours } else { Misfit::NotEnoughTime };
            (group, *count, why)
        })
        .collect()
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
