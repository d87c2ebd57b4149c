//! `backup`: made, listed, verified, rehearsed, restored.

use std::path::Path;

use counterbell_core::backups::{self, Why};
use counterbell_core::copies;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::wire::stores::{BackupLine, BackupsView, RestoreView};
use serde_json::json;

use crate::answer::{Answer, grouped};
use crate::args::{Args, Backup};
use crate::open;

pub(super) fn run(args: &Args, what: &Backup) -> Result<Answer, Problem> {
    match what {
        Backup::Create { if_due, to } => create(&open::engine(args)?, *if_due, to.as_deref()),
        // Needs no key, so that it also answers beside a store that cannot be opened.
        Backup::List => Ok(list(&backups::list(&open::home(args)?)?)),
        Backup::Verify { id } => verify(&open::engine(args)?, id),
        Backup::Restore { id, rehearse: true } => {
            Ok(rehearsed(&backups::rehearse(&open::engine(args)?, id)?))
        }
        Backup::Restore { id, rehearse: false } => restore(args, id),
    }
}

fn create(engine: &Engine, if_due: bool, to: Option<&Path>) -> Result<Answer, Problem> {
    let made =
        if if_due { backups::create_if_due(engine)? } else { Some(backups::create(engine, Why::Asked)?) };
    let Some(made) = made else {
        return Ok(Answer::new(json!({ "made": false }), "The last backup is less than a day old."));
    };
    let along = to.map(|folder| backups::take_along(engine, &made.id, folder)).transpose()?;
    let mut text = format!("Made and looked at: {}", told(&made));
    if let Some(path) = &along {
        text.push_str(&format!("\nCopied to {}.", path.display()));
    }
    Ok(Answer::new(json!({ "made": true, "backup": made, "copied_to": along }), text))
}

fn list(view: &BackupsView) -> Answer {
    let lines: Vec<String> = view.backups.iter().map(told).collect();
    let text =
        if lines.is_empty() { "There is no backup yet: backup create.".into() } else { lines.join("\n") };
    Answer::new(json!({ "folder": view.folder, "last_good": view.last_good, "backups": view.backups }), text)
}

fn told(one: &BackupLine) -> String {
    match one.state.as_str() {
        "good" => format!(
            "{}: {} contacts, {} consent entries, {} suppressed, {} texts, {} KB",
            one.id,
            grouped(one.contacts),
            grouped(one.consent_entries),
            grouped(one.suppressed),
            grouped(one.texts),
            grouped(one.kilobytes)
        ),
        "cut_short" => format!("{}: cut short, so it cannot be used", one.id),
        _ => format!("{}: unreadable, so it cannot be used", one.id),
    }
}

fn verify(engine: &Engine, id: &str) -> Result<Answer, Problem> {
    let one = backups::verify(engine, id)?;
    Ok(Answer::new(json!({ "whole": true, "backup": one }), format!("Whole: {}", told(&one))))
}

fn rehearsed(view: &RestoreView) -> Answer {
    let text = format!(
        "Restoring it would bring back {}.\n{} campaigns and {} queued texts would be ended; {} suppressions that it \
         has not known would be taken over. Nothing was changed.",
        told(&view.backup),
        grouped(view.campaigns_ended),
        grouped(view.texts_cancelled),
        grouped(view.stops_taken_over),
    );
    Answer::new(json!(view), text)
}

fn restore(args: &Args, id: &str) -> Result<Answer, Problem> {
    let (home, clock) = (open::home(args)?, open::clock(args));
    let restored = backups::restore(&home, id, &open::key(args), &open::device()?, &clock)?;
    let copy = copies::view(&restored.engine)?;
    let aside = restored.set_aside.as_ref();
    let kept =
        aside.map(|path| format!(" What was there is kept in {}.", path.display())).unwrap_or_default();
    let text =
        format!("{id} is restored.{kept} Nothing is sent from it yet. Next: pull, then store confirm.");
    Ok(Answer::new(json!({ "restored": id, "set_aside": aside, "copy": copy }), text))
}
