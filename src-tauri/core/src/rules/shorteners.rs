//! Public link shorteners, which US carriers refuse.
//!
//! Owns the deny-list with its sources. A shortener domain of the shop's own
//! is not public and must not be added here.

use std::sync::LazyLock;

use super::columns::{column, rows};

const TABLE: &str = include_str!("data/url_shorteners.csv");

/// One denied domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortener {
    /// The domain, lower case.
    pub domain: &'static str,
    /// Who denies it.
    pub source: &'static str,
    /// How sure.
    pub grade: &'static str,
}

static ALL: LazyLock<Vec<Shortener>> = LazyLock::new(|| {
    let read = |row: Vec<&'static str>| Shortener {
        domain: column(&row, 0),
        source: column(&row, 2),
        grade: column(&row, 3),
    };
    rows(TABLE).map(read).collect()
});

/// The whole deny-list.
#[must_use]
pub fn all() -> &'static [Shortener] {
    &ALL
}

/// The deny-list row for a domain or any subdomain of it. `domain` in lower case.
#[must_use]
pub fn find(domain: &str) -> Option<&'static Shortener> {
    ALL.iter().find(|row| {
        domain.strip_suffix(row.domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortener_and_its_subdomains_are_found_and_lookalikes_are_not() {
        assert_eq!(find("bit.ly").map(|row| row.grade), Some("vendor"));
        assert!(find("go.bit.ly").is_some());
        assert!(find("rabbit.ly").is_none());
        assert!(find("carlas-candles.com").is_none());
    }

    #[test]
    fn every_row_is_read_whole() {
        assert!(all().len() >= 31);
        assert!(
            all()
                .iter()
                .all(|row| row.domain.contains('.') && !row.source.is_empty() && !row.grade.is_empty())
        );
    }
}
