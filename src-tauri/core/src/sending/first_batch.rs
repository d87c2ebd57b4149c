//! The first batch: a few people first, and the rest only if all is quiet.
//!
//! Pure. A canary that is too small tells nothing, so small campaigns have
//! none. After the batch the campaign waits for receipts and replies; what the
//! alarms then say decides whether the rest follows.

use chrono::TimeDelta;

use crate::clock::Timestamp;

/// Campaigns smaller than this go at once: a twentieth of them would say nothing.
pub const SMALLEST_CAMPAIGN: u32 = 200;
const ONE_IN: u32 = 20;
const SIZE: (u32, u32) = (50, 250);
/// People need this long to answer, so it is waited for in any case.
pub const SHORTEST_WAIT: TimeDelta = TimeDelta::minutes(10);
/// Receipts that have not come by then are judged as missing.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(30);

/// How many people the first batch has; 0: none. `wished` is the owner's own size.
#[must_use]
pub fn size(recipients: u32, wished: Option<u32>) -> u32 {
    match wished {
        Some(size) if size < recipients => size,
        Some(_) => 0,
        None if recipients < SMALLEST_CAMPAIGN => 0,
        None => recipients.div_ceil(ONE_IN).clamp(SIZE.0, SIZE.1),
    }
}

/// How a first batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstBatch {
    /// People in it; 0: none.
    pub size: u32,
    /// Texts that went.
    pub taken: u32,
    /// When the last of them went.
    pub last_taken_at: Option<Timestamp>,
    /// Texts of it whose end is known.
    pub settled: u32,
}

/// What it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is going out.
    Sending,
    /// It is out; nothing goes before this moment, and then it is asked again.
    Waiting {
        /// The next look.
        until: Timestamp,
    },
    /// Receipts and replies had their time: look at the alarms and go on or stop.
    Ready,
}

impl FirstBatch {
    /// What to do at `now`.
    #[must_use]
    pub fn stage(&self, now: Timestamp) -> Stage {
        if self.taken < self.size {
            return Stage::Sending;
        }
        let Some(last) = self.last_taken_at.filter(|_| self.size > 0) else { return Stage::Ready };
        let (soonest, latest) = (last + SHORTEST_WAIT, last + LONGEST_WAIT);
        // Nine in ten receipts tell enough.
        let told = self.settled.saturating_mul(10) >= self.taken.saturating_mul(9);
        if now < soonest {
            Stage::Waiting { until: soonest }
        } else if now < latest && !told {
            Stage::Waiting { until: (now + TimeDelta::minutes(1)).min(latest) }
        } else {
            Stage::Ready
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Timestamp {
        "2026-03-02T12:00:00Z".parse().unwrap()
    }

    fn sent(taken: u32, settled: u32) -> FirstBatch {
        FirstBatch { size: 50, taken, last_taken_at: Some(noon()), settled }
    }

    #[test]
    fn a_twentieth_goes_first_and_small_campaigns_go_at_once() {
        let sizes = [(1, 0), (199, 0), (200, 50), (1_204, 61), (5_000, 250), (100_000, 250)];
        for (recipients, expected) in sizes {
            assert_eq!(size(recipients, None), expected, "{recipients}");
        }
    }

    #[test]
    fn the_owners_own_size_counts() {
        assert_eq!((size(1_000, Some(0)), size(1_000, Some(10)), size(90, Some(20))), (0, 10, 20));
        assert_eq!(size(20, Some(20)), 0, "everybody is no first batch");
    }

    #[test]
    fn it_waits_for_replies_even_when_every_receipt_is_in() {
        let at = |minutes| sent(50, 50).stage(noon() + TimeDelta::minutes(minutes));
        assert_eq!(at(9), Stage::Waiting { until: noon() + SHORTEST_WAIT });
        assert_eq!(at(10), Stage::Ready);
    }

    #[test]
    fn it_waits_for_receipts_but_not_for_ever() {
        let at = |minutes| sent(50, 44).stage(noon() + TimeDelta::minutes(minutes));
        assert_eq!(at(12), Stage::Waiting { until: noon() + TimeDelta::minutes(13) });
        assert_eq!(at(30), Stage::Ready);
        assert_eq!(sent(49, 49).stage(noon() + TimeDelta::hours(1)), Stage::Sending);
    }
}
