//! How many SMS parts a rendered text takes.
//!
//! Owns the part sizes and the splitting. Knows no price. Invariants: an
//! escape pair, a surrogate pair and a grapheme are never split between parts
//! (a single grapheme longer than a part is, at a code point); the result
//! agrees with every reference vector of `sms-segments-calculator` 1.3.0
//! (grade reproduced).

use serde::Serialize;
use specta::Type;
use unicode_segmentation::GraphemeCursor;

use super::encoding::{Encoding, gsm_septets, septets};

const GSM_SINGLE: u32 = 160;
const GSM_PART: u32 = 153;
const UCS_SINGLE: u32 = 70;
const UCS_PART: u32 = 67;

/// What a text costs on the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
pub struct Parts {
    /// The alphabet the whole text travels in.
    pub encoding: Encoding,
    /// Billed parts; an empty text counts as one.
    pub parts: u32,
    /// Septets in GSM-7, 16-bit units in UCS-2.
    pub units: u32,
}

/// Counts a text exactly as given; pass it through [`super::encoding::normalised`] first, as sending does.
#[must_use]
pub fn count(text: &str) -> Parts {
    match gsm_septets(text) {
        Some(units) => Parts { encoding: Encoding::Gsm7, parts: gsm_parts(text, units), units },
        None => {
            let units = text.chars().map(|c| c.len_utf16() as u32).sum();
            Parts { encoding: Encoding::Ucs2, parts: ucs_parts(text, units), units }
        }
    }
}

fn gsm_parts(text: &str, units: u32) -> u32 {
    if units <= GSM_SINGLE {
        return 1;
    }
    // Without escape pairs nothing can straddle a boundary.
    if text.is_ascii() && text.len() == units as usize {
        return units.div_ceil(GSM_PART);
    }
    let (mut parts, mut used) = (1, 0);
    for cost in text.chars().filter_map(septets) {
        if used + cost > GSM_PART {
            parts += 1;
            used = 0;
        }
        used += cost;
    }
    parts
}

fn ucs_parts(text: &str, units: u32) -> u32 {
    if units <= UCS_SINGLE {
        return 1;
    }
    let (mut parts, mut start) = (1, 0);
    while let Some(next) = next_part(text, start) {
        parts += 1;
        start = next;
    }
    parts
}

/// Where the part after the one at `start` begins, or nothing when the rest fits.
fn next_part(text: &str, start: usize) -> Option<usize> {
    let mut used = 0;
    for (offset, character) in text.get(start..)?.char_indices() {
        used += character.len_utf16() as u32;
        if used > UCS_PART {
            let full = start + offset;
            return Some(whole_grapheme(text, full).filter(|cut| *cut > start).unwrap_or(full));
        }
    }
    None
}

/// The last grapheme boundary at or before `cut`. CR LF may be parted: the reference counts it as two.
fn whole_grapheme(text: &str, cut: usize) -> Option<usize> {
    let (before, after) = text.split_at_checked(cut)?;
    if before.ends_with('\r') && after.starts_with('\n') {
        return Some(cut);
    }
    let mut cursor = GraphemeCursor::new(cut, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return Some(cut);
    }
    cursor.prev_boundary(text, 0).ok().flatten()
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
