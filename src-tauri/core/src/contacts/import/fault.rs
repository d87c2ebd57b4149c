//! Why a file cannot be imported at all, told so that an owner knows what to do.
//!
//! A row that cannot be used is not a fault: it is an outcome (`outcome.rs`).
//! No cell of the file ever stands in a message; column names may.

use thiserror::Error;

use crate::error::Explain;
use crate::store::StoreError;

/// Why nothing of a file was imported.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum ImportError {
    #[error("there is no file at this place, so nothing was imported")]
    Missing,
    #[error("this is a folder, not a file, so nothing was imported")]
    Folder,
    #[error("the file could not be read to its end, so nothing was imported")]
    Unreadable(#[source] std::io::Error),
    #[error("the file is empty, so there is nobody to import")]
    Empty,
    #[error("the file has a header but no rows, so there is nobody to import")]
    NoRows,
    #[error("this is not a text file, so nothing was imported")]
    NotText,
    #[error("this is a spreadsheet file, not a CSV, so nothing was imported")]
    Spreadsheet,
    #[error("the file is larger than 1 GiB, so nothing was imported")]
    TooLarge,
    #[error("the file has more than 1,024 columns, so it cannot be a customer list; nothing was imported")]
    TooManyColumns,
    #[error(
        "a cell near row {row} is longer than 65,536 bytes, usually because a quotation mark is never closed; nothing was imported"
    )]
    CellTooLong { row: u32 },
    #[error(
        "no column holds phone numbers, so nobody in this file can be texted. The columns are: {columns}"
    )]
    NoPhoneColumn { columns: String },
    #[error("the file has no column named {0}")]
    UnknownColumn(String),
    #[error("there is no field named {0}")]
    UnknownField(String),
    #[error("there is no repair named {0}; nothing was imported")]
    UnknownRepair(String),
    #[error("{kind} cannot be mended by \"{word}\"; nothing was imported")]
    UnknownRemedy { kind: &'static str, word: String, known: String },
    #[error("the file has no row {0}, so its cell cannot be corrected; nothing was imported")]
    UnknownRow(u32),
    #[error("{0} is not a country code that phone numbers can be read with")]
    UnknownCountry(String),
    #[error("the day of consent lies in the future, so it cannot be proof of anything; nothing was imported")]
    ConsentInFuture,
    #[error("the day of consent is not written as a date; nothing was imported")]
    ConsentNotADate,
    #[error("consent without a source is not proof of anything; nothing was imported")]
    ConsentWithoutSource,
    #[error("the import was cancelled, and the list is as it was before")]
    Cancelled,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for ImportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Explain for ImportError {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing => "import_file_missing",
            Self::Folder => "import_is_folder",
            Self::Unreadable(_) => "import_file_unreadable",
            Self::Empty => "import_file_empty",
            Self::NoRows => "import_no_rows",
            Self::NotText => "import_not_text",
            Self::Spreadsheet => "import_is_spreadsheet",
            Self::TooLarge => "import_too_large",
            Self::TooManyColumns => "import_too_many_columns",
            Self::CellTooLong { .. } => "import_cell_too_long",
            Self::NoPhoneColumn { .. } => "import_no_phone_column",
            Self::UnknownColumn(_) => "import_unknown_column",
            Self::UnknownField(_) => "import_unknown_field",
            Self::UnknownRepair(_) => "import_unknown_repair",
            Self::UnknownRemedy { .. } => "import_unknown_remedy",
            Self::UnknownRow(_) => "import_unknown_row",
            Self::UnknownCountry(_) => "import_unknown_country",
            Self::ConsentNotADate => "import_consent_date_invalid",
            Self::ConsentInFuture => "import_consent_in_future",
            Self::ConsentWithoutSource => "import_consent_without_source",
            Self::Cancelled => "import_cancelled",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Missing => "Check the path, or choose the file again.",
            Self::Folder => "Choose the CSV file inside it.",
            Self::Unreadable(_) => "Check that the disk is there and that you may read the file, then try again.",
            Self::Empty | Self::NoRows => "Export the list again from your shop and choose the new file.",
            Self::NotText | Self::Spreadsheet => {
                "Open it in your spreadsheet program and save it as CSV (UTF-8), or export it from your shop as CSV."
            }
            Self::TooLarge => "Export the list in several smaller files and import them one after the other.",
            Self::TooManyColumns => "Export it again with fewer columns, or check that it is a CSV file.",
            Self::CellTooLong { .. } => "Look at that row in a text editor, close the quotation mark, and import again.",
            Self::NoPhoneColumn { .. } => {
                "Export again with phone numbers included, or name the column that holds them."
            }
            Self::UnknownColumn(_) => "Write the column's name exactly as in the file's first row.",
            Self::UnknownField(_) => "Choose one of the fields listed in the preview.",
            Self::UnknownRepair(_) => "Name one of the kinds that a preview of this file lists as repairs.",
            Self::UnknownRemedy { known, .. } if known.is_empty() => {
                "Correct the cells of such rows one by one, or let the rows be left out."
            }
            Self::UnknownRemedy { known, .. } if known == super::remedy::COUNTRY => {
                "Give the country that these numbers are of as two letters, for example GB."
            }
            Self::UnknownRemedy { known, .. } => return format!("Choose one of these: {known}."),
            Self::UnknownRow(_) => "Count rows as a spreadsheet does: the header is row 1.",
            Self::UnknownCountry(_) => "Give two letters, for example US or GB.",
            Self::ConsentNotADate => "Write it as year, month and day, for example 2026-03-02.",
            Self::ConsentInFuture => "Correct the day on which these people agreed.",
            Self::ConsentWithoutSource => "Say where these people agreed, for example: checkout.",
            Self::Cancelled => "Start it again whenever you like.",
            Self::Store(fault) => return fault.hint(),
        }
        .into()
    }

    fn notice(&self) -> bool {
        matches!(self, Self::Cancelled) || matches!(self, Self::Store(fault) if fault.notice())
    }
}
