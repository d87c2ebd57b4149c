//! The fields that a column can fill.

/// What a column means to Counterbell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// A phone number; several columns are tried in order.
    Phone,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// First and last name in one.
    FullName,
    /// E-mail address.
    Email,
    /// Street and house; several columns are joined.
    Address,
    /// Town.
    City,
    /// State or province.
    Region,
    /// Postal code.
    Postcode,
    /// Country.
    Country,
    /// The shop's note.
    Note,
    /// Tags.
    Tags,
    /// Number of orders.
    Orders,
    /// Money spent in all.
    Spent,
    /// Moment of the last order.
    LastOrderAt,
    /// Whether this person agreed to texts.
    SmsConsent,
    /// When this person agreed to texts.
    ConsentDate,
    /// When this person signed up for something, not necessarily texts.
    SignupDate,
    /// Where this person agreed to texts.
    ConsentSource,
    /// The words this person agreed to.
    ConsentWording,
    /// When this person unsubscribed; any value but "no" counts.
    UnsubscribedAt,
    /// An order's own number.
    OrderReference,
    /// An order's total.
    OrderTotal,
    /// When an order was placed.
    OrderDate,
    /// When an order was cancelled.
    OrderCancelled,
    /// An order's status.
    OrderStatus,
    /// Left out.
    Ignore,
}

/// Every field with its stable id.
const IDS: [(Field, &str); 27] = [
    (Field::Phone, "phone"),
    (Field::FirstName, "first_name"),
    (Field::LastName, "last_name"),
    (Field::FullName, "full_name"),
    (Field::Email, "email"),
    (Field::Address, "address"),
    (Field::City, "city"),
    (Field::Region, "region"),
    (Field::Postcode, "postcode"),
    (Field::Country, "country"),
    (Field::Note, "note"),
    (Field::Tags, "tags"),
    (Field::Orders, "orders"),
    (Field::Spent, "spent"),
    (Field::LastOrderAt, "last_order_at"),
    (Field::SmsConsent, "sms_consent"),
    (Field::ConsentDate, "consent_date"),
    (Field::SignupDate, "signup_date"),
    (Field::ConsentSource, "consent_source"),
    (Field::ConsentWording, "consent_wording"),
    (Field::UnsubscribedAt, "unsubscribed_at"),
    (Field::OrderReference, "order_reference"),
    (Field::OrderTotal, "order_total"),
    (Field::OrderDate, "order_date"),
    (Field::OrderCancelled, "order_cancelled"),
    (Field::OrderStatus, "order_status"),
    (Field::Ignore, "ignore"),
];

impl Field {
    /// The stable id.
    #[must_use]
    pub fn id(self) -> &'static str {
        IDS.iter().find(|(field, _)| *field == self).map_or("ignore", |(_, id)| id)
    }

    /// The field with this id.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        IDS.iter().find(|(_, known)| *known == id).map(|(field, _)| *field)
    }

    /// Every id, in the order in which a person would look for it.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        IDS.iter().map(|(_, id)| *id)
    }

    /// Whether the column of lower rank fills in where the first is blank, or only the first counts.
    pub(super) fn takes_several(self) -> bool {
        !matches!(self, Self::SmsConsent | Self::OrderReference | Self::Ignore)
    }
}
