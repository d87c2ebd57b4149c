//! The guards of a claim by name: everything that must hold before a text becomes `sending`.
//!
//! In the product [`stands`] is always true and costs nothing. Only the core's own
//! tests can leave a guard out, to prove that each of them is needed: whoever adds
//! one here must add its story in `guards_tests.rs`, or that test does not compile.

/// Every guard, in the order in which a claim asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Only the newest run of the store claims.
    NewestRun,
    /// A copy that nobody confirmed sends nothing.
    Lock,
    /// A sender that the provider refused waits for the owner.
    Halt,
    /// The provider asked to wait, or could not be reached.
    Held,
    /// The inbox was read within 120 seconds.
    FreshInbox,
    /// Not before its moment.
    Due,
    /// Not more on their way than answers can be kept up with.
    Room,
    /// The gap of sender and campaign.
    Gap,
    /// The rest waits for the first batch.
    FirstBatch,
    /// An alarm pauses the campaign.
    Alarm,
    /// An alarm lengthens the gap.
    Slowing,
    /// The carriers' class of the 10DLC campaign.
    Class,
    /// T-Mobile's parts a day.
    BrandCap,
    /// The account's texts in 24 hours.
    AccountCap,
    /// A new number's level.
    WarmUp,
    /// Growth against the last seven days.
    Growth,
    /// Not after its deadline.
    Deadline,
    /// What was approved is what is sent.
    Approved,
    /// STOP wins.
    Suppressed,
    /// The one text after a STOP answers this very STOP, soon.
    OwnStop,
    /// A held list waits for the owner's answer.
    Quarantined,
    /// An open double opt-in holds everything else.
    Confirmed,
    /// Consent of the right scope.
    Consent,
    /// HELP was asked for, and not too often.
    Asked,
    /// Who is answered has written.
    Question,
    /// The shop's own spacing.
    Spacing,
    /// The caps of states.
    StateCap,
    /// The owner's caps by segment.
    SegmentCap,
    /// The recipient's hours.
    Hours,
    /// Time enough to arrive before they end.
    Validity,
}

/// Whether a guard is asked: always.
#[cfg(not(test))]
#[inline]
pub(super) const fn stands(_: Guard) -> bool {
    true
}

#[cfg(test)]
pub(super) use seam::{stands, without};

#[cfg(test)]
mod seam {
    use std::cell::Cell;

    use super::Guard;

    thread_local! {
        static LEFT_OUT: Cell<Option<Guard>> = const { Cell::new(None) };
    }

    /// Whether a guard is asked: unless this thread's test leaves it out.
    pub(in crate::sending) fn stands(guard: Guard) -> bool {
        LEFT_OUT.get() != Some(guard)
    }

    /// Runs `work` with one guard left out.
    pub(in crate::sending) fn without<T>(guard: Guard, work: impl FnOnce() -> T) -> T {
        LEFT_OUT.set(Some(guard));
        let done = work();
        LEFT_OUT.set(None);
        done
    }
}

#[cfg(test)]
#[path = "guards_tests.rs"]
mod tests;
