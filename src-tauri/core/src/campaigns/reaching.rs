//! Reach for a rule that is being edited: the same audience a campaign would have.

use super::audience::{Aim, with_audience};
use super::fault::CampaignError;
use crate::engine::Engine;
use crate::segments::{Reason, Who, people, reach, view_of};
use crate::shop::{self, Shop};
use crate::wire::segments::{ReachPeopleQuery, ReachPerson, ReachQuery, ReachView};

/// How long a campaign made from the rule would have.
const USUAL_TIME: chrono::TimeDelta = chrono::TimeDelta::hours(72);

/// What a rule means right now.
pub fn reach_of(engine: &Engine, query: &ReachQuery) -> Result<ReachView, CampaignError> {
    let now = engine.now();
    engine.store().read(|c| {
        let shop = shop::load(c)?;
        with_audience(c, &aim(query, &shop, now), &shop, now, |audience, _| Ok(view_of(&reach(c, audience)?)))
    })
}

/// The people behind one of its numbers.
pub fn reach_people(engine: &Engine, query: &ReachPeopleQuery) -> Result<Vec<ReachPerson>, CampaignError> {
    let now = engine.now();
    let who = match query.which.as_str() {
        "will_receive" => Who::WillReceive,
        word => Reason::read(word).map_or(Who::Everyone, Who::Reason),
    };
    engine.store().read(|c| {
        let shop = shop::load(c)?;
        with_audience(c, &aim(&query.reach, &shop, now), &shop, now, |audience, _| {
            let found = people(c, audience, who, query.offset, query.limit.min(500))?;
            Ok(found
                .into_iter()
                .map(|one| ReachPerson {
                    id: one.number_id,
                    number: one.number,
                    name: format!("{} {}", one.first_name, one.last_name).trim().into(),
                    reason: one.reason.map_or("", Reason::word).into(),
                })
                .collect())
        })
    })
}

fn aim<'a>(query: &'a ReachQuery, shop: &Shop, now: crate::clock::Timestamp) -> Aim<'a> {
    Aim {
        rule: &query.rule,
        exclude: &query.exclude,
        purpose: query.purpose,
        window: shop.hours(),
        deadline: now + USUAL_TIME,
    }
}
