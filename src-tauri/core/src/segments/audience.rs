//! An audience: a rule together with everything that decides who of it receives.

use std::collections::HashMap;
use std::sync::Arc;

use super::reason::{Capped, Policy};
use super::rule::Rule;
use crate::clock::Timestamp;
use crate::consent::Scope;
use crate::ids::{HoursId, NumberId};

/// Everybody who has had as many texts as a cap allows.
pub type CappedPeople = Arc<HashMap<NumberId, Capped>>;

/// Whom a text is for, and under which conditions.
#[derive(Clone)]
pub struct Audience<'a> {
    /// Who matches.
    pub rule: Rule,
    /// Who is left out although they match.
    pub exclude: Option<Rule>,
    /// What the text is for.
    pub scope: Scope,
    /// Hours that must lie between two promotional texts to one person; 0: no limit.
    pub frequency_hours: u32,
    /// Leave out those who have ordered at or after this moment.
    pub bought_since: Option<Timestamp>,
    /// The moment of the question.
    pub now: Timestamp,
    /// Whether any sending hour is left for these hours. Asked once per set of hours.
    pub hours_left: &'a dyn Fn(HoursId) -> bool,
    /// Everybody who has had as many texts as a cap allows.
    pub capped: CappedPeople,
}

impl Audience<'_> {
    pub(super) fn policy<'p>(&self, hours_left: &'p dyn Fn(HoursId) -> bool) -> Policy<'p> {
        Policy {
            scope: self.scope,
            now: self.now,
            frequency_hours: self.frequency_hours,
            bought_since: self.bought_since,
            hours_left,
        }
    }
}
