//! The eight steps as they are told, and their sums.

use std::fmt::Write;

use counterbell_core::clock::Timestamp;
use counterbell_core::consent::ChainReport;
use counterbell_core::contacts::import::{Column, ImportResult, Repairs};
use counterbell_core::error::Problem;
use counterbell_core::wire::campaigns::{CheckPage, ComposeView, ReportView};
use counterbell_core::wire::contacts::ReasonCount;
use counterbell_core::wire::segments::ReachView;
use serde_json::{Value, json};

use super::START;
use crate::answer::{Answer, grouped};
use crate::commands::{campaign, import, reach};

/// What each step came to.
pub(super) struct Story {
    pub(super) import: ImportResult,
    pub(super) columns: Vec<Column>,
    pub(super) reach: ReachView,
    pub(super) compose: ComposeView,
    pub(super) check: CheckPage,
    pub(super) sent: Value,
    pub(super) sent_at: Timestamp,
    pub(super) pulled: Value,
    pub(super) report: ReportView,
    pub(super) ledger: ChainReport,
}

impl Story {
    /// Rows, people and texts each add up, and the report adds up to the reach.
    pub(super) fn sums_hold(&self) -> Result<(), Problem> {
        let (import, reach, report) = (&self.import, &self.reach, &self.report);
        let rejected: u32 = import.rejected_by.values().sum();
        let holds = import.created + import.updated + import.unchanged + import.rejected == import.rows
            && rejected == import.rejected
            && reach.will_receive + reach.excluded == reach.matched
            && sum(&reach.excluded_by) == reach.excluded
            && report.recipients == reach.will_receive
            && sum(&report.by_state) == report.recipients
            && report.recipients + sum(&report.excluded_by) == report.matched
            && self.ledger.intact;
        if holds {
            return Ok(());
        }
        Err(Problem {
            code: "rehearsal_sums".into(),
            message: "the rehearsal's sums do not hold, so this build must not send".into(),
            hint: "Do not use this build for real customers; install a released one.".into(),
            notice: false,
        })
    }

    pub(super) fn told(&self) -> Answer {
        Answer::new(self.json(), self.text())
    }

    fn json(&self) -> Value {
        json!({
            "clock": START,
            "import": import::json(&self.import, &self.columns, &Repairs::default()),
            "reach": reach::json(&self.reach),
            "compose": self.compose,
            "check": campaign::check_json(&self.check),
            "send": self.sent,
            "pull": self.pulled,
            "report": campaign::report_json(&self.report),
            // Without its last hash, which is different each time: the chain is salted.
            "ledger": { "entries": self.ledger.entries, "intact": self.ledger.intact },
        })
    }

    fn text(&self) -> String {
        let mut text =
            String::from("The main job, rehearsed: nobody is texted, and nothing stays on this computer.\n");
        for (number, (head, body)) in (1..).zip(self.steps()) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n{number}. {head}\n");
            for line in body.lines() {
                let _ = writeln!(text, "   {line}");
            }
        }
        text
    }

    fn steps(&self) -> [(&'static str, String); 8] {
        [
            ("Open", format!("\"Maple & Pine\" has an encrypted store. The clock is turned to {START}.")),
            ("Import the customer export", import::sentence(&self.import)),
            ("Build a segment", format!("{}: {}", super::SEGMENT, reach::sentence(&self.reach))),
            ("Compose", self.composed()),
            ("Check", campaign::check_text(&self.check)),
            ("Approve", format!("{}.", self.check.deed)),
            ("Watch it go", self.watched()),
            ("Read the report", self.reported()),
        ]
    }

    fn composed(&self) -> String {
        let usual = self.compose.previews.first().map(|one| one.text.as_str()).unwrap_or_default();
        format!(
            "\"{usual}\"\n{}: {} texts, {} parts, {}.",
            self.compose.encoding,
            grouped(self.compose.messages),
            grouped(self.compose.parts),
            self.compose.cost
        )
    }

    fn watched(&self) -> String {
        format!(
            "{} texts went at one a second, each within its recipient's hours; the last was settled at {}.\n\
             {} new replies came, {} of them to stop.",
            self.sent["recipients"],
            self.sent_at.format("%H:%M UTC"),
            self.report.replies,
            self.report.opt_outs
        )
    }

    fn reported(&self) -> String {
        format!(
            "{}\nThe consent ledger has {} entries, and every link holds.",
            campaign::report_text(&self.report).trim_end(),
            grouped(self.ledger.entries)
        )
    }
}

fn sum(counts: &[ReasonCount]) -> u32 {
    counts.iter().map(|one| one.count).sum()
}
