//! The store's key: where it comes from and how we know that it is the right one.
//!
//! The key is 32 random bytes and SQLCipher's 16-byte salt together, because one
//! flipped bit in the file's salt makes the bare key useless. It is never
//! written beside the store in the clear; `keyinfo.json` holds only what is
//! needed to ask for it again and a check value that tells "wrong key" from
//! "damaged file".

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use argon2::Argon2;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::fault::StoreError;
use super::keychain::Keychain;
use super::private_file;

const KEY_BYTES: usize = 48;

/// Key and salt of one store.
#[derive(Clone)]
pub struct StoreKey(Zeroizing<[u8; KEY_BYTES]>);

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreKey(..)")
    }
}

impl StoreKey {
    /// A new random key.
    pub fn random() -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| StoreError::NoRandomness)?;
        Ok(Self(bytes))
    }

    /// Reads 96 hexadecimal digits; spaces and dashes between them are ignored.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits: Vec<u32> = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_digit(16))
            .collect::<Option<_>>()?;
        let bytes: Vec<u8> =
            digits.chunks_exact(2).filter_map(|p| u8::try_from(p.first()? * 16 + p.get(1)?).ok()).collect();
        let whole = digits.len() == KEY_BYTES * 2;
        whole.then_some(())?;
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    /// The 96 digits again.
    #[must_use]
    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(self.0.as_slice()))
    }

    /// A value that proves the key without giving it away.
    pub(super) fn check_value(&self) -> String {
        hex(&keyed_digest(self.0.as_slice(), b"counterbell key check"))
    }
}

/// Where the key is kept.
#[derive(Clone)]
pub enum KeySource {
    /// The operating system's keychain.
    Keychain(Arc<dyn Keychain>),
    /// A file: 96 hexadecimal digits, or any other text, which is then stretched like a passphrase.
    File(PathBuf),
    /// A passphrase, stretched with Argon2id.
    Passphrase(Zeroizing<String>),
    /// A key read from a recovery kit.
    Given(StoreKey),
}

/// What stands in clear beside the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeyInfo {
    pub(super) store_id: String,
    pub(super) kept_in: String,
    check_value: String,
    #[serde(default)]
    stretch_salt: String,
}

impl KeyInfo {
    pub(super) fn path(home: &Path) -> PathBuf {
        home.join("keyinfo.json")
    }

    /// Where it lies until its store is in place.
    pub(super) fn aside(home: &Path) -> PathBuf {
        home.join("keyinfo.new")
    }

    pub(super) fn read(home: &Path) -> Result<Self, StoreError> {
        // A making that was cut off at its last step has left it aside.
        let text = fs::read_to_string(Self::path(home)).or_else(|_| fs::read_to_string(Self::aside(home)));
        serde_json::from_str(&text.map_err(|_| StoreError::KeyInfoLost)?).map_err(|_| StoreError::KeyInfoLost)
    }

    pub(super) fn put_aside(&self, home: &Path) -> Result<(), StoreError> {
        let text = serde_json::to_string_pretty(self).map_err(|_| StoreError::KeyInfoLost)?;
        private_file::create(&Self::aside(home), text.as_bytes()).map_err(StoreError::Files)
    }

    pub(super) fn fits(&self, key: &StoreKey) -> bool {
        self.check_value == key.check_value()
    }
}

impl KeySource {
    /// Makes a key for a new store and keeps it where this source says.
    pub(super) fn create(&self, store_id: &str) -> Result<(StoreKey, KeyInfo), StoreError> {
        let salt = hex(&StoreKey::random()?.0.as_slice()[..16]);
        let key = match self {
            Self::Keychain(chain) => kept_in_chain(chain.as_ref(), store_id)?,
            Self::File(path) => key_file(path, &salt)?,
            Self::Passphrase(words) => stretch(words.as_bytes(), &salt)?,
            Self::Given(key) => key.clone(),
        };
        let info = KeyInfo {
            store_id: store_id.into(),
            kept_in: self.name().into(),
            check_value: key.check_value(),
            stretch_salt: salt,
        };
        Ok((key, info))
    }

    /// Finds the key of an existing store.
    pub(super) fn find(&self, info: &KeyInfo) -> Result<StoreKey, StoreError> {
        let key = match self {
            Self::Keychain(chain) => from_chain(chain.as_ref(), &info.store_id)?,
            Self::File(path) => {
                let text = fs::read_to_string(path).map_err(|_| StoreError::KeyFileUnreadable)?;
                key_from_text(&text, &info.stretch_salt)?
            }
            Self::Passphrase(words) => stretch(words.as_bytes(), &info.stretch_salt)?,
            Self::Given(key) => key.clone(),
        };
        if info.fits(&key) { Ok(key) } else { Err(StoreError::WrongKey) }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Keychain(_) => "keychain",
            Self::File(_) => "file",
            Self::Passphrase(_) => "passphrase",
            Self::Given(_) => "recovery kit",
        }
    }
}

fn kept_in_chain(chain: &dyn Keychain, store_id: &str) -> Result<StoreKey, StoreError> {
    let key = StoreKey::random()?;
    chain.keep(store_id, &key.to_hex())?;
    // A keychain that accepts and forgets would lose the shop its store.
    let back = from_chain(chain, store_id)?;
    if back.check_value() == key.check_value() { Ok(key) } else { Err(StoreError::KeychainForgets) }
}

fn from_chain(chain: &dyn Keychain, store_id: &str) -> Result<StoreKey, StoreError> {
    let kept = chain.find(store_id)?.ok_or(StoreError::KeyNotInKeychain)?;
    StoreKey::from_hex(&kept).ok_or(StoreError::WrongKey)
}

fn key_file(path: &Path, salt: &str) -> Result<StoreKey, StoreError> {
    match fs::read_to_string(path) {
        Ok(text) => key_from_text(&text, salt),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            let key = StoreKey::random()?;
            private_file::create(path, key.to_hex().as_bytes()).map_err(StoreError::Files)?;
            Ok(key)
        }
        Err(_) => Err(StoreError::KeyFileUnreadable),
    }
}

fn key_from_text(text: &str, salt: &str) -> Result<StoreKey, StoreError> {
    match StoreKey::from_hex(text) {
        Some(key) => Ok(key),
        None if text.trim().is_empty() => Err(StoreError::KeyFileUnreadable),
        None => stretch(text.trim().as_bytes(), salt),
    }
}

fn stretch(words: &[u8], salt: &str) -> Result<StoreKey, StoreError> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    Argon2::default()
        .hash_password_into(words, salt.as_bytes(), bytes.as_mut_slice())
        .map_err(|_| StoreError::WrongKey)?;
    Ok(StoreKey(bytes))
}

pub(super) fn keyed_digest(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut mac = hmac_of(key);
    mac.update(text);
    mac.finalize().into_bytes().into()
}

pub(super) fn hmac_of(key: &[u8]) -> Hmac<Sha256> {
    // HMAC takes a key of any length; the error type exists for other MACs.
    Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
