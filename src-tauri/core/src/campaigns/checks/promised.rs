//! Checks against what the recipients were promised: kind, number a month, whose texts.

use rusqlite::Connection;

use super::line::{At, Fix, block, pass, people, warn};
use super::seen::{Recipient, Seen};
use crate::campaigns::content::brand_named;
use crate::campaigns::fault::CampaignError;
use crate::campaigns::past;
use crate::clock::Timestamp;
use crate::consent::{self, Agreed, Scope, TextKind, Told};
use crate::wire::campaigns::CheckLine;

/// A month, to the strict side of every calendar month (grade: derived).
const MONTH: chrono::TimeDelta = chrono::TimeDelta::days(31);

/// Recipients by how this text agrees with what they were promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Promised {
    /// All of them.
    all: u32,
    /// Their words promise this kind, and the owner has stated so.
    stated: u32,
    /// Their words seem to promise it; nobody has stated so.
    read: u32,
    /// Their words name no kind that could be read, and nobody has stated any.
    unclear: u32,
    /// Their words are not on record.
    wordless: u32,
    /// Their words promise other kinds.
    uncovered: u32,
    /// They would get more this month than the number they were promised.
    over: u32,
    /// The smallest number that is exceeded.
    number: u32,
    /// Their words do not name the shop.
    nameless: u32,
}

/// Compares a promotional text with every recipient's words. Order news and answers need no promise beyond the scope.
pub(super) fn look(
    c: &Connection,
    recipients: &[Recipient],
    kind: TextKind,
    brand: &str,
    now: Timestamp,
) -> Result<Promised, CampaignError> {
    let agreed = consent::agreed(c, Scope::Promotional)?;
    let told = consent::told(c)?;
    let texts = past::texts_since(c, now - MONTH)?;
    let nobody = Agreed::default();
    let mut promised = Promised::default();
    for one in recipients {
        let person = agreed.get(&one.number).unwrap_or(&nobody);
        let words: Vec<&Told> = person.words.iter().filter_map(|id| told.get(id)).collect();
        let so_far = texts.get(&one.number).map_or(0, |texts| texts.all);
        promised.add(&words, kind, brand, so_far + 1);
    }
    Ok(promised)
}

impl Promised {
    fn add(&mut self, words: &[&Told], kind: TextKind, brand: &str, this_month: u32) {
        let covering: Vec<&&Told> = words.iter().filter(|told| told.promise.covers(kind)).collect();
        let unclear = |told: &&Told| !told.stated && told.promise.kinds.is_empty();
        self.all += 1;
        match () {
            () if words.is_empty() => self.wordless += 1,
            () if covering.iter().any(|told| told.stated) => self.stated += 1,
            () if !covering.is_empty() => self.read += 1,
            () if words.iter().any(unclear) => self.unclear += 1,
            () => self.uncovered += 1,
        }
        self.nameless += u32::from(
            !words.is_empty() && !words.iter().any(|told| brand_named(&told.words, brand).is_some()),
        );
        let number = covering.iter().filter_map(|told| told.promise.per_month).min();
        if let Some(number) = number.filter(|number| this_month > *number) {
            self.over += 1;
            self.number = if self.number == 0 { number } else { self.number.min(number) };
        }
    }
}

pub(super) fn promised_kind(seen: &Seen) -> CheckLine {
    const ID: &str = "promised_kind";
    let Some(promised) = &seen.promised else { return not_compared(ID, seen) };
    let kind = seen.kind().spoken();
    let of_all = |count: u32| format!("{} of {}", people(count), promised.all);
    if promised.uncovered > 0 {
        return block(
            ID,
            format!(
                "This is {kind}, which the words they agreed to do not promise: {}.",
                of_all(promised.uncovered)
            ),
            &Fix(
                At::Wordings,
                "Leave these people out by a rule on their wording, or put right what the wording promises.",
            ),
        );
    }
    if promised.unclear + promised.wordless > 0 {
        return warn(
            ID,
            format!(
                "Nobody has said what they were promised: {}. Their words are not on record: {}.",
                of_all(promised.unclear),
                of_all(promised.wordless)
            ),
            &Fix(At::Wordings, "Say for each wording what it promises."),
        );
    }
    let evidence = format!(
        "This is {kind}, as promised: {} as you stated, {} as their words read.",
        people(promised.stated),
        people(promised.read)
    );
    pass(ID, evidence)
}

pub(super) fn promised_number(seen: &Seen) -> CheckLine {
    const ID: &str = "promised_number";
    let Some(promised) = &seen.promised else { return not_compared(ID, seen) };
    if promised.over == 0 {
        return pass(ID, "Nobody gets more in a month than they were promised.");
    }
    block(
        ID,
        format!(
            "More this month than they were promised (up to {}), this text included: {} of {}.",
            promised.number,
            people(promised.over),
            promised.all
        ),
        &Fix(At::Caps, "Set a cap in Settings, and they are left out until their month allows it again."),
    )
}

pub(super) fn promised_brand(seen: &Seen) -> CheckLine {
    const ID: &str = "promised_brand";
    let Some(promised) = &seen.promised else { return not_compared(ID, seen) };
    if promised.nameless == 0 {
        return pass(ID, format!("The words they agreed to name {}.", seen.shop.brand));
    }
    warn(
        ID,
        format!(
            "The words they agreed to do not name {}: {} of {}.",
            seen.shop.brand,
            people(promised.nameless),
            promised.all
        ),
        &Fix(
            At::Wordings,
            "Consent is given to a seller by name: make sure that the words are whole as customers saw them.",
        ),
    )
}

fn not_compared(id: &str, seen: &Seen) -> CheckLine {
    pass(id, format!("Not compared: {} texts rest on their scope alone.", seen.purpose()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::consent::Promise;

    const KINDS: [TextKind; 3] = [TextKind::Offers, TextKind::News, TextKind::CartReminder];

    fn some_words() -> impl Strategy<Value = Told> {
        let kinds = prop::sample::subsequence(KINDS.to_vec(), 0..=3);
        (kinds, prop::option::of(1_u32..9), any::<bool>(), any::<bool>()).prop_map(
            |(kinds, per_month, stated, named)| {
                let words = if named { "Maple & Pine may text me" } else { "You may text me" };
                Told { promise: Promise { kinds, per_month }, stated, words: words.into() }
            },
        )
    }

    proptest! {
        #[test]
        fn everybody_is_counted_once_and_one_more_wording_never_takes_a_kind_away(
            people in prop::collection::vec(prop::collection::vec(some_words(), 0..3), 0..8),
            more in some_words(),
            this_month in 1_u32..9,
        ) {
            let count = |extra: Option<&Told>| {
                let mut promised = Promised::default();
                for words in &people {
                    let words: Vec<&Told> = words.iter().chain(extra).collect();
                    promised.add(&words, TextKind::Offers, "Maple & Pine", this_month);
                }
                promised
            };
            let before = count(None);
            let all = before.stated + before.read + before.unclear + before.wordless + before.uncovered;
            prop_assert_eq!((all, before.all), (before.all, u32::try_from(people.len()).unwrap()));
            let after = count(Some(&more));
            prop_assert!(after.stated + after.read >= before.stated + before.read);
            prop_assert!(after.over >= before.over, "each number that was promised holds");
        }
    }
}
