//! Checks of what the words say.

use super::line::{At, Fix, block, pass, warn};
use super::seen::Seen;
use crate::campaigns::content::{
    Mark, Thin, brand_named, capitals as capitals_in, emoji as emoji_in, offers as offers_in, pressure,
    restricted as restricted_in, shouting, thin_answer, way_out as way_out_in,
};
use crate::consent::Scope;
use crate::error::Explain;
use crate::wire::campaigns::CheckLine;

/// So many emoji are loud (facts: compliance 5.2, grade guess).
const MANY_EMOJI: usize = 3;

pub(super) fn text(seen: &Seen) -> CheckLine {
    match &seen.body {
        Ok(_) => pass("text", "The text and its merge fields can be read."),
        Err(fault) => {
            let line = block("text", sentence(&fault.to_string()), &Fix(At::Text, ""));
            CheckLine { fix: fault.hint(), ..line }
        }
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default()
}

/// Said and usual kind belong to the purpose that was chosen.
pub(super) fn kind(seen: &Seen) -> CheckLine {
    const ID: &str = "kind";
    let (kind, purpose) = (seen.kind(), seen.purpose());
    if kind.scope() == purpose {
        return pass(ID, format!("This is {}, sent as {purpose}.", kind.spoken()));
    }
    block(
        ID,
        format!("This is said to be {}, which is {}, but is sent as {purpose}.", kind.spoken(), kind.scope()),
        &Fix(At::What, "Choose the purpose that goes with the kind of text."),
    )
}

pub(super) fn why_now(seen: &Seen) -> CheckLine {
    const ID: &str = "why_now";
    const FIX: &Fix = &Fix(At::What, "Say what happened for this customer that makes the text useful today.");
    match thin_answer(&seen.campaign.content.why_now) {
        None => pass(ID, format!("\"{}\"", seen.campaign.content.why_now.trim())),
        Some(Thin::Empty) => warn(ID, "Nobody has said why this is useful to the customer right now.", FIX),
        Some(Thin::Short { words }) => warn(ID, format!("The answer has only {words} words."), FIX),
        Some(Thin::Generic { .. }) => warn(ID, "The answer would fit any campaign of any shop.", FIX),
    }
}

pub(super) fn brand(seen: &Seen) -> CheckLine {
    const ID: &str = "brand_named";
    match brand_named(seen.text(), &seen.shop.brand) {
        Some(mark) => pass(ID, format!("\"{}\" stands in the text.", mark.words)),
        None if seen.purpose() == Scope::Conversational => pass(ID, "Not needed inside a conversation."),
        None => block(
            ID,
            format!("\"{}\" does not stand in the text, so people cannot tell who writes.", seen.shop.brand),
            &Fix(At::Text, "Begin the text with the brand, or insert {{brand}}."),
        ),
    }
}

pub(super) fn way_out(seen: &Seen) -> CheckLine {
    const ID: &str = "opt_out_wording";
    match way_out_in(seen.text()) {
        Some(mark) => pass(ID, format!("\"{}\" stands in the text.", mark.words)),
        None if seen.purpose() != Scope::Promotional => pass(ID, "Not required for this purpose."),
        None => block(
            ID,
            "The text does not say how to stop.",
            &Fix(At::Text, "End it with words such as: Reply STOP to opt out."),
        ),
    }
}

pub(super) fn offers(seen: &Seen) -> CheckLine {
    const ID: &str = "no_offer_in_service_text";
    let found = offers_in(seen.text());
    if seen.purpose() == Scope::Promotional || found.is_empty() {
        return pass(ID, "No offer hides in an order or delivery text.");
    }
    block(
        ID,
        format!("An offer in a text that is not promotional: {}.", listed(&found)),
        &Fix(At::Text, "Take the offer out, or make the campaign promotional."),
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
            &Fix(At::Text, "Take it out. A sender that tries again may lose its number."),
        );
    }
    if found.is_empty() {
        return pass(ID, "Nothing that carriers refuse.");
    }
    warn(
        ID,
        format!("Carriers may take this for restricted goods: {}.", listed(&marks)),
        &Fix(At::Text, "Use another word."),
    )
}

pub(super) fn capitals(seen: &Seen) -> CheckLine {
    let found = capitals_in(seen.text(), &seen.shop.brand);
    calm("capitals", &found, "No shouting in capitals.", "Write these words in small letters.")
}

pub(super) fn exclamation_runs(seen: &Seen) -> CheckLine {
    let found = shouting(seen.text());
    calm("exclamation_runs", &found, "No runs of exclamation marks.", "One mark is enough.")
}

pub(super) fn urgency_words(seen: &Seen) -> CheckLine {
    let found = pressure(seen.text());
    calm("urgency_words", &found, "No words that press.", "Say the date or the number of pieces instead.")
}

pub(super) fn emoji(seen: &Seen) -> CheckLine {
    let found = Some(emoji_in(seen.text())).filter(|found| found.len() >= MANY_EMOJI).unwrap_or_default();
    calm("emoji", &found, "Not many emoji.", "Keep one or two.")
}

fn calm(id: &str, found: &[Mark], quiet: &str, fix: &'static str) -> CheckLine {
    if found.is_empty() {
        return pass(id, quiet);
    }
    warn(id, format!("Carriers' filters look for this: {}.", listed(found)), &Fix(At::Text, fix))
}

/// The words, and where the first of them stands.
pub(super) fn listed(marks: &[Mark]) -> String {
    let words: Vec<String> = marks.iter().take(5).map(|mark| format!("\"{}\"", mark.words)).collect();
    let place = marks.first().map(|mark| format!(" (character {})", mark.position + 1)).unwrap_or_default();
    words.join(", ") + &place
}
