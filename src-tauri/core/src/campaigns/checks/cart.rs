//! The check of cart reminders: what US carriers ask of them (facts: compliance 3.4, grades primary and vendor).

use std::collections::HashMap;

use rusqlite::Connection;

use super::line::{At, Fix, block, pass, people, warn};
use super::seen::{Recipient, Seen};
use crate::campaigns::content;
use crate::campaigns::fault::CampaignError;
use crate::campaigns::past;
use crate::clock::Timestamp;
use crate::consent::{self, Agreed, Scope, TextKind, Told, WordingId};
use crate::ids::NumberId;
use crate::wire::campaigns::CheckLine;

/// A reminder must go within this time of the cart's being left.
const FRESH: chrono::TimeDelta = chrono::TimeDelta::hours(48);
/// Where no cart is on record, a reminder within this time was of the same one (grade: guess, to the strict side).
const SAME_CART: chrono::TimeDelta = chrono::TimeDelta::days(30);

/// Recipients in the United States whom a cart reminder must not reach, each counted under every reason that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CartFacts {
    /// Recipients to whom US rules may apply.
    us: u32,
    /// Who never confirmed by text.
    unconfirmed: u32,
    /// Whose wording does not name cart reminders.
    unnamed: u32,
    /// Who were reminded of this cart already.
    second: u32,
    /// Whose cart was left too long ago, or of whom no cart is known.
    stale: u32,
}

/// What is known of each person.
struct Known {
    agreed: HashMap<NumberId, Agreed>,
    told: HashMap<WordingId, Told>,
    carts: HashMap<NumberId, Timestamp>,
    reminded: HashMap<NumberId, Timestamp>,
}

pub(super) fn look(
    c: &Connection,
    recipients: &[Recipient],
    now: Timestamp,
) -> Result<CartFacts, CampaignError> {
    let known = Known {
        agreed: consent::agreed(c, Scope::Promotional)?,
        told: consent::told(c)?,
        carts: past::carts(c)?,
        reminded: past::reminded(c)?,
    };
    let mut facts = CartFacts::default();
    for one in recipients.iter().filter(|one| one.us) {
        facts.add(&known, one.number, now);
    }
    Ok(facts)
}

impl CartFacts {
    fn add(&mut self, known: &Known, number: NumberId, now: Timestamp) {
        let agreed = known.agreed.get(&number);
        let cart = known.carts.get(&number);
        let promised = |words: &WordingId| {
            known.told.get(words).is_some_and(|told| told.promise.covers(TextKind::CartReminder))
        };
        let named = agreed.is_some_and(|agreed| agreed.words.iter().any(promised));
        let this_cart_since = cart.copied().unwrap_or(now - SAME_CART);
        self.us += 1;
        self.unconfirmed += u32::from(!agreed.is_some_and(|agreed| agreed.confirmed));
        self.unnamed += u32::from(!named);
        self.second += u32::from(known.reminded.get(&number).is_some_and(|at| *at >= this_cart_since));
        self.stale += u32::from(cart.is_none_or(|left| *left < now - FRESH));
    }
}

pub(super) fn cart_reminder(seen: &Seen) -> CheckLine {
    const ID: &str = "cart_reminder";
    let Some(facts) = &seen.cart else { return not_said(seen) };
    let whose = |count: u32| format!("{} of {} in the United States", people(count), facts.us);
    if facts.second > 0 {
        return block(
            ID,
            format!("Reminded of the same cart already: {}. Carriers allow one.", whose(facts.second)),
            &Fix(At::Audience, "Leave them out: a second reminder of one cart is not allowed in the US."),
        );
    }
    if facts.unconfirmed > 0 {
        return block(
            ID,
            format!(
                "Never answered yes to a text that asked: {}. US carriers require it for cart reminders.",
                whose(facts.unconfirmed)
            ),
            &Fix(
                At::Audience,
                "Leave them out, or ask them for a double opt-in that names cart reminders first.",
            ),
        );
    }
    if facts.unnamed > 0 {
        return block(
            ID,
            format!("The words they agreed to do not name cart reminders: {}.", whose(facts.unnamed)),
            &Fix(At::Wordings, "Look at what your wordings promise; leave out whom they do not cover."),
        );
    }
    if facts.stale > 0 {
        return warn(
            ID,
            format!("No cart on record, or one left more than 48 hours ago: {}.", whose(facts.stale)),
            &Fix(At::Audience, "Remind within 48 hours of the cart's being left, as US carriers require."),
        );
    }
    pass(
        ID,
        format!(
            "One reminder of one cart, agreed to and confirmed; in the United States: {}.",
            people(facts.us)
        ),
    )
}

/// The owner says it is something else; the words may say otherwise.
fn not_said(seen: &Seen) -> CheckLine {
    const ID: &str = "cart_reminder";
    match content::cart(seen.text()).filter(|_| seen.purpose() == Scope::Promotional) {
        None => pass(ID, "This is no cart reminder."),
        Some(mark) => warn(
            ID,
            format!(
                "\"{}\" reads like a cart reminder, and this is said to be {}.",
                mark.words,
                seen.kind().spoken()
            ),
            &Fix(At::What, "If it reminds people of a cart, say so: US carriers ask more of such texts."),
        ),
    }
}
