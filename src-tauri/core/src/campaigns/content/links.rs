//! Links in a text, with their domain and what carriers hold against them.

use std::ops::Range;

use serde::Serialize;
use specta::Type;

use super::Mark;
use super::words::mark;
use crate::rules::folding::fold;
use crate::rules::shorteners;

/// Endings after which a bare "name.ending" is taken for a link.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "io", "shop", "store", "online", "site", "biz", "info", "app", "dev", "page",
    "link", "co", "uk", "de", "fr", "es", "nl", "pl", "pt", "eu", "us", "ca", "au", "nz", "ie", "ch", "be",
    "br", "mx", "gg", "ly", "gl", "gd", "cc", "xyz", "club", "boutique", "fashion", "beauty", "style", "jp",
    "se", "dk", "example", "test",
];

/// A link as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Link {
    /// The words and their place.
    pub mark: Mark,
    /// Lower case, without user, port and a leading `www.`.
    pub domain: String,
    /// `http:` written out: unprotected.
    pub insecure: bool,
    /// The deny-list row, as "source (grade)", when the domain is a public shortener.
    pub shortener: Option<String>,
    #[serde(skip)]
    #[specta(skip)]
    pub(super) span: Range<usize>,
}

/// Every link in order of appearance.
#[must_use]
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut start = 0;
    for token in
        text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\u{200B}'))
    {
        found.extend(link(text, token, start));
        start += token.len();
    }
    found
}

fn link(text: &str, token: &str, offset: usize) -> Option<Link> {
    let (lead, address) = from_scheme(token);
    let address = address.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/' && c != '=');
    let lower = address.to_lowercase();
    let (scheme, rest) = lower.split_once("://").unwrap_or(("", &lower));
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let written = !scheme.is_empty() || host.starts_with("www.") || authority.len() < rest.len();
    if !is_host(host, written) || scheme.is_empty() && authority.contains('@') {
        return None;
    }
    let domain = host.strip_prefix("www.").unwrap_or(host).to_owned();
    let shortener = shorteners::find(&domain).map(|row| format!("{} ({})", row.source, row.grade));
    let span = offset + lead..offset + lead + address.len();
    let mark = mark(text, span.start, span.end, "derived");
    Some(Link { mark, insecure: scheme == "http", domain, shortener, span })
}

/// Where the address begins inside a token such as `here:https://a.example` or `(a.example)`.
fn from_scheme(token: &str) -> (usize, &str) {
    let lower = token.to_ascii_lowercase();
    let scheme = ["https://", "http://"].iter().find_map(|scheme| lower.find(scheme));
    let lead = scheme.or_else(|| token.find(char::is_alphanumeric)).unwrap_or(0);
    (lead, token.get(lead..).unwrap_or_default())
}

/// Whether this can be a host name. Without scheme or path only well-known endings count, so that a
/// missing space ("today.See") is no link; a public shortener always is.
fn is_host(host: &str, written: bool) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let legal = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let ending = labels.last().copied().unwrap_or_default();
    labels.len() >= 2
        && labels.iter().all(legal)
        && ending.chars().count() >= 2
        && !ending.chars().any(|c| c.is_ascii_digit())
        && (written || ENDINGS.contains(&ending) || shorteners::find(host).is_some())
}

/// Whether a reader sees whose link it is: the shop's own domain, or one that carries the brand's name.
#[must_use]
pub fn branded(link: &Link, brand: &str, shop_domain: &str) -> bool {
    let letters = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let domain = letters(&link.domain);
    let names = [letters(brand), letters(&brand.replace('&', "and"))];
    !shop_domain.trim().is_empty() && !foreign(link, shop_domain)
        || names.iter().any(|name| !name.is_empty() && domain.contains(name))
}

/// Whether a link leads away from the shop's own domain (given with or without scheme and `www.`).
#[must_use]
pub fn foreign(link: &Link, shop_domain: &str) -> bool {
    let lower = shop_domain.trim().to_lowercase();
    let host = lower.split("://").last().unwrap_or_default().split('/').next().unwrap_or_default();
    let own = host.strip_prefix("www.").unwrap_or(host);
    let before = link.domain.strip_suffix(own);
    own.is_empty() || !before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
