//! The first look at a very large file: encoding, dialect, header, first rows, what the columns mean.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use counterbell_core::clock::{Clock, SystemClock};
use counterbell_core::contacts::import;

use crate::list::{new_shop, request};
use crate::table::{Table, millis};
use crate::{Fault, seed};

const BYTES: u64 = 500 * 1024 * 1024;
const ROWS: u32 = 100_000;
const RUNS: u32 = 5;

pub(crate) fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let path = folder.join("huge.csv");
    write(&path)?;
    let clock = SystemClock::default();
    let engine = new_shop(&folder.join("look"), Arc::new(SystemClock::default()))?;
    let request = request(&engine, &path);
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = clock.elapsed();
        import::look(engine.store(), &request, engine.now())?;
        times.push(clock.elapsed().saturating_sub(began));
    }
    table.add_runs("first look at a file of 500 MB", "1 s or less", times, millis);
    Ok(fs::remove_file(path)?)
}

/// The same rows over and over under one header, until the file is large enough.
fn write(path: &Path) -> Result<(), Fault> {
    let piece = path.with_extension("piece");
    seed::write(&piece, ROWS)?;
    let rows = fs::read(&piece)?;
    fs::remove_file(&piece)?;
    let header = rows.iter().position(|&b| b == b'\n').ok_or("a file without lines")? + 1;
    let (header, rows) = rows.split_at(header);
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(header)?;
    for _ in 0..=BYTES / rows.len() as u64 {
        file.write_all(rows)?;
    }
    Ok(file.flush()?)
}
