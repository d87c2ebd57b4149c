//! What is said of replies and of texts that go out by themselves.

use clap::{Subcommand, ValueEnum};

#[derive(Subcommand)]
pub(crate) enum Inbox {
    /// Conversations, the last to write first.
    List,
    /// Texts both ways with one person.
    Show { number: String },
    /// Queue an answer; it passes the same gates as any text.
    Reply { number: String, text: String },
    /// Close a conversation.
    Done { number: String },
    /// Say what a doubtful text or a wish to come back means.
    Settle {
        number: String,
        /// It was an opt-out, or it was none; they may get texts again, or they may not.
        #[arg(value_enum)]
        say: Settling,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Settling {
    /// The doubtful text was an opt-out.
    OptOut,
    /// It was none: the provisional suppression is lifted.
    NoOptOut,
    /// They asked to get texts again, and may.
    Back,
    /// They asked, and stay suppressed.
    NotBack,
}

#[derive(Subcommand)]
pub(crate) enum OptIn {
    /// Ask these people. Until they say yes they get nothing else.
    Ask {
        #[arg(required = true)]
        numbers: Vec<String>,
    },
    /// Everybody who was asked, and how it stands.
    List,
    /// Withdraw the question: what the person may get is what it was before.
    Withdraw { number: String },
}

#[derive(Subcommand)]
pub(crate) enum Texts {
    /// The words in use.
    Show,
    /// Use your own words; an empty text means the usual one.
    Set {
        /// Where you are reached: e-mail, telephone or page.
        #[arg(long, value_name = "WHERE")]
        contact: Option<String>,
        /// Sent once after an opt-out; confirms it and nothing else.
        #[arg(long, value_name = "WORDS")]
        confirmation: Option<String>,
        /// Sent in answer to HELP.
        #[arg(long, value_name = "WORDS")]
        help: Option<String>,
        /// Sent to ask for a double opt-in.
        #[arg(long, value_name = "WORDS")]
        asking: Option<String>,
    },
}
