//! Invented customers: the same file every time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use counterbell_core::contacts::phone;

use crate::Fault;

const FIRST: [&str; 8] = ["Alice", "Bob", "Carla", "Dave", "José", "Ling", "Mary Ann", ""];
const PLACES: [(&str, &str, &str); 5] = [
    ("Oakland", "CA", "94607"),
    ("New York", "NY", "10001"),
    ("Chicago", "IL", "60601"),
    ("Austin", "TX", "73301"),
    ("Zürich Lake", "IL", "60047"),
];

/// Writes an export of this many rows: one in a hundred unusable, one in fifty a number seen before, one in five without consent.
pub(crate) fn write(path: &Path, rows: u32) -> Result<(), Fault> {
    let areas = area_codes();
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(
        file,
        "First Name,Last Name,Email,Default Address City,Default Address Province Code,\
Default Address Country Code,Default Address Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags"
    )?;
    let mut dice = Dice(42);
    for n in 0..rows {
        let number = match dice.roll(100) {
            0 => "not a number".into(),
            1 | 2 => number(&areas, dice.roll(n.max(1))),
            _ => number(&areas, n),
        };
        let (city, region, zip) = pick(&PLACES, dice.roll(5)).unwrap_or(("", "", ""));
        let (first, yes) =
            (pick(&FIRST, dice.roll(8)).unwrap_or(""), if dice.roll(5) == 0 { "no" } else { "yes" });
        let (spent, orders) = (dice.roll(90_000), dice.roll(12));
        let tags = pick(&["", "", "vip", "\"vip, local\""], dice.roll(4)).unwrap_or("");
        writeln!(
            file,
            "{first},Example{n},c{n}@example.com,{city},{region},US,{zip},{number},{yes},{}.{:02},{orders},{tags}",
            spent / 100,
            spent % 100
        )?;
    }
    Ok(file.flush()?)
}

/// Every area code that exists, ten thousand numbers each.
fn area_codes() -> Vec<u32> {
    let exists = |code: &u32| phone::normalise(&format!("+1{code}5550100"), "US").is_ok();
    (201..990).filter(exists).collect()
}

fn number(areas: &[u32], n: u32) -> String {
    let at = usize::try_from(n).unwrap_or_default() % areas.len().max(1);
    let area = areas.get(at).copied().unwrap_or(212);
    // Scattered: a list of numbers in a row would be held as a bought one.
    let place = u64::from(n) / areas.len().max(1) as u64 * 7919 % 10_000;
    format!("+1{area}555{place:04}")
}

fn pick<T: Copy>(from: &[T], at: u32) -> Option<T> {
    from.get(usize::try_from(at).ok()?).copied()
}

/// A short sequence that every run repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap_or_default() % sides
    }
}
