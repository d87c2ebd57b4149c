//! What a rule can ask about: one table for the reader, the checker and the window.
//!
//! Owns the names of fields and ops and which op goes with which field. Knows no
//! SQL beyond a column's name and no person. Invariant: a field, its ops and its
//! column stand in exactly one line of [`CATALOGUE`].
//!
//! | field | kind | asks |
//! |---|---|---|
//! | `tag` | tag | whether the contact wears a tag |
//! | `country` | country | ISO 3166-1 alpha-2 code |
//! | `region`, `city`, `postcode` | text | where the contact lives |
//! | `total_spent` | money | whole currency units as a number, `200` or `19.90` |
//! | `orders` | count | how many orders |
//! | `last_order`, `last_engagement` | date | the latest one; may never have happened |
//! | `created` | date | when the contact came into the store |
//! | `consent` | consent | `promotional`, `transactional`, `conversational` or `none` |
//! | `first_name`, `last_name`, `email` | text | as imported |
//! | `number` | number | how the E.164 number begins |
//! | `import` | id | the import that brought the contact |
//! | `wording` | id | the wording that the contact agreed to, as `wordings list` numbers it |
//! | `suppressed` | flag | whether the number must not be texted |
//!
//! Text is compared without regard to case. A date is `YYYY-MM-DD` and begins at
//! midnight UTC: `before` and `after` both leave that day out. `not_in_last_days`
//! includes those to whom it never happened; `before` does not.

use serde::{Deserialize, Serialize};
use specta::Type;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* #[doc = concat!("`", $word, "`")] $variant,)* }

        impl $name {
            /// All of them, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in a rule.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the word of a rule.
            #[must_use]
            pub fn read(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// What a condition asks about.
    Field {
        Tag = "tag",
        Country = "country",
        Region = "region",
        City = "city",
        Postcode = "postcode",
        TotalSpent = "total_spent",
        Orders = "orders",
        LastOrder = "last_order",
        LastEngagement = "last_engagement",
        Created = "created",
        Consent = "consent",
        FirstName = "first_name",
        LastName = "last_name",
        Email = "email",
        Number = "number",
        Import = "import",
        Wording = "wording",
        Suppressed = "suppressed",
    }
}

words! {
    /// How a condition asks.
    Op {
        Is = "is",
        IsNot = "is_not",
        In = "in",
        NotIn = "not_in",
        StartsWith = "starts_with",
        Contains = "contains",
        IsSet = "is_set",
        IsNotSet = "is_not_set",
        MoreThan = "more_than",
        LessThan = "less_than",
        AtLeast = "at_least",
        AtMost = "at_most",
        Between = "between",
        InLastDays = "in_last_days",
        NotInLastDays = "not_in_last_days",
        Before = "before",
        After = "after",
        Never = "never",
        Ever = "ever",
    }
}

words! {
    /// What sort of value a field holds.
    Kind {
        Tag = "tag",
        Country = "country",
        Text = "text",
        Number = "number",
        Money = "money",
        Count = "count",
        Date = "date",
        Consent = "consent",
        Id = "id",
        Flag = "flag",
    }
}

/// One line of the catalogue.
pub(super) struct Line {
    pub(super) field: Field,
    pub(super) kind: Kind,
    pub(super) ops: &'static [Op],
    /// The column, `s.` of the narrow table `standing`, `c.` of `contact`; empty where tags or wordings are asked.
    pub(super) column: &'static str,
    /// An example value for the first op, as JSON text.
    pub(super) example: &'static str,
}

const PLACE: &[Op] = &[Op::Is, Op::IsNot, Op::In, Op::NotIn, Op::StartsWith];
const AMOUNT: &[Op] = &[Op::MoreThan, Op::LessThan, Op::AtLeast, Op::AtMost, Op::Between];
const COUNT: &[Op] = &[Op::Is, Op::MoreThan, Op::LessThan, Op::AtLeast, Op::AtMost, Op::Between];
const WHEN: &[Op] = &[Op::InLastDays, Op::NotInLastDays, Op::Before, Op::After];
const WHEN_EVER: &[Op] = &[Op::InLastDays, Op::NotInLastDays, Op::Before, Op::After, Op::Never, Op::Ever];
const NAME: &[Op] = &[Op::Is, Op::Contains, Op::StartsWith, Op::IsSet, Op::IsNotSet];
const WEARS: &[Op] = &[Op::Is, Op::IsNot, Op::In];

const fn line(
    field: Field,
    kind: Kind,
    ops: &'static [Op],
    column: &'static str,
    example: &'static str,
) -> Line {
    Line { field, kind, ops, column, example }
}

/// Every field, in the order in which a window offers them.
pub(super) const CATALOGUE: &[Line] = &[
    line(Field::Tag, Kind::Tag, WEARS, "", r#""vip""#),
    line(Field::Country, Kind::Country, PLACE, "s.country", r#""US""#),
    line(Field::Region, Kind::Text, PLACE, "s.region", r#""CA""#),
    line(Field::City, Kind::Text, PLACE, "c.city", r#""Oakland""#),
    line(Field::Postcode, Kind::Text, PLACE, "c.postcode", r#""94607""#),
    line(Field::TotalSpent, Kind::Money, AMOUNT, "s.spent_micros", "200"),
    line(Field::Orders, Kind::Count, COUNT, "s.orders", "3"),
    line(Field::LastOrder, Kind::Date, WHEN_EVER, "s.last_order_at", "60"),
    line(Field::LastEngagement, Kind::Date, WHEN_EVER, "s.last_engaged_at", "30"),
    line(Field::Created, Kind::Date, WHEN, "c.created_at", "30"),
    line(Field::Consent, Kind::Consent, &[Op::Is], "s.consent", r#""promotional""#),
    line(Field::FirstName, Kind::Text, NAME, "c.first_name", r#""Alice""#),
    line(Field::LastName, Kind::Text, NAME, "c.last_name", r#""Archer""#),
    line(Field::Email, Kind::Text, NAME, "c.email", r#""alice@example.com""#),
    line(Field::Number, Kind::Number, &[Op::StartsWith], "c.number", r#""+1510""#),
    line(Field::Import, Kind::Id, &[Op::Is], "c.import_id", "1"),
    line(Field::Wording, Kind::Id, &[Op::Is], "", "1"),
    line(Field::Suppressed, Kind::Flag, &[Op::Is], "s.suppressed", "true"),
];

impl Field {
    /// This field's line; every field has one, which a test holds to.
    pub(super) fn line(self) -> &'static Line {
        const FIRST: &Line = &CATALOGUE[0];
        CATALOGUE.iter().find(|line| line.field == self).unwrap_or(FIRST)
    }
}

/// A field as a rule builder shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldInfo {
    /// Its word in a rule.
    pub id: Field,
    /// Where its name stands in the catalogue of strings, `segments.field.<id>`.
    pub label_key: String,
    /// What sort of value it holds.
    pub kind: Kind,
    /// The ops it takes.
    pub ops: Vec<Op>,
    /// A value for the first op, as JSON text.
    pub example: String,
}

/// Every field a rule can ask about.
#[must_use]
pub fn catalogue() -> Vec<FieldInfo> {
    let info = |line: &Line| FieldInfo {
        id: line.field,
        label_key: format!("segments.field.{}", line.field.word()),
        kind: line.kind,
        ops: line.ops.to_vec(),
        example: line.example.into(),
    };
    CATALOGUE.iter().map(info).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_exactly_one_line_in_the_catalogue() {
        for field in Field::ALL {
            assert_eq!(CATALOGUE.iter().filter(|line| line.field == *field).count(), 1, "{}", field.word());
            assert_eq!(field.line().field, *field);
        }
    }

    #[test]
    fn a_word_in_a_rule_is_the_word_on_the_wire() {
        for field in Field::ALL {
            assert_eq!(serde_json::to_value(field).unwrap(), field.word());
        }
        for op in Op::ALL {
            assert_eq!(serde_json::to_value(op).unwrap(), op.word());
        }
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }

    #[test]
    fn every_example_is_a_condition_that_reads() {
        for line in CATALOGUE {
            let text = format!(
                r#"{{"all":[{{"field":"{}","op":"{}","value":{}}}]}}"#,
                line.field.word(),
                line.ops[0].word(),
                line.example
            );
            crate::segments::Rule::from_text(&text).unwrap();
        }
    }
}
