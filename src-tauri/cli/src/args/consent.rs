//! What is said of consent: wordings, limits, tables, ledger, evidence.

use std::path::PathBuf;

use clap::Subcommand;
use counterbell_core::consent::TextKind;

#[derive(Subcommand)]
pub(crate) enum Wordings {
    /// All of them, those included that came with an import and that nobody has spoken for.
    List,
    /// Keep a wording. New words under a known name are its next version.
    Add {
        /// The exact words, nothing left out.
        #[arg(long)]
        words: String,
        #[command(flatten)]
        said: Said,
    },
    /// Say what words promise that are on record already.
    Describe {
        /// As `wordings list` shows it.
        id: u32,
        #[command(flatten)]
        said: Said,
    },
}

#[derive(clap::Args)]
pub(crate) struct Said {
    /// What you call it.
    #[arg(long)]
    pub(crate) name: String,
    /// Where customers see it: checkout, form, loyalty, keyword, paper or other.
    #[arg(long, default_value = "form")]
    pub(crate) place: String,
    /// Kinds of text that it promises: offers, news, cart_reminder, back_in_stock, review_request, order_news.
    /// Left out, they are read from the words.
    #[arg(long, value_delimiter = ',', value_parser = text_kind)]
    pub(crate) kinds: Vec<TextKind>,
    /// At most so many promotional texts a month.
    #[arg(long, value_name = "N")]
    pub(crate) per_month: Option<u32>,
    /// Since when customers see it, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub(crate) shown_from: String,
}

pub(super) fn text_kind(word: &str) -> Result<TextKind, String> {
    let known: Vec<&str> = TextKind::ALL.iter().map(|kind| kind.word()).collect();
    TextKind::read(word).ok_or_else(|| format!("one of {}", known.join(", ")))
}

#[derive(Subcommand)]
pub(crate) enum Rules {
    /// All tables, or what of them concerns a place or names a word.
    List {
        /// One table, for example quiet_hours.
        #[arg(long, value_name = "ID", default_value = "")]
        table: String,
        /// A country or a state: FR, US-TX.
        #[arg(long, value_name = "CODE", default_value = "")]
        place: String,
        /// A word in any column.
        #[arg(long, value_name = "WORD", default_value = "")]
        search: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum Caps {
    /// All of them.
    List,
    /// Set the cap of a segment, or of everybody.
    Set {
        /// At most so many promotional texts to each person; 0 for none at all.
        texts: u32,
        /// In so many days.
        #[arg(long, default_value_t = 30)]
        days: u32,
        /// The name of a saved segment; left out, it is everybody.
        #[arg(long, value_name = "NAME")]
        segment: Option<String>,
    },
    /// Remove one.
    Remove {
        /// As `caps list` shows it.
        id: u32,
    },
}

#[derive(Subcommand)]
pub(crate) enum Ledger {
    /// Everything the ledger holds about a number, and its state now or on a day.
    Show {
        number: String,
        /// The state at the end of this day (UTC), YYYY-MM-DD.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Check that no entry was altered, removed or reordered.
    Verify {
        /// A last hash noted down earlier: it must still stand in the chain.
        #[arg(long, value_name = "HASH")]
        noted: Option<String>,
    },
    /// Erase a person: everything readable goes, the chain stays whole, the number is never texted again.
    Erase {
        number: String,
        /// Say so: this cannot be taken back.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(clap::Args)]
pub(crate) struct Evidence {
    /// One number.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub(crate) number: Option<String>,
    /// Every number in the ledger.
    #[arg(long)]
    pub(crate) all: bool,
    /// Write here instead of to standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
