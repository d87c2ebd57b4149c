//! The arguments, as `--help` tells them.

mod campaigns;
mod consent;
mod gateways;
mod inbox;
mod list;
mod shop;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use counterbell_core::clock::Timestamp;

pub(crate) use campaigns::{Campaign, Doubts, Reach, Say, Send};
pub(crate) use consent::{Caps, Evidence, Ledger, Rules, Said, Wordings};
pub(crate) use gateways::{Gateway, GatewayAdd, Hours, Register, Twilio};
pub(crate) use inbox::{Inbox, OptIn, Settling, Texts};
pub(crate) use list::{Cleanup, Contacts, ContactsAsked, Declare, Import, Imports, Reader};
pub(crate) use shop::{Backup, Init, ShopChanges, ShopDeed, StoreDeed};

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
