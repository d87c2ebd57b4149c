//! Money: an integer of micro-units with its currency, never a float.

use serde::Serialize;
use specta::Type;

/// No campaign of a shop costs more than a thousand million.
const LARGEST: f64 = 1e9;

/// An amount. One unit of the currency is 1,000,000 micro-units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// Micro-units; a US price of $0.0079 is 7,900.
    pub micros: i64,
    /// ISO 4217 code.
    pub currency: String,
}

impl Money {
    /// The amount as people write it: two decimals, rounded up so that a promise is never too low.
    #[must_use]
    pub fn written(&self) -> String {
        let cents = self.micros.div_euclid(10_000) + i64::from(self.micros.rem_euclid(10_000) > 0);
        let sign = if cents < 0 { "-" } else { "" };
        let (whole, rest) = (cents.abs() / 100, cents.abs() % 100);
        match symbol(&self.currency) {
            Some(symbol) => format!("{sign}{symbol}{whole}.{rest:02}"),
            None => format!("{sign}{whole}.{rest:02} {}", self.currency),
        }
    }
}

impl Money {
    /// Micro-units of an amount in whole units, to the nearest; what is no amount (negative, endless) is 0.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
    pub fn micros_of(units: f64) -> i64 {
        let sane = units.is_finite() && (0.0..=LARGEST).contains(&units);
        if sane { (units * 1e6).round() as i64 } else { 0 }
    }

    /// Whole units of an amount, for a field in which it is typed.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "amounts of a shop lie far below 2^53 micro-units")]
    pub fn units_of(micros: i64) -> f64 {
        micros as f64 / 1e6
    }

    /// A price as it is charged: four decimals, as providers write theirs.
    #[must_use]
    pub fn written_exactly(&self) -> String {
        let (whole, rest) = (self.micros / 1_000_000, (self.micros % 1_000_000).abs() / 100);
        match symbol(&self.currency) {
            Some(symbol) => format!("{symbol}{whole}.{rest:04}"),
            None => format!("{whole}.{rest:04} {}", self.currency),
        }
    }
}

fn symbol(currency: &str) -> Option<&'static str> {
    Some(match currency {
        "USD" => "$",
        "GBP" => "£",
        "EUR" => "€",
        "CAD" => "CA$",
        "AUD" => "A$",
        "NZD" => "NZ$",
        _ => return None,
    })
}

/// An amount as the window shows it: already written, since the window never computes money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WrittenMoney {
    /// For example `$19.04`.
    pub written: String,
    /// ISO 4217 code.
    pub currency: String,
}

impl From<&Money> for WrittenMoney {
    fn from(money: &Money) -> Self {
        Self { written: money.written(), currency: money.currency.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_rounded_up_to_the_cent() {
        let cost = Money { micros: 19_031_100, currency: "USD".into() };
        assert_eq!(cost.written(), "$19.04");
    }

    #[test]
    fn a_typed_amount_is_read_to_the_micro_unit_and_nonsense_is_nothing() {
        assert_eq!([19.04, 0.0079, 20.0].map(Money::micros_of), [19_040_000, 7_900, 20_000_000]);
        assert_eq!([-1.0, f64::NAN, f64::INFINITY, 1e12].map(Money::micros_of), [0; 4]);
        assert!((Money::units_of(19_040_000) - 19.04).abs() < 1e-9);
    }

    #[test]
    fn an_unknown_currency_is_named_after_the_amount() {
        let cost = Money { micros: 1_500_000, currency: "SEK".into() };
        assert_eq!(cost.written(), "1.50 SEK");
    }
}
