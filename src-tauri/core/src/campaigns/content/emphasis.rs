//! How loud a text is: capitals, exclamation runs, emoji, pressing words.
//! Thresholds are heuristics named by vendors (grade guess).

use unicode_segmentation::UnicodeSegmentation;

use super::words::{Word, mark, places, words};
use super::{Mark, links};
use crate::rules::folding::fold;
use crate::rules::{keywords, phrases};

const LOUD_LETTERS: usize = 6;

/// Runs of capital words with six letters or more together. The brand, reply keywords, links and
/// codes with digits are not shouting.
#[must_use]
pub fn capitals(text: &str, brand: &str) -> Vec<Mark> {
    let links = links(text);
    let brand: Vec<String> = words(brand).into_iter().map(|word| word.folded).collect();
    let quiet = |word: &Word<'_>| {
        brand.contains(&word.folded)
            || is_keyword(&word.folded)
            || links.iter().any(|l| l.span.contains(&word.start))
    };
    let mut runs: Vec<Vec<&Word<'_>>> = vec![Vec::new()];
    let all = words(text);
    for word in &all {
        match runs.last_mut() {
            Some(run) if is_loud(word.raw) && !quiet(word) => run.push(word),
            Some(run) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.iter().filter_map(|run| loud_run(text, run)).collect()
}

fn loud_run(text: &str, run: &[&Word<'_>]) -> Option<Mark> {
    let letters: usize = run.iter().map(|word| word.raw.chars().count()).sum();
    let (first, last) = (run.first()?, run.last()?);
    (letters >= LOUD_LETTERS).then(|| mark(text, first.start, last.end(), "guess"))
}

fn is_loud(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
        && word.chars().any(char::is_uppercase)
        && !word.chars().any(char::is_lowercase)
}

fn is_keyword(folded: &str) -> bool {
    keywords::all().iter().any(|row| row.word == folded)
}

/// Runs of three or more exclamation and question marks.
#[must_use]
pub fn shouting(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut start = 0;
    for quiet in text.split_inclusive(|c| !is_bang(c)) {
        let run = quiet.chars().take_while(|c| is_bang(*c)).map(char::len_utf8).sum::<usize>();
        if quiet.chars().take_while(|c| is_bang(*c)).count() >= 3 {
            found.push(mark(text, start, start + run, "guess"));
        }
        start += quiet.len();
    }
    found
}

fn is_bang(character: char) -> bool {
    matches!(character, '!' | '?' | '！' | '？' | '¡' | '¿' | '\u{203C}' | '\u{2049}')
}

/// Every emoji, each with its modifiers as one; three or more are loud.
#[must_use]
pub fn emoji(text: &str) -> Vec<Mark> {
    let pictures = text.grapheme_indices(true).filter(|(_, grapheme)| grapheme.chars().any(is_picture));
    pictures.map(|(start, grapheme)| mark(text, start, start + grapheme.len(), "guess")).collect()
}

fn is_picture(character: char) -> bool {
    matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{231A}'..='\u{231B}'
        | '\u{23E9}'..='\u{23FA}' | '\u{2B05}'..='\u{2B07}' | '\u{2B1B}'..='\u{2B1C}' | '\u{2B50}' | '\u{2B55}'
        | '\u{20E3}' | '\u{3297}' | '\u{3299}' | '\u{FE0F}')
}

/// Phrases that press the reader ("act now"), and a gift with a price ("$50 gift").
#[must_use]
pub fn pressure(text: &str) -> Vec<Mark> {
    let all = words(text);
    let mut found: Vec<Mark> = phrases::pressure()
        .iter()
        .flat_map(|phrase| {
            places(&all, phrase).map(|(first, last)| mark(text, first.start, last.end(), phrase.grade))
        })
        .collect();
    found.extend(priced_gift(text, &all));
    found.sort_by_key(|mark| mark.position);
    found
}

fn priced_gift(text: &str, all: &[Word<'_>]) -> Option<Mark> {
    let price = all.iter().position(|word| {
        let before = text.get(..word.start).unwrap_or_default();
        before.ends_with(['$', '£', '€']) && word.raw.starts_with(|c: char| c.is_ascii_digit())
    })?;
    let gift = all.iter().skip(price).take(4).find(|word| fold(word.raw) == "gift")?;
    all.get(price).map(|word| mark(text, word.start, gift.end(), "guess"))
}
