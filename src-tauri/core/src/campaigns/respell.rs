//! One press: a draft's text in its cheaper spelling.

use super::draft::change;
use super::encoding::cheaper;
use super::fault::CampaignError;
use super::rows;
use super::view::show;
use crate::engine::Engine;
use crate::ids::CampaignId;
use crate::wire::campaigns::CampaignView;

/// Replaces every typographic character of a draft's text where that takes it out of Unicode; else changes nothing.
pub fn respell(engine: &Engine, id: CampaignId) -> Result<CampaignView, CampaignError> {
    let mut content = engine.store().read(|c| rows::load(c, id))?.content;
    content.body = cheaper(&content.body);
    change(engine, id, &content)?;
    show(engine, id)
}
