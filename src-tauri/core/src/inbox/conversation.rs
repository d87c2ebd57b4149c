//! Conversations as the owner sees and answers them.

use thiserror::Error;

use super::automatic::Mailbox;
use super::rows::{self, Written};
use super::{asking, charge, wishes};
use crate::campaigns::parts;
use crate::clock::Timestamp;
use crate::consent::{self, Scope};
use crate::engine::Engine;
use crate::error::Explain;
use crate::gateways::{OwnAnswers, Sender, accounts};
use crate::ids::NumberId;
use crate::sending::{self, NewMessage};
use crate::store::{StoreError, WriteTx};
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
    #[error("this person was asked to confirm and gets nothing else until they have said yes")]
    BeingAsked,
    #[error("the reply is empty")]
    Empty,
    #[error("this person has not asked to get texts again")]
    NoWish,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for ConversationError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "conversation_not_found",
            Self::OptedOut => "opted_out",
            Self::BeingAsked => "not_confirmed",
            Self::Empty => "reply_empty",
            Self::NoWish => "wish_not_found",
            Self::Store(e) => e.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotFound => "Look at the list of conversations.".into(),
            Self::OptedOut => "Answer by e-mail or telephone if you must.".into(),
            Self::BeingAsked => "Withdraw the question on their page, then answer.".into(),
            Self::Empty => "Write something.".into(),
            Self::NoWish => "They can text START to your number at any time.".into(),
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
            "wants_texts" => "wants_texts".into(),
            _ if asking::is_open(c, number)? => "not_confirmed".into(),
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
        if asking::is_open(tx, number)? {
            return Err(ConversationError::BeingAsked);
        }
        let price = accounts::sender(tx, sender)?.map_or(0, |sender| sender.price_micros);
        let counted = parts::count(&body);
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
                hours: rows::hours_at(tx, number, &recipient)?,
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
    let doubt = doubt(engine, number)?;
    engine.store().write(|tx| {
        if opted_out {
            charge::made_sure(tx, number)?;
            asking::end(tx, number, "declined", now)?;
            consent::suppress(tx, number, "reply", "read as an opt-out by the owner", now)?;
            return doubt.map_or(Ok(()), |doubt| doubt.confirm(tx, now));
        }
        charge::was_none(tx, number, now)?;
        consent::lift_provisional(tx, number, now)
    })?;
    engine.wake().ring();
    show(engine, number)
}

/// The owner's word on a wish to get texts again.
pub fn settle_wish(
    engine: &Engine,
    number: NumberId,
    accepted: bool,
) -> Result<ConversationView, ConversationError> {
    let now = engine.now();
    engine.store().write(|tx| {
        if accepted {
            return if wishes::accept(tx, number, now)? { Ok(()) } else { Err(ConversationError::NoWish) };
        }
        wishes::end(tx, number, now)?;
        tx.emit(crate::event::Event::InboxChanged);
        Ok(())
    })?;
    show(engine, number)
}

/// Words that the owner has not judged yet, and who would confirm them.
struct Doubt {
    words: Written,
    sender: Sender,
    answers: OwnAnswers,
}

impl Doubt {
    /// What the owner takes for an opt-out is confirmed like any other, if that is said soon enough.
    fn confirm(&self, tx: &mut WriteTx<'_>, now: Timestamp) -> Result<(), StoreError> {
        let mailbox = Mailbox { sender: &self.sender, answers: self.answers };
        mailbox.confirm(tx, &self.words.received(), now)
    }
}

fn doubt(engine: &Engine, number: NumberId) -> Result<Option<Doubt>, StoreError> {
    let found = engine.store().read(|c| {
        let words = charge::doubtful_words(c, number)?.map(|id| rows::received(c, id)).transpose()?.flatten();
        let Some(words) = words else { return Ok(None) };
        Ok::<_, StoreError>(accounts::sender(c, words.sender)?.map(|sender| (words, sender)))
    })?;
    // A provider that cannot be opened now sends nothing now either.
    Ok(found.and_then(|(words, sender)| {
        let answers = engine.gateway(sender.gateway).ok()?.capabilities().answers;
        Some(Doubt { words, sender, answers })
    }))
}
