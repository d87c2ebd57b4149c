use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::clock::Timestamp;

fn noon() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn shop() -> (TempDir, KeySource) {
    let folder = TempDir::new().unwrap();
    let source = KeySource::File(folder.path().join("key"));
    drop(Store::create(&home(&folder), &source, StoreKind::Shop, noon()).unwrap());
    (folder, source)
}

fn home(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("home")
}

fn open(folder: &TempDir, source: &KeySource) -> Result<Store, StoreError> {
    Store::open(&home(folder), source, noon())
}

fn db(folder: &TempDir) -> std::path::PathBuf {
    home(folder).join("store.db")
}

#[test]
fn a_store_opens_again_with_its_key() {
    let (folder, source) = shop();
    let store = open(&folder, &source).unwrap();
    assert_eq!(store.kind(), StoreKind::Shop);
}

#[test]
fn a_wrong_key_is_told_apart_from_a_damaged_file() {
    let (folder, _) = shop();
    let other = KeySource::Given(StoreKey::random().unwrap());
    assert!(matches!(open(&folder, &other), Err(StoreError::WrongKey)));
}

#[test]
fn a_missing_store_is_never_replaced_by_an_empty_one() {
    let (folder, source) = shop();
    fs::remove_file(db(&folder)).unwrap();
    assert!(matches!(open(&folder, &source), Err(StoreError::Vanished)));
    assert!(matches!(
        Store::create(&home(&folder), &source, StoreKind::Shop, noon()),
        Err(StoreError::AlreadyHere)
    ));
    assert!(!db(&folder).exists());
}

#[test]
fn a_truncated_store_is_refused_and_left_as_it_is() {
    for keep in [0, 100, 4096, 20_480] {
        let (folder, source) = shop();
        let bytes = fs::read(db(&folder)).unwrap();
        fs::write(db(&folder), &bytes[..keep]).unwrap();
        assert!(
            matches!(open(&folder, &source), Err(StoreError::Damaged | StoreError::Foreign)),
            "cut to {keep} bytes"
        );
        assert_eq!(fs::read(db(&folder)).unwrap().len(), keep, "the evidence must stay as it was found");
    }
}

#[test]
fn a_foreign_file_in_the_stores_place_is_refused() {
    let (folder, source) = shop();
    fs::write(db(&folder), vec![7; 8192]).unwrap();
    assert!(matches!(open(&folder, &source), Err(StoreError::Damaged)));
}

#[test]
fn a_second_copy_of_the_app_is_refused() {
    let (folder, source) = shop();
    let _first = open(&folder, &source).unwrap();
    assert!(matches!(open(&folder, &source), Err(StoreError::InUse)));
}

#[test]
fn nothing_readable_lies_on_the_disk() {
    let (folder, source) = shop();
    let store = open(&folder, &source).unwrap();
    store
        .write(|tx| {
            tx.execute("INSERT INTO segment (name, rule, updated_at) VALUES ('canary-carla', '{}', 0)", [])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert!(!anywhere(&home(&folder), b"canary-carla"));
    assert!(!anywhere(&home(&folder), b"SQLite format"), "not even the header is in clear");
}

fn anywhere(folder: &Path, needle: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, source) = shop();
    let _store = open(&folder, &source).unwrap();
    for name in ["store.db", "keyinfo.json"] {
        let mode = fs::metadata(home(&folder).join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} must be closed to others");
    }
}

#[test]
fn an_event_is_heard_only_after_its_commit() {
    use std::sync::{Arc, Mutex};
    let (folder, source) = shop();
    let store = open(&folder, &source).unwrap();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = heard.clone();
    store.listen(Box::new(move |events| ear.lock().unwrap().extend_from_slice(events)));
    store
        .write(|tx| {
            tx.emit(crate::event::Event::SegmentsChanged);
            Err::<(), _>(StoreError::DiskFull)
        })
        .unwrap_err();
    assert!(heard.lock().unwrap().is_empty(), "a rolled-back write never happened");
    store
        .write(|tx| {
            tx.emit(crate::event::Event::SegmentsChanged);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(*heard.lock().unwrap(), [crate::event::Event::SegmentsChanged]);
}

#[test]
fn the_recovery_kit_opens_a_store_whose_keyinfo_is_lost() {
    let (folder, source) = shop();
    let page = open(&folder, &source).unwrap().recovery_kit().page();
    fs::remove_file(home(&folder).join("keyinfo.json")).unwrap();
    assert!(matches!(open(&folder, &source), Err(StoreError::KeyInfoLost)));
    let given = KeySource::Given(RecoveryKit::read_code(&page).unwrap());
    open(&folder, &given).unwrap();
}

#[test]
fn any_text_in_a_key_file_is_a_passphrase() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("key");
    fs::write(&path, "correct horse battery\n").unwrap();
    let source = KeySource::File(path);
    drop(Store::create(&home(&folder), &source, StoreKind::Shop, noon()).unwrap());
    open(&folder, &source).unwrap();
    let typed = KeySource::Passphrase("correct horse battery".to_owned().into());
    open(&folder, &typed).unwrap();
}

#[test]
fn references_are_looked_up_again_after_a_change_in_bulk_however_it_ended() {
    let (folder, source) = shop();
    let store = open(&folder, &source).unwrap();
    let stray = |tx: &mut WriteTx<'_>| -> Result<usize, StoreError> {
        Ok(tx.execute("INSERT INTO suppression_log (number_id) VALUES (77)", [])?)
    };
    assert!(store.write(stray).is_err(), "a number that nobody has met");
    let undone = store.write_in_bulk(|tx| stray(tx).and(Err::<(), _>(StoreError::Damaged)));
    assert!(undone.is_err());
    assert!(store.write(stray).is_err(), "after a change in bulk that failed");
    let panics = || store.write_in_bulk(|_| -> Result<(), StoreError> { panic!("a bug") });
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(panics)).is_err());
    assert!(store.write(stray).is_err(), "after one that panicked");
    assert!(store.write_in_bulk(stray).is_ok(), "the control: in bulk nobody looks");
    assert!(store.write(stray).is_err(), "after one that was written");
}

/// A store as the version before this one left it.
fn shop_before_the_update() -> (TempDir, KeySource) {
    let (folder, source) = shop();
    let key = Store::key_of(&home(&folder), &source).unwrap();
    fs::write(db(&folder), b"").unwrap();
    let mut connection = pragmas::keyed(&db(&folder), &key).unwrap();
    connection.pragma_update(None, "application_id", pragmas::APPLICATION_ID).unwrap();
    migrate::migrate_as_before(&mut connection, 1).unwrap();
    connection
        .execute("INSERT INTO identity VALUES (1, 'store-1', 'shop', ?1, 0)", ["ab".repeat(32)])
        .unwrap();
    (folder, source)
}

#[test]
fn no_store_is_brought_up_to_date_without_a_backup_of_what_it_was() {
    let (folder, source) = shop_before_the_update();
    drop(open(&folder, &source).unwrap());
    drop(open(&folder, &source).unwrap());
    let backups = backup::all(&backup::folder(&home(&folder))).unwrap();
    let [(path, Some(manifest))] = backups.as_slice() else { panic!("one backup, for one update") };
    assert_eq!(manifest.why, "before_update");
    let copy = backup::sound(&path.join("store.db"), &Store::key_of(path, &source).unwrap()).unwrap();
    assert!(is_pending(&copy).unwrap(), "it holds the store as it was");
    drop(copy);
    assert!(!open(&folder, &source).unwrap().read(is_pending).unwrap());
}

#[test]
fn where_that_backup_cannot_be_made_nothing_is_changed() {
    let (folder, source) = shop_before_the_update();
    // A file where the folder would have to be.
    fs::write(backup::folder(&home(&folder)), b"in the way").unwrap();
    assert!(matches!(open(&folder, &source), Err(StoreError::Files(_))));
    let key = Store::key_of(&home(&folder), &source).unwrap();
    assert!(is_pending(&pragmas::keyed(&db(&folder), &key).unwrap()).unwrap());
}
