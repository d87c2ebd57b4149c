//! Alarms in words: one sentence with the evidence and what to do. Sending more is never the cure.

use super::alarms::{Deed, Finding, Measure, ppm};

/// A share of a million as a percentage with one decimal.
pub(super) fn share(ppm: u32) -> String {
    format!("{}.{} %", ppm / 10_000, ppm % 10_000 / 1_000)
}

/// A time in milliseconds, rounded as people say it.
pub(super) fn time(millis: u32) -> String {
    match millis / 1_000 {
        seconds if seconds < 120 => format!("{seconds} s"),
        seconds => format!("{} min", seconds / 60),
    }
}

/// Why it slowed or paused.
pub(super) fn sentence(finding: &Finding, of_sender: bool) -> String {
    let Finding { measure, deed, hits, texts, limit, usual } = *finding;
    let head = if deed == Deed::Pause { "Paused by itself" } else { "Slowed to half its pace" };
    let whose = if of_sender { " in the last 24 hours, over all campaigns of this sender" } else { "" };
    let against = match usual {
        Some(usual) => format!("usual here is {}", share(usual)),
        None => format!("the limit is {}", share(limit)),
    };
    let now = share(ppm(hits, texts));
    let seen = match measure {
        Measure::OptOuts => format!("{hits} of {texts} people answered with STOP{whose} ({now}; {against})"),
        Measure::Filtered => format!("carriers filtered {hits} of {texts} texts{whose} ({now}; {against})"),
        Measure::Undelivered => format!("{hits} of {texts} texts did not arrive{whose} ({now}; {against})"),
        Measure::Latency => {
            let usual = usual.map_or_else(|| "less".into(), time);
            format!("deliveries take {}{whose}, usual here is {usual}", time(hits))
        }
        Measure::Replies => {
            format!("{hits} of {texts} people answered within an hour{whose} ({now}; {against})")
        }
    };
    format!("{head}: {seen}. {}", what_to_do(measure))
}

/// What a person does about it.
pub(super) fn what_to_do(measure: Measure) -> &'static str {
    match measure {
        Measure::OptOuts => {
            "Read their answers, and ask whether this text is useful to the people it goes to."
        }
        Measure::Filtered => {
            "Look at the words and the link, and ask the SMS provider why; the same text must not go again."
        }
        Measure::Undelivered => {
            "Look at the reasons in the report; a list that was not texted for long has many dead numbers."
        }
        Measure::Latency => "Carriers may be holding texts back; wait and look again.",
        Measure::Replies => "The text may not arrive where people read it, or not interest them.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alarm_says_what_was_seen_and_what_to_do_and_none_says_to_send_more() {
        let told: Vec<String> = Measure::ALL
            .into_iter()
            .flat_map(|measure| {
                let finding = Finding {
                    measure,
                    deed: if measure == Measure::OptOuts { Deed::Pause } else { Deed::Slow },
                    hits: if measure == Measure::Latency { 1_240_000 } else { 14 },
                    texts: 412,
                    limit: 30_000,
                    usual: matches!(measure, Measure::Latency | Measure::Replies).then_some(61_000),
                };
                [sentence(&finding, false), sentence(&finding, true)]
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"));
        for sentence in told {
            let lower = sentence.to_lowercase();
            assert!(
                !["send more", "more texts", "send again", "resend", "raise the pace"]
                    .iter()
                    .any(|cure| lower.contains(cure)),
                "{sentence}"
            );
        }
    }
}
