//! Opt-out, opt-in and help keywords of every authority.
//!
//! Owns the table with its sources and grades; decides nothing. Words are
//! folded when read, so they compare with folded text.

use std::sync::LazyLock;

use super::columns::{column, rows};
use super::folding::fold;

const KEYWORDS: &str = include_str!("data/optout_keywords.csv");

/// What a keyword asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// No more texts.
    OptOut,
    /// Texts again, or a confirmation.
    OptIn,
    /// Who is this.
    Help,
}

/// One keyword of one authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyword {
    /// Folded; may hold spaces.
    pub word: String,
    /// ISO 639-1, `und` for none.
    pub language: &'static str,
    /// What it asks for.
    pub kind: Kind,
    /// Who requires or honours it.
    pub authority: &'static str,
    /// How sure.
    pub grade: &'static str,
}

static ALL: LazyLock<Vec<Keyword>> =
    LazyLock::new(|| rows(KEYWORDS).filter_map(|row| keyword(&row)).collect());

/// Every row of the table.
#[must_use]
pub fn all() -> &'static [Keyword] {
    &ALL
}

fn keyword(row: &[&'static str]) -> Option<Keyword> {
    let kind = match column(row, 2) {
        "optout" => Kind::OptOut,
        "optin" => Kind::OptIn,
        "help" => Kind::Help,
        _ => return None,
    };
    let word = fold(column(row, 0));
    Some(Keyword { word, language: column(row, 1), kind, authority: column(row, 3), grade: column(row, 4) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_with_authority_and_grade() {
        assert_eq!(all().len(), KEYWORDS.lines().count() - 1);
        assert!(
            all()
                .iter()
                .all(|row| !row.word.is_empty() && !row.authority.is_empty() && !row.grade.is_empty())
        );
    }

    #[test]
    fn the_seven_words_of_the_fcc_are_there() {
        for word in ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"] {
            assert!(all().iter().any(|row| row.word == word && row.authority.starts_with("FCC")), "{word}");
        }
    }
}
