//! How long a consent lasts by law.
//!
//! Owns `consent_expiry.csv`. An end that the table does not name is no end;
//! of several candidate countries the earliest end counts.

use std::sync::LazyLock;

use chrono::Months;
use serde::Deserialize;

use super::table;
use crate::clock::Timestamp;
use crate::consent::Method;

const TABLE: &str = include_str!("data/consent_expiry.csv");

static ROWS: LazyLock<Vec<Expiry>> = LazyLock::new(|| table::rows(TABLE).unwrap_or_default());

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Expiry {
    /// ISO 3166 country.
    pub place: String,
    /// A method's stored word, or `any_express`.
    pub method: String,
    /// Months from the day it was given; nothing where no end was found.
    pub months: Option<u32>,
    /// Statute or publication.
    pub source: String,
    /// How sure.
    pub grade: String,
    /// Month of the last look.
    pub as_of: String,
    /// What else to know.
    pub notes: String,
}

/// Every row, for showing the table.
#[must_use]
pub fn all() -> &'static [Expiry] {
    &ROWS
}

/// When a consent given so ends, among these candidate countries; nothing where it does not.
#[must_use]
pub fn end<'a>(
    countries: impl Iterator<Item = &'a str>,
    method: Method,
    given_at: Timestamp,
) -> Option<Timestamp> {
    let rows = countries
        .filter_map(|country| ROWS.iter().find(|row| row.place == country && row.method == method.word()));
    rows.filter_map(|row| given_at.checked_add_months(Months::new(row.months?))).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given() -> Timestamp {
        "2024-08-31T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn every_row_is_read() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count() - 1;
        assert_eq!(all().len(), lines);
        let known = |row: &Expiry| row.method == "any_express" || Method::read(&row.method).is_some();
        assert!(all().iter().all(known));
    }

    #[test]
    fn canada_lets_a_purchase_count_for_two_years_and_an_inquiry_for_six_months() {
        let end = |method| end(["CA"].into_iter(), method, given()).map(|at| at.date_naive().to_string());
        assert_eq!(end(Method::ImpliedPurchase).as_deref(), Some("2026-08-31"));
        assert_eq!(end(Method::ImpliedInquiry).as_deref(), Some("2025-02-28"));
        assert_eq!(end(Method::ExpressWritten), None, "the negative control: an express consent lasts");
    }

    #[test]
    fn a_number_that_may_be_canadian_gets_the_canadian_end() {
        assert!(end(["US", "CA"].into_iter(), Method::ImpliedPurchase, given()).is_some());
        assert!(end(["US"].into_iter(), Method::ImpliedPurchase, given()).is_none());
    }
}
