//! Checks of the audience.

use super::line::{At, Fix, block, grouped, pass, people, warn};
use super::seen::Seen;
use crate::segments::Reason;
use crate::wire::campaigns::CheckLine;

pub(super) fn audience(seen: &Seen) -> CheckLine {
    let (will, matched) = (seen.reach.will_receive, seen.reach.matched);
    match (will, matched) {
        (0, 0) => block(
            "audience",
            "Nobody matches the rule.",
            &Fix(At::Audience, "Widen the segment, or import contacts first."),
        ),
        (0, _) => block(
            "audience",
            format!("Of {} who match, nobody would receive.", people(matched)),
            &Fix(At::Audience, "Open the reach: it says for each person why not."),
        ),
        _ => pass("audience", format!("{} of {} who match will receive.", grouped(will), people(matched))),
    }
}

pub(super) fn consent(seen: &Seen) -> CheckLine {
    let out = |reason| seen.reach.excluded_by.get(&reason).copied().unwrap_or(0);
    let (without, narrower) = (out(Reason::NoConsent), out(Reason::WrongScope));
    let evidence = format!(
        "Everybody who will receive has {} consent on record. Left out: {} without consent, {} with a narrower one.",
        seen.purpose(),
        people(without),
        people(narrower)
    );
    pass("consent", evidence)
}

pub(super) fn frequency(seen: &Seen) -> CheckLine {
    let recent = seen.reach.excluded_by.get(&Reason::RecentlyTexted).copied().unwrap_or(0);
    match seen.shop.frequency_hours {
        0 => warn(
            "frequency",
            "The shop's limit between two promotional texts is switched off.",
            &Fix(At::Settings, "Switch it on in Settings; a day between texts is usual."),
        ),
        hours => {
            pass("frequency", format!("Left out for a text in the last {hours} hours: {}.", people(recent)))
        }
    }
}

pub(super) fn duplicates(seen: &Seen) -> CheckLine {
    let households = seen.reach.excluded_by.get(&Reason::DuplicateNumber).copied().unwrap_or(0);
    pass(
        "duplicates",
        format!("One text for each number; sharing one with somebody else: {}.", people(households)),
    )
}
