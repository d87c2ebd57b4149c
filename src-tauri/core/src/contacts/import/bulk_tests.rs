//! Rows that are written many at a time come to the same as rows written one by one.

use super::tests::{PEOPLE, import, told, written};
use super::*;
use crate::consent::verify;
use crate::testing::temporary_store;

const HEADER: &str = "Phone,First Name,City,Tags,SMS Consent,Order,Order Date,Total";

/// People who come once, twice in a row, and again much later, with and without consent, with and without orders.
fn rows() -> Vec<String> {
    (0..160)
        .map(|n| {
            let who = match n % 8 {
                1 => n - 1,
                5 => n / 3,
                _ => n,
            };
            let said = ["yes", "", "yes", "no"][n % 4];
            let order = if n % 10 == 7 { format!("#{n},2026-01-10,19.90") } else { ",,".into() };
            format!("+1312555{:04},Name{who},City{},\"a, b{}\",{said},{order}", 1000 + who * 37, n % 3, n % 5)
        })
        .collect()
}

fn stray_references(store: &Store) -> String {
    told(store, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")
}

#[test]
fn a_file_of_many_rows_comes_to_the_same_as_many_files_of_one_row() {
    let (_one, one) = temporary_store();
    let (_list, whole) = written(format!("{HEADER}\n{}\n", rows().join("\n")));
    let result = import(&one, &whole).unwrap();
    assert_eq!((result.rows, result.rejected), (160, 0));
    let (_many, many) = temporary_store();
    let mut created = 0;
    for row in rows() {
        let (_list, single) = written(format!("{HEADER}\n{row}\n"));
        created += import(&many, &single).unwrap().created;
    }
    assert_eq!(result.created, created);
    assert_eq!(told(&one, PEOPLE), told(&many, PEOPLE));
    for store in [&one, &many] {
        assert!(store.read(verify).unwrap().intact);
        assert_eq!(stray_references(store), "");
    }
}

#[test]
fn a_reference_into_nothing_would_be_found() {
    let (_folder, store) = temporary_store();
    let stray = |tx: &mut WriteTx<'_>| {
        Ok::<_, StoreError>(tx.execute("INSERT INTO suppression_log (number_id) VALUES (7)", [])?)
    };
    store.write_in_bulk(stray).unwrap();
    assert_ne!(stray_references(&store), "", "the control of the test above");
}
