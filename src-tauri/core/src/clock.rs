//! The one place that reads the system's clocks.
//!
//! Owns wall time, a monotonic reading and waiting. Everybody else is handed a
//! `Clock` or a `now`. Instants are UTC with millisecond resolution, so that
//! what is stored and what is compared are the same.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};

/// A moment in UTC, whole milliseconds.
pub type Timestamp = DateTime<Utc>;

/// Wall time, elapsed time and waiting, so that tests and rehearsals can turn them.
pub trait Clock: Send + Sync {
    /// The current moment.
    fn now(&self) -> Timestamp;
    /// Time since an arbitrary start that never goes backwards.
    fn elapsed(&self) -> Duration;
    /// Waits for `at_most`, or less when `wake` rings.
    fn wait(&self, at_most: Duration, wake: &Wake);
    /// Whether this clock follows the real time. A turned clock never reaches a real gateway.
    fn is_real(&self) -> bool;
    /// Whether time passes by itself. Under a clock that stands still nothing is done in the background.
    fn flows(&self) -> bool {
        true
    }
}

/// The machine's own clock.
#[derive(Debug)]
pub struct SystemClock {
    started: std::time::Instant,
}

impl Default for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the system clock")]
    fn default() -> Self {
        Self { started: std::time::Instant::now() }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the system clock")]
    fn now(&self) -> Timestamp {
        Utc::now().trunc_subsecs(3)
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    fn wait(&self, at_most: Duration, wake: &Wake) {
        wake.wait(at_most);
    }

    fn is_real(&self) -> bool {
        true
    }
}

/// The machine's clock, some time ahead or behind: for rehearsing at another hour of the day.
#[derive(Debug)]
pub struct ShiftedClock {
    system: SystemClock,
    by: chrono::TimeDelta,
}

impl ShiftedClock {
    /// A clock that shows `moment` now and goes on from there.
    #[must_use]
    pub fn starting_at(moment: Timestamp) -> Self {
        let system = SystemClock::default();
        let by = moment - system.now();
        Self { system, by }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        (self.system.now() + self.by).trunc_subsecs(3)
    }

    fn elapsed(&self) -> Duration {
        self.system.elapsed()
    }

    fn wait(&self, at_most: Duration, wake: &Wake) {
        self.system.wait(at_most, wake);
    }

    fn is_real(&self) -> bool {
        false
    }
}

/// A clock that stands still until it is turned; waiting turns it.
#[derive(Debug)]
pub struct TurnedClock {
    hands: Mutex<Hands>,
}

#[derive(Debug, Clone, Copy)]
struct Hands {
    now: Timestamp,
    elapsed: Duration,
}

impl TurnedClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self { hands: Mutex::new(Hands { now: start.trunc_subsecs(3), elapsed: Duration::ZERO }) }
    }

    /// Moves the hands forward.
    pub fn turn(&self, by: Duration) {
        let mut hands = lock(&self.hands);
        hands.now += by;
        hands.elapsed += by;
    }

    /// Sets the hands, also backwards. Forwards, time has passed.
    pub fn set(&self, to: Timestamp) {
        let (mut hands, to) = (lock(&self.hands), to.trunc_subsecs(3));
        let passed = (to - hands.now).to_std().unwrap_or_default();
        hands.elapsed += passed;
        hands.now = to;
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        lock(&self.hands).now
    }

    fn elapsed(&self) -> Duration {
        lock(&self.hands).elapsed
    }

    fn wait(&self, at_most: Duration, _wake: &Wake) {
        self.turn(at_most);
    }

    fn is_real(&self) -> bool {
        false
    }

    fn flows(&self) -> bool {
        false
    }
}

/// A moment as the owner's own clock on the wall shows it: "16:40" today, "Tue 3 Mar 16:40" on another day.
#[must_use]
pub fn written_locally(at: Timestamp, now: Timestamp) -> String {
    let (at, now) = (at.with_timezone(&chrono::Local), now.with_timezone(&chrono::Local));
    let form = if at.date_naive() == now.date_naive() { "%H:%M" } else { "%a %-d %b %H:%M" };
    at.format(form).to_string()
}

/// A bell that ends a wait early: new work, a pause, a stop.
#[derive(Debug, Default)]
pub struct Wake {
    rung: Mutex<bool>,
    bell: Condvar,
}

impl Wake {
    /// Ends the current wait, or the next one if nobody waits.
    pub fn ring(&self) {
        *lock(&self.rung) = true;
        self.bell.notify_all();
    }

    fn wait(&self, at_most: Duration) {
        let rung = lock(&self.rung);
        let (mut rung, _) = self
            .bell
            .wait_timeout_while(rung, at_most, |rung| !*rung)
            .unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}

/// Locks a mutex whose holder may have panicked: the data behind it is a plain value.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_on_a_turned_clock_turns_it() {
        let clock = TurnedClock::new("2026-03-02T15:00:00Z".parse().unwrap());
        clock.wait(Duration::from_secs(90), &Wake::default());
        assert_eq!(clock.now().to_rfc3339(), "2026-03-02T15:01:30+00:00");
        assert_eq!(clock.elapsed(), Duration::from_secs(90));
    }

    #[test]
    fn a_bell_rung_before_the_wait_is_not_lost() {
        let clock = SystemClock::default();
        let wake = Wake::default();
        wake.ring();
        clock.wait(Duration::from_secs(60), &wake);
        assert!(clock.elapsed() < Duration::from_secs(30), "the wait must end at once");
    }
}
