//! What the owner answers for a whole file: how its people come to be in it.
//!
//! Pure. What each answer gives in law stands here and nowhere else: an
//! agreement gives what was agreed to; having bought gives order news, and
//! offers only where a table of law knows implied consent; a bought list gives
//! nothing and is held. Facts: compliance, sections 3.1 and 3.3.

use chrono::{Duration, NaiveDate, NaiveTime};

use super::consent::Proof;
use super::fault::ImportError;
use crate::clock::Timestamp;
use crate::consent::{Method, Scope};
use crate::contacts::phone::Phone;
use crate::rules::expiry;

/// Local days are at most this far ahead of UTC.
pub(super) const AHEAD: Duration = Duration::hours(14);

/// How the people of a file come to be in it. Where nobody can say, there is no declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declaration {
    /// They agreed to texts.
    Agreed(Agreement),
    /// They bought from this shop, nobody before this day.
    Customers(NaiveDate),
    /// The list was bought, rented or collected somewhere.
    BoughtList,
}

/// Where, when and in which words the people of a file agreed to be texted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// How they agreed; `Unknown` where nobody has said.
    pub method: Method,
    /// For example `checkout`.
    pub source: String,
    /// The day, or the earliest of them.
    pub date: NaiveDate,
    /// The exact words shown; may be empty.
    pub wording: String,
    /// What they agreed to.
    pub scope: Scope,
}

impl Agreement {
    pub(super) fn moment(&self) -> Timestamp {
        midnight(self.date)
    }
}

impl Declaration {
    /// Refuses what cannot be proof.
    pub(super) fn examine(&self, now: Timestamp) -> Result<(), ImportError> {
        let day = match self {
            Self::Agreed(agreement) if agreement.source.trim().is_empty() => {
                return Err(ImportError::ConsentWithoutSource);
            }
            Self::Agreed(agreement) => agreement.date,
            Self::Customers(since) => *since,
            Self::BoughtList => return Ok(()),
        };
        if day > (now + AHEAD).date_naive() { Err(ImportError::ConsentInFuture) } else { Ok(()) }
    }

    pub(super) fn agreement(&self) -> Option<&Agreement> {
        match self {
            Self::Agreed(agreement) => Some(agreement),
            _ => None,
        }
    }

    /// What having bought gives: order news; offers, for as long as the law says, where all that is known of the
    /// person is of a country whose law takes a purchase for consent. `bought_at`: the last purchase, where the row
    /// tells it.
    pub(super) fn by_purchase(
        &self,
        bought_at: Option<Timestamp>,
        phone: &Phone,
        country: &str,
    ) -> Option<(Timestamp, Proof)> {
        let Self::Customers(since) = self else { return None };
        let at = bought_at.unwrap_or_else(|| midnight(*since));
        let method = Method::ImpliedPurchase;
        let home = if country.is_empty() { &phone.country } else { country };
        let implied = [phone.country.as_str(), home]
            .iter()
            .all(|place| expiry::end([*place].into_iter(), method, at).is_some());
        let scope = if implied { Scope::Promotional } else { Scope::Transactional };
        let (source, wording) = ("purchase".to_owned(), String::new());
        Some((at, Proof::Granted { source, at, wording, scope, method }))
    }
}

fn midnight(day: NaiveDate) -> Timestamp {
    day.and_time(NaiveTime::MIN).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::phone::normalise;
    use crate::testing::monday_noon;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_purchase_gives_offers_only_where_the_law_takes_it_for_consent() {
        let bought = Declaration::Customers(day("2025-06-01"));
        let scope = |number: &str, country: &str| {
            let phone = normalise(number, "").unwrap_or_else(|_| panic!("{number}"));
            match bought.by_purchase(None, &phone, country) {
                Some((_, Proof::Granted { scope, .. })) => scope,
                _ => panic!("{number}"),
            }
        };
        assert_eq!(scope("+14165550101", ""), Scope::Promotional, "Toronto");
        assert_eq!(scope("+14165550101", "CA"), Scope::Promotional);
        assert_eq!(scope("+14165550101", "US"), Scope::Transactional, "moved south: the stricter law counts");
        assert_eq!(scope("+12125550101", ""), Scope::Transactional, "New York");
        assert_eq!(scope("+447700900104", "GB"), Scope::Transactional);
    }

    #[test]
    fn the_row_own_purchase_is_nearer_than_the_declared_day() {
        let phone = normalise("+14165550101", "").unwrap_or_else(|_| panic!());
        let last: Timestamp = "2026-02-01T10:00:00Z".parse().unwrap();
        let at = |bought_at| {
            Declaration::Customers(day("2020-01-01")).by_purchase(bought_at, &phone, "").map(|(at, _)| at)
        };
        assert_eq!(at(Some(last)), Some(last));
        assert_eq!(at(None), Some("2020-01-01T00:00:00Z".parse().unwrap()));
    }

    #[test]
    fn tomorrow_is_no_day_of_consent_and_none_of_a_purchase() {
        let refused = |declaration: Declaration| declaration.examine(monday_noon()).is_err();
        let agreed = |date: &str| {
            Declaration::Agreed(Agreement {
                method: Method::ExpressWritten,
                source: "checkout".into(),
                date: day(date),
                wording: String::new(),
                scope: Scope::Promotional,
            })
        };
        assert!(refused(agreed("2026-03-05")) && refused(Declaration::Customers(day("2026-03-05"))));
        assert!(!refused(agreed("2026-01-05")) && !refused(Declaration::BoughtList));
    }
}
