//! Composing: the text counted and priced for its real audience while it is written.

use super::audience::{Aim, with_audience};
use super::body::Body;
use super::encoding::{cheaper, culprits};
use super::fault::CampaignError;
use super::parts;
use super::render::{self, Rendering};
use super::tally::Tally;
use crate::engine::Engine;
use crate::error::Problem;
use crate::gateways::accounts;
use crate::ids::SenderId;
use crate::money::Money;
use crate::shop::{self, Shop};
use crate::wire::campaigns::{ComposeQuery, ComposeView, CulpritView, PartsCount, PreviewText};

/// How long a campaign may take that is only being written.
const WHILE_WRITING: chrono::TimeDelta = chrono::TimeDelta::hours(72);

/// Counts a text as typed. What is wrong with it is part of the answer, not an error.
pub fn compose(engine: &Engine, query: &ComposeQuery) -> Result<ComposeView, CampaignError> {
    let now = engine.now();
    engine.store().read(|c| {
        let shop = shop::load(c)?;
        let price = price(c, query.sender)?;
        let (body, problem) = match Body::parse(&query.body) {
            Ok(body) => (Some(body), None),
            Err(fault) => (None, Some(Problem::from(fault))),
        };
        let mut tally = Tally::default();
        if let Some(body) = &body {
            let aim = Aim {
                rule: &query.rule,
                exclude: &query.exclude,
                purpose: query.purpose,
                window: shop.hours(),
                deadline: now + WHILE_WRITING,
            };
            with_audience(c, &aim, &shop, now, |audience, calendar| {
                render::each(c, audience, calendar, body, &shop.brand, |one| {
                    if let Ok(text) = one {
                        tally.add(text, now);
                    }
                    Ok(())
                })
            })?;
        }
        Ok(view(&query.body, &tally, &shop, price, problem))
    })
}

fn price(connection: &rusqlite::Connection, sender: Option<SenderId>) -> Result<i64, CampaignError> {
    let senders = accounts::senders(connection)?;
    let chosen = senders.iter().find(|one| Some(one.id) == sender).or(senders.first());
    Ok(chosen.map_or(0, |sender| sender.price_micros))
}

fn view(typed: &str, tally: &Tally, shop: &Shop, price: i64, problem: Option<Problem>) -> ComposeView {
    let usual = tally.typical.as_ref().or(tally.worst.as_ref());
    let encoding = usual.map_or_else(|| parts::count(typed).encoding, |text| text.parts.encoding);
    let found = culprits(typed);
    let spelling = cheaper(typed);
    ComposeView {
        encoding: encoding.name().into(),
        messages: tally.messages,
        parts: tally.parts,
        by_parts: tally.by_parts.iter().map(|(&parts, &messages)| PartsCount { parts, messages }).collect(),
        cost: Money { micros: tally.cost_micros(price), currency: shop.currency.clone() }.written(),
        worst: tally.worst.as_ref().map(|text| preview("longest", text)),
        cheaper: if found.is_empty() || spelling == typed { String::new() } else { spelling },
        culprits: found
            .into_iter()
            .map(|one| CulpritView {
                character: one.character,
                code_point: one.code_point,
                position: one.position,
                cheaper: one.cheaper.unwrap_or_default(),
            })
            .collect(),
        previews: tally.examples().map(|(why, text)| preview(why, text)).collect(),
        fallbacks: tally.fallbacks,
        problem,
    }
}

/// A text as shown in the phone.
pub(super) fn preview(why: &str, text: &Rendering) -> PreviewText {
    PreviewText {
        who: if text.name.is_empty() { text.recipient.clone() } else { text.name.clone() },
        text: text.text.clone(),
        encoding: text.parts.encoding.name().into(),
        parts: text.parts.parts,
        units: text.parts.units,
        why: why.into(),
    }
}
