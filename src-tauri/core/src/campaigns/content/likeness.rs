//! How alike two texts are as templates.
//!
//! What every text of a shop says anyway (its brand, how to stop) does not count,
//! and what a template swaps (merge fields, links, figures) counts as the same.
//! The measure and the limit are our own (grade: guess).

use std::collections::HashMap;

use super::words::{Word, words};
use super::{links, way_out};

/// From here on two texts are called the same template, in percent.
pub const SAME_TEMPLATE: u32 = 65;

/// 0 for nothing in common, 100 for the same template: words and neighbouring words shared (Sørensen and Dice).
#[must_use]
pub fn likeness(one: &str, other: &str, brand: &str) -> u32 {
    let (one, other) = (pieces(one, brand), pieces(other, brand));
    let all: u32 = one.values().sum::<u32>() + other.values().sum::<u32>();
    let shared: u32 = one.iter().map(|(piece, count)| *count.min(other.get(piece).unwrap_or(&0))).sum();
    (200 * shared).checked_div(all).unwrap_or(0)
}

/// Words and pairs of words with how often each stands there.
fn pieces(text: &str, brand: &str) -> HashMap<String, u32> {
    let told = telling(text, brand);
    let pairs = told.windows(2).map(|pair| pair.join(" "));
    let mut counts = HashMap::new();
    for piece in told.iter().cloned().chain(pairs) {
        *counts.entry(piece).or_default() += 1;
    }
    counts
}

fn telling(text: &str, brand: &str) -> Vec<String> {
    let plain = without_fields(text);
    let links = links(&plain);
    let stop = way_out(&plain).map_or(u32::MAX, |mark| mark.position);
    let before_stop: usize = plain.chars().take(stop as usize).map(char::len_utf8).sum();
    let brand: Vec<String> = words(brand).into_iter().map(|word| word.folded).collect();
    let counts = |word: &Word<'_>| {
        (word.start < before_stop || stop == 0)
            && !brand.contains(&word.folded)
            && !links.iter().any(|link| link.span.contains(&word.start))
    };
    let told = words(&plain).into_iter().filter(counts).map(swapped);
    told.chain(links.iter().map(|_| "\u{1}link".into())).collect()
}

/// A word with a figure in it ("20", "SAVE20") is whatever the template puts there.
fn swapped(word: Word<'_>) -> String {
    if word.raw.contains(|c: char| c.is_ascii_digit()) { "\u{1}figure".into() } else { word.folded }
}

/// `{{first_name|there}}` is one word, whichever field it is.
fn without_fields(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        plain.push_str(before);
        plain.push_str("fieldvalue");
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BRAND: &str = "Maple & Pine";

    fn alike(one: &str, other: &str) -> bool {
        likeness(one, other, BRAND) >= SAME_TEMPLATE
    }

    #[test]
    fn the_same_sentence_with_other_figures_names_and_links_is_the_same_template() {
        let winter = "Maple & Pine: {{first_name|there}}, 20% off every coat until Sunday with WINTER20: https://maple.example/w Reply STOP to opt out";
        for other in [
            winter,
            "Maple & Pine: {{city}}, 25% off every coat until Sunday with SPRING25: https://maple.example/spring Text STOP to end",
            "20% off every coat until Monday with WINTER20: https://maple.example/w",
        ] {
            assert!(alike(winter, other), "{}: {other}", likeness(winter, other, BRAND));
        }
    }

    #[test]
    fn two_texts_that_share_brand_and_opt_out_words_are_not_alike() {
        let coats = "Maple & Pine: {{first_name|there}}, the spring coats are here. Reply STOP to opt out";
        for other in [
            "Maple & Pine: {{first_name|there}}, the blue runner you asked for is back in size 9. Reply STOP to opt out",
            "Maple & Pine: how did your boots hold up in the snow? Reply STOP to opt out",
            "Maple & Pine: our shop moves to 12 Elm Street on 3 May. Reply STOP to opt out",
        ] {
            assert!(!alike(coats, other), "{}: {other}", likeness(coats, other, BRAND));
        }
    }

    proptest! {
        #[test]
        fn likeness_is_a_share_the_same_both_ways_and_whole_for_a_text_itself(
            one in "[a-zA-Z0-9 .!{}|€é]{0,80}", other in "[a-zA-Z0-9 .!{}|€é]{0,80}"
        ) {
            let there = likeness(&one, &other, BRAND);
            prop_assert!(there <= 100);
            prop_assert_eq!(there, likeness(&other, &one, BRAND));
            prop_assert!(matches!(likeness(&one, &one, BRAND), 0 | 100));
        }
    }
}
