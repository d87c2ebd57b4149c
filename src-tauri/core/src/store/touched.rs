//! Which people a commit has touched, for whoever keeps something of them in memory.
//!
//! Told only after the commit, and rather too much than too little: what was rolled back may be told with the next
//! commit. People are told as blocks of ids, so that an import of a million stays small here.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

/// How many ids one block has.
pub(crate) const BLOCK: u32 = 4096;

/// Of one writer.
#[derive(Default)]
pub(crate) struct Touched {
    /// Seen since the last commit.
    pending: Mutex<Seen>,
    told: Mutex<Seen>,
    /// Commits that touched anybody, and of them those that changed a contact's own row.
    commits: AtomicU64,
    contacts: AtomicU64,
}

#[derive(Default)]
struct Seen {
    /// Blocks in which a contact's own row changed.
    blocks: BTreeSet<u32>,
    /// Anything else of anybody changed.
    standing: bool,
}

impl Touched {
    /// Watches a connection from here on.
    pub(super) fn watch(self: &Arc<Self>, writer: &mut Connection) -> rusqlite::Result<()> {
        let touched = self.clone();
        writer.update_hook(Some(move |_, _: &str, table: &str, row: i64| match table {
            "contact" => touched.contact(row),
            "standing" => locked(&touched.pending).standing = true,
            _ => {}
        }))
    }

    fn contact(&self, row: i64) {
        let id = u32::try_from(row).unwrap_or(u32::MAX);
        locked(&self.pending).blocks.insert(id / BLOCK);
    }

    /// The commit has happened.
    pub(super) fn settle(&self) {
        let seen = std::mem::take(&mut *locked(&self.pending));
        if seen.blocks.is_empty() && !seen.standing {
            return;
        }
        if !seen.blocks.is_empty() {
            locked(&self.told).blocks.extend(seen.blocks);
            self.contacts.fetch_add(1, Ordering::SeqCst);
        }
        self.commits.fetch_add(1, Ordering::SeqCst);
    }

    /// The blocks in which contacts changed since this was asked last.
    pub(crate) fn take(&self) -> BTreeSet<u32> {
        std::mem::take(&mut locked(&self.told).blocks)
    }

    /// How many commits have changed a contact's own row.
    pub(crate) fn contacts(&self) -> u64 {
        self.contacts.load(Ordering::SeqCst)
    }

    /// How many commits have touched anybody.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::SeqCst)
    }
}

fn locked(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}
