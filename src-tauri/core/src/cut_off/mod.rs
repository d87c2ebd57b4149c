//! After a crash: what had been going on when the program was cut off, told before anything moves again.
//!
//! Owns the marks of starts that never ended and what a person is shown of them. Knows nothing of windows: whoever
//! opens a shop asks here before its sender starts. Invariants: a start that ended by itself is never called a
//! crash; what was on its way is in doubt before it is shown; it is shown until a person has seen it.

#[cfg(test)]
mod tests;

use rusqlite::{Connection, OptionalExtension};

use crate::campaigns;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::error::Problem;
use crate::ids::CampaignId;
use crate::sending;
use crate::store::{StoreError, WriteTx};
use crate::wire::cut_off::{CutOffCampaign, CutOffView};

/// What was cut off, where something was at stake: a campaign under way, or a text on its way. All else is let go.
pub fn look(engine: &Engine) -> Result<Option<CutOffView>, StoreError> {
    let run = engine.store().run();
    if !engine.store().read(|c| any(c, run))? {
        return Ok(None);
    }
    engine.store().write(sending::doubt_left_over)?;
    let found = engine.store().read(|c| view(c, run))?;
    if found.in_doubt == 0 && found.campaigns.is_empty() {
        engine.store().write(|tx| mark_seen(tx))?;
        return Ok(None);
    }
    Ok(Some(found))
}

/// A person has seen it. With `pause`, every running campaign is held first.
pub fn seen(engine: &Engine, pause: bool) -> Result<(), Problem> {
    if pause {
        campaigns::pause_all(engine)?;
    }
    engine.store().write(|tx| mark_seen(tx))?;
    engine.wake().ring();
    Ok(())
}

fn any(c: &Connection, run: i64) -> Result<bool, StoreError> {
    Ok(c.query_row("SELECT EXISTS (SELECT 1 FROM run WHERE ended = '' AND id < ?1)", [run], |row| {
        row.get(0)
    })?)
}

fn mark_seen(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    tx.execute("UPDATE run SET ended = 'seen' WHERE ended = '' AND id < ?1", [tx.run()])?;
    Ok(())
}

fn view(c: &Connection, run: i64) -> Result<CutOffView, StoreError> {
    let times =
        c.query_row("SELECT count(*) FROM run WHERE ended = '' AND id < ?1", [run], |row| row.get(0))?;
    let (last, started_at): (i64, i64) = c.query_row(
        "SELECT id, started_at FROM run WHERE ended = '' AND id < ?1 ORDER BY id DESC LIMIT 1",
        [run],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let claimed: Option<i64> = c
        .query_row("SELECT max(claimed_at) FROM message WHERE claimed_run = ?1", [last], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(CutOffView {
        times,
        started_at: written(started_at),
        last_text_at: claimed.map(written).unwrap_or_default(),
        in_doubt: c
            .query_row("SELECT count(*) FROM message WHERE state = 'in_doubt'", [], |row| row.get(0))?,
        campaigns: under_way(c)?,
    })
}

fn written(millis: i64) -> String {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default().to_rfc3339()
}

/// Campaigns that are not over, and how far each has come. The three counts sum to its recipients.
fn under_way(c: &Connection) -> Result<Vec<CutOffCampaign>, StoreError> {
    let mut select = c.prepare(
        "SELECT c.id, c.name, c.state = 'paused', count(*),
                count(*) FILTER (WHERE m.state = 'queued'), count(*) FILTER (WHERE m.state = 'in_doubt')
         FROM campaign c JOIN message m ON m.campaign_id = c.id
         WHERE c.state IN ('running', 'paused') GROUP BY c.id ORDER BY c.approved_at",
    )?;
    let rows = select.query_map([], |row| {
        let (recipients, waiting, in_doubt): (u32, u32, u32) = (row.get(3)?, row.get(4)?, row.get(5)?);
        Ok(CutOffCampaign {
            id: row.get::<_, CampaignId>(0)?,
            name: row.get(1)?,
            paused: row.get(2)?,
            recipients,
            done: recipients - waiting - in_doubt,
            in_doubt,
            waiting,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
