//! Campaigns: written, checked, approved by hand, watched and reported.
//!
//! Owns the text, the checks and the approval that turns a draft into messages.
//! Never talks to a gateway. Invariants: preview, check page and approval ask the
//! same audience; approval names a revision and a number of people and freezes
//! both; the report sums to what was approved.

mod approve;
mod audience;
pub mod body;
mod campaign;
mod checks;
mod compose;
pub mod content;
mod deeds;
mod draft;
pub mod encoding;
mod fault;
pub mod fields;
mod finish;
mod health;
pub mod parts;
mod past;
mod reaching;
mod rehearse;
mod render;
mod report;
mod respell;
mod rows;
mod seal;
mod spelling;
mod tally;
mod test_text;
mod view;

pub use approve::approve;
pub use campaign::{Campaign, Content, State};
pub use checks::check;
pub use compose::compose;
pub(crate) use deeds::{finish, pace_of, pause_for, window_of};
pub use deeds::{pause, pause_all, resume, stop};
pub use draft::{change, create, discard, save};
pub use fault::CampaignError;
pub use health::health_of;
pub use reaching::{reach_of, reach_people};
pub use rehearse::rehearse;
pub use report::{people, report};
pub use respell::respell;
pub use test_text::send_test;
pub use view::{any_running, list, show};
