//! What one row proves about consent.
//!
//! Pure: takes what the owner declared and what the row's cells say. Invariants:
//! without a source and a date nothing is proved; a column that says no cannot
//! be overruled by a declaration; an opt-out beats everything.

use chrono::{Duration, NaiveDate, NaiveTime};

use super::fault::ImportError;
use super::values::{self, DayOrder, Said};
use crate::clock::Timestamp;
use crate::consent::Scope;

/// Local days are at most this far ahead of UTC.
const AHEAD: Duration = Duration::hours(14);

/// Where, when and in which words the people of a file agreed to be texted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// For example `checkout`.
    pub source: String,
    /// The day, or the earliest of them.
    pub date: NaiveDate,
    /// The exact words shown; may be empty.
    pub wording: String,
    /// What they agreed to.
    pub scope: Scope,
}

impl Declaration {
    /// Refuses what cannot be proof.
    pub(super) fn examine(&self, now: Timestamp) -> Result<(), ImportError> {
        if self.source.trim().is_empty() {
            return Err(ImportError::ConsentWithoutSource);
        }
        if self.date > (now + AHEAD).date_naive() { Err(ImportError::ConsentInFuture) } else { Ok(()) }
    }

    fn moment(&self) -> Timestamp {
        self.date.and_time(NaiveTime::MIN).and_utc()
    }
}

/// The consent cells of one row; `None` where the file has no such column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cells<'a> {
    pub(super) said: Option<&'a str>,
    pub(super) agreed_at: Option<&'a str>,
    pub(super) signed_up_at: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) wording: Option<&'a str>,
    pub(super) unsubscribed_at: Option<&'a str>,
    /// Whether the number is the one these cells speak of, not a second one of the same person.
    pub(super) speaks_of_this_number: bool,
}

/// What the row proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    /// Agreed: all that a ledger entry needs.
    Granted { source: String, at: Timestamp, wording: String, scope: Scope },
    /// Nothing that counts.
    Nothing,
    /// Asked not to be texted any more; the moment where the file tells it.
    Unsubscribed { at: Option<Timestamp> },
}

/// Judges one row.
pub(super) fn judge(
    cells: Cells<'_>,
    declared: Option<&Declaration>,
    order: DayOrder,
    now: Timestamp,
) -> Proof {
    let said = cells.said.map(values::said);
    // Whatever stands there, unless it plainly says "never": a date we cannot read is still a date.
    let left = cells.unsubscribed_at.filter(|cell| !says_never(cell));
    if said == Some(Said::Unsubscribed) || left.is_some() {
        return Proof::Unsubscribed {
            at: left.and_then(|cell| values::moment(cell, order)).filter(|at| *at <= now + AHEAD),
        };
    }
    let agreed_at = cells.agreed_at.and_then(|cell| values::moment(cell, order));
    let has_column = cells.said.is_some() || cells.agreed_at.is_some();
    let yes = cells.said.map_or(agreed_at.is_some(), |_| said == Some(Said::Yes));
    if has_column && !(yes && cells.speaks_of_this_number) {
        return Proof::Nothing;
    }
    prove(cells, declared, agreed_at, order, now).unwrap_or(Proof::Nothing)
}

fn prove(
    cells: Cells<'_>,
    declared: Option<&Declaration>,
    agreed_at: Option<Timestamp>,
    order: DayOrder,
    now: Timestamp,
) -> Option<Proof> {
    let own_source = cells.source.map(str::trim).filter(|source| !source.is_empty());
    let own_wording = cells.wording.map(str::trim).filter(|wording| !wording.is_empty());
    let by_column = agreed_at.map(|_| "the file's own consent column");
    let source = own_source.or(declared.map(|d| d.source.trim())).or(by_column)?;
    let signed_up = cells.signed_up_at.and_then(|cell| values::moment(cell, order));
    // A sign-up is a sign-up for texts only where another column says so.
    let at = agreed_at.or(signed_up.filter(|_| cells.said.is_some())).or(declared.map(Declaration::moment))?;
    // Somebody must have said "texts": a sign-up date and a source alone did not.
    if declared.is_none() && cells.said.is_none() && agreed_at.is_none() {
        return None;
    }
    (at <= now + AHEAD).then(|| Proof::Granted {
        source: source.to_owned(),
        at,
        wording: own_wording.or(declared.map(|d| d.wording.trim())).unwrap_or_default().to_owned(),
        scope: declared.map_or(Scope::Promotional, |d| d.scope),
    })
}

fn says_never(cell: &str) -> bool {
    let plain: String = cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    plain.chars().all(|c| c == '0')
        || plain.starts_with("19700101")
        || matches!(plain.as_str(), "no" | "n" | "false" | "never" | "null" | "none" | "na" | "nan" | "nil")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::monday_noon;

    fn declared() -> Declaration {
        Declaration {
            source: "checkout".into(),
            date: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
            wording: "Text me offers".into(),
            scope: Scope::Promotional,
        }
    }

    fn judged(cells: Cells<'_>, declared: Option<&Declaration>) -> &'static str {
        let cells = Cells { speaks_of_this_number: true, ..cells };
        match judge(cells, declared, DayOrder::MonthFirst, monday_noon()) {
            Proof::Granted { .. } => "granted",
            Proof::Nothing => "nothing",
            Proof::Unsubscribed { .. } => "unsubscribed",
        }
    }

    #[test]
    fn a_declaration_counts_only_for_those_whose_column_says_yes() {
        let yes = Cells { said: Some("yes"), ..Cells::default() };
        let no = Cells { said: Some("no"), ..Cells::default() };
        let blank = Cells { said: Some(""), ..Cells::default() };
        assert_eq!(
            [yes, no, blank].map(|cells| judged(cells, Some(&declared()))),
            ["granted", "nothing", "nothing"]
        );
        assert_eq!(judged(yes, None), "nothing", "a yes without source and date proves nothing");
        assert_eq!(judged(Cells::default(), Some(&declared())), "granted");
        assert_eq!(judged(Cells::default(), None), "nothing");
    }

    #[test]
    fn an_opt_out_beats_a_declaration() {
        let status = Cells { said: Some("Unsubscribed"), ..Cells::default() };
        let moment = Cells { unsubscribed_at: Some("2026-02-01 10:00:00"), ..Cells::default() };
        let stayed = Cells { unsubscribed_at: Some(""), ..Cells::default() };
        assert_eq!(
            [status, moment, stayed].map(|c| judged(c, Some(&declared()))),
            ["unsubscribed", "unsubscribed", "granted"]
        );
    }

    #[test]
    fn an_own_date_proves_without_a_declaration_unless_it_lies_in_the_future() {
        let dated = Cells { agreed_at: Some("2026-01-09T10:00:00Z"), said: Some("yes"), ..Cells::default() };
        let future = Cells { agreed_at: Some("2027-01-09"), said: Some("yes"), ..Cells::default() };
        assert_eq!((judged(dated, None), judged(future, None)), ("granted", "nothing"));
    }

    #[test]
    fn signing_up_for_email_is_not_agreeing_to_texts() {
        let signup =
            Cells { signed_up_at: Some("2026-01-09 10:00:00"), source: Some("form"), ..Cells::default() };
        assert_eq!(judged(signup, None), "nothing");
    }

    #[test]
    fn consent_given_for_one_number_does_not_count_for_another() {
        let cells = Cells { said: Some("yes"), speaks_of_this_number: false, ..Cells::default() };
        assert_eq!(judge(cells, Some(&declared()), DayOrder::MonthFirst, monday_noon()), Proof::Nothing);
    }

    #[test]
    fn tomorrow_is_no_day_of_consent() {
        let future = Declaration { date: NaiveDate::from_ymd_opt(2026, 3, 5).unwrap(), ..declared() };
        assert!(matches!(future.examine(monday_noon()), Err(ImportError::ConsentInFuture)));
        assert!(declared().examine(monday_noon()).is_ok());
    }
}
