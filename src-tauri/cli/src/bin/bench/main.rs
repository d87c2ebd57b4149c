//! The project's figures as one table. Measures, asserts nothing.
//!
//! Encrypted stores in a temporary folder, seeded data, medians of several runs.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is what it is for")]

mod classify;
mod list;
mod machine;
mod paint;
mod reading;
mod seed;
mod sender;
mod table;

use std::path::Path;

/// Whatever ends a measurement ends the program.
pub(crate) type Fault = Box<dyn std::error::Error>;

const SMALL: u32 = 100_000;
const LARGE: u32 = 1_000_000;

fn main() -> Result<(), Fault> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => all(),
        // Started by itself, so that one import has the process to itself.
        ["import-alone", home, csv] => list::import_alone(Path::new(home), Path::new(csv)),
        _ => Err("bench takes no arguments".into()),
    }
}

fn all() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let (small, large) = (folder.path().join("small.csv"), folder.path().join("large.csv"));
    seed::write(&small, SMALL)?;
    seed::write(&large, LARGE)?;
    let mut table = table::Table::default();
    let shop = list::measure_import(folder.path(), &small, SMALL, &mut table)?;
    reading::measure_reach(&shop, SMALL, "50 ms or less", &mut table)?;
    reading::measure_parts(&shop, &mut table)?;
    drop(shop);
    sender::measure(folder.path(), &mut table)?;
    let shop = list::measure_memory(folder.path(), &large, LARGE, &mut table)?;
    reading::measure_reach(&shop, LARGE, "500 ms or less", &mut table)?;
    reading::measure_list(&shop, LARGE, &mut table)?;
    classify::measure(&mut table);
    paint::measure(&mut table);
    println!("{}\n\n{}", machine::named(), table.written());
    Ok(())
}
