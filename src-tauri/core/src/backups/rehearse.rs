//! A restore that is only played: in a folder beside the live store, which is not touched.

use std::path::Path;

use super::fault::BackupFault;
use super::{find, line, whole};
use crate::clock::Timestamp;
use crate::copies;
use crate::engine::Engine;
use crate::store::backup::{self, Holdings};
use crate::store::{KeySource, Store, StoreError, place};
use crate::wire::stores::{HoldingsView, RestoreView};

/// Opens a backup as a restore would, ends there what would be ended, tells it, and throws the copy away.
pub fn rehearse(engine: &Engine, named: &str) -> Result<RestoreView, BackupFault> {
    let live = engine.store();
    let path = find(live.home(), named)?;
    let manifest = whole(&path, live.key())?;
    if manifest.store_id != live.id() {
        return Err(BackupFault::OtherShop);
    }
    let side = backup::folder(live.home()).join("looking");
    backup::clear(&side)?;
    let played = backup::copy_folder(&path, &side).map_err(Into::into).and_then(|()| play(engine, &side));
    backup::clear(&side)?;
    let (ledger_intact, would) = played?;
    let now = live.read(backup::holdings)?;
    Ok(RestoreView {
        backup: line(&path, Some(&manifest)),
        ledger_intact,
        now: view(now),
        campaigns_ended: would.campaigns,
        texts_cancelled: would.texts,
        stops_taken_over: would.stops,
    })
}

fn play(engine: &Engine, side: &Path) -> Result<(bool, copies::Ended), BackupFault> {
    let now: Timestamp = engine.now();
    let stops = engine.store().read(|c| place::suppressed(c, 0))?;
    let copy = Store::open(side, &KeySource::Given(engine.store().key().clone()), now)?;
    let would = copies::disarm_for(&copy, &stops, now)?;
    let intact = copy.read(|c| Ok::<_, StoreError>(crate::consent::verify(c)?.intact))?;
    Ok((intact, would))
}

fn view(holds: Holdings) -> HoldingsView {
    HoldingsView {
        contacts: holds.contacts,
        consent_entries: holds.consent_entries,
        suppressed: holds.suppressed,
        campaigns: holds.campaigns,
        texts: holds.texts,
    }
}
