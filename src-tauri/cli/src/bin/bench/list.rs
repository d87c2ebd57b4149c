//! Importing: how fast, and in how much memory.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::Days;
use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::consent::{Method, Scope};
use counterbell_core::contacts::import::{self, Agreement, Declaration, Request};
use counterbell_core::doors;
use counterbell_core::engine::Engine;
use counterbell_core::shop::Shop;
use counterbell_core::store::{Device, KeySource, Store, StoreKind};

use crate::table::{Table, grouped, median};
use crate::{Fault, machine};

const RUNS: u32 = 3;

/// An empty shop; its key lies beside it.
pub(crate) fn new_shop(home: &Path, clock: Arc<dyn Clock>) -> Result<Engine, Fault> {
    let shop = Shop::new("Maple & Pine", "US", "USD")?;
    let (key, device) = (KeySource::File(home.with_extension("key")), home.with_extension("device"));
    doors::make_shop(home, &shop, StoreKind::Shop, &key, &Device::at(device), &clock)
        .map_err(|problem| problem.message.into())
}

/// Imports a file into a shop as its owner would: with consent answered for.
pub(crate) fn import(engine: &Engine, csv: &Path) -> Result<Duration, Fault> {
    let (clock, now) = (SystemClock::default(), engine.now());
    let request = Request {
        declaration: Some(Declaration::Agreed(Agreement {
            method: Method::ExpressWritten,
            source: "checkout".into(),
            date: now.date_naive().checked_sub_days(Days::new(90)).unwrap_or_default(),
            wording: "Text me offers from Maple & Pine. Reply STOP to end.".into(),
            scope: Scope::Promotional,
        })),
        ..Request::of(csv.into(), "US")
    };
    import::commit(engine.store(), &request, now, &|_| {}, &AtomicBool::new(false))?;
    Ok(clock.elapsed())
}

/// Rows a second into a fresh store; answers the last one.
pub(crate) fn measure_import(
    folder: &Path,
    csv: &Path,
    rows: u32,
    table: &mut Table,
) -> Result<Engine, Fault> {
    let (mut times, mut last) = (Vec::new(), None);
    for run in 0..RUNS {
        let engine = new_shop(&folder.join(format!("import-{run}")), Arc::new(SystemClock::default()))?;
        times.push(import(&engine, csv)?);
        last = Some(engine);
    }
    let per_second = f64::from(rows) / median(times).as_secs_f64();
    let what = format!("import of {} rows, encrypted", grouped(rows.into()));
    table.add(what, "40,000 rows/s or more", format!("{} rows/s", grouped(per_second)));
    last.ok_or_else(|| "no run".into())
}

/// Peak memory of an import in a process of its own; answers the shop it filled.
pub(crate) fn measure_memory(
    folder: &Path,
    csv: &Path,
    rows: u32,
    table: &mut Table,
) -> Result<Engine, Fault> {
    let home = folder.join("large");
    let child = Command::new(std::env::current_exe()?).arg("import-alone").args([&home, csv]).output()?;
    if !child.status.success() {
        return Err(String::from_utf8_lossy(&child.stderr).into_owned().into());
    }
    let said = String::from_utf8(child.stdout)?;
    let (memory, seconds) = said.trim().split_once(' ').ok_or("the import said nothing")?;
    let what = format!("peak memory of an import of {} rows", grouped(rows.into()));
    table.add(what, "under 400 MB", format!("{memory} (in {seconds} s)"));
    fs::remove_file(csv)?;
    let clock = Arc::new(SystemClock::default());
    let store = Store::open(&home, &KeySource::File(home.with_extension("key")), clock.now())?;
    Ok(Engine::new(store, clock))
}

/// The child: imports, then says its peak memory and its seconds.
pub(crate) fn import_alone(home: &Path, csv: &Path) -> Result<(), Fault> {
    let engine = new_shop(home, Arc::new(SystemClock::default()))?;
    let time = import(&engine, csv)?;
    let memory = machine::peak_megabytes().map_or_else(|| "not-told".into(), |mb| format!("{mb:.0}\u{a0}MB"));
    println!("{memory} {:.1}", time.as_secs_f64());
    Ok(())
}
