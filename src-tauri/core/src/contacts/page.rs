//! The contacts table, a page at a time, searched as typed.
//!
//! Owns what a search means. Its SQL stands in `rows.rs`. Invariant: what was
//! typed only ever travels as a bound value, never as SQL.

use rusqlite::Connection;

use super::rows::{self, ContactRow};
use crate::store::StoreError;

/// The most lines of one page.
pub const LONGEST_PAGE: u32 = 500;
/// A search is counted no further than this; a page says "10,000 or more" there.
pub const COUNTED_AT_MOST: u32 = 10_000;
/// Words that a search heeds.
const WORDS: usize = 8;

/// The order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest contact first. Instant at any size.
    #[default]
    Newest,
    /// By last name, then first name.
    Name,
    /// Latest order first.
    LastOrder,
    /// Most spent first.
    Spent,
}

impl Sort {
    fn sql(self) -> &'static str {
        match self {
            Self::Newest => "c.number_id DESC",
            Self::Name => "c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, c.number_id",
            Self::LastOrder => "s.last_order_at DESC, c.number_id DESC",
            Self::Spent => "s.spent_micros DESC, c.number_id DESC",
        }
    }
}

/// Which contacts to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Any part of names, e-mail or number, as typed; every word must match. Empty for everybody.
    pub search: String,
    /// Lines to pass over.
    pub offset: u32,
    /// Lines wanted, [`LONGEST_PAGE`] at most.
    pub limit: u32,
    /// In which order.
    pub sort: Sort,
}

/// One page of contacts.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    /// All that match; a search is counted up to [`COUNTED_AT_MOST`].
    pub total: u32,
    /// This page's lines.
    pub rows: Vec<ContactRow>,
}

/// The contacts that a query asks for.
pub fn page(connection: &Connection, query: &Query) -> Result<Page, StoreError> {
    let search = Search::typed(&query.search);
    let limit = query.limit.min(LONGEST_PAGE);
    let rows = rows::some(connection, &search, query.sort.sql(), query.offset, limit)?;
    let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    // A first page that is not full is all there is: no second look at the table.
    let total = match query.offset == 0 && shown < limit {
        true => shown,
        false => rows::count(connection, &search, COUNTED_AT_MOST)?,
    };
    Ok(Page { total, rows })
}

/// What was typed, as patterns.
pub(super) struct Search {
    /// Pattern, and whether it can only be part of a number.
    words: Vec<(String, bool)>,
}

impl Search {
    fn typed(text: &str) -> Self {
        let words = if is_number(text) { vec![text] } else { text.split_whitespace().take(WORDS).collect() };
        let words = words.into_iter().filter(|word| !word.trim().is_empty());
        Self { words: words.map(|word| (pattern(word), is_number(word))).collect() }
    }

    pub(super) fn is_everybody(&self) -> bool {
        self.words.is_empty()
    }

    /// The condition on `contact c`, with one parameter for each word.
    pub(super) fn condition(&self) -> String {
        let each = self.words.iter().enumerate().map(|(at, (_, number))| {
            let at = at + 1;
            match number {
                true => format!("c.number LIKE ?{at}"),
                false => format!(
                    "(c.first_name LIKE ?{at} ESCAPE '\\' OR c.last_name LIKE ?{at} ESCAPE '\\'
                      OR c.email LIKE ?{at} ESCAPE '\\')"
                ),
            }
        });
        let all: Vec<String> = each.collect();
        if all.is_empty() { "1".into() } else { all.join(" AND ") }
    }

    pub(super) fn patterns(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(pattern, _)| pattern.as_str())
    }
}

/// Digits and the marks people put between them.
fn is_number(text: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+()-./'".contains(c);
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(marks)
}

fn pattern(word: &str) -> String {
    if is_number(word) {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        // A national 0 is not part of E.164.
        return format!("%{}%", digits.trim_start_matches('0'));
    }
    let escaped: String = word
        .chars()
        .flat_map(|c| ['%', '_', '\\'].contains(&c).then_some('\\').into_iter().chain([c]))
        .collect();
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_any_spelling() {
        for typed in ["(212) 555", "+1 212-555", "212555", "0212555"] {
            let patterns: Vec<String> = Search::typed(typed).patterns().map(str::to_owned).collect();
            assert!(patterns == ["%212555%"] || patterns == ["%1212555%"], "{typed}: {patterns:?}");
        }
    }

    #[test]
    fn what_was_typed_never_becomes_sql() {
        let search = Search::typed("50%_off'; DROP TABLE contact");
        assert!(!search.condition().contains("DROP"));
        assert_eq!(search.patterns().next(), Some("%50\\%\\_off';%"));
    }
}
