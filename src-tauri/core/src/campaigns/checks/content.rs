//! Checks of the words.

use super::Seen;
use super::line::{block, grouped, pass, people, warn};
use crate::campaigns::content::{
    Mark, Thin, brand_named, capitals, emoji, links as links_in, offers as offers_in, pressure,
    restricted as restricted_in, shouting, thin_answer, way_out as way_out_in,
};
use crate::campaigns::encoding::culprits;
use crate::consent::Scope;
use crate::error::Explain;
use crate::wire::campaigns::CheckLine;

pub(super) fn text(seen: &Seen) -> CheckLine {
    match &seen.body {
        Ok(_) => pass("text", "The text and its merge fields can be read."),
        Err(fault) => block("text", sentence(&fault.to_string()), &fault.hint()),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default()
}

pub(super) fn why_now(seen: &Seen) -> CheckLine {
    const ID: &str = "why_now";
    const FIX: &str = "Say what happened for this customer that makes the text useful today.";
    match thin_answer(&seen.campaign.content.why_now) {
        None => pass(ID, format!("\"{}\"", seen.campaign.content.why_now.trim())),
        Some(Thin::Empty) => block(ID, "Nobody has said why this is useful to the customer right now.", FIX),
        Some(Thin::Short { words }) => warn(ID, format!("The answer has only {words} words."), FIX),
        Some(Thin::Generic { .. }) => warn(ID, "The answer would fit any campaign of any shop.", FIX),
    }
}

pub(super) fn brand(seen: &Seen) -> CheckLine {
    const ID: &str = "brand_named";
    match brand_named(seen.text(), &seen.shop.brand) {
        Some(mark) => pass(ID, format!("\"{}\" stands in the text.", mark.words)),
        None if seen.campaign.content.purpose == Scope::Conversational => {
            pass(ID, "Not needed inside a conversation.")
        }
        None => block(
            ID,
            format!("\"{}\" does not stand in the text, so people cannot tell who writes.", seen.shop.brand),
            "Begin the text with the brand, or insert {{brand}}.",
        ),
    }
}

pub(super) fn way_out(seen: &Seen) -> CheckLine {
    const ID: &str = "opt_out_wording";
    match way_out_in(seen.text()) {
        Some(mark) => pass(ID, format!("\"{}\" stands in the text.", mark.words)),
        None if seen.campaign.content.purpose != Scope::Promotional => {
            pass(ID, "Not required for this purpose.")
        }
        None => block(
            ID,
            "The text does not say how to stop.",
            "End it with words such as: Reply STOP to opt out.",
        ),
    }
}

pub(super) fn offers(seen: &Seen) -> CheckLine {
    const ID: &str = "no_offer_in_service_text";
    let found = offers_in(seen.text());
    if seen.campaign.content.purpose == Scope::Promotional || found.is_empty() {
        return pass(ID, "No offer hides in an order or delivery text.");
    }
    block(
        ID,
        format!("An offer in a text that is not promotional: {}.", listed(&found)),
        "Take the offer out, or make the campaign promotional.",
    )
}

pub(super) fn restricted(seen: &Seen) -> CheckLine {
    const ID: &str = "restricted_content";
    let found = restricted_in(seen.text());
    let marks: Vec<Mark> = found.iter().map(|one| one.mark.clone()).collect();
    if found.iter().any(|one| one.blocks) {
        return block(
            ID,
            format!("Carriers refuse texts about this: {}.", listed(&marks)),
            "Take it out. A sender that tries again may lose its number.",
        );
    }
    if found.is_empty() {
        return pass(ID, "Nothing that carriers refuse.");
    }
    warn(ID, format!("Carriers may take this for restricted goods: {}.", listed(&marks)), "Use another word.")
}

pub(super) fn links(seen: &Seen) -> CheckLine {
    const ID: &str = "links";
    let found = links_in(seen.text());
    if let Some(short) = found.iter().find(|link| link.shortener.is_some()) {
        return block(
            ID,
            format!("{} is a public link shortener, which carriers block.", short.domain),
            "Use the full address of your own shop.",
        );
    }
    if let Some(open) = found.iter().find(|link| link.insecure) {
        return warn(ID, format!("{} is an unprotected http link.", open.domain), "Write https.");
    }
    match found.as_slice() {
        [] => pass(ID, "No links."),
        [one] => pass(ID, format!("One link, to {}.", one.domain)),
        many => warn(ID, format!("{} links in one text.", many.len()), "Keep the most useful one."),
    }
}

pub(super) fn merge_fields(seen: &Seen) -> CheckLine {
    const ID: &str = "merge_fields";
    if seen.tally.gaps > 0 {
        return warn(
            ID,
            format!("No value for a field, and so a gap in the text: {}.", people(seen.tally.gaps)),
            "Give the field a fallback, for example {{first_name|there}}.",
        );
    }
    if seen.tally.fallbacks > 0 {
        return warn(
            ID,
            format!("No value for a field, so its fallback is shown: {}.", people(seen.tally.fallbacks)),
            "Read the example with the fallback: does it sound right?",
        );
    }
    pass(ID, "Every field has a value for everybody.")
}

pub(super) fn encoding(seen: &Seen) -> CheckLine {
    const ID: &str = "encoding";
    let found = culprits(&seen.campaign.content.body);
    let Some(first) = found.first() else {
        return match seen.tally.unicode {
            0 => pass(ID, "Every text is plain GSM-7."),
            count => warn(
                ID,
                format!("Unicode because of a letter in their own name or town: {}.", people(count)),
                "Nothing to do, unless the cost matters: then leave the field out.",
            ),
        };
    };
    let cheaper = first
        .cheaper
        .as_deref()
        .map(|spelling| format!(" Write \"{spelling}\" instead."))
        .unwrap_or_default();
    warn(
        ID,
        format!(
            "\"{}\" ({}) at character {} forces Unicode, which makes the text dearer.",
            first.character,
            first.code_point,
            first.position + 1
        ),
        &format!("The composer can replace it with one click.{cheaper}"),
    )
}

pub(super) fn length(seen: &Seen) -> CheckLine {
    const ID: &str = "length";
    let Some(worst) = &seen.tally.worst else { return pass(ID, "Nothing to count yet.") };
    let evidence =
        format!("{} parts in all; the longest text has {}.", grouped(seen.tally.parts), worst.parts.parts);
    if worst.parts.parts >= 3 {
        warn(ID, evidence, "Shorten it: long texts cost more and are read less.")
    } else {
        pass(ID, evidence)
    }
}

pub(super) fn tone(seen: &Seen) -> CheckLine {
    const ID: &str = "tone";
    let text = seen.text();
    let mut found = capitals(text, &seen.shop.brand);
    found.extend(shouting(text));
    found.extend(pressure(text));
    let signs = emoji(text);
    if signs.len() >= 3 {
        found.extend(signs);
    }
    if found.is_empty() {
        return pass(ID, "No shouting and no pressure.");
    }
    warn(ID, format!("Carriers' filters look for this: {}.", listed(&found)), "Say it calmly.")
}

fn listed(marks: &[Mark]) -> String {
    let words: Vec<String> = marks.iter().take(5).map(|mark| format!("\"{}\"", mark.words)).collect();
    words.join(", ")
}
