//! Which product wrote a file, by what only its header has.

/// A product whose exports are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tool {
    ShopifyCustomers,
    ShopifyOrders,
    WoocommerceOrders,
    WoocommerceCustomers,
    Square,
    Mailchimp,
    Klaviyo,
    Postscript,
    Attentive,
    GoogleContacts,
    Outlook,
    Thunderbird,
    Any,
}

/// Tool, its word in `headers.csv`, and groups of headers (in plain words): one whole group tells it.
const TELLING: [(Tool, &str, &[&[&str]]); 13] = [
    (
        Tool::ShopifyOrders,
        "shopify_orders",
        &[&["lineitem name", "financial status"], &["lineitem name", "name"]],
    ),
    (
        Tool::WoocommerceOrders,
        "woocommerce_orders",
        &[
            &["billing phone", "order id"],
            &["billing phone", "order number"],
            &["phone billing", "order number"],
        ],
    ),
    (Tool::WoocommerceCustomers, "woocommerce_customers", &[&["billing phone", "user login"]]),
    (
        Tool::ShopifyCustomers,
        "shopify_customers",
        &[&["accepts sms marketing"], &["accepts email marketing"], &["tax exempt", "total spent"]],
    ),
    (Tool::GoogleContacts, "google_contacts", &[&["phone 1 value"]]),
    (Tool::Mailchimp, "mailchimp", &[&["leid", "euid"], &["member rating", "optin time"]]),
    (Tool::Klaviyo, "klaviyo", &[&["klaviyo id"], &["email marketing consent", "profile created on"]]),
    (Tool::Square, "square", &[&["reference id", "phone number"], &["lifetime spend", "phone number"]]),
    (Tool::Postscript, "postscript", &[&["phone number", "subscribed at"], &["phone number", "opted in at"]]),
    (
        Tool::Attentive,
        "attentive",
        &[
            &["subscriber status"],
            &["subscription status", "phone"],
            &["subscription status", "sign up source"],
            &["subscribed date"],
        ],
    ),
    (
        Tool::Outlook,
        "outlook",
        &[&["e mail address", "business phone"], &["home country region", "mobile phone"]],
    ),
    (Tool::Thunderbird, "thunderbird", &[&["primary email", "mobile number"]]),
    (Tool::Any, "any", &[]),
];

impl Tool {
    /// The product whose header this is.
    pub(super) fn by_header(plain_names: &[String]) -> Self {
        let has = |name: &&str| plain_names.iter().any(|plain| plain == name);
        TELLING
            .iter()
            .find(|(_, _, groups)| groups.iter().any(|group| group.iter().all(has)))
            .map_or(Self::Any, |t| t.0)
    }

    /// The tool with this word.
    pub(super) fn of(word: &str) -> Option<Self> {
        TELLING.iter().find(|(_, known, _)| *known == word).map(|(tool, ..)| *tool)
    }

    /// The stable word.
    pub(super) fn word(self) -> &'static str {
        TELLING.iter().find(|(tool, ..)| *tool == self).map_or("any", |(_, word, _)| word)
    }
}
