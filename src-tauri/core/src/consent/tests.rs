use super::*;
use crate::contacts::meet;
use crate::ids::NumberId;
use crate::store::{Store, StoreError};
use crate::testing::{ALICE, BOB, CARLA, monday_noon, temporary_store};

fn grant(store: &Store, number: &str) -> NumberId {
    store
        .write(|tx| {
            let (id, key) = meet(tx, number)?;
            tx.execute(
                "INSERT INTO contact (number_id, number, created_at, updated_at) VALUES (?1, ?2, 0, 0)",
                (id, number),
            )?;
            tx.execute("INSERT INTO standing (number_id) VALUES (?1)", [id])?;
            let wording = Some(wording(tx, "Text me offers", monday_noon())?);
            Ledger::open(tx)?.append(&NewEntry {
                number: id,
                key,
                kind: EntryKind::Granted,
                scope: EntryScope::Only(Scope::Promotional),
                source: "checkout",
                happened_at: monday_noon(),
                recorded_at: monday_noon(),
                wording,
                import: None,
                detail: "order 1001",
            })?;
            Ok::<_, StoreError>(id)
        })
        .unwrap()
}

fn bits(store: &Store, number: NumberId) -> u8 {
    store
        .read(|c| {
            Ok::<_, StoreError>(c.query_row(
                "SELECT consent FROM standing WHERE number_id = ?1",
                [number],
                |r| r.get(0),
            )?)
        })
        .unwrap()
}

fn report(store: &Store) -> ChainReport {
    store.read(verify).unwrap()
}

#[test]
fn a_grant_stands_with_its_words_and_source() {
    let (_folder, store) = temporary_store();
    let alice = grant(&store, ALICE);
    assert_eq!(bits(&store, alice), 3);
    let lines = store.read(|c| history(c, alice)).unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].wording.as_str(), lines[0].source.as_str()), ("Text me offers", "checkout"));
    assert_eq!(lines[0].detail, "order 1001");
}

#[test]
fn a_suppression_takes_every_consent_and_stays() {
    let (_folder, store) = temporary_store();
    let alice = grant(&store, ALICE);
    store.write(|tx| suppress(tx, alice, "reply", "STOP", monday_noon())).unwrap();
    assert_eq!(bits(&store, alice), 0);
    assert!(store.read(|c| is_suppressed(c, alice)).unwrap());
    let deleted = store.write(|tx| Ok::<_, StoreError>(tx.execute("DELETE FROM suppression", [])?));
    assert!(deleted.is_err(), "no code path may lift a suppression");
}

#[test]
fn an_untouched_ledger_verifies() {
    let (_folder, store) = temporary_store();
    grant(&store, ALICE);
    grant(&store, BOB);
    let report = report(&store);
    assert!(report.intact);
    assert_eq!(report.entries, 2);
}

/// Everything readable in the store, as one text.
fn everything(store: &Store) -> String {
    let all = store.read(|c| {
        let mut tables = c.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
        let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut all = String::new();
        for table in tables {
            let mut select = c.prepare(&format!("SELECT * FROM {table}"))?;
            let width = select.column_count();
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                (0..width).for_each(|at| all.push_str(&format!("{:?}\n", row.get_ref(at))));
            }
        }
        Ok::<_, StoreError>(all)
    });
    // Texts are shown as lists of bytes.
    all.unwrap()
}

fn bytes_of(text: &str) -> String {
    format!("{:?}", text.as_bytes()).trim_matches(['[', ']']).to_owned()
}

/// A former name that an import replaced, and a row of hers that could not be used.
fn stands_in_imports(store: &Store, number: NumberId) {
    store
        .write(|tx| {
            tx.execute(
                "INSERT INTO import_change (import_id, number_id, field, before, after)
                 VALUES (1, ?1, 'first_name', 'Alice Formerly', '')",
                [number],
            )?;
            tx.execute(
                "INSERT INTO import_reject (import_id, line, cells) VALUES (1, 2, 'Alice Rejected')",
                [],
            )?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn erasing_a_person_leaves_nothing_to_read_and_the_chain_whole() {
    let (_folder, store) = temporary_store();
    let alice = grant(&store, ALICE);
    grant(&store, BOB);
    stands_in_imports(&store, alice);
    let before = everything(&store);
    let readable = [ALICE, "Alice Formerly", "Alice Rejected"].map(bytes_of);
    assert!(
        readable.iter().all(|text| before.contains(text)),
        "the negative control: she stands in the store"
    );
    store.write(|tx| erase(tx, alice, monday_noon())).unwrap();
    let left = everything(&store);
    assert!(!readable.iter().any(|text| left.contains(text)));
    assert!(store.read(|c| history(c, alice)).unwrap().iter().all(|line| line.detail.is_empty()));
    assert!(report(&store).intact);
    let again = store.write(|tx| meet(tx, ALICE)).unwrap().0;
    assert_eq!(again, alice, "the same number is known by its key");
    assert!(store.read(|c| is_suppressed(c, alice)).unwrap(), "and its suppression is alive");
}

#[test]
fn a_number_nobody_knows_cannot_be_erased() {
    let (_folder, store) = temporary_store();
    assert!(store.write(|tx| erase(tx, NumberId(7), monday_noon())).is_err());
}

#[test]
fn every_kind_of_tampering_is_found() {
    let tamperings = [
        ("UPDATE consent_entry SET scope = 'transactional' WHERE seq = 1", "altered"),
        ("UPDATE consent_entry SET happened_at = happened_at - 1 WHERE seq = 2", "altered"),
        ("UPDATE consent_entry SET detail = '00:another order' WHERE seq = 1", "altered"),
        ("UPDATE consent_entry SET method = 'express_written' WHERE seq = 1", "altered"),
        ("UPDATE consent_entry SET jurisdiction = 'CA' WHERE seq = 1", "altered"),
        ("UPDATE consent_entry SET expires_at = 1 WHERE seq = 2", "altered"),
        ("UPDATE consent_entry SET number_id = (SELECT max(id) FROM number) WHERE seq = 1", "altered"),
        ("UPDATE consent_entry SET detail = NULL WHERE seq = 1", "evidence_missing"),
        ("UPDATE wording SET text = 'Text me anything'", "wording_altered"),
        ("DELETE FROM consent_entry WHERE seq = 1", "missing"),
        ("DELETE FROM consent_entry WHERE seq = 2", "missing"),
        ("DELETE FROM consent_entry WHERE seq = 3", "cut_off"),
        ("DELETE FROM consent_entry", "cut_off"),
        ("UPDATE consent_entry SET seq = 9 WHERE seq = 2", "missing"),
        (
            "UPDATE consent_entry SET seq = CASE seq WHEN 1 THEN -2 ELSE -1 END WHERE seq < 3;
          UPDATE consent_entry SET seq = -seq WHERE seq < 0",
            "altered",
        ),
    ];
    for (tampering, fault) in tamperings {
        let (_folder, store) = temporary_store();
        for who in [ALICE, BOB, CARLA] {
            grant(&store, who);
        }
        assert!(report(&store).intact, "the negative control: untouched it verifies");
        store
            .write(|tx| {
                let triggers: Vec<String> = tx
                    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")?
                    .query_map([], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                for trigger in triggers {
                    tx.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
                }
                Ok::<_, StoreError>(tx.execute_batch(tampering)?)
            })
            .unwrap();
        let found = report(&store);
        assert_eq!((found.intact, found.fault), (false, fault), "{tampering}");
    }
}

#[test]
fn a_chain_rewritten_from_scratch_is_found_by_a_noted_hash() {
    let (_folder, store) = temporary_store();
    grant(&store, ALICE);
    let noted = report(&store).head;
    grant(&store, BOB);
    assert!(store.read(|c| verify_noted(c, Some(&noted))).unwrap().intact);
    let (_other_folder, rewritten) = temporary_store();
    grant(&rewritten, ALICE);
    let found = rewritten.read(|c| verify_noted(c, Some(&noted))).unwrap();
    assert_eq!(found.fault, "noted_hash_unknown");
}

fn implied_purchase(store: &Store, number: &str, on: &str) -> NumberId {
    let at = on.parse().unwrap();
    store
        .write(|tx| {
            let (id, key) = meet(tx, number)?;
            tx.execute(
                "INSERT INTO contact (number_id, number, created_at, updated_at) VALUES (?1, ?2, 0, 0)",
                (id, number),
            )?;
            tx.execute("INSERT INTO standing (number_id) VALUES (?1)", [id])?;
            let entry = NewEntry {
                number: id,
                key,
                kind: EntryKind::Granted,
                scope: EntryScope::Only(Scope::Promotional),
                source: "purchase",
                happened_at: at,
                recorded_at: monday_noon(),
                wording: None,
                import: None,
                detail: "order 1001",
            };
            let proof =
                Proof { method: Method::ImpliedPurchase, evidence: Evidence::Order, expires_at: None };
            Ledger::open(tx)?.append_proven(&entry, &proof)?;
            Ok::<_, StoreError>(id)
        })
        .unwrap()
}

#[test]
fn an_implied_consent_of_canada_runs_out_after_two_years_and_the_state_on_a_day_knows() {
    let (_folder, store) = temporary_store();
    let number = implied_purchase(&store, "+16045550101", "2024-01-10T12:00:00Z");
    let line = store.read(|c| history(c, number)).unwrap().remove(0);
    assert_eq!((line.jurisdiction.as_str(), line.method.as_str()), ("CA", "implied_purchase"));
    assert_eq!(line.expires_at.unwrap().date_naive().to_string(), "2026-01-10");
    let why = |day: &str| {
        let at = end_of(day.parse().unwrap());
        let state = store.read(|c| state_on(c, number, at)).unwrap();
        (state.scopes[0].why.clone(), state.scopes[0].learnt_later)
    };
    assert_eq!(why("2024-01-09"), ("never".into(), false));
    assert_eq!(why("2024-01-10"), ("agreed".into(), true), "recorded two years later");
    assert_eq!(why("2026-01-10"), ("expired".into(), true));
    let american = implied_purchase(&store, ALICE, "2024-01-10T12:00:00Z");
    let state = store.read(|c| state_on(c, american, monday_noon())).unwrap();
    assert!(state.scopes[0].holds, "the negative control: no end was found for the United States");
}

/// What an auditor without this program computes from the pack alone, as docs/FILES.md tells.
fn recomputed(entry: &serde_json::Value, key: &str) -> String {
    use sha2::{Digest, Sha256};
    let bytes = |text: &str| -> Vec<u8> {
        (0..text.len() / 2).map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap()).collect()
    };
    let zeros = "00".repeat(32);
    let mut sha = Sha256::new();
    sha.update(bytes(entry["previous"].as_str().unwrap_or(&zeros)));
    sha.update(entry["seq"].as_i64().unwrap().to_le_bytes());
    sha.update(bytes(key));
    for name in ["kind", "scope", "source", "method", "evidence", "jurisdiction"] {
        let text = entry[name].as_str().unwrap();
        sha.update((text.len() as u64).to_le_bytes());
        sha.update(text);
    }
    let numbers = [
        &entry["happened_at_ms"],
        &entry["recorded_at_ms"],
        &entry["wording"]["id"],
        &entry["import"]["id"],
        &entry["expires_at_ms"],
    ];
    numbers.into_iter().for_each(|number| sha.update(number.as_i64().unwrap_or(0).to_le_bytes()));
    sha.update(bytes(entry["wording"]["digest"].as_str().unwrap_or(&zeros)));
    let salted = format!("{}:{}", entry["salt"].as_str().unwrap(), entry["detail"].as_str().unwrap());
    sha.update(Sha256::digest(salted));
    crate::store::hex(&sha.finalize())
}

#[test]
fn an_auditor_can_verify_the_pack_without_the_program() {
    let shop = crate::testing::TestShop::new().with_contacts([ALICE, BOB]);
    let mut pack = Vec::new();
    let now = shop.engine.now();
    shop.engine.store().read(|c| write_pack(c, Whom::All, now, &mut pack)).unwrap();
    let pack: serde_json::Value = serde_json::from_slice(&pack).unwrap();
    assert_eq!(pack["verification"]["intact"], true);
    let numbers = pack["numbers"].as_array().unwrap();
    assert_eq!(numbers.len(), 2);
    for number in numbers {
        for entry in number["entries"].as_array().unwrap() {
            assert_eq!(entry["hash"], recomputed(entry, number["key"].as_str().unwrap()));
            let mut forged = entry.clone();
            forged["source"] = "paper".into();
            assert_ne!(
                entry["hash"],
                recomputed(&forged, number["key"].as_str().unwrap()),
                "negative control"
            );
            assert!(entry["wording"]["text"].as_str().unwrap().contains("Text me offers"));
        }
    }
}

#[test]
fn the_ledger_cannot_be_rewritten_through_sql() {
    let (_folder, store) = temporary_store();
    grant(&store, ALICE);
    for sql in ["UPDATE consent_entry SET scope = 'all'", "DELETE FROM consent_entry"] {
        assert!(store.write(|tx| Ok::<_, StoreError>(tx.execute(sql, [])?)).is_err(), "{sql}");
    }
}
