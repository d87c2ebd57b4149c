//! One pass over the list: everybody is looked at once and put under what is wrong.
//!
//! Pure: people go in one at a time, in the order of their ids; findings come out. Knows no SQL. Invariant: memory
//! grows by a few numbers a person, never by their names.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::kind::Kind;
use super::marks::{Batch, Mark};
use super::names::{folded, is_nobody, tidied};
use super::numbers::{Codes, is_fictional};
use crate::contacts::phone::Line;

/// One contact, borrowed from the row being read. Moments are milliseconds since 1970; 0: never.
pub(super) struct Seen<'r> {
    pub(super) id: u32,
    pub(super) number: &'r str,
    pub(super) first_name: &'r str,
    pub(super) last_name: &'r str,
    pub(super) address: &'r str,
    pub(super) city: &'r str,
    pub(super) postcode: &'r str,
    pub(super) country: &'r str,
    pub(super) import: Option<u32>,
    pub(super) created_at: i64,
    pub(super) consent: u8,
    pub(super) suppressed: bool,
    pub(super) line: u8,
    pub(super) last_order_at: i64,
    pub(super) last_engaged_at: i64,
    /// The latest consent in the ledger.
    pub(super) agreed_at: i64,
    /// Wears the tag of this kind already.
    pub(super) tagged: [bool; 3],
    /// Another name under this number waits for the owner's choice.
    pub(super) household: bool,
}

/// A list that bears the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// The import.
    pub import: u32,
    /// Its evidence.
    pub marks: Vec<Mark>,
}

/// What is wrong, with the ids of the people concerned.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Everybody looked at.
    pub contacts: u32,
    /// People by kind; kinds without people are left out.
    pub people: BTreeMap<Kind, Vec<u32>>,
    /// Of `duplicate_people`: who belongs together.
    pub groups: Vec<Vec<u32>>,
    /// Of `bought_list`: the imports.
    pub lists: Vec<Suspect>,
}

/// The limits of a pass, milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) old_before: i64,
    pub(super) silent_before: i64,
    /// Fiction is at home in the practice shop.
    pub(super) practice: bool,
}

/// A pass under way.
pub(super) struct Pass {
    limits: Limits,
    findings: Findings,
    codes: Codes,
    same: Vec<(u64, u32)>,
    batches: HashMap<u32, Batch>,
}

impl Pass {
    pub(super) fn new(limits: Limits) -> Self {
        let (findings, codes) = (Findings::default(), Codes::default());
        Self { limits, findings, codes, same: Vec::new(), batches: HashMap::new() }
    }

    /// One person.
    pub(super) fn meet(&mut self, one: &Seen<'_>) {
        self.findings.contacts += 1;
        if let Some(key) = same_person(one) {
            self.same.push((key, one.id));
        }
        if let Some(import) = one.import {
            let (named, sourced) =
                (!one.first_name.is_empty() || !one.last_name.is_empty(), one.agreed_at > 0);
            self.batches.entry(import).or_default().met(one.number, named, sourced);
        }
        self.number(one);
        if is_nobody(one.first_name, one.last_name) || !self.limits.practice && is_fictional(one.number) {
            self.put(Kind::Placeholder, one.id);
        } else if tidied(one.first_name).is_some() || tidied(one.last_name).is_some() {
            self.put(Kind::NameStyle, one.id);
        }
        if one.household {
            self.put(Kind::SharedNumber, one.id);
        }
        if !one.suppressed {
            self.consent(one);
        }
    }

    fn number(&mut self, one: &Seen<'_>) {
        if one.line == Line::Invalid.stored() {
            self.put(Kind::InvalidNumber, one.id);
        } else if [Line::Fixed, Line::Premium, Line::TollFree, Line::Pager, Line::Other]
            .iter()
            .any(|l| l.stored() == one.line)
        {
            self.put(Kind::CannotReceive, one.id);
        }
        if self.codes.differ(one.number, one.country) {
            self.put(Kind::CountryMismatch, one.id);
        }
    }

    fn consent(&mut self, one: &Seen<'_>) {
        let [asked, renewed, silent] = one.tagged;
        if one.consent == 0 && !asked {
            self.put(Kind::NoConsent, one.id);
        }
        if one.consent != 0 && one.agreed_at > 0 && one.agreed_at < self.limits.old_before && !renewed {
            self.put(Kind::OldConsent, one.id);
        }
        let sign = one.last_order_at.max(one.last_engaged_at).max(one.agreed_at);
        let sign = if sign == 0 { one.created_at } else { sign };
        if sign < self.limits.silent_before && !silent {
            self.put(Kind::Silent, one.id);
        }
    }

    fn put(&mut self, kind: Kind, id: u32) {
        self.findings.people.entry(kind).or_default().push(id);
    }

    /// What came of it. `rows_of` answers rows and invalid rows of an import, or `None` where the owner has answered for it.
    pub(super) fn end<E>(
        mut self,
        rows_of: impl Fn(u32) -> Result<Option<(u32, u32)>, E>,
    ) -> Result<Findings, E> {
        self.same.sort_unstable();
        for group in self.same.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            self.findings.groups.push(group.iter().map(|(_, id)| *id).collect());
        }
        self.findings.groups.sort_unstable();
        let doubles: Vec<u32> = self.findings.groups.iter().flatten().copied().collect();
        if !doubles.is_empty() {
            self.findings.people.insert(Kind::DuplicatePeople, doubles);
        }
        for (import, batch) in std::mem::take(&mut self.batches) {
            let Some((rows, invalid)) = rows_of(import)? else { continue };
            if let Some(marks) = batch.verdict(rows, invalid) {
                self.findings.lists.push(Suspect { import, marks });
            }
        }
        self.findings.lists.sort_unstable_by_key(|list| list.import);
        Ok(self.findings)
    }
}

/// The same for the same name at the same address; `None` where either is not known.
fn same_person(one: &Seen<'_>) -> Option<u64> {
    let place = if one.postcode.is_empty() { one.city } else { one.postcode };
    if one.address.is_empty() || place.is_empty() || one.first_name.is_empty() && one.last_name.is_empty() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    for text in [one.first_name, one.last_name, one.address, place] {
        match text.is_ascii() {
            true => text
                .bytes()
                .filter(u8::is_ascii_alphanumeric)
                .for_each(|b| b.to_ascii_lowercase().hash(&mut hasher)),
            false => folded(text).bytes().filter(|b| *b != b' ').for_each(|b| b.hash(&mut hasher)),
        }
        0xff_u8.hash(&mut hasher);
    }
    Some(hasher.finish())
}
