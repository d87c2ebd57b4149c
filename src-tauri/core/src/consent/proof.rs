//! How a consent was given and what shows it.
//!
//! Pure words of the ledger. Knows no SQL and no law: what the law makes of a
//! method stands in `rules::expiry`.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::clock::Timestamp;

/// How somebody agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Nobody has said.
    #[default]
    Unknown,
    /// In writing: a box ticked, a form signed, a keyword texted.
    ExpressWritten,
    /// Spoken, at the counter or on the phone.
    ExpressOral,
    /// Asked by text and answered yes.
    DoubleOptIn,
    /// Not asked, but bought something: counts for a while in some countries.
    ImpliedPurchase,
    /// Not asked, but enquired about something: counts for a shorter while.
    ImpliedInquiry,
    /// Details given in a sale, with a free way to refuse (United Kingdom and kin).
    SoftOptIn,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unknown,
        Self::ExpressWritten,
        Self::ExpressOral,
        Self::DoubleOptIn,
        Self::ImpliedPurchase,
        Self::ImpliedInquiry,
        Self::SoftOptIn,
    ];

    /// Whether some country lets a consent given so end by itself.
    #[must_use]
    pub fn may_run_out(self) -> bool {
        matches!(self, Self::ImpliedPurchase | Self::ImpliedInquiry | Self::SoftOptIn)
    }

    /// The stored word; empty where nobody has said.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::ExpressWritten => "express_written",
            Self::ExpressOral => "express_oral",
            Self::DoubleOptIn => "double_opt_in",
            Self::ImpliedPurchase => "implied_purchase",
            Self::ImpliedInquiry => "implied_inquiry",
            Self::SoftOptIn => "soft_opt_in",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// What kind of thing the detail of an entry points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Nothing.
    #[default]
    None,
    /// A file and its row.
    FileRow,
    /// A text that they wrote.
    Inbound,
    /// An order.
    Order,
    /// A photo or scan, by its reference.
    Photo,
    /// What the owner says.
    Owner,
}

impl Evidence {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::None, Self::FileRow, Self::Inbound, Self::Order, Self::Photo, Self::Owner];

    /// The stored word; empty for none.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::FileRow => "file_row",
            Self::Inbound => "inbound",
            Self::Order => "order",
            Self::Photo => "photo",
            Self::Owner => "owner",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|evidence| evidence.word() == word)
    }
}

/// What stands behind an entry, beside its detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proof {
    /// How they agreed.
    pub method: Method,
    /// What the entry's detail points to.
    pub evidence: Evidence,
    /// When it runs out; left empty, the law of the number's countries decides.
    pub expires_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        assert!(Method::ALL.iter().all(|method| Method::read(method.word()) == Some(*method)));
        assert!(Evidence::ALL.iter().all(|evidence| Evidence::read(evidence.word()) == Some(*evidence)));
        assert_eq!((Method::read("sworn"), Evidence::read("rumour")), (None, None));
    }
}
