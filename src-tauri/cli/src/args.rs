//! The arguments, as `--help` tells them.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use counterbell_core::clock::Timestamp;
use counterbell_core::consent::{Scope, TextKind};

/// Prepares, approves and sends permission-based text campaigns from your own computer.
#[derive(Parser)]
#[command(name = "counterbell-cli", version, propagate_version = true)]
pub(crate) struct Args {
    /// Folder of the store (default: the window's own shop).
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) home: Option<PathBuf>,
    /// Take the store's key from this file instead of the keychain; `init` makes it where it is missing.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Turn the clock to this moment (RFC 3339); only the practice carrier can then be reached.
    #[arg(long, global = true, value_name = "MOMENT")]
    pub(crate) clock: Option<Timestamp>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a store for a shop.
    Init(Init),
    /// Import a customer export.
    Import(Import),
    /// Past imports: list them, take one back, get its rejected rows.
    #[command(subcommand)]
    Imports(Imports),
    /// Look at contacts, or save them as CSV.
    #[command(subcommand)]
    Contacts(Contacts),
    /// What is wrong with the list as a whole, and repairs that can be taken back.
    #[command(subcommand)]
    Cleanup(Cleanup),
    /// Who would receive a text, and why not the others.
    Reach(Reach),
    /// Write, check, approve, watch and report campaigns.
    #[command(subcommand)]
    Campaign(Campaign),
    /// Send what is approved, at its pace and within its hours.
    Send(Send),
    /// Texts of which nobody knows whether they went out.
    #[command(subcommand)]
    Doubts(Doubts),
    /// Read replies and receipts.
    Pull,
    /// What people wrote back: read it, answer it, settle what only you can say.
    #[command(subcommand)]
    Inbox(Inbox),
    /// Ask people by text to confirm that they want your texts.
    #[command(subcommand, name = "opt-in")]
    OptIn(OptIn),
    /// The words that go out by themselves: after a STOP, to HELP, to ask for a double opt-in.
    #[command(subcommand)]
    Texts(Texts),
    /// Look at consent and verify its chain.
    #[command(subcommand)]
    Ledger(Ledger),
    /// The evidence of consent as JSON: every entry with wording and evidence, and the chain's verification.
    Evidence(Evidence),
    /// Never text this number again.
    Suppress {
        /// In any spelling; without a country code it is read as the shop's country.
        number: String,
    },
    /// SMS accounts and their senders.
    #[command(subcommand)]
    Gateway(Gateway),
    /// The wordings that customers saw, with what each promises.
    #[command(subcommand)]
    Wordings(Wordings),
    /// The compliance tables with version, source, date and grade.
    #[command(subcommand)]
    Rules(Rules),
    /// How often at most, by segment: your own caps.
    #[command(subcommand)]
    Caps(Caps),
    /// The shop's own settings: brand, domain, spacing and hours.
    #[command(subcommand)]
    Shop(ShopDeed),
    /// Whether this store is the shop or a restored or copied one.
    #[command(subcommand)]
    Store(StoreDeed),
    /// Encrypted backups: make, list, verify, rehearse, restore.
    #[command(subcommand)]
    Backup(Backup),
    /// Play the whole main job on the sample export against the practice carrier, with a turned clock.
    Rehearse,
    /// Read texts from standard input, one a line, and say which are opt-outs.
    Classify,
    /// Read texts from standard input, one a line, and count their parts.
    Parts,
    /// Whether a number may be texted now, and when next: by the law, and by the shop's own hours with --home.
    Hours(Hours),
}

#[derive(clap::Args)]
pub(crate) struct Init {
    /// Brand name, as it stands in texts.
    #[arg(long)]
    pub(crate) brand: String,
    /// Home country, two letters.
    #[arg(long)]
    pub(crate) country: String,
    /// Currency, three letters (default: the country's).
    #[arg(long)]
    pub(crate) currency: Option<String>,
    /// Your own mobile number, for test texts.
    #[arg(long, default_value = "")]
    pub(crate) test_number: String,
    /// The shop's first day, YYYY-MM-DD: an import believes no consent from before it.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub(crate) opened_on: String,
    /// The shop's domain, which links in texts are compared with.
    #[arg(long, value_name = "DOMAIN", default_value = "")]
    pub(crate) website: String,
    /// Write the recovery kit to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) recovery_kit: Option<PathBuf>,
    /// Make a practice shop: it reaches the practice carrier and nobody else.
    #[arg(long)]
    pub(crate) practice: bool,
}

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

fn scope(word: &str) -> Result<Scope, String> {
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

#[derive(Subcommand)]
pub(crate) enum StoreDeed {
    /// What was recognised, what was ended with it, and whether it may be confirmed.
    Show,
    /// Say that this copy is your shop from now on: it may send again, and any other copy may not.
    Confirm {
        /// A number whose account at the provider is closed, so that its replies cannot be read any more. It stops
        /// sending for good. May be given several times.
        #[arg(long, value_name = "NUMBER")]
        closed: Vec<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Backup {
    /// Make one, look at it, and let the old ones go: a week of days and a month of weeks stay.
    Create {
        /// Only if the last whole one is more than a day old; for a schedule of your own.
        #[arg(long)]
        if_due: bool,
        /// Copy it into this folder as well, for example on a stick.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// All of them, the newest first.
    List,
    /// Open one and look at every page, the counts and the consent ledger.
    Verify {
        /// Its id in the list, or the path of its folder.
        id: String,
    },
    /// Put one in the place of the store; what is there now is set aside.
    Restore {
        /// Its id in the list, or the path of its folder.
        id: String,
        /// Only play it, beside the live store, and say what it would lead to.
        #[arg(long)]
        rehearse: bool,
    },
}

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

fn text_kind(word: &str) -> Result<TextKind, String> {
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
pub(crate) enum ShopDeed {
    /// The settings as they are.
    Show,
    /// Change some of them.
    Change(ShopChanges),
}

#[derive(clap::Args)]
pub(crate) struct ShopChanges {
    /// Brand name, as it stands in texts.
    #[arg(long)]
    pub(crate) brand: Option<String>,
    /// The shop's domain, which links are compared with; empty for none.
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) website: Option<String>,
    /// Your own mobile number, for test texts; empty for none.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) test_number: Option<String>,
    /// The shop's first day, YYYY-MM-DD: an import believes no consent from before it; empty for none.
    #[arg(long, value_name = "DATE")]
    pub(crate) opened_on: Option<String>,
    /// Hours between two promotional texts to one person; 0 switches it off.
    #[arg(long, value_name = "HOURS")]
    pub(crate) frequency_hours: Option<u32>,
    /// Local minute of the day from which texts may go.
    #[arg(long, value_name = "MINUTE")]
    pub(crate) window_open: Option<u32>,
    /// Local minute of the day at which they stop.
    #[arg(long, value_name = "MINUTE")]
    pub(crate) window_close: Option<u32>,
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

#[derive(Subcommand)]
pub(crate) enum Gateway {
    /// Add an account and its sender.
    #[command(subcommand)]
    Add(GatewayAdd),
    /// All senders.
    List,
    /// A sender's card: its registration, what follows from it, and how it warms up.
    Show {
        /// As `gateway list` shows it.
        sender: u32,
    },
    /// State how a sender is registered with the carriers. What is not given is not known.
    Register(Register),
    /// State what the account may send in a day, and whether the number is new.
    Pace {
        /// As `gateway list` shows it.
        sender: u32,
        /// Texts the account may send in any 24 hours; 0: no limit that you know of.
        #[arg(long, value_name = "TEXTS")]
        account_daily: Option<u32>,
        /// The number is new: it grows level by level.
        #[arg(long, conflicts_with = "established")]
        new_number: bool,
        /// The number is established: it has no level.
        #[arg(long)]
        established: bool,
    },
}

#[derive(clap::Args)]
pub(crate) struct Register {
    /// As `gateway list` shows it.
    pub(crate) sender: u32,
    /// What kind of sender it is.
    #[arg(long, value_parser = ["ten_dlc", "toll_free", "short_code", "not_needed", "unknown"])]
    pub(crate) kind: String,
    /// How far its registration has come.
    #[arg(long, value_parser = ["approved", "pending", "rejected", "suspended", "unknown"], default_value = "unknown")]
    pub(crate) status: String,
    /// The brand's name or id at the registry; senders of one brand share T-Mobile's day.
    #[arg(long, default_value = "")]
    pub(crate) brand: String,
    /// The brand's trust score.
    #[arg(long, value_name = "1-100")]
    pub(crate) score: Option<u32>,
    /// The 10DLC campaign's id; its senders share one pace.
    #[arg(long, default_value = "")]
    pub(crate) campaign: String,
    /// What it was registered for.
    #[arg(long, value_parser = [
        "marketing", "mixed", "low_volume", "sole_proprietor", "delivery_notification", "account_notification",
        "customer_care", "charity",
    ])]
    pub(crate) use_case: Option<String>,
    /// AT&T's class, where the provider shows it.
    #[arg(long, value_name = "LETTER", default_value = "")]
    pub(crate) class: String,
}

#[derive(Subcommand)]
pub(crate) enum GatewayAdd {
    /// A Twilio account.
    Twilio(Twilio),
    /// The built-in simulated carrier; only in a shop made with `init --practice`.
    Practice {
        /// The same seed gives the same replies and failures.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(clap::Args)]
pub(crate) struct Twilio {
    /// Account SID.
    #[arg(long)]
    pub(crate) account_sid: String,
    /// File that holds the auth token and nothing else.
    #[arg(long, value_name = "FILE")]
    pub(crate) auth_token_file: PathBuf,
    /// The number that sends.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) from: String,
    /// Where to reach it (https, or http on this computer).
    #[arg(long, value_name = "URL", default_value = "")]
    pub(crate) base_url: String,
    /// How the number is registered with the carriers.
    #[arg(long, value_parser = ["unknown", "registered", "not_needed", "missing"], default_value = "unknown")]
    pub(crate) registration: String,
    /// Price of one part, in the shop's currency.
    #[arg(long, default_value_t = 0.0079)]
    pub(crate) price: f64,
    /// Texts a second this number may send.
    #[arg(long, default_value_t = 10.0)]
    pub(crate) per_second: f64,
}

#[derive(clap::Args)]
pub(crate) struct Hours {
    /// E.164.
    pub(crate) number: String,
    /// State or province of the address, for example TX.
    #[arg(long, value_name = "CODE")]
    pub(crate) region: Option<String>,
    /// Ask for this moment instead of now.
    #[arg(long, value_name = "MOMENT")]
    pub(crate) at: Option<Timestamp>,
}
