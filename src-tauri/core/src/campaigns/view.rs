//! Campaigns as lists and editors show them.

use super::campaign::State;
use super::fault::CampaignError;
use super::rows;
use crate::engine::Engine;
use crate::ids::CampaignId;
use crate::money::Money;
use crate::store::StoreError;
use crate::wire::campaigns::{CampaignLine, CampaignView};

/// All campaigns, newest change first.
pub fn list(engine: &Engine) -> Result<Vec<CampaignLine>, StoreError> {
    engine.store().read(rows::list)
}

/// Whether texts of a campaign are going out, so that closing the window should be asked about.
pub fn any_running(engine: &Engine) -> Result<bool, StoreError> {
    Ok(list(engine)?.iter().any(|line| line.state == State::Running.word()))
}

/// One campaign with everything the owner wrote.
pub fn show(engine: &Engine, id: CampaignId) -> Result<CampaignView, CampaignError> {
    engine.store().read(|c| {
        let campaign = rows::load(c, id)?;
        let content = campaign.content;
        Ok(CampaignView {
            line: rows::list_one(c, id)?,
            revision: campaign.revision,
            kind: content.kind,
            why_now: content.why_now,
            body: content.body,
            segment_name: content.segment_name,
            rule: content.rule,
            exclude: content.exclude,
            sender: content.sender,
            per_second: content.per_second,
            window_open: content.window_open,
            window_close: content.window_close,
            finish_within_hours: content.finish_within_hours,
            ceiling: content.ceiling_micros.map(Money::units_of),
            pause_reason: campaign.pause_reason,
        })
    })
}
