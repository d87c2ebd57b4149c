//! A test text to the owner's own number, through the same outbox and the same claim.

use super::approve::sender_of;
use super::draft::body_of;
use super::fault::CampaignError;
use super::fields::Fields;
use super::{parts, rows};
use crate::contacts;
use crate::engine::Engine;
use crate::event::Event;
use crate::ids::CampaignId;
use crate::sending::quiet_hours::{self, locality_of};
use crate::sending::{self, NewMessage, hours};
use crate::shop;
use crate::wire::campaigns::TestQueued;

/// How long a test may wait for hours.
const KEEPS: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// Queues the campaign's text, with the fallbacks a stranger would see, to the owner.
pub fn send_test(engine: &Engine, id: CampaignId) -> Result<TestQueued, CampaignError> {
    let now = engine.now();
    let due_at = engine.store().write(|tx| {
        let campaign = rows::load(tx, id)?;
        let shop = shop::load(tx)?;
        let sender = sender_of(tx, &campaign)?;
        if shop.test_number.is_empty() {
            return Err(CampaignError::NoTestNumber);
        }
        let body = body_of(&campaign.content)?
            .render(&Fields { brand: Some(&shop.brand), ..Fields::default() })
            .text;
        let counted = parts::count(&body);
        let locality = locality_of(&shop.test_number, None);
        let verdict = quiet_hours::allowed(&locality, campaign.content.purpose, shop.hours(), now);
        let due_at = verdict.next_allowed_at.unwrap_or(now);
        sending::enqueue(
            tx,
            &NewMessage {
                kind: "test",
                campaign: None,
                number: contacts::meet(tx, &shop.test_number)?.0,
                sender: sender.id,
                scope: campaign.content.purpose,
                recipient: &shop.test_number,
                body: &body,
                parts: counted.parts,
                price_micros: sender.price_micros * i64::from(counted.parts),
                hours: hours::id_of(tx, &locality)?,
                rank: 0,
                due_at,
                deadline: due_at + KEEPS,
            },
        )?;
        tx.emit(Event::CampaignChanged { id });
        Ok(due_at)
    })?;
    engine.wake().ring();
    Ok(TestQueued { due_at: due_at.to_rfc3339() })
}
