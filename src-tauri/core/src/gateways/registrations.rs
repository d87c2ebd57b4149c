//! The SQL of registrations.

use rusqlite::{Connection, OptionalExtension};

use super::registration::{Kind, Registration, Status, UseCase};
use crate::clock::Timestamp;
use crate::event::Event;
use crate::ids::SenderId;
use crate::store::{StoreError, WriteTx};

/// What the owner stated of a sender; nothing if nothing was.
pub fn of(connection: &Connection, sender: SenderId) -> Result<Option<Registration>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT kind, status, brand, brand_score, campaign, use_case, class FROM registration WHERE sender_id = ?1",
        )?
        .query_row([sender], |row| {
            let word = |index| row.get::<_, String>(index);
            Ok(Registration {
                kind: Kind::of_word(&word(0)?),
                status: Status::of_word(&word(1)?),
                brand: row.get(2)?,
                brand_score: row.get(3)?,
                campaign: row.get(4)?,
                use_case: UseCase::of_word(&word(5)?),
                class: row.get(6)?,
            })
        })
        .optional()?)
}

/// Puts the summary beside the sender right again, after its account was added anew.
pub fn keep(tx: &WriteTx<'_>, sender: SenderId) -> Result<(), StoreError> {
    if let Some(stated) = of(tx, sender)? {
        tx.execute("UPDATE sender SET registration = ?2 WHERE id = ?1", (sender, stated.summary()))?;
    }
    Ok(())
}

/// Writes down what the owner states, and its summary beside the sender.
pub fn save(
    tx: &mut WriteTx<'_>,
    sender: SenderId,
    new: &Registration,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO registration (sender_id, kind, status, brand, brand_score, campaign, use_case, class, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (sender_id) DO UPDATE SET kind = ?2, status = ?3, brand = ?4, brand_score = ?5, campaign = ?6,
           use_case = ?7, class = ?8, updated_at = ?9",
        (
            sender,
            new.kind.word(),
            new.status.word(),
            new.brand.trim(),
            new.brand_score.filter(|score| (1..=100).contains(score)),
            new.campaign.trim(),
            new.use_case.word(),
            new.class.trim().to_uppercase(),
            now.timestamp_millis(),
        ),
    )?;
    tx.execute("UPDATE sender SET registration = ?2 WHERE id = ?1", (sender, new.summary()))?;
    tx.emit(Event::SettingsChanged);
    Ok(())
}
