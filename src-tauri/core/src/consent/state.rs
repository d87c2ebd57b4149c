//! What the entries of one number come to at a moment. Pure.
//!
//! Entries count in the order in which they were recorded; those that had not
//! happened yet at the moment asked for do not count. A consent that the law
//! lets run out ends by itself; a later grant carries it on or makes it lasting.

use super::scope::{EntryKind, EntryScope, Scope};
use crate::clock::Timestamp;

/// One entry, as far as the state depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fact {
    /// Position in the chain.
    pub(super) seq: i64,
    /// What happened.
    pub(super) kind: EntryKind,
    /// What it covers.
    pub(super) scope: EntryScope,
    /// When it happened.
    pub(super) happened_at: Timestamp,
    /// When it was recorded.
    pub(super) recorded_at: Timestamp,
    /// When the law lets it run out.
    pub(super) expires_at: Option<Timestamp>,
}

/// One scope at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// No entry ever covered it.
    Never,
    /// Agreed.
    Holds {
        /// The entry that gives it, the latest where several do.
        seq: i64,
        /// Since when without a break.
        since: Timestamp,
        /// When it runs out, if nothing else comes.
        expires_at: Option<Timestamp>,
    },
    /// Taken back by this entry.
    Revoked {
        /// The entry.
        seq: i64,
    },
    /// Ran out by law.
    Expired {
        /// The entry that had given it.
        seq: i64,
        /// When.
        at: Timestamp,
    },
}

impl Standing {
    /// Whether a text of this scope is permitted.
    #[must_use]
    pub(super) fn holds(self) -> bool {
        matches!(self, Self::Holds { .. })
    }

    fn at(self, moment: Timestamp) -> Self {
        match self {
            Self::Holds { seq, expires_at: Some(at), .. } if at <= moment => Self::Expired { seq, at },
            other => other,
        }
    }

    fn after(self, fact: &Fact) -> Self {
        let before = self.at(fact.happened_at);
        if fact.kind == EntryKind::Revoked {
            return Self::Revoked { seq: fact.seq };
        }
        let (since, expires_at) = match before {
            Self::Holds { since, expires_at, .. } => (since, later(expires_at, fact.expires_at)),
            _ => (fact.happened_at, fact.expires_at),
        };
        Self::Holds { seq: fact.seq, since, expires_at }
    }
}

/// No end is later than any end.
fn later(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.zip(other).map(|(one, other)| one.max(other))
}

/// Promotional, transactional and conversational, in this order, at a moment.
#[must_use]
pub(super) fn at(facts: &[Fact], moment: Timestamp) -> [Standing; 3] {
    let mut state = [Standing::Never; 3];
    for fact in facts.iter().filter(|fact| fact.happened_at <= moment) {
        for (scope, standing) in SCOPES.into_iter().zip(&mut state) {
            if touches(fact, scope) {
                *standing = standing.after(fact);
            }
        }
    }
    state.map(|standing| standing.at(moment))
}

/// The scopes, in the order of [`at`].
pub(super) const SCOPES: [Scope; 3] = [Scope::Promotional, Scope::Transactional, Scope::Conversational];

fn touches(fact: &Fact, scope: Scope) -> bool {
    let bit = scope.required_bit();
    match fact.kind {
        EntryKind::Revoked => fact.kind.applied(fact.scope, 7) & bit == 0,
        _ => fact.kind.applied(fact.scope, 0) & bit != 0,
    }
}

/// What `standing` says of these entries: the bits ever held and not taken back, and when the promotional one runs out
/// (milliseconds; 0: never).
#[must_use]
pub(super) fn standing_of(facts: &[Fact]) -> (u8, i64) {
    let mut state = [Standing::Never; 3];
    for fact in facts {
        for (scope, standing) in SCOPES.into_iter().zip(&mut state) {
            if touches(fact, scope) {
                *standing = standing.after(fact);
            }
        }
    }
    let held = SCOPES.into_iter().zip(state).filter(|(_, standing)| standing.holds());
    let until = match state {
        [Standing::Holds { expires_at: Some(at), .. }, ..] => at.timestamp_millis().max(1),
        _ => 0,
    };
    (held.fold(0, |bits, (scope, _)| bits | scope.required_bit()), until)
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
