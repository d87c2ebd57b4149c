//! Writing drafts: what makes one worth saving.

use super::body::Body;
use super::campaign::{Content, Deed};
use super::fault::CampaignError;
use super::rows;
use super::view::show;
use crate::engine::Engine;
use crate::ids::CampaignId;
use crate::money::Money;
use crate::segments::Rule;
use crate::wire::campaigns::{CampaignDraft, CampaignView};

/// Nobody's SMS account takes more than this from one sender.
const FASTEST: f64 = 225.0;

/// A campaign that takes longer than a month is another campaign.
const LONGEST_HOURS: u32 = 24 * 30;

/// Saves a new draft.
pub fn create(engine: &Engine, content: &Content) -> Result<CampaignId, CampaignError> {
    savable(content)?;
    engine.store().write(|tx| rows::insert(tx, content, engine.now()))
}

/// Changes a draft. What has been approved cannot be changed.
pub fn change(engine: &Engine, id: CampaignId, content: &Content) -> Result<(), CampaignError> {
    savable(content)?;
    engine.store().write(|tx| {
        let campaign = rows::load(tx, id)?;
        Deed::Edit.done_to(campaign.state)?;
        if campaign.content == *content { Ok(()) } else { rows::update(tx, id, content, engine.now()) }
    })
}

/// Saves a draft as the composer has it, new or changed.
pub fn save(engine: &Engine, draft: CampaignDraft) -> Result<CampaignView, CampaignError> {
    let (id, content) = (draft.id, content_of(draft));
    let id = match id {
        Some(id) => change(engine, id, &content).map(|()| id)?,
        None => create(engine, &content)?,
    };
    show(engine, id)
}

fn content_of(draft: CampaignDraft) -> Content {
    Content {
        name: draft.name,
        purpose: draft.purpose,
        kind: draft.kind,
        why_now: draft.why_now,
        body: draft.body,
        segment_name: draft.segment_name,
        rule: draft.rule,
        exclude: draft.exclude,
        sender: draft.sender,
        per_second: draft.per_second,
        window_open: draft.window_open,
        window_close: draft.window_close,
        finish_within_hours: draft.finish_within_hours,
        ceiling_micros: draft.ceiling.map(Money::micros_of),
    }
}

/// Throws a draft away.
pub fn discard(engine: &Engine, id: CampaignId) -> Result<(), CampaignError> {
    engine.store().write(|tx| {
        let campaign = rows::load(tx, id)?;
        Deed::Edit.done_to(campaign.state)?;
        rows::delete(tx, id)
    })
}

/// A draft may be unfinished, but not nonsensical: its rule must be a rule and its pace a pace.
fn savable(content: &Content) -> Result<(), CampaignError> {
    if content.name.trim().is_empty() {
        return Err(CampaignError::NoName);
    }
    if !(content.per_second > 0.0 && content.per_second <= FASTEST) {
        return Err(CampaignError::BadPace { most: FASTEST });
    }
    if content.window_open >= content.window_close || content.window_close > 24 * 60 {
        return Err(CampaignError::BadWindow(content.window_open, content.window_close));
    }
    if !(1..=LONGEST_HOURS).contains(&content.finish_within_hours) {
        return Err(CampaignError::BadDuration { most: LONGEST_HOURS });
    }
    if content.ceiling_micros.is_some_and(|micros| micros <= 0) {
        return Err(CampaignError::BadCeiling);
    }
    Rule::from_text(&content.rule)?;
    if !content.exclude.is_empty() {
        Rule::from_text(&content.exclude)?;
    }
    Ok(())
}

/// A finished draft's text.
pub(super) fn body_of(content: &Content) -> Result<Body, CampaignError> {
    Ok(Body::parse(&content.body)?)
}
