//! Parts against the reference vectors, and properties that no vector can list.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::campaigns::encoding::normalised;

const VECTORS: &str = include_str!("../../tests/fixtures/segment_vectors.json");

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn input(vector: &Value) -> String {
    let pieces = vector["parts"].as_array().unwrap().iter();
    pieces.map(|p| p[0].as_str().unwrap().repeat(p[1].as_u64().unwrap() as usize)).collect()
}

#[test]
fn every_reference_vector_is_met_exactly() {
    assert!(vectors().len() >= 24);
    for vector in vectors() {
        let counted = count(&input(&vector));
        assert_eq!(counted.encoding.name(), vector["encoding"], "{}", vector["id"]);
        assert_eq!(u64::from(counted.parts), vector["segments"], "{}", vector["id"]);
        let bits = match counted.encoding {
            Encoding::Gsm7 => 7,
            Encoding::Ucs2 => 16,
        };
        assert_eq!(u64::from(counted.units) * bits, vector["payload_bits"], "{}", vector["id"]);
    }
}

#[test]
fn dividing_the_length_by_160_fails_the_same_vectors() {
    let naive = |text: &str| text.chars().count().div_ceil(160).max(1) as u64;
    assert!(vectors().iter().any(|v| naive(&input(v)) != v["segments"].as_u64().unwrap()));
}

#[test]
fn an_escape_pair_moves_whole_into_the_next_part() {
    assert_eq!(count(&format!("{}€{}", "a".repeat(158), "")).parts, 1);
    assert_eq!(count(&format!("{}€", "a".repeat(159))).parts, 2);
    assert_eq!(count(&format!("{}€{}", "a".repeat(152), "a".repeat(152))).parts, 3);
}

#[test]
fn a_family_emoji_at_the_boundary_moves_whole() {
    let family = "👨\u{200D}👩\u{200D}👧\u{200D}👦";
    assert_eq!(count(&format!("{}{family}{}", "x".repeat(60), "x".repeat(60))).parts, 3);
    assert_eq!(count(&format!("{}{family}{}", "x".repeat(56), "x".repeat(67))).parts, 2);
}

#[test]
fn a_line_break_of_two_characters_may_be_parted() {
    assert_eq!(count(&format!("{}\r\n{}ы", "x".repeat(66), "x".repeat(65))).parts, 2);
}

#[test]
fn a_heap_of_accents_longer_than_a_part_still_ends() {
    let heap = format!("e{}", "\u{335}".repeat(200));
    assert_eq!(count(&heap).parts, 3);
}

/// Every form an emoji comes in, with its 16-bit units.
const EMOJI: [(&str, &str, u32); 18] = [
    ("one surrogate pair", "😀", 2),
    ("drawn as text", "☎\u{FE0E}", 2),
    ("drawn as an emoji", "❤\u{FE0F}", 2),
    ("keycap", "1\u{FE0F}\u{20E3}", 3),
    ("keycap of a sign", "#\u{FE0F}\u{20E3}", 3),
    ("skin tone", "👍🏽", 4),
    ("skin tone on one unit", "☝🏿", 3),
    ("flag of a country", "🇮🇹", 4),
    ("flag of a part of one", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 14),
    ("flag joined", "🏳\u{FE0F}\u{200D}🌈", 6),
    ("family", "👨\u{200D}👩\u{200D}👧\u{200D}👦", 11),
    ("profession with skin tone", "👩🏽\u{200D}🚀", 7),
    ("gender sign", "🏃\u{200D}♀\u{FE0F}", 5),
    ("hair", "👨\u{200D}🦰", 5),
    ("couple", "👩\u{200D}❤\u{FE0F}\u{200D}👨", 8),
    ("two skin tones", "🫱🏻\u{200D}🫲🏿", 9),
    ("mended heart", "❤\u{FE0F}\u{200D}🩹", 5),
    ("letter with two marks", "e\u{301}\u{323}", 3),
];

#[test]
fn every_form_of_emoji_costs_its_units_and_moves_whole_into_the_next_part() {
    for (what, emoji, units) in EMOJI {
        assert_eq!((count(emoji).encoding, count(emoji).units), (Encoding::Ucs2, units), "{what}");
        for before in 0..=UCS_PART {
            let after = 2 * UCS_PART;
            let text = format!("{}{emoji}{}", "я".repeat(before as usize), "я".repeat(after as usize));
            // What does not fit whole behind the first letters begins the second part.
            let in_first = if before + units <= UCS_PART { UCS_PART } else { before };
            let expected = 1 + (before + units + after - in_first).div_ceil(UCS_PART);
            assert_eq!(count(&text).parts, expected, "{what} after {before}");
        }
    }
}

#[test]
fn cutting_by_units_splits_an_emoji_somewhere_which_this_counter_never_does() {
    let by_units = |text: &str| (text.encode_utf16().count() as u32).div_ceil(UCS_PART);
    let differs = |(_, emoji, units): &(&str, &str, u32)| {
        (0..=UCS_PART).any(|before| {
            let room = "я".repeat((2 * UCS_PART - before - units) as usize);
            let text = format!("{}{emoji}{room}", "я".repeat(before as usize));
            count(&text).parts != by_units(&text)
        })
    };
    assert!(EMOJI.iter().all(differs), "the negative control: each form tells the two apart");
}

#[test]
fn a_decomposed_letter_is_composed_before_it_is_counted() {
    let decomposed = "e\u{301}".repeat(100);
    assert_eq!((count(&decomposed).encoding, count(&decomposed).parts), (Encoding::Ucs2, 4));
    let sent = normalised(&decomposed);
    assert_eq!((count(&sent).encoding, count(&sent).parts), (Encoding::Gsm7, 1));
}

proptest! {
    #[test]
    fn parts_hold_all_units_and_never_waste_more_than_a_grapheme(text in ".{0,400}") {
        let sent = normalised(&text);
        let counted = count(&sent);
        let (single, part) = match counted.encoding {
            Encoding::Gsm7 => (GSM_SINGLE, GSM_PART),
            Encoding::Ucs2 => (UCS_SINGLE, UCS_PART),
        };
        let capacity = if counted.parts == 1 { single } else { counted.parts * part };
        prop_assert!(counted.units <= capacity);
        prop_assert_eq!(counted.parts == 1, counted.units <= single);
    }

    #[test]
    fn jumping_to_the_boundary_equals_walking_every_grapheme(text in "([a-zа-я]|😀|🇮🇹|👍🏽|❤\u{FE0F}|1\u{FE0F}\u{20E3}|👩🏽\u{200D}🚀|☝🏿|e\u{301}|e\u{301}\u{323}|\r\n|€){40,160}") {
        use unicode_segmentation::UnicodeSegmentation;
        prop_assume!(gsm_septets(&text).is_none());
        let (mut parts, mut used) = (1, 0u32);
        for piece in text.graphemes(true).flat_map(|g| if g == "\r\n" { vec!["\r", "\n"] } else { vec![g] }) {
            let cost = piece.encode_utf16().count() as u32;
            if used + cost > UCS_PART { parts += 1; used = 0; }
            used += cost;
        }
        let counted = count(&text);
        prop_assert_eq!(counted.parts, if counted.units <= UCS_SINGLE { 1 } else { parts });
    }
}
