//! The seal on a review: a digest over everything that approval will freeze.
//!
//! The check page shows a seal, approval names it, and the transaction that
//! freezes computes it again. One person, word, price or hour that differs makes
//! another seal.

use sha2::{Digest, Sha256};

use super::campaign::Campaign;
use super::render::Rendering;
use crate::gateways::Sender;
use crate::store::hex;

/// A seal in the making.
pub(super) struct Seal(Sha256);

impl Seal {
    /// Over the campaign's settings, its sender and the size that the owner gave its first batch.
    pub(super) fn of(campaign: &Campaign, sender: Option<&Sender>, first_batch: Option<u32>) -> Self {
        let content = &campaign.content;
        let mut hasher = Sha256::new();
        hasher.update(campaign.revision.to_le_bytes());
        hasher.update(content.body.as_bytes());
        hasher.update(content.window_open.to_le_bytes());
        hasher.update(content.window_close.to_le_bytes());
        hasher.update(content.finish_within_hours.to_le_bytes());
        hasher.update(content.per_second.to_le_bytes());
        hasher.update(first_batch.map_or(-1, i64::from).to_le_bytes());
        if let Some(sender) = sender {
            hasher.update(sender.address.as_bytes());
            hasher.update(sender.price_micros.to_le_bytes());
        }
        Self(hasher)
    }

    /// Over one person's text. The order is the audience's own.
    pub(super) fn add(&mut self, text: &Rendering) {
        self.0.update(text.recipient.as_bytes());
        self.0.update([0]);
        self.0.update(text.text.as_bytes());
        self.0.update([0]);
    }

    /// The finished seal, hexadecimal.
    pub(super) fn finished(self) -> String {
        hex(&self.0.finalize())
    }
}
