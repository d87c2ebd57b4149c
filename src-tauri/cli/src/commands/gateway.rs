//! `gateway`: SMS accounts and their senders.

use std::fmt::Write;

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::gateways::{Kind, Registration, Status, UseCase};
use counterbell_core::ids::SenderId;
use counterbell_core::settings::CardError;
use counterbell_core::wire::senders::{PaceChange, SenderCard};
use counterbell_core::wire::settings::{SenderView, TwilioSetup};
use counterbell_core::{doors, settings};
use serde_json::json;

use crate::answer::{Answer, grouped, words};
use crate::args::{Gateway, GatewayAdd, Register, Twilio};
use crate::fault::Fault;
use crate::files;

pub(super) fn run(engine: &Engine, what: &Gateway) -> Result<Answer, Problem> {
    match what {
        Gateway::Add(GatewayAdd::Twilio(account)) => {
            let id = settings::add_twilio(engine, &setup(account)?)?;
            added(engine, |one| one.id == id)
        }
        Gateway::Add(GatewayAdd::Practice { seed }) => {
            doors::add_practice(engine, *seed)?;
            added(engine, |one| one.kind == "practice")
        }
        Gateway::List => list(engine),
        Gateway::Show { sender } => card_of(engine, SenderId(*sender)).map(|card| shown(&card)),
        Gateway::Register(what) => {
            Ok(shown(&settings::register(engine, SenderId(what.sender), &stated(what))?))
        }
        Gateway::Pace { sender, account_daily, new_number, established } => {
            let id = SenderId(*sender);
            let card = card_of(engine, id)?;
            let change = PaceChange {
                id,
                account_daily: account_daily
                    .map_or(card.account_daily, |texts| Some(texts).filter(|n| *n > 0)),
                new_number: *new_number || (card.warm_up.is_some() && !established),
            };
            Ok(shown(&settings::change_pace(engine, &change)?))
        }
    }
}

fn setup(account: &Twilio) -> Result<TwilioSetup, Problem> {
    Ok(TwilioSetup {
        account_sid: account.account_sid.clone(),
        auth_token: files::text(&account.auth_token_file, "file of the auth token")?,
        from: account.from.clone(),
        base_url: account.base_url.clone(),
        registration: account.registration.clone(),
        price_micros: micros(account.price)?,
        per_second: account.per_second,
    })
}

fn micros(price: f64) -> Result<u32, Fault> {
    let valid = price.is_finite() && (0.0..=1000.0).contains(&price);
    if valid { Ok((price * 1e6).round() as u32) } else { Err(Fault::PriceInvalid) }
}

fn added(engine: &Engine, is_it: impl Fn(&SenderView) -> bool) -> Result<Answer, Problem> {
    let senders = settings::senders(engine)?;
    let one = senders.iter().find(|one| is_it(one));
    let text =
        one.map(|one| format!("{} sends through {}.", one.address, one.gateway_name)).unwrap_or_default();
    Ok(Answer::new(json!(one), text))
}

fn list(engine: &Engine) -> Result<Answer, Problem> {
    let senders = settings::senders(engine)?;
    let mut text =
        if senders.is_empty() { "There is no sender yet. Add one with gateway add.\n" } else { "" }
            .to_owned();
    for one in &senders {
        let halted = if one.halted.is_empty() { String::new() } else { format!(", stopped: {}", one.halted) };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:>4}  {:<16} {} ({}), {} a part, {} a second{halted}",
            one.id.0, one.address, one.gateway_name, one.registration, one.price, one.per_second
        );
    }
    Ok(Answer::new(json!({ "senders": senders }), text))
}

fn card_of(engine: &Engine, id: SenderId) -> Result<SenderCard, Problem> {
    let card = settings::cards(engine)?.into_iter().find(|card| card.id == id);
    card.ok_or_else(|| CardError::NoSuchSender.into())
}

fn stated(what: &Register) -> Registration {
    Registration {
        kind: Kind::of_word(&what.kind),
        status: Status::of_word(&what.status),
        brand: what.brand.clone(),
        brand_score: what.score,
        campaign: what.campaign.clone(),
        use_case: what.use_case.as_deref().map(UseCase::of_word).unwrap_or_default(),
        class: what.class.clone(),
    }
}

fn shown(card: &SenderCard) -> Answer {
    let stated = &card.registration;
    let mut text = format!("{}: {}, {}.\n", card.address, words(stated.kind.word()), stated.status.word());
    // Writing to a string cannot fail.
    for line in &card.allows {
        let per = if line.id == "brand_cap" { "a day" } else { "a minute" };
        let _ = writeln!(
            text,
            "  {} {}: {} {per}, of which {} are used ({}, {})",
            words(&line.id),
            line.row,
            grouped(line.published),
            grouped(line.used),
            line.source,
            line.grade
        );
    }
    if let Some(texts) = card.account_daily {
        let _ = writeln!(text, "  The account may send {} texts in any 24 hours.", grouped(texts));
    }
    if let Some(warm_up) = &card.warm_up {
        let allowed = warm_up
            .allowed
            .map_or_else(|| "no limit".into(), |texts| format!("{} texts a day", grouped(texts)));
        let _ = writeln!(
            text,
            "  Warming up: level {} of {}, {allowed}, {} sent today.",
            warm_up.level,
            warm_up.levels,
            grouped(warm_up.used)
        );
        if let Some(texts) = warm_up.opens_next {
            let _ =
                writeln!(text, "  A day with {} texts and no alarm opens the next level.", grouped(texts));
        }
    }
    for limit in &card.limits {
        let _ = writeln!(
            text,
            "  {}: {} of {} used",
            words(&limit.reason),
            grouped(limit.used),
            grouped(limit.allowed)
        );
    }
    Answer::new(json!(card), text)
}
