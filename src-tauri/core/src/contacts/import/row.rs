//! One record as a person, or the reason why not.
//!
//! Owns the way from cells to facts. Knows no SQL. Invariant: a record of the
//! wrong width is rejected, so that no value ever lands on another column.

use csv::StringRecord;

use super::consent::{self, Cells, Declaration, Proof, Span};
use super::damage::{self, Damage, Damages};
use super::field::Field;
use super::mapping::Mapping;
use super::values::{self, DayOrder};
use crate::clock::Timestamp;
use crate::contacts::phone::{self, Phone, PhoneFault};

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
        }
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
    pub(super) texts: [String; TEXTS.len()],
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
/// Why the texts of a row cannot be believed, if so.
fn unusable(texts: &[String; TEXTS.len()]) -> Option<Reason> {
    let broken = |(text, name): (&String, &str)| !MANY_LINES.contains(&name) && text.contains('\n');
    if texts.iter().zip(TEXTS).any(broken) {
        return Some(Reason::UnclosedQuote);
    }
    let long = |(text, name): (&String, &str)| text.len() > LONGEST_VALUE && name != "note";
    texts.iter().zip(TEXTS).any(long).then_some(Reason::TooLong)
}

/// The texts that may have several lines; a line break elsewhere comes from an unclosed quotation mark.
const MANY_LINES: [&str; 2] = ["address", "note"];
pub(super) const REGION: usize = 5;
pub(super) const COUNTRY: usize = 7;

/// What a record says.
pub(super) enum Facts {
    Person(Box<Person>),
    /// A further line of the order above.
    SameOrder,
    Rejected(Reason),
}

/// Reads records by a mapping.
pub(super) struct Understanding<'a> {
    mapping: &'a Mapping,
    width: usize,
    country: &'a str,
    declared: Option<&'a Declaration>,
    order: DayOrder,
    span: Span,
    /// By `Field as usize`.
    at: Vec<Vec<usize>>,
    said_is_unsure: bool,
    previous_order: String,
    damages: Damages,
}

impl<'a> Understanding<'a> {
    pub(super) fn new(
        mapping: &'a Mapping,
        country: &'a str,
        declared: Option<&'a Declaration>,
        order: DayOrder,
        span: Span,
    ) -> Self {
        let fields = Field::ids().filter_map(Field::of);
        Self {
            mapping,
            width: mapping.columns.len(),
            country,
            declared,
            order,
            span,
            at: fields.map(|field| mapping.at(field)).collect(),
            said_is_unsure: mapping.is_unsure(Field::SmsConsent),
            previous_order: String::new(),
            damages: Damages::default(),
        }
    }

    /// What this record says, and what was done to it.
    pub(super) fn understood(&mut self, record: &StringRecord) -> (Facts, Damages) {
        self.damages = Damages::default();
        let facts = self.facts(record);
        (facts, self.damages)
    }

    fn facts(&mut self, record: &StringRecord) -> Facts {
        if let Some(reason) = self.unusable(record) {
            return Facts::Rejected(reason);
        }
        let order = self.first(record, Field::OrderReference);
        let same_order = !order.is_empty() && order == self.previous_order;
        if !same_order {
            self.previous_order.clear();
            self.previous_order.push_str(order);
        }
        let place = values::country(self.first(record, Field::Country));
        match self.phone(record, &place) {
            Ok((phone, is_primary)) => self.person(record, phone, is_primary, place),
            Err(PhoneFault::Empty) if same_order => Facts::SameOrder,
            Err(PhoneFault::Empty) => Facts::Rejected(Reason::NoPhone),
            Err(PhoneFault::Damaged) => Facts::Rejected(Reason::DamagedNumber),
            Err(PhoneFault::Invalid) => Facts::Rejected(Reason::InvalidNumber),
        }
    }

    fn unusable(&self, record: &StringRecord) -> Option<Reason> {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return Some(Reason::EmptyRow);
        }
        let surplus = record.iter().skip(self.width).any(|cell| !cell.trim().is_empty());
        if surplus || record.len() < self.width {
            let swallowed = record.iter().any(|cell| cell.contains('\n'));
            return Some(if swallowed { Reason::UnclosedQuote } else { Reason::RaggedRow });
        }
        if record.as_slice().contains('\0') {
            return Some(Reason::GarbledText);
        }
        let repeated =
            self.mapping.columns.iter().zip(record).all(|(column, cell)| column.name == cell.trim());
        repeated.then_some(Reason::RepeatedHeader)
    }

    /// The best number: one that takes texts before one that does not; and whether it is the main column's.
    fn phone(&mut self, record: &StringRecord, place: &str) -> Result<(Phone, bool), PhoneFault> {
        let home = if place.len() == 2 && phone::is_country(place) { place } else { self.country };
        let (mut fault, mut second_best, mut damages) = (PhoneFault::Empty, None, Damages::default());
        for (rank, &at) in self.columns(Field::Phone).iter().enumerate() {
            let cell = record.get(at).unwrap_or_default();
            match phone::normalise(cell, home) {
                Ok(phone) if phone.line.takes_texts() => {
                    if damage::lost_plus(cell, &phone.e164) {
                        self.damages.add(Damage::LostPlus);
                    }
                    return Ok((phone, rank == 0));
                }
                Ok(phone) => second_best = second_best.or(Some((phone, rank == 0))),
                Err(PhoneFault::Empty) => {}
                Err(other) => {
                    fault = if fault == PhoneFault::Damaged { fault } else { other };
                    damage::of_lost_number(cell).into_iter().for_each(|damage| damages.add(damage));
                }
            }
        }
        if second_best.is_none() {
            self.damages = damages;
        }
        second_best.ok_or(fault)
    }

    fn person(&mut self, record: &StringRecord, phone: Phone, is_primary: bool, place: String) -> Facts {
        let mut texts = self.texts(record, place);
        let mut damages = self.damages;
        let cells = self.consent_cells(record, is_primary);
        let proof = consent::judge(cells, self.declared, self.order, self.span, &mut damages);
        self.damages = damages;
        self.note_a_lost_zero(&texts, &phone);
        if let Some(reason) = unusable(&texts) {
            // An opt-out counts even where the rest of the row cannot be used.
            if !matches!(proof, consent::Proof::Unsubscribed { .. }) {
                return Facts::Rejected(reason);
            }
            texts = Default::default();
        }
        let moment = |field| values::moment(self.first(record, field), self.order);
        Facts::Person(Box::new(Person {
            phone,
            texts,
            tags: tags(self.first(record, Field::Tags)),
            orders: values::count(self.first(record, Field::Orders)),
            spent: values::micros(self.first(record, Field::Spent)),
            last_order_at: moment(Field::LastOrderAt).map(|at| at.timestamp_millis()),
            order: self.order(record),
            proof,
        }))
    }

    fn note_a_lost_zero(&mut self, texts: &[String; TEXTS.len()], phone: &Phone) {
        let [.., postcode, country, _] = texts;
        let country = [country, &phone.country].into_iter().find(|country| !country.is_empty());
        let country = country.map_or(self.country, String::as_str);
        if damage::postcode_with_zeros(postcode, country).is_some() {
            self.damages.add(Damage::PostcodeLostZero);
        }
    }

    fn texts(&self, record: &StringRecord, country: String) -> [String; TEXTS.len()] {
        let text = |field| first_of_list(plain_text(self.first(record, field))).to_owned();
        let (mut first_name, mut last_name) = (text(Field::FirstName), text(Field::LastName));
        if first_name.is_empty() && last_name.is_empty() {
            (first_name, last_name) = values::split_name(&text(Field::FullName));
        }
        // "Nom" and "Prénom": beside a first name alone, a name is the last one.
        if last_name.is_empty() && self.columns(Field::LastName).is_empty() {
            last_name =
                Some(text(Field::FullName)).filter(|name| !name.contains(&first_name)).unwrap_or_default();
        }
        let region = values::region(self.first(record, Field::Region), &country);
        [
            first_name,
            last_name,
            text(Field::Email),
            self.joined(record, Field::Address),
            text(Field::City),
            region,
            text(Field::Postcode),
            country,
            plain_text(self.first(record, Field::Note)).to_owned(),
        ]
    }

    fn order(&self, record: &StringRecord) -> Option<Order> {
        let reference = self.first(record, Field::OrderReference);
        let placed_at = values::moment(self.first(record, Field::OrderDate), self.order)?;
        let status = self.first(record, Field::OrderStatus).trim_start_matches("wc-").to_lowercase();
        let failed = matches!(
            status.as_str(),
            "cancelled" | "canceled" | "failed" | "refunded" | "pending" | "checkout-draft"
        );
        if reference.is_empty() || failed || !self.first(record, Field::OrderCancelled).is_empty() {
            return None;
        }
        let micros = values::micros(self.first(record, Field::OrderTotal)).unwrap_or_default();
        Some(Order { reference: reference.to_owned(), placed_at, micros })
    }

    fn consent_cells<'r>(&self, record: &'r StringRecord, is_primary: bool) -> Cells<'r> {
        let cell = |field| self.columns(field).first().map(|_| self.first(record, field));
        Cells {
            said: cell(Field::SmsConsent),
            agreed_at: cell(Field::ConsentDate),
            signed_up_at: cell(Field::SignupDate),
            source: cell(Field::ConsentSource),
            wording: cell(Field::ConsentWording),
            unsubscribed_at: self.opt_out(record),
            speaks_of_this_number: is_primary,
            said_is_unsure: self.said_is_unsure,
        }
    }

    /// Of several columns that tell of an opt-out, the first that does not say "never".
    fn opt_out<'r>(&self, record: &'r StringRecord) -> Option<&'r str> {
        let cells =
            self.columns(Field::UnsubscribedAt).iter().filter_map(|&at| record.get(at)).map(str::trim);
        cells.into_iter().find(|cell| !values::says_never(cell))
    }

    fn columns(&self, field: Field) -> &[usize] {
        self.at.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// The first filled cell of a field.
    fn first<'r>(&self, record: &'r StringRecord, field: Field) -> &'r str {
        let cells = self.columns(field).iter().filter_map(|&at| record.get(at)).map(str::trim);
        cells.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    fn joined(&self, record: &StringRecord, field: Field) -> String {
        let cells = self.columns(field).iter().filter_map(|&at| record.get(at)).map(str::trim);
        let mut joined = String::new();
        for cell in cells.filter(|cell| !cell.is_empty()) {
            joined.push_str(if joined.is_empty() { "" } else { ", " });
            joined.push_str(first_of_list(plain_text(cell)));
        }
        joined
    }
}

/// Without the `'` that keeps a spreadsheet from calculating; an apostrophe that begins a name stays.
fn plain_text(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest.starts_with(['=', '+', '-', '@']) || rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => cell,
    }
}

/// Google Contacts writes lists as `a ::: b`; of an address or an e-mail only the first counts.
fn first_of_list(cell: &str) -> &str {
    cell.split_once(" ::: ").map_or(cell, |(first, _)| first)
}

/// Tags as shops write them: `a, b`, `a ::: * b`, `"a","b"`.
fn tags(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let pieces = cell.split([',', ';', '|']).flat_map(|piece| piece.split(":::"));
    let clean =
        pieces.map(|piece| piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '*' | '\'')));
    let mut tags: Vec<String> =
        clean.filter(|tag| !tag.is_empty() && tag.len() <= 100).map(str::to_owned).collect();
    tags.truncate(250);
    tags
}
