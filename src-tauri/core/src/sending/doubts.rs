//! Texts in doubt before the owner: the list, and the three things a person can say of one.
//!
//! Leaving a text as it is needs no deed. Only a person queues a text again, and
//! only after the provider had time to settle and knew nothing of it.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Deserialize;
use specta::Type;
use thiserror::Error;

use super::outbox;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::Explain;
use crate::event::Event;
use crate::ids::{CampaignId, MessageId};
use crate::store::{StoreError, WriteTx};
use crate::wire::doubts::DoubtLine;

/// What a person says of a text in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// It arrived: counts as sent.
    Accepted,
    /// It is given up, whether it arrived or not.
    Abandoned,
    /// Send it again, at the risk that the person gets it twice.
    Resend,
}

/// Why a text in doubt stays as it is.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum DoubtError {
    #[error("there is no text in doubt with this id")]
    NotFound,
    #[error(
        "the SMS provider has not had the time to show this text yet, so sending it again could text twice"
    )]
    NotSettled,
    #[error("the campaign of this text is over, so it cannot be sent again")]
    Over,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for DoubtError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Explain for DoubtError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "doubt_not_found",
            Self::NotSettled => "doubt_not_settled",
            Self::Over => "doubt_campaign_over",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotFound => "See what is in doubt: counterbell-cli doubts list.".into(),
            Self::NotSettled => {
                "Leave it. Counterbell asks the provider by itself; come back in half an hour.".into()
            }
            Self::Over => "Leave it, or write to the person yourself.".into(),
            Self::Store(fault) => fault.hint(),
        }
    }

    fn notice(&self) -> bool {
        matches!(self, Self::NotSettled | Self::Over)
    }
}

/// Every text in doubt, the oldest first.
pub fn doubts(engine: &Engine) -> Result<Vec<DoubtLine>, StoreError> {
    let now = engine.now();
    engine.store().read(|c| list(c, now))
}

/// Does what a person says of a text in doubt. A receipt that comes later still moves an accepted text forward.
pub fn resolve_doubt(engine: &Engine, id: MessageId, what: Resolution) -> Result<(), DoubtError> {
    let now = engine.now();
    engine.store().write(|tx| {
        let doubt = load(tx, id)?.ok_or(DoubtError::NotFound)?;
        match what {
            Resolution::Accepted => outbox::resolve_doubt(tx, id, "accepted", "owner_says_sent", now)?,
            Resolution::Abandoned => outbox::resolve_doubt(tx, id, "cancelled", "given_up_in_doubt", now)?,
            Resolution::Resend => resend(tx, id, &doubt, now)?,
        }
        if let Some(campaign) = doubt.campaign {
            tx.emit(Event::CampaignChanged { id: campaign });
        }
        Ok::<_, DoubtError>(())
    })?;
    engine.wake().ring();
    Ok(())
}

struct Doubt {
    campaign: Option<CampaignId>,
    campaign_state: String,
    absent: bool,
    deadline: Timestamp,
}

impl Doubt {
    /// Why it cannot be sent again, if so.
    fn barred(&self, now: Timestamp) -> Option<DoubtError> {
        if self.deadline <= now || self.campaign_state == "stopped" {
            Some(DoubtError::Over)
        } else if !self.absent {
            Some(DoubtError::NotSettled)
        } else {
            None
        }
    }
}

fn resend(tx: &WriteTx<'_>, id: MessageId, doubt: &Doubt, now: Timestamp) -> Result<(), DoubtError> {
    if let Some(why) = doubt.barred(now) {
        return Err(why);
    }
    outbox::queue_doubt_again(tx, id, doubt.campaign, now)?;
    Ok(())
}

fn load(connection: &Connection, id: MessageId) -> Result<Option<Doubt>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT m.campaign_id, coalesce(c.state, ''), m.reason = 'absent', m.deadline
             FROM message m LEFT JOIN campaign c ON c.id = m.campaign_id WHERE m.id = ?1 AND m.state = 'in_doubt'",
            [id],
            |row| {
                Ok(Doubt {
                    campaign: row.get(0)?,
                    campaign_state: row.get(1)?,
                    absent: row.get(2)?,
                    deadline: Timestamp::from_timestamp_millis(row.get(3)?).unwrap_or_default(),
                })
            },
        )
        .optional()?)
}

fn list(connection: &Connection, now: Timestamp) -> Result<Vec<DoubtLine>, StoreError> {
    let mut select = connection.prepare(
        "SELECT m.id, m.campaign_id, coalesce(c.name, ''), m.number_id,
                trim(coalesce(p.first_name || ' ' || p.last_name, '')), m.recipient, m.claimed_at, m.reason,
                s.address, m.body, m.final_at, m.deadline, coalesce(c.state, '')
         FROM message m JOIN sender s ON s.id = m.sender_id LEFT JOIN campaign c ON c.id = m.campaign_id
         LEFT JOIN contact p ON p.number_id = m.number_id
         WHERE m.state = 'in_doubt' ORDER BY m.claimed_at, m.id",
    )?;
    let rows = select.query_map([], |row| line(row, now))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn line(row: &Row<'_>, now: Timestamp) -> rusqlite::Result<DoubtLine> {
    let at = |column| {
        let millis: Option<i64> = row.get(column)?;
        Ok::<_, rusqlite::Error>(millis.and_then(Timestamp::from_timestamp_millis))
    };
    let written = |moment: Option<Timestamp>| moment.map(|at| at.to_rfc3339()).unwrap_or_default();
    let seen: String = row.get(7)?;
    let absent = seen == "absent";
    let doubt = Doubt {
        campaign: row.get(1)?,
        campaign_state: row.get(12)?,
        absent,
        deadline: at(11)?.unwrap_or_default(),
    };
    Ok(DoubtLine {
        id: row.get(0)?,
        campaign: doubt.campaign,
        campaign_name: row.get(2)?,
        contact: row.get(3)?,
        name: row.get(4)?,
        number: row.get(5)?,
        sender: row.get(8)?,
        body: row.get(9)?,
        tried_at: at(6)?.unwrap_or_default().to_rfc3339(),
        asked_at: written(at(10)?.filter(|_| absent)),
        resend_barred: match doubt.barred(now) {
            None => "",
            Some(DoubtError::NotSettled) => "not_settled",
            Some(_) => "over",
        }
        .into(),
        stands: if absent { "yours" } else { "waiting" }.into(),
        seen,
    })
}
