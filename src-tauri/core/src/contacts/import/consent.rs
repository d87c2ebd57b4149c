//! What one row proves about consent.
//!
//! Pure: takes what the owner declared and what the row's cells say. Invariants:
//! without a source and a date nothing is proved; a column that says no cannot
//! be overruled by a declaration; an opt-out beats everything.

use chrono::NaiveDate;

use super::damage::{self, Damage, Damages};
use super::declaration::{AHEAD, Agreement, Declaration};
use super::remedy::{Remedy, Repairs};
use super::values::{self, Dates, Said};
use crate::clock::Timestamp;
use crate::consent::{Method, Scope};
use crate::contacts::phone::Phone;

/// The consent cells of one row; `None` where the file has no such column.
#[derive(Clone, Copy, Default)]
pub(super) struct Cells<'a> {
    pub(super) said: Option<&'a str>,
    pub(super) agreed_at: Option<&'a str>,
    pub(super) signed_up_at: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) wording: Option<&'a str>,
    pub(super) unsubscribed_at: Option<&'a str>,
    /// Whether the number is the one these cells speak of, not a second one of the same person.
    pub(super) speaks_of_this_number: bool,
    /// Whether `said` may not speak of texts at all: then it can take consent away, but never prove it.
    pub(super) said_is_unsure: bool,
    /// The row's last purchase, where it tells one that can have been.
    pub(super) bought_at: Option<Timestamp>,
    /// Whose.
    pub(super) buyer: Option<(&'a Phone, &'a str)>,
}

/// What the row proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    /// Agreed: all that a ledger entry needs.
    Granted { source: String, at: Timestamp, wording: String, scope: Scope, method: Method },
    /// Nothing that counts.
    Nothing,
    /// A plain no to texts: what an earlier list claimed does not hold any more.
    Refused,
    /// Asked not to be texted any more; the moment where the file tells it.
    Unsubscribed { at: Option<Timestamp> },
}

/// When the shop was there to be agreed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The shop's first day, where the owner has told it.
    pub(super) opened_on: Option<NaiveDate>,
    pub(super) now: Timestamp,
}

impl Span {
    fn damage(self, at: Timestamp) -> Option<Damage> {
        match self.opened_on {
            _ if at > self.now + AHEAD => Some(Damage::ConsentInFuture),
            // Somewhere on Earth it was still the day before.
            Some(day) if (at + AHEAD).date_naive() < day => Some(Damage::ConsentBeforeOpening),
            _ => None,
        }
    }
}

/// By what rows are judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) dates: Dates,
    pub(super) span: Span,
    /// What the owner lets be done about impossible days.
    pub(super) repairs: &'a Repairs,
}

/// Judges one row. What is wrong with its dates is added to `damages`.
pub(super) fn judge(
    cells: Cells<'_>,
    declared: Option<&Declaration>,
    rules: Rules<'_>,
    damages: &mut Damages,
) -> Proof {
    let cells = cells.without_an_unsure_yes();
    let said = cells.said.map(values::said);
    // Whatever stands there, unless it plainly says "never": a date we cannot read is still a date.
    let left = cells.unsubscribed_at.filter(|cell| !values::says_never(cell));
    if said == Some(Said::Unsubscribed) || left.is_some() {
        let at = left.and_then(|cell| rules.dates.moment(cell)).filter(|at| *at <= rules.span.now + AHEAD);
        return Proof::Unsubscribed { at };
    }
    if said == Some(Said::No) && cells.speaks_of_this_number {
        return Proof::Refused;
    }
    let has_column = cells.said.is_some() || cells.agreed_at.is_some();
    let dated_only = cells.said.is_none() && cells.agreed_at.is_some_and(|cell| !cell.is_empty());
    let yes = said == Some(Said::Yes) || dated_only;
    if has_column && !(yes && cells.speaks_of_this_number) {
        return Proof::Nothing;
    }
    match rules.day_of(cells, damages) {
        Day::Usable if dated_only && rules.agreed_at(cells).is_none() => Proof::Nothing,
        Day::Usable => rules.proven(cells, declared, damages),
        Day::Unknown if !dated_only => rules.proven(cells.without_days(), declared, damages),
        // The row has a day of its own that we cannot read: the declared day would contradict it.
        Day::Unknown | Day::Contradicts => Proof::Nothing,
    }
}

/// What to make of the day that a row gives.
enum Day {
    Usable,
    Unknown,
    Contradicts,
}

impl Rules<'_> {
    fn agreed_at(&self, cells: Cells<'_>) -> Option<Timestamp> {
        cells.agreed_at.and_then(|cell| self.dates.moment(cell))
    }

    fn day_of(&self, cells: Cells<'_>, damages: &mut Damages) -> Day {
        let Some(damage) = cells.agreed_at.and_then(|cell| damage::of_date(cell, self.dates.order)) else {
            return Day::Usable;
        };
        match self.repairs.of(damage) {
            Some(Remedy::OtherOrder) => {
                damages.mend(damage);
                Day::Usable
            }
            _ => self.unknown(damage, damages),
        }
    }

    fn unknown(&self, damage: Damage, damages: &mut Damages) -> Day {
        if self.repairs.is(damage, &Remedy::Unknown) {
            damages.mend(damage);
            return Day::Unknown;
        }
        damages.add(damage);
        Day::Contradicts
    }

    /// A grant from a day that can be; one from an impossible day only where the owner lets the day be unknown.
    fn proven(&self, cells: Cells<'_>, declared: Option<&Declaration>, damages: &mut Damages) -> Proof {
        let Some((at, proof)) = prove(cells, declared, self.dates) else { return Proof::Nothing };
        let Some(damage) = self.span.damage(at) else { return proof };
        let unknown = matches!(self.unknown(damage, damages), Day::Unknown);
        if !unknown || cells.said.is_none() {
            return Proof::Nothing;
        }
        match prove(cells.without_days(), declared, self.dates) {
            Some((at, proof)) if self.span.damage(at).is_none() => proof,
            _ => Proof::Nothing,
        }
    }
}

impl Cells<'_> {
    /// A column that may speak of e-mails only counts where it says no.
    fn without_an_unsure_yes(self) -> Self {
        let is_yes = self.said.is_some_and(|cell| values::said(cell) == Said::Yes);
        if self.said_is_unsure && is_yes { Self { said: None, ..self } } else { self }
    }

    /// As if the row told no day.
    fn without_days(self) -> Self {
        Self { agreed_at: self.agreed_at.map(|_| ""), signed_up_at: None, ..self }
    }
}

fn prove(cells: Cells<'_>, declared: Option<&Declaration>, dates: Dates) -> Option<(Timestamp, Proof)> {
    let agreed = declared.and_then(Declaration::agreement);
    let own = prove_agreement(cells, agreed, dates);
    let by_purchase = || {
        let (phone, country) = cells.buyer?;
        declared?.by_purchase(cells.bought_at, phone, country)
    };
    own.or_else(by_purchase)
}

fn prove_agreement(
    cells: Cells<'_>,
    declared: Option<&Agreement>,
    dates: Dates,
) -> Option<(Timestamp, Proof)> {
    let agreed_at = cells.agreed_at.and_then(|cell| dates.moment(cell));
    let own_source = cells.source.map(str::trim).filter(|source| !source.is_empty());
    let own_wording = cells.wording.map(str::trim).filter(|wording| !wording.is_empty());
    let by_column = agreed_at.map(|_| "the file's own consent column");
    let source = own_source.or(declared.map(|d| d.source.trim())).or(by_column)?;
    let signed_up = cells.signed_up_at.and_then(|cell| dates.moment(cell));
    // A sign-up is a sign-up for texts only where another column says so.
    let at = agreed_at.or(signed_up.filter(|_| cells.said.is_some())).or(declared.map(Agreement::moment))?;
    // Somebody must have said "texts": a sign-up date and a source alone did not.
    if declared.is_none() && cells.said.is_none() && agreed_at.is_none() {
        return None;
    }
    let wording = own_wording.or(declared.map(|d| d.wording.trim())).unwrap_or_default().to_owned();
    let scope = declared.map_or(Scope::Promotional, |d| d.scope);
    let method = declared.map_or(Method::Unknown, |d| d.method);
    Some((at, Proof::Granted { source: source.to_owned(), at, wording, scope, method }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::import::values::DayOrder;
    use crate::testing::monday_noon;

    fn declared() -> Declaration {
        Declaration::Agreed(Agreement {
            method: Method::ExpressWritten,
            source: "checkout".into(),
            date: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
            wording: "Text me offers".into(),
            scope: Scope::Promotional,
        })
    }

    fn judged(cells: Cells<'_>, declared: Option<&Declaration>) -> &'static str {
        judged_since(cells, declared, None).0
    }

    fn judged_since(
        cells: Cells<'_>,
        declared: Option<&Declaration>,
        opened_on: Option<NaiveDate>,
    ) -> (&'static str, Vec<&'static str>) {
        let cells = Cells { speaks_of_this_number: true, ..cells };
        let span = Span { opened_on, now: monday_noon() };
        let (word, damages) = repaired(cells, declared, span, &Repairs::default());
        (word, damages.open().map(Damage::word).collect())
    }

    fn repaired(
        cells: Cells<'_>,
        declared: Option<&Declaration>,
        span: Span,
        repairs: &Repairs,
    ) -> (&'static str, Damages) {
        let mut damages = Damages::default();
        let dates = Dates {
            order: DayOrder::MonthFirst,
            other_too: repairs.is(Damage::DateInOtherOrder, &Remedy::OtherOrder),
        };
        let word = match judge(cells, declared, Rules { dates, span, repairs }, &mut damages) {
            Proof::Granted { .. } => "granted",
            Proof::Nothing => "nothing",
            Proof::Refused => "refused",
            Proof::Unsubscribed { .. } => "unsubscribed",
        };
        (word, damages)
    }

    #[test]
    fn a_declaration_counts_only_for_those_whose_column_says_yes() {
        let yes = Cells { said: Some("yes"), ..Cells::default() };
        let no = Cells { said: Some("no"), ..Cells::default() };
        let blank = Cells { said: Some(""), ..Cells::default() };
        assert_eq!(
            [yes, no, blank].map(|cells| judged(cells, Some(&declared()))),
            ["granted", "refused", "nothing"]
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
        assert_eq!(judged_since(dated, None, None), ("granted", vec![]));
        assert_eq!(judged_since(future, None, None), ("nothing", vec!["consent_in_future"]));
    }

    #[test]
    fn nobody_agreed_before_the_shop_was_there() {
        let opened = NaiveDate::from_ymd_opt(2026, 1, 9);
        let on_the_day = Cells { agreed_at: Some("2026-01-09"), ..Cells::default() };
        let before = Cells { agreed_at: Some("2025-12-24"), ..Cells::default() };
        assert_eq!(judged_since(on_the_day, None, opened), ("granted", vec![]));
        assert_eq!(judged_since(before, None, opened), ("nothing", vec!["consent_before_opening"]));
        assert_eq!(judged_since(before, None, None), ("granted", vec![]), "negative control: no day told");
    }

    #[test]
    fn a_date_that_cannot_be_read_is_named() {
        let odd = Cells { agreed_at: Some("soon"), ..Cells::default() };
        let turned = Cells { agreed_at: Some("25/01/2026"), ..Cells::default() };
        assert_eq!(judged_since(odd, Some(&declared()), None), ("nothing", vec!["date_unreadable"]));
        assert_eq!(judged_since(turned, None, None), ("nothing", vec!["date_in_other_order"]));
    }

    /// With these repairs: the proof, and whether anything was mended.
    fn with(
        cells: Cells<'_>,
        declared: Option<&Declaration>,
        repairs: &[(&str, &str)],
    ) -> (&'static str, bool) {
        let repairs = Repairs::read(repairs.iter().copied()).unwrap();
        let cells = Cells { speaks_of_this_number: true, ..cells };
        let span = Span { opened_on: NaiveDate::from_ymd_opt(2026, 1, 1), now: monday_noon() };
        let (word, damages) = repaired(cells, declared, span, &repairs);
        (word, damages.is_mended())
    }

    #[test]
    fn an_impossible_day_taken_as_unknown_leaves_the_declared_day() {
        let declared = declared();
        for (day, kind) in [
            ("2027-01-09", "consent_in_future"),
            ("2019-01-09", "consent_before_opening"),
            ("soon", "date_unreadable"),
            ("25/01/2026", "date_in_other_order"),
        ] {
            let yes = Cells { said: Some("yes"), agreed_at: Some(day), ..Cells::default() };
            let repair = [(kind, "unknown")];
            assert_eq!(with(yes, Some(&declared), &repair), ("granted", true), "{kind}");
            assert_eq!(with(yes, Some(&declared), &[]), ("nothing", false), "negative control: {kind}");
            assert_eq!(
                with(yes, None, &repair),
                ("nothing", true),
                "{kind}: a yes without a day proves nothing"
            );
            let only_dated = Cells { said: None, ..yes };
            let word = with(only_dated, Some(&declared), &repair).0;
            assert_eq!(word, "nothing", "{kind}: the day was all that the row said");
        }
    }

    #[test]
    fn a_date_in_the_other_order_counts_once_the_owner_says_so() {
        let turned = Cells { agreed_at: Some("25/01/2026"), ..Cells::default() };
        assert_eq!(with(turned, None, &[("date_in_other_order", "")]), ("granted", true));
        let never = Cells { agreed_at: Some("35/01/2026"), ..Cells::default() };
        assert_eq!(with(never, None, &[("date_in_other_order", "")]), ("nothing", false));
    }

    #[test]
    fn a_column_that_may_mean_emails_takes_consent_away_but_proves_none() {
        let cells = |said| Cells {
            said: Some(said),
            signed_up_at: Some("2026-01-09"),
            source: Some("form"),
            said_is_unsure: true,
            ..Cells::default()
        };
        assert_eq!(
            ["yes", "no", "unsubscribed"].map(|said| judged(cells(said), None)),
            ["nothing", "refused", "unsubscribed"]
        );
        let sure = Cells { said_is_unsure: false, ..cells("yes") };
        assert_eq!(judged(sure, None), "granted", "negative control");
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
        let span = Span { opened_on: None, now: monday_noon() };
        assert_eq!(repaired(cells, Some(&declared()), span, &Repairs::default()).0, "nothing");
    }
}
