//! Checks of links: whose they are and how many.

use super::line::{At, Fix, block, pass, warn};
use super::seen::Seen;
use crate::campaigns::content::{Link, branded, foreign, links as links_in};
use crate::wire::campaigns::CheckLine;

pub(super) fn public_shortener(seen: &Seen) -> CheckLine {
    const ID: &str = "public_shortener";
    let found = links_in(seen.text());
    match found.iter().find_map(|link| Some((link, link.shortener.as_ref()?))) {
        None => pass(ID, "No public link shortener."),
        Some((link, source)) => block(
            ID,
            format!("{} is a public link shortener, which carriers block: {source}.", link.domain),
            &Fix(At::Text, "Use the full address of your own shop."),
        ),
    }
}

pub(super) fn links(seen: &Seen) -> CheckLine {
    const ID: &str = "links";
    let found = links_in(seen.text());
    if let Some(open) = found.iter().find(|link| link.insecure) {
        return warn(
            ID,
            format!("{} is an unprotected http link.", open.domain),
            &Fix(At::Text, "Write https."),
        );
    }
    match found.as_slice() {
        [] => pass(ID, "No links."),
        [one] => pass(ID, format!("One link, to {}.", one.domain)),
        many => warn(
            ID,
            format!("{} links in one text: {}.", many.len(), domains(many)),
            &Fix(At::Text, "Keep the most useful one."),
        ),
    }
}

pub(super) fn link_domain(seen: &Seen) -> CheckLine {
    const ID: &str = "link_domain";
    let (found, website) = (links_in(seen.text()), &seen.shop.website);
    if found.is_empty() {
        return pass(ID, "No links.");
    }
    if website.is_empty() {
        return warn(
            ID,
            format!(
                "Nobody has said what your shop's domain is, so {} cannot be compared with it.",
                domains(&found)
            ),
            &Fix(At::Settings, "Write your shop's domain into Settings."),
        );
    }
    let away: Vec<Link> = found.into_iter().filter(|link| foreign(link, website)).collect();
    if away.is_empty() {
        return pass(ID, format!("Every link leads to {website}."));
    }
    warn(
        ID,
        format!("Leads away from {website}: {}.", domains(&away)),
        &Fix(At::Text, "Link to your own shop: carriers compare the domain with the registered one."),
    )
}

pub(super) fn unbranded_link(seen: &Seen) -> CheckLine {
    const ID: &str = "unbranded_link";
    let plain: Vec<Link> = links_in(seen.text())
        .into_iter()
        .filter(|link| !branded(link, &seen.shop.brand, &seen.shop.website))
        .collect();
    if plain.is_empty() {
        return pass(ID, "Every link shows whose it is.");
    }
    warn(
        ID,
        format!("A reader cannot see whose link this is: {}.", domains(&plain)),
        &Fix(At::Text, "Use an address that carries your shop's name."),
    )
}

fn domains(links: &[Link]) -> String {
    let names: Vec<&str> = links.iter().take(4).map(|link| link.domain.as_str()).collect();
    names.join(", ")
}
