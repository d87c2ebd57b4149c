//! The sample export that ships with the app, imported like any other.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::Days;

use super::import::{self, Agreement, Declaration, Request};
use crate::clock::Timestamp;
use crate::consent::{Method, Scope};
use crate::error::Problem;
use crate::store::{Store, StoreError};

/// A made-up shop's customers, in the shape of a Shopify export.
pub const SAMPLE: &[u8] = include_bytes!("../../samples/practice-customers.csv");

/// Imports the sample, answered for as a careful owner would.
pub fn import_sample(store: &Store, folder: &Path, now: Timestamp) -> Result<(), Problem> {
    let path = folder.join("practice-customers.csv");
    std::fs::write(&path, SAMPLE).map_err(StoreError::Files)?;
    let request = Request {
        declaration: Some(Declaration::Agreed(Agreement {
            method: Method::ExpressWritten,
            source: "checkout".into(),
            date: now.date_naive().checked_sub_days(Days::new(90)).unwrap_or_default(),
            wording: "Text me offers and news from Maple & Pine, up to 4 a month. Reply STOP to end.".into(),
            scope: Scope::Promotional,
        })),
        ..Request::of(path.clone(), "US")
    };
    let done = import::commit(store, &request, now, &|_| {}, &AtomicBool::new(false));
    std::fs::remove_file(&path).map_err(StoreError::Files)?;
    Ok(done.map(|_| ())?)
}
