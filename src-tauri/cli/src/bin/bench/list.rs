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

use crate::table::{Table, grouped, rate};
use crate::{Fault, machine};

const RUNS: u32 = 5;

/// An empty shop; its key lies beside it.
pub(crate) fn new_shop(home: &Path, clock: Arc<dyn Clock>) -> Result<Engine, Fault> {
    let shop = Shop::new("Maple & Pine", "US", "USD")?;
    let (key, device) = (KeySource::File(home.with_extension("key")), home.with_extension("device"));
    doors::make_shop(home, &shop, StoreKind::Shop, &key, &Device::at(device), &clock)
        .map_err(|problem| problem.message.into())
}

/// What an owner asks for who answers for the consent of a file.
pub(crate) fn request(engine: &Engine, csv: &Path) -> Request {
    Request {
        declaration: Some(Declaration::Agreed(Agreement {
            method: Method::ExpressWritten,
            source: "checkout".into(),
            date: engine.now().date_naive().checked_sub_days(Days::new(90)).unwrap_or_default(),
            wording: "Text me offers from Maple & Pine. Reply STOP to end.".into(),
            scope: Scope::Promotional,
        })),
        ..Request::of(csv.into(), "US")
    }
}

/// Imports a file into a shop as its owner would.
pub(crate) fn import(engine: &Engine, csv: &Path) -> Result<Duration, Fault> {
    let (clock, busy) = (SystemClock::default(), machine::busy_seconds());
    import::commit(engine.store(), &request(engine, csv), engine.now(), &|_| {}, &AtomicBool::new(false))?;
    let time = clock.elapsed();
    machine::say_busy("import", busy);
    Ok(time)
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
    let what = format!("import of {} rows with ledger and outcomes", grouped(rows.into()));
    table.add_runs(what, "40,000 rows/s or more", times, rate(rows, "rows"));
    last.ok_or_else(|| "no run".into())
}

/// Speed and peak memory of imports in processes of their own; answers the last shop filled.
pub(crate) fn measure_large_import(
    folder: &Path,
    csv: &Path,
    (rows, runs): (u32, u32),
    table: &mut Table,
) -> Result<Engine, Fault> {
    let (mut times, mut memories, mut home) = (Vec::new(), Vec::new(), folder.join("large-0"));
    for run in 0..runs {
        if run > 0 {
            fs::remove_dir_all(&home)?;
        }
        home = folder.join(format!("large-{run}"));
        let (memory, time) = imported_alone(&home, csv)?;
        times.push(time);
        memories.push(memory);
    }
    let many = grouped(rows.into());
    table.add_runs(format!("import of {many} rows"), "60,000 rows/s or more", times, rate(rows, "rows"));
    memories.sort_unstable();
    if let (Some(least), Some(most)) = (memories.first(), memories.last()) {
        let spread = format!("{runs}: {least} to {most} MB");
        table.add("most memory of that import", "under 300 MB", format!("{most} MB"), &spread);
    }
    let clock = Arc::new(SystemClock::default());
    let store = Store::open(&home, &KeySource::File(home.with_extension("key")), clock.now())?;
    Ok(Engine::new(store, clock))
}

/// Peak memory in MB and time of one import.
fn imported_alone(home: &Path, csv: &Path) -> Result<(u32, Duration), Fault> {
    let child = Command::new(std::env::current_exe()?).arg("import-alone").args([home, csv]).output()?;
    let heard = String::from_utf8_lossy(&child.stderr).into_owned();
    if !child.status.success() {
        return Err(heard.into());
    }
    eprint!("{heard}");
    let said = String::from_utf8(child.stdout)?;
    let (memory, micros) = said.trim().split_once(' ').ok_or("the import said nothing")?;
    Ok((memory.parse()?, Duration::from_micros(micros.parse()?)))
}

/// The child: imports, then says its peak memory in MB and its time in microseconds.
pub(crate) fn import_alone(home: &Path, csv: &Path) -> Result<(), Fault> {
    let engine = new_shop(home, Arc::new(SystemClock::default()))?;
    let time = import(&engine, csv)?;
    println!("{:.0} {}", machine::peak_megabytes().unwrap_or_default(), time.as_micros());
    Ok(())
}
