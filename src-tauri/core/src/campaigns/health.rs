//! A campaign's health for the monitor.

use super::approve::sender_of;
use super::fault::CampaignError;
use super::rows;
use crate::engine::Engine;
use crate::health;
use crate::ids::CampaignId;
use crate::wire::health::CampaignHealth;

/// What became of a campaign's texts and of its sender's, against limits and what is usual here.
pub fn health_of(engine: &Engine, id: CampaignId) -> Result<CampaignHealth, CampaignError> {
    let now = engine.now();
    engine.store().read(|c| {
        let sender = sender_of(c, &rows::load(c, id)?)?;
        Ok(health::of_campaign(c, id, &sender, now)?)
    })
}
