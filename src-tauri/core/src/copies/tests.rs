use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::clock::{Clock, TurnedClock};
use crate::doors;
use crate::sending::{Hold, Step, Worker};
use crate::store::KeySource;
use crate::testing::{ALICE, BOB, TestShop, is_suppressed, monday_noon, says_stop};
use crate::{consent, contacts};

/// A real shop's folder, its key, and the memory of the computer it stands on.
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
        let shop = crate::shop::Shop::new("Maple & Pine", "US", "USD").unwrap();
        let clock: Arc<dyn Clock> = desk.clock.clone();
        doors::make_shop(&desk.at("shop"), &shop, StoreKind::Shop, &desk.key, &desk.device(), &clock)
            .unwrap();
        desk
    }

    fn at(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn device(&self) -> Device {
        Device::on_machine(self.at("memory"), "laptop")
    }

    fn try_open(&self, home: &str, device: &Device) -> Result<Engine, StoreError> {
        let clock: Arc<dyn Clock> = self.clock.clone();
        doors::open(&self.at(home), &self.key, device, &clock)
    }

    fn open(&self, home: &str) -> Engine {
        self.try_open(home, &self.device()).unwrap()
    }

    fn because(&self, home: &str) -> Option<String> {
        because(&self.open(home))
    }

    /// Copies a store's folder as a backup program would.
    fn copy(&self, from: &str, to: &str) {
        std::fs::create_dir_all(self.at(to)).unwrap();
        for entry in std::fs::read_dir(self.at(from)).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), self.at(to).join(entry.file_name())).unwrap();
        }
    }
}

fn because(engine: &Engine) -> Option<String> {
    view(engine).unwrap().map(|copy| copy.because)
}

#[test]
fn the_shop_itself_is_never_taken_for_a_copy_however_often_and_whenever_it_is_opened() {
    let desk = Desk::new();
    for hours in [0, 1, 24 * 400] {
        desk.clock.turn(Duration::from_secs(hours * 3600));
        says_stop(&desk.open("shop"), ALICE);
        assert_eq!(desk.because("shop"), None);
    }
    desk.clock.set(monday_noon() - chrono::TimeDelta::days(4000));
    assert_eq!(desk.because("shop"), None, "a clock set back makes no copy");
    std::fs::rename(desk.at("shop"), desk.at("moved")).unwrap();
    assert_eq!(desk.because("moved"), None, "a folder that was moved is no copy");
}

#[test]
fn a_cut_at_any_moment_of_a_commit_or_of_the_first_opening_raises_no_false_alarm() {
    let desk = Desk::new();
    let engine = desk.open("shop");
    says_stop(&engine, ALICE);
    // Killed: no destructor runs, and the count outside is one commit behind.
    let count = memory_file(&desk.at("memory"), "count");
    let behind = std::fs::read(&count).unwrap();
    says_stop(&engine, BOB);
    drop(engine);
    std::fs::write(&count, behind).unwrap();
    assert_eq!(desk.because("shop"), None);
    std::fs::write(&count, [0; 3]).unwrap();
    assert_eq!(desk.because("shop"), None, "a count that was torn counts for nothing");
}

fn memory_file(folder: &Path, extension: &str) -> std::path::PathBuf {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|found| found == extension))
        .unwrap()
}

#[test]
fn an_older_copy_in_the_stores_place_is_recognised_and_keeps_the_stops_it_had_not_seen() {
    let desk = Desk::new();
    says_stop(&desk.open("shop"), ALICE);
    desk.copy("shop", "kept");
    says_stop(&desk.open("shop"), BOB);
    std::fs::remove_dir_all(desk.at("shop")).unwrap();
    desk.copy("kept", "shop");
    let engine = desk.open("shop");
    let copy = view(&engine).unwrap().unwrap();
    assert_eq!((copy.because.as_str(), copy.stops), ("older", 1));
    assert!(
        is_suppressed(&engine, ALICE) && is_suppressed(&engine, BOB),
        "suppressions of both sides are kept"
    );
    assert!(engine.store().read(consent::verify).unwrap().intact);
    drop(engine);
    assert_eq!(desk.because("shop").as_deref(), Some("older"), "it stays locked until a person confirms");
}

#[test]
fn one_single_commit_is_enough_to_tell_an_older_copy() {
    let desk = Desk::new();
    let engine = desk.open("shop");
    engine.store().write(|_| Ok::<_, StoreError>(())).unwrap();
    drop(engine);
    desk.copy("shop", "kept");
    // Opened, and killed before anything but its own start was committed.
    drop(desk.open("shop"));
    assert_eq!(desk.because("kept").as_deref(), Some("older"));
    assert_eq!(desk.because("shop"), None, "the shop itself goes on");
}

#[test]
fn a_store_brought_to_another_machine_or_another_user_is_recognised() {
    let desk = Desk::new();
    desk.copy("shop", "stick");
    let elsewhere = Device::on_machine(desk.at("other memory"), "desktop");
    assert_eq!(because(&desk.try_open("stick", &elsewhere).unwrap()).as_deref(), Some("elsewhere"));
    desk.copy("shop", "whole home");
    let whole_home = Device::on_machine(desk.at("memory"), "desktop");
    assert_eq!(because(&desk.try_open("whole home", &whole_home).unwrap()).as_deref(), Some("elsewhere"));
}

#[test]
fn two_copies_are_never_open_at_once_on_one_computer() {
    let desk = Desk::new();
    desk.copy("shop", "kept");
    let _first = desk.open("shop");
    assert!(matches!(desk.try_open("kept", &desk.device()), Err(StoreError::InUse)));
}

#[test]
fn the_copy_that_a_person_confirms_is_the_shop_and_the_other_one_is_not_any_more() {
    let desk = Desk::new();
    desk.copy("shop", "kept");
    says_stop(&desk.open("shop"), BOB);
    let engine = desk.open("kept");
    confirm(&engine).unwrap();
    assert_eq!(because(&engine), None);
    drop(engine);
    assert_eq!(desk.because("kept"), None);
    assert_eq!(desk.because("shop").as_deref(), Some("replaced"));
    assert_eq!(desk.because("kept"), None);
    let again = confirm(&desk.open("kept")).unwrap_err();
    assert_eq!(again.code, "store_not_locked");
}

#[test]
fn a_locked_copy_sends_nothing_ends_its_schedule_and_waits_for_inbox_and_person() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let id = shop.approved();
    recognised(&shop);
    assert_eq!(shop.in_state(id, "cancelled"), 2, "what it had scheduled is ended");
    queue_again(&shop, id);
    let mut worker = Worker::start(&shop.engine, shop.sender).unwrap();
    for _ in 0..20 {
        assert!(matches!(worker.step().unwrap(), Step::Wait(_, Hold::Locked)));
        shop.later(Duration::from_secs(60));
    }
    assert_eq!(shop.gateway.texts().len(), 0);

    confirm(&shop.engine).unwrap();
    assert_eq!(shop.send(), 2, "confirmed, it sends what is approved");
}

/// The control: without the gate, the same copy would have texted them.
#[test]
fn without_the_lock_the_same_copy_would_have_sent() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let id = shop.approved();
    recognised(&shop);
    queue_again(&shop, id);
    shop.engine
        .store()
        .write(|tx| Ok::<_, StoreError>(tx.execute("UPDATE place SET locked_because = ''", [])?))
        .unwrap();
    assert_eq!(shop.send(), 2);
}

/// Somebody left, came back, and left again after the copy was made.
#[test]
fn an_older_copy_keeps_the_second_stop_of_somebody_who_had_come_back() {
    let desk = Desk::new();
    {
        let engine = desk.open("shop");
        let now = engine.now();
        let back = engine.store().write(|tx| {
            let id = contacts::meet(tx, ALICE)?.0;
            consent::suppress_provisionally(tx, id, now)?;
            consent::lift_provisional(tx, id, now)?;
            // As an accepted wish to come back leaves it: a sure opt-out that has ended.
            tx.execute("UPDATE suppression SET source = 'reply' WHERE number_id = ?1", [id])?;
            Ok::<_, StoreError>(())
        });
        back.unwrap();
        assert!(!is_suppressed(&engine, ALICE));
    }
    desk.copy("shop", "older");
    says_stop(&desk.open("shop"), ALICE);
    std::fs::rename(desk.at("shop"), desk.at("newer")).unwrap();
    std::fs::rename(desk.at("older"), desk.at("shop")).unwrap();
    let engine = desk.open("shop");
    assert_eq!(because(&engine).as_deref(), Some("older"));
    assert!(is_suppressed(&engine, ALICE));
}

#[test]
fn a_copy_is_not_confirmed_before_its_inbox_has_been_read_and_a_stop_in_it_counts() {
    let shop = TestShop::new().with_contacts([ALICE]);
    recognised(&shop);
    assert_eq!(confirm(&shop.engine).unwrap_err().code, "store_inbox_not_read");
    shop.receives("STOP", ALICE);
    confirm(&shop.engine).unwrap();
    assert!(is_suppressed(&shop.engine, ALICE));
}

#[test]
fn a_copy_whose_account_is_closed_is_confirmed_without_its_inbox_and_that_sender_stops_for_good() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let id = shop.approved();
    recognised(&shop);
    assert_eq!(give_up_inbox(&shop.engine, "+12125550111").unwrap_err().code, "store_no_such_sender");
    give_up_inbox(&shop.engine, "+12125550199").unwrap();
    let copy = view(&shop.engine).unwrap().unwrap();
    assert!(copy.ready && copy.senders[0].closed && !copy.senders[0].read);
    confirm(&shop.engine).unwrap();
    queue_again(&shop, id);
    assert_eq!(shop.send(), 0, "nothing goes out through an account that is closed");
}

/// The copy that is missing may have answered already.
#[test]
fn a_locked_copy_answers_nothing_by_itself() {
    for (locked, queued) in [(false, 1_u32), (true, 0)] {
        let shop = TestShop::new().with_contacts([ALICE]);
        if locked {
            recognised(&shop);
        }
        shop.receives("help me please", ALICE);
        let count = "SELECT count(*) FROM message WHERE kind = 'help'";
        let found: u32 =
            shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(count, [], |r| r.get(0))?)).unwrap();
        assert_eq!(found, queued, "locked: {locked}");
    }
}

/// In the copy that is missing it may have been sent again.
#[test]
fn what_the_provider_did_not_know_of_a_text_in_doubt_is_asked_anew_in_a_copy() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let _ = shop.approved();
    let doubt = "UPDATE message SET state = 'in_doubt', reason = 'absent', claimed_at = 1, final_at = 2";
    let told = "SELECT reason || ' ' || (final_at IS NULL) FROM message";
    let read = |shop: &TestShop| -> String {
        shop.engine.store().read(|c| Ok::<_, StoreError>(c.query_row(told, [], |r| r.get(0))?)).unwrap()
    };
    shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute(doubt, [])?)).unwrap();
    assert_eq!(read(&shop), "absent 0");
    recognised(&shop);
    assert_eq!(read(&shop), "restored_copy 1");
}

fn recognised(shop: &TestShop) {
    let now = shop.engine.now();
    shop.engine.store().write(|tx| disarm::disarm(tx, Because::Older, &[], now)).unwrap();
}

/// As if somebody had approved it once more while the copy is locked.
fn queue_again(shop: &TestShop, id: crate::ids::CampaignId) {
    shop.engine
        .store()
        .write(|tx| {
            tx.execute("UPDATE campaign SET state = 'running' WHERE id = ?1", [id])?;
            tx.execute("UPDATE message SET state = 'queued', final_at = NULL WHERE campaign_id = ?1", [id])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn a_practice_shop_may_be_copied_at_will() {
    let desk = Desk::new();
    let clock: Arc<dyn Clock> = desk.clock.clone();
    drop(doors::open_practice(&desk.at("root"), &desk.device(), &clock).unwrap());
    desk.copy("root/practice", "kept");
    let source = KeySource::File(desk.at("root/practice.key"));
    drop(doors::open_practice(&desk.at("root"), &desk.device(), &clock).unwrap());
    assert_eq!(because(&doors::open(&desk.at("kept"), &source, &desk.device(), &clock).unwrap()), None);
}
