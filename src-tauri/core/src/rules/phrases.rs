//! The word lists of the content checks: pressure, restricted goods, offers, carts.
//!
//! Owns the tables and what excuses a word ("cigar box"); decides nothing.
//! Words are folded when read, so they compare with folded text.

use std::sync::LazyLock;

use super::columns::{column, rows};
use super::folding::fold;

const URGENCY: &str = include_str!("data/urgency_phrases.csv");
const RESTRICTED: &str = include_str!("data/restricted_words.csv");
const OFFERS: &str = include_str!("data/offer_phrases.csv");
const CARTS: &str = include_str!("data/cart_phrases.csv");

/// One phrase of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words, folded, in order; the last one may also stand in the plural.
    pub words: Vec<String>,
    /// `firearms` and the like for restricted goods, a language for offers, empty for pressure.
    pub class: &'static str,
    /// Whether carriers refuse it outright.
    pub blocks: bool,
    /// Words that make it innocent right before it.
    pub unless_before: Vec<&'static str>,
    /// Words that make it innocent right after it.
    pub unless_after: Vec<&'static str>,
    /// How sure.
    pub grade: &'static str,
}

static PRESSURE: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let read = |row: Vec<&'static str>| phrase([column(&row, 0), "", "", "", "", column(&row, 2)]);
    rows(URGENCY).map(read).collect()
});

static RESTRICTIONS: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    rows(RESTRICTED).map(|row| phrase(std::array::from_fn(|index| column(&row, index)))).collect()
});

static OFFER: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let read = |row: Vec<&'static str>| phrase([0, 1, 9, 2, 3, 4].map(|index| column(&row, index)));
    rows(OFFERS).map(read).collect()
});

static CART: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let read =
        |row: Vec<&'static str>| phrase([column(&row, 0), column(&row, 1), "", "", "", column(&row, 2)]);
    rows(CARTS).map(read).collect()
});

fn phrase(columns: [&'static str; 6]) -> Phrase {
    let [words, class, action, before, after, grade] = columns;
    Phrase {
        words: fold(words).split_whitespace().map(str::to_owned).collect(),
        class,
        blocks: action == "block",
        unless_before: before.split_whitespace().collect(),
        unless_after: after.split_whitespace().collect(),
        grade,
    }
}

/// Phrases that press the reader.
#[must_use]
pub fn pressure() -> &'static [Phrase] {
    &PRESSURE
}

/// Sex, hate, alcohol, firearms, tobacco, cannabis and the high-risk trades.
#[must_use]
pub fn restricted() -> &'static [Phrase] {
    &RESTRICTIONS
}

/// Words of an offer, which a transactional text must not hold.
#[must_use]
pub fn offers() -> &'static [Phrase] {
    &OFFER
}

/// Words that speak of the reader's own cart.
#[must_use]
pub fn carts() -> &'static [Phrase] {
    &CART
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_words_and_a_grade() {
        for table in [pressure(), restricted(), offers(), carts()] {
            assert!(table.len() >= 12);
            assert!(table.iter().all(|row| !row.words.is_empty() && !row.grade.is_empty()));
        }
        assert!(restricted().iter().any(|row| row.blocks) && restricted().iter().any(|row| !row.blocks));
    }
}
