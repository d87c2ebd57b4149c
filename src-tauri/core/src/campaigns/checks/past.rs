//! Checks against what was sent before: repeated templates, discount fatigue, a spike, and a second look at who is out.

use rusqlite::Connection;

use super::line::{At, Fix, block, grouped, pass, people, read_beside, warn};
use super::seen::{Recipient, Seen};
use crate::campaigns::campaign::Campaign;
use crate::campaigns::content::{SAME_TEMPLATE, likeness, offers};
use crate::campaigns::fault::CampaignError;
use crate::campaigns::past::{self, PastCampaign, Texts};
use crate::clock::{self, Timestamp};
use crate::consent::Scope;
use crate::gateways::Sender;
use crate::segments::Reason;
use crate::sending::growth;
use crate::wire::campaigns::{Beside, CheckLine};

/// How far back templates and discounts are looked at.
const DAYS: i64 = 90;
/// How many campaigns count as recent.
const RECENT: usize = 10;
/// Fewer texts than this in 90 days tire nobody, this one included (grade: guess).
const FEW: u32 = 3;
/// From this share on it is "every text is a discount", in percent (grade: guess).
const TIRING: u32 = 75;
/// The weeks that a sender's largest day is looked for in.
const WEEKS: i64 = 4;
/// More than so many times the largest day is a spike, as in the growth rule of the pace.
pub(super) const TIMES: u32 = 2;

/// What was sent before, as far as it matters to one draft.
#[derive(Default)]
pub(super) struct Past {
    /// Recipients who are suppressed in spite of the audience.
    stopped: u32,
    /// Recipients who are held in spite of the audience.
    held: u32,
    /// Approved before, the latest first.
    campaigns: Vec<PastCampaign>,
    /// Whether this text carries an offer.
    offers: bool,
    /// Recipients who get little else than discounts, this one included.
    tired: u32,
    /// The most that anybody of them got, all and discounts.
    worst: Texts,
    /// The sender's largest day of the last weeks.
    largest_day: Option<u32>,
}

pub(super) fn look(
    c: &Connection,
    campaign: &Campaign,
    sender: Option<&Sender>,
    recipients: &[Recipient],
    now: Timestamp,
) -> Result<Past, CampaignError> {
    let since = now - chrono::TimeDelta::days(DAYS);
    let (stopped, held) = (past::stopped(c)?, past::held(c)?);
    let among = |numbers: &std::collections::HashSet<_>| {
        let found = recipients.iter().filter(|one| numbers.contains(&one.number)).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let weeks_ago = now - chrono::TimeDelta::weeks(WEEKS);
    let mut seen = Past {
        stopped: among(&stopped),
        held: among(&held),
        campaigns: past::approved_since(c, since)?.into_iter().filter(|one| one.id != campaign.id).collect(),
        offers: !offers(&campaign.content.body).is_empty(),
        largest_day: sender.map(|sender| past::largest_day(c, sender.id, weeks_ago)).transpose()?,
        ..Past::default()
    };
    if seen.offers && campaign.content.purpose == Scope::Promotional {
        let texts = past::texts_since(c, since)?;
        for one in recipients {
            seen.count(texts.get(&one.number).copied().unwrap_or_default());
        }
    }
    Ok(seen)
}

impl Past {
    /// Counts one person, this text included.
    fn count(&mut self, before: Texts) {
        let with = Texts { all: before.all + 1, discounts: before.discounts + 1 };
        if with.all >= FEW && with.discounts * 100 >= with.all * TIRING {
            self.tired += 1;
            if with.discounts > self.worst.discounts {
                self.worst = with;
            }
        }
    }
}

/// The audience leaves them out; this looks once more, where suppressions and holds are written down.
pub(super) fn stopped_or_held(seen: &Seen) -> CheckLine {
    const ID: &str = "stopped_or_held";
    let (stopped, held) = (seen.past.stopped, seen.past.held);
    if stopped + held > 0 {
        return block(
            ID,
            format!(
                "In the list although they must not be texted: {} who stopped, {} who are held.",
                people(stopped),
                people(held)
            ),
            &Fix(At::Contacts, "Open these people: what the list says of them and their record disagree."),
        );
    }
    let out = |reason| seen.reach.excluded_by.get(&reason).copied().unwrap_or(0);
    let evidence = format!(
        "Left out: {} who must not be texted, {} of a list that is held.",
        people(out(Reason::Suppressed)),
        people(out(Reason::Quarantined))
    );
    match out(Reason::Quarantined) {
        0 => pass(ID, evidence),
        _ => warn(
            ID,
            evidence,
            &Fix(At::Cleanup, "Say in the clean-up where that list comes from, or leave it out."),
        ),
    }
}

/// The most alike of the last campaigns, read beside this one.
pub(super) fn same_template(seen: &Seen) -> CheckLine {
    const ID: &str = "same_template";
    let body = &seen.campaign.content.body;
    let percent = |one: &PastCampaign| likeness(body, &one.body, &seen.shop.brand);
    let recent = seen.past.campaigns.iter().take(RECENT);
    let Some((percent, other)) = recent.map(|one| (percent(one), one)).max_by_key(|(percent, _)| *percent)
    else {
        return pass(ID, format!("Nothing was approved in the last {DAYS} days that it could repeat."));
    };
    if percent < SAME_TEMPLATE {
        return pass(
            ID,
            format!("The most alike of the last campaigns, \"{}\", is {percent} % alike.", other.name),
        );
    }
    let when = clock::written_locally(other.approved_at, seen.now);
    let line = warn(
        ID,
        format!("{percent} % alike to \"{}\", approved {when}.", other.name),
        &Fix(
            At::Text,
            "Say something that the last text did not: repeated templates are read less and filtered more.",
        ),
    );
    let beside = Beside {
        this: body.clone(),
        other: other.body.clone(),
        other_name: other.name.clone(),
        other_at: other.approved_at.to_rfc3339(),
        percent,
    };
    read_beside(line, beside)
}

/// Whether every text is a discount.
pub(super) fn discount_fatigue(seen: &Seen) -> CheckLine {
    const ID: &str = "discount_fatigue";
    if !seen.past.offers {
        return pass(ID, "This text is no discount.");
    }
    if seen.past.tired == 0 {
        return pass(ID, format!("Nobody gets little else than discounts over {DAYS} days."));
    }
    let Texts { all, discounts } = seen.past.worst;
    warn(
        ID,
        format!(
            "{TIRING} % or more of their texts in {DAYS} days are discounts, this one included: {}. The most: {discounts} of {all}.",
            people(seen.past.tired)
        ),
        &Fix(
            At::Text,
            "Send something else for once: a discount each time teaches people to wait for the next.",
        ),
    )
}

/// More in one campaign than this sender's own last weeks lead carriers to expect.
pub(super) fn volume_spike(seen: &Seen) -> CheckLine {
    const ID: &str = "volume_spike";
    let Some(largest) = seen.past.largest_day else { return pass(ID, "Known once a sender is chosen.") };
    let (texts, usual) = (seen.tally.messages, largest.saturating_mul(TIMES).max(growth::FLOOR));
    let evidence = match largest {
        0 => format!(
            "{} texts from a sender that has sent no campaign in the last {WEEKS} weeks.",
            grouped(texts)
        ),
        _ => format!(
            "{} texts; this sender's largest day in the last {WEEKS} weeks had {}.",
            grouped(texts),
            grouped(largest)
        ),
    };
    if texts <= usual {
        return pass(ID, evidence);
    }
    warn(
        ID,
        evidence,
        &Fix(At::Audience, "Begin with the people who answer most, and let the number grow day by day."),
    )
}
