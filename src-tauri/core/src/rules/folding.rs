//! One spelling for every way of writing a word.
//!
//! Owns folding: compatibility forms, case, accents and invisible characters
//! vanish, so "ＳＴＯＰ", "stóp" and "Stop" are one. Knows no word itself.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, compatibility forms or invisible characters. Other characters stay.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd() {
        fold_into(&mut folded, character);
    }
    folded
}

fn fold_into(folded: &mut String, character: char) {
    match character {
        c if is_combining_mark(c) || is_invisible(c) => {}
        '\u{2018}' | '\u{2019}' | '\u{B4}' | '\u{2BC}' | '`' => folded.push('\''),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'ł' | 'Ł' => folded.push('l'),
        'ø' | 'Ø' => folded.push('o'),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ı' => folded.push('i'),
        c => folded.extend(c.to_lowercase()),
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_word_folds_to_one() {
        for written in ["STOP", "Stóp", "ＳＴＯＰ", "s\u{200B}top", "𝐒𝐓𝐎𝐏", "\u{202E}stop"] {
            assert_eq!(fold(written), "stop", "{written}");
        }
        assert_eq!(fold("Grüße, Łódź, cœur"), "grusse, lodz, coeur");
    }
}
