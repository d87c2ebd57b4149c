//! One campaign's line of people while a plan is drawn.
//!
//! Pure. Owns who is next: whoever is due first, among these the lower rank.
//! A group whose hours have closed is put off to its next opening, as the
//! claim puts off its texts.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use chrono::TimeDelta;

use super::caps::Why;
use super::first_batch::{FirstBatch, Stage};
use super::pacing::{Pace, Stop};
use super::plan::{Group, LaneRequest, Misfit};
use super::quiet_hours::{CLOSING_MARGIN, Locality, Opening, SHORTEST_VALIDITY, openings_between};
use crate::clock::Timestamp;

/// What a lane says when it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ready {
    /// A text of so many parts may go.
    Now { parts: u32 },
    /// Nothing before this moment.
    NotBefore(Timestamp),
    /// Nothing is left that could go.
    Done,
}

/// A campaign in the making.
pub(super) struct Lane {
    queues: Vec<Queue>,
    line: BinaryHeap<Reverse<(Timestamp, u32, usize)>>,
    pace: Pace,
    first_batch: FirstBatch,
    capped: Option<Why>,
    /// The group of each text, for the properties.
    #[cfg(test)]
    pub(super) order: Vec<usize>,
}

struct Queue {
    parts: u32,
    ranks: Vec<u32>,
    next: usize,
    openings: Vec<Opening>,
}

impl Queue {
    /// The opening that holds `at`, or the next one.
    fn opening(&self, at: Timestamp) -> Option<Opening> {
        self.openings.iter().find(|opening| opening.closes_at > at).copied()
    }
}

impl Lane {
    pub(super) fn open(request: &LaneRequest<'_>, start: Timestamp) -> Result<Self, Stop> {
        request.pace.may_send_at(start)?;
        let mut known: HashMap<&Locality, Vec<Opening>> = HashMap::new();
        let queue = |group: &Group, openings: &[Opening]| Queue {
            parts: group.parts,
            ranks: group.ranks.clone(),
            next: 0,
            openings: openings.to_vec(),
        };
        let mut queues = Vec::with_capacity(request.groups.len());
        for group in request.groups {
            let place = &group.locality;
            queues.push(queue(group, known.entry(place).or_insert_with(|| usable(request, place, start))));
        }
        let first =
            |queue: &Queue| Some((queue.openings.first()?.opens_at.max(start), *queue.ranks.first()?));
        let line = (0..).zip(&queues).filter_map(|(at, queue)| {
            let (due, rank) = first(queue)?;
            Some(Reverse((due, rank, at)))
        });
        Ok(Self {
            line: line.collect(),
            pace: request.pace,
            first_batch: request.first_batch,
            capped: None,
            #[cfg(test)]
            order: Vec::new(),
            queues,
        })
    }

    /// What may go at `at`.
    pub(super) fn ready(&mut self, at: Timestamp) -> Result<Ready, Stop> {
        let Some(parts) = self.head(at) else { return Ok(self.later()) };
        if let Stage::Waiting { until } = self.first_batch.stage(at) {
            return Ok(Ready::NotBefore(until));
        }
        let may = self.pace.may_send_at(at)?;
        if may > at {
            return Ok(Ready::NotBefore(may));
        }
        Ok(Ready::Now { parts })
    }

    /// The parts of the text that is next at `at`, if anybody may be texted then.
    fn head(&mut self, at: Timestamp) -> Option<u32> {
        loop {
            let Reverse((due, rank, index)) = *self.line.peek()?;
            if due > at {
                return None;
            }
            let queue = self.queues.get(index)?;
            match queue.opening(at) {
                Some(opening) if opening.opens_at <= at => return Some(queue.parts),
                next => {
                    self.line.pop();
                    self.line.extend(next.map(|opening| Reverse((opening.opens_at, rank, index))));
                }
            }
        }
    }

    fn later(&self) -> Ready {
        self.line.peek().map_or(Ready::Done, |Reverse((due, ..))| Ready::NotBefore(*due))
    }

    /// The text that is next goes.
    pub(super) fn take(&mut self, at: Timestamp) {
        let Some(Reverse((due, _, index))) = self.line.pop() else { return };
        #[cfg(test)]
        self.order.push(index);
        if let Some(queue) = self.queues.get_mut(index) {
            queue.next += 1;
            let rank = queue.ranks.get(queue.next).copied();
            self.line.extend(rank.map(|rank| Reverse((due, rank, index))));
        }
        self.pace = self.pace.after_claim(at);
        self.first_batch.taken = self.first_batch.taken.saturating_add(1);
        self.first_batch.last_taken_at = Some(at);
        if self.first_batch.taken > self.first_batch.size {
            self.first_batch.size = 0;
        }
    }

    /// When its last text was due: whose lies furthest back is asked first.
    pub(super) fn last_text(&self) -> Option<Timestamp> {
        self.pace.last_claim_at()
    }

    pub(super) fn capped_by(&mut self, why: Why) {
        self.capped = Some(why);
    }

    /// Group index, how many are left over, and why.
    pub(super) fn misfits(&self) -> Vec<(usize, u32, Misfit)> {
        let left = |queue: &Queue| u32::try_from(queue.ranks.len() - queue.next).unwrap_or(u32::MAX);
        let over = self.queues.iter().enumerate().filter(|(_, queue)| left(queue) > 0);
        over.map(|(index, queue)| (index, left(queue), self.why(queue))).collect()
    }

    fn why(&self, queue: &Queue) -> Misfit {
        if queue.openings.is_empty() {
            return Misfit::NoSendingHours;
        }
        self.capped.map_or(Misfit::NotEnoughTime, Misfit::Capped)
    }

    pub(super) fn first_openings(&self) -> Vec<Option<Opening>> {
        // As people would say it: without what is left for the gateway.
        let whole = |one: &Opening| Opening {
            closes_at: one.closes_at + (CLOSING_MARGIN + SHORTEST_VALIDITY) - TimeDelta::milliseconds(1),
            ..*one
        };
        self.queues.iter().map(|queue| queue.openings.first().map(whole)).collect()
    }
}

/// A place's openings before the deadline, short of the time the gateway needs to give up.
fn usable(request: &LaneRequest<'_>, locality: &Locality, start: Timestamp) -> Vec<Opening> {
    let margin = CLOSING_MARGIN + SHORTEST_VALIDITY;
    openings_between(locality, request.scope, request.window, start, request.deadline)
        .into_iter()
        // A validity of exactly the shortest is still good: the last millisecond counts.
        .map(|opening| Opening {
            closes_at: (opening.closes_at.min(request.deadline) - margin + TimeDelta::milliseconds(1)),
            ..opening
        })
        .filter(|opening| opening.opens_at < opening.closes_at)
        .collect()
}
