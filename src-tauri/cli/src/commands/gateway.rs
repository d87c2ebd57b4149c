//! `gateway`: SMS accounts and their senders.

use std::fmt::Write;

use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::wire::settings::{SenderView, TwilioSetup};
use counterbell_core::{doors, settings};
use serde_json::json;

use crate::answer::Answer;
use crate::args::{Gateway, GatewayAdd, Twilio};
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
