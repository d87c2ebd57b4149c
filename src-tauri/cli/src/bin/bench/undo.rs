//! Taking an import back.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::contacts::import;
use counterbell_core::engine::Engine;
use counterbell_core::ids::ImportId;

use crate::list::{import as import_file, new_shop};
use crate::table::{Table, grouped, millis};
use crate::{Fault, machine};

const RUNS: u32 = 3;

/// An import that brought everybody, taken back as a whole.
pub(crate) fn measure(folder: &Path, csv: &Path, rows: u32, table: &mut Table) -> Result<(), Fault> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        let engine = new_shop(&folder.join(format!("undo-{run}")), Arc::new(SystemClock::default()))?;
        import_file(&engine, csv)?;
        times.push(undone(&engine)?);
    }
    let what = format!("undo of an import of {} rows", grouped(rows.into()));
    table.add_runs(what, "5 s or less", times, millis);
    Ok(())
}

fn undone(engine: &Engine) -> Result<Duration, Fault> {
    let (clock, busy) = (SystemClock::default(), machine::busy_seconds());
    import::undo(engine.store(), ImportId(1), engine.now())?;
    let time = clock.elapsed();
    machine::say_busy("undo", busy);
    Ok(time)
}
