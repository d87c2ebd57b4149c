//! The kinds of text that a wording can promise and a campaign can be.
//!
//! Pure words. Each kind belongs to one scope; what a kind asks beyond its scope
//! (a cart reminder's double opt-in, say) is for the checks.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::scope::Scope;

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// Sales, discounts, codes.
    Offers,
    /// What is new: products, events, early access.
    News,
    /// A cart that was left.
    CartReminder,
    /// Something the person asked to hear about is here again.
    BackInStock,
    /// Asks for a review after delivery.
    ReviewRequest,
    /// An order or a delivery.
    OrderNews,
    /// An answer to the person's own question.
    Answer,
}

impl TextKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Offers,
        Self::News,
        Self::CartReminder,
        Self::BackInStock,
        Self::ReviewRequest,
        Self::OrderNews,
        Self::Answer,
    ];

    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Offers => "offers",
            Self::News => "news",
            Self::CartReminder => "cart_reminder",
            Self::BackInStock => "back_in_stock",
            Self::ReviewRequest => "review_request",
            Self::OrderNews => "order_news",
            Self::Answer => "answer",
        }
    }

    /// Reads a stored word; an empty one says nothing.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// In a sentence: "This is {a cart reminder}".
    #[must_use]
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Offers => "an offer",
            Self::News => "news",
            Self::CartReminder => "a cart reminder",
            Self::BackInStock => "word that something is back",
            Self::ReviewRequest => "a request for a review",
            Self::OrderNews => "order news",
            Self::Answer => "an answer",
        }
    }

    /// The consent it needs.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::OrderNews => Scope::Transactional,
            Self::Answer => Scope::Conversational,
            _ => Scope::Promotional,
        }
    }

    /// What a text of this purpose usually is.
    #[must_use]
    pub fn usual(purpose: Scope) -> Self {
        match purpose {
            Scope::Promotional => Self::Offers,
            Scope::Transactional => Self::OrderNews,
            Scope::Conversational => Self::Answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_and_the_usual_kind_fits_its_purpose() {
        assert!(TextKind::ALL.iter().all(|kind| TextKind::read(kind.word()) == Some(*kind)));
        assert_eq!(TextKind::read(""), None);
        for scope in [Scope::Promotional, Scope::Transactional, Scope::Conversational] {
            assert_eq!(TextKind::usual(scope).scope(), scope);
        }
    }
}
