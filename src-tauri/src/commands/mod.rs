//! One adapter for each operation: unwrap the request, call one function of the core, map the error.

pub(crate) mod app;
pub(crate) mod backups;
pub(crate) mod campaigns;
pub(crate) mod cleanup;
pub(crate) mod consent;
pub(crate) mod contacts;
pub(crate) mod doubts;
pub(crate) mod inbox;
pub(crate) mod laptop;
pub(crate) mod rules;
pub(crate) mod segments;
pub(crate) mod settings;

use std::sync::Arc;

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use tauri::State;

use crate::shop::Shop;

/// What every command answers.
pub(crate) type Answer<T> = Result<T, Problem>;

/// Asks the open shop, away from the window's thread.
pub(crate) async fn ask<T, E>(
    shop: State<'_, Shop>,
    work: impl FnOnce(&Engine) -> Result<T, E> + Send + 'static,
) -> Answer<T>
where
    T: Send + 'static,
    E: Into<Problem>,
{
    let engine: Arc<Engine> = shop.engine()?;
    aside(move || work(&engine).map_err(Into::into)).await
}

/// Runs blocking work away from the window's thread.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|_| {
        Err(Problem {
            code: "interrupted".into(),
            message: "the step was interrupted, and the store is as it was before".into(),
            hint: "Try again.".into(),
            notice: false,
        })
    })
}
