//! What is said of the list: imports, contacts, clean-up.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use counterbell_core::consent::Scope;

#[derive(clap::Args)]
pub(crate) struct Import {
    /// The export.
    pub(crate) file: PathBuf,
    /// Country of numbers without a country code (default: the shop's).
    #[arg(long)]
    pub(crate) country: Option<String>,
    /// How the people of the file come to be in it.
    #[arg(long, value_enum, value_name = "HOW")]
    pub(crate) declare: Option<Declare>,
    /// Where consent was given, for example "checkout".
    #[arg(long, value_name = "WHERE")]
    pub(crate) consent_source: Option<String>,
    /// When it was given, YYYY-MM-DD; with `--declare customers` the day before which nobody bought.
    #[arg(long, value_name = "DATE")]
    pub(crate) consent_date: Option<String>,
    /// The exact words people saw.
    #[arg(long, value_name = "WORDS")]
    pub(crate) consent_wording: Option<String>,
    /// What they agreed to.
    #[arg(long, value_parser = scope, default_value = "promotional")]
    pub(crate) scope: Scope,
    /// Say what a column is: `Mobile=phone`. May be given several times.
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub(crate) map: Vec<String>,
    /// Mend all rows with one problem: `postcode_lost_zero`, `no_country_code=GB`. May be given several times.
    #[arg(long, value_name = "KIND[=REMEDY]")]
    pub(crate) repair: Vec<String>,
    /// Correct one cell: `14:Phone=+12125550101`; the header is row 1. May be given several times.
    #[arg(long, value_name = "ROW:COLUMN=TEXT")]
    pub(crate) edit: Vec<String>,
    /// Say what would happen and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Show the rows with this problem and write nothing.
    #[arg(long, value_name = "KIND")]
    pub(crate) rows_with: Option<String>,
    /// With --rows-with: how many of them to pass over.
    #[arg(long, value_name = "ROWS", default_value_t = 0)]
    pub(crate) offset: usize,
}

/// How the people of a file come to be in it.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Declare {
    /// They ticked a box or filled in a form that spoke of texts.
    TickedBox,
    /// They signed something that you still have.
    Written,
    /// They texted a word to join.
    Keyword,
    /// They bought from you: order news only, offers where the law takes a purchase for consent.
    Customers,
    /// Nobody can say: imported, but nobody gets a text.
    Unknown,
    /// The list was bought, rented or collected: held until you answer for it.
    BoughtList,
}

#[derive(Subcommand)]
pub(crate) enum Imports {
    /// Every import, newest first.
    List,
    /// Take an import back: its contacts go, what it changed returns. Suppressions stay.
    Undo { id: u32 },
    /// The rows that an import rejected, as CSV to mend and import again.
    Rejects {
        id: u32,
        /// Write here.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub(super) fn scope(word: &str) -> Result<Scope, String> {
    word.parse().map_err(|()| "one of promotional, transactional, conversational".into())
}

#[derive(Subcommand)]
pub(crate) enum Contacts {
    /// A page of contacts.
    List {
        #[command(flatten)]
        who: Box<ContactsAsked>,
        /// First line.
        #[arg(long, default_value_t = 0)]
        offset: u32,
        /// At most this many (500 at most).
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// One contact with consent, activity and texts.
    Show {
        /// The number.
        number: String,
    },
    /// All contacts as CSV, to standard output or a file.
    Export {
        /// For people (spreadsheet formulas made harmless) or for machines (clean).
        #[arg(long = "for", value_enum, default_value = "people")]
        audience: Reader,
        /// Write here.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// Which contacts, and in which order.
#[derive(clap::Args)]
pub(crate) struct ContactsAsked {
    /// Any part of names, e-mail address or number; every word must be found.
    #[arg(long, default_value = "")]
    pub(crate) search: String,
    /// The widest consent: promotional, transactional, conversational or none.
    #[arg(long, value_name = "SCOPE")]
    pub(crate) consent: Option<String>,
    /// Wears this tag.
    #[arg(long, default_value = "")]
    pub(crate) tag: String,
    /// ISO 3166 alpha-2, for example GB.
    #[arg(long, default_value = "")]
    pub(crate) country: String,
    /// Was brought by this import.
    #[arg(long, value_name = "ID")]
    pub(crate) import: Option<u32>,
    /// Kind of line: mobile, fixed_or_mobile, landline, premium, toll_free, voip, pager, invalid, other, unknown.
    #[arg(long, value_name = "KIND")]
    pub(crate) line: Option<String>,
    /// never, in_DAYS or not_in_DAYS, for example not_in_30.
    #[arg(long, value_name = "WHEN")]
    pub(crate) last_text: Option<String>,
    /// Whether the number is suppressed: true or false.
    #[arg(long)]
    pub(crate) suppressed: Option<bool>,
    /// Whether held with a bought list: true or false.
    #[arg(long)]
    pub(crate) quarantined: Option<bool>,
    /// newest, name, orders, spent, last_order or last_text.
    #[arg(long, value_name = "ORDER", default_value = "newest")]
    pub(crate) sort: String,
    /// The other way round.
    #[arg(long)]
    pub(crate) reversed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reader {
    /// Spreadsheet formulas made harmless, numbers kept as text.
    People,
    /// Clean cells.
    Machines,
}

#[derive(Subcommand)]
pub(crate) enum Cleanup {
    /// Look at the whole list: each kind of finding with its people, and the repairs made so far.
    List {
        /// Months after which a consent counts as old (default: as chosen in the window, else 24).
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=120))]
        months: Option<u32>,
    },
    /// Repair everything of one kind.
    Apply {
        /// For example name_style.
        kind: String,
        /// For old_consent: months after which a consent counts as old (default: as chosen in the window, else 24).
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=120))]
        months: Option<u32>,
        /// For shared_number: keep the name in the list instead of greeting everybody.
        #[arg(long)]
        keep_names: bool,
        /// For bought_list: where the numbers come from. Without it the list is held.
        #[arg(long, value_name = "WORDS", default_value = "")]
        answer: String,
        /// For bought_list: this import only.
        #[arg(long, value_name = "ID")]
        import: Option<u32>,
    },
    /// Take a repair back.
    Undo {
        /// As `cleanup list` shows it.
        id: u32,
    },
}
