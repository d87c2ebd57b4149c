//! Does the text tell the reader how to stop it?

use super::Mark;
use super::words::{Word, mark, words};
use crate::rules::keywords::{self, Kind};

/// Verbs that ask for a reply, in every language of the keyword table.
const ASK: &[&str] = &[
    "reply",
    "text",
    "txt",
    "send",
    "type",
    "respond",
    "answer",
    "rply",
    "repondez",
    "repondre",
    "rep",
    "envoyez",
    "envoyer",
    "texto",
    "responde",
    "responder",
    "responda",
    "envia",
    "enviar",
    "envie",
    "antworte",
    "antworten",
    "antwort",
    "sende",
    "senden",
    "schreibe",
    "rispondi",
    "rispondere",
    "invia",
    "inviare",
    "scrivi",
    "antwoord",
    "stuur",
    "sms",
    "odpisz",
    "wyslij",
    "napisz",
];

/// What follows a keyword in "STOP to end".
const AFTER: &[&str] = &[
    "to",
    "2",
    "end",
    "opt",
    "pour",
    "au",
    "para",
    "per",
    "zum",
    "um",
    "om",
    "for",
    "quit",
    "unsub",
    "aby",
    "zur",
    "optout",
    "unsubscribe",
    "any",
    "anytime",
];

/// Words after which "stop" is a visit, not a keyword.
const VISIT: &[&str] = &["by", "in", "at", "the", "waiting", "what", "and", "over", "into"];

/// Wordings that say it without a reply keyword.
const PLAIN: &[&[&str]] = &[
    &["opt", "out"],
    &["optout"],
    &["unsubscribe"],
    &["unsub"],
    &["abmelden"],
    &["abbestellen"],
    &["desabonner"],
    &["desinscrire"],
    &["darse", "de", "baja"],
    &["darte", "de", "baja"],
    &["cancelar", "suscripcion"],
    &["disiscriverti"],
    &["disiscriversi"],
    &["cancelarte"],
    &["cancelar", "subscricao"],
    &["afmelden"],
    &["uitschrijven"],
    &["wypisac"],
    &["rezygnacja"],
    &["zrezygnowac"],
];

/// Where the opt-out wording stands, or nothing. "Stop by our store" is none.
#[must_use]
pub fn way_out(text: &str) -> Option<Mark> {
    let all = words(text);
    let keyword = (0..all.len()).find(|at| is_instruction(&all, *at)).and_then(|at| all.get(at));
    let found = keyword.map(|word| (word.start, word.end())).or_else(|| plain_wording(&all))?;
    Some(mark(text, found.0, found.1, "derived"))
}

fn is_instruction(all: &[Word<'_>], at: usize) -> bool {
    let Some(word) = all.get(at) else { return false };
    let next = all.get(at + 1).map(|word| word.folded.as_str());
    if !is_opt_out(&word.folded) || next.is_some_and(|next| VISIT.contains(&next)) {
        return false;
    }
    let asked = all
        .get(at.saturating_sub(4)..at)
        .unwrap_or_default()
        .iter()
        .any(|w| ASK.contains(&w.folded.as_str()));
    let loud = word.raw.chars().all(char::is_uppercase);
    asked || loud && next.is_none_or(|next| AFTER.contains(&next) || is_opt_out(next))
}

fn is_opt_out(folded: &str) -> bool {
    folded == "stopp" || keywords::all().iter().any(|row| row.kind == Kind::OptOut && row.word == folded)
}

fn plain_wording(all: &[Word<'_>]) -> Option<(usize, usize)> {
    PLAIN.iter().find_map(|wording| {
        let place = all
            .windows(wording.len())
            .find(|window| window.iter().zip(*wording).all(|(word, wanted)| word.folded == *wanted))?;
        Some((place.first()?.start, place.last()?.end()))
    })
}
