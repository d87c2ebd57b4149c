//! `import`: a customer export into contacts.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::NaiveDate;
use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::contacts::import::{
    self, Column, Damage, Declaration, Edit, ImportError, ImportResult, Progress, Remedy, Repairs, Request,
};
use counterbell_core::contacts::wire;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::shop;
use counterbell_core::wire::imports::{Basis, ConsentDeclaration};
use serde_json::{Value, json};

use crate::answer::{Answer, grouped, words};
use crate::args::{Declare, Import};
use crate::fault::Fault;

/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_secs(2);

pub(super) fn run(engine: &Engine, what: &Import, quiet: bool) -> Result<Answer, Problem> {
    let request = request(engine, what)?;
    if let Some(kind) = &what.rows_with {
        return rows_with(engine, &request, kind, what.offset);
    }
    let (store, now, never) = (engine.store(), engine.now(), AtomicBool::new(false));
    let columns = import::columns(store, &request, now)?;
    let result = match what.dry_run {
        true => import::preview(store, &request, now, &progress(quiet), &never)?.counts,
        false => import::commit(store, &request, now, &progress(quiet), &never)?,
    };
    Ok(answer(&result, &columns, &request.repairs, what.dry_run))
}

/// Rows of one page.
const PAGE: usize = 50;

fn rows_with(engine: &Engine, request: &Request, kind: &str, offset: usize) -> Result<Answer, Problem> {
    let known = Damage::of(kind).ok_or_else(|| ImportError::UnknownRepair(kind.into()))?;
    let page = import::rows_with(engine.store(), request, known, offset, PAGE, engine.now())?;
    let mut text = format!("row | {}\n", page.columns.join(" | "));
    for one in &page.rows {
        text.push_str(&format!(
            "{} | {}{}\n",
            one.row,
            one.cells.join(" | "),
            if one.mended { "  (mended)" } else { "" }
        ));
    }
    let rest = if page.more { "There are more: add --offset." } else { "That is all of them." };
    Ok(Answer::new(json!(page), format!("{text}{rest}")))
}

fn request(engine: &Engine, what: &Import) -> Result<Request, Problem> {
    let country = match &what.country {
        Some(country) => country.to_ascii_uppercase(),
        None => engine.store().read(shop::load)?.country,
    };
    let map = what.map.iter().map(|one| match one.rsplit_once('=') {
        Some((column, field)) => Ok((column.to_owned(), field.trim().to_owned())),
        None => Err(Fault::MapUnclear(one.clone())),
    });
    Ok(Request {
        path: what.file.clone(),
        default_country: country,
        declaration: declaration(what)?,
        map: map.collect::<Result<_, _>>()?,
        repairs: repairs(what)?,
        edits: what.edit.iter().map(|one| edit(one)).collect::<Result<_, _>>()?,
    })
}

fn repairs(what: &Import) -> Result<Repairs, ImportError> {
    Repairs::read(what.repair.iter().map(|one| one.split_once('=').unwrap_or((one, ""))))
}

/// `14:Phone=+12125550101`.
fn edit(text: &str) -> Result<Edit, Fault> {
    let parts = text.split_once(':').and_then(|(row, rest)| {
        let (column, text) = rest.split_once('=')?;
        Some(Edit { row: row.trim().parse().ok()?, column: column.into(), text: text.into() })
    });
    parts.ok_or(Fault::EditUnclear)
}

/// What the owner answers for the file, if anything was said of it: then where and when must be said, too.
fn declaration(what: &Import) -> Result<Option<Declaration>, Problem> {
    let (source, date, wording) = (&what.consent_source, &what.consent_date, &what.consent_wording);
    let basis = match what.declare {
        None if source.is_none() && date.is_none() && wording.is_none() => return Ok(None),
        Some(Declare::Unknown) => return Ok(None),
        Some(Declare::BoughtList) => return Ok(Some(Declaration::BoughtList)),
        None => Basis::Agreed,
        Some(Declare::TickedBox) => Basis::TickedBox,
        Some(Declare::Written) => Basis::Written,
        Some(Declare::Keyword) => Basis::Keyword,
        Some(Declare::Customers) => Basis::Customers,
    };
    let source = match basis {
        Basis::Customers => String::new(),
        _ => source.clone().ok_or(ImportError::ConsentWithoutSource)?,
    };
    let date = date.clone().ok_or(Fault::ConsentDateMissing)?;
    NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d").map_err(|_| Fault::ConsentNotADate)?;
    let wording = wording.clone().unwrap_or_default();
    Ok(Some(wire::declared(&ConsentDeclaration { basis, source, date, wording, scope: what.scope })?))
}

/// A line every two seconds for people; scripts want none.
fn progress(quiet: bool) -> impl Fn(Progress) {
    let clock = SystemClock::default();
    let next = std::cell::Cell::new(TELL_EVERY);
    move |step: Progress| {
        if !quiet && clock.elapsed() >= next.get() {
            next.set(clock.elapsed() + TELL_EVERY);
            eprintln!("{} rows read, {} %", grouped(step.rows), step.permille / 10);
        }
    }
}

/// One repair's line: how many rows have the problem still, how many are mended, by what, and what else could be done.
fn repair_json(kind: Damage, result: &ImportResult, repairs: &Repairs) -> Option<Value> {
    let of = |by: &std::collections::BTreeMap<String, u32>| by.get(kind.word()).copied().unwrap_or_default();
    let (count, mended) = (of(&result.damaged_by), of(&result.mended_by));
    let chosen = repairs.of(kind).map(Remedy::word);
    (count + mended > 0 || chosen.is_some()).then(|| {
        json!({ "kind": kind.word(), "count": count, "mended": mended, "chosen": chosen,
            "remedies": import::remedies(kind) })
    })
}

pub(super) fn json(result: &ImportResult, columns: &[Column], chosen: &Repairs) -> Value {
    let mapping: Vec<Value> = columns
        .iter()
        .map(|one| {
            json!({ "column": one.name, "field": one.field.id(), "certainty": one.certainty.word(),
                "candidates": one.candidates.iter().map(|field| field.id()).collect::<Vec<_>>() })
        })
        .collect();
    let repairs: Vec<Value> = Damage::all().filter_map(|kind| repair_json(kind, result, chosen)).collect();
    json!({
        "id": result.id, "rows": result.rows, "created": result.created, "updated": result.updated,
        "unchanged": result.unchanged, "rejected": result.rejected, "rejected_by": result.rejected_by,
        "updated_by": result.updated_by,
        "repairs": repairs,
        "met_suppressions": result.met_suppressions, "with_consent": result.with_consent, "mapping": mapping,
    })
}

pub(super) fn sentence(result: &ImportResult) -> String {
    let mut text = format!(
        "{} rows: {} created, {} updated, {} unchanged, {} rejected.\n",
        grouped(result.rows),
        grouped(result.created),
        grouped(result.updated),
        grouped(result.unchanged),
        grouped(result.rejected),
    );
    for (reason, count) in &result.rejected_by {
        text.push_str(&format!("  {count:>9}  {}\n", words(reason)));
    }
    for (field, count) in &result.updated_by {
        text.push_str(&format!("  {count:>9}  changed: {}\n", words(field)));
    }
    for (kind, count) in &result.damaged_by {
        text.push_str(&format!("  {count:>9}  worth mending: {}\n", words(kind)));
    }
    for (kind, count) in &result.mended_by {
        text.push_str(&format!("  {count:>9}  mended: {}\n", words(kind)));
    }
    text.push_str(&format!(
        "{} rows with consent on record, {} whose number must not be texted.\n",
        grouped(result.with_consent),
        grouped(result.met_suppressions)
    ));
    text
}

fn answer(result: &ImportResult, columns: &[Column], repairs: &Repairs, dry: bool) -> Answer {
    let used = columns.iter().filter(|one| one.field != import::Field::Ignore);
    let used: Vec<String> = used
        .map(|one| format!("{} = {} ({})", one.name, words(one.field.id()), one.certainty.word()))
        .collect();
    let head = if dry { "Nothing was written. Importing would do this:\n" } else { "" };
    Answer::new(
        json(result, columns, repairs),
        format!("{head}{}Columns: {}", sentence(result), used.join(", ")),
    )
}
