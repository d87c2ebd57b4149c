//! The import: from any shop's export to contacts, consent and outcomes.
//!
//! `sniff` and `dialect` look at the file, `read` streams it, `mapping` says
//! what columns mean, `row` and `consent` turn a record into facts, `stage` does
//! that on a second thread, `commit` applies the facts in one transaction, in which
//! `rows` asks and changes and `new_rows` adds.
//! Invariants: every row ends in exactly one outcome and the sum is the number
//! of rows; preview and commit are the same code, the one rolled back; a cancel
//! or a kill leaves the store as it was.

mod changes;
mod commit;
mod consent;
mod damage;
mod dialect;
mod fault;
mod field;
mod history;
mod mapping;
mod new_rows;
mod read;
mod rejects;
mod remembered;
mod row;
mod rows;
mod sniff;
mod stage;
mod tool;
mod undo;
mod undo_rows;
mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use chrono::NaiveDate;
use csv::StringRecord;
use serde::Serialize;

pub use consent::Declaration;
pub use damage::{Damage, Damages, postcode_with_zeros};
pub use fault::ImportError;
pub use field::Field;
pub use history::PastImport;
pub use mapping::{Certainty, Column};
pub use rejects::{RejectedRow, Rejects};
pub use row::Reason;
pub use undo::{UndoError, Undone, undo};
pub use values::{DayOrder, OrderCertainty};

use self::commit::{Commit, Outcome, address};
use self::consent::Span;
use self::mapping::Mapping;
use self::read::{Met, Source};
use self::remembered::Fingerprint;
use self::row::Understanding;
use self::stage::Batch;
use crate::clock::Timestamp;
use crate::contacts::{cleanup, phone};
use crate::error::Problem;
use crate::event::Event;
use crate::ids::ImportId;
use crate::shop;
use crate::store::{NumberKeys, Store, StoreError, WriteTx, replace_private_file};

/// Rows by which columns are judged.
const JUDGED_ROWS: usize = 300;
/// Rows shown before anything is written.
const SHOWN_ROWS: usize = 5;

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The file.
    pub path: PathBuf,
    /// ISO 3166 alpha-2, for numbers without a country code.
    pub default_country: String,
    /// How consent was given; `None` if nobody can say.
    pub declaration: Option<Declaration>,
    /// Column name and field id, where the owner knows better than the guess.
    pub map: Vec<(String, String)>,
}

/// What an import did, or would do. `created + updated + unchanged + rejected = rows`, always.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportResult {
    /// The import's id; `None` for a preview.
    pub id: Option<u32>,
    /// Rows of the file.
    pub rows: u32,
    /// New contacts.
    pub created: u32,
    /// Changed contacts.
    pub updated: u32,
    /// Rows that changed nothing.
    pub unchanged: u32,
    /// Rows that could not be used.
    pub rejected: u32,
    /// Of these, by reason.
    pub rejected_by: BTreeMap<String, u32>,
    /// Rows that changed this field; a row that changed two counts under both.
    pub updated_by: BTreeMap<String, u32>,
    /// Rows that something was done to, by damage: what a spreadsheet broke, a date that cannot be. A row may have several.
    pub damaged_by: BTreeMap<String, u32>,
    /// Rows whose number must not be texted: suppressed before, or unsubscribed in this file.
    pub met_suppressions: u32,
    /// Rows with provable consent that nothing overrules.
    pub with_consent: u32,
}

/// A rejected row, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// As a spreadsheet numbers it: the header is row 1.
    pub row: u32,
    /// Reason id.
    pub reason: &'static str,
    /// The first cells.
    pub shown: String,
}

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The file's name without its folder.
    pub file_name: String,
    /// The product that wrote it, `any` if unknown.
    pub tool: &'static str,
    /// For example `UTF-8`.
    pub encoding: &'static str,
    /// `comma`, `semicolon`, `tab` or `pipe`.
    pub delimiter: &'static str,
    /// Every column as understood.
    pub columns: Vec<Column>,
    /// The first rows, cells in column order.
    pub rows: Vec<Vec<String>>,
    /// What committing would do.
    pub counts: ImportResult,
    /// How the order of day and month in the file's dates is known.
    pub date_order: OrderCertainty,
    /// Whether the file itself says who consented.
    pub has_consent_column: bool,
    /// The first rejected rows.
    pub rejects: Vec<Reject>,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows applied.
    pub rows: u32,
    /// Thousandths of the file read.
    pub permille: u32,
}

/// What the columns of a file mean, judged by its first rows and by what the owner said of such a file before.
pub fn columns(store: &Store, request: &Request, now: Timestamp) -> Result<Vec<Column>, ImportError> {
    Ok(Plan::of(store, request, now)?.mapping.columns)
}

/// What importing would do. Nothing stays written.
pub fn preview(store: &Store, request: &Request, now: Timestamp) -> Result<Preview, ImportError> {
    let plan = Plan::of(store, request, now)?;
    let never = AtomicBool::new(false);
    // The same import, ended by a fault of our own so that it is rolled back.
    let end: Result<(), Ended> =
        store.write_in_bulk(|tx| match apply(tx, &plan, request, now, &|_| {}, &never) {
            Ok(mut applied) => {
                applied.result.id = None;
                Err(Ended::Dry(Box::new(applied)))
            }
            Err(fault) => Err(Ended::Fault(fault)),
        });
    match end {
        Err(Ended::Dry(applied)) => Ok(plan.preview(*applied)),
        Err(Ended::Fault(fault)) => Err(fault),
        Ok(()) => Err(ImportError::Cancelled),
    }
}

/// Imports the file in one transaction. `progress` is called now and then; setting `cancel` ends it without a trace.
pub fn commit(
    store: &Store,
    request: &Request,
    now: Timestamp,
    progress: &dyn Fn(Progress),
    cancel: &AtomicBool,
) -> Result<ImportResult, ImportError> {
    let plan = Plan::of(store, request, now)?;
    store.write_in_bulk(|tx| {
        let applied = apply(tx, &plan, request, now, progress, cancel)?;
        if let Some(header) = plan.header {
            remembered::keep(tx, header, &request.map, now)?;
        }
        tx.emit(Event::ContactsChanged);
        Ok(applied.result)
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
pub fn save_rejects(store: &Store, id: ImportId, path: &Path) -> Result<u32, Problem> {
    let found = rejects(store, id)?;
    replace_private_file(path, &found.csv()?).map_err(StoreError::Files)?;
    Ok(u32::try_from(found.rows.len()).unwrap_or(u32::MAX))
}

enum Ended {
    Dry(Box<Applied>),
    Fault(ImportError),
}

impl From<StoreError> for Ended {
    fn from(fault: StoreError) -> Self {
        Self::Fault(fault.into())
    }
}

struct Applied {
    result: ImportResult,
    rejects: Vec<Reject>,
}

/// A file looked at and understood.
struct Plan {
    source: Source,
    mapping: Mapping,
    order: DayOrder,
    /// How the order of day and month is known.
    order_certainty: OrderCertainty,
    /// The header, told apart from others; `None` where there is none.
    header: Option<Fingerprint>,
    /// The shop's first day, where it is known.
    opened_on: Option<NaiveDate>,
    file_name: String,
    first_rows: Vec<StringRecord>,
}

impl Plan {
    fn of(store: &Store, request: &Request, now: Timestamp) -> Result<Self, ImportError> {
        let country = request.default_country.as_str();
        if !phone::is_country(country) {
            return Err(ImportError::UnknownCountry(country.into()));
        }
        if let Some(declaration) = &request.declaration {
            declaration.examine(now)?;
        }
        let source = Source::look(&request.path)?;
        let first_rows = first_rows(&source)?;
        if first_rows.is_empty() {
            return Err(ImportError::NoRows);
        }
        let header = remembered::fingerprint(&source.dialect);
        let (remembered, opened_on) = store.read(|connection| {
            let remembered = header.map(|header| remembered::recall(connection, header)).transpose()?;
            Ok::<_, StoreError>((remembered.unwrap_or_default(), shop::opened_on(connection)?))
        })?;
        let mapping = Mapping::of(&source.dialect.columns, &first_rows, country, &remembered, &request.map)?;
        let dates = [
            Field::OrderDate,
            Field::ConsentDate,
            Field::SignupDate,
            Field::UnsubscribedAt,
            Field::LastOrderAt,
        ];
        let columns: Vec<usize> = dates.into_iter().flat_map(|field| mapping.at(field)).collect();
        let cells = first_rows.iter().flat_map(|row| columns.iter().filter_map(|&at| row.get(at)));
        let (order, order_certainty) = DayOrder::of(cells, country);
        let file_name =
            request.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { source, mapping, order, order_certainty, header, opened_on, file_name, first_rows })
    }

    fn header(&self) -> Vec<&str> {
        self.mapping.columns.iter().map(|column| column.name.as_str()).collect()
    }

    fn preview(self, applied: Applied) -> Preview {
        let cells = |row: &StringRecord| row.iter().map(|cell| cell.chars().take(200).collect()).collect();
        let says = [Field::SmsConsent, Field::ConsentDate];
        Preview {
            file_name: self.file_name,
            tool: self.mapping.tool.word(),
            encoding: self.source.text.encoding.name(),
            delimiter: self.source.dialect.delimiter_name(),
            date_order: self.order_certainty,
            has_consent_column: self.mapping.columns.iter().any(|column| says.contains(&column.field)),
            columns: self.mapping.columns,
            rows: self.first_rows.iter().take(SHOWN_ROWS).map(cells).collect(),
            counts: applied.result,
            rejects: applied.rejects,
        }
    }
}

fn first_rows(source: &Source) -> Result<Vec<StringRecord>, ImportError> {
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    let mut first = Vec::new();
    while first.len() < JUDGED_ROWS {
        match rows.next(&mut record)? {
            Met::End => break,
            Met::Garbled => {}
            Met::Row => first.push(record.clone()),
        }
    }
    Ok(first)
}

/// The one path of preview and commit.
fn apply(
    tx: &mut WriteTx<'_>,
    plan: &Plan,
    request: &Request,
    now: Timestamp,
    progress: &dyn Fn(Progress),
    cancel: &AtomicBool,
) -> Result<Applied, ImportError> {
    let import = rows::open_import(tx, &plan.file_name, &plan.header(), now)?;
    let Outcome { mut result, rejects, leavers, brought } = {
        let mut commit = Commit::new(tx, import, &plan.file_name, now)?;
        read_and_apply(&mut commit, tx.keys().clone(), plan, request, now, progress, cancel)?;
        commit.end()?
    };
    result.id = Some(import.0);
    for leaver in leavers {
        if !crate::consent::is_suppressed(tx, leaver.number)? {
            let detail = leaver.farewell(&plan.file_name);
            crate::consent::suppress(tx, leaver.number, "imported opt-out", &detail, now)?;
        }
    }
    rows::close_import(tx, import, &result)?;
    let invalid = result.rejected_by.get(Reason::InvalidNumber.word()).copied().unwrap_or_default();
    cleanup::hold_if_bought(tx, import, brought, (result.rows, invalid), now)?;
    Ok(Applied { result, rejects })
}

fn read_and_apply(
    commit: &mut Commit<'_, '_>,
    keys: NumberKeys,
    plan: &Plan,
    request: &Request,
    now: Timestamp,
    progress: &dyn Fn(Progress),
    cancel: &AtomicBool,
) -> Result<(), ImportError> {
    std::thread::scope(|scope| {
        let (to, from) = sync_channel(stage::WAITING);
        let declared = request.declaration.as_ref();
        let span = Span { opened_on: plan.opened_on, now };
        let understanding =
            Understanding::new(&plan.mapping, &request.default_country, declared, plan.order, span);
        let read = move || stage::send_all(&plan.source, understanding, &keys, &to);
        let reader = std::thread::Builder::new().name("import reader".into());
        reader.spawn_scoped(scope, read).map_err(ImportError::Unreadable)?;
        drain(from, commit, plan.source.text.bytes, progress, cancel)
    })
}

/// Applies batch after batch. Returning early closes the channel, which ends the reader.
fn drain(
    from: Receiver<Result<Batch, ImportError>>,
    commit: &mut Commit<'_, '_>,
    bytes: u64,
    progress: &dyn Fn(Progress),
    cancel: &AtomicBool,
) -> Result<(), ImportError> {
    for batch in from {
        if cancel.load(Ordering::Relaxed) {
            return Err(ImportError::Cancelled);
        }
        let batch = batch?;
        for staged in batch.rows {
            commit.apply(staged)?;
        }
        let permille =
            u32::try_from(batch.bytes.saturating_mul(1000) / bytes.max(1)).unwrap_or(1000).min(1000);
        progress(Progress { rows: commit.result.rows, permille });
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
mod tests;
#[cfg(test)]
mod undo_tests;
