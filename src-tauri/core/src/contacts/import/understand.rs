//! One record as a person, or the reason why not.
//!
//! Owns the way from cells to facts, the owner's repairs included. Knows no SQL.
//! Invariants: a record of the wrong width is rejected, so that no value ever
//! lands on another column; a repair touches only rows with its damage; an
//! opt-out counts whatever a repair leaves out.

use csv::StringRecord;

use super::cells::{first_of_list, plain_text, tags};
use super::consent::{self, Cells, Proof, Rules, Span};
use super::damage::{self, Damage, Damages};
use super::declaration::Declaration;
use super::field::Field;
use super::mapping::Mapping;
use super::remedy::{Remedy, Repairs};
use super::row::{self, Facts, Order, POSTCODE, Person, Reason, Texts};
use super::values::{self, Dates, DayOrder, OrderCertainty};
use crate::clock::Timestamp;
use crate::contacts::phone::{Phone, PhoneFault};

/// The fields whose dates tell the order of day and month.
pub(super) const DATED: [Field; 5] =
    [Field::OrderDate, Field::ConsentDate, Field::SignupDate, Field::UnsubscribedAt, Field::LastOrderAt];

/// Reads records by a mapping.
pub(super) struct Understanding<'a> {
    mapping: &'a Mapping,
    width: usize,
    pub(super) country: &'a str,
    declared: Option<&'a Declaration>,
    dates: Dates,
    span: Span,
    pub(super) repairs: Repairs,
    /// Whether the order of day and month had to be assumed.
    order_is_assumed: bool,
    /// By `Field as usize`.
    at: Vec<Vec<usize>>,
    dated: Vec<usize>,
    said_is_unsure: bool,
    previous_order: String,
    pub(super) damages: Damages,
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
            dates: Dates { order, other_too: false },
            span,
            repairs: Repairs::default(),
            order_is_assumed: false,
            at: fields.map(|field| mapping.at(field)).collect(),
            dated: DATED.into_iter().flat_map(|field| mapping.at(field)).collect(),
            said_is_unsure: mapping.is_unsure(Field::SmsConsent),
            previous_order: String::new(),
            damages: Damages::default(),
        }
    }

    /// With what the owner chose; `certainty` is how the order of day and month is known from the file alone.
    pub(super) fn repairing(mut self, repairs: &Repairs, certainty: OrderCertainty) -> Self {
        self.repairs = repairs.clone();
        self.dates.other_too = repairs.is(Damage::DateInOtherOrder, &Remedy::OtherOrder);
        self.order_is_assumed = matches!(certainty, OrderCertainty::Habit | OrderCertainty::Mixed);
        self
    }

    /// What this record says, and what was done to it.
    pub(super) fn understood(&mut self, record: &StringRecord) -> (Facts, Damages) {
        self.damages = Damages::default();
        let facts = self.facts(record);
        if self.order_is_assumed && self.dated(record).any(values::is_either_way) {
            self.found(Damage::DateEitherWay, self.repairs.day_order().is_some());
        }
        let facts = if self.is_left_out(&facts) { Facts::Rejected(Reason::LeftOut) } else { facts };
        if let Facts::Rejected(reason) = &facts {
            let told = self.damages.open().any(Damage::is_of_number);
            self.damages.join(Damages::of(reason.damage().filter(|_| !told)));
        }
        (facts, self.damages)
    }

    fn found(&mut self, damage: Damage, is_mended: bool) {
        if is_mended { self.damages.mend(damage) } else { self.damages.add(damage) }
    }

    fn dated<'r>(&self, record: &'r StringRecord) -> impl Iterator<Item = &'r str> {
        self.dated.iter().filter_map(|&at| record.get(at))
    }

    /// Who said no, or asked to be left alone, is never left out.
    fn is_left_out(&mut self, facts: &Facts) -> bool {
        let Facts::Person(person) = facts else { return false };
        if self.damages.is_empty() {
            return false;
        }
        if matches!(person.proof, Proof::Unsubscribed { .. } | Proof::Refused) {
            return false;
        }
        let leave = self.damages.open().filter(|damage| self.repairs.is(*damage, &Remedy::LeaveOut));
        let leave: Vec<Damage> = leave.collect();
        leave.iter().for_each(|damage| self.damages.mend(*damage));
        !leave.is_empty()
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

    fn unusable(&mut self, record: &StringRecord) -> Option<Reason> {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return Some(Reason::EmptyRow);
        }
        let surplus = record.iter().skip(self.width).any(|cell| !cell.trim().is_empty());
        if surplus || record.len() < self.width {
            let swallowed = record.iter().any(|cell| cell.contains('\n'));
            if surplus || swallowed || !self.repairs.is(Damage::RaggedRow, &Remedy::FillBlanks) {
                return Some(if swallowed { Reason::UnclosedQuote } else { Reason::RaggedRow });
            }
            self.damages.mend(Damage::RaggedRow);
        }
        if record.as_slice().contains('\0') {
            return Some(Reason::GarbledText);
        }
        let repeated =
            self.mapping.columns.iter().zip(record).all(|(column, cell)| column.name == cell.trim());
        repeated.then_some(Reason::RepeatedHeader)
    }

    fn person(&mut self, record: &StringRecord, phone: Phone, is_primary: bool, place: String) -> Facts {
        let mut texts = self.texts(record, place);
        let mut damages = self.damages;
        let [.., country, _] = &texts;
        let cells = Cells { buyer: Some((&phone, country)), ..self.consent_cells(record, is_primary) };
        let rules = Rules { dates: self.dates, span: self.span, repairs: &self.repairs };
        let proof = consent::judge(cells, self.declared, rules, &mut damages);
        self.damages = damages;
        self.mend_a_lost_zero(&mut texts, &phone);
        if row::unusable(&texts) == Some(Reason::TooLong)
            && self.repairs.is(Damage::TooLong, &Remedy::Shorten)
        {
            row::shorten(&mut texts);
            self.damages.mend(Damage::TooLong);
        }
        if let Some(reason) = row::unusable(&texts) {
            // An opt-out counts even where the rest of the row cannot be used.
            if !matches!(proof, consent::Proof::Unsubscribed { .. }) {
                return Facts::Rejected(reason);
            }
            texts = Default::default();
        }
        let moment = |field| self.dates.moment(self.first(record, field));
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

    fn mend_a_lost_zero(&mut self, texts: &mut Texts, phone: &Phone) {
        let [.., postcode, country, _] = &*texts;
        let country = [country, &phone.country].into_iter().find(|country| !country.is_empty());
        let country = country.map_or(self.country, String::as_str);
        let Some(whole) = damage::postcode_with_zeros(postcode, country) else { return };
        let restore = self.repairs.is(Damage::PostcodeLostZero, &Remedy::Restore);
        self.found(Damage::PostcodeLostZero, restore);
        if let Some(postcode) = texts.get_mut(POSTCODE).filter(|_| restore) {
            *postcode = whole;
        }
    }

    fn texts(&self, record: &StringRecord, country: String) -> Texts {
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
        let placed_at = self.dates.moment(self.first(record, Field::OrderDate))?;
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
            bought_at: self.bought_at(record),
            buyer: None,
        }
    }

    /// The last purchase that the row tells of, unless it is still to come.
    fn bought_at(&self, record: &StringRecord) -> Option<Timestamp> {
        let told = [Field::LastOrderAt, Field::OrderDate];
        let moments = told.into_iter().filter_map(|field| self.dates.moment(self.first(record, field)));
        moments.filter(|at| *at <= self.span.now).max()
    }

    /// Of several columns that tell of an opt-out, the first that does not say "never".
    fn opt_out<'r>(&self, record: &'r StringRecord) -> Option<&'r str> {
        let cells =
            self.columns(Field::UnsubscribedAt).iter().filter_map(|&at| record.get(at)).map(str::trim);
        cells.into_iter().find(|cell| !values::says_never(cell))
    }

    pub(super) fn columns(&self, field: Field) -> &[usize] {
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
