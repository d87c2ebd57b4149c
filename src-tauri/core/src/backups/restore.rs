//! A backup takes the live store's place.
//!
//! Works where the live store is damaged or gone as well. One rename makes the exchange: a kill before it leaves
//! the live store, a kill after it the restored one. What is replaced is set aside with everything beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::BackupFault;
use super::{find, whole};
use crate::clock::Clock;
use crate::consent;
use crate::copies;
use crate::doors;
use crate::engine::Engine;
use crate::store::{Device, KeySource, Store, StoreError, exchange, place};

/// A restored shop: open, and locked until a person confirms it.
pub struct Restored {
    /// The shop.
    pub engine: Engine,
    /// Where the store lies that was replaced; nothing where there was none.
    pub set_aside: Option<PathBuf>,
}

/// Puts a backup in the place of the store in `home`, which nobody may have open.
pub fn restore(
    home: &Path,
    named: &str,
    source: &KeySource,
    device: &Device,
    clock: &Arc<dyn Clock>,
) -> Result<Restored, BackupFault> {
    let (path, now) = (find(home, named)?, clock.now());
    let key = Store::key_of(&path, source)?;
    let manifest = whole(&path, &key)?;
    if Store::id_in(home).is_some_and(|id| id != manifest.store_id) {
        return Err(BackupFault::OtherShop);
    }
    let held = exchange::Exchange::begin(home)?;
    // What it still knows of STOPs and erased people is kept, even where the computer's own memory is lost.
    let known = |c: &_| Ok((place::suppressed(c, 0)?, consent::erased_keys(c)?));
    let (stops, erased) = match exchange::look(home, &key, known) {
        // What cannot be read for want of space is not lost: nothing may be moved.
        Err(StoreError::DiskFull) => return Err(BackupFault::DiskFull),
        known => known.unwrap_or_default(),
    };
    held.fetch(&path)?;
    let set_aside = held.set_aside(now)?;
    held.bring(&path)?;
    drop(held);
    let engine = doors::open(home, source, device, clock)?;
    copies::take_over(engine.store(), &stops, now)?;
    engine.store().write(|tx| consent::erase_again(tx, &erased, now))?;
    Ok(Restored { engine, set_aside })
}
