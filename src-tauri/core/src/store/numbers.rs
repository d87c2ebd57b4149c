//! The key under which a phone number is known for good.
//!
//! HMAC, because a plain hash of a phone number is undone by trying them all.
//! Sixteen bytes are enough to tell numbers apart and half the index.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::key::hmac_of;

/// Turns numbers into keys.
#[derive(Clone)]
pub struct NumberKeys(Hmac<Sha256>);

impl NumberKeys {
    pub(super) fn new(secret: &[u8]) -> Self {
        Self(hmac_of(secret))
    }

    /// The key of an E.164 number.
    #[must_use]
    pub fn of(&self, e164: &str) -> [u8; 16] {
        let mut mac = self.0.clone();
        mac.update(e164.as_bytes());
        let digest: [u8; 32] = mac.finalize().into_bytes().into();
        let mut key = [0; 16];
        key.copy_from_slice(digest.split_at(16).0);
        key
    }
}
