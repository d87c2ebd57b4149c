//! Checks of the sender, its registration, its hours, its time and its cost.

use super::line::{At, Fix, block, pass, people, warn};
use super::seen::{Seen, Sending};
use crate::clock;
use crate::gateways::{Kind, Registration};
use crate::wire::campaigns::CheckLine;

pub(super) fn chosen(seen: &Seen) -> CheckLine {
    const ID: &str = "sender";
    match &seen.sending {
        None => block(
            ID,
            "No sender is chosen.",
            &Fix(At::Sender, "Choose one in the composer; add a gateway in Settings first."),
        ),
        Some(Sending { sender, .. }) if !sender.halted.is_empty() => block(
            ID,
            format!("The SMS provider has refused this sender ({}).", sender.halted),
            &Fix(At::Senders, "See Settings for what to do, then let the sender go again."),
        ),
        Some(Sending { sender, .. }) => pass(ID, format!("{} sends.", sender.address)),
    }
}

pub(super) fn registration(seen: &Seen) -> CheckLine {
    const ID: &str = "registration";
    const FIX: &Fix = &Fix(At::Senders, "Register it with your SMS provider, then say so in Settings.");
    let Some(sending) = &seen.sending else { return pass(ID, "No sender yet.") };
    if !sending.real {
        return pass(ID, "The practice carrier needs none.");
    }
    match sending.sender.registration.as_str() {
        "registered" => pass(ID, "The owner has declared the sender registered."),
        "not_needed" => pass(ID, "The owner has declared that this sender needs no registration."),
        "missing" => block(
            ID,
            format!(
                "The sender is not registered, so US carriers block its texts.{}",
                stage(sending.stated.as_ref())
            ),
            FIX,
        ),
        _ => warn(
            ID,
            "Nobody has said whether this sender is registered; US carriers block those that are not.",
            FIX,
        ),
    }
}

/// How far the registration has come, where that was stated.
fn stage(stated: Option<&Registration>) -> String {
    stated.map_or_else(String::new, |stated| {
        let what = match stated.kind {
            Kind::TenDlc => "10DLC brand and campaign",
            Kind::TollFree => "toll-free verification",
            Kind::ShortCode => "short code",
            Kind::NotNeeded | Kind::Unknown => "registration",
        };
        format!(" Its {what}: {}.", stated.status.word())
    })
}

/// What it was registered for is what it is used for.
pub(super) fn use_case(seen: &Seen) -> CheckLine {
    const ID: &str = "use_case";
    let Some(sending) = &seen.sending else { return pass(ID, "No sender yet.") };
    let registered = sending.real && sending.sender.registration == "registered";
    if !registered {
        return pass(ID, "Asked of registered senders.");
    }
    let Some(stated) = &sending.stated else { return unsaid(ID) };
    match stated.covers(seen.purpose()) {
        Some(false) => block(
            ID,
            format!("The sender is registered for {}, not for {} texts.", spoken(stated), seen.purpose()),
            &Fix(At::Sender, "Choose a sender that is registered for this, or register another campaign."),
        ),
        None => unsaid(ID),
        Some(true)
            if stated.kind == Kind::TenDlc && (stated.brand.is_empty() || stated.campaign.is_empty()) =>
        {
            warn(
                ID,
                "The 10DLC brand or campaign of this sender is not on record, so its daily parts cannot be shared out rightly.",
                &Fix(At::Senders, "Write both into Settings, as your provider's console shows them."),
            )
        }
        Some(true) => {
            pass(ID, format!("Registered for {}, which covers {} texts.", spoken(stated), seen.purpose()))
        }
    }
}

fn unsaid(id: &str) -> CheckLine {
    warn(
        id,
        "Nobody has said what this sender is registered for; carriers filter texts of another use case.",
        &Fix(At::Senders, "State the use case of the registration in Settings."),
    )
}

fn spoken(stated: &Registration) -> String {
    stated.use_case.word().replace('_', " ")
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
            &Fix(At::Pace, "Send faster, give the campaign more time, or make the audience smaller."),
        ),
    }
}

pub(super) fn cost(seen: &Seen) -> CheckLine {
    const ID: &str = "cost";
    let cost = seen.cost();
    let Some(ceiling) = seen.campaign.content.ceiling_micros else {
        return pass(ID, format!("About {}; approval makes this the ceiling.", cost.written()));
    };
    let most = seen.money(ceiling).written();
    if cost.micros <= ceiling {
        return pass(ID, format!("About {}, within the ceiling of {most}.", cost.written()));
    }
    block(
        ID,
        format!("About {}, which is more than the ceiling of {most}.", cost.written()),
        &Fix(At::Pace, "Make the audience or the text smaller, or raise the ceiling."),
    )
}
