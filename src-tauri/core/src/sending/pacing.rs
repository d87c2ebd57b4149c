//! When the next text may go.
//!
//! Owns the gap between two texts of one sender. The bucket holds one text:
//! after a pause, a sleep or a restart exactly one may go at once, and the gap
//! counts again. The gap is counted from the last claim that was stored, so a
//! restart cannot shorten it. A claim that comes a moment late keeps the rhythm:
//! the next gap counts from when it was due, so that many small delays do not
//! add up to a slower pace. Knows no window, no audience and no clock.

use chrono::TimeDelta;

use crate::clock::Timestamp;

/// How far in the future the last claim may lie before the clock is not believed any more.
pub const CLOCK_TOLERANCE: TimeDelta = TimeDelta::seconds(120);
/// How late a claim may come and still count as on time.
const RHYTHM: TimeDelta = TimeDelta::milliseconds(50);
const SLOWEST_PER_SECOND: f64 = 1.0 / 86_400.0;

/// One sender's pace: a gap, and when it last claimed a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    gap: TimeDelta,
    last_claim_at: Option<Timestamp>,
}

/// The pace is no number of texts a second between one a day and a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the pace must be a positive number of texts per second, one a day at the least")]
pub struct NotAPace;

/// Why nothing may go at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The last claim lies too far in the future: the computer's clock was set back.
    #[error("the clock shows {} seconds before the last text that was sent", .behind.num_seconds())]
    ClockWentBack {
        /// How far behind the last claim the clock is.
        behind: TimeDelta,
    },
}

impl Pace {
    /// A pace of `per_second` texts, after a last claim that was stored.
    ///
    /// The gap is rounded up to a whole microsecond: never faster than asked.
    ///
    /// # Errors
    /// When `per_second` is not a number between one a day and a million a second.
    pub fn new(per_second: f64, last_claim_at: Option<Timestamp>) -> Result<Self, NotAPace> {
        if !(SLOWEST_PER_SECOND..=1_000_000.0).contains(&per_second) {
            return Err(NotAPace);
        }
        // 1 us to a day; a hair of slack keeps 1/3 a second at 3 s.
        #[expect(clippy::cast_possible_truncation, reason = "the bounds above keep it small")]
        let micros = (1_000_000.0 / per_second - 1e-3).ceil() as i64;
        Ok(Self { gap: TimeDelta::microseconds(micros.max(1)), last_claim_at })
    }

    /// One text a day: what a pace that is none comes down to.
    #[must_use]
    pub fn slowest(last_claim_at: Option<Timestamp>) -> Self {
        Self { gap: TimeDelta::days(1), last_claim_at }
    }

    /// The time between two texts.
    #[must_use]
    pub fn gap(&self) -> TimeDelta {
        self.gap
    }

    /// When the last claim was due: what this pace counts from.
    #[must_use]
    pub fn last_claim_at(&self) -> Option<Timestamp> {
        self.last_claim_at
    }

    /// The earliest moment at which the next text may go, `now` or later.
    ///
    /// # Errors
    /// When the clock shows more than two minutes before the last claim.
    pub fn may_send_at(&self, now: Timestamp) -> Result<Timestamp, Stop> {
        let Some(last) = self.last_claim_at else { return Ok(now) };
        let behind = last - now;
        if behind > CLOCK_TOLERANCE {
            return Err(Stop::ClockWentBack { behind });
        }
        Ok(now.max(last.checked_add_signed(self.gap).unwrap_or(last)))
    }

    /// The pace after a text was claimed at `at`; a claim never moves it back.
    #[must_use]
    pub fn after_claim(self, at: Timestamp) -> Self {
        let counted_from = self.last_claim_at.map_or(at, |last| {
            let due = last.checked_add_signed(self.gap).unwrap_or(last);
            if due <= at && at - due <= RHYTHM { due } else { last.max(at) }
        });
        Self { last_claim_at: Some(counted_from), ..self }
    }
}

#[cfg(test)]
#[path = "pacing_tests.rs"]
mod tests;
