//! Is the brand named? Case, accents, punctuation and spacing do not matter; a link does not count.

use super::words::{mark, words};
use super::{Mark, links};
use crate::rules::folding::fold;

/// Where the brand is named, or nothing. A brand inside a link's address does not name itself to a
/// reader, unless the brand is an address ("bell.example").
#[must_use]
pub fn brand_named(text: &str, brand: &str) -> Option<Mark> {
    let wanted = letters(brand);
    if wanted.is_empty() {
        let start = text.find(brand.trim()).filter(|_| !brand.trim().is_empty())?;
        return Some(mark(text, start, start + brand.trim().len(), "derived"));
    }
    let links = if brand.contains('.') { Vec::new() } else { links(text) };
    let linked = |start: usize| links.iter().any(|link| link.span.contains(&start));
    let all: Vec<_> = words(text).into_iter().filter(|word| !linked(word.start)).collect();
    (0..all.len()).find_map(|first| {
        let run = all.get(first..)?;
        let last = run_spelling(run.iter().map(|word| word.folded.as_str()), &wanted)?;
        let (first, last) = (run.first()?, run.get(last)?);
        Some(mark(text, first.start, last.end(), "derived"))
    })
}

/// Index of the word that completes the wanted letters, "and" being optional like "&".
fn run_spelling<'w>(words: impl Iterator<Item = &'w str>, wanted: &str) -> Option<usize> {
    let mut rest = wanted;
    for (index, word) in words.enumerate() {
        rest = match rest.strip_prefix(word) {
            Some(after) => after,
            None if index > 0 && is_and(word) => continue,
            None => return None,
        };
        if rest.is_empty() {
            return Some(index);
        }
    }
    None
}

fn is_and(word: &str) -> bool {
    matches!(word, "and" | "und" | "et" | "y" | "e" | "en" | "i")
}

fn letters(brand: &str) -> String {
    let folded = fold(brand);
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts.enumerate().filter(|(index, part)| *index == 0 || !is_and(part)).map(|(_, part)| part).collect()
}
