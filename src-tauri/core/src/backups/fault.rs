//! What can be wrong with a backup.

use thiserror::Error;

use crate::error::Explain;
use crate::store::StoreError;

/// Why a backup was not made, or cannot be used.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum BackupFault {
    #[error("there is no backup of this name")]
    NotFound,
    #[error("this backup is cut short: it is smaller than when it was made. Your shop is as it was")]
    CutShort,
    #[error("this backup is damaged, so it was not used. Your shop is as it was")]
    Damaged,
    #[error("this backup holds something else than when it was made, so it was not used")]
    Differs,
    #[error("the consent ledger in this backup does not hold, so nothing could be proved with it")]
    Ledger,
    #[error("this is a backup of another shop")]
    OtherShop,
    #[error("the disk is full, so no backup was made. The ones before it are still there")]
    DiskFull,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Explain for BackupFault {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "backup_not_found",
            Self::CutShort => "backup_cut_short",
            Self::Damaged => "backup_damaged",
            Self::Differs => "backup_differs",
            Self::Ledger => "backup_ledger_broken",
            Self::OtherShop => "backup_other_shop",
            Self::DiskFull => "backup_disk_full",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotFound => "See which there are: counterbell-cli backup list.".into(),
            Self::CutShort | Self::Damaged | Self::Differs | Self::Ledger => {
                "Take the next older one, and make a new one: counterbell-cli backup create.".into()
            }
            Self::OtherShop => {
                "Choose a backup of this shop, or give it a folder of its own with --home.".into()
            }
            Self::DiskFull => "Free some space, or save a backup on another disk.".into(),
            Self::Store(fault) => fault.hint(),
        }
    }

    fn notice(&self) -> bool {
        matches!(self, Self::Store(fault) if fault.notice())
    }
}
