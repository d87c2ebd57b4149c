//! Everything a check may look at, gathered in one reading of the store.

use rusqlite::Connection;

use super::cart::{self, CartFacts};
use super::past::{self, Past};
use super::promised::{self, Promised};
use crate::campaigns::audience::{Aim, with_audience};
use crate::campaigns::body::{Body, BodyError};
use crate::campaigns::campaign::Campaign;
use crate::campaigns::content;
use crate::campaigns::fault::CampaignError;
use crate::campaigns::seal::Seal;
use crate::campaigns::tally::Tally;
use crate::campaigns::{finish, render, rows};
use crate::clock::Timestamp;
use crate::consent::{Scope, TextKind};
use crate::engine::Engine;
use crate::gateways::{Registration, Sender, accounts, registrations};
use crate::ids::{CampaignId, NumberId};
use crate::money::Money;
use crate::segments::{Reach, reach};
use crate::sending::allowance;
use crate::sending::plan::Plan;
use crate::shop::{self, Shop};

/// Who sends, as far as the checks ask.
pub(super) struct Sending {
    pub(super) sender: Sender,
    /// Whether real carriers carry it.
    pub(super) real: bool,
    /// What the owner stated of its registration.
    pub(super) stated: Option<Registration>,
}

/// What the checks look at.
pub(in crate::campaigns) struct Seen {
    pub(super) campaign: Campaign,
    pub(super) shop: Shop,
    pub(super) sending: Option<Sending>,
    pub(super) body: Result<Body, BodyError>,
    pub(super) reach: Reach,
    pub(super) tally: Tally,
    pub(super) plan: Option<Plan>,
    pub(super) past: Past,
    pub(super) cart: Option<CartFacts>,
    pub(super) promised: Option<Promised>,
    pub(super) seal: String,
    pub(super) now: Timestamp,
}

impl Seen {
    /// A text as a customer will read it; the bare body where nobody will.
    pub(super) fn text(&self) -> &str {
        let shown = self.tally.typical.as_ref().or(self.tally.worst.as_ref());
        shown.map_or(&self.campaign.content.body, |text| &text.text)
    }

    pub(super) fn purpose(&self) -> Scope {
        self.campaign.content.purpose
    }

    pub(super) fn kind(&self) -> TextKind {
        kind(&self.campaign)
    }

    pub(super) fn cost(&self) -> Money {
        let price = self.sending.as_ref().map_or(0, |sending| sending.sender.price_micros);
        self.money(self.tally.cost_micros(price))
    }

    pub(super) fn money(&self, micros: i64) -> Money {
        Money { micros, currency: self.shop.currency.clone() }
    }
}

/// What the owner says it is; unsaid, a promotional text that speaks of the reader's cart is a cart reminder.
fn kind(campaign: &Campaign) -> TextKind {
    let said = campaign.content.kind;
    let purpose = campaign.content.purpose;
    let heard = || purpose == Scope::Promotional && content::cart(&campaign.content.body).is_some();
    said.unwrap_or_else(|| if heard() { TextKind::CartReminder } else { TextKind::usual(purpose) })
}

/// One person who will receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Recipient {
    pub(super) number: NumberId,
    /// Whether the rules of the United States may apply to them.
    pub(super) us: bool,
}

/// Reads the campaign, its audience with everybody's text, its sender and what was sent before.
pub(super) fn gather(engine: &Engine, c: &Connection, id: CampaignId) -> Result<Seen, CampaignError> {
    let now = engine.now();
    let campaign = rows::load(c, id)?;
    let shop = shop::load(c)?;
    let sending = sending(c, &campaign)?;
    let sender = sending.as_ref().map(|sending| &sending.sender);
    let body = Body::parse(&campaign.content.body);
    let aim = Aim::of(&campaign.content, &shop, now);
    let (mut tally, mut plan, mut people) = (Tally::default(), None, Vec::new());
    let mut seal = Seal::of(&campaign, sender, allowance::wished(c, id)?);
    let reach = with_audience(c, &aim, &shop, now, |audience, calendar| {
        if let Ok(body) = &body {
            render::each(c, audience, calendar, body, &shop.brand, |one| {
                if let Ok(text) = one {
                    let places = calendar.locality(text.hours).map_or(&[][..], |place| place.places());
                    let us = places.is_empty() || places.iter().any(|place| place.country_code() == "US");
                    people.push(Recipient { number: text.number, us });
                    seal.add(&text);
                    tally.add(text, now);
                }
                Ok(())
            })?;
        }
        if let Some(sender) = sender {
            plan = Some(finish::of_draft(c, calendar, &tally.seats, &campaign, sender, &shop, now)?.plan);
        }
        Ok(reach(c, audience)?)
    })?;
    let past = past::look(c, &campaign, sender, &people, now)?;
    let reminds = kind(&campaign) == TextKind::CartReminder;
    let cart = if reminds { Some(cart::look(c, &people, now)?) } else { None };
    let promised = match campaign.content.purpose {
        Scope::Promotional => Some(promised::look(c, &people, kind(&campaign), &shop.brand, now)?),
        _ => None,
    };
    let seal = seal.finished();
    Ok(Seen { campaign, shop, sending, body, reach, tally, plan, past, cart, promised, seal, now })
}

fn sending(c: &Connection, campaign: &Campaign) -> Result<Option<Sending>, CampaignError> {
    let Some(id) = campaign.content.sender else { return Ok(None) };
    let Some(sender) = accounts::sender(c, id)? else { return Ok(None) };
    let account = accounts::account(c, sender.gateway)?;
    let practice = account.is_some_and(|account| account.kind == "practice");
    Ok(Some(Sending { real: !practice, stated: registrations::of(c, id)?, sender }))
}
