//! Maps with a quick hash. The words come from our own tables, so nobody can aim collisions at them;
//! looking up a stranger's word costs no more than one probe of a short bucket.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;
pub(super) type QuickSet<K> = HashSet<K, BuildHasherDefault<Fnv>>;

/// FNV-1a, 64 bit.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
