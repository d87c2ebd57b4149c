//! What can be wrong with a store, told so that an owner knows what to do.
//!
//! "Wrong key" and "damaged file" look the same to SQLCipher; the check value in
//! `keyinfo.json` is what tells them apart here.

use thiserror::Error;

use super::keychain::KeychainFault;
use crate::error::Explain;

/// Why a store cannot be used.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum StoreError {
    #[error("there is no Counterbell store here yet")]
    NotHere,
    #[error(
        "the store's file is gone, although this folder once held one. No customer was texted and no new store was made"
    )]
    Vanished,
    #[error("a Counterbell store is already here")]
    AlreadyHere,
    #[error("the store's file is cut short or damaged, so nothing can be sent from it")]
    Damaged,
    #[error("the file in the store's place was not made by Counterbell")]
    Foreign,
    #[error("the store was written by a newer Counterbell than this one")]
    Newer,
    #[error("another copy of Counterbell has this store open")]
    InUse,
    #[error("the key does not fit this store")]
    WrongKey,
    #[error("the file that says where the store's key is kept (keyinfo.json) is missing or unreadable")]
    KeyInfoLost,
    #[error("the key file is missing, empty or unreadable")]
    KeyFileUnreadable,
    #[error("the keychain has no key for this store")]
    KeyNotInKeychain,
    #[error("the keychain took the key but did not give it back")]
    KeychainForgets,
    #[error(transparent)]
    Keychain(#[from] KeychainFault),
    #[error("this build carries a SQLite with a known data-loss fault ({0}), so it refuses to open a store")]
    UnsafeSqlite(String),
    #[error("the system gave no random numbers for a key")]
    NoRandomness,
    #[error("the disk is full, so nothing was changed")]
    DiskFull,
    #[error("the store's files cannot be read or written")]
    Files(#[source] std::io::Error),
    #[error("the store could not carry out a step, and left everything as it was")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase};
        match error.sqlite_error_code() {
            Some(NotADatabase | DatabaseCorrupt) => Self::Damaged,
            Some(DiskFull) => Self::DiskFull,
            Some(DatabaseBusy | DatabaseLocked) => Self::InUse,
            _ => Self::Sql(error),
        }
    }
}

impl Explain for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotHere => "store_not_here",
            Self::Vanished => "store_vanished",
            Self::AlreadyHere => "store_already_here",
            Self::Damaged => "store_damaged",
            Self::Foreign => "store_foreign",
            Self::Newer => "store_newer",
            Self::InUse => "store_in_use",
            Self::WrongKey => "store_key_wrong",
            Self::KeyInfoLost => "store_keyinfo_lost",
            Self::KeyFileUnreadable => "key_file_unreadable",
            Self::KeyNotInKeychain => "key_not_in_keychain",
            Self::KeychainForgets => "keychain_forgets",
            Self::Keychain(KeychainFault::Absent) => "keychain_absent",
            Self::Keychain(_) => "keychain_locked",
            Self::UnsafeSqlite(_) => "sqlite_unsafe",
            Self::NoRandomness => "no_randomness",
            Self::DiskFull => "disk_full",
            Self::Files(_) => "store_files",
            Self::Sql(_) => "store_step_failed",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotHere => "Set up your shop, or try the practice shop. In a terminal: counterbell-cli init.",
            Self::Vanished => {
                "Put the file store.db back, or restore the newest backup. Do not start over: the list of people who said STOP was in it."
            }
            Self::AlreadyHere => "Open it, or choose another folder.",
            Self::Damaged => {
                "Restore the newest backup; the damaged file is kept. In a terminal: counterbell-cli backup list, then backup restore."
            }
            Self::Foreign => "Choose the folder that Counterbell made, or restore a backup.",
            Self::Newer => "Install the newest Counterbell and open the store with it.",
            Self::InUse => "Use the window that is already open, or close it and try again.",
            Self::WrongKey => "Check the passphrase or key file, or open the store with the recovery kit.",
            Self::KeyInfoLost => "Open the store with the recovery kit.",
            Self::KeyFileUnreadable => "Check the path after --key-file and that you may read the file.",
            Self::KeyNotInKeychain | Self::KeychainForgets => "Open the store with the recovery kit, or restore the keychain.",
            Self::Keychain(KeychainFault::Absent) => {
                "Choose a passphrase instead, or in a terminal give a key file with --key-file."
            }
            Self::Keychain(_) => "Unlock the keychain and try again, or open the store with the recovery kit.",
            Self::UnsafeSqlite(_) => "Install the newest Counterbell.",
            Self::NoRandomness => "Restart the computer and try again.",
            Self::DiskFull => "Free some space and try again. Nothing was sent while the disk was full.",
            Self::Files(_) => "Check that the disk is there and that you may write to the store's folder.",
            Self::Sql(_) => "Try again. If it happens again, restore the newest backup.",
        }
        .into()
    }

    fn notice(&self) -> bool {
        matches!(self, Self::NotHere | Self::InUse)
    }
}
