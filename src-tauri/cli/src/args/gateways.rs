//! What is said of gateways, senders and hours.

use std::path::PathBuf;

use clap::Subcommand;
use counterbell_core::clock::Timestamp;

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
