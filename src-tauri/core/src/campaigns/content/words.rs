//! A text cut into words that remember where they stood.

use unicode_segmentation::UnicodeSegmentation;

use super::Mark;
use crate::rules::folding::fold;
use crate::rules::phrases::Phrase;

/// A run of letters and digits.
pub(super) struct Word<'a> {
    pub(super) raw: &'a str,
    pub(super) folded: String,
    pub(super) start: usize,
}

impl Word<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.raw.len()
    }
}

/// The words of a text; apostrophes and hyphens part words.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    for (start, raw) in text.split_word_bound_indices() {
        let mut from = start;
        for piece in raw.split(|c: char| !c.is_alphanumeric() && !is_mark(c)) {
            if piece.chars().any(char::is_alphanumeric) {
                found.push(Word { raw: piece, folded: fold(piece), start: from });
            }
            from += piece.len() + raw.get(from - start + piece.len()..).map_or(0, first_length);
        }
    }
    found
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

fn first_length(rest: &str) -> usize {
    rest.chars().next().map_or(0, char::len_utf8)
}

/// The text between two byte offsets as evidence.
pub(super) fn mark(text: &str, start: usize, end: usize, grade: &'static str) -> Mark {
    let position = text.get(..start).map_or(0, |before| before.chars().count() as u32);
    Mark { words: text.get(start..end).unwrap_or_default().to_owned(), position, grade }
}

/// Every place where a phrase stands and nothing beside it excuses it: first and last word.
pub(super) fn places<'w, 'a>(
    words: &'w [Word<'a>],
    phrase: &'w Phrase,
) -> impl Iterator<Item = (&'w Word<'a>, &'w Word<'a>)> {
    let length = phrase.words.len();
    words.windows(length.max(1)).enumerate().filter_map(move |(index, window)| {
        let before = index.checked_sub(1).and_then(|at| words.get(at));
        let after = words.get(index + length);
        let hit = stands(window, &phrase.words)
            && !excused(before, &phrase.unless_before)
            && !excused(after, &phrase.unless_after);
        hit.then(|| Some((window.first()?, window.last()?))).flatten()
    })
}

fn stands(window: &[Word<'_>], phrase: &[String]) -> bool {
    let last = phrase.len().saturating_sub(1);
    window.iter().zip(phrase).enumerate().all(|(index, (word, wanted))| {
        word.folded == *wanted || index == last && word.folded.strip_suffix('s') == Some(wanted)
    })
}

fn excused(neighbour: Option<&Word<'_>>, excuses: &[&str]) -> bool {
    neighbour.is_some_and(|word| excuses.contains(&word.folded.as_str()))
}
