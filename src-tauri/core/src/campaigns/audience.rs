//! The one audience: preview, check page and approval all ask here.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Connection;

use super::campaign::Content;
use super::fault::CampaignError;
use crate::clock::Timestamp;
use crate::consent::Scope;
use crate::ids::HoursId;
use crate::segments::{Audience, CappedPeople, Rule};
use crate::sending::quiet_hours::{self, Locality, OwnerWindow};
use crate::sending::{self, hours};
use crate::shop::Shop;
use crate::store::StoreError;

/// What a text's audience depends on.
pub(crate) struct Aim<'a> {
    /// The rule as JSON text.
    pub(crate) rule: &'a str,
    /// People to leave out; empty for nobody.
    pub(crate) exclude: &'a str,
    /// What the text is for.
    pub(crate) purpose: Scope,
    /// When it may go.
    pub(crate) window: OwnerWindow,
    /// When it must be done.
    pub(crate) deadline: Timestamp,
}

impl<'a> Aim<'a> {
    /// The aim of a campaign approved at `now`.
    pub(crate) fn of(content: &'a Content, shop: &Shop, now: Timestamp) -> Self {
        Self {
            rule: &content.rule,
            exclude: &content.exclude,
            purpose: content.purpose,
            window: window(content, shop),
            deadline: deadline(content, now),
        }
    }
}

/// The hours of a campaign within the shop's own: stricter of both.
pub(crate) fn window(content: &Content, shop: &Shop) -> OwnerWindow {
    OwnerWindow::of_minutes(content.window_open, content.window_close).within(shop.hours())
}

/// When a campaign approved at `now` must be done.
pub(crate) fn deadline(content: &Content, now: Timestamp) -> Timestamp {
    now + chrono::TimeDelta::hours(content.finish_within_hours.into())
}

/// Places and zones of this store with whether, and when first, each may be texted.
pub(crate) struct Calendar {
    places: HashMap<HoursId, (Locality, Option<Timestamp>)>,
}

impl Calendar {
    /// Looks every locality of the store up once.
    pub(crate) fn new(connection: &Connection, aim: &Aim<'_>, now: Timestamp) -> Result<Self, StoreError> {
        let places = hours::all(connection)?.into_iter().map(|(id, locality)| {
            let verdict = quiet_hours::allowed(&locality, aim.purpose, aim.window, now);
            let first = if verdict.allowed { Some(now) } else { verdict.next_allowed_at };
            (id, (locality, first.filter(|at| *at < aim.deadline)))
        });
        Ok(Self { places: places.collect() })
    }

    /// When a text to these hours may first go; `None` if never before the deadline.
    pub(crate) fn first(&self, id: HoursId) -> Option<Timestamp> {
        self.places.get(&id).and_then(|(_, first)| *first)
    }

    /// The locality behind an id.
    pub(crate) fn locality(&self, id: HoursId) -> Option<&Locality> {
        self.places.get(&id).map(|(locality, _)| locality)
    }
}

/// Who has had as many promotional texts as a cap allows; nobody is asked where the text is none.
fn capped(
    connection: &Connection,
    aim: &Aim<'_>,
    shop: &Shop,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<CappedPeople, CampaignError> {
    if aim.purpose != Scope::Promotional {
        return Ok(CappedPeople::default());
    }
    let place = |id| calendar.locality(id);
    Ok(Arc::new(sending::capped_people(connection, shop.frequency_hours, &place, now)?))
}

/// Runs `work` with the audience of an aim.
pub(crate) fn with_audience<T>(
    connection: &Connection,
    aim: &Aim<'_>,
    shop: &Shop,
    now: Timestamp,
    work: impl FnOnce(&Audience<'_>, &Calendar) -> Result<T, CampaignError>,
) -> Result<T, CampaignError> {
    let calendar = Calendar::new(connection, aim, now)?;
    let hours_left = |id: HoursId| calendar.first(id).is_some();
    let exclude = (!aim.exclude.is_empty()).then(|| Rule::from_text(aim.exclude)).transpose()?;
    let audience = Audience {
        rule: Rule::from_text(aim.rule)?,
        exclude,
        scope: aim.purpose,
        frequency_hours: shop.frequency_hours,
        bought_since: None,
        now,
        hours_left: &hours_left,
        capped: capped(connection, aim, shop, &calendar, now)?,
    };
    work(&audience, &calendar)
}
