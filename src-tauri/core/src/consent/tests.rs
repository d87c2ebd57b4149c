use super::*;
use crate::contacts::meet;
use crate::ids::NumberId;
use crate::store::{Store, StoreError};
use crate::testing::{ALICE, BOB, monday_noon, temporary_store};

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

#[test]
fn erasing_the_evidence_keeps_the_chain_whole() {
    let (_folder, store) = temporary_store();
    let alice = grant(&store, ALICE);
    grant(&store, BOB);
    store
        .write(|tx| {
            Ok::<_, StoreError>(
                tx.execute("UPDATE consent_entry SET detail = NULL WHERE number_id = ?1", [alice])?,
            )
        })
        .unwrap();
    assert!(report(&store).intact);
}

#[test]
fn every_kind_of_tampering_is_found() {
    let tamperings = [
        "UPDATE consent_entry SET scope = 'transactional' WHERE seq = 1",
        "UPDATE consent_entry SET happened_at = happened_at - 1 WHERE seq = 2",
        "UPDATE consent_entry SET detail = '00:another order' WHERE seq = 1",
        "UPDATE consent_entry SET number_id = (SELECT max(id) FROM number) WHERE seq = 1",
        "DELETE FROM consent_entry WHERE seq = 1",
        "UPDATE consent_entry SET seq = 9 WHERE seq = 2",
    ];
    for tampering in tamperings {
        let (_folder, store) = temporary_store();
        grant(&store, ALICE);
        grant(&store, BOB);
        store
            .write(|tx| {
                tx.execute_batch(
                    "DROP TRIGGER consent_entry_is_append_only; DROP TRIGGER consent_entry_is_written_once",
                )?;
                Ok::<_, StoreError>(tx.execute(tampering, [])?)
            })
            .unwrap();
        assert!(!report(&store).intact, "{tampering}");
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
