//! Which alphabet a text travels in, and what each character costs in it.
//!
//! Owns the GSM 03.38 tables (basic and extension), NFC normalisation and the
//! cheaper spellings of typographic characters. Knows nothing of parts, money
//! or merge fields. Invariant: a cheaper spelling is offered only when it takes
//! the whole text out of UCS-2, otherwise "…" to "..." would make it dearer.
//! Source of the tables: 3GPP TS 23.038, as reproduced by `sms-segments-calculator` 1.3.0.

use std::borrow::Cow;

use serde::Serialize;
use specta::Type;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

use super::spelling;

/// The alphabet of a whole text: one character outside GSM-7 moves all of it to UCS-2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
pub enum Encoding {
    /// 7-bit septets; ten characters cost two.
    #[serde(rename = "GSM-7")]
    Gsm7,
    /// 16-bit units; an emoji costs two or more.
    #[serde(rename = "UCS-2")]
    Ucs2,
}

impl Encoding {
    /// The name carriers use: `GSM-7` or `UCS-2`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }
}

/// A character that forces UCS-2 on the whole text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Culprit {
    /// The character as a reader sees it (an emoji with its modifiers is one).
    pub character: String,
    /// The first code point that does not fit, for example `U+2019`.
    pub code_point: String,
    /// What people call it ("curly apostrophe"); the code point where it has no common name.
    pub name: String,
    /// Where it stands: index in Unicode scalar values, from 0.
    pub position: u32,
    /// The same thing in GSM-7, where there is one; an empty string means "leave it out".
    pub cheaper: Option<String>,
}

const OUTSIDE: u8 = 0;

const ASCII: [u8; 128] = ascii_septets();

const fn ascii_septets() -> [u8; 128] {
    let mut table = [1u8; 128];
    let mut code = 0;
    while code < 128 {
        table[code] = match code as u8 {
            b'\n' | b'\r' => 1,
            0x0C | b'[' | b'\\' | b']' | b'^' | b'{' | b'|' | b'}' | b'~' => 2,
            0..=0x1F | 0x7F | b'`' => OUTSIDE,
            _ => 1,
        };
        code += 1;
    }
    table
}

/// Septets of one character in GSM-7 (1 or 2), or nothing when it is not in the alphabet.
#[must_use]
pub fn septets(character: char) -> Option<u32> {
    let cost = match character {
        '\0'..='\x7F' => ASCII.get(character as usize).copied().unwrap_or(OUTSIDE),
        '¡' | '£' | '¤' | '¥' | '§' | '¿' | 'Ä' | 'Å' | 'Æ' | 'Ç' | 'É' | 'Ñ' | 'Ö' | 'Ø' | 'Ü' | 'ß'
        | 'à' | 'ä' | 'å' | 'æ' | 'è' | 'é' | 'ì' | 'ñ' | 'ò' | 'ö' | 'ø' | 'ù' | 'ü' | 'Γ' | 'Δ' | 'Θ'
        | 'Λ' | 'Ξ' | 'Π' | 'Σ' | 'Φ' | 'Ψ' | 'Ω' => 1,
        '€' => 2,
        _ => OUTSIDE,
    };
    (cost != OUTSIDE).then_some(u32::from(cost))
}

/// Septets of a whole text, or nothing as soon as one character is outside GSM-7.
pub(super) fn gsm_septets(text: &str) -> Option<u32> {
    if text.is_ascii() { ascii_sum(text.as_bytes()) } else { text.chars().map(septets).sum() }
}

fn ascii_sum(bytes: &[u8]) -> Option<u32> {
    let mut sum = 0;
    for byte in bytes {
        match ASCII.get(usize::from(*byte)).copied().unwrap_or(OUTSIDE) {
            OUTSIDE => return None,
            cost => sum += u32::from(cost),
        }
    }
    Some(sum)
}

/// The text as it is sent: canonically composed (NFC), since a decomposed "é" would force UCS-2.
#[must_use]
pub fn normalised(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Every character that forces UCS-2, in order of appearance; empty for a GSM-7 text.
#[must_use]
pub fn culprits(text: &str) -> Vec<Culprit> {
    if gsm_septets(text).is_some() {
        return Vec::new();
    }
    let mut position = 0;
    let mut found = Vec::new();
    for grapheme in text.graphemes(true) {
        found.extend(culprit(grapheme, position));
        position += grapheme.chars().count() as u32;
    }
    found
}

fn culprit(grapheme: &str, position: u32) -> Option<Culprit> {
    let outside = grapheme.chars().find(|c| septets(*c).is_none())?;
    let code_point = format!("U+{:04X}", u32::from(outside));
    let name = spelling::name(outside).map_or_else(|| code_point.clone(), str::to_owned);
    let cheaper = spelling::respelled(grapheme).filter(|s| gsm_septets(s).is_some());
    Some(Culprit { character: grapheme.to_owned(), code_point, name, position, cheaper })
}

/// The text in its cheapest honest spelling: GSM-7 when replacing typographic characters is enough,
/// otherwise only normalised. Letters and emoji are never changed, that is the owner's choice.
#[must_use]
pub fn cheaper(text: &str) -> String {
    let sent = normalised(text);
    let respelled: String = sent
        .graphemes(true)
        .map(|grapheme| spelling::respelled(grapheme).map_or(Cow::Borrowed(grapheme), Cow::Owned))
        .collect();
    if gsm_septets(&respelled).is_some() { respelled } else { sent.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENSION: &str = "\u{c}[\\]^{|}~€";

    #[test]
    fn the_alphabet_has_127_basic_and_ten_extension_characters() {
        let costs: Vec<u32> = ('\0'..=char::MAX).filter_map(septets).collect();
        assert_eq!(costs.iter().filter(|cost| **cost == 1).count(), 127);
        assert_eq!(costs.iter().filter(|cost| **cost == 2).count(), 10);
        assert!(EXTENSION.chars().all(|c| septets(c) == Some(2)));
    }

    /// 3GPP TS 23.038 table 6.2.1, septet by septet; 0x1B is the escape and stands for no character.
    const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
        ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    #[test]
    fn the_alphabet_is_that_of_3gpp_ts_23_038_character_by_character() {
        let sorted = |text: &str| {
            let mut all: Vec<char> = text.chars().collect();
            all.sort_unstable();
            all
        };
        let of_cost = |cost| ('\0'..=char::MAX).filter(|c| septets(*c) == Some(cost)).collect::<String>();
        assert_eq!((sorted(&of_cost(1)), sorted(&of_cost(2))), (sorted(BASIC), sorted(EXTENSION)));
    }

    #[test]
    fn letters_that_look_as_if_they_belonged_do_not() {
        for character in "`çáíóúâêîôûëïœŒ\u{2019}\u{A0}\t–…αβ".chars() {
            assert_eq!(septets(character), None, "{character:?}");
        }
    }

    #[test]
    fn a_curly_apostrophe_is_named_with_its_place_and_its_straight_spelling() {
        let found = culprits("Don\u{2019}t miss it");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].position, found[0].code_point.as_str()), (3, "U+2019"));
        assert_eq!(found[0].name, "curly apostrophe");
        assert_eq!(found[0].cheaper.as_deref(), Some("'"));
    }

    #[test]
    fn a_plain_text_has_no_culprits() {
        assert!(culprits("Hi Alice, 10 [new] rings at £5 each, è vero").is_empty());
    }

    #[test]
    fn a_decomposed_accent_is_one_culprit_and_its_composed_letter_is_cheaper() {
        let found = culprits("cafe\u{301}");
        assert_eq!((found.len(), found[0].position), (1, 3));
        assert_eq!(found[0].cheaper.as_deref(), Some("é"));
    }

    #[test]
    fn an_emoji_with_its_modifiers_is_one_culprit_without_a_cheaper_spelling() {
        let found = culprits("Yes 👍🏽!");
        assert_eq!((found.len(), found[0].character.as_str()), (1, "👍🏽"));
        assert_eq!(found[0].cheaper, None);
    }

    #[test]
    fn typographic_characters_are_respelled_when_that_takes_the_text_out_of_unicode() {
        let typed = "\u{201C}Carla\u{2019}s\u{A0}sale\u{201D} \u{2013} ends soon\u{2026}\u{200B}";
        assert_eq!(cheaper(typed), "\"Carla's sale\" - ends soon...");
    }

    #[test]
    fn nothing_is_respelled_when_an_emoji_keeps_the_text_in_unicode_anyway() {
        assert_eq!(cheaper("Soon\u{2026} 🎉"), "Soon\u{2026} 🎉");
    }

    #[test]
    fn letters_of_a_language_are_never_respelled() {
        assert_eq!(cheaper("más rápido"), "más rápido");
        assert!(culprits("más").iter().all(|c| c.cheaper.is_none()));
    }

    #[test]
    fn an_emoji_style_double_bang_leaves_no_selector_behind() {
        assert_eq!(cheaper("Now\u{203C}\u{FE0F}"), "Now!!");
    }

    #[test]
    fn composed_text_is_handed_back_without_a_copy() {
        assert!(matches!(normalised("Grüße aus Köln"), Cow::Borrowed(_)));
        assert_eq!(normalised("Gru\u{308}ße"), "Grüße");
    }
}
