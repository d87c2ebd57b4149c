//! The SQL of campaigns.

use rusqlite::{Connection, OptionalExtension, Row};

use super::campaign::{Campaign, Content, Deed, State};
use super::fault::CampaignError;
use crate::clock::Timestamp;
use crate::consent::{Scope, TextKind};
use crate::event::Event;
use crate::ids::{CampaignId, SenderId};
use crate::store::{StoreError, WriteTx};
use crate::wire::campaigns::CampaignLine;

const COLUMNS: &str = "id, name, purpose, text_kind, why_now, body, segment_name, rule, exclude, sender_id, per_second,
    window_open, window_close, finish_within_hours, state, pause_reason, revision, approved_at, deadline, matched,
    cost_ceiling_micros, updated_at";

fn campaign(row: &Row<'_>) -> rusqlite::Result<Campaign> {
    let word = |column| row.get::<_, String>(column);
    let (purpose, kind, state) = (word("purpose")?, word("text_kind")?, word("state")?);
    let ceiling: i64 = row.get("cost_ceiling_micros")?;
    let moment = |millis: Option<i64>| millis.and_then(Timestamp::from_timestamp_millis);
    Ok(Campaign {
        id: row.get("id")?,
        content: Content {
            name: row.get("name")?,
            purpose: purpose.parse().unwrap_or(Scope::Promotional),
            kind: TextKind::read(&kind),
            why_now: row.get("why_now")?,
            body: row.get("body")?,
            segment_name: row.get("segment_name")?,
            rule: row.get("rule")?,
            exclude: row.get("exclude")?,
            sender: row.get("sender_id")?,
            per_second: row.get("per_second")?,
            window_open: row.get("window_open")?,
            window_close: row.get("window_close")?,
            finish_within_hours: row.get("finish_within_hours")?,
            ceiling_micros: (ceiling > 0).then_some(ceiling),
        },
        // An unknown word would come from a newer app, whose stores are refused at opening.
        state: State::from_word(&state).unwrap_or(State::Stopped),
        pause_reason: row.get("pause_reason")?,
        revision: row.get("revision")?,
        approved_at: moment(row.get("approved_at")?),
        deadline: moment(row.get("deadline")?),
        matched: row.get("matched")?,
        cost_ceiling_micros: ceiling,
        updated_at: moment(row.get("updated_at")?).unwrap_or_default(),
    })
}

/// The campaign, or `NotFound`.
pub(super) fn load(connection: &Connection, id: CampaignId) -> Result<Campaign, CampaignError> {
    connection
        .query_row(&format!("SELECT {COLUMNS} FROM campaign WHERE id = ?1"), [id], campaign)
        .optional()?
        .ok_or(CampaignError::NotFound)
}

/// The running campaigns of a sender, in the order of their approval.
pub(super) fn running_of(connection: &Connection, sender: SenderId) -> Result<Vec<CampaignId>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM campaign WHERE sender_id = ?1 AND state = 'running' ORDER BY approved_at",
    )?;
    Ok(select.query_map([sender], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// All campaigns, newest change first, with how far each has come.
pub(super) fn list(connection: &Connection) -> Result<Vec<CampaignLine>, StoreError> {
    let mut select = connection.prepare(
        "SELECT c.id, c.name, c.purpose, c.state, c.updated_at, count(m.id),
                count(m.id) FILTER (WHERE m.state NOT IN ('queued', 'sending'))
         FROM campaign c LEFT JOIN message m ON m.campaign_id = c.id
         GROUP BY c.id ORDER BY c.updated_at DESC, c.id DESC",
    )?;
    let lines = select.query_map([], line)?.collect::<Result<_, _>>()?;
    Ok(lines)
}

/// One campaign's line.
pub(super) fn list_one(connection: &Connection, id: CampaignId) -> Result<CampaignLine, CampaignError> {
    connection
        .query_row(
            "SELECT c.id, c.name, c.purpose, c.state, c.updated_at, count(m.id),
                    count(m.id) FILTER (WHERE m.state NOT IN ('queued', 'sending'))
             FROM campaign c LEFT JOIN message m ON m.campaign_id = c.id WHERE c.id = ?1 GROUP BY c.id",
            [id],
            line,
        )
        .optional()?
        .ok_or(CampaignError::NotFound)
}

fn line(row: &Row<'_>) -> rusqlite::Result<CampaignLine> {
    let purpose: String = row.get(2)?;
    Ok(CampaignLine {
        id: row.get(0)?,
        name: row.get(1)?,
        purpose: purpose.parse().unwrap_or(Scope::Promotional),
        state: row.get(3)?,
        updated_at: written(row.get(4)?),
        recipients: row.get(5)?,
        done: row.get(6)?,
    })
}

fn written(millis: i64) -> String {
    Timestamp::from_timestamp_millis(millis).unwrap_or_default().to_rfc3339()
}

/// Writes a new draft and gives it its id.
pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    content: &Content,
    now: Timestamp,
) -> Result<CampaignId, CampaignError> {
    tx.execute(
        "INSERT INTO campaign (name, purpose, why_now, body, segment_name, rule, exclude, sender_id, per_second,
           window_open, window_close, finish_within_hours, text_kind, cost_ceiling_micros, state, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 'draft', ?15, ?15)",
        (
            &content.name,
            content.purpose.word(),
            &content.why_now,
            &content.body,
            &content.segment_name,
            &content.rule,
            &content.exclude,
            content.sender,
            content.per_second,
            content.window_open,
            content.window_close,
            content.finish_within_hours,
            content.kind.map_or("", TextKind::word),
            content.ceiling_micros.unwrap_or(0),
            now.timestamp_millis(),
        ),
    )?;
    let id: CampaignId = tx.query_row("SELECT last_insert_rowid()", [], |row| row.get(0))?;
    tx.emit(Event::CampaignChanged { id });
    Ok(id)
}

/// Replaces a draft's content; its revision rises.
pub(super) fn update(
    tx: &mut WriteTx<'_>,
    id: CampaignId,
    content: &Content,
    now: Timestamp,
) -> Result<(), CampaignError> {
    tx.execute(
        "UPDATE campaign SET name = ?2, purpose = ?3, why_now = ?4, body = ?5, segment_name = ?6, rule = ?7,
           exclude = ?8, sender_id = ?9, per_second = ?10, window_open = ?11, window_close = ?12,
           finish_within_hours = ?13, text_kind = ?14, cost_ceiling_micros = ?15, updated_at = ?16,
           revision = revision + 1 WHERE id = ?1",
        (
            id,
            &content.name,
            content.purpose.word(),
            &content.why_now,
            &content.body,
            &content.segment_name,
            &content.rule,
            &content.exclude,
            content.sender,
            content.per_second,
            content.window_open,
            content.window_close,
            content.finish_within_hours,
            content.kind.map_or("", TextKind::word),
            content.ceiling_micros.unwrap_or(0),
            now.timestamp_millis(),
        ),
    )?;
    tx.emit(Event::CampaignChanged { id });
    Ok(())
}

/// Removes a draft that was never approved.
pub(super) fn delete(tx: &mut WriteTx<'_>, id: CampaignId) -> Result<(), CampaignError> {
    tx.execute("DELETE FROM campaign_deed WHERE campaign_id = ?1", [id])?;
    tx.execute("DELETE FROM campaign WHERE id = ?1 AND state = 'draft'", [id])?;
    tx.emit(Event::CampaignChanged { id });
    Ok(())
}

/// Moves a campaign to another state and records who asked for what.
pub(super) fn move_on(
    tx: &mut WriteTx<'_>,
    id: CampaignId,
    to: State,
    reason: &str,
    now: Timestamp,
) -> Result<(), CampaignError> {
    let ended = matches!(to, State::Stopped | State::Finished).then(|| now.timestamp_millis());
    tx.execute(
        "UPDATE campaign SET state = ?2, pause_reason = ?3, updated_at = ?4, finished_at = coalesce(?5, finished_at)
         WHERE id = ?1",
        (id, to.word(), reason, now.timestamp_millis(), ended),
    )?;
    tx.emit(Event::CampaignChanged { id });
    Ok(())
}

/// Adds a deed to the campaign's record.
pub(super) fn record(
    tx: &WriteTx<'_>,
    campaign: &Campaign,
    deed: Deed,
    note: &str,
    now: Timestamp,
) -> Result<(), CampaignError> {
    tx.execute(
        "INSERT INTO campaign_deed (campaign_id, deed, revision, at, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        (campaign.id, deed.word(), campaign.revision, now.timestamp_millis(), note),
    )?;
    Ok(())
}

/// What approval freezes beside the messages.
pub(super) struct Frozen {
    /// The seal of what was seen and frozen.
    pub(super) seal: String,
    /// People who matched.
    pub(super) matched: u32,
    /// Approved to cost at most this.
    pub(super) ceiling_micros: i64,
    /// When it must be done.
    pub(super) deadline: Timestamp,
}

/// Turns a draft into a running campaign.
pub(super) fn approve(
    tx: &mut WriteTx<'_>,
    campaign: &Campaign,
    frozen: &Frozen,
    now: Timestamp,
) -> Result<(), CampaignError> {
    tx.execute(
        "UPDATE campaign SET state = 'running', approved_revision = revision, approved_at = ?2, approval_digest = ?3,
           matched = ?4, cost_ceiling_micros = ?5, deadline = ?6, updated_at = ?2 WHERE id = ?1 AND state = 'draft'",
        (
            campaign.id,
            now.timestamp_millis(),
            frozen.seal.as_bytes(),
            frozen.matched,
            frozen.ceiling_micros,
            frozen.deadline.timestamp_millis(),
        ),
    )?;
    tx.emit(Event::CampaignChanged { id: campaign.id });
    Ok(())
}

/// Campaigns that are going out.
pub(super) fn running(connection: &Connection) -> Result<Vec<CampaignId>, StoreError> {
    let mut select = connection.prepare("SELECT id FROM campaign WHERE state = 'running' ORDER BY id")?;
    Ok(select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
