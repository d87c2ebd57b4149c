//! The import: from any shop's export to contacts, consent and outcomes.
//!
//! `sniff` and `dialect` look at the file, `read` streams it, `mapping` says
//! what columns mean, `edit` corrects cells, `understand` and `consent` turn a
//! record into facts with the owner's `remedy` for each `damage`, `walk` does so
//! row by row, `stage` on a second thread, `commit` applies the facts in one
//! transaction, in which `rows` asks and changes and `new_rows` adds. Invariants: every row ends in exactly one outcome and the sum is
//! the number of rows; preview and commit are the same code, the one rolled
//! back; a cancel or a kill leaves the store as it was.

mod cells;
mod changes;
mod commit;
mod consent;
mod damage;
mod declaration;
mod dialect;
mod edit;
mod fault;
mod field;
mod history;
mod mapping;
mod new_rows;
mod number;
mod plan;
mod problem;
mod read;
mod rejects;
mod remedy;
mod remembered;
mod request;
mod row;
mod rows;
mod sniff;
mod stage;
mod tool;
mod understand;
mod undo;
mod undo_rows;
mod values;
mod walk;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};

pub use damage::{Damage, Damages, postcode_with_zeros};
pub use declaration::{Agreement, Declaration};
pub use edit::Edit;
pub use fault::ImportError;
pub use field::Field;
pub use history::PastImport;
pub use mapping::{Certainty, Column};
pub use problem::{Problem, ProblemRow, ProblemRows};
pub use rejects::{RejectedRow, Rejects};
pub use remedy::{COUNTRY, Remedy, Repairs, remedies};
pub use request::{ImportResult, Look, Preview, Progress, Request};
pub use row::Reason;
pub use undo::{UndoError, Undone, undo};
pub use values::{DayOrder, OrderCertainty};

use self::commit::{Commit, Outcome, address};
use self::plan::{Depth, Plan};
use self::problem::{Proposals, problems};
use self::stage::{Batch, Staged};
use crate::clock::Timestamp;
use crate::contacts::cleanup;
use crate::error::Problem as Told;
use crate::event::Event;
use crate::ids::ImportId;
use crate::store::{NumberKeys, Store, StoreError, WriteTx, replace_private_file};

/// What the columns of a file mean, judged by its first rows and by what the owner said of such a file before.
pub fn columns(store: &Store, request: &Request, now: Timestamp) -> Result<Vec<Column>, ImportError> {
    Ok(Plan::of(store, request, now, Depth::Whole)?.mapping.columns)
}

/// The file at first sight. Reads its head only, whatever its size.
pub fn look(store: &Store, request: &Request, now: Timestamp) -> Result<Look, ImportError> {
    Ok(Plan::of(store, request, now, Depth::Head)?.look())
}

/// What importing would do. Nothing stays written; setting `cancel` ends it.
pub fn preview(
    store: &Store,
    request: &Request,
    now: Timestamp,
    progress: &dyn Fn(Progress),
    cancel: &AtomicBool,
) -> Result<Preview, ImportError> {
    let plan = Plan::of(store, request, now, Depth::Whole)?;
    let mut proposals = Proposals::of(&plan.mapping, &request.default_country);
    // The same import, ended by a fault of our own so that it is rolled back.
    let end: Result<(), Ended> = store.write_in_bulk(|tx| {
        let mut judge = |row: &Staged| proposals.judge(row.damages, &row.cells);
        let applied = apply(tx, &plan, request, now, Watch { progress, cancel, row: &mut judge });
        Err(applied.map_or_else(Ended::Fault, |result| Ended::Dry(Box::new(result))))
    });
    match end {
        Err(Ended::Dry(result)) => {
            let counts = ImportResult { id: None, ..*result };
            let problems = problems(&counts, request, proposals);
            Ok(Preview { counts, problems, look: plan.look() })
        }
        Err(Ended::Fault(fault)) => Err(fault),
        Ok(()) => Err(ImportError::Cancelled),
    }
}

/// A page of the rows with one damage, as they are with the chosen repairs and corrections.
pub fn rows_with(
    store: &Store,
    request: &Request,
    kind: Damage,
    offset: usize,
    limit: usize,
    now: Timestamp,
) -> Result<ProblemRows, ImportError> {
    Plan::of(store, request, now, Depth::Whole)?.rows_with(request, kind, offset, limit, now)
}

/// Imports the file in one transaction. `progress` is called now and then; setting `cancel` ends it without a trace.
pub fn commit(
    store: &Store,
    request: &Request,
    now: Timestamp,
    progress: &dyn Fn(Progress),
    cancel: &AtomicBool,
) -> Result<ImportResult, ImportError> {
    let plan = Plan::of(store, request, now, Depth::Whole)?;
    store.write_in_bulk(|tx| {
        let result = apply(tx, &plan, request, now, Watch { progress, cancel, row: &mut |_| {} })?;
        if let Some(header) = plan.header {
            remembered::keep(tx, header, &request.map, now)?;
        }
        tx.emit(Event::ContactsChanged);
        Ok(result)
    })
}

/// Every import, newest first, with what became of it.
pub fn history(store: &Store) -> Result<Vec<PastImport>, StoreError> {
    store.read(history::list)
}

/// The rejected rows of an import, to be mended and imported again.
pub fn rejects(store: &Store, id: ImportId) -> Result<Rejects, UndoError> {
    store.read(|connection| rejects::of(connection, id)?.ok_or(UndoError::Unknown(id)))
}

/// Saves the rejected rows as CSV in a file that only the owner may read. Answers how many.
pub fn save_rejects(store: &Store, id: ImportId, path: &Path) -> Result<u32, Told> {
    let found = rejects(store, id)?;
    replace_private_file(path, &found.csv()?).map_err(StoreError::Files)?;
    Ok(u32::try_from(found.rows.len()).unwrap_or(u32::MAX))
}

enum Ended {
    Dry(Box<ImportResult>),
    Fault(ImportError),
}

impl From<StoreError> for Ended {
    fn from(fault: StoreError) -> Self {
        Self::Fault(fault.into())
    }
}

/// Who looks on while a file is read.
struct Watch<'a> {
    progress: &'a dyn Fn(Progress),
    cancel: &'a AtomicBool,
    row: &'a mut dyn FnMut(&Staged),
}

/// The one path of preview and commit.
fn apply(
    tx: &mut WriteTx<'_>,
    plan: &Plan,
    request: &Request,
    now: Timestamp,
    watch: Watch<'_>,
) -> Result<ImportResult, ImportError> {
    let import = rows::open_import(tx, &plan.file_name, &plan.header(), now)?;
    let Outcome { mut result, leavers, brought } = {
        let mut commit = Commit::new(tx, import, &plan.file_name, now)?;
        read_and_apply(&mut commit, tx.keys().clone(), plan, request, now, watch)?;
        commit.end()?
    };
    result.id = Some(import.0);
    for leaver in leavers {
        if !crate::consent::left_for_good(tx, leaver.number)? {
            let detail = leaver.farewell(&plan.file_name);
            crate::consent::suppress(tx, leaver.number, "imported opt-out", &detail, now)?;
        }
    }
    rows::close_import(tx, import, &result)?;
    let invalid = result.rejected_by.get(Reason::InvalidNumber.word()).copied().unwrap_or_default();
    match &request.declaration {
        Some(Declaration::BoughtList) => cleanup::hold_declared(tx, import, result.created, now)?,
        _ => cleanup::hold_if_bought(tx, import, brought, (result.rows, invalid), now)?,
    }
    Ok(result)
}

fn read_and_apply(
    commit: &mut Commit<'_, '_>,
    keys: NumberKeys,
    plan: &Plan,
    request: &Request,
    now: Timestamp,
    watch: Watch<'_>,
) -> Result<(), ImportError> {
    std::thread::scope(|scope| {
        let (to, from) = sync_channel(stage::WAITING);
        let (back, used) = channel();
        let read = move || match plan.walk(request, now) {
            Ok(walk) => stage::send_all(walk, &keys, &to, &used),
            Err(fault) => drop(to.send(Err(fault))),
        };
        let reader = std::thread::Builder::new().name("import reader".into());
        reader.spawn_scoped(scope, read).map_err(ImportError::Unreadable)?;
        drain(from, &back, commit, plan.source.text.bytes, watch)
    })
}

/// Applies batch after batch. Returning early closes the channel, which ends the reader.
fn drain(
    from: Receiver<Result<Batch, ImportError>>,
    back: &Sender<Vec<Staged>>,
    commit: &mut Commit<'_, '_>,
    bytes: u64,
    watch: Watch<'_>,
) -> Result<(), ImportError> {
    for batch in from {
        if watch.cancel.load(Ordering::Relaxed) {
            return Err(ImportError::Cancelled);
        }
        let batch = batch?;
        for staged in &batch.rows {
            (watch.row)(staged);
            commit.apply(staged)?;
        }
        // At the end of the file nobody waits for them any more.
        let _ = back.send(batch.rows);
        let permille =
            u32::try_from(batch.bytes.saturating_mul(1000) / bytes.max(1)).unwrap_or(1000).min(1000);
        (watch.progress)(Progress { rows: commit.result.rows, permille });
    }
    Ok(())
}

#[cfg(test)]
mod bulk_tests;
#[cfg(test)]
mod format_tests;
#[cfg(test)]
mod mutation_tests;
#[cfg(test)]
mod repair_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod undo_tests;
