//! What a consent covers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use specta::Type;

/// What a text is for, and what a person agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Offers and news; includes order and delivery news.
    Promotional,
    /// Order and delivery news only.
    Transactional,
    /// Answers to a person's own question.
    Conversational,
}

impl Scope {
    /// The bit that a text of this purpose requires in `standing.consent`.
    #[must_use]
    pub fn required_bit(self) -> u8 {
        match self {
            Self::Promotional => 1,
            Self::Transactional => 2,
            Self::Conversational => 4,
        }
    }

    /// The bits that consent to this scope gives.
    #[must_use]
    pub fn bits(self) -> u8 {
        match self {
            Self::Promotional => 1 | 2,
            Self::Transactional => 2,
            Self::Conversational => 4,
        }
    }

    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Promotional => "promotional",
            Self::Transactional => "transactional",
            Self::Conversational => "conversational",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Scope {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Promotional, Self::Transactional, Self::Conversational]
            .into_iter()
            .find(|scope| scope.word() == word)
            .ok_or(())
    }
}

/// What a ledger entry covers: one scope, or everything (a revocation).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryScope {
    /// One scope.
    Only(Scope),
    /// Every scope.
    All,
}

impl EntryScope {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Only(scope) => scope.word(),
            Self::All => "all",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "all" => Some(Self::All),
            word => word.parse().ok().map(Self::Only),
        }
    }

    pub(super) fn bits(self) -> u8 {
        match self {
            Self::Only(scope) => scope.bits(),
            Self::All => 1 | 2 | 4,
        }
    }
}

/// What happened to a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Given.
    Granted,
    /// Confirmed by double opt-in.
    Confirmed,
    /// Given again.
    Reconfirmed,
    /// Taken back.
    Revoked,
}

impl EntryKind {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Confirmed => "confirmed",
            Self::Reconfirmed => "reconfirmed",
            Self::Revoked => "revoked",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        [Self::Granted, Self::Confirmed, Self::Reconfirmed, Self::Revoked]
            .into_iter()
            .find(|kind| kind.word() == word)
    }

    /// The consent bits after an entry of this kind, given those before it.
    ///
    /// Taking back one scope takes back what rests on it: without transactional
    /// consent there is no promotional one, which includes it.
    #[must_use]
    pub fn applied(self, scope: EntryScope, before: u8) -> u8 {
        match (self, scope) {
            (Self::Revoked, EntryScope::Only(Scope::Promotional)) => before & !1,
            (Self::Revoked, EntryScope::Only(Scope::Transactional)) => before & !(1 | 2),
            (Self::Revoked, scope) => before & !scope.bits(),
            (_, scope) => before | scope.bits(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_offers_keeps_order_news() {
        let granted = EntryKind::Granted.applied(EntryScope::Only(Scope::Promotional), 0);
        let left = EntryKind::Revoked.applied(EntryScope::Only(Scope::Promotional), granted);
        assert_eq!(left, Scope::Transactional.bits());
    }

    #[test]
    fn leaving_everything_leaves_nothing() {
        assert_eq!(EntryKind::Revoked.applied(EntryScope::All, 7), 0);
    }
}
