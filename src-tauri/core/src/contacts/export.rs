//! The list as CSV: for people, who open it in a spreadsheet, and for machines.
//!
//! Knows no folder: it writes where it is told. Invariants: in a file for people
//! no cell can be taken for a formula, and numbers stay text; what was exported
//! imports again as it was.

use std::borrow::Cow;
use std::io::Write;

use rusqlite::Connection;
use thiserror::Error;

use super::rows::{self, ContactRow};
use crate::error::Explain;
use crate::ids::NumberId;
use crate::store::StoreError;

/// Whom the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A person with a spreadsheet: formulas defused, numbers kept as text.
    People,
    /// A program: every value as it is.
    Machines,
}

/// Why an export failed.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The place to write to.
    #[error("the file could not be written to its end; what is there is not the whole list")]
    Unwritable(#[source] csv::Error),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for ExportError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unwritable(_) => "export_unwritable",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Unwritable(_) => {
                "Check the disk's space and that you may write there, then export again.".into()
            }
            Self::Store(fault) => fault.hint(),
        }
    }
}

/// The header; every name is one that the import knows.
const HEADER: [&str; 15] = [
    "Phone",
    "First Name",
    "Last Name",
    "Email",
    "Address",
    "City",
    "Region",
    "Postcode",
    "Country",
    "Tags",
    "Note",
    "Total Orders",
    "Total Spent",
    "Last Order",
    "SMS Status",
];

/// Writes every contact; answers how many.
pub fn export(connection: &Connection, to: &mut dyn Write, reader: Reader) -> Result<u32, ExportError> {
    write(to, reader, |each| rows::every(connection, each))
}

/// Writes these contacts in this order, without those who have gone; answers how many.
pub(super) fn export_some(
    connection: &Connection,
    ids: &[u32],
    to: &mut dyn Write,
    reader: Reader,
) -> Result<u32, ExportError> {
    write(to, reader, |each| {
        for id in ids {
            rows::contact_of(connection, NumberId(*id))?.map_or(Ok(()), &mut *each)?;
        }
        Ok(())
    })
}

type Each<'e> = &'e mut dyn FnMut(ContactRow) -> Result<(), ExportError>;

fn write(
    to: &mut dyn Write,
    reader: Reader,
    read: impl FnOnce(Each<'_>) -> Result<(), ExportError>,
) -> Result<u32, ExportError> {
    let mut written = 0;
    if reader == Reader::People {
        // Without the mark, spreadsheets take UTF-8 for a legacy encoding.
        to.write_all("\u{feff}".as_bytes()).map_err(|fault| ExportError::Unwritable(fault.into()))?;
    }
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(HEADER).map_err(ExportError::Unwritable)?;
    read(&mut |contact| {
        let cells = cells(&contact);
        let cells = cells.iter().map(|cell| match reader {
            Reader::People => defused(cell),
            Reader::Machines => Cow::Borrowed(cell.as_str()),
        });
        csv.write_record(cells.map(|cell| cell.into_owned())).map_err(ExportError::Unwritable)?;
        written += 1;
        Ok::<_, ExportError>(())
    })?;
    csv.flush().map_err(|fault| ExportError::Unwritable(fault.into()))?;
    Ok(written)
}

fn cells(contact: &ContactRow) -> [String; HEADER.len()] {
    let status = match (contact.suppressed, contact.consent & 1 != 0) {
        (true, _) => "unsubscribed",
        (false, true) => "subscribed",
        (false, false) => "not subscribed",
    };
    [
        contact.number.clone(),
        contact.first_name.clone(),
        contact.last_name.clone(),
        contact.email.clone(),
        contact.address.clone(),
        contact.city.clone(),
        contact.region.clone(),
        contact.postcode.clone(),
        contact.country.clone(),
        contact.tags.join(", "),
        contact.note.clone(),
        contact.orders.to_string(),
        format!("{}.{:02}", contact.spent_micros / 1_000_000, contact.spent_micros % 1_000_000 / 10_000),
        contact.last_order_at.map(|at| at.format("%Y-%m-%d").to_string()).unwrap_or_default(),
        status.into(),
    ]
}

/// A cell that no spreadsheet takes for a formula (OWASP's list of first characters).
pub(super) fn defused(cell: &str) -> Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}
