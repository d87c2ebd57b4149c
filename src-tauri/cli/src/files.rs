//! Small text files that the arguments name, and the segments in them.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::segments::{self, SegmentFile};

use crate::fault::Fault;

const MOST_BYTES: u64 = 1024 * 1024;

/// The text of a small file; `what` names it in an error.
pub(crate) fn text(path: &Path, what: &'static str) -> Result<String, Fault> {
    let file = File::open(path).map_err(|e| match e.kind() {
        ErrorKind::NotFound => Fault::FileMissing(what),
        _ => Fault::FileUnreadable(what),
    })?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| Fault::FileUnreadable(what))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Fault::FileTooLarge(what));
    }
    let text = String::from_utf8(bytes).map_err(|_| Fault::FileNotText(what))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// A segment by its file (seen from `folder`) or by the name under which it is saved.
pub(crate) fn segment(engine: &Engine, folder: &Path, named: &str) -> Result<SegmentFile, Problem> {
    let path = folder.join(named);
    if path.is_file() {
        return Ok(SegmentFile::from_text(&text(&path, "segment file")?)?);
    }
    match engine.store().read(|c| segments::get(c, named)) {
        Ok(saved) => Ok(SegmentFile { name: saved.name, rule: saved.rule }),
        Err(segments::SegmentError::NotFound) if looks_like_path(named) => {
            Err(Fault::FileMissing("segment file").into())
        }
        Err(fault) => Err(fault.into()),
    }
}

fn looks_like_path(named: &str) -> bool {
    named.contains(['/', '\\']) || named.to_ascii_lowercase().ends_with(".json")
}
