//! What is said of reach, campaigns and their sending.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use counterbell_core::consent::Scope;

use super::list::scope;

#[derive(clap::Args)]
pub(crate) struct Reach {
    /// A segment file, {"name", "rule"}, or the name of a saved segment.
    #[arg(long, value_name = "FILE")]
    pub(crate) segment: String,
    /// People to leave out: another segment file or name.
    #[arg(long, value_name = "FILE")]
    pub(crate) exclude: Option<String>,
    /// What the text is for.
    #[arg(long, value_parser = scope, default_value = "promotional")]
    pub(crate) purpose: Scope,
}

#[derive(Subcommand)]
pub(crate) enum Campaign {
    /// Save a draft from a campaign file.
    Create {
        /// {"name", "purpose", "why_now", "body", "segment", "sender", "per_second"}.
        file: PathBuf,
    },
    /// All campaigns.
    List,
    /// What a campaign would do, and what stands in its way.
    Check { id: u32 },
    /// Write a draft's text in its cheaper spelling, where that takes it out of Unicode.
    Respell { id: u32 },
    /// The campaign drawn over time before it is approved: by hour, with what would not fit and why.
    Rehearse { id: u32 },
    /// Approve a draft: freezes text, recipients, window, pace and cost.
    Approve {
        id: u32,
        /// Approve only if exactly this many people would receive.
        #[arg(long, value_name = "N")]
        recipients: Option<u32>,
        /// Approve only up to this cost, in the shop's currency.
        #[arg(long, value_name = "AMOUNT")]
        ceiling: Option<f64>,
    },
    /// Hold a running campaign.
    Pause { id: u32 },
    /// Let a held campaign go on.
    Resume { id: u32 },
    /// End a campaign; what is queued will not be sent.
    Stop { id: u32 },
    /// How a campaign and its sender stand against their limits and what is usual here.
    Health { id: u32 },
    /// What became of a campaign.
    Report { id: u32 },
}

#[derive(clap::Args)]
pub(crate) struct Send {
    /// Wait for pace and hours until nothing is left.
    #[arg(long)]
    pub(crate) until_done: bool,
}

#[derive(Subcommand)]
pub(crate) enum Doubts {
    /// All of them, the oldest first.
    List,
    /// Say what became of one. Leaving it as it is needs no command.
    Resolve {
        /// Its id in the list.
        id: u32,
        /// It arrived; it is given up; or send it again, at the risk that the person gets it twice.
        #[arg(value_enum)]
        say: Say,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Say {
    /// It arrived.
    Accepted,
    /// Give it up, whether it arrived or not.
    Abandoned,
    /// Send it again; refused until the provider had time to show it and has no record.
    Resend,
}
