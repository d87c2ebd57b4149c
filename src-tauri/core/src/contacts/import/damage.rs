//! What spreadsheets, exporters and haste did to a row, told so that one repair can mend many rows.
//!
//! Pure: takes cells, returns facts. Knows no SQL and mends nothing by itself.
//! Invariants: a damage is reported beside the row's facts and never changes its
//! outcome; whether anything is mended is the owner's decision (`remedy`).

use super::values::{self, DayOrder};

/// One kind of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Damage {
    /// `1.5551E+10`: a spreadsheet took the number for arithmetic, and usually its last digits are gone.
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
    /// A date that can be read in both orders, in a file that does not tell which is meant.
    DateEitherWay,
    /// Something stands in a date's place that cannot be read as one.
    DateUnreadable,
    /// Consent from a day that is still to come.
    ConsentInFuture,
    /// Consent from before the shop opened.
    ConsentBeforeOpening,
    /// A landline, a premium number or another line that takes no texts.
    CannotReceive,
    /// A number that cannot exist.
    InvalidNumber,
    /// No number at all.
    NoPhone,
    /// A name, place or address that is far too long.
    TooLong,
    /// More or fewer cells than the header.
    RaggedRow,
    /// A quotation mark that is never closed.
    UnclosedQuote,
    /// Not text in the file's encoding.
    GarbledText,
}

/// Every kind with its stable word, in the order in which an owner would mend them.
const WORDS: [(Damage, &str); 17] = [
    (Damage::NoCountryCode, "no_country_code"),
    (Damage::NumberAsPower, "number_as_power"),
    (Damage::NumberAsHashes, "number_as_hashes"),
    (Damage::InvalidNumber, "invalid_number"),
    (Damage::NoPhone, "no_phone"),
    (Damage::LostPlus, "lost_plus"),
    (Damage::CannotReceive, "cannot_receive"),
    (Damage::DateEitherWay, "date_either_way"),
    (Damage::DateInOtherOrder, "date_in_other_order"),
    (Damage::DateUnreadable, "date_unreadable"),
    (Damage::ConsentInFuture, "consent_in_future"),
    (Damage::ConsentBeforeOpening, "consent_before_opening"),
    (Damage::PostcodeLostZero, "postcode_lost_zero"),
    (Damage::RaggedRow, "ragged_row"),
    (Damage::UnclosedQuote, "unclosed_quote"),
    (Damage::GarbledText, "garbled_text"),
    (Damage::TooLong, "too_long"),
];

impl Damage {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(damage, _)| *damage == self).map_or("", |(_, word)| word)
    }

    /// The kind with this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, known)| *known == word).map(|(damage, _)| *damage)
    }

    /// Every kind, in the order in which an owner would mend them.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.into_iter().map(|(damage, _)| damage)
    }

    /// Whether it takes the row's number away.
    #[must_use]
    pub fn is_of_number(self) -> bool {
        matches!(self, Self::NumberAsPower | Self::NumberAsHashes | Self::NoCountryCode)
    }

    fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

/// All damages of one row, and which of them the owner's repairs have mended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Damages {
    found: u32,
    mended: u32,
}

impl Damages {
    /// This one, if it is one.
    pub(super) fn of(damage: Option<Damage>) -> Self {
        Self { found: damage.map_or(0, Damage::bit), mended: 0 }
    }

    /// Adds one.
    pub(super) fn add(&mut self, damage: Damage) {
        self.found |= damage.bit();
    }

    /// Adds one that a repair has mended.
    pub(super) fn mend(&mut self, damage: Damage) {
        self.add(damage);
        self.mended |= damage.bit();
    }

    /// Adds those of `others`.
    pub(super) fn join(&mut self, others: Self) {
        self.found |= others.found;
        self.mended |= others.mended;
    }

    /// Whether this one is among them, mended or not.
    #[must_use]
    pub fn has(self, damage: Damage) -> bool {
        self.found & damage.bit() != 0
    }

    /// Whether there is none, mended or not.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.found == 0
    }

    /// Whether a repair changed anything of this row.
    #[must_use]
    pub fn is_mended(self) -> bool {
        self.mended != 0
    }

    /// Each that is left.
    pub fn open(self) -> impl Iterator<Item = Damage> {
        Damage::all().filter(move |damage| (self.found & !self.mended) & damage.bit() != 0)
    }

    /// Each that a repair has mended.
    pub fn mended(self) -> impl Iterator<Item = Damage> {
        Damage::all().filter(move |damage| self.mended & damage.bit() != 0)
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

/// The digits that a power stands for; `None` where it does not hold all of them.
pub(super) fn digits_of_power(cell: &str) -> Option<String> {
    let bare = cell.trim().trim_start_matches('\'');
    let (mantissa, power) = bare.split_once(['e', 'E'])?;
    let power: usize = power.trim_start_matches('+').parse().ok()?;
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let digits = format!("{whole}{part}");
    let all = whole.len() == 1 && digits.bytes().all(|b| b.is_ascii_digit());
    (all && digits.len() == power + 1).then_some(digits)
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
    fn a_power_that_kept_every_digit_is_a_number_still() {
        assert_eq!(digits_of_power("1.2125550101E+10").as_deref(), Some("12125550101"));
        assert_eq!(digits_of_power("'4,47700900104e11").as_deref(), Some("447700900104"));
        for lost in ["1.21255E+10", "1.2125550101E+11", "12.125550101E+10", "E+10", "Eve", "1E"] {
            assert_eq!(digits_of_power(lost), None, "{lost}");
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
            assert_eq!(Damage::of(word), Some(damage));
        }
        assert_eq!(all.open().count(), WORDS.len());
        assert_eq!((all.mended().count(), Damage::of("rust")), (0, None));
    }
}
