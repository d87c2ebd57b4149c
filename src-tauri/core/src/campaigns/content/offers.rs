//! Offers: what turns an order or delivery text into advertising.

use super::words::{Word, mark, places, words};
use super::{Mark, links};
use crate::rules::phrases;

/// Offer words, percentages and amounts off, in order of appearance. Links are not read.
#[must_use]
pub fn offers(text: &str) -> Vec<Mark> {
    let links = links(text);
    let linked = |word: &Word<'_>| links.iter().any(|link| link.span.contains(&word.start));
    let all: Vec<_> = words(text).into_iter().filter(|word| !linked(word)).collect();
    let mut found: Vec<Mark> = phrases::offers()
        .iter()
        .flat_map(|phrase| {
            places(&all, phrase).map(|(first, last)| mark(text, first.start, last.end(), phrase.grade))
        })
        .collect();
    found.extend(
        all.windows(2).enumerate().filter_map(|(index, pair)| reduction(text, pair, all.get(index + 2))),
    );
    found.sort_by_key(|mark| mark.position);
    found.dedup_by_key(|mark| mark.position);
    found
}

/// "20% off", "20 % de descuento", "$5 off", "save 10", "-20%".
fn reduction(text: &str, pair: &[Word<'_>], third: Option<&Word<'_>>) -> Option<Mark> {
    let [first, second] = pair else { return None };
    let digits = |word: &Word<'_>| word.raw.starts_with(|c: char| c.is_ascii_digit());
    let between = text.get(first.end()..second.start).unwrap_or_default();
    let percent =
        digits(first) && between.contains('%') || second.folded == "percent" || second.folded == "prozent";
    let off =
        |word: &Word<'_>| matches!(word.folded.as_str(), "off" | "less" | "weniger" | "moins" | "menos");
    if digits(first) && (off(second) || percent && third.is_some_and(off)) {
        return Some(mark(text, first.start, second.end(), "derived"));
    }
    if digits(second)
        && matches!(first.folded.as_str(), "save" | "spare" | "ahorra" | "risparmia" | "bespaar")
    {
        return Some(mark(text, first.start, second.end(), "derived"));
    }
    let minus = text.get(..second.start).is_some_and(|before| before.ends_with(['-', '\u{2212}']));
    let marked_down =
        minus && digits(second) && text.get(second.end()..).is_some_and(|a| a.trim_start().starts_with('%'));
    marked_down.then(|| mark(text, second.start, second.end() + 1, "derived"))
}
