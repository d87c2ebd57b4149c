//! The system's file dialogs. Paths come from here and never from the page.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

use crate::seam::{self, Pick};

/// Asks for a customer list.
pub(crate) fn which_list(app: &AppHandle) -> Option<PathBuf> {
    seam::picked(Pick::Open).or_else(|| {
        let dialog = app.dialog().file().add_filter("Customer lists", &["csv", "tsv", "txt"]);
        dialog.blocking_pick_file().and_then(|file| file.into_path().ok())
    })
}

/// Asks for a folder.
pub(crate) fn which_folder(app: &AppHandle) -> Option<PathBuf> {
    seam::picked(Pick::Folder)
        .or_else(|| app.dialog().file().blocking_pick_folder().and_then(|folder| folder.into_path().ok()))
}

/// Asks where to save a file.
pub(crate) fn where_to_save(app: &AppHandle, name: &str) -> Option<PathBuf> {
    seam::picked(Pick::Save).or_else(|| {
        app.dialog().file().set_file_name(name).blocking_save_file().and_then(|file| file.into_path().ok())
    })
}
