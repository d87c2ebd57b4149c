//! What people write back.
//!
//! Owns pulling, storing and acting on inbound texts, and the conversations they
//! make. Invariants: a text is stored and acted on in the same transaction that
//! moves the cursor; a failed pull moves nothing; a STOP is never un-said here.

mod asking;
mod automatic;
mod charge;
mod conversation;
mod double_opt_in;
mod fixed;
mod fixed_view;
pub mod opt_out;
mod pulling;
mod receive;
mod rows;
mod wishes;

pub use asking::{ANSWER_WITHIN, ASK_AGAIN_AFTER};
pub(crate) use charge::provider_told;
pub use charge::{of_campaign as opt_outs_of_campaign, of_sender as opt_outs_of_sender};
pub use conversation::{conversations, done, reply, settle, settle_wish, show};
pub use double_opt_in::{AskingError, ask_to_confirm, asking_of, askings, withdraw_asking};
pub use fixed::{FixedText, FixedTextFault, FixedTexts};
pub use fixed_view::{change_fixed_texts, fixed_texts};
pub use pulling::pull_all;
pub use receive::{Pulled, pull};
pub(crate) use rows::texts;
pub(crate) use wishes::end as end_wish;
