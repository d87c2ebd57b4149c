//! Which people the table shows, beside what was typed: consent, tag, country, import, line, last text.
//!
//! Pure. Owns the words of a filter and its condition on `standing s` and `contact c`. Invariant: what was chosen only
//! ever travels as a bound value, never as SQL.

use rusqlite::types::Value;
use thiserror::Error;

use super::phone::Line;
use crate::clock::Timestamp;
use crate::consent::{Scope, bits_sql};
use crate::error::Explain;
use crate::ids::ImportId;
use crate::wire::contacts::ContactFilter;

const DAY: i64 = 86_400_000;

/// Why a filter or an order cannot be heeded.
#[derive(Debug, Error)]
#[error("\"{word}\" is not a choice for {what}")]
pub struct FilterError {
    what: &'static str,
    word: String,
    choices: &'static str,
}

impl FilterError {
    pub(super) fn new(what: &'static str, word: &str, choices: &'static str) -> Self {
        Self { what, word: word.into(), choices }
    }
}

impl Explain for FilterError {
    fn code(&self) -> &'static str {
        "contacts_filter_unknown"
    }

    fn hint(&self) -> String {
        format!("It is one of {}.", self.choices)
    }
}

/// What may be received, as the table shows it: the widest scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Consent {
    None,
    Widest(Scope),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LastText {
    Never,
    /// In the last days.
    Within(u32),
    /// Not in the last days, or never.
    NotWithin(u32),
}

/// A filter that was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    consent: Option<Consent>,
    tag: String,
    country: String,
    import: Option<ImportId>,
    line: Option<Line>,
    last_text: Option<LastText>,
    suppressed: Option<bool>,
    quarantined: Option<bool>,
}

impl Filter {
    pub(super) fn read(given: &ContactFilter) -> Result<Self, FilterError> {
        Ok(Self {
            consent: given.consent.as_deref().map(consent).transpose()?,
            tag: given.tag.trim().into(),
            country: given.country.trim().to_ascii_uppercase(),
            import: given.import,
            line: given.line.as_deref().map(line).transpose()?,
            last_text: given.last_text.as_deref().map(last_text).transpose()?,
            suppressed: given.suppressed,
            quarantined: given.quarantined,
        })
    }

    pub(super) fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// The condition, and whether it asks for `contact c`; values are pushed behind `values`.
    pub(super) fn condition(&self, now: Timestamp, values: &mut Vec<Value>) -> (String, bool) {
        let mut all = Vec::new();
        let mut bound = |value: Value| {
            values.push(value);
            format!("?{}", values.len())
        };
        if let Some(consent) = self.consent {
            let bits = bits_sql("s.", &now.timestamp_millis().to_string());
            all.push(widest(consent, &bits));
        }
        if !self.tag.is_empty() {
            let tag = bound(self.tag.clone().into());
            all.push(format!(
                "s.number_id IN (SELECT x.number_id FROM contact_tag x WHERE x.tag_id IN (
                   SELECT t.id FROM tag t WHERE t.name = {tag} COLLATE NOCASE))"
            ));
        }
        if !self.country.is_empty() {
            all.push(format!("s.country = {}", bound(self.country.clone().into())));
        }
        if let Some(import) = self.import {
            all.push(format!("c.import_id = {}", bound(i64::from(import.0).into())));
        }
        if let Some(line) = self.line {
            all.push(format!("s.line = {}", bound(i64::from(line.stored()).into())));
        }
        if let Some(last) = self.last_text {
            let since = |days: u32| Value::from(now.timestamp_millis() - i64::from(days) * DAY);
            all.push(match last {
                LastText::Never => "s.last_texted_at = 0".into(),
                LastText::Within(days) => format!("s.last_texted_at >= {}", bound(since(days))),
                LastText::NotWithin(days) => format!("s.last_texted_at < {}", bound(since(days))),
            });
        }
        for (column, wanted) in [("suppressed", self.suppressed), ("quarantined", self.quarantined)] {
            if let Some(wanted) = wanted {
                all.push(format!("s.{column} = {}", i32::from(wanted)));
            }
        }
        let condition = if all.is_empty() { "1".into() } else { all.join(" AND ") };
        (condition, self.import.is_some())
    }
}

/// Bits of `consent::Scope`; a narrower scope is only what is left when no wider one holds.
fn widest(consent: Consent, bits: &str) -> String {
    let wider: &[Scope] = match consent {
        Consent::None => return format!("{bits} = 0"),
        Consent::Widest(Scope::Promotional) => &[],
        Consent::Widest(Scope::Transactional) => &[Scope::Promotional],
        Consent::Widest(Scope::Conversational) => &[Scope::Promotional, Scope::Transactional],
    };
    let Consent::Widest(scope) = consent else { return "0".into() };
    let not: u8 = wider.iter().map(|scope| scope.required_bit()).sum();
    format!("{bits} & {} <> 0 AND {bits} & {not} = 0", scope.required_bit())
}

fn consent(word: &str) -> Result<Consent, FilterError> {
    const CHOICES: &str = "promotional, transactional, conversational, none";
    match word {
        "none" => Ok(Consent::None),
        _ => word.parse().map(Consent::Widest).map_err(|()| FilterError::new("consent", word, CHOICES)),
    }
}

fn line(word: &str) -> Result<Line, FilterError> {
    const CHOICES: &str =
        "unknown, mobile, fixed_or_mobile, landline, premium, toll_free, voip, pager, invalid, other";
    Line::ALL
        .into_iter()
        .find(|line| line.word() == word)
        .ok_or_else(|| FilterError::new("the kind of line", word, CHOICES))
}

/// `never`, `in_30`, `not_in_30`.
fn last_text(word: &str) -> Result<LastText, FilterError> {
    const CHOICES: &str = "never, in_DAYS, not_in_DAYS";
    let unknown = || FilterError::new("the last text", word, CHOICES);
    let days = |days: &str| days.parse::<u32>().map_err(|_| unknown());
    match word.strip_prefix("not_in_") {
        Some(rest) => Ok(LastText::NotWithin(days(rest)?)),
        None if word == "never" => Ok(LastText::Never),
        None => Ok(LastText::Within(days(word.strip_prefix("in_").ok_or_else(unknown)?)?)),
    }
}
