//! A file looked at and understood, before any row of it is applied.

use chrono::NaiveDate;
use csv::StringRecord;

use super::consent::Span;
use super::edit::Edits;
use super::fault::ImportError;
use super::field::Field;
use super::mapping::Mapping;
use super::read::{Met, Source};
use super::remembered::{self, Fingerprint};
use super::request::{Look, Request};
use super::understand::{DATED, Understanding};
use super::values::{DayOrder, OrderCertainty};
use super::walk::Walk;
use crate::clock::Timestamp;
use crate::contacts::phone;
use crate::shop;
use crate::store::{Store, StoreError};

/// Rows by which columns are judged.
const JUDGED_ROWS: usize = 300;
/// Rows shown before anything is written.
const SHOWN_ROWS: usize = 5;
/// What is shown of one cell, in characters.
const SHOWN_OF_CELL: usize = 200;

/// How much of a file is read before its encoding is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Its head: for a first look, whatever the file's size.
    Head,
    /// All of it: for everything that counts or writes.
    Whole,
}

/// A file looked at and understood.
pub(super) struct Plan {
    pub(super) source: Source,
    pub(super) mapping: Mapping,
    order: DayOrder,
    /// How the order of day and month is known from the file.
    order_certainty: OrderCertainty,
    /// The header, told apart from others; `None` where there is none.
    pub(super) header: Option<Fingerprint>,
    /// The shop's first day, where it is known.
    opened_on: Option<NaiveDate>,
    pub(super) file_name: String,
    first_rows: Vec<StringRecord>,
    pub(super) edits: Edits,
}

impl Plan {
    pub(super) fn of(
        store: &Store,
        request: &Request,
        now: Timestamp,
        depth: Depth,
    ) -> Result<Self, ImportError> {
        let country = request.default_country.as_str();
        if !phone::is_country(country) {
            return Err(ImportError::UnknownCountry(country.into()));
        }
        if let Some(declaration) = &request.declaration {
            declaration.examine(now)?;
        }
        let source = Source::look(&request.path, depth)?;
        let first_rows = first_rows(&source)?;
        if first_rows.is_empty() {
            return Err(ImportError::NoRows);
        }
        let header = remembered::fingerprint(&source.dialect);
        let (remembered, opened_on) = store.read(|connection| {
            let remembered = header.map(|header| remembered::recall(connection, header)).transpose()?;
            Ok::<_, StoreError>((remembered.unwrap_or_default(), shop::opened_on(connection)?))
        })?;
        let mapping = Mapping::of(&source.dialect.columns, &first_rows, country, &remembered, &request.map)?;
        let columns: Vec<usize> = DATED.into_iter().flat_map(|field| mapping.at(field)).collect();
        let cells = first_rows.iter().flat_map(|row| columns.iter().filter_map(|&at| row.get(at)));
        let (order, order_certainty) = DayOrder::of(cells, country);
        let order = request.repairs.day_order().unwrap_or(order);
        let file_name =
            request.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let edits = Edits::of(&request.edits, mapping.columns.iter().map(|column| column.name.as_str()))?;
        Ok(Self { source, mapping, order, order_certainty, header, opened_on, file_name, first_rows, edits })
    }

    pub(super) fn header(&self) -> Vec<&str> {
        self.mapping.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// The file's rows from the first, with what the owner chose.
    pub(super) fn walk<'a>(&'a self, request: &'a Request, now: Timestamp) -> Result<Walk<'a>, ImportError> {
        let span = Span { opened_on: self.opened_on, now };
        let declared = request.declaration.as_ref();
        let understanding =
            Understanding::new(&self.mapping, &request.default_country, declared, self.order, span)
                .repairing(&request.repairs, self.order_certainty);
        Ok(Walk::new(self.source.rows()?, understanding, &self.edits))
    }

    pub(super) fn look(self) -> Look {
        let cells =
            |row: &StringRecord| row.iter().map(|cell| cell.chars().take(SHOWN_OF_CELL).collect()).collect();
        let says = [Field::SmsConsent, Field::ConsentDate];
        Look {
            file_name: self.file_name,
            tool: self.mapping.tool.word(),
            encoding: self.source.text.encoding.name(),
            delimiter: self.source.dialect.delimiter_name(),
            date_order: self.order_certainty,
            has_consent_column: self.mapping.columns.iter().any(|column| says.contains(&column.field)),
            columns: self.mapping.columns,
            rows: self.first_rows.iter().take(SHOWN_ROWS).map(cells).collect(),
        }
    }
}

fn first_rows(source: &Source) -> Result<Vec<StringRecord>, ImportError> {
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    let mut first = Vec::new();
    while first.len() < JUDGED_ROWS {
        match rows.next(&mut record)? {
            Met::End => break,
            Met::Garbled => {}
            Met::Row => first.push(record.clone()),
        }
    }
    Ok(first)
}
