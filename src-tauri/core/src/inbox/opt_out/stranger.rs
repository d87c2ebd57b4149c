//! "I'm not Carla": somebody else reads this number now.
//!
//! Only the capital letter tells a name from "not sure", so this rule reads the text as written.

use super::{Outcome, Verdict};
use crate::rules::folding::fold;

/// "I am not", in the languages we serve, with what may stand before it.
const DENIALS: [&str; 19] = [
    "not",
    "im not",
    "i am not",
    "this is not",
    "this isnt",
    "thats not",
    "that isnt",
    "its not",
    "it isnt",
    "isnt",
    "sorry im not",
    "no soy",
    "je ne suis pas",
    "je suis pas",
    "ich bin nicht",
    "non sono",
    "nao sou",
    "ik ben niet",
    "nie jestem",
];

/// Longest sentence this rule reads: more words carry their own meaning.
const WORDS: usize = 9;

pub(super) fn not_me(text: &str) -> Option<Verdict> {
    let sentence = text.split(['.', ',', '!', '?', '\n', ';']).find(|part| !part.trim().is_empty())?;
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let named = |at: usize| words.get(at).is_some_and(|word| is_name(word)) && denies(words.get(..at));
    let denied = words.len() <= WORDS && (1..words.len().min(5)).any(named);
    denied.then(|| Verdict::new(Outcome::ProbableOptOut, format!("somebody else: \"{}\"", sentence.trim())))
}

fn denies(before: Option<&[&str]>) -> bool {
    let spoken = fold(&before.unwrap_or_default().join(" ")).replace('\'', "");
    DENIALS.contains(&spoken.as_str())
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital && word.chars().count() > 2 && letters.all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-'))
}
