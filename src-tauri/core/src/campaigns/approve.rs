//! Approving a campaign: the one moment a draft turns into messages.
//!
//! Owns the check-then-freeze transaction. Never talks to a gateway; the sender
//! wakes up on what this commits. The seal covers everything that is frozen: it is
//! the one of the page that was seen, and it is kept to prove later what was approved.

use super::audience::{Aim, deadline, with_audience};
use super::campaign::{Campaign, Deed};
use super::checks;
use super::draft::body_of;
use super::fault::CampaignError;
use super::render::{self, Rendering};
use super::rows::{self, Frozen};
use super::seal::Seal;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::gateways::{Sender, accounts};
use crate::ids::NumberId;
use crate::money::Money;
use crate::segments::Reason;
use crate::sending::{self, NewMessage, allowance};
use crate::shop::{self, Shop};
use crate::store::WriteTx;
use crate::wire::campaigns::Approve;

/// Freezes a reviewed draft and fills the outbox.
///
/// Refuses when the draft or the number of recipients is not the one that was
/// seen, or when a check blocks. `ceiling_micros` below the cost refuses too.
pub fn approve(engine: &Engine, request: &Approve, ceiling_micros: Option<i64>) -> Result<(), CampaignError> {
    let now = engine.now();
    let page = checks::check(engine, request.id)?;
    if page.blocks > 0 {
        return Err(CampaignError::Blocked(page.blocks));
    }
    engine.store().write(|tx| approve_in(tx, request, ceiling_micros, now))?;
    engine.wake().ring();
    Ok(())
}

fn approve_in(
    tx: &mut WriteTx<'_>,
    request: &Approve,
    ceiling_micros: Option<i64>,
    now: Timestamp,
) -> Result<(), CampaignError> {
    let campaign = rows::load(tx, request.id)?;
    Deed::Approve.done_to(campaign.state)?;
    if campaign.revision != request.revision {
        return Err(CampaignError::Changed { seen: request.revision, now: campaign.revision });
    }
    let shop = shop::load(tx)?;
    let sender = sender_of(tx, &campaign)?;
    let (texts, left_out, seal) = everybody(tx, &campaign, &sender, &shop, now)?;
    let receive = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    // The number on the review page is a promise; a reply may have changed it since.
    if receive != request.recipients {
        return Err(CampaignError::ReachChanged { seen: request.recipients, now: receive });
    }
    if texts.is_empty() {
        return Err(CampaignError::Nobody);
    }
    if seal != request.seal {
        return Err(CampaignError::SealBroken);
    }
    let wished = [ceiling_micros, campaign.content.ceiling_micros].into_iter().flatten().min();
    let ceiling_micros = within_ceiling(&texts, &sender, &shop, wished)?;
    let frozen = Frozen {
        seal,
        matched: receive + u32::try_from(left_out.len()).unwrap_or(u32::MAX),
        ceiling_micros,
        deadline: deadline(&campaign.content, now),
    };
    freeze(tx, &campaign, &sender, texts, &left_out, &frozen)?;
    rows::approve(tx, &campaign, &frozen, now)?;
    allowance::decide_first_batch(tx, campaign.id, receive)?;
    rows::record(tx, &campaign, Deed::Approve, &format!("{receive} people"), now)
}

pub(super) fn sender_of(
    connection: &rusqlite::Connection,
    campaign: &Campaign,
) -> Result<Sender, CampaignError> {
    let id = campaign.content.sender.ok_or(CampaignError::NoSender)?;
    accounts::sender(connection, id)?.ok_or(CampaignError::NoSender)
}

type LeftOut = Vec<(NumberId, Reason)>;

/// The same audience the review page showed, rendered.
fn everybody(
    tx: &WriteTx<'_>,
    campaign: &Campaign,
    sender: &Sender,
    shop: &Shop,
    now: Timestamp,
) -> Result<(Vec<Rendering>, LeftOut, String), CampaignError> {
    let body = body_of(&campaign.content)?;
    let aim = Aim::of(&campaign.content, shop, now);
    let (mut texts, mut left_out) = (Vec::new(), Vec::new());
    let mut seal = Seal::of(campaign, Some(sender), allowance::wished(tx, campaign.id)?);
    with_audience(tx, &aim, shop, now, |audience, calendar| {
        render::each(tx, audience, calendar, &body, &shop.brand, |one| {
            match one {
                Ok(text) => {
                    seal.add(&text);
                    texts.push(text);
                }
                Err(other) => left_out.push(other),
            }
            Ok(())
        })
    })?;
    // Whoever was heard from last goes first.
    texts.sort_by_key(|text| std::cmp::Reverse(text.engaged_at));
    Ok((texts, left_out, seal.finished()))
}

fn within_ceiling(
    texts: &[Rendering],
    sender: &Sender,
    shop: &Shop,
    ceiling: Option<i64>,
) -> Result<i64, CampaignError> {
    let parts: i64 = texts.iter().map(|text| i64::from(text.parts.parts)).sum();
    let cost = parts * sender.price_micros;
    let written = |micros| Money { micros, currency: shop.currency.clone() }.written();
    match ceiling {
        Some(ceiling) if cost > ceiling => {
            Err(CampaignError::OverCeiling { cost: written(cost), ceiling: written(ceiling) })
        }
        ceiling => Ok(ceiling.unwrap_or(cost)),
    }
}

fn freeze(
    tx: &WriteTx<'_>,
    campaign: &Campaign,
    sender: &Sender,
    texts: Vec<Rendering>,
    left_out: &LeftOut,
    frozen: &Frozen,
) -> Result<(), CampaignError> {
    for (rank, text) in (0..).zip(texts) {
        sending::enqueue(
            tx,
            &NewMessage {
                kind: "campaign",
                campaign: Some(campaign.id),
                number: text.number,
                sender: sender.id,
                scope: campaign.content.purpose,
                recipient: &text.recipient,
                body: &text.text,
                parts: text.parts.parts,
                price_micros: i64::from(text.parts.parts) * sender.price_micros,
                hours: text.hours,
                rank,
                due_at: text.first,
                deadline: frozen.deadline,
            },
        )?;
    }
    let mut insert =
        tx.prepare("INSERT INTO campaign_excluded (campaign_id, number_id, reason) VALUES (?1, ?2, ?3)")?;
    for (number, reason) in left_out {
        insert.execute((campaign.id, number, reason.word()))?;
    }
    Ok(())
}
