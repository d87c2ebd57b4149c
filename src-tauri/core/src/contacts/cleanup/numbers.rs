//! What a number tells by itself: fiction, and whether it fits a country.
//!
//! Pure. Sources: NANPA reserves 555-0100 to 555-0199 of every area code for fiction, Ofcom 07700 900000 to 900999.

use std::collections::HashMap;

use crate::contacts::phone;

/// Whether nobody can ever have this number: it is kept for films and samples.
pub(super) fn is_fictional(e164: &str) -> bool {
    let american = e164.len() == 12 && e164.starts_with("+1") && e164.get(5..10) == Some("55501");
    american || (e164.len() == 13 && e164.starts_with("+447700900"))
}

/// Whether numbers fit the countries of addresses; each country is looked up once.
#[derive(Default)]
pub(super) struct Codes {
    known: HashMap<String, Option<String>>,
}

impl Codes {
    /// Whether the number is of another country than the address. Countries that share a code are one here.
    pub(super) fn differ(&mut self, e164: &str, country: &str) -> bool {
        if country.is_empty() {
            return false;
        }
        if !self.known.contains_key(country) {
            let code = phone::calling_code(country).map(|code| format!("+{code}"));
            self.known.insert(country.to_owned(), code);
        }
        self.known.get(country).is_some_and(|code| code.as_ref().is_some_and(|code| !e164.starts_with(code)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_fiction_are_known() {
        for number in ["+12125550101", "+18005550199", "+447700900104"] {
            assert!(is_fictional(number), "{number}");
        }
        for number in ["+12125550201", "+12125551100", "+447911123456", "+4915155501000"] {
            assert!(!is_fictional(number), "{number}");
        }
    }

    #[test]
    fn a_number_fits_every_country_of_its_code() {
        let mut codes = Codes::default();
        for (number, country, differs) in [
            ("+12125550101", "US", false),
            ("+12125550101", "CA", false),
            ("+12125550101", "GB", true),
            ("+447700900104", "GB", false),
            ("+447700900104", "US", true),
            ("+12125550101", "", false),
            ("+12125550101", "Nowhere", false),
        ] {
            assert_eq!(codes.differ(number, country), differs, "{number} {country}");
        }
    }
}
