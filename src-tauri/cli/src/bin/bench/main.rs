//! The project's figures as one table. Measures, asserts nothing.
//!
//! Encrypted stores in a temporary folder, seeded data, medians of several runs.
//! Words name the groups to measure (`bench import sender`); none means all. `once` beside them imports the large
//! file once instead of several times.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is what it is for")]

mod classify;
mod list;
mod look;
mod machine;
mod paint;
mod plan;
mod reading;
mod seed;
mod sender;
mod table;
mod undo;

use std::path::Path;

use crate::table::Table;

/// Whatever ends a measurement ends the program.
pub(crate) type Fault = Box<dyn std::error::Error>;

const SMALL: u32 = 100_000;
const LARGE: u32 = 1_000_000;
const GROUPS: [&str; 8] = ["import", "small", "sender", "look", "large", "once", "rules", "paint"];
const LARGE_RUNS: u32 = 3;

fn main() -> Result<(), Fault> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        // Started by itself, so that one import has the process to itself.
        ["import-alone", home, csv] => list::import_alone(Path::new(home), Path::new(csv)),
        ["pace-alone", home] => sender::pace_alone(Path::new(home)),
        groups if groups.iter().all(|group| GROUPS.contains(group)) => {
            let large_runs = if groups.contains(&"once") { 1 } else { LARGE_RUNS };
            all(large_runs, |group| groups.is_empty() || groups.contains(&group))
        }
        _ => Err(format!("bench measures {}; nothing named means all", GROUPS.join(", ")).into()),
    }
}

fn all(large_runs: u32, wanted: impl Fn(&str) -> bool) -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let mut table = Table::default();
    if wanted("import") || wanted("small") {
        small(folder.path(), &wanted, &mut table)?;
    }
    if wanted("sender") {
        sender::measure(folder.path(), &mut table)?;
    }
    if wanted("look") {
        look::measure(folder.path(), &mut table)?;
    }
    if wanted("large") {
        large(folder.path(), large_runs, &mut table)?;
    }
    if wanted("rules") {
        plan::measure(&mut table)?;
        classify::measure(&mut table);
    }
    if wanted("paint") {
        paint::measure(&mut table);
    }
    println!("{}\n\n{}", machine::named(), table.written());
    Ok(())
}

fn small(folder: &Path, wanted: &impl Fn(&str) -> bool, table: &mut Table) -> Result<(), Fault> {
    let csv = folder.join("small.csv");
    seed::write(&csv, SMALL)?;
    let shop = list::measure_import(folder, &csv, SMALL, table)?;
    if wanted("small") {
        reading::measure_reach(&shop, SMALL, "50 ms or less", table)?;
        reading::measure_parts(&shop, table)?;
        drop(shop);
        undo::measure(folder, &csv, SMALL, table)?;
    }
    Ok(())
}

fn large(folder: &Path, runs: u32, table: &mut Table) -> Result<(), Fault> {
    let csv = folder.join("large.csv");
    seed::write(&csv, LARGE)?;
    let shop = list::measure_large_import(folder, &csv, (LARGE, runs), table)?;
    std::fs::remove_file(&csv)?;
    reading::measure_reach(&shop, LARGE, "500 ms or less", table)?;
    reading::measure_list(&shop, LARGE, table)
}
