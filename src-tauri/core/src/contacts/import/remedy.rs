//! What can be done to all rows with one damage at once, and what the owner chose.
//!
//! Pure data. Knows no row and no SQL. Invariants: a remedy belongs to its
//! damage and to no other; without one a row is read as if there were none.

use std::collections::BTreeMap;

use super::damage::Damage;
use super::fault::ImportError;
use super::values::DayOrder;
use crate::contacts::phone;

/// One way of mending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Read the digits as a number of this country, ISO 3166 alpha-2.
    Country(String),
    /// Put back what a spreadsheet took, where it can be known.
    Restore,
    /// Read those dates in the other order of day and month.
    OtherOrder,
    /// Read dates with the day first.
    DayFirst,
    /// Read dates with the month first.
    MonthFirst,
    /// Take the day as not known.
    Unknown,
    /// Cut the value.
    Shorten,
    /// Take the missing cells at the row's end for blank ones.
    FillBlanks,
    /// Leave such rows out.
    LeaveOut,
}

/// The words of the remedies that are not a country.
const WORDS: [(Remedy, &str); 8] = [
    (Remedy::Restore, "restore"),
    (Remedy::OtherOrder, "other_order"),
    (Remedy::DayFirst, "day_first"),
    (Remedy::MonthFirst, "month_first"),
    (Remedy::Unknown, "unknown"),
    (Remedy::Shorten, "shorten"),
    (Remedy::FillBlanks, "fill_blanks"),
    (Remedy::LeaveOut, "leave_out"),
];

/// The word that stands for any country in [`remedies`].
pub const COUNTRY: &str = "country";

/// What can be done about a damage, the usual remedy first: words, and [`COUNTRY`] for a country's code.
#[must_use]
pub fn remedies(damage: Damage) -> &'static [&'static str] {
    match damage {
        Damage::NoCountryCode => &[COUNTRY],
        Damage::NumberAsPower | Damage::PostcodeLostZero => &["restore"],
        Damage::LostPlus | Damage::CannotReceive => &["leave_out"],
        Damage::DateEitherWay => &["day_first", "month_first"],
        Damage::DateInOtherOrder => &["other_order", "unknown", "leave_out"],
        Damage::DateUnreadable | Damage::ConsentInFuture | Damage::ConsentBeforeOpening => {
            &["unknown", "leave_out"]
        }
        Damage::TooLong => &["shorten"],
        Damage::RaggedRow => &["fill_blanks"],
        Damage::NumberAsHashes
        | Damage::InvalidNumber
        | Damage::NoPhone
        | Damage::UnclosedQuote
        | Damage::GarbledText => &[],
    }
}

impl Remedy {
    /// The stable word; a country's code for a country.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Country(code) => code,
            other => WORDS.iter().find(|(remedy, _)| remedy == other).map_or("", |(_, word)| word),
        }
    }

    /// Reads the remedy of a damage. Empty: the usual one.
    fn of(damage: Damage, word: &str) -> Option<Self> {
        let known = remedies(damage);
        let word = if word.is_empty() { known.first().copied()? } else { word };
        if known.contains(&COUNTRY) {
            let code = word.to_ascii_uppercase();
            return phone::is_country(&code).then_some(Self::Country(code));
        }
        let known = known.contains(&word);
        WORDS.iter().find(|(_, w)| known && *w == word).map(|(remedy, _)| remedy.clone())
    }
}

/// The remedies chosen for a file, at most one for each damage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs(BTreeMap<Damage, Remedy>);

impl Repairs {
    /// Reads choices, each a damage's word and a remedy's (empty: the usual one). A later one replaces an earlier.
    pub fn read<'a>(choices: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, ImportError> {
        let mut repairs = BTreeMap::new();
        for (kind, word) in choices {
            let damage = Damage::of(kind).ok_or_else(|| ImportError::UnknownRepair(shortened(kind)))?;
            let remedy = Remedy::of(damage, word.trim()).ok_or_else(|| ImportError::UnknownRemedy {
                kind: damage.word(),
                word: shortened(word),
                known: remedies(damage).join(", "),
            })?;
            repairs.insert(damage, remedy);
        }
        Ok(Self(repairs))
    }

    /// What was chosen for this damage.
    #[must_use]
    pub fn of(&self, damage: Damage) -> Option<&Remedy> {
        self.0.get(&damage)
    }

    /// Whether this damage is mended in this way.
    pub(super) fn is(&self, damage: Damage, remedy: &Remedy) -> bool {
        self.of(damage) == Some(remedy)
    }

    /// The order of day and month, where the owner chose it.
    pub(super) fn day_order(&self) -> Option<DayOrder> {
        match self.of(Damage::DateEitherWay)? {
            Remedy::DayFirst => Some(DayOrder::DayFirst),
            Remedy::MonthFirst => Some(DayOrder::MonthFirst),
            _ => None,
        }
    }
}

fn shortened(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Explain;

    #[test]
    fn every_remedy_that_is_offered_can_be_chosen() {
        for damage in Damage::all() {
            for word in remedies(damage) {
                let chosen = if *word == COUNTRY { "GB" } else { word };
                let repairs = Repairs::read([(damage.word(), chosen)]).unwrap();
                assert_eq!(repairs.of(damage).map(Remedy::word), Some(chosen), "{}", damage.word());
            }
        }
    }

    #[test]
    fn without_a_word_the_usual_remedy_is_meant() {
        let repairs = Repairs::read([("postcode_lost_zero", ""), ("consent_in_future", " ")]).unwrap();
        assert!(repairs.is(Damage::PostcodeLostZero, &Remedy::Restore));
        assert!(repairs.is(Damage::ConsentInFuture, &Remedy::Unknown));
    }

    #[test]
    fn a_remedy_of_another_damage_is_refused() {
        for (kind, word, code) in [
            ("rust", "", "import_unknown_repair"),
            ("postcode_lost_zero", "leave_out", "import_unknown_remedy"),
            ("no_country_code", "", "import_unknown_remedy"),
            ("no_country_code", "QQ", "import_unknown_remedy"),
            ("no_phone", "restore", "import_unknown_remedy"),
            ("no_phone", "", "import_unknown_remedy"),
        ] {
            assert_eq!(Repairs::read([(kind, word)]).unwrap_err().code(), code, "{kind}={word}");
        }
    }
}
