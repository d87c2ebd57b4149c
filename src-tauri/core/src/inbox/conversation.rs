//! Conversations as the owner sees and answers them.

use thiserror::Error;

use super::rows;
use crate::campaigns::parts;
use crate::consent::{self, Scope};
use crate::engine::Engine;
use crate::error::Explain;
use crate::gateways::accounts;
use crate::ids::NumberId;
use crate::sending::{self, NewMessage, hours, quiet_hours};
use crate::store::StoreError;
use crate::wire::inbox::{ConversationLine, ConversationView};

/// How long a reply may wait for the recipient's hours.
const REPLY_KEEPS: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// Why a conversation cannot be shown or answered.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum ConversationError {
    #[error("there is no conversation with this person")]
    NotFound,
    #[error("this person has opted out, so they cannot be answered by text")]
    OptedOut,
    #[error("the reply is empty")]
    Empty,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for ConversationError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "conversation_not_found",
            Self::OptedOut => "opted_out",
            Self::Empty => "reply_empty",
            Self::Store(e) => e.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotFound => "Look at the list of conversations.".into(),
            Self::OptedOut => "Answer by e-mail or telephone if you must.".into(),
            Self::Empty => "Write something.".into(),
            Self::Store(e) => e.hint(),
        }
    }
}

/// All conversations, the last to write first.
pub fn conversations(engine: &Engine) -> Result<Vec<ConversationLine>, StoreError> {
    engine.store().read(rows::lines)
}

/// One conversation.
pub fn show(engine: &Engine, number: NumberId) -> Result<ConversationView, ConversationError> {
    engine.store().read(|c| {
        let line = rows::line(c, number)?.ok_or(ConversationError::NotFound)?;
        let closed_because = match line.state.as_str() {
            "opted_out" => "opted_out".into(),
            "probable_opt_out" => "probable_opt_out".into(),
            _ => String::new(),
        };
        Ok(ConversationView { texts: rows::texts(c, number)?, line, closed_because })
    })
}

/// Queues an answer. It passes the same claim, with the same gates, as any other text.
pub fn reply(engine: &Engine, number: NumberId, text: &str) -> Result<ConversationView, ConversationError> {
    let body = crate::campaigns::encoding::normalised(text.trim());
    if body.is_empty() {
        return Err(ConversationError::Empty);
    }
    let now = engine.now();
    engine.store().write(|tx| {
        let (sender, recipient) = rows::last_sender(tx, number)?.ok_or(ConversationError::NotFound)?;
        if consent::is_suppressed(tx, number)? {
            return Err(ConversationError::OptedOut);
        }
        let price = accounts::sender(tx, sender)?.map_or(0, |sender| sender.price_micros);
        let counted = parts::count(&body);
        let hours = match rows::hours_of(tx, number)? {
            Some(hours) => hours,
            None => hours::id_of(tx, &quiet_hours::locality_of(&recipient, None))?,
        };
        sending::enqueue(
            tx,
            &NewMessage {
                kind: "reply",
                campaign: None,
                number,
                sender,
                scope: Scope::Conversational,
                recipient: &recipient,
                body: &body,
                parts: counted.parts,
                price_micros: price * i64::from(counted.parts),
                hours,
                rank: 0,
                due_at: now,
                deadline: now + REPLY_KEEPS,
            },
        )?;
        tx.emit(crate::event::Event::InboxChanged);
        Ok(())
    })?;
    engine.wake().ring();
    show(engine, number)
}

/// Closes a conversation.
pub fn done(engine: &Engine, number: NumberId) -> Result<(), StoreError> {
    engine.store().write(|tx| rows::open_conversation(tx, number, false))
}

/// The owner's word on a probable opt-out.
pub fn settle(
    engine: &Engine,
    number: NumberId,
    opted_out: bool,
) -> Result<ConversationView, ConversationError> {
    let now = engine.now();
    engine.store().write(|tx| match opted_out {
        true => consent::suppress(tx, number, "reply", "read as an opt-out by the owner", now),
        false => consent::lift_provisional(tx, number, now),
    })?;
    show(engine, number)
}
