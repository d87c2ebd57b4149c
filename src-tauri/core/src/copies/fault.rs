//! What can stand in the way of unlocking a copy.

use thiserror::Error;

use crate::error::Explain;

/// Why a copy stays as it is, or why nothing is sent from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum CopyFault {
    #[error("this is a restored or copied store, so nothing is sent from it until you have confirmed it")]
    Locked,
    #[error("this store is no restored or copied one: there is nothing to confirm")]
    NotLocked,
    #[error(
        "not every inbox has been read since this copy was opened, so a STOP could still be unknown here"
    )]
    InboxNotRead,
    #[error("this store has no sender with this number")]
    NoSuchSender,
}

impl Explain for CopyFault {
    fn code(&self) -> &'static str {
        match self {
            Self::Locked => "store_copy_locked",
            Self::NotLocked => "store_not_locked",
            Self::InboxNotRead => "store_inbox_not_read",
            Self::NoSuchSender => "store_no_such_sender",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Locked => {
                "Read the replies, then confirm the copy. In a terminal: counterbell-cli pull, then store confirm."
            }
            Self::NotLocked => "Go on as usual.",
            Self::InboxNotRead => {
                "Read the replies first; in a terminal: counterbell-cli pull. Then confirm. Where the account is closed for good, say so."
            }
            Self::NoSuchSender => "See which there are: counterbell-cli gateway list.",
        }
        .into()
    }

    fn notice(&self) -> bool {
        true
    }
}
