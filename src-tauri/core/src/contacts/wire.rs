//! The import as it crosses to the window.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;

use super::import::{
    self, Agreement, Column, Damage, Declaration, Edit, Field, ImportError, ImportResult, Remedy, Repairs,
    Request,
};
use super::phone;
use crate::consent::Method;
use crate::engine::Engine;
use crate::error::Problem;
use crate::ids::ImportId;
use crate::shop;
use crate::store::StoreError;
use crate::wire::contacts::ReasonCount;
use crate::wire::imports::{
    Basis, ColumnView, ConsentDeclaration, ImportCounts, ImportLook, ImportPreview, ImportProgress,
    ImportRequest, PastImportView, ProblemPage, ProblemQuery, ProblemRowView, ProblemView, UndoneView,
};

/// The file at first sight: its head only.
pub fn look(engine: &Engine, request: &ImportRequest) -> Result<ImportLook, Problem> {
    let seen = import::look(engine.store(), &understood(engine, request)?, engine.now())?;
    Ok(ImportLook {
        file_name: seen.file_name,
        encoding: seen.encoding.into(),
        delimiter: seen.delimiter.into(),
        columns: seen.columns.into_iter().map(column).collect(),
        rows: seen.rows,
        fields: Field::ids().map(String::from).collect(),
        has_consent_column: seen.has_consent_column,
    })
}

/// What importing would do; nothing is written. Setting `cancel` ends it.
pub fn preview(
    engine: &Engine,
    request: &ImportRequest,
    progress: &dyn Fn(ImportProgress),
    cancel: &AtomicBool,
) -> Result<ImportPreview, Problem> {
    let request = understood(engine, request)?;
    let seen = import::preview(engine.store(), &request, engine.now(), &told(progress), cancel)?;
    Ok(ImportPreview { counts: counts(&seen.counts), problems: seen.problems.iter().map(problem).collect() })
}

/// A page of the rows with one problem, as they are with what was chosen so far.
pub fn rows_with(
    engine: &Engine,
    request: &ImportRequest,
    query: &ProblemQuery,
) -> Result<ProblemPage, Problem> {
    let request = understood(engine, request)?;
    let kind = Damage::of(&query.kind).ok_or_else(|| ImportError::UnknownRepair(query.kind.clone()))?;
    let (offset, limit) = (query.offset as usize, query.limit as usize);
    let page = import::rows_with(engine.store(), &request, kind, offset, limit, engine.now())?;
    let row = |one: import::ProblemRow| ProblemRowView {
        row: one.row,
        cells: one.cells,
        mended: one.mended,
        edited: one.edited,
    };
    Ok(ProblemPage { columns: page.columns, rows: page.rows.into_iter().map(row).collect(), more: page.more })
}

fn column(column: Column) -> ColumnView {
    ColumnView {
        column: column.name,
        field: column.field.id().into(),
        certainty: column.certainty.word().into(),
        candidates: column.candidates.iter().map(|field| field.id().into()).collect(),
        samples: column.samples,
    }
}

fn problem(one: &import::Problem) -> ProblemView {
    let chosen = one.chosen.as_ref().map(Remedy::word).unwrap_or_default();
    let proposed = one.proposed.clone().unwrap_or_default();
    let country = if chosen.is_empty() { &proposed } else { chosen };
    let code = phone::calling_code(country).and_then(|code| u32::try_from(code).ok());
    ProblemView {
        kind: one.kind.word().into(),
        open: one.open,
        mended: one.mended,
        remedies: import::remedies(one.kind).iter().map(|word| (*word).into()).collect(),
        chosen: chosen.into(),
        calling_code: code.unwrap_or_default(),
        proposed,
    }
}

fn told(progress: &dyn Fn(ImportProgress)) -> impl Fn(import::Progress) {
    move |step| progress(ImportProgress { rows: step.rows, permille: step.permille })
}

/// Imports the file. Setting `cancel` ends it and leaves nothing behind.
pub fn commit(
    engine: &Engine,
    request: &ImportRequest,
    progress: &dyn Fn(ImportProgress),
    cancel: &AtomicBool,
) -> Result<ImportCounts, Problem> {
    let request = understood(engine, request)?;
    Ok(counts(&import::commit(engine.store(), &request, engine.now(), &told(progress), cancel)?))
}

/// Every import, newest first.
pub fn history(engine: &Engine) -> Result<Vec<PastImportView>, StoreError> {
    let past = import::history(engine.store())?;
    Ok(past
        .into_iter()
        .map(|one| PastImportView {
            id: one.id,
            file_name: one.file_name,
            at: one.at.to_rfc3339(),
            rows: one.rows,
            created: one.created,
            updated: one.updated,
            unchanged: one.unchanged,
            rejected: one.rejected,
            undone_at: one.undone_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
        })
        .collect())
}

/// Takes an import back.
pub fn undo(engine: &Engine, id: ImportId) -> Result<UndoneView, Problem> {
    let done = import::undo(engine.store(), id, engine.now())?;
    Ok(UndoneView {
        id: done.id,
        removed: done.removed,
        restored: done.restored,
        left_alone: done.left_alone,
        revoked: done.revoked,
    })
}

fn understood(engine: &Engine, request: &ImportRequest) -> Result<Request, Problem> {
    let country = match request.country.trim() {
        "" => engine.store().read(shop::load)?.country,
        named => named.to_ascii_uppercase(),
    };
    Ok(Request {
        path: PathBuf::from(&request.path),
        default_country: country,
        declaration: request.declaration.as_ref().map(declared).transpose()?,
        map: request.map.iter().map(|one| (one.column.clone(), one.field.clone())).collect(),
        repairs: Repairs::read(request.repairs.iter().map(|one| (one.kind.as_str(), one.remedy.as_str())))?,
        edits: request
            .edits
            .iter()
            .map(|one| Edit { row: one.row, column: one.column.clone(), text: one.text.clone() })
            .collect(),
    })
}

/// What the owner answers for a file, as its words say.
pub fn declared(given: &ConsentDeclaration) -> Result<Declaration, ImportError> {
    let day =
        || NaiveDate::parse_from_str(given.date.trim(), "%Y-%m-%d").map_err(|_| ImportError::ConsentNotADate);
    let method = match given.basis {
        Basis::BoughtList => return Ok(Declaration::BoughtList),
        Basis::Customers => return Ok(Declaration::Customers(day()?)),
        Basis::Agreed => Method::Unknown,
        Basis::TickedBox | Basis::Written | Basis::Keyword => Method::ExpressWritten,
    };
    Ok(Declaration::Agreed(Agreement {
        method,
        source: given.source.trim().into(),
        date: day()?,
        wording: given.wording.trim().into(),
        scope: given.scope,
    }))
}

fn counts(result: &ImportResult) -> ImportCounts {
    ImportCounts {
        id: result.id.map(ImportId),
        rows: result.rows,
        created: result.created,
        updated: result.updated,
        unchanged: result.unchanged,
        rejected: result.rejected,
        rejected_by: result
            .rejected_by
            .iter()
            .map(|(reason, &count)| ReasonCount { reason: reason.clone(), count })
            .collect(),
        met_suppressions: result.met_suppressions,
        with_consent: result.with_consent,
    }
}
