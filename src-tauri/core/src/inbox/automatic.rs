//! Texts that go out by themselves: the confirmation of an opt-out and the answer to HELP.
//!
//! Owns when one is queued. Whether it may go is for the claim to say, as of any
//! text. Invariants: at most one text answers one text (the table refuses a
//! second); nothing is queued where the provider answers by itself; an opt-out
//! that was read too late is not confirmed.

use super::fixed::FixedText;
use super::rows::{self, Received};
use crate::campaigns::{encoding, parts};
use crate::clock::Timestamp;
use crate::consent::Scope;
use crate::copies;
use crate::gateways::{OwnAnswers, Sender};
use crate::sending::{self, CONFIRM_WITHIN, HELP_A_DAY, NewMessage};
use crate::shop;
use crate::store::{StoreError, WriteTx};

/// Help may wait this long for the recipient's hours.
const HELP_KEEPS: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// The sender that was written to, and what its provider answers by itself.
pub(super) struct Mailbox<'s> {
    pub(super) sender: &'s Sender,
    pub(super) answers: OwnAnswers,
}

impl Mailbox<'_> {
    /// Confirms an opt-out, once and soon or never.
    pub(super) fn confirm(
        &self,
        tx: &mut WriteTx<'_>,
        text: &Received<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deadline = text.received_at.min(now) + CONFIRM_WITHIN;
        if deadline <= now || self.answers.confirms_stop(&self.sender.address, text.body) {
            return Ok(());
        }
        self.answer(tx, text, FixedText::Confirmation, now, deadline)
    }

    /// Tells who we are and how to stop, to a person; two machines that answer each other fall silent.
    pub(super) fn help(
        &self,
        tx: &mut WriteTx<'_>,
        text: &Received<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deadline = text.received_at.min(now) + HELP_KEEPS;
        let since = now - chrono::TimeDelta::hours(24);
        if deadline <= now
            || self.answers.gives_help(&self.sender.address, text.body)
            || rows::queued_since(tx, text.number, "help", since)? >= HELP_A_DAY
        {
            return Ok(());
        }
        self.answer(tx, text, FixedText::Help, now, deadline)
    }

    fn answer(
        &self,
        tx: &mut WriteTx<'_>,
        text: &Received<'_>,
        which: FixedText,
        now: Timestamp,
        deadline: Timestamp,
    ) -> Result<(), StoreError> {
        // The copy that is missing may have answered already.
        if copies::is_locked(tx)? {
            return Ok(());
        }
        let words = rows::fixed_texts(tx)?.text(which, &shop::load(tx)?.brand);
        let body = encoding::normalised(&words);
        let counted = parts::count(&body);
        let new = NewMessage {
            kind: which.word(),
            campaign: None,
            number: text.number,
            sender: self.sender.id,
            scope: Scope::Conversational,
            recipient: text.from,
            body: &body,
            parts: counted.parts,
            price_micros: self.sender.price_micros * i64::from(counted.parts),
            hours: rows::hours_at(tx, text.number, text.from)?,
            rank: 0,
            due_at: now,
            deadline,
        };
        sending::enqueue_answer(tx, &new, text.id)?;
        tx.emit(crate::event::Event::InboxChanged);
        Ok(())
    }
}
