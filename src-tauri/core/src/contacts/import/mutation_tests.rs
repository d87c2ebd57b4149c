//! Every fixture, spoilt in many small ways: the reader answers with facts or a named fault, never with a panic.
//!
//! Deterministic, so that a failure can be repeated: file, round and seed stand in its message.

use csv::StringRecord;

use super::consent::Span;
use super::damage::Damages;
use super::fault::ImportError;
use super::mapping::Mapping;
use super::plan::Depth;
use super::read::{Met, Source};
use super::row::Facts;
use super::understand::Understanding;
use super::values::DayOrder;
use crate::error::Explain;
use crate::testing::monday_noon;

const ROUNDS: u64 = 24;

/// Pieces that files break at.
const PIECES: [&[u8]; 12] = [
    b"\"",
    b",",
    b"\r",
    b"\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b" ::: ",
    b"1.5551E+10",
    b"'",
    b"sep=;\n",
    b"\xe2\x28",
];

/// A small generator, the same on every machine (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides.max(1) as u64).unwrap()
    }
}

fn spoil(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.throw(4) {
        let at = dice.throw(bytes.len() + 1);
        let end = (at + dice.throw(24)).min(bytes.len());
        match dice.throw(5) {
            0 => drop(bytes.splice(at..at, PIECES[dice.throw(PIECES.len())].iter().copied())),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.truncate(at.max(1)),
            3 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.throw(8)),
        }
    }
}

/// Rows met; how many of them became people, further lines or rejects is their own affair.
fn read(path: &std::path::Path) -> Result<u32, ImportError> {
    let source = Source::look(path, Depth::Whole)?;
    let mut first = Vec::new();
    let (mut rows, mut record) = (source.rows()?, StringRecord::new());
    while first.len() < 20 && rows.next(&mut record)? == Met::Row {
        first.push(record.clone());
    }
    let mapping = Mapping::of(&source.dialect.columns, &first, "US", &[], &[])?;
    let span = Span { opened_on: None, now: monday_noon() };
    let mut understanding = Understanding::new(&mapping, "US", None, DayOrder::MonthFirst, span);
    let (mut rows, mut met) = (source.rows()?, 0);
    loop {
        let (facts, _): (Facts, Damages) = match rows.next(&mut record)? {
            Met::End => return Ok(met),
            Met::Garbled => (Facts::Rejected(super::row::Reason::GarbledText), Damages::default()),
            Met::Row => understanding.understood(&record),
        };
        if let Facts::Person(person) = facts {
            assert!(person.phone.e164.starts_with('+'), "a person without a number");
        }
        met += 1;
    }
}

#[test]
fn no_spoilt_file_makes_the_reader_panic() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("spoilt.csv");
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    let mut files: Vec<_> = std::fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 40, "fixtures are missing");
    let (mut readable, mut refused) = (0, 0);
    for (number, file) in files.iter().enumerate() {
        let whole = std::fs::read(file).unwrap();
        for round in 0..ROUNDS {
            let mut spoilt = whole.clone();
            spoil(&mut spoilt, &mut Dice(round << 16 | number as u64));
            std::fs::write(&path, &spoilt).unwrap();
            match std::panic::catch_unwind(|| read(&path)) {
                Ok(Ok(_)) => readable += 1,
                Ok(Err(fault)) => {
                    assert!(!fault.code().is_empty());
                    refused += 1;
                }
                Err(_) => panic!("{} in round {round}", file.display()),
            }
        }
    }
    assert!(
        readable > refused,
        "negative control: most spoilt files can still be read ({readable}, {refused})"
    );
}
