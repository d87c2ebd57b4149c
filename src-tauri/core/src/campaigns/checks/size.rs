//! Checks of what makes a text longer or dearer than it need be.

use super::line::{At, Fix, by_one_press, grouped, pass, people, warn};
use super::seen::Seen;
use crate::campaigns::encoding::{Culprit, cheaper, culprits};
use crate::campaigns::parts;
use crate::wire::campaigns::CheckLine;

/// From here on a text is long.
const LONG_PARTS: u32 = 3;
/// How many characters are named; the composer marks all of them.
const NAMED: usize = 6;

pub(super) fn merge_fields(seen: &Seen) -> CheckLine {
    const ID: &str = "merge_fields";
    if seen.tally.gaps > 0 {
        return warn(
            ID,
            format!("No value for a field, and so a gap in the text: {}.", people(seen.tally.gaps)),
            &Fix(At::Text, "Give the field a fallback, for example {{first_name|there}}."),
        );
    }
    if seen.tally.fallbacks > 0 {
        return warn(
            ID,
            format!("No value for a field, so its fallback is shown: {}.", people(seen.tally.fallbacks)),
            &Fix(At::Text, "Read the example with the fallback: does it sound right?"),
        );
    }
    pass(ID, "Every field has a value for everybody.")
}

pub(super) fn encoding(seen: &Seen) -> CheckLine {
    const ID: &str = "encoding";
    let body = &seen.campaign.content.body;
    let found = culprits(body);
    if found.is_empty() {
        return match seen.tally.unicode {
            0 => pass(ID, "Every text is plain GSM-7."),
            count => warn(
                ID,
                format!("Unicode because of a letter in their own name or town: {}.", people(count)),
                &Fix(At::Text, "Nothing to do, unless the cost matters: then leave the field out."),
            ),
        };
    }
    let evidence = format!("Unicode makes every text dearer: {}.{}", named(&found), saving(seen));
    let plain = cheaper(body);
    if culprits(&plain).is_empty() {
        let fix = Fix(At::Text, "Write the text in its plain spelling: one press does it.");
        return by_one_press(warn(ID, evidence, &fix), RESPELL);
    }
    warn(ID, evidence, &Fix(At::Text, "Take these characters out, or accept what they cost."))
}

/// The deed that writes the text in its cheaper spelling.
pub(super) const RESPELL: &str = "respell";

/// Each character with its code point, its place and what can stand for it.
fn named(found: &[Culprit]) -> String {
    let one = |culprit: &Culprit| {
        let place = culprit.position + 1;
        let instead = match culprit.cheaper.as_deref() {
            Some("") => ", can be left out".into(),
            Some(spelling) => format!(", can be \"{spelling}\""),
            None => String::new(),
        };
        format!(
            "\"{}\" ({}, {}) at character {place}{instead}",
            culprit.character, culprit.code_point, culprit.name
        )
    };
    let mut names: Vec<String> = found.iter().take(NAMED).map(one).collect();
    if found.len() > NAMED {
        names.push(format!("{} more", found.len() - NAMED));
    }
    names.join("; ")
}

/// What the plain spelling would save on a usual text.
fn saving(seen: &Seen) -> String {
    let (now, plain) = (parts::count(seen.text()).parts, parts::count(&cheaper(seen.text())).parts);
    if plain < now {
        format!(" Spelt plainly a usual text takes {plain} in place of {now} parts.")
    } else {
        String::new()
    }
}

pub(super) fn length(seen: &Seen) -> CheckLine {
    const ID: &str = "length";
    let Some(worst) = &seen.tally.worst else { return pass(ID, "Nothing to count yet.") };
    let evidence =
        format!("{} parts in all; the longest text has {}.", grouped(seen.tally.parts), worst.parts.parts);
    if worst.parts.parts < LONG_PARTS {
        return pass(ID, evidence);
    }
    let long: u32 = seen.tally.by_parts.range(LONG_PARTS..).map(|(_, texts)| texts).sum();
    warn(
        ID,
        format!("{evidence} Three parts or more: {}.", people(long)),
        &Fix(At::Text, "Shorten it: long texts cost more and are read less."),
    )
}
