//! What the page may ask of the shell, as one list, and its TypeScript.
//!
//! The same list answers the page at run time and writes `ui/src/host/bindings.ts`, so the two
//! cannot disagree; a check of the committed file keeps it fresh.

use std::path::Path;

use specta_typescript::Typescript;
use tauri_specta::Builder;

/// Every command and event that crosses to the page.
pub fn commands() -> Builder<tauri::Wry> {
    Builder::new()
}

/// Writes the typed commands for the page to `file`.
///
/// # Errors
/// When a type has no TypeScript form, or the file cannot be written.
pub fn write(file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    commands().export(Typescript::default(), file)?;
    Ok(())
}
