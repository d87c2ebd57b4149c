//! Rows, streamed: decoded, bounded, never shifted.
//!
//! Owns reading. Knows no field. Invariants: memory does not grow with the
//! file; an unclosed quotation mark ends in a named fault, not in a huge cell.

use std::cell::Cell;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use csv::StringRecord;
use encoding_rs::{CoderResult, Decoder};

use super::dialect::Dialect;
use super::fault::ImportError;
use super::plan::Depth;
use super::sniff::{self, LONGEST_CELL, MOST_COLUMNS, Text};

const BUFFER: usize = 128 * 1024;
/// What one record may take before it must have ended, in bytes of UTF-8.
const LONGEST_RECORD: usize = 4 * 1024 * 1024;
/// What the dialect is judged by, in bytes of UTF-8.
const HEAD: usize = 64 * 1024;

/// A file understood well enough to read its rows.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) path: std::path::PathBuf,
    pub(super) text: Text,
    pub(super) dialect: Dialect,
}

/// The beginning of the text. The decoder is never offered less room than a whole character needs.
fn head_of(mut decoded: impl Read) -> std::io::Result<Vec<u8>> {
    let (mut head, mut filled) = (vec![0; HEAD], 0);
    while let Some(room) = head.get_mut(filled..).filter(|room| room.len() >= 16) {
        match decoded.read(room)? {
            0 => break,
            count => filled += count,
        }
    }
    head.truncate(filled);
    Ok(head)
}

impl Source {
    /// Looks at a file without believing a row of it.
    pub(super) fn look(path: &Path, depth: Depth) -> Result<Self, ImportError> {
        let text = sniff::text(path, depth)?;
        let head = head_of(Decoded::open(path, text)?).map_err(ImportError::Unreadable)?;
        let dialect = Dialect::of(&String::from_utf8_lossy(&head));
        if dialect.columns.len() > MOST_COLUMNS {
            return Err(ImportError::TooManyColumns);
        }
        if dialect.columns.is_empty() {
            return Err(ImportError::Empty);
        }
        Ok(Self { path: path.to_owned(), text, dialect })
    }

    /// The rows of data, from the first.
    pub(super) fn rows(&self) -> Result<Rows, ImportError> {
        let decoded = Decoded::open(&self.path, self.text)?;
        let (budget, read, last_mark) =
            (decoded.budget.clone(), decoded.read.clone(), decoded.last_mark.clone());
        let csv = csv::ReaderBuilder::new()
            .delimiter(self.dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(decoded);
        let mut rows = Rows { csv, budget, read, last_mark, row: 0, many_lines: false };
        let mut passed = StringRecord::new();
        for _ in 0..self.dialect.skip {
            rows.next(&mut passed)?;
        }
        Ok(rows)
    }
}

/// What a record turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// A row, now in the record.
    Row,
    /// A row that is not text in the file's encoding.
    Garbled,
    /// Nothing more.
    End,
}

/// A file's records in order.
pub(super) struct Rows {
    csv: csv::Reader<Decoded>,
    budget: Rc<Cell<usize>>,
    read: Rc<Cell<u64>>,
    last_mark: Rc<Cell<u8>>,
    row: u32,
    /// Whether the last cell of the last record has several lines, so that it stood in quotation marks.
    many_lines: bool,
}

impl Rows {
    /// Reads the next record into `record`.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Met, ImportError> {
        self.budget.set(LONGEST_RECORD + BUFFER);
        self.row += 1;
        match self.csv.read_record(record) {
            Ok(false) => Ok(Met::End),
            Ok(true) if record.iter().any(|cell| cell.len() > LONGEST_CELL) => Err(self.too_long()),
            Ok(true) => {
                self.many_lines = record.iter().next_back().is_some_and(|cell| cell.contains('\n'));
                Ok(Met::Row)
            }
            Err(fault) => match fault.into_kind() {
                csv::ErrorKind::Utf8 { .. } => Ok(Met::Garbled),
                csv::ErrorKind::Io(fault) if fault.kind() != std::io::ErrorKind::FileTooLarge => {
                    Err(ImportError::Unreadable(fault))
                }
                _ => Err(self.too_long()),
            },
        }
    }

    /// At the end: whether the file broke off inside a quotation.
    pub(super) fn ended_within_quotes(&self) -> bool {
        self.many_lines && self.last_mark.get() != b'"'
    }

    /// The row as a spreadsheet numbers it: the header is row 1.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// Bytes of the file read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.read.get()
    }

    fn too_long(&self) -> ImportError {
        ImportError::CellTooLong { row: self.row }
    }
}

/// A file as UTF-8.
struct Decoded {
    file: File,
    decoder: Decoder,
    raw: Vec<u8>,
    from: usize,
    to: usize,
    ended: bool,
    /// The decoder has given its last; it must not be asked again.
    finished: bool,
    budget: Rc<Cell<usize>>,
    read: Rc<Cell<u64>>,
    /// The last byte so far that is no white space.
    last_mark: Rc<Cell<u8>>,
}

impl Decoded {
    fn open(path: &Path, text: Text) -> Result<Self, ImportError> {
        Ok(Self {
            file: sniff::open(path)?,
            decoder: text.encoding.new_decoder_with_bom_removal(),
            raw: vec![0; BUFFER],
            from: 0,
            to: 0,
            ended: false,
            finished: false,
            budget: Rc::new(Cell::new(usize::MAX)),
            read: Rc::default(),
            last_mark: Rc::default(),
        })
    }

    fn refill(&mut self) -> std::io::Result<()> {
        self.to = self.file.read(&mut self.raw)?;
        self.from = 0;
        self.ended = self.to == 0;
        self.read.set(self.read.get() + self.to as u64);
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while !self.finished {
            if self.from == self.to && !self.ended {
                self.refill()?;
            }
            let raw = self.raw.get(self.from..self.to).unwrap_or_default();
            let (state, read, written, _) = self.decoder.decode_to_utf8(raw, out, self.ended);
            self.from += read;
            self.finished = self.ended && state == CoderResult::InputEmpty;
            let mark = out.get(..written).and_then(|out| out.iter().rfind(|b| !b.is_ascii_whitespace()));
            self.last_mark.set(mark.copied().unwrap_or(self.last_mark.get()));
            let left = self.budget.get().checked_sub(written).ok_or(std::io::ErrorKind::FileTooLarge)?;
            self.budget.set(left);
            match state {
                _ if written > 0 => return Ok(written),
                CoderResult::OutputFull => return Err(std::io::ErrorKind::WriteZero.into()),
                CoderResult::InputEmpty => {}
            }
        }
        Ok(0)
    }
}
