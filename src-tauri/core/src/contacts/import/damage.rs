//! What spreadsheets, exporters and haste did to a row, told so that one repair can mend many rows.
//!
//! Pure: takes cells, returns facts. Knows no SQL and mends nothing by itself.
//! Invariant: a damage is reported beside the row's facts and never changes its
//! outcome; whether anything is mended is the owner's decision.

use super::values::{self, DayOrder};

/// One kind of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Damage {
    /// `1.5551E+10`: a spreadsheet took the number for arithmetic, and its last digits are gone.
    NumberAsPower,
    /// `#####`: a spreadsheet column was too narrow when the file was written, and every digit is gone.
    NumberAsHashes,
    /// Digits that are no number in the country assumed, but may be one in another.
    NoCountryCode,
    /// The `+` was lost; the digits could be read as an international number all the same.
    LostPlus,
    /// `1234` where the country's postcodes have five digits: the leading zero is gone.
    PostcodeLostZero,
    /// A date that can only be read in the other order of day and month than the rest of the file.
    DateInOtherOrder,
    /// Something stands in a date's place that cannot be read as one.
    DateUnreadable,
    /// Consent from a day that is still to come.
    ConsentInFuture,
    /// Consent from before the shop opened.
    ConsentBeforeOpening,
}

/// Every kind with its stable word.
const WORDS: [(Damage, &str); 9] = [
    (Damage::NumberAsPower, "number_as_power"),
    (Damage::NumberAsHashes, "number_as_hashes"),
    (Damage::NoCountryCode, "no_country_code"),
    (Damage::LostPlus, "lost_plus"),
    (Damage::PostcodeLostZero, "postcode_lost_zero"),
    (Damage::DateInOtherOrder, "date_in_other_order"),
    (Damage::DateUnreadable, "date_unreadable"),
    (Damage::ConsentInFuture, "consent_in_future"),
    (Damage::ConsentBeforeOpening, "consent_before_opening"),
];

impl Damage {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(damage, _)| *damage == self).map_or("", |(_, word)| word)
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// All damages of one row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Damages(u16);

impl Damages {
    /// Adds one.
    pub(super) fn add(&mut self, damage: Damage) {
        self.0 |= damage.bit();
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn has(self, damage: Damage) -> bool {
        self.0 & damage.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Damage> {
        WORDS.into_iter().map(|(damage, _)| damage).filter(move |damage| self.has(*damage))
    }
}

/// Why a cell that should hold a number holds none that can exist.
pub(super) fn of_lost_number(cell: &str) -> Option<Damage> {
    let bare = cell.trim().trim_start_matches('\'');
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    if bare.len() > 2 && bare.bytes().all(|b| b == b'#') {
        return Some(Damage::NumberAsHashes);
    }
    if bare.contains(['e', 'E'])
        && digits >= 2
        && !bare.contains(|c: char| c.is_alphabetic() && !"eE".contains(c))
    {
        return Some(Damage::NumberAsPower);
    }
    let plain = !bare.starts_with('+') && !bare.contains(char::is_alphabetic);
    (plain && (7..=12).contains(&digits)).then_some(Damage::NoCountryCode)
}

/// Whether a cell lost the `+` of the international number that was read from it.
pub(super) fn lost_plus(cell: &str, e164: &str) -> bool {
    // North America writes its own numbers with a leading 1 and no plus.
    if e164.starts_with("+1")
        || cell.contains('+')
        || cell.trim_start_matches(['\'', ' ', '=']).starts_with("00")
    {
        return false;
    }
    let whole = cell.trim().strip_suffix(".0").unwrap_or(cell);
    whole.bytes().filter(u8::is_ascii_digit).eq(e164.bytes().skip(1))
}

/// Countries whose postcodes are five digits and may begin with a zero.
const FIVE_DIGITS: [&str; 12] = ["US", "DE", "FR", "IT", "ES", "MX", "FI", "EE", "HR", "LT", "PR", "TR"];

/// The postcode with the zeros that a spreadsheet took; `None` where it is whole.
#[must_use]
pub fn postcode_with_zeros(postcode: &str, country: &str) -> Option<String> {
    let (digits, plus_four) = postcode.split_once('-').unwrap_or((postcode, ""));
    let numeric = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !FIVE_DIGITS.contains(&country) || !numeric(digits) || !(3..=4).contains(&digits.len()) {
        return None;
    }
    match plus_four {
        "" => Some(format!("{digits:0>5}")),
        four if country == "US" && four.len() == 4 && numeric(four) => Some(format!("{digits:0>5}-{four}")),
        _ => None,
    }
}

/// What is wrong with a date cell; nothing where it is blank or can be read.
pub(super) fn of_date(cell: &str, order: DayOrder) -> Option<Damage> {
    if cell.trim().is_empty() || values::moment(cell, order).is_some() || values::says_never(cell) {
        return None;
    }
    let other = values::moment(cell, order.other()).is_some();
    Some(if other { Damage::DateInOtherOrder } else { Damage::DateUnreadable })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_to_a_number_is_told_from_what_is_left() {
        for (cell, damage) in [
            ("1.5551E+10", Some(Damage::NumberAsPower)),
            ("'1,5551e10", Some(Damage::NumberAsPower)),
            ("########", Some(Damage::NumberAsHashes)),
            ("7700 900104", Some(Damage::NoCountryCode)),
            ("(0151) 234567", Some(Damage::NoCountryCode)),
            ("+999 1234567", None),
            ("12", None),
            ("call me", None),
            ("Eve", None),
        ] {
            assert_eq!(of_lost_number(cell), damage, "{cell}");
        }
    }

    #[test]
    fn a_lost_plus_is_known_by_the_digits_that_are_left() {
        assert!(lost_plus("447700900104", "+447700900104"));
        assert!(lost_plus("447700900104.0", "+447700900104"));
        for whole in ["+447700900104", "00447700900104", "07700900104"] {
            assert!(!lost_plus(whole, "+447700900104"), "{whole}");
        }
        assert!(!lost_plus("12125550101", "+12125550101"), "a leading 1 is how America writes");
    }

    #[test]
    fn a_postcode_gets_its_zeros_back_only_where_postcodes_have_five_digits() {
        assert_eq!(postcode_with_zeros("1234", "US").as_deref(), Some("01234"));
        assert_eq!(postcode_with_zeros("601", "US").as_deref(), Some("00601"));
        assert_eq!(postcode_with_zeros("1234-5678", "US").as_deref(), Some("01234-5678"));
        assert_eq!(postcode_with_zeros("1067", "DE").as_deref(), Some("01067"));
        for (whole, country) in [("10004", "US"), ("1234", "CH"), ("1010", "AT"), ("SW1A", "GB"), ("", "US")]
        {
            assert_eq!(postcode_with_zeros(whole, country), None, "{whole}");
        }
    }

    #[test]
    fn a_date_in_the_other_order_is_told_from_one_that_is_none() {
        assert_eq!(of_date("25/04/2026", DayOrder::MonthFirst), Some(Damage::DateInOtherOrder));
        assert_eq!(of_date("soon, I hope", DayOrder::MonthFirst), Some(Damage::DateUnreadable));
        assert_eq!(of_date("04/25/2026", DayOrder::MonthFirst), None);
        assert_eq!(of_date("never", DayOrder::MonthFirst), None);
        assert_eq!(of_date(" ", DayOrder::MonthFirst), None);
    }

    #[test]
    fn every_damage_has_a_word_and_a_bit_of_its_own() {
        let mut all = Damages::default();
        assert!(all.is_empty());
        for (damage, word) in WORDS {
            assert_eq!(damage.word(), word);
            assert!(!all.has(damage), "{word}");
            all.add(damage);
        }
        assert_eq!(all.each().count(), WORDS.len());
    }
}
