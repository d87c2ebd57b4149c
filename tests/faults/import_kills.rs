//! An import, killed at any moment: the store is as it was before, or holds all of it.
//!
//! A kill comes a random while after the start, or as soon as the commit begins to reach the disk.

use std::fs;
use std::time::Duration;

use counterbell_core::clock::{Clock, SystemClock, Wake};
use counterbell_core::consent;
use counterbell_core::store::StoreError;

use crate::kills::{Dice, nap};
use crate::shops::{alone, copy_of, is_whole, open};
use crate::terminal::Terminal;

const PEOPLE: usize = 300;
const KILLS: usize = 200;
/// A commit of this size is on the disk within some milliseconds.
const LOOK_EVERY: Duration = Duration::from_micros(200);
const CONSENT: [&str; 6] =
    ["--consent-source", "checkout", "--consent-date", "2025-12-01", "--consent-wording", "Text me offers"];

/// How many rows each table has that an import writes: what a half import would leave uneven.
type Rows = Vec<(String, u64)>;

#[test]
fn two_hundred_kills_of_an_import_leave_the_store_as_before_or_completely_after() {
    let scene = Scene::of(PEOPLE);
    let (mut before, mut after, mut committing) = (0, 0, 0);
    let (mut dice, mut shop) = (Dice(7), copy_of(&scene.empty));
    let mut usual = scene.takes;
    while before + after < KILLS {
        let Some(was_committing) = kill_an_import(&shop, &scene.file, usual, &mut dice) else {
            // It was faster than usual, and there was nobody to kill.
            usual = usual.saturating_sub(usual / 10).max(Duration::from_millis(5));
            shop = copy_of(&scene.empty);
            continue;
        };
        committing += usize::from(was_committing);
        match scene.stands(&shop) {
            Stands::Before => before += 1,
            Stands::After => {
                after += 1;
                shop = copy_of(&scene.empty);
            }
            Stands::Between(rows) => panic!("half an import: {rows:?}"),
        }
    }
    eprintln!(
        "{before} as before, {after} completely after; {committing} died while the commit reached the disk"
    );
    assert!(before > KILLS / 10 && committing > KILLS / 10, "kills must come at every moment");
    let import = [&["import", &scene.file], CONSENT.as_slice()].concat();
    assert_eq!(shop.run(&import).code, 0);
    assert!(
        matches!(scene.stands(&shop), Stands::After),
        "a store that was killed often imports as any other"
    );
}

/// The negative control: an import in two commits leaves half of it, and this test sees it.
#[test]
fn an_import_in_two_commits_leaves_half_of_it() {
    let scene = Scene::of(PEOPLE);
    let rows = fs::read_to_string(&scene.file).unwrap();
    let half: Vec<&str> = rows.lines().take(PEOPLE / 2).collect();
    let shop = copy_of(&scene.empty);
    let first = shop.file("first.csv", half.join("\n"));
    shop.json(&[&["import", &first], CONSENT.as_slice()].concat());
    let mut second = shop.start(&[&["import", &scene.file], CONSENT.as_slice()].concat());
    second.kill().unwrap();
    second.wait().unwrap();
    assert!(matches!(scene.stands(&shop), Stands::Between(_)), "the protection was taken away");
}

/// A shop without anybody, the file, and what the store holds before and after.
struct Scene {
    empty: Terminal,
    file: String,
    before: Rows,
    after: Rows,
    takes: Duration,
}

enum Stands {
    Before,
    After,
    Between(Rows),
}

impl Scene {
    fn of(people: usize) -> Self {
        let empty = Terminal::with_shop();
        let lines = (0..people).map(|n| format!("Customer {n},+447700900{:03},vip\n", n * 3));
        let file =
            empty.file("customers.csv", format!("First name,Phone,Tags\n{}", lines.collect::<String>()));
        let before = rows(&empty);
        let whole = copy_of(&empty);
        let clock = SystemClock::default();
        let result = whole.json(&[&["import", &file], CONSENT.as_slice()].concat());
        let takes = clock.elapsed();
        assert_eq!(result["created"], people, "{result}");
        Self { empty, file, before, after: rows(&whole), takes }
    }

    fn stands(&self, shop: &Terminal) -> Stands {
        let rows = rows(shop);
        if rows == self.before {
            Stands::Before
        } else if rows == self.after {
            Stands::After
        } else {
            Stands::Between(rows)
        }
    }
}

/// Answers whether the commit was on its way to the disk; nothing if the import had ended by itself.
fn kill_an_import(shop: &Terminal, file: &str, usual: Duration, dice: &mut Dice) -> Option<bool> {
    let log = shop.home().join("store.db-wal");
    let written = || fs::metadata(&log).map_or(0, |log| log.len());
    let mut import = shop.start(&[&["import", file], CONSENT.as_slice()].concat());
    if dice.roll(2) == 0 {
        nap(dice.roll(usual.as_millis() as usize + 2));
    } else {
        let enough = 64 * 1024 + dice.roll(256 * 1024) as u64;
        while written() < enough && import.try_wait().unwrap().is_none() {
            SystemClock::default().wait(LOOK_EVERY, &Wake::default());
        }
    }
    import.kill().unwrap();
    let killed = import.wait().unwrap().code().is_none();
    killed.then(|| written() > 32 * 1024)
}

/// Opens the store as the next start would; it must be whole and its ledger intact.
fn rows(shop: &Terminal) -> Rows {
    let _alone = alone();
    let store = open(shop);
    assert!(is_whole(&store));
    assert!(store.read(consent::verify).unwrap().intact);
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM \"{table}\"");
        store.read(|c| Ok::<_, StoreError>(c.query_row(&sql, [], |row| row.get::<_, u64>(0))?)).unwrap()
    };
    let tables = store.read(|c| {
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('run', 'sqlite_stat1', 'sqlite_stat4')";
        let mut select = c.prepare(sql)?;
        let names = select.query_map([], |row| row.get::<_, String>(0))?;
        Ok::<_, StoreError>(names.collect::<Result<Vec<_>, _>>()?)
    });
    tables.unwrap().into_iter().map(|table| (table.clone(), count(&table))).collect()
}
