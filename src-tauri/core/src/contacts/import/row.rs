//! What one row comes to: a person, or the reason why not.
//!
//! Pure facts. Knows no cell and no SQL.

use super::cells::cut;
use super::consent::Proof;
use super::damage::Damage;
use crate::clock::Timestamp;
use crate::contacts::phone::Phone;

/// The longest name, place or address that is believed, in bytes.
const LONGEST_VALUE: usize = 1000;

/// Why a row was rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing in it.
    EmptyRow,
    /// No number.
    NoPhone,
    /// A number that cannot exist.
    InvalidNumber,
    /// A number that a spreadsheet destroyed.
    DamagedNumber,
    /// A name, place or address that is far too long.
    TooLong,
    /// More or fewer cells than the header.
    RaggedRow,
    /// A quotation mark that is never closed swallowed what follows.
    UnclosedQuote,
    /// The header once more.
    RepeatedHeader,
    /// Not text in the file's encoding.
    GarbledText,
    /// The owner chose to leave such rows out.
    LeftOut,
}

impl Reason {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::EmptyRow => "empty_row",
            Self::NoPhone => "no_phone",
            Self::InvalidNumber => "invalid_number",
            Self::DamagedNumber => "damaged_number",
            Self::TooLong => "too_long",
            Self::RaggedRow => "ragged_row",
            Self::UnclosedQuote => "unclosed_quote",
            Self::RepeatedHeader => "repeated_header",
            Self::GarbledText => "garbled_text",
            Self::LeftOut => "left_out",
        }
    }

    /// What is wrong with such a row; nothing where there is nothing in it, or the owner wants it so.
    pub(super) fn damage(self) -> Option<Damage> {
        Some(match self {
            Self::NoPhone => Damage::NoPhone,
            Self::InvalidNumber => Damage::InvalidNumber,
            Self::DamagedNumber => Damage::NumberAsPower,
            Self::TooLong => Damage::TooLong,
            Self::RaggedRow => Damage::RaggedRow,
            Self::UnclosedQuote => Damage::UnclosedQuote,
            Self::GarbledText => Damage::GarbledText,
            Self::EmptyRow | Self::RepeatedHeader | Self::LeftOut => return None,
        })
    }
}

/// One order, as an order export tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) reference: String,
    pub(super) placed_at: Timestamp,
    pub(super) micros: i64,
}

/// One row's facts about one person. Empty text means the file does not say.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) phone: Phone,
    /// In the order of [`TEXTS`].
    pub(super) texts: Texts,
    pub(super) tags: Vec<String>,
    pub(super) orders: Option<i64>,
    pub(super) spent: Option<i64>,
    pub(super) last_order_at: Option<i64>,
    pub(super) order: Option<Order>,
    pub(super) proof: Proof,
}

impl Person {
    /// Where they live, or else where their number is from.
    pub(super) fn country(&self) -> &str {
        let home = self.texts.get(COUNTRY).filter(|country| !country.is_empty());
        home.unwrap_or(&self.phone.country)
    }

    /// Whether the row names them.
    pub(super) fn is_named(&self) -> bool {
        let [first, last, ..] = &self.texts;
        !first.is_empty() || !last.is_empty()
    }
}

/// The plain fields of a contact: the columns of `contact`, in their order.
pub(super) const TEXTS: [&str; 9] =
    ["first_name", "last_name", "email", "address", "city", "region", "postcode", "country", "note"];
pub(super) const REGION: usize = 5;
pub(super) const POSTCODE: usize = 6;
pub(super) const COUNTRY: usize = 7;
/// The texts that may have several lines; a line break elsewhere comes from an unclosed quotation mark.
const MANY_LINES: [&str; 2] = ["address", "note"];

/// The texts of one person.
pub(super) type Texts = [String; TEXTS.len()];

/// Why the texts of a row cannot be believed, if so.
pub(super) fn unusable(texts: &Texts) -> Option<Reason> {
    let broken = |(text, name): (&String, &str)| !MANY_LINES.contains(&name) && text.contains('\n');
    if texts.iter().zip(TEXTS).any(broken) {
        return Some(Reason::UnclosedQuote);
    }
    texts.iter().zip(TEXTS).any(is_long).then_some(Reason::TooLong)
}

fn is_long((text, name): (&String, &str)) -> bool {
    text.len() > LONGEST_VALUE && name != "note"
}

/// Cuts what is far too long.
pub(super) fn shorten(texts: &mut Texts) {
    for (text, name) in texts.iter_mut().zip(TEXTS) {
        if is_long((text, name)) {
            text.truncate(cut(text, LONGEST_VALUE).len());
        }
    }
}

/// What a record says.
pub(super) enum Facts {
    Person(Box<Person>),
    /// A further line of the order above.
    SameOrder,
    Rejected(Reason),
}
