//! `imports`: past imports, one taken back, the rejected rows of one.

use std::path::Path;

use counterbell_core::contacts::import::{self, PastImport, Undone};
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::ids::ImportId;
use serde_json::json;

use crate::answer::{Answer, grouped};
use crate::args::Imports;

pub(super) fn run(engine: &Engine, what: &Imports) -> Result<Answer, Problem> {
    match what {
        Imports::List => list(engine),
        Imports::Undo { id } => {
            let done = import::undo(engine.store(), ImportId(*id), engine.now())?;
            Ok(Answer::new(json!(done), sentence(&done)))
        }
        Imports::Rejects { id, out } => rejects(engine, ImportId(*id), out.as_deref()),
    }
}

fn list(engine: &Engine) -> Result<Answer, Problem> {
    let past = import::history(engine.store())?;
    let lines: Vec<String> = past.iter().map(line).collect();
    let text = if lines.is_empty() { "Nothing has been imported yet.".into() } else { lines.join("\n") };
    Ok(Answer::new(json!({ "imports": past }), text))
}

fn line(one: &PastImport) -> String {
    let fate = one.undone_at.map(|at| format!("  taken back {}", at.format("%Y-%m-%d"))).unwrap_or_default();
    format!(
        "{:>4}  {}  {}: {} rows, {} created, {} updated, {} unchanged, {} rejected{fate}",
        one.id,
        one.at.format("%Y-%m-%d %H:%M"),
        one.file_name,
        grouped(one.rows),
        grouped(one.created),
        grouped(one.updated),
        grouped(one.unchanged),
        grouped(one.rejected)
    )
}

fn sentence(done: &Undone) -> String {
    format!(
        "Import {} is taken back: {} contacts removed, {} restored, {} left alone because they were changed since, \
         {} consent entries revoked. Suppressions, STOPs and texts stay.",
        done.id,
        grouped(done.removed),
        grouped(done.restored),
        grouped(done.left_alone),
        grouped(done.revoked)
    )
}

fn rejects(engine: &Engine, id: ImportId, out: Option<&Path>) -> Result<Answer, Problem> {
    let found = import::rejects(engine.store(), id)?;
    let count = u32::try_from(found.rows.len()).unwrap_or(u32::MAX);
    if let Some(path) = out {
        import::save_rejects(engine.store(), id, path)?;
        let text = format!("{} rejected rows saved in {}.", grouped(count), path.display());
        let json = json!({ "id": id, "rejected": found.rejected, "rows": count, "file": path });
        return Ok(Answer::new(json, text));
    }
    let text = String::from_utf8_lossy(&found.csv()?).into_owned();
    Ok(Answer::new(json!(found), text))
}
