//! Asking for a double opt-in, as the owner does it and sees it.

use rusqlite::Connection;
use thiserror::Error;

use super::asking::{self, ASK_AGAIN_AFTER};
use crate::clock::Timestamp;
use crate::consent;
use crate::contacts;
use crate::engine::Engine;
use crate::error::Explain;
use crate::gateways::{Sender, accounts};
use crate::ids::NumberId;
use crate::store::StoreError;
use crate::wire::inbox::AskingView;

/// Why somebody cannot be asked.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum AskingError {
    #[error("there is no contact with this number")]
    NotFound,
    #[error("this person has opted out, so they cannot be asked by text")]
    OptedOut,
    #[error("this person was asked already and can still answer")]
    Asked,
    #[error("this person was asked within the last 30 days and did not answer")]
    AskedLately,
    #[error("this person has confirmed already")]
    Confirmed,
    #[error("nothing shows that this person agreed to any text, so even the question may not be texted")]
    NoGround,
    #[error("there is no sender that could ask")]
    NoSender,
    #[error("this person is not being asked")]
    NotAsked,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for AskingError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "contact_not_found",
            Self::OptedOut => "opted_out",
            Self::Asked => "asked_already",
            Self::AskedLately => "asked_lately",
            Self::Confirmed => "confirmed_already",
            Self::NoGround => "no_ground_to_ask",
            Self::NoSender => "no_sender",
            Self::NotAsked => "not_asked",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotFound => "Look for the number in the list of contacts.".into(),
            Self::OptedOut => "They can text START to your number at any time.".into(),
            Self::Asked => "Wait for the answer, or withdraw the question.".into(),
            Self::AskedLately => "Ask at the counter or by e-mail, or wait until the month is over.".into(),
            Self::Confirmed => "Nothing to do.".into(),
            Self::NoGround => {
                "Let them text START to your number, or ask at the counter or by e-mail.".into()
            }
            Self::NoSender => "Add one in Settings.".into(),
            Self::NotAsked => "Ask first.".into(),
            Self::Store(fault) => fault.hint(),
        }
    }
}

/// Asks one person. Until they say yes they get nothing else.
pub fn ask_to_confirm(engine: &Engine, number: NumberId) -> Result<AskingView, AskingError> {
    let now = engine.now();
    engine.store().write(|tx| {
        let (e164, sender) = may_be_asked(tx, number, now)?;
        asking::ask(tx, number, &e164, &sender, now)?;
        Ok::<_, AskingError>(())
    })?;
    engine.wake().ring();
    asking_of(engine, number)
}

/// The number and the sender, or why not.
fn may_be_asked(
    connection: &Connection,
    number: NumberId,
    now: Timestamp,
) -> Result<(String, Sender), AskingError> {
    let contact = contacts::contact_of(connection, number)?.ok_or(AskingError::NotFound)?;
    if consent::is_suppressed(connection, number)? {
        return Err(AskingError::OptedOut);
    }
    if let Some(asked) = asking::latest(connection, number)? {
        match asked.state(now) {
            "queued" | "waiting" => return Err(AskingError::Asked),
            "unanswered" if asked.sent_at.is_some_and(|at| at + ASK_AGAIN_AFTER > now) => {
                return Err(AskingError::AskedLately);
            }
            _ => {}
        }
    }
    if asking::is_confirmed(connection, number, now)? {
        return Err(AskingError::Confirmed);
    }
    if !asking::has_ground(connection, number, now)? {
        return Err(AskingError::NoGround);
    }
    let known = asking::known_sender(connection, number)?;
    let mut senders = accounts::senders(connection)?.into_iter();
    let sender = match known {
        Some(id) => senders.find(|sender| sender.id == id),
        None => senders.next(),
    };
    Ok((contact.number, sender.ok_or(AskingError::NoSender)?))
}

/// Withdraws the question: what the person may get is what it was before.
pub fn withdraw_asking(engine: &Engine, number: NumberId) -> Result<AskingView, AskingError> {
    let now = engine.now();
    engine.store().write(|tx| match asking::end(tx, number, "withdrawn", now)? {
        true => Ok(()),
        false => Err(AskingError::NotAsked),
    })?;
    asking_of(engine, number)
}

/// How a person's asking stands, and whether they can be asked now.
pub fn asking_of(engine: &Engine, number: NumberId) -> Result<AskingView, AskingError> {
    let now = engine.now();
    engine.store().read(|c| view(c, number, now))
}

/// Everybody who was asked.
pub fn askings(engine: &Engine) -> Result<Vec<AskingView>, AskingError> {
    let now = engine.now();
    engine.store().read(|c| {
        let numbers = asking::everybody(c)?;
        let views = numbers.into_iter().map(|number| match view(c, number, now) {
            // Taken off the list since: their asking goes on without a line here.
            Err(AskingError::NotFound) => Ok(None),
            other => other.map(Some),
        });
        Ok(views.collect::<Result<Vec<_>, AskingError>>()?.into_iter().flatten().collect())
    })
}

fn view(connection: &Connection, number: NumberId, now: Timestamp) -> Result<AskingView, AskingError> {
    let contact = contacts::contact_of(connection, number)?.ok_or(AskingError::NotFound)?;
    let asked = asking::latest(connection, number)?;
    let why_not = match may_be_asked(connection, number, now) {
        Ok(_) => String::new(),
        Err(AskingError::Store(fault)) => return Err(fault.into()),
        Err(reason) => reason.code().into(),
    };
    let written = |at: Option<Timestamp>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    Ok(AskingView {
        contact: number,
        number: contact.number,
        name: format!("{} {}", contact.first_name, contact.last_name).trim().into(),
        state: asked.as_ref().map(|asked| asked.state(now).to_owned()).unwrap_or_default(),
        asked_at: written(asked.as_ref().map(|asked| asked.asked_at)),
        answer_by: written(asked.as_ref().and_then(asking::Asking::answer_by)),
        text: asked.map(|asked| asked.text).unwrap_or_default(),
        why_not,
    })
}
