//! The import as it crosses to the window.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;

use super::import::{self, Declaration, Field, ImportError, ImportResult, Request};
use crate::engine::Engine;
use crate::error::Problem;
use crate::ids::ImportId;
use crate::shop;
use crate::store::StoreError;
use crate::wire::contacts::{
    ColumnView, ConsentDeclaration, ImportCounts, ImportPreview, ImportProgress, ImportRequest, ReasonCount,
    RejectView,
};
use crate::wire::imports::{PastImportView, UndoneView};

/// What importing would do; nothing is written.
pub fn preview(engine: &Engine, request: &ImportRequest) -> Result<ImportPreview, Problem> {
    let seen = import::preview(engine.store(), &understood(engine, request)?, engine.now())?;
    Ok(ImportPreview {
        file_name: seen.file_name,
        encoding: seen.encoding.into(),
        delimiter: seen.delimiter.into(),
        columns: seen
            .columns
            .into_iter()
            .map(|column| ColumnView {
                column: column.name,
                field: column.field.id().into(),
                certainty: column.certainty.word().into(),
                samples: column.samples,
            })
            .collect(),
        rows: seen.rows,
        fields: Field::ids().map(String::from).collect(),
        counts: counts(&seen.counts),
        has_consent_column: seen.has_consent_column,
        rejects: seen
            .rejects
            .into_iter()
            .map(|one| RejectView { line: one.row, reason: one.reason.into(), shown: one.shown })
            .collect(),
    })
}

/// Imports the file. Setting `cancel` ends it and leaves nothing behind.
pub fn commit(
    engine: &Engine,
    request: &ImportRequest,
    progress: &dyn Fn(ImportProgress),
    cancel: &AtomicBool,
) -> Result<ImportCounts, Problem> {
    let tell = |step: import::Progress| progress(ImportProgress { rows: step.rows, permille: step.permille });
    let request = understood(engine, request)?;
    Ok(counts(&import::commit(engine.store(), &request, engine.now(), &tell, cancel)?))
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
    })
}

fn declared(given: &ConsentDeclaration) -> Result<Declaration, ImportError> {
    let date =
        NaiveDate::parse_from_str(given.date.trim(), "%Y-%m-%d").map_err(|_| ImportError::ConsentNotADate)?;
    Ok(Declaration {
        source: given.source.trim().into(),
        date,
        wording: given.wording.trim().into(),
        scope: given.scope,
    })
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
