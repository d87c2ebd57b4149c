//! Applying rows: each ends in exactly one outcome.
//!
//! Owns the rules of what a row may change. Invariants: a value that is filled
//! in is never blanked; an import can only add suppressions; a grant is written
//! once and never over a later revocation.

use std::collections::{HashMap, HashSet};

use super::changes::{Change, Changes};
use super::consent::Proof;
use super::rejects::Keeper;
use super::request::ImportResult;
use super::row::{Facts, Person, Reason, TEXTS};
use super::rows::{self, Known, Statements};
use super::stage::Staged;
use crate::clock::Timestamp;
use crate::consent::{self, EntryKind, EntryScope, Evidence, Ledger, NewEntry, WordingId};
use crate::contacts::cleanup;
use crate::contacts::hours::Hours;
use crate::ids::{ImportId, NumberId};
use crate::sending::locality::Address;
use crate::store::{StoreError, WriteTx};

/// Somebody who unsubscribed elsewhere: number and evidence.
pub(super) struct Leaver {
    pub(super) number: NumberId,
    pub(super) detail: String,
}

/// One import being applied.
pub(super) struct Commit<'tx, 's> {
    tx: &'tx WriteTx<'s>,
    import: ImportId,
    file_name: &'tx str,
    now: Timestamp,
    statements: Statements<'tx>,
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
        })
    }

    /// What came of it.
    pub(super) fn end(self) -> (ImportResult, Vec<Leaver>) {
        (self.result, self.leavers)
    }

    /// Applies one row.
    pub(super) fn apply(&mut self, staged: &Staged) -> Result<(), StoreError> {
        self.result.rows += 1;
        self.result.count(staged.damages);
        match &staged.facts {
            Facts::Person(person) => self.person(staged, person),
            Facts::SameOrder => {
                self.result.unchanged += 1;
                self.statements.outcome(self.import, staged.row, "unchanged", self.above, "")
            }
            Facts::Rejected(reason) => self.reject(staged, *reason),
        }
    }

    fn reject(&mut self, staged: &Staged, reason: Reason) -> Result<(), StoreError> {
        self.result.rejected += 1;
        *self.result.rejected_by.entry(reason.word().into()).or_default() += 1;
        self.above = None;
        self.kept.keep(staged.row, reason, &staged.cells)?;
        self.statements.outcome(self.import, staged.row, "rejected", None, reason.word())
    }

    fn person(&mut self, staged: &Staged, person: &Person) -> Result<(), StoreError> {
        let e164 = &person.phone.e164;
        let before = match self.statements.meet(&staged.key, e164)? {
            true => None,
            false => self.statements.before(&staged.key, e164)?,
        };
        let id = before.as_ref().map_or_else(|| new_id(self.tx), |before| before.id);
        self.above = Some(id);
        let suppressed = before.as_ref().is_some_and(|before| before.suppressed);
        let leaves = matches!(person.proof, Proof::Unsubscribed { .. });
        if suppressed || leaves {
            self.result.met_suppressions += 1;
        }
        if !suppressed && !leaves && matches!(person.proof, Proof::Granted { .. }) {
            self.result.with_consent += 1;
        }
        if leaves && !suppressed {
            self.leavers.push(Leaver { number: id, detail: self.farewell(staged.row, &person.proof) });
        }
        let met_before = before.is_some();
        match before.and_then(|before| before.contact) {
            None => self.create(id, staged, person, met_before, suppressed),
            Some(known) => self.update(id, staged, person, known, suppressed),
        }
    }

    fn create(
        &mut self,
        id: NumberId,
        staged: &Staged,
        person: &Person,
        met_before: bool,
        suppressed: bool,
    ) -> Result<(), StoreError> {
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
        self.statements.add(id, person, consent, suppressed, hours, self.import, self.now)?;
        if scope.is_some() {
            self.grant(id, staged, &person.proof, true)?;
        }
        if person.proof == Proof::Refused {
            self.refused.insert(id);
        }
        self.tag(id, &person.tags, false)?;
        self.order(id, person)?;
        self.result.created += 1;
        self.statements.outcome(self.import, staged.row, "created", Some(id), "")
    }

    fn update(
        &mut self,
        id: NumberId,
        staged: &Staged,
        person: &Person,
        mut known: Known,
        suppressed: bool,
    ) -> Result<(), StoreError> {
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
        if old {
            self.changes.keep(id, &changes)?;
        }
        if self.tag(id, &person.tags, old)? {
            changed.push("tags");
        }
        if !suppressed && self.grant_if_news(id, staged, person)? {
            changed.push("consent");
        }
        if matches!(person.proof, Proof::Unsubscribed { .. }) && !suppressed {
            changed.push("suppressed");
        }
        if self.take_back(id, staged, person)? {
            changed.push("consent");
        }
        self.changed(id, staged.row, changed)
    }

    fn changed(&mut self, id: NumberId, row: u32, mut fields: Vec<&'static str>) -> Result<(), StoreError> {
        fields.dedup();
        if fields.is_empty() {
            self.result.unchanged += 1;
            return self.statements.outcome(self.import, row, "unchanged", Some(id), "");
        }
        for field in &fields {
            *self.result.updated_by.entry((*field).into()).or_default() += 1;
        }
        self.result.updated += 1;
        self.statements.outcome(self.import, row, "updated", Some(id), &fields.join(","))
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

    fn grant_if_news(&mut self, id: NumberId, staged: &Staged, person: &Person) -> Result<bool, StoreError> {
        let Proof::Granted { source, at, scope, .. } = &person.proof else { return Ok(false) };
        if self.refused.contains(&id) {
            return Ok(false);
        }
        if !self.statements.is_news(id, scope.word(), source, at.timestamp_millis())? {
            return Ok(false);
        }
        self.grant(id, staged, &person.proof, false)?;
        Ok(true)
    }

    fn grant(
        &mut self,
        id: NumberId,
        staged: &Staged,
        proof: &Proof,
        created: bool,
    ) -> Result<(), StoreError> {
        let Proof::Granted { source, at, wording, scope, method } = proof else { return Ok(()) };
        let wording = self.wording(wording)?;
        let note = if wording.is_none() { "; the words shown are not known" } else { "" };
        let hand = if staged.corrected { "; corrected by the owner before the import" } else { "" };
        let detail = format!("row {} of {}{hand}{note}", staged.row, self.file_name);
        let entry = NewEntry {
            number: id,
            key: staged.key,
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
        // What may run out by law has an end that only the ledger works out.
        match created && !method.may_run_out() {
            true => self.ledger.append_only(&entry, &proof),
            false => self.ledger.append_proven(&entry, &proof),
        }
    }

    /// A plain no takes back what an earlier import, or an earlier row, claimed. What the person gave in another
    /// way is not the file's to take.
    fn take_back(&mut self, id: NumberId, staged: &Staged, person: &Person) -> Result<bool, StoreError> {
        if person.proof != Proof::Refused {
            return Ok(false);
        }
        self.refused.insert(id);
        let scopes = self.statements.claimed_by_imports(id)?;
        for scope in &scopes {
            let detail = format!("the file says no: row {} of {}", staged.row, self.file_name);
            self.ledger.append(&NewEntry {
                number: id,
                key: staged.key,
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

    /// Tags a contact; `keep` remembers what is new, to be taken back.
    fn tag(&mut self, id: NumberId, names: &[String], keep: bool) -> Result<bool, StoreError> {
        let mut news = false;
        for name in names {
            let tag = match self.tags.get(name) {
                Some(tag) => *tag,
                None => rows::tag_id(self.tx, name)?,
            };
            if self.tags.len() < 10_000 && !self.tags.contains_key(name) {
                self.tags.insert(name.clone(), tag);
            }
            if self.statements.tag(tag, id)? {
                news = true;
                if keep {
                    self.changes.keep_tag(id, tag)?;
                }
            }
        }
        Ok(news)
    }

    fn order(&mut self, id: NumberId, person: &Person) -> Result<Option<[i64; 3]>, StoreError> {
        let Some(order) = &person.order else { return Ok(None) };
        self.statements.order(id, order, self.import)
    }

    fn farewell(&self, row: u32, proof: &Proof) -> String {
        let when = match proof {
            Proof::Unsubscribed { at: Some(at) } => format!(" on {}", at.format("%Y-%m-%d")),
            _ => String::new(),
        };
        format!("unsubscribed elsewhere{when}: row {row} of {}", self.file_name)
    }
}

pub(super) fn address(texts: &[String; TEXTS.len()]) -> Address<'_> {
    let [_, _, _, _, _, region, postcode, country, _] = texts;
    Address { country, region, postcode }
}

fn new_id(tx: &WriteTx<'_>) -> NumberId {
    NumberId(u32::try_from(tx.last_insert_rowid()).unwrap_or(u32::MAX))
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
