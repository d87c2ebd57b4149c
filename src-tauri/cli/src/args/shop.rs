//! What is said of the shop, its store and its backups.

use std::path::PathBuf;

use clap::Subcommand;

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
