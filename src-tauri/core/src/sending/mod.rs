//! Sending: the outbox, the claim, the pace, the worker and what is in doubt.
//!
//! `queued -> sending -> accepted -> delivered | undelivered`, with `rejected`,
//! `in_doubt`, `skipped`, `cancelled` and `expired` as the other ends. Nothing
//! leads from "maybe sent" back to `queued` without evidence.

pub mod allowance;
mod capped;
pub mod caps;
mod claim;
mod doubts;
mod fault;
pub mod first_batch;
mod gates;
pub mod growth;
mod guards;
mod holding;
pub mod hours;
mod in_flight;
mod lane;
pub mod locality;
mod openings;
mod outbox;
pub mod own_caps;
pub mod pacing;
pub mod part_pace;
pub mod plan;
mod pulls;
pub mod quiet_hours;
mod receipts;
mod reconcile;
mod record;
mod turn;
pub mod warm_up;
mod worker;

pub(crate) use capped::people as capped_people;
pub use claim::waits_for;
pub use doubts::{DoubtError, Resolution, doubts, resolve_doubt};
pub use fault::Hold;
pub use gates::{CONFIRM_WITHIN, HELP_A_DAY};
pub(crate) use outbox::{MAY_HAVE_GONE, doubt_left_over, taken_since};
pub use outbox::{NewMessage, cancel_queued, end_campaign, enqueue, enqueue_answer};
pub use receipts::{pull_receipts, under_way};
pub use reconcile::due as reconcile_due;
pub(crate) use turn::{campaign_pace, sender_pace};
pub use worker::{Step, Worker};
