//! The operating system's keychain behind a small trait.
//!
//! A locked keychain may show a prompt and never answer, so a call runs on its
//! own thread and is given up after ten seconds.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use thiserror::Error;

/// How long an owner may take to unlock the keychain.
const PATIENCE: Duration = Duration::from_secs(10);
const SERVICE: &str = "com.counterbell.desktop";

/// Keeps one secret per store.
pub trait Keychain: Send + Sync {
    /// Keeps the secret, replacing an older one.
    fn keep(&self, store_id: &str, secret: &str) -> Result<(), KeychainFault>;
    /// The secret, or `None` where the keychain works but holds none.
    fn find(&self, store_id: &str) -> Result<Option<String>, KeychainFault>;
}

/// Why the keychain did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeychainFault {
    /// There is none on this machine.
    #[error("this computer has no keychain that Counterbell can use")]
    Absent,
    /// It is locked or refused.
    #[error("the keychain is locked or refused to answer")]
    Locked,
    /// It did not answer in time.
    #[error("the keychain did not answer within ten seconds")]
    Silent,
}

/// Keychain, Credential Manager or Secret Service, whichever this machine has.
#[derive(Debug, Default)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn keep(&self, store_id: &str, secret: &str) -> Result<(), KeychainFault> {
        let (account, secret) = (store_id.to_owned(), zeroize::Zeroizing::new(secret.to_owned()));
        patiently(move || entry(&account)?.set_password(&secret).map_err(|e| fault(&e)))
    }

    fn find(&self, store_id: &str) -> Result<Option<String>, KeychainFault> {
        let account = store_id.to_owned();
        patiently(move || match entry(&account)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(e) => Err(fault(&e)),
        })
    }
}

fn entry(account: &str) -> Result<keyring::Entry, KeychainFault> {
    keyring::Entry::new(SERVICE, account).map_err(|e| fault(&e))
}

fn fault(error: &keyring::Error) -> KeychainFault {
    match error {
        keyring::Error::NoStorageAccess(_) => KeychainFault::Locked,
        _ => KeychainFault::Absent,
    }
}

fn patiently<T: Send + 'static>(
    ask: impl FnOnce() -> Result<T, KeychainFault> + Send + 'static,
) -> Result<T, KeychainFault> {
    let (answer, heard) = mpsc::channel();
    thread::Builder::new()
        .name("keychain".into())
        .spawn(move || answer.send(ask()).is_ok())
        .map_err(|_| KeychainFault::Absent)?;
    heard.recv_timeout(PATIENCE).unwrap_or(Err(KeychainFault::Silent))
}
