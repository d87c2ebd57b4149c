//! Rendering a campaign's text for real people, counted and priced.

use rusqlite::Connection;

use super::audience::Calendar;
use super::body::Body;
use super::fault::CampaignError;
use super::fields::Fields;
use super::parts::{self, Parts};
use crate::clock::Timestamp;
use crate::ids::{HoursId, NumberId};
use crate::segments::{Audience, Member, Reason, for_each_member};

/// One person's text.
#[derive(Clone)]
pub(crate) struct Rendering {
    /// Whose.
    pub(crate) number: NumberId,
    /// E.164.
    pub(crate) recipient: String,
    /// First and last name.
    pub(crate) name: String,
    /// The text as it will go.
    pub(crate) text: String,
    /// Counted.
    pub(crate) parts: Parts,
    /// Fields without a value and without a fallback.
    pub(crate) missing: u32,
    /// Whether a fallback was used.
    pub(crate) fell_back: bool,
    /// The recipient's hours.
    pub(crate) hours: HoursId,
    /// When it may first go.
    pub(crate) first: Timestamp,
    /// When the person was last heard from.
    pub(crate) engaged_at: i64,
}

/// Renders the text of everybody who will receive it, in the audience's own order; tells about the others too.
pub(crate) fn each(
    connection: &Connection,
    audience: &Audience<'_>,
    calendar: &Calendar,
    body: &Body,
    brand: &str,
    mut take: impl FnMut(Result<Rendering, (NumberId, Reason)>) -> Result<(), CampaignError>,
) -> Result<(), CampaignError> {
    for_each_member(connection, audience, |member: Member<'_>| match member.reason {
        Some(reason) => take(Err((member.number_id, reason))),
        None => take(Ok(rendered(&member, calendar, body, brand, audience.now))),
    })
}

fn rendered(member: &Member<'_>, calendar: &Calendar, body: &Body, brand: &str, now: Timestamp) -> Rendering {
    let fields = Fields {
        first_name: Some(member.first_name),
        last_name: Some(member.last_name),
        city: Some(member.city),
        region: Some(member.region),
        country: Some(member.country),
        brand: Some(brand),
    };
    let rendered = body.render(&fields);
    Rendering {
        number: member.number_id,
        recipient: member.number.into(),
        name: format!("{} {}", member.first_name, member.last_name).trim().into(),
        parts: parts::count(&rendered.text),
        text: rendered.text,
        missing: u32::try_from(rendered.missing.len()).unwrap_or(u32::MAX),
        fell_back: rendered.fell_back,
        hours: member.hours_id,
        first: calendar.first(member.hours_id).unwrap_or(now),
        engaged_at: member.last_engaged_at,
    }
}
