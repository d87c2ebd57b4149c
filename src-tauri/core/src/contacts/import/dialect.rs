//! Delimiter, title line and header, from the first part of a file's text.
//!
//! Pure: takes text, returns facts. Knows no field. Invariant: a row that holds
//! a number or an e-mail address is never taken for a header.

use csv::StringRecord;

/// How a file separates its cells, and where its rows begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    /// Records before the first row of data, the header included.
    pub(super) skip: usize,
    /// The header, or `Column 1`, `Column 2`, ... where there is none.
    pub(super) columns: Vec<String>,
    pub(super) has_header: bool,
}

/// What is read of the file's head, at most this many records.
const RECORDS: usize = 100;

impl Dialect {
    /// The most likely dialect of a file that begins with `head`.
    pub(super) fn of(head: &str) -> Self {
        let (told, head) = told_by_excel(head);
        let before = usize::from(told.is_some());
        let candidates = told.map_or_else(|| b",;\t|".to_vec(), |delimiter| vec![delimiter]);
        let (delimiter, records) = candidates
            .into_iter()
            .map(|delimiter| (delimiter, records(head, delimiter)))
            .rev()
            .max_by_key(|(_, records)| agreement(records))
            .unwrap_or((b',', Vec::new()));
        let width = usual_width(&records);
        let titles = records.iter().take(10).take_while(|record| is_title(record, width)).count();
        let first = records.get(titles);
        let has_header = first.is_some_and(|record| !record.iter().any(is_value));
        let columns = match first {
            Some(record) if has_header => named(record),
            Some(record) => (1..=record.len()).map(|n| format!("Column {n}")).collect(),
            None => Vec::new(),
        };
        Self { delimiter, skip: before + titles + usize::from(has_header), columns, has_header }
    }

    /// The delimiter's name.
    pub(super) fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            b';' => "semicolon",
            b'\t' => "tab",
            b'|' => "pipe",
            _ => "comma",
        }
    }
}

/// `sep=;` in the first line is Excel's own way to tell.
fn told_by_excel(head: &str) -> (Option<u8>, &str) {
    let line = head.lines().next().unwrap_or_default();
    match line.trim().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) if b",;\t|".contains(delimiter) => {
            (Some(*delimiter), head.get(line.len()..).unwrap_or_default().trim_start())
        }
        _ => (None, head),
    }
}

fn records(head: &str, delimiter: u8) -> Vec<StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(head.as_bytes());
    reader.records().take(RECORDS).filter_map(Result::ok).collect()
}

fn usual_width(records: &[StringRecord]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(StringRecord::len).collect();
    widths.sort_unstable();
    widths
        .chunk_by(|a, b| a == b)
        .max_by_key(|run| (run.len(), run.first().copied()))
        .and_then(|run| run.first().copied())
        .unwrap_or_default()
}

/// Rows of one width, in hundredths, then the width: a delimiter that splits every row alike wins.
fn agreement(records: &[StringRecord]) -> (bool, usize, usize) {
    let width = usual_width(records);
    let alike = records.iter().filter(|record| record.len() == width).count();
    (width > 1, alike * 20 / records.len().max(1), width)
}

fn is_title(record: &StringRecord, width: usize) -> bool {
    let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
    filled == 0 || (width > 1 && filled == 1)
}

/// A number or an address: what a row of data has and a header has not.
fn is_value(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.contains('@') || (digits >= 7 && !cell.chars().any(char::is_alphabetic))
}

/// Header names without surrounding space; a name that comes twice is numbered.
fn named(record: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    let mut seen = std::collections::HashMap::<String, u32>::new();
    for (at, cell) in record.iter().enumerate() {
        let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c.is_control());
        let name = if cell.is_empty() { format!("Column {}", at + 1) } else { cell.to_owned() };
        let times = seen.entry(name.clone()).and_modify(|times| *times += 1).or_insert(1);
        names.push(if *times == 1 { name } else { format!("{name} ({times})") });
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_delimiter_is_found() {
        for (head, name) in [
            ("Name,Phone\nAlice,1", "comma"),
            ("Name;Phone\n\"Alice, of New York\";1\nBob;2", "semicolon"),
            ("Name\tPhone\nAlice, B\t1\nBob, C\t2", "tab"),
            ("Name|Phone\nAlice|1", "pipe"),
            ("sep=;\r\nName;Phone\r\n", "semicolon"),
        ] {
            assert_eq!(Dialect::of(head).delimiter_name(), name, "{head}");
        }
    }

    #[test]
    fn a_title_line_above_the_header_is_passed_over() {
        let dialect = Dialect::of("Customers of March\n\nName,Phone\nAlice,1\nBob,2");
        assert_eq!((dialect.skip, dialect.columns.join("|").as_str()), (2, "Name|Phone"));
    }

    #[test]
    fn a_file_without_a_header_keeps_its_first_person() {
        let dialect = Dialect::of("Alice,+12125550101\nBob,+13125550102\n");
        assert_eq!((dialect.has_header, dialect.skip), (false, 0));
        assert_eq!(dialect.columns, ["Column 1", "Column 2"]);
    }

    #[test]
    fn a_plain_list_of_numbers_has_one_column() {
        assert_eq!(Dialect::of("Phone\n+12125550101\n+13125550102\n").columns, ["Phone"]);
    }

    #[test]
    fn a_name_that_comes_twice_is_numbered() {
        assert_eq!(Dialect::of("Phone,Phone\n1,2").columns, ["Phone", "Phone (2)"]);
    }
}
