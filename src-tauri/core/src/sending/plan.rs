//! Campaigns drawn over time, before they are sent and while they are.
//!
//! Owns the answer to "when will the first and the last one go, how many an
//! hour, and who does not fit". It sends in thought, text by text, asking the
//! same pace, caps, hours and first batch in the same order as the claim, so
//! that it promises nothing the sender will not do: the campaign whose last text
//! lies furthest back, in it whoever is due first, among these the lower rank.
//!
//! Invariants: what fits and what does not sum to what was asked; nobody is
//! planned outside their hours, nor so late that no gateway could be told in
//! time to give up.

use chrono::TimeDelta;

use super::caps::{Caps, Why};
use super::first_batch::FirstBatch;
use super::lane::{Lane, Ready};
use super::pacing::{Pace, Stop};
use super::part_pace::PartPace;
use super::quiet_hours::{Locality, Opening, OwnerWindow, Scope};
use crate::clock::Timestamp;

/// Recipients who share their hours and the length of their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Where they may be.
    pub locality: Locality,
    /// Parts of each text.
    pub parts: u32,
    /// Their places in the line, ascending; one for each recipient.
    pub ranks: Vec<u32>,
}

/// One campaign to plan.
#[derive(Debug, Clone, Copy)]
pub struct LaneRequest<'a> {
    /// Its recipients.
    pub groups: &'a [Group],
    /// What the texts are.
    pub scope: Scope,
    /// The owner's hours.
    pub window: OwnerWindow,
    /// The campaign's own pace, with its own last claim.
    pub pace: Pace,
    /// Its first batch.
    pub first_batch: FirstBatch,
    /// The moment from which nothing may go any more.
    pub deadline: Timestamp,
}

/// What is to be planned.
#[derive(Debug, Clone)]
pub struct PlanRequest<'a> {
    /// The sender's campaigns; the last one is the one asked about.
    pub lanes: &'a [LaneRequest<'a>],
    /// The sender's own pace, with its last claim.
    pub pace: Pace,
    /// The pace of the carriers' class.
    pub part_pace: PartPace,
    /// The sender's caps, with what is used of them.
    pub caps: Caps,
    /// The first moment at which anything may go.
    pub start: Timestamp,
}

/// Why recipients do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Misfit {
    /// Their hours never open before the deadline.
    NoSendingHours,
    /// Their hours open, but at this pace the time does not suffice.
    NotEnoughTime,
    /// Their hours open, but a cap is used up.
    Capped(Why),
}

/// One hour of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedHour {
    /// Its beginning (UTC).
    pub at: Timestamp,
    /// Texts that go in it.
    pub texts: u32,
    /// Their parts.
    pub parts: u32,
}

/// A time in which a cap lets nothing go although somebody may be texted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Which cap.
    pub why: Why,
}

/// A campaign over time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// When the first text goes; nothing when none fits.
    pub starts_at: Option<Timestamp>,
    /// When the last text that fits goes; nothing when none fits.
    pub finishes_at: Option<Timestamp>,
    /// Each hour that has any texts.
    pub hours: Vec<PlannedHour>,
    /// Texts that go before the deadline.
    pub fits: u32,
    /// Group index, how many of it do not fit, and why.
    pub does_not_fit: Vec<(usize, u32, Misfit)>,
    /// The first opening of each group, in the order asked.
    pub first_openings: Vec<Option<Opening>>,
    /// Where a cap holds it up.
    pub waits: Vec<Wait>,
}

/// Plans the last of the lanes, with all the others beside it.
///
/// # Errors
/// When the clock stands before the sender's last claim, as the sender itself would stop.
pub fn plan(request: &PlanRequest<'_>) -> Result<Plan, Stop> {
    let mut lanes: Vec<Lane> =
        request.lanes.iter().map(|lane| Lane::open(lane, request.start)).collect::<Result<_, _>>()?;
    let mut plan = Plan::default();
    let ours = lanes.len().checked_sub(1);
    walk(request, &mut lanes, &mut plan, |plan, lane, at, parts| {
        if Some(lane) == ours {
            plan.count(at, parts);
        }
    })?;
    if let Some(lane) = lanes.last() {
        plan.does_not_fit = lane.misfits();
        plan.first_openings = lane.first_openings();
    }
    Ok(plan)
}

impl Plan {
    fn count(&mut self, at: Timestamp, parts: u32) {
        self.starts_at.get_or_insert(at);
        self.finishes_at = Some(at);
        self.fits = self.fits.saturating_add(1);
        match self.hours.last_mut() {
            Some(hour) if at - hour.at < TimeDelta::hours(1) => {
                hour.texts += 1;
                hour.parts += parts;
            }
            _ => self.hours.push(PlannedHour { at: beginning_of_hour(at), texts: 1, parts }),
        }
    }

    fn wait(&mut self, from: Timestamp, until: Timestamp, why: Why) {
        match self.waits.last_mut() {
            Some(last) if last.why == why && last.until >= from => last.until = until,
            _ => self.waits.push(Wait { from, until, why }),
        }
    }
}

fn beginning_of_hour(at: Timestamp) -> Timestamp {
    let into = at.timestamp_micros().rem_euclid(3_600_000_000);
    at - TimeDelta::microseconds(into)
}

/// Sends in thought, text by text, until no lane has anything left that could go.
fn walk(
    request: &PlanRequest<'_>,
    lanes: &mut [Lane],
    plan: &mut Plan,
    mut text: impl FnMut(&mut Plan, usize, Timestamp, u32),
) -> Result<(), Stop> {
    let (mut pace, mut part_pace, mut caps) = (request.pace, request.part_pace, request.caps.clone());
    let mut at = request.start;
    let ours = lanes.len().saturating_sub(1);
    let mut turns: Vec<usize> = (0..lanes.len()).collect();
    loop {
        at = pace.may_send_at(at)?;
        let (mut go, mut next): (Option<(usize, u32)>, Option<Timestamp>) = (None, None);
        turns.sort_by_key(|index| lanes.get(*index).and_then(Lane::last_text));
        for index in turns.iter().copied() {
            let Some(lane) = lanes.get_mut(index) else { continue };
            let until = match lane.ready(at)? {
                Ready::Done => continue,
                Ready::NotBefore(until) => until,
                Ready::Now { parts } => {
                    let (free, why) = caps.fits_at(at.max(part_pace.free_at()), parts);
                    if free <= at {
                        go = Some((index, parts));
                        break;
                    }
                    if let Some(why) = why {
                        lane.capped_by(why);
                        if index == ours {
                            plan.wait(at, free, why);
                        }
                    }
                    free
                }
            };
            next = Some(next.map_or(until, |so_far: Timestamp| so_far.min(until)));
        }
        match (go, next) {
            (Some((index, parts)), _) => {
                if let Some(lane) = lanes.get_mut(index) {
                    lane.take(at);
                }
                text(plan, index, at, parts);
                pace = pace.after_claim(at);
                part_pace = part_pace.after(at, parts);
                caps.take(at, parts);
            }
            (None, Some(next)) => at = next,
            (None, None) => return Ok(()),
        }
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
