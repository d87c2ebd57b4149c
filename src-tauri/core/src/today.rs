//! The first page: what needs the owner, what is wrong, what is running.

use rusqlite::Connection;

use crate::campaigns;
use crate::consent::bits_sql;
use crate::engine::Engine;
use crate::error::Problem;
use crate::gateways::accounts;
use crate::store::StoreError;
use crate::wire::app::{HaltedSender, Today};

/// Gathers it.
pub fn today(engine: &Engine) -> Result<Today, StoreError> {
    let lines = campaigns::list(engine)?;
    let (running, rest): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|line| matches!(line.state.as_str(), "running" | "paused"));
    engine.store().read(|c| {
        let senders = accounts::senders(c)?;
        Ok(Today {
            contacts: count(c, "SELECT count(*) FROM standing")?,
            reachable: count(
                c,
                &format!("SELECT count(*) FROM standing WHERE {} & 1 AND suppressed = 0 AND quarantined = 0 AND asked = 0
                   AND line IN (0, 1, 2, 6)", bits_sql("", &engine.now().timestamp_millis().to_string())),
            )?,
            needs_ok: rest.into_iter().filter(|line| line.state == "draft").collect(),
            running,
            unread_replies: count(
                c,
                "SELECT count(DISTINCT number_id) FROM inbound WHERE handled = 0 AND verdict IN ('none', 'help', 'opt_in')",
            )?,
            in_doubt: count(c, "SELECT count(*) FROM message WHERE state = 'in_doubt'")?,
            has_sender: !senders.is_empty(),
            halted: senders
                .into_iter()
                .filter(|sender| !sender.halted.is_empty())
                .map(|sender| HaltedSender { problem: halted(&sender.halted), address: sender.address })
                .collect(),
        })
    })
}

fn halted(code: &str) -> Problem {
    Problem {
        code: code.into(),
        message: format!("the SMS provider refused this sender ({code}), so nothing is sent from it"),
        hint: "Mend the account or the registration, then let the sender go again in Settings.".into(),
        notice: false,
    }
}

fn count(connection: &Connection, sql: &str) -> Result<u32, StoreError> {
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}
