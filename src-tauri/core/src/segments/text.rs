//! Comparing text without regard to case, in any script.

use unicode_normalization::UnicodeNormalization;

/// Composed and in lower case, so that two spellings of one word are equal.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfc().collect::<String>().to_lowercase() }
}
