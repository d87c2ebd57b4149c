//! The wordings that customers saw.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::consent::TextKind;

/// A wording on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WordingView {
    /// Its id, as ledger entries refer to it.
    pub id: u32,
    /// What the owner calls it; empty while nobody has spoken for it.
    pub name: String,
    /// Where customers see it: `checkout`, `form`, `loyalty`, `keyword`, `paper`, `other`; empty if not told.
    pub place: String,
    /// Which version of its name; 0 while it has none.
    pub version: u32,
    /// The exact words.
    pub words: String,
    /// Kinds of text that it promises: as stated, else as read from the words.
    pub kinds: Vec<TextKind>,
    /// At most so many promotional texts a month; `None` where it names no number.
    pub per_month: Option<u32>,
    /// Whether the owner stated what it promises.
    pub stated: bool,
    /// Since when customers see it, YYYY-MM-DD; empty if not told.
    pub shown_from: String,
    /// When the words came into the store, RFC 3339.
    pub recorded_at: String,
    /// People whose consent refers to it.
    pub people: u32,
}

/// A wording to keep.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct WordingDraft {
    /// Words that are on record already; `None` for new ones.
    pub id: Option<u32>,
    /// What the owner calls it. New words under a known name are its next version.
    pub name: String,
    /// `checkout`, `form`, `loyalty`, `keyword`, `paper` or `other`.
    pub place: String,
    /// The exact words; not read where an id is given, for words are never changed.
    pub words: String,
    /// Kinds of text that it promises.
    pub kinds: Vec<TextKind>,
    /// At most so many promotional texts a month, 1 to 100.
    pub per_month: Option<u32>,
    /// Since when customers see it, YYYY-MM-DD; may be empty.
    pub shown_from: String,
}
