//! Applying rows: each ends in exactly one outcome.
//!
//! Owns the rules of what a row may change. Invariants: a value that is filled
//! in is never blanked; an import can only add suppressions; a grant is written
//! once and never over a later revocation.

use std::collections::{HashMap, HashSet};

use super::changes::{Change, Changes};
use super::consent::Proof;
use super::new_rows::{NewRows, Newcomer};
use super::rejects::Keeper;
use super::request::ImportResult;
use super::row::{Facts, Person, Reason, TEXTS};
use super::rows::{self, Known, Statements};
use super::stage::Staged;
use crate::clock::Timestamp;
use crate::consent::{self, EntryKind, EntryScope, Evidence, Ledger, NewEntry, Whereabouts, WordingId};
use crate::contacts::cleanup::{self, Brought};
use crate::contacts::hours::Hours;
use crate::ids::{ImportId, NumberId};
use crate::sending::locality::Address;
use crate::store::{StoreError, WriteTx};

/// Somebody who unsubscribed elsewhere, and the row that says so. Small, for a whole file may be of such people.
pub(super) struct Leaver {
    pub(super) number: NumberId,
    row: u32,
    at: Option<Timestamp>,
}

impl Leaver {
    /// The evidence in words.
    pub(super) fn farewell(&self, file_name: &str) -> String {
        let when = self.at.map(|at| format!(" on {}", at.format("%Y-%m-%d"))).unwrap_or_default();
        format!("unsubscribed elsewhere{when}: row {} of {file_name}", self.row)
    }
}

/// What came of all rows.
pub(super) struct Outcome {
    pub(super) result: ImportResult,
    pub(super) leavers: Vec<Leaver>,
    pub(super) brought: Brought,
}

/// Of whom a row speaks.
#[derive(Clone, Copy)]
struct Whose {
    id: NumberId,
    key: [u8; 16],
    row: u32,
    /// Whether a repair or the owner's hand changed what the row says.
    corrected: bool,
    suppressed: bool,
}

/// One import being applied.
pub(super) struct Commit<'tx, 's> {
    tx: &'tx WriteTx<'s>,
    import: ImportId,
    file_name: &'tx str,
    now: Timestamp,
    statements: Statements<'tx>,
    new: NewRows<'tx>,
    changes: Changes<'tx>,
    kept: Keeper<'tx>,
    ledger: Ledger<'tx>,
    hours: Hours,
    tags: HashMap<String, i64>,
    wordings: HashMap<String, WordingId>,
    above: Option<NumberId>,
    /// Whom a row of this file says no for: no other row of it can say yes.
    refused: HashSet<NumberId>,
    pub(super) result: ImportResult,
    leavers: Vec<Leaver>,
    brought: Brought,
}

impl<'tx, 's> Commit<'tx, 's> {
    pub(super) fn new(
        tx: &'tx WriteTx<'s>,
        import: ImportId,
        file_name: &'tx str,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            tx,
            import,
            file_name,
            now,
            statements: Statements::prepare(tx)?,
            new: NewRows::of(tx, import, now)?,
            changes: Changes::prepare(tx, import)?,
            kept: Keeper::prepare(tx, import)?,
            ledger: Ledger::open(tx)?,
            hours: Hours::default(),
            tags: HashMap::new(),
            wordings: HashMap::new(),
            above: None,
            refused: HashSet::new(),
            result: ImportResult::default(),
            leavers: Vec::new(),
            brought: Brought::default(),
        })
    }

    /// What came of it.
    pub(super) fn end(mut self) -> Result<Outcome, StoreError> {
        self.write()?;
        let Self { result, leavers, brought, .. } = self;
        Ok(Outcome { result, leavers, brought })
    }

    /// Writes what waits, so that the store shows every row applied so far.
    fn write(&mut self) -> Result<(), StoreError> {
        self.new.write()?;
        self.ledger.write()
    }

    /// Applies one row.
    pub(super) fn apply(&mut self, staged: &Staged) -> Result<(), StoreError> {
        self.result.rows += 1;
        self.result.count(staged.damages);
        match &staged.facts {
            Facts::Person(person) => self.person(staged.row, staged.key, staged.corrected, person),
            Facts::SameOrder => {
                self.result.unchanged += 1;
                self.new.outcome(staged.row, "unchanged", self.above, "")
            }
            Facts::Rejected(reason) => self.reject(staged.row, *reason, &staged.cells),
        }
    }

    fn reject(&mut self, row: u32, reason: Reason, cells: &[String]) -> Result<(), StoreError> {
        self.result.rejected += 1;
        *self.result.rejected_by.entry(reason.word().into()).or_default() += 1;
        self.above = None;
        self.kept.keep(row, reason, cells)?;
        self.new.outcome(row, "rejected", None, reason.word())
    }

    fn person(
        &mut self,
        row: u32,
        key: [u8; 16],
        corrected: bool,
        person: &Person,
    ) -> Result<(), StoreError> {
        if self.new.is_full() || self.new.hold(&key) {
            self.write()?;
        }
        let e164 = &person.phone.e164;
        let before = match self.new.may_know(&key) {
            true => self.statements.before(&key, e164)?,
            false => None,
        };
        let id = match &before {
            Some(before) => before.id,
            None => self.new.number(key, e164)?,
        };
        self.above = Some(id);
        let suppressed = before.as_ref().is_some_and(|before| before.suppressed);
        let leaves = match person.proof {
            Proof::Unsubscribed { at } => Some(Leaver { number: id, row, at }),
            _ => None,
        };
        if suppressed || leaves.is_some() {
            self.result.met_suppressions += 1;
        }
        if !suppressed && leaves.is_none() && matches!(person.proof, Proof::Granted { .. }) {
            self.result.with_consent += 1;
        }
        self.leavers.extend(leaves);
        let whose = Whose { id, key, row, corrected, suppressed };
        let met_before = before.is_some();
        match before.and_then(|before| before.contact) {
            None => self.create(whose, person, met_before),
            Some(known) => self.update(whose, person, known),
        }
    }

    fn create(&mut self, whose: Whose, person: &Person, met_before: bool) -> Result<(), StoreError> {
        let Whose { id, key, row, suppressed, .. } = whose;
        let hours = self.hours.of(self.tx, &person.phone, address(&person.texts))?;
        let scope = match &person.proof {
            Proof::Granted { scope, source, at, .. } if !suppressed => {
                // A contact may be gone while its ledger stays.
                let news = !met_before
                    || self.statements.is_news(id, scope.word(), source, at.timestamp_millis())?;
                news.then_some(*scope)
            }
            _ => None,
        };
        let consent = scope.map_or(0, |scope| EntryKind::Granted.applied(EntryScope::Only(scope), 0));
        // What may run out by law changes the standing, which has to be there first.
        let ends = matches!(&person.proof, Proof::Granted { method, .. } if method.may_run_out());
        if scope.is_some() && !ends {
            let at = Whereabouts { e164: &person.phone.e164, country: person.country() };
            self.grant(whose, &person.proof, Some(at))?;
        }
        if person.proof == Proof::Refused {
            self.refused.insert(id);
        }
        for name in &person.tags {
            let tag = self.tag_id(name)?;
            self.new.tag(tag, id)?;
        }
        self.brought.add(id, &person.phone.e164, person.is_named(), consent != 0);
        self.new.contact(&Newcomer { id, key, consent, suppressed, hours }, person)?;
        if scope.is_some() && ends {
            self.write()?;
            self.grant(whose, &person.proof, None)?;
        }
        if person.order.is_some() {
            self.write()?;
            self.order(id, person)?;
        }
        self.result.created += 1;
        self.new.outcome(row, "created", Some(id), "")
    }

    fn update(&mut self, whose: Whose, person: &Person, mut known: Known) -> Result<(), StoreError> {
        let Whose { id, row, suppressed, .. } = whose;
        let another = self.another_name(id, &known, person)?;
        let mut changes = merge(&mut known, person, another.is_some());
        if !changes.is_empty() {
            let hours = self.hours.of(self.tx, &person.phone, address(&known.texts))?;
            self.statements.change(id, &known, hours, &person.phone.country, self.now)?;
            changes.push(Change::number("updated_at", known.updated_at, self.now.timestamp_millis()));
        }
        let mut changed: Vec<&str> = changes.iter().map(|change| change.field).collect();
        changed.retain(|field| *field != "updated_at");
        if another == Some(true) {
            changed.push("names");
        }
        if let Some(sums) = self.order(id, person)? {
            changes.extend(grown(&known, sums));
            changed.push("orders");
        }
        let old = !self.changes.brought(&known);
        if !old {
            self.brought.touch(id);
        }
        if old {
            self.changes.keep(id, &changes)?;
        }
        if self.tag(id, &person.tags, old)? {
            changed.push("tags");
        }
        if !suppressed && self.grant_if_news(whose, person)? {
            changed.push("consent");
        }
        if matches!(person.proof, Proof::Unsubscribed { .. }) && !suppressed {
            changed.push("suppressed");
        }
        if self.take_back(whose, person)? {
            changed.push("consent");
        }
        self.changed(id, row, changed)
    }

    fn changed(&mut self, id: NumberId, row: u32, mut fields: Vec<&'static str>) -> Result<(), StoreError> {
        fields.dedup();
        if fields.is_empty() {
            self.result.unchanged += 1;
            return self.new.outcome(row, "unchanged", Some(id), "");
        }
        for field in &fields {
            *self.result.updated_by.entry((*field).into()).or_default() += 1;
        }
        self.result.updated += 1;
        self.new.outcome(row, "updated", Some(id), &fields.join(","))
    }

    /// Whether the row names another person of the number's household, and if so, whether that is news.
    fn another_name(
        &mut self,
        id: NumberId,
        known: &Known,
        person: &Person,
    ) -> Result<Option<bool>, StoreError> {
        let ([first, last, ..], [known_first, ..]) = (&person.texts, &known.texts);
        if first.is_empty() || first == known_first {
            return Ok(None);
        }
        if self.statements.knows_name(id, first, last)? {
            return Ok(Some(false));
        }
        if !cleanup::are_two_people(known_first, first) {
            return Ok(None);
        }
        self.statements.also_named(id, first, last, self.import)?;
        Ok(Some(true))
    }

    fn grant_if_news(&mut self, whose: Whose, person: &Person) -> Result<bool, StoreError> {
        let Proof::Granted { source, at, scope, .. } = &person.proof else { return Ok(false) };
        if self.refused.contains(&whose.id) {
            return Ok(false);
        }
        if !self.statements.is_news(whose.id, scope.word(), source, at.timestamp_millis())? {
            return Ok(false);
        }
        self.grant(whose, &person.proof, None)?;
        Ok(true)
    }

    /// Records a grant; `newcomer` says where somebody new is whose standing is written with it.
    fn grant(
        &mut self,
        whose: Whose,
        proof: &Proof,
        newcomer: Option<Whereabouts<'_>>,
    ) -> Result<(), StoreError> {
        let Proof::Granted { source, at, wording, scope, method } = proof else { return Ok(()) };
        let wording = self.wording(wording)?;
        let note = if wording.is_none() { "; the words shown are not known" } else { "" };
        let hand = if whose.corrected { "; corrected by the owner before the import" } else { "" };
        let detail = format!("row {} of {}{hand}{note}", whose.row, self.file_name);
        let entry = NewEntry {
            number: whose.id,
            key: whose.key,
            kind: EntryKind::Granted,
            scope: EntryScope::Only(*scope),
            source,
            happened_at: *at,
            recorded_at: self.now,
            wording,
            import: Some(self.import),
            detail: &detail,
        };
        let proof = consent::Proof { method: *method, evidence: Evidence::FileRow, expires_at: None };
        match newcomer {
            Some(at) => self.ledger.gather(&entry, &proof, at),
            None => self.ledger.append_proven(&entry, &proof),
        }
    }

    /// A plain no takes back what an earlier import, or an earlier row, claimed. What the person gave in another
    /// way is not the file's to take.
    fn take_back(&mut self, whose: Whose, person: &Person) -> Result<bool, StoreError> {
        if person.proof != Proof::Refused {
            return Ok(false);
        }
        self.refused.insert(whose.id);
        let scopes = self.statements.claimed_by_imports(whose.id)?;
        for scope in &scopes {
            let detail = format!("the file says no: row {} of {}", whose.row, self.file_name);
            self.ledger.append(&NewEntry {
                number: whose.id,
                key: whose.key,
                kind: EntryKind::Revoked,
                scope: EntryScope::Only(*scope),
                source: "imported no",
                happened_at: self.now,
                recorded_at: self.now,
                wording: None,
                import: Some(self.import),
                detail: &detail,
            })?;
        }
        Ok(!scopes.is_empty())
    }

    fn wording(&mut self, words: &str) -> Result<Option<WordingId>, StoreError> {
        if words.is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.wordings.get(words) {
            return Ok(Some(*id));
        }
        let id = consent::wording(self.tx, words, self.now)?;
        if self.wordings.len() < 1000 {
            self.wordings.insert(words.to_owned(), id);
        }
        Ok(Some(id))
    }

    /// Tags a contact that was here before; `keep` remembers what is new, to be taken back.
    fn tag(&mut self, id: NumberId, names: &[String], keep: bool) -> Result<bool, StoreError> {
        let mut news = false;
        for name in names {
            let tag = self.tag_id(name)?;
            if self.statements.tag(tag, id)? {
                news = true;
                if keep {
                    self.changes.keep_tag(id, tag)?;
                }
            }
        }
        Ok(news)
    }

    fn tag_id(&mut self, name: &str) -> Result<i64, StoreError> {
        if let Some(tag) = self.tags.get(name) {
            return Ok(*tag);
        }
        let tag = rows::tag_id(self.tx, name)?;
        if self.tags.len() < 10_000 {
            self.tags.insert(name.to_owned(), tag);
        }
        Ok(tag)
    }

    fn order(&mut self, id: NumberId, person: &Person) -> Result<Option<[i64; 3]>, StoreError> {
        let Some(order) = &person.order else { return Ok(None) };
        self.statements.order(id, order, self.import)
    }
}

pub(super) fn address(texts: &[String; TEXTS.len()]) -> Address<'_> {
    let [_, _, _, _, _, region, postcode, country, _] = texts;
    Address { country, region, postcode }
}

/// Takes over what the row fills in; answers what that changed.
///
/// An order older than the newest known fills gaps only: people move. The name of another person of the household is
/// kept beside this one, not put in its place.
fn merge(known: &mut Known, person: &Person, keep_name: bool) -> Vec<Change> {
    let only_gaps =
        person.order.as_ref().is_some_and(|order| order.placed_at.timestamp_millis() < known.last_order_at);
    let mut changes = Vec::new();
    for ((old, new), name) in known.texts.iter_mut().zip(&person.texts).zip(TEXTS) {
        let kept = keep_name && matches!(name, "first_name" | "last_name");
        if !new.is_empty() && old != new && (old.is_empty() || !only_gaps) && !kept {
            changes.push(Change::text(name, std::mem::replace(old, new.clone()), new));
        }
    }
    let sums = [
        (&mut known.orders, person.orders, "orders"),
        (&mut known.spent, person.spent, "spent"),
        (&mut known.last_order_at, person.last_order_at, "last_order_at"),
    ];
    for (old, new, name) in sums {
        if let Some(new) = new.filter(|new| new != old) {
            changes.push(Change::number(name, std::mem::replace(old, new), new));
        }
    }
    changes
}

/// What an order changed of the sums: they only grow.
fn grown(known: &Known, sums: [i64; 3]) -> impl Iterator<Item = Change> {
    let olds = [known.orders, known.spent, known.last_order_at];
    let names = ["orders", "spent", "last_order_at"];
    let each = names.into_iter().zip(olds.into_iter().zip(sums));
    each.filter(|(_, (old, new))| new > old).map(|(name, (old, new))| Change::number(name, old, new))
}
