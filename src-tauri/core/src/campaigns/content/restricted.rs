//! Goods and words that carriers refuse: sex, hate, alcohol, firearms, tobacco, and the high-risk trades.

use serde::Serialize;
use specta::Type;

use super::Mark;
use super::words::{mark, places, words};
use crate::rules::phrases;

/// A restricted word in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Restricted {
    /// The words and their place; the grade is the table row's.
    pub mark: Mark,
    /// What it belongs to, for example `firearms`.
    pub class: &'static str,
    /// Refused outright; otherwise it depends on what is meant (or needs an age gate).
    pub blocks: bool,
}

/// Every restricted word, whole words only, innocent neighbours considered ("cigar box").
#[must_use]
pub fn restricted(text: &str) -> Vec<Restricted> {
    let all = words(text);
    let mut found = Vec::new();
    for phrase in phrases::restricted() {
        for (first, last) in places(&all, phrase) {
            let mark = mark(text, first.start, last.end(), phrase.grade);
            found.push(Restricted { mark, class: phrase.class, blocks: phrase.blocks });
        }
    }
    found.sort_by_key(|hit| hit.mark.position);
    found
}
