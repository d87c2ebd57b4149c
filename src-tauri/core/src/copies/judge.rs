//! Whether a store is the one that the computer remembers: pure, from the store's own row and the memory outside.

use crate::store::Record;
use crate::store::place::Place;

/// Why a store is taken for a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It was made as a backup.
    Backup,
    /// This computer has seen later commits of the same store.
    Older,
    /// This computer, or this user of it, has never had it open.
    Elsewhere,
    /// Another copy was made the shop since.
    Replaced,
}

impl Because {
    /// The stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Older => "older",
            Self::Elsewhere => "elsewhere",
            Self::Replaced => "replaced",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Backup, Self::Older, Self::Elsewhere, Self::Replaced]
            .into_iter()
            .find(|one| one.word() == word)
    }
}

/// What the two sides say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The shop itself.
    Ours,
    /// A store that nobody has ever remembered: just made.
    New,
    /// Not the shop, or not known to be.
    Copy(Because),
}

/// Judges. `seen` is how many commits the computer remembers.
pub(super) fn judge(inside: &Place, outside: Option<&Record>, seen: i64, machine: &str) -> Verdict {
    if let Some(because) = Because::read(&inside.locked_because) {
        return Verdict::Copy(because);
    }
    if inside.taken_at.is_some() {
        return Verdict::Copy(Because::Backup);
    }
    let Some(record) = outside else {
        return if inside.lineage.is_empty() { Verdict::New } else { Verdict::Copy(Because::Elsewhere) };
    };
    if differ(&record.machine, machine) {
        return Verdict::Copy(Because::Elsewhere);
    }
    if inside.lineage.is_empty() && !record.settled {
        // Cut off between the two halves of the first adoption.
        return Verdict::New;
    }
    if !inside.lineage.is_empty() && inside.lineage != record.lineage {
        return Verdict::Copy(Because::Replaced);
    }
    if inside.lineage.is_empty() || inside.writes < seen {
        return Verdict::Copy(Because::Older);
    }
    Verdict::Ours
}

/// A machine without a name is not told apart from any other.
fn differ(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && one != other
}
