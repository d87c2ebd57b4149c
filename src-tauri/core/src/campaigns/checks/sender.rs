//! Checks of the sender, its hours, its time and its cost.

use super::Seen;
use super::line::{block, pass, people, warn};
use crate::clock;
use crate::wire::campaigns::CheckLine;

pub(super) fn chosen(seen: &Seen) -> CheckLine {
    const ID: &str = "sender";
    match &seen.sender {
        None => {
            block(ID, "No sender is chosen.", "Choose one in the composer; add a gateway in Settings first.")
        }
        Some((sender, _)) if !sender.halted.is_empty() => block(
            ID,
            format!("The SMS provider has refused this sender ({}).", sender.halted),
            "See Settings for what to do, then let the sender go again.",
        ),
        Some((sender, _)) => pass(ID, format!("{} sends.", sender.address)),
    }
}

pub(super) fn registration(seen: &Seen) -> CheckLine {
    const ID: &str = "registration";
    const FIX: &str = "Register it with your SMS provider, then say so in Settings.";
    match &seen.sender {
        None => pass(ID, "No sender yet."),
        Some((_, false)) => pass(ID, "The practice carrier needs none."),
        Some((sender, true)) => match sender.registration.as_str() {
            "registered" => pass(ID, "The owner has declared the sender registered."),
            "not_needed" => pass(ID, "The owner has declared that this sender needs no registration."),
            "missing" => block(ID, "The sender is not registered, so US carriers block its texts.", FIX),
            _ => warn(
                ID,
                "Nobody has said whether this sender is registered; US carriers block those that are not.",
                FIX,
            ),
        },
    }
}

pub(super) fn quiet_hours(seen: &Seen) -> CheckLine {
    const ID: &str = "quiet_hours";
    match seen.tally.later {
        0 => pass(ID, "Everybody may be texted now, where they are."),
        later => pass(
            ID,
            format!(
                "Later, when sending hours begin where they are: {}. Nobody is texted outside them.",
                people(later)
            ),
        ),
    }
}

pub(super) fn finishing(seen: &Seen) -> CheckLine {
    const ID: &str = "finishing_time";
    let Some(plan) = &seen.plan else { return pass(ID, "Known once a sender is chosen.") };
    let unfit: u32 = seen.tally.messages.saturating_sub(plan.fits);
    match plan.finishes_at {
        Some(at) if unfit == 0 => {
            pass(ID, format!("The last text goes at about {}.", clock::written_locally(at, seen.now)))
        }
        _ if seen.tally.messages == 0 => pass(ID, "Nothing to send yet."),
        _ => block(
            ID,
            format!("{} cannot be reached before the campaign's end at this pace.", people(unfit)),
            "Send faster, give the campaign more time, or make the audience smaller.",
        ),
    }
}

pub(super) fn cost(seen: &Seen) -> CheckLine {
    pass("cost", format!("About {}; approval makes this the ceiling.", seen.cost().written()))
}
