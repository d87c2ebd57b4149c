use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::clock::{Clock, TurnedClock};
use crate::copies;
use crate::doors;
use crate::shop::Shop;
use crate::store::{Device, KeySource, RecoveryKit, Store, StoreKind};
use crate::testing::{ALICE, BOB, is_suppressed, monday_noon, says_stop};
use crate::{consent, contacts};

/// A real shop on a laptop.
struct Desk {
    folder: TempDir,
    key: KeySource,
    clock: Arc<TurnedClock>,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let key = KeySource::File(folder.path().join("key"));
        let desk = Self { folder, key, clock: Arc::new(TurnedClock::new(monday_noon())) };
        let shop = Shop::new("Maple & Pine", "US", "USD").unwrap();
        doors::make_shop(&desk.home(), &shop, StoreKind::Shop, &desk.key, &desk.device(), &desk.clock())
            .unwrap();
        desk
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("shop")
    }

    fn device(&self) -> Device {
        Device::on_machine(self.folder.path().join("memory"), "laptop")
    }

    fn open(&self) -> Engine {
        doors::open(&self.home(), &self.key, &self.device(), &self.clock()).unwrap()
    }

    fn restore(&self, named: &str) -> Result<Restored, BackupFault> {
        restore(&self.home(), named, &self.key, &self.device(), &self.clock())
    }

    fn file_of(&self, id: &str) -> PathBuf {
        self.home().join("backups").join(id).join("store.db")
    }
}

#[test]
fn a_backup_is_encrypted_opens_with_the_same_key_and_says_what_it_holds() {
    let desk = Desk::new();
    let engine = desk.open();
    says_stop(&engine, ALICE);
    let made = create(&engine, Why::Asked).unwrap();
    assert_eq!((made.state.as_str(), made.why.as_str(), made.suppressed), ("good", "asked", 1));
    assert_eq!(verify(&engine, &made.id).unwrap(), made);
    let bytes = fs::read(desk.file_of(&made.id)).unwrap();
    assert!(
        !bytes.windows(6).any(|six| six == b"SQLite" || six == b"5550101".get(..6).unwrap()),
        "nothing in clear"
    );
    let names: Vec<_> = fs::read_dir(desk.file_of(&made.id).parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 3, "no journal is left beside it: {names:?}");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let made = create(&desk.open(), Why::Daily).unwrap();
    for path in [
        desk.file_of(&made.id),
        desk.file_of(&made.id).with_file_name("backup.json"),
        desk.home().join("backups"),
    ] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn the_recovery_kit_opens_a_backup_of_which_nothing_else_is_left() {
    let desk = Desk::new();
    let engine = desk.open();
    let page = engine.store().recovery_kit().page();
    let made = create(&engine, Why::Daily).unwrap();
    let lone = desk.folder.path().join("stick");
    fs::create_dir_all(&lone).unwrap();
    fs::copy(desk.file_of(&made.id), lone.join("store.db")).unwrap();
    let source = KeySource::Given(RecoveryKit::read_code(&page).unwrap());
    assert_eq!(Store::open(&lone, &source, monday_noon()).unwrap().id(), engine.store().id());
}

#[test]
fn one_is_made_a_day_and_the_oldest_go() {
    let desk = Desk::new();
    let engine = desk.open();
    for _ in 0..40 {
        assert!(create_if_due(&engine).unwrap().is_some());
        assert!(create_if_due(&engine).unwrap().is_none(), "one a day is enough");
        desk.clock.turn(Duration::from_secs(24 * 3600));
    }
    let view = list(&desk.home()).unwrap();
    assert!((7..=11).contains(&view.backups.len()), "{}", view.backups.len());
    assert_eq!(view.last_good, view.backups[0].taken_at);
}

#[test]
fn a_backup_that_is_cut_short_or_altered_is_named_and_never_used() {
    let desk = Desk::new();
    let engine = desk.open();
    let short = create(&engine, Why::Asked).unwrap().id;
    desk.clock.turn(Duration::from_secs(60));
    let flipped = create(&engine, Why::Asked).unwrap().id;
    let bytes = fs::read(desk.file_of(&short)).unwrap();
    fs::write(desk.file_of(&short), &bytes[..bytes.len() - 4096]).unwrap();
    let mut bytes = fs::read(desk.file_of(&flipped)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(desk.file_of(&flipped), bytes).unwrap();

    assert_eq!(list(&desk.home()).unwrap().backups[1].state, "cut_short");
    assert!(matches!(verify(&engine, &short), Err(BackupFault::CutShort)));
    assert!(matches!(verify(&engine, &flipped), Err(BackupFault::Damaged)));
    drop(engine);
    let before = fs::read(desk.home().join("store.db")).unwrap();
    assert!(matches!(desk.restore(&short), Err(BackupFault::CutShort)));
    assert!(matches!(desk.restore(&flipped), Err(BackupFault::Damaged)));
    assert_eq!(fs::read(desk.home().join("store.db")).unwrap(), before, "the shop is as it was");
}

/// A full disk is played by a folder in which no file can grow: what fails leaves the backups before it alone.
#[test]
fn a_backup_that_cannot_be_made_leaves_the_ones_before_it() {
    let desk = Desk::new();
    let engine = desk.open();
    let first = create(&engine, Why::Daily).unwrap();
    let refused: Proof<'_> = &|_| Err(StoreError::DiskFull);
    let failed = backup::make(&desk.home(), engine.store().key(), "daily", engine.now(), refused);
    assert!(matches!(failed, Err(StoreError::DiskFull)));
    assert_eq!(list(&desk.home()).unwrap().backups, [first]);
    assert!(!desk.home().join("backups/making").exists());
}

use crate::store::backup::Proof;

#[test]
fn what_a_kill_left_half_made_is_no_backup_and_is_cleared_by_the_next_one() {
    let desk = Desk::new();
    let engine = desk.open();
    let half = desk.home().join("backups/making");
    fs::create_dir_all(&half).unwrap();
    fs::write(half.join("store.db"), b"half").unwrap();
    assert_eq!(list(&desk.home()).unwrap().backups, []);
    assert!(create_if_due(&engine).unwrap().is_some());
    assert!(!half.exists());
}

#[test]
fn a_restore_is_rehearsed_beside_the_live_store() {
    let desk = Desk::new();
    let engine = desk.open();
    let id = create(&engine, Why::Asked).unwrap().id;
    says_stop(&engine, BOB);
    let writes = engine.store().read(crate::store::place::read).unwrap().writes;
    let told = rehearse(&engine, &id).unwrap();
    assert_eq!((told.backup.suppressed, told.now.suppressed, told.stops_taken_over), (0, 1, 1));
    assert!(told.ledger_intact);
    assert_eq!(engine.store().read(crate::store::place::read).unwrap().writes, writes, "nothing was written");
    assert!(!desk.home().join("backups/looking").exists());
    assert_eq!(verify(&engine, &id).unwrap().state, "good", "the backup itself was not touched either");
}

#[test]
fn a_restored_backup_is_a_copy_that_keeps_the_stops_of_both_sides() {
    let desk = Desk::new();
    let engine = desk.open();
    says_stop(&engine, ALICE);
    let id = create(&engine, Why::Asked).unwrap().id;
    says_stop(&engine, BOB);
    assert!(matches!(desk.restore(&id), Err(BackupFault::Store(StoreError::InUse))), "not while it is open");
    drop(engine);
    // Even where the computer's own memory of the STOPs is gone.
    fs::remove_dir_all(desk.folder.path().join("memory")).unwrap();
    let Restored { engine, set_aside } = desk.restore(&id).unwrap();
    assert_eq!(copies::view(&engine).unwrap().unwrap().because, "backup");
    assert!(is_suppressed(&engine, ALICE) && is_suppressed(&engine, BOB));
    assert!(engine.store().read(consent::verify).unwrap().intact);
    let before = doors::open(
        &set_aside.unwrap(),
        &desk.key,
        &Device::at(desk.folder.path().join("other")),
        &desk.clock(),
    );
    assert!(is_suppressed(&before.unwrap(), BOB), "what was replaced is kept, whole");
    copies::confirm(&engine).unwrap();
    drop(engine);
    assert!(copies::view(&desk.open()).unwrap().is_none(), "confirmed, it is the shop");
}

#[test]
fn whom_the_shop_has_erased_since_is_erased_in_the_backup_that_comes_back() {
    let desk = Desk::new();
    let engine = desk.open();
    says_stop(&engine, ALICE);
    let id = create(&engine, Why::Asked).unwrap().id;
    let now = engine.now();
    engine
        .store()
        .write(|tx| {
            let number = contacts::meet(tx, ALICE)?.0;
            consent::erase(tx, number, now).map_err(|_| StoreError::Damaged)
        })
        .unwrap();
    drop(engine);
    let engine = desk.restore(&id).unwrap().engine;
    let readable: u32 = engine
        .store()
        .read(|c| {
            Ok::<_, StoreError>(c.query_row(
                "SELECT count(*) FROM number WHERE e164 IS NOT NULL",
                [],
                |r| r.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(readable, 0, "the number is not readable any more");
    assert!(is_suppressed(&engine, ALICE));
    assert!(engine.store().read(consent::verify).unwrap().intact);
}

#[test]
fn a_shop_that_was_left_comes_back_as_it_was_where_a_restore_fails() {
    let desk = Desk::new();
    let engine = desk.open();
    let back = WayBack::to(&engine);
    says_stop(&engine, BOB);
    drop(engine);
    assert!(matches!(back.through("yesterday", &desk.device()), Err(BackupFault::NotFound)));
    let engine = back.as_it_was(&desk.device()).unwrap();
    assert!(copies::view(&engine).unwrap().is_none() && is_suppressed(&engine, BOB));
}

#[test]
fn a_damaged_or_vanished_store_comes_back_from_its_backup() {
    for damage in
        [|path: &Path| fs::write(path, [0; 9000]).unwrap(), |path: &Path| fs::remove_file(path).unwrap()]
    {
        let desk = Desk::new();
        let engine = desk.open();
        says_stop(&engine, ALICE);
        let id = create(&engine, Why::Daily).unwrap().id;
        says_stop(&engine, BOB);
        drop(engine);
        damage(&desk.home().join("store.db"));
        let restored = desk.restore(&id).unwrap();
        assert!(is_suppressed(&restored.engine, ALICE) && is_suppressed(&restored.engine, BOB));
    }
}

#[test]
fn a_backup_of_another_shop_is_refused() {
    let (desk, other) = (Desk::new(), Desk::new());
    let id = create(&other.open(), Why::Asked).unwrap().id;
    let path = other.home().join("backups").join(id);
    let refused = restore(&desk.home(), path.to_str().unwrap(), &other.key, &desk.device(), &desk.clock());
    assert!(matches!(refused, Err(BackupFault::OtherShop)));
}

#[test]
fn a_backup_goes_along_on_a_stick_and_restores_on_a_new_computer() {
    let desk = Desk::new();
    let engine = desk.open();
    says_stop(&engine, ALICE);
    let id = create(&engine, Why::Asked).unwrap().id;
    let stick = desk.folder.path().join("stick");
    let path = take_along(&engine, &id, &stick).unwrap();
    let (new_home, new_device) =
        (desk.folder.path().join("new"), Device::on_machine(desk.folder.path().join("m2"), "new"));
    let restored = restore(&new_home, path.to_str().unwrap(), &desk.key, &new_device, &desk.clock()).unwrap();
    assert!(restored.set_aside.is_none());
    assert!(is_suppressed(&restored.engine, ALICE));
    assert_eq!(copies::view(&restored.engine).unwrap().unwrap().because, "backup");
}

/// The control of the exchange: killed before its one rename, the live store is what it was.
#[test]
fn a_kill_before_the_exchange_leaves_the_live_store() {
    let desk = Desk::new();
    let engine = desk.open();
    let id = create(&engine, Why::Asked).unwrap().id;
    says_stop(&engine, BOB);
    drop(engine);
    let home = desk.home();
    let held = crate::store::exchange::Exchange::begin(&home).unwrap();
    held.set_aside(monday_noon()).unwrap();
    fs::copy(desk.file_of(&id), desk.home().join("store.new")).unwrap();
    drop(held);
    let engine = desk.open();
    assert!(copies::view(&engine).unwrap().is_none() && is_suppressed(&engine, BOB));
    drop(engine);
    desk.restore(&id).unwrap();
}
