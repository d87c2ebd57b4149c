//! The death of the program, played at a chosen commit. For tests only.

use super::fault::StoreError;

/// When it comes.
#[derive(Debug)]
pub(super) struct Death {
    /// So many commits still succeed.
    pub(super) commits: u32,
    /// The fatal commit is on the disk, but nobody hears of it.
    pub(super) after_it: bool,
}

/// What `commits` becomes once it is over.
const PAST: u32 = u32::MAX;

impl Death {
    /// Whether it has come.
    pub(super) fn is_past(&self) -> bool {
        self.commits == PAST
    }

    /// Fails where nothing reaches the disk any more; answers the fault where only the news is lost.
    pub(super) fn at_a_commit(&mut self) -> Result<Option<StoreError>, StoreError> {
        match (self.commits, self.after_it) {
            (PAST, _) => Err(StoreError::DiskFull),
            (0, false) => {
                self.commits = PAST;
                Err(StoreError::DiskFull)
            }
            (0, true) => {
                self.commits = PAST;
                Ok(Some(StoreError::DiskFull))
            }
            _ => {
                self.commits -= 1;
                Ok(None)
            }
        }
    }
}
