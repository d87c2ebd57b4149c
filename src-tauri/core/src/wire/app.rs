//! The doors: first run, unlocking, which shop is open, and today's overview.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::campaigns::CampaignLine;

/// What the window has to show first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum AppStage {
    /// Nothing here yet: two doors.
    FirstRun {
        /// Whether this computer has a keychain; without one the owner chooses a passphrase.
        keychain: bool,
        /// Whether a practice shop was made before.
        practice_exists: bool,
    },
    /// A store is here and asks for its passphrase.
    Locked,
    /// A store should be here but cannot be opened: the recovery screen.
    Recovery {
        /// What is wrong.
        problem: crate::error::Problem,
        /// Whether the recovery kit can help.
        kit_helps: bool,
    },
    /// A store is open whose last start was cut off: nothing moves until a person has seen what is in doubt.
    CutOff {
        /// What was going on.
        view: super::cut_off::CutOffView,
    },
    /// A store is open.
    Open {
        /// Whether it is the practice shop.
        practice: bool,
        /// The shop.
        shop: ShopView,
    },
}

/// The shop as set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ShopView {
    /// Brand name, as it stands in texts.
    pub brand: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    /// The shop's own domain, without `www.`; empty if not told.
    pub website: String,
    /// The owner's own number for test texts, E.164; empty if none.
    pub test_number: String,
    /// The shop's first day, `YYYY-MM-DD`; empty if not told. An import believes no consent from before it.
    pub opened_on: String,
    /// Hours between two promotional texts to one person; 0 is off.
    pub frequency_hours: u32,
    /// Local minute of the day from which texts may go.
    pub window_open: u32,
    /// Local minute of the day at which they stop.
    pub window_close: u32,
}

/// Setting up a shop.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ShopSetup {
    /// Brand name.
    pub brand: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    /// The owner's own number, in any spelling; may be empty.
    pub test_number: String,
    /// Where there is no keychain, or by choice; empty for the keychain.
    pub passphrase: String,
}

/// What may be changed later.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ShopChange {
    /// Brand name.
    pub brand: String,
    /// The shop's own domain, as typed; may be empty.
    pub website: String,
    /// The owner's own number, in any spelling; may be empty.
    pub test_number: String,
    /// The shop's first day, `YYYY-MM-DD`; may be empty.
    pub opened_on: String,
    /// Hours between two promotional texts to one person; 0 is off.
    pub frequency_hours: u32,
    /// Local minute of the day from which texts may go.
    pub window_open: u32,
    /// Local minute of the day at which they stop.
    pub window_close: u32,
}

/// The first page: what needs the owner, what is wrong, what is running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Today {
    /// People in the list.
    pub contacts: u32,
    /// People who may get promotional texts.
    pub reachable: u32,
    /// Drafts.
    pub needs_ok: Vec<CampaignLine>,
    /// Campaigns under way or paused.
    pub running: Vec<CampaignLine>,
    /// Replies nobody has read.
    pub unread_replies: u32,
    /// Texts of which nobody knows whether they went out.
    pub in_doubt: u32,
    /// Senders that have stopped until the owner acts, with the reason.
    pub halted: Vec<HaltedSender>,
    /// Whether a gateway is set up.
    pub has_sender: bool,
}

/// A sender that stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HaltedSender {
    /// The sender's number or id.
    pub address: String,
    /// Why.
    pub problem: crate::error::Problem,
}
