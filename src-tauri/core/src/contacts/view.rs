//! Contacts as they cross to the window.

use thiserror::Error;

use super::export::{self, Reader};
use super::filter::FilterError;
use super::rows::{self, numbers_of};
use super::{ActivityRow, ContactRow, activities, contact_of, import, page};
use crate::clock::Timestamp;
use crate::consent::{self, LedgerLine, Scope};
use crate::engine::Engine;
use crate::error::{Explain, Problem};
use crate::ids::NumberId;
use crate::inbox;
use crate::money::Money;
use crate::shop::{self, Shop};
use crate::store::{StoreError, replace_private_file};
use crate::wire::contacts::{
    ActivityView, ContactChoices, ContactLine, ContactPage, ContactQuery, ContactView, ImportChoice,
    LedgerView, NamedValue,
};

/// Why a contact cannot be shown.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum ContactError {
    #[error("there is no contact with this number")]
    NotFound,
    #[error(transparent)]
    Filter(#[from] FilterError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for ContactError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "contact_not_found",
            Self::Filter(fault) => fault.code(),
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotFound => "Look for the number in the list of contacts.".into(),
            Self::Filter(fault) => fault.hint(),
            Self::Store(fault) => fault.hint(),
        }
    }
}

/// One page of the table.
pub fn page(engine: &Engine, query: &ContactQuery) -> Result<ContactPage, ContactError> {
    let all = page::everybody(engine, &query.asked, query.offset == 0)?;
    let ids = page::cut(&all, query.offset, query.limit);
    let now = engine.now();
    engine.store().read(|c| {
        let shop = shop::load(c)?;
        let mut lines = Vec::with_capacity(ids.len());
        for id in ids {
            lines.extend(contact_of(c, NumberId(*id))?.map(|row| line(&row, &shop, now)));
        }
        Ok(ContactPage { total: u32::try_from(all.len()).unwrap_or(u32::MAX), lines })
    })
}

/// Makes ready what a search needs, so that the first one is as quick as the others.
pub fn warm(engine: &Engine) -> Result<(), StoreError> {
    engine.list().finder.fresh(engine.store()).map(drop)
}

/// What the table can be filtered by.
pub fn choices(engine: &Engine) -> Result<ContactChoices, StoreError> {
    let imports = import::history(engine.store())?.into_iter().filter(|one| one.undone_at.is_none());
    let imports = imports
        .map(|one| ImportChoice { id: one.id, file_name: one.file_name, at: one.at.to_rfc3339() })
        .collect();
    engine.store().read(|c| {
        Ok(ContactChoices { tags: rows::all_tags(c)?, countries: rows::all_countries(c)?, imports })
    })
}

/// One person with everything known.
pub fn show(engine: &Engine, id: NumberId) -> Result<ContactView, ContactError> {
    engine.store().read(|c| {
        let shop = shop::load(c)?;
        let row = contact_of(c, id)?.ok_or(ContactError::NotFound)?;
        // A merge keeps both sides' history.
        let (mut messages, mut ledger, mut facts) = (Vec::new(), Vec::new(), Vec::new());
        for number in numbers_of(c, id)? {
            messages.extend(inbox::texts(c, number)?);
            ledger.extend(consent::history(c, number)?);
            facts.extend(activities(c, number)?);
        }
        messages.sort_by(|a, b| a.at.cmp(&b.at));
        messages.reverse();
        ledger.sort_by_key(|entry| entry.seq);
        facts.sort_by_key(|fact| std::cmp::Reverse(fact.happened_at));
        Ok(ContactView {
            line: line(&row, &shop, engine.now()),
            fields: fields(&row),
            ledger: ledger.into_iter().map(entry).collect(),
            activity: facts.into_iter().map(|one| happening(one, &shop)).collect(),
            messages,
        })
    })
}

/// Saves all contacts as CSV in a file that only the owner may read. Answers how many.
pub fn save_csv(engine: &Engine, path: &std::path::Path, reader: Reader) -> Result<u32, Problem> {
    let mut csv = Vec::new();
    let count = engine.store().read(|c| export::export(c, &mut csv, reader))?;
    replace_private_file(path, &csv).map_err(StoreError::Files)?;
    Ok(count)
}

pub(super) fn line(row: &ContactRow, shop: &Shop, now: Timestamp) -> ContactLine {
    ContactLine {
        id: row.id,
        number: row.number.clone(),
        name: format!("{} {}", row.first_name, row.last_name).trim().into(),
        place: joined(&[&row.city, &row.region, &row.country]),
        consent: widest(row.consent_at(now)).into(),
        suppressed: row.suppressed,
        quarantined: row.quarantined,
        orders: row.orders,
        spent: Money { micros: row.spent_micros, currency: shop.currency.clone() }.written(),
        last_order_at: row.last_order_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
        last_text_at: row.last_text_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
        tags: row.tags.clone(),
    }
}

fn joined(parts: &[&str]) -> String {
    let known: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

/// The widest scope that the consent bits cover.
fn widest(bits: u8) -> &'static str {
    let scopes = [Scope::Promotional, Scope::Transactional, Scope::Conversational];
    scopes.into_iter().find(|scope| bits & scope.required_bit() != 0).map_or("none", Scope::word)
}

fn fields(row: &ContactRow) -> Vec<NamedValue> {
    let all = [
        ("email", &row.email),
        ("address", &row.address),
        ("city", &row.city),
        ("region", &row.region),
        ("postcode", &row.postcode),
        ("country", &row.country),
        ("note", &row.note),
    ];
    let filled = all.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| NamedValue { name: name.into(), value: value.clone() }).collect()
}

fn entry(line: LedgerLine) -> LedgerView {
    LedgerView {
        seq: u32::try_from(line.seq).unwrap_or(u32::MAX),
        kind: line.kind,
        scope: line.scope,
        source: line.source,
        happened_at: line.happened_at.to_rfc3339(),
        recorded_at: line.recorded_at.to_rfc3339(),
        method: line.method,
        wording: line.wording,
        wording_version: line.wording_version,
        evidence: line.evidence,
        detail: line.detail,
        jurisdiction: line.jurisdiction,
        expires_at: line.expires_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
    }
}

fn happening(one: ActivityRow, shop: &Shop) -> ActivityView {
    let amount = Money { micros: one.amount_micros, currency: shop.currency.clone() };
    ActivityView {
        kind: one.kind,
        happened_at: Timestamp::to_rfc3339(&one.happened_at),
        reference: one.reference,
        amount: if one.amount_micros == 0 { String::new() } else { amount.written() },
    }
}
