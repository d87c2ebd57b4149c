//! Counting an audience inside SQLite: one call per row instead of one answer per row.
//!
//! Owns the aggregate `reach_tally`. It reads the same columns of the same query
//! as `scan.rs` and asks the same reason function; measured at 60 % of the time of
//! walking the rows. Columns that no reason can come from are not handed over:
//! each costs as much as a tenth of the scan. Sending hours are the last reason asked, so those who fail
//! nothing else are counted per set of hours and the question is put once per set.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::{Connection, params_from_iter};

use super::audience::{Audience, CappedPeople};
use super::compile;
use super::fault::SegmentError;
use super::reach::Reach;
use super::reason::{Policy, Reason, first_reason};
use super::scan::{FACTS_WIDE, LEFT_OUT, ORDERED, TEXTED, WHO, give_folded, read_facts};
use super::tags::give_worn;
use crate::clock::Timestamp;
use crate::consent::Scope;
use crate::ids::HoursId;

const NAME: &std::ffi::CStr = c"reach_tally";

/// Counts everyone who matches. Not to be called while a statement of this connection is being read.
pub(super) fn tally(connection: &Connection, audience: &Audience<'_>) -> Result<Reach, SegmentError> {
    let answer = Arc::new(Mutex::new(Counts::default()));
    let function = Tally {
        scope: audience.scope,
        now: audience.now,
        frequency_hours: audience.frequency_hours,
        bought_since: audience.bought_since,
        arguments: arguments(audience),
        capped: Arc::clone(&audience.capped),
        answer: Arc::clone(&answer),
    };
    let query = compile::count(&audience.rule, audience.exclude.as_ref(), audience.now, |place| {
        function.arguments.get(place).is_some_and(Option::is_some)
    });
    connection.create_aggregate_function(NAME, -1, FunctionFlags::SQLITE_UTF8, function)?;
    give_folded(connection, &query.sql)?;
    give_worn(connection, &query.tags)?;
    connection.query_row(&query.sql, params_from_iter(query.params), |_| Ok(()))?;
    let counts = std::mem::take(&mut *answer.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(counts.reach(audience.hours_left))
}

/// By a fact's place: which argument it is; `None` where nothing depends on it.
fn arguments(audience: &Audience<'_>) -> [Option<usize>; FACTS_WIDE] {
    let mut next = 0..;
    std::array::from_fn(|place| {
        let counts = match place {
            WHO => !audience.capped.is_empty(),
            TEXTED => audience.frequency_hours > 0,
            ORDERED => audience.bought_since.is_some(),
            LEFT_OUT => audience.exclude.is_some(),
            _ => true,
        };
        counts.then(|| next.next()).flatten()
    })
}

struct Tally {
    scope: Scope,
    now: Timestamp,
    frequency_hours: u32,
    bought_since: Option<Timestamp>,
    arguments: [Option<usize>; FACTS_WIDE],
    capped: CappedPeople,
    answer: Arc<Mutex<Counts>>,
}

/// People per reason, and per set of hours where only the hours are left to ask.
#[derive(Default)]
struct Counts {
    by: [u32; Reason::ALL.len()],
    hours: Vec<u32>,
    far_hours: BTreeMap<HoursId, u32>,
}

impl Aggregate<Counts, i64> for Tally {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Counts> {
        Ok(Counts::default())
    }

    fn step(&self, row: &mut Context<'_>, counts: &mut Counts) -> rusqlite::Result<()> {
        let mut facts = read_facts(|place| match self.arguments.get(place) {
            Some(Some(argument)) => row.get_raw(*argument).as_i64(),
            _ => Ok(0),
        })?;
        if !self.capped.is_empty() {
            // Asked for then, and the first of all.
            facts.capped = self.capped.get(&row.get(0)?).copied();
        }
        counts.add(first_reason(&facts, &self.but_hours()), facts.hours_id);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, counts: Option<Counts>) -> rusqlite::Result<i64> {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = counts.unwrap_or_default();
        Ok(0)
    }
}

impl Tally {
    fn but_hours(&self) -> Policy<'static> {
        Policy {
            scope: self.scope,
            now: self.now,
            frequency_hours: self.frequency_hours,
            bought_since: self.bought_since,
            hours_left: &|_| true,
        }
    }
}

impl Counts {
    /// Ids above this are rare enough for the slower count.
    const NEAR: usize = 1 << 12;

    fn add(&mut self, reason: Option<Reason>, hours: HoursId) {
        if let Some(place) = reason.and_then(|reason| self.by.get_mut(reason as usize)) {
            *place += 1;
        } else {
            *self.waiting(hours) += 1;
        }
    }

    fn waiting(&mut self, hours: HoursId) -> &mut u32 {
        let place = hours.0 as usize;
        if place < Self::NEAR && place >= self.hours.len() {
            self.hours.resize(place + 1, 0);
        }
        match self.hours.get_mut(place) {
            Some(count) => count,
            None => self.far_hours.entry(hours).or_default(),
        }
    }

    fn reach(&self, hours_left: &dyn Fn(HoursId) -> bool) -> Reach {
        let near = (0..).map(HoursId).zip(self.hours.iter().copied());
        let far = self.far_hours.iter().map(|(hours, people)| (*hours, *people));
        let asked = near.chain(far).filter(|(_, people)| *people > 0);
        let (mut by, mut will_receive) = (self.by, 0);
        for (hours, people) in asked {
            match by.last_mut() {
                Some(no_hours) if !hours_left(hours) => *no_hours += people,
                _ => will_receive += people,
            }
        }
        Reach::of(will_receive, by)
    }
}
