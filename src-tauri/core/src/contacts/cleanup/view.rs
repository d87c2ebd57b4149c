//! The clean-up as it crosses to the window.

use super::people::{detail, other_names, page};
use super::{
    Choice, CleanupError, Findings, Greeting, Kind, Mark, Repair, apply, history, looked, old_after, rows,
    undo,
};
use crate::clock::Timestamp;
use crate::contacts::page::LONGEST_PAGE;
use crate::contacts::view::line;
use crate::contacts::{ContactRow, contact_of};
use crate::engine::Engine;
use crate::ids::{ImportId, NumberId};
use crate::shop;
use crate::store::StoreError;
use crate::wire::cleanup::{
    BoughtListView, CleanupView, FindingLine, FindingPage, FindingQuery, FindingView, MarkView, PersonName,
    RepairRequest, RepairView,
};

/// Everything that is wrong with the list, and what was done about it.
pub fn cleanup(engine: &Engine) -> Result<CleanupView, StoreError> {
    let months = old_after(engine)?;
    let found = looked(engine, months)?;
    let lists = engine.store().read(|c| rows::held_lists(c, &found))?;
    Ok(CleanupView {
        contacts: found.contacts,
        old_after_months: months,
        findings: found.people.iter().map(|(kind, people)| finding(*kind, people, &found)).collect(),
        lists: lists.into_iter().map(bought_list).collect(),
        repairs: history(engine)?.into_iter().map(repair).collect(),
    })
}

/// One page of the people of a finding.
pub fn people(engine: &Engine, query: &FindingQuery) -> Result<FindingPage, CleanupError> {
    let kind = read_kind(&query.kind)?;
    let found = looked(engine, old_after(engine)?)?;
    let (total, ids) = page(&found, kind, query.offset, query.limit.min(LONGEST_PAGE));
    let lines = engine.store().read(|c| {
        let shop = shop::load(c)?;
        let mut lines = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(row) = contact_of(c, NumberId(*id))? else { continue };
            let names =
                if kind == Kind::SharedNumber { names(&row, other_names(c, *id)?) } else { Vec::new() };
            lines.push(FindingLine {
                detail: detail(c, &found, kind, &row)?,
                names,
                line: line(&row, &shop, engine.now()),
            });
        }
        Ok::<_, StoreError>(lines)
    })?;
    Ok(FindingPage { total, lines })
}

/// Makes the repair that the owner chose.
pub fn make(engine: &Engine, request: &RepairRequest) -> Result<RepairView, CleanupError> {
    let greeting = match &request.name {
        Some(name) => Greeting::Named(name.first_name.clone(), name.last_name.clone()),
        None if request.keep_names => Greeting::Keep,
        None => Greeting::Combine,
    };
    let choice = Choice {
        months: old_after(engine)?,
        greeting,
        answer: request.answer.clone(),
        import: request.import.map(|import| import.0),
        only: request.only.iter().map(|id| id.0).collect(),
    };
    Ok(repair(apply(engine, read_kind(&request.kind)?, &choice)?))
}

/// Takes a repair back.
pub fn take_back(engine: &Engine, id: u32) -> Result<RepairView, CleanupError> {
    Ok(repair(undo(engine, id)?))
}

/// A list that bears the marks, as it stands in the store.
pub(super) struct HeldList {
    pub(super) import: u32,
    pub(super) file_name: String,
    pub(super) at: i64,
    pub(super) people: u32,
    pub(super) marks: Vec<Mark>,
    pub(super) held: bool,
    pub(super) answer: String,
    pub(super) answered_at: Option<i64>,
}

fn read_kind(word: &str) -> Result<Kind, CleanupError> {
    Kind::read(word).ok_or_else(|| CleanupError::UnknownKind(word.into()))
}

fn finding(kind: Kind, people: &[u32], found: &Findings) -> FindingView {
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let groups = if kind == Kind::DuplicatePeople { count(found.groups.len()) } else { 0 };
    FindingView { kind: kind.word().into(), people: count(people.len()), groups }
}

fn names(row: &ContactRow, others: Vec<(String, String)>) -> Vec<PersonName> {
    let own = (row.first_name.clone(), row.last_name.clone());
    std::iter::once(own)
        .chain(others)
        .map(|(first_name, last_name)| PersonName { first_name, last_name })
        .collect()
}

fn bought_list(list: HeldList) -> BoughtListView {
    BoughtListView {
        import: ImportId(list.import),
        file_name: list.file_name,
        at: moment(list.at),
        people: list.people,
        marks: list.marks.into_iter().map(|Mark { mark, count, of }| MarkView { mark, count, of }).collect(),
        held: list.held,
        answer: list.answer,
        answered_at: list.answered_at.map(moment).unwrap_or_default(),
    }
}

pub(in crate::contacts) fn repair(one: Repair) -> RepairView {
    RepairView {
        id: one.id,
        kind: one.kind,
        detail: one.detail,
        people: one.people,
        applied_at: moment(one.applied_at),
        undone_at: one.undone_at.map(moment).unwrap_or_default(),
    }
}

fn moment(millis: i64) -> String {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default().to_rfc3339()
}
