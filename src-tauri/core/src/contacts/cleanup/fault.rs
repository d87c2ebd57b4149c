//! Why a repair cannot be made or taken back.

use thiserror::Error;

use crate::error::Explain;
use crate::store::StoreError;

/// Why not.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum CleanupError {
    #[error("\"{0}\" is no kind of finding")]
    UnknownKind(String),
    #[error("there is nothing of this kind to repair")]
    Nothing,
    #[error("there is no repair with this number")]
    NotFound,
    #[error("this repair has been taken back already")]
    UndoneBefore,
    #[error("an answer of a few words cannot show later where the numbers come from")]
    ShortAnswer,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CleanupError {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Store(fault.into())
    }
}

impl Explain for CleanupError {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownKind(_) => "cleanup_kind_unknown",
            Self::Nothing => "cleanup_nothing_to_do",
            Self::NotFound => "cleanup_not_found",
            Self::UndoneBefore => "cleanup_undone_before",
            Self::ShortAnswer => "cleanup_answer_too_short",
            Self::Store(fault) => fault.code(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::UnknownKind(_) => {
                let words: Vec<&str> = super::Kind::ALL.iter().map(|kind| kind.word()).collect();
                format!("It is one of {}.", words.join(", "))
            }
            Self::Nothing => {
                "Look at the list again: the people concerned may have been repaired already.".into()
            }
            Self::NotFound | Self::UndoneBefore => "Look at the repairs made so far.".into(),
            Self::ShortAnswer => {
                "Write where and how these people gave you their numbers, in at least twenty letters.".into()
            }
            Self::Store(fault) => fault.hint(),
        }
    }

    fn notice(&self) -> bool {
        matches!(self, Self::Nothing | Self::UndoneBefore)
    }
}
