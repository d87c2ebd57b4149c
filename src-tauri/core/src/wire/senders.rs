//! A sender's card: how it is registered, what follows from that, and how it warms up.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::rehearsal::Limit;
use crate::gateways::Registration;
use crate::ids::SenderId;

/// What the owner has stated of a sender, and what follows from it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SenderCard {
    /// The sender.
    pub id: SenderId,
    /// Number or sender id.
    pub address: String,
    /// As stated; where nothing was, what is known from when it was added.
    pub registration: Registration,
    /// What the registration allows, each with its source; empty where nothing caps it.
    pub allows: Vec<AllowedLine>,
    /// Texts the account may send in any 24 hours, as the owner states it; nothing where no figure is known.
    pub account_daily: Option<u32>,
    /// How a new number grows; nothing for an established one.
    pub warm_up: Option<WarmUpView>,
    /// Caps with what is used of them now.
    pub limits: Vec<Limit>,
}

/// One thing that a registration allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AllowedLine {
    /// `att_class`, `brand_cap`, `sender_rate`.
    pub id: String,
    /// Which row of the table: a class's letter, a tier's name, a kind of sender.
    pub row: String,
    /// Parts a minute (`att_class`), parts a day (`brand_cap`) or texts a minute (`sender_rate`), as published.
    pub published: u32,
    /// What is used of it: four fifths.
    pub used: u32,
    /// Publication.
    pub source: String,
    /// How sure.
    pub grade: String,
}

/// Where a new number stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WarmUpView {
    /// Since when, RFC 3339.
    pub since: String,
    /// Today's level, from 1.
    pub level: u32,
    /// How many levels there are.
    pub levels: u32,
    /// Texts it allows today; nothing on the last one.
    pub allowed: Option<u32>,
    /// Campaign texts today.
    pub used: u32,
    /// Texts on one day that open the next level on the following one; nothing on the last one.
    pub opens_next: Option<u32>,
    /// What the next level allows; nothing where it has no limit or there is none.
    pub next_allowed: Option<u32>,
    /// Whether an alarm was raised today, so that today opens nothing.
    pub troubled: bool,
    /// When the day ends, RFC 3339: midnight US Pacific.
    pub ends_at: String,
    /// Whose ladder it is.
    pub source: String,
}

/// A sender's figures, as the owner changes them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct PaceChange {
    /// The sender.
    pub id: SenderId,
    /// Texts the account may send in any 24 hours; nothing where no figure is known.
    pub account_daily: Option<u32>,
    /// Whether the number is new and warms up.
    pub new_number: bool,
}

/// The published tables behind the cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CarrierTables {
    /// AT&T's classes of 10DLC campaigns.
    pub att_classes: Vec<CarrierRow>,
    /// T-Mobile's parts a day for a brand.
    pub tmobile_caps: Vec<CarrierRow>,
    /// Toll-free numbers, short codes and long codes outside 10DLC.
    pub sender_rates: Vec<CarrierRow>,
    /// How a new number grows.
    pub warm_up: Vec<CarrierRow>,
}

/// One row, as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CarrierRow {
    /// Letter, tier, kind or step.
    pub row: String,
    /// Who falls into it.
    pub who: String,
    /// What it allows, in words.
    pub allows: String,
    /// Publication, with the month of the last look.
    pub source: String,
    /// How sure.
    pub grade: String,
}
