//! The merge fields a body may use, and one customer's values for them.
//!
//! Owns the names. An e-mail address is left out on purpose: nobody wants to
//! read their own address in a text, and it is one more thing to leak.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A merge field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// Town.
    City,
    /// State, province or county.
    Region,
    /// Country as the list has it.
    Country,
    /// The shop's brand.
    Brand,
}

impl Field {
    /// Every field, in the order the composer shows them.
    pub const ALL: [Self; 6] =
        [Self::FirstName, Self::LastName, Self::City, Self::Region, Self::Country, Self::Brand];

    /// The name between the braces.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::City => "city",
            Self::Region => "region",
            Self::Country => "country",
            Self::Brand => "brand",
        }
    }

    /// The field of exactly this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The field that was probably meant: same letters without case and separators, or one or two slips away.
    #[must_use]
    pub fn nearest(name: &str) -> Option<Self> {
        let typed = letters(name);
        let meant = match typed.as_str() {
            "name" | "firstname" | "fname" | "givenname" | "first" | "customername" => Some(Self::FirstName),
            "lname" | "surname" | "familyname" | "last" => Some(Self::LastName),
            "town" => Some(Self::City),
            "state" | "province" | "county" => Some(Self::Region),
            "shop" | "shopname" | "store" | "storename" | "company" => Some(Self::Brand),
            _ => None,
        };
        meant.or_else(|| by_slips(&typed))
    }
}

fn by_slips(typed: &str) -> Option<Field> {
    let near = Field::ALL.into_iter().map(|field| (slips(typed, &letters(field.name())), field));
    let (distance, field) = near.min_by_key(|(distance, _)| *distance)?;
    (distance <= 2 && distance < typed.chars().count()).then_some(field)
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn slips(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, typed) in left.chars().enumerate() {
        let mut next = vec![line + 1];
        for (pair, wanted) in row.windows(2).zip(&right) {
            let &[diagonal, above] = pair else { continue };
            let before = next.last().copied().unwrap_or(line);
            let swap = diagonal + usize::from(typed != *wanted);
            next.push(swap.min(above + 1).min(before + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

/// One customer's values; absent and blank mean the same.
#[derive(Clone, Copy, Default)]
pub struct Fields<'a> {
    /// Given name.
    pub first_name: Option<&'a str>,
    /// Family name.
    pub last_name: Option<&'a str>,
    /// Town.
    pub city: Option<&'a str>,
    /// State, province or county.
    pub region: Option<&'a str>,
    /// Country as the list has it.
    pub country: Option<&'a str>,
    /// The shop's brand.
    pub brand: Option<&'a str>,
}

impl<'a> Fields<'a> {
    /// The value of one field.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&'a str> {
        match field {
            Field::FirstName => self.first_name,
            Field::LastName => self.last_name,
            Field::City => self.city,
            Field::Region => self.region,
            Field::Country => self.country,
            Field::Brand => self.brand,
        }
    }
}
