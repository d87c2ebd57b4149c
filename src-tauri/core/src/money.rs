//! Money: an integer of micro-units with its currency, never a float.

use serde::Serialize;
use specta::Type;

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
    fn an_unknown_currency_is_named_after_the_amount() {
        let cost = Money { micros: 1_500_000, currency: "SEK".into() };
        assert_eq!(cost.written(), "1.50 SEK");
    }
}
