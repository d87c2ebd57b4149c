//! Phone numbers: from any spelling to E.164, with the kind of line.
//!
//! Owns what counts as one valid number. Knows no file, no contact and no SQL.
//! Invariants: the same number in any spelling gives the same E.164; nothing is
//! guessed from a damaged cell; the numbers reserved for fiction are valid here,
//! because practice and tests live on them.

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType};
use thiserror::Error;

/// The longest piece of a cell that can be one number, in bytes.
const LONGEST: usize = 64;

/// The kind of line, as stored in `standing.line`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Line {
    /// Nobody has looked.
    Unknown = 0,
    /// A mobile.
    Mobile = 1,
    /// The numbering plan does not tell (North America).
    FixedOrMobile = 2,
    /// A landline.
    Fixed = 3,
    /// Premium rate or shared cost.
    Premium = 4,
    /// Free to call.
    TollFree = 5,
    /// Internet telephony.
    Voip = 6,
    /// A pager.
    Pager = 7,
    /// Not a number that can exist.
    Invalid = 8,
    /// Voicemail, company-wide and other kinds.
    Other = 9,
}

impl Line {
    /// Whether the numbering plan lets such a line receive texts.
    #[must_use]
    pub fn takes_texts(self) -> bool {
        matches!(self, Self::Unknown | Self::Mobile | Self::FixedOrMobile | Self::Voip)
    }

    /// The stored integer.
    #[must_use]
    pub fn stored(self) -> u8 {
        self as u8
    }

    /// All kinds, by their stored integer.
    pub const ALL: [Self; 10] = [
        Self::Unknown,
        Self::Mobile,
        Self::FixedOrMobile,
        Self::Fixed,
        Self::Premium,
        Self::TollFree,
        Self::Voip,
        Self::Pager,
        Self::Invalid,
        Self::Other,
    ];

    /// Reads a stored integer; what is not known is `Other`.
    #[must_use]
    pub fn read(stored: u8) -> Self {
        Self::ALL.get(usize::from(stored)).copied().unwrap_or(Self::Other)
    }

    /// The stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Mobile => "mobile",
            Self::FixedOrMobile => "fixed_or_mobile",
            Self::Fixed => "landline",
            Self::Premium => "premium",
            Self::TollFree => "toll_free",
            Self::Voip => "voip",
            Self::Pager => "pager",
            Self::Invalid => "invalid",
            Self::Other => "other",
        }
    }
}

/// One valid number.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone {
    /// `+` and up to 15 digits.
    pub e164: String,
    /// The kind of line.
    pub line: Line,
    /// ISO 3166 alpha-2, upper case; empty for numbers of no country.
    pub country: String,
}

/// Why a cell holds no usable number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PhoneFault {
    /// Nothing in it.
    #[error("the cell is empty")]
    Empty,
    /// A spreadsheet turned the number into `1.5551E+10` or `#####`: digits are lost for good.
    #[error("a spreadsheet has destroyed the digits of this number")]
    Damaged,
    /// No number of this kind exists in any country.
    #[error("no such number can exist")]
    Invalid,
}

impl crate::error::Explain for PhoneFault {
    fn code(&self) -> &'static str {
        "phone_number_invalid"
    }

    fn hint(&self) -> String {
        "Write it with its country code, for example +1 212 555 0100.".into()
    }
}

/// The number in a cell; the first valid one if there are several.
///
/// `default_country` (ISO 3166 alpha-2) is used for numbers without a country code.
pub fn normalise(raw: &str, default_country: &str) -> Result<Phone, PhoneFault> {
    let cell = bare(raw);
    if cell.is_empty() {
        return Err(PhoneFault::Empty);
    }
    let region = Region::from_code(default_country).ok();
    if let Some(phone) = one(cell, region) {
        return Ok(phone);
    }
    let mut damaged = false;
    for piece in cell.split([';', ',', '|', '\n', '\r', '/', '&']).flat_map(|piece| piece.split(":::")) {
        let piece = bare(piece);
        damaged |= is_damaged(piece);
        if let Some(phone) = one(piece, region) {
            return Ok(phone);
        }
    }
    Err(if damaged || is_damaged(cell) { PhoneFault::Damaged } else { PhoneFault::Invalid })
}

/// Whether this is a country code that numbers can be read with.
#[must_use]
pub fn is_country(code: &str) -> bool {
    Region::from_code(code)
        .is_ok_and(|region| PHONE_NUMBER_UTIL.get_country_code_for_region(region).is_some())
}

/// The calling code of a country, for example 44; `None` for what is no country.
#[must_use]
pub(super) fn calling_code(country: &str) -> Option<i32> {
    PHONE_NUMBER_UTIL.get_country_code_for_region(Region::from_code(country).ok()?)
}

/// Without the marks that spreadsheets and people put around a number.
fn bare(raw: &str) -> &str {
    let cell = raw
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '=' | '\u{feff}' | '`' | '’'));
    let cell = cell.strip_prefix("tel:").unwrap_or(cell);
    match cell.strip_suffix(".0") {
        Some(whole) if whole.bytes().all(|b| b.is_ascii_digit() || b == b'+') => whole,
        _ => cell,
    }
}

/// `1.5551E+10`, `1,5551E+10` and `######` are what a spreadsheet leaves of a long number.
fn is_damaged(cell: &str) -> bool {
    if cell.len() > 2 && cell.bytes().all(|b| b == b'#') {
        return true;
    }
    let Some((digits, power)) = cell.split_once(['e', 'E']) else { return false };
    let power = power.strip_prefix('+').unwrap_or(power);
    let numeric =
        |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    numeric(digits) && power.len() <= 3 && !power.is_empty() && power.bytes().all(|b| b.is_ascii_digit())
}

fn one(piece: &str, region: Option<Region>) -> Option<Phone> {
    if piece.len() > LONGEST || piece.len() < 5 || is_damaged(piece) {
        return None;
    }
    as_written(piece, region).or_else(|| with_plus(piece))
}

fn as_written(piece: &str, region: Option<Region>) -> Option<Phone> {
    verdict(&PHONE_NUMBER_UTIL.parse(piece, region).ok()?)
}

/// The same digits with the `+` that an exporter lost, or that stood there as `00`.
fn with_plus(piece: &str) -> Option<Phone> {
    if piece.starts_with(['+', '＋']) {
        return None;
    }
    let digits: String =
        piece.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    if digits.len() < 11 || piece.chars().any(char::is_alphabetic) {
        return None;
    }
    as_written(&format!("+{digits}"), None)
}

fn verdict(number: &PhoneNumber) -> Option<Phone> {
    let e164 = PHONE_NUMBER_UTIL.format(number, PhoneNumberFormat::E164).into_owned();
    if let Some((line, country)) = reserved(&e164) {
        return Some(Phone { e164, line, country: country.into() });
    }
    let region = PHONE_NUMBER_UTIL.get_region_for_number(number)?;
    let line = line_of(PHONE_NUMBER_UTIL.get_number_type(number))?;
    let country =
        if region == Region::World { String::new() } else { region.as_region_str().as_str().to_owned() };
    Some(Phone { e164, line, country })
}

/// Ofcom keeps 07700 900000 to 900999 for drama; the numbering data calls them invalid.
fn reserved(e164: &str) -> Option<(Line, &'static str)> {
    (e164.len() == 13 && e164.starts_with("+447700900")).then_some((Line::Mobile, "GB"))
}

/// `None` where the number cannot exist.
fn line_of(kind: PhoneNumberType) -> Option<Line> {
    use PhoneNumberType as Kind;
    Some(match kind {
        Kind::FixedLine => Line::Fixed,
        Kind::Mobile => Line::Mobile,
        Kind::FixedLineOrMobile => Line::FixedOrMobile,
        Kind::TollFree => Line::TollFree,
        Kind::PremiumRate | Kind::SharedCost => Line::Premium,
        Kind::VoIP => Line::Voip,
        Kind::Pager => Line::Pager,
        Kind::PersonalNumber | Kind::UAN | Kind::VoiceMail => Line::Other,
        Kind::Unknown => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e164(raw: &str, country: &str) -> String {
        normalise(raw, country).map_or_else(|fault| format!("{fault:?}"), |phone| phone.e164)
    }

    #[test]
    fn every_spelling_of_alices_number_is_the_same_number() {
        for raw in [
            "+12125550101",
            "'+12125550101",
            "(212) 555-0101",
            "212.555.0101",
            "1-212-555-0101",
            "0012125550101",
            "12125550101",
            " 212 555 0101 ",
            "+1 (212) 555-0101 x23",
            "２１２-５５５-０１０１",
            "2125550101.0",
            "tel:+1-212-555-0101",
            "=\"+12125550101\"",
            "٢١٢٥٥٥٠١٠١",
            "01112125550101",
        ] {
            assert_eq!(e164(raw, "US"), "+12125550101", "{raw}");
        }
    }

    #[test]
    fn daves_drama_number_is_a_british_mobile() {
        for raw in
            ["07700 900104", "+44 7700 900104", "447700900104", "0044 7700 900104", "+44 (0)7700 900104"]
        {
            let phone = normalise(raw, "GB").unwrap_or_else(|_| panic!("{raw}"));
            assert_eq!(
                (phone.e164.as_str(), phone.line, phone.country.as_str()),
                ("+447700900104", Line::Mobile, "GB")
            );
        }
        assert_eq!(e164("0044 7700 900104", "US"), "+447700900104");
    }

    #[test]
    fn what_a_spreadsheet_destroyed_is_named_as_such() {
        for raw in ["1.21255E+10", "1,21255E+10", "2.12556e10", "#########", "'1.5551E+10"] {
            assert_eq!(normalise(raw, "US").err(), Some(PhoneFault::Damaged), "{raw}");
        }
    }

    #[test]
    fn the_first_valid_of_several_numbers_counts() {
        assert_eq!(e164("123; 212-555-0101; 312-555-0102", "US"), "+12125550101");
        assert_eq!(e164("n/a ::: +1 312 555 0102", "US"), "+13125550102");
        assert_eq!(e164("212-555-0101/312-555-0102", "US"), "+12125550101");
    }

    #[test]
    fn a_number_that_cannot_exist_is_refused() {
        for raw in ["12345", "+1 555 01", "call me", "+999 12345678", "000-000-0000", "1234567890"] {
            assert_eq!(normalise(raw, "US").err(), Some(PhoneFault::Invalid), "{raw}");
        }
        assert_eq!(normalise("  ' ", "US").err(), Some(PhoneFault::Empty));
    }

    #[test]
    fn the_kind_of_line_is_told_where_the_plan_tells_it() {
        let line = |raw: &str| normalise(raw, "GB").unwrap_or_else(|_| panic!("{raw}")).line;
        assert_eq!(line("+12125550101"), Line::FixedOrMobile);
        assert_eq!(line("+442079460101"), Line::Fixed);
        assert_eq!(line("+18005550101"), Line::TollFree);
        assert_eq!(line("+19005550101"), Line::Premium);
    }

    proptest::proptest! {
        #[test]
        fn normalising_twice_changes_nothing(raw in "[+0-9 ()x;E.-]{0,24}") {
            if let Ok(phone) = normalise(&raw, "US") {
                let again = normalise(&phone.e164, "GB").unwrap();
                proptest::prop_assert_eq!(again.e164, phone.e164);
            }
        }

        #[test]
        fn no_cell_makes_it_panic(raw in ".{0,80}") {
            let _ = normalise(&raw, "DE");
        }
    }
}
