//! Measures the import on a made-up list: `import_speed [ROWS]`.
//!
//! Prints rows a second and the peak of memory, for an empty store and for the
//! same file once more. Seeded: the same rows every time.
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use counterbell_core::clock::Timestamp;
use counterbell_core::consent::{Method, Scope};
use counterbell_core::contacts::import::{self, Agreement, Declaration, Request};
use counterbell_core::contacts::phone;
use counterbell_core::store::{KeySource, Store, StoreKey, StoreKind};

/// Area codes of the lower 48, enough for a million numbers.
const AREAS: [u32; 20] =
    [212, 312, 310, 415, 305, 617, 713, 206, 602, 404, 303, 214, 215, 702, 503, 612, 314, 615, 504, 801];

fn main() {
    let rows: u32 = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("customers.csv");
    write_list(&path, rows);
    normalising(rows.min(200_000));
    let now: Timestamp = "2026-03-02T18:00:00Z".parse().unwrap();
    let source = KeySource::Given(StoreKey::random().unwrap());
    let store = Store::create(&folder.path().join("home"), &source, StoreKind::Shop, now).unwrap();
    let request = Request {
        declaration: Some(Declaration::Agreed(Agreement {
            method: Method::ExpressWritten,
            source: "checkout".into(),
            date: "2026-01-05".parse().unwrap(),
            wording: "Text me offers".into(),
            scope: Scope::Promotional,
        })),
        ..Request::of(path, "US")
    };
    for turn in ["first", "again"] {
        let (started, busy) = (Instant::now(), busy_seconds());
        let result = import::commit(&store, &request, now, &|_| {}, &AtomicBool::new(false)).unwrap();
        let seconds = started.elapsed().as_secs_f64();
        println!(
            "{turn}: {} rows in {seconds:.2} s, {:.0} rows/s; created {}, unchanged {}, with consent {}; writer busy {:.2} s; peak memory {} MB",
            result.rows,
            f64::from(result.rows) / seconds,
            result.created,
            result.unchanged,
            result.with_consent,
            busy_seconds() - busy,
            peak_megabytes(),
        );
    }
}

fn normalising(rows: u32) {
    let numbers: Vec<String> = (0..rows).map(number).collect();
    phone::normalise("+12125550101", "US").unwrap();
    let started = Instant::now();
    let valid = numbers.iter().filter(|number| phone::normalise(number, "US").is_ok()).count();
    println!(
        "normalise: {valid} of {rows} valid, {:.0} a second on one core",
        f64::from(rows) / started.elapsed().as_secs_f64()
    );
}

fn write_list(path: &std::path::Path, rows: u32) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let header = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,\
        Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,\
        Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,\
        Total Orders,Note,Tax Exempt,Tags";
    writeln!(file, "{header}").unwrap();
    let mut line = String::new();
    for row in 0..rows {
        line.clear();
        let consent = if row % 10 < 7 { "yes" } else { "no" };
        let tags = ["", "vip", "vip, newsletter", "wholesale"][(row % 4) as usize];
        write!(
            line,
            "'{row:013},Alice{},Example{},alice{row}@example.com,yes,,{} Main Street,,New York,NY,US,'10001,,{},{consent},{}.50,{},,no,\"{tags}\"",
            row % 997, row % 4999, row % 300, number(row), row % 700, row % 9,
        ).unwrap();
        writeln!(file, "{line}").unwrap();
    }
}

/// A number nobody else in the list has, in one of three spellings.
fn number(row: u32) -> String {
    let area = AREAS[(row as usize) % AREAS.len()];
    let rest = row / 20;
    let (exchange, line) = (200 + (rest / 10_000) * 7 % 800, rest % 10_000);
    match row % 3 {
        0 => format!("'+1{area}{exchange}{line:04}"),
        1 => format!("({area}) {exchange}-{line:04}"),
        _ => format!("+1 {area} {exchange} {line:04}"),
    }
}

/// How long this thread has been on a processor: the time without the neighbours' share. 0 where not told.
fn busy_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|nanos| nanos.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

/// The most memory this process has held; 0 where the system does not tell.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or_default() / 1024
}
