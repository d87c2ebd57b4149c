//! The core's events on their way to the page: batched, never more than four times a second.

use std::collections::HashSet;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use counterbell_core::event::{Event, Listener};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event as _;

const NOT_MORE_OFTEN: Duration = Duration::from_millis(250);

/// What has happened since the last batch, each thing once.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct CoreEvents(Vec<Event>);

/// A listener for the core; it lives as long as the store.
pub(crate) fn listener(app: AppHandle) -> Listener {
    let (tell, heard) = mpsc::channel();
    let passing_on = thread::Builder::new().name("events".into()).spawn(move || pass_on(&app, &heard));
    Box::new(move |events| {
        if passing_on.is_ok() {
            // The page reads again when it next looks; a lost event is not a lost fact.
            let _ = tell.send(events.to_vec());
        }
    })
}

fn pass_on(app: &AppHandle, heard: &Receiver<Vec<Event>>) {
    while let Ok(first) = heard.recv() {
        thread::sleep(NOT_MORE_OFTEN);
        let mut batch: HashSet<Event> = first.into_iter().collect();
        while let Ok(more) = heard.try_recv() {
            batch.extend(more);
        }
        let _ = CoreEvents(batch.into_iter().collect()).emit(app);
    }
}
