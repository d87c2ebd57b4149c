//! The marks of a bought or scraped list.
//!
//! Pure. Knows no SQL and no person. Numbers reserved for fiction are left out
//! of every count: they stand side by side by design. Sources: RapidPro holds a
//! workspace at 250 numbers in a row; the other marks are what carriers' list
//! hygiene asks of senders.

use serde::{Deserialize, Serialize};

use super::numbers::is_fictional;

/// No mark that was found: the owner has said that the list was bought.
pub(super) const DECLARED: &str = "declared";
/// Lists of fewer real numbers are never judged.
const FEWEST: u32 = 20;
/// Numbers that follow on each other by one, at least this many, are a run.
const RUN: u32 = 5;
/// So many numbers in runs are a mark whatever the list's size, if they are this share of it, in percent.
const MANY_IN_RUNS: (u32, u32) = (250, 5);

/// One mark: how many of how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// `consecutive`, `one_area`, `no_names`, `no_source`, `many_invalid`, or [`DECLARED`].
    pub mark: String,
    /// So many bear it.
    pub count: u32,
    /// Of so many.
    pub of: u32,
}

/// What is gathered of a list, one person at a time.
#[derive(Debug, Default, Clone)]
pub(super) struct Batch {
    numbers: Vec<u64>,
    nameless: u32,
    sourceless: u32,
}

impl Batch {
    /// One person of the list.
    pub(super) fn met(&mut self, e164: &str, named: bool, sourced: bool) {
        if is_fictional(e164) {
            return;
        }
        self.numbers.push(e164.trim_start_matches('+').parse().unwrap_or_default());
        self.nameless += u32::from(!named);
        self.sourceless += u32::from(!sourced);
    }

    /// The marks of the list, if together they are those of a bought one. `rows` of the file, of which `invalid`
    /// held a number that cannot exist.
    pub(super) fn verdict(mut self, rows: u32, invalid: u32) -> Option<Vec<Mark>> {
        let people = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        if people < FEWEST {
            return None;
        }
        self.numbers.sort_unstable();
        let in_runs = in_runs(&self.numbers);
        let area = largest_area(&self.numbers);
        let share = |count: u32, percent: u32, of: u32| {
            of > 0 && u64::from(count) * 100 >= u64::from(of) * u64::from(percent)
        };
        let mark = |mark: &str, count, of| Mark { mark: mark.into(), count, of };
        let runs = in_runs >= FEWEST && share(in_runs, 30, people)
            || in_runs >= MANY_IN_RUNS.0 && share(in_runs, MANY_IN_RUNS.1, people);
        let weak = [
            share(area, 95, people).then(|| mark("one_area", area, people)),
            share(self.nameless, 80, people).then(|| mark("no_names", self.nameless, people)),
            share(self.sourceless, 90, people).then(|| mark("no_source", self.sourceless, people)),
            share(invalid, 15, rows).then(|| mark("many_invalid", invalid, rows)),
        ];
        let weak: Vec<Mark> = weak.into_iter().flatten().collect();
        let bought = weak.len() >= 3 || runs && (!weak.is_empty() || share(in_runs, 50, people));
        bought.then(|| runs.then(|| mark("consecutive", in_runs, people)).into_iter().chain(weak).collect())
    }
}

/// How many of the sorted numbers stand in runs.
fn in_runs(sorted: &[u64]) -> u32 {
    let (mut total, mut run) = (0, 1);
    for pair in sorted.windows(2) {
        if matches!(pair, [a, b] if a + 1 == *b) {
            run += 1;
        } else {
            total += if run >= RUN { run } else { 0 };
            run = 1;
        }
    }
    total + if run >= RUN { run } else { 0 }
}

/// How many of the sorted numbers share the most frequent area: for +1 its area code, elsewhere the first four digits.
fn largest_area(sorted: &[u64]) -> u32 {
    let (mut largest, mut count, mut before) = (0, 0, 0);
    for number in sorted {
        let area = area(*number);
        count = if area == before { count + 1 } else { 1 };
        before = area;
        largest = largest.max(count);
    }
    largest
}

fn area(number: u64) -> u64 {
    let mut start = number;
    while start >= 10_000 {
        start /= 10;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are valid by their look; nobody is texted here.
    fn batch(numbers: impl Iterator<Item = u64>, named: bool, sourced: bool) -> Batch {
        let mut batch = Batch::default();
        numbers.for_each(|n| batch.met(&format!("+{n}"), named, sourced));
        batch
    }

    fn marks(verdict: Option<Vec<Mark>>) -> String {
        verdict
            .unwrap_or_default()
            .iter()
            .map(|one| format!("{} {}/{}", one.mark, one.count, one.of))
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn numbers_in_a_row_give_a_list_away() {
        let row = batch(12_125_551_000..12_125_551_100, true, true);
        assert_eq!(marks(row.verdict(100, 0)), "consecutive 100/100, one_area 100/100");
    }

    #[test]
    fn three_weak_marks_give_a_list_away_and_two_do_not() {
        let apart = || (0..60).map(|n| 12_125_551_000 + n * 7);
        assert_eq!(
            marks(batch(apart(), false, false).verdict(60, 0)),
            "one_area 60/60, no_names 60/60, no_source 60/60"
        );
        assert_eq!(
            marks(batch(apart(), true, false).verdict(100, 40)),
            "one_area 60/60, no_source 60/60, many_invalid 40/100"
        );
        assert_eq!(batch(apart(), true, false).verdict(60, 0), None, "a local shop's own list");
    }

    #[test]
    fn a_few_numbers_and_numbers_of_fiction_are_never_judged() {
        assert_eq!(batch(12_125_551_000..12_125_551_019, false, false).verdict(19, 0), None);
        assert_eq!(batch(12_125_550_100..12_125_550_200, false, false).verdict(100, 0), None);
    }
}
