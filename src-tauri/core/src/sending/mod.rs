//! Sending: the outbox, the claim, the pace, the worker and what is in doubt.

mod outbox;

pub use outbox::cancel_queued;
