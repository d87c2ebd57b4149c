use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::consent::{
    Method, Scope, history, is_suppressed, lift_provisional, suppress, suppress_provisionally,
};
use crate::contacts::{known, meet};
use crate::error::Explain;
use crate::testing::{ALICE, BOB, CARLA, monday_noon, temporary_store};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

fn checkout() -> Declaration {
    Declaration::Agreed(Agreement {
        method: Method::ExpressWritten,
        source: "checkout".into(),
        date: "2026-01-05".parse().unwrap(),
        wording: "Text me offers".into(),
        scope: Scope::Promotional,
    })
}

fn request(path: PathBuf) -> Request {
    Request { declaration: Some(checkout()), ..Request::of(path, "US") }
}

pub(super) fn written(text: impl AsRef<[u8]>) -> (TempDir, Request) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, text).unwrap();
    (folder, request(path))
}

pub(super) fn dry(store: &Store, request: &Request) -> Result<Preview, ImportError> {
    preview(store, request, monday_noon(), &|_| {}, &AtomicBool::new(false))
}

pub(super) fn import(store: &Store, request: &Request) -> Result<ImportResult, ImportError> {
    commit(store, request, monday_noon(), &|_| {}, &AtomicBool::new(false))
}

fn sum(result: &ImportResult) -> u32 {
    result.created + result.updated + result.unchanged + result.rejected
}

/// Every row of a query, cells joined by a bar.
pub(super) fn told(store: &Store, sql: &str) -> String {
    let lines = store.read(|connection| {
        let mut select = connection.prepare(sql)?;
        let width = select.column_count();
        let lines = select.query_map([], |row| {
            let cell = |at| row.get::<_, rusqlite::types::Value>(at);
            let cells = (0..width).map(cell).collect::<Result<Vec<_>, _>>()?;
            Ok(cells.iter().map(shown).collect::<Vec<_>>().join(" | "))
        })?;
        Ok::<_, StoreError>(lines.collect::<Result<Vec<_>, _>>()?)
    });
    lines.unwrap().join("\n")
}

fn shown(value: &rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Integer(n) => n.to_string(),
        rusqlite::types::Value::Text(text) => text.replace('\n', "\\n"),
        _ => String::from("-"),
    }
}

pub(super) const PEOPLE: &str = "SELECT c.number, first_name, last_name, email, address, city, c.region, postcode, c.country, note,
    (SELECT group_concat(name, '+') FROM (SELECT name FROM tag t JOIN contact_tag x ON x.tag_id = t.id
     WHERE x.number_id = c.number_id ORDER BY name)),
    'consent ' || consent, 'suppressed ' || suppressed, 'line ' || line, 'orders ' || orders,
    'spent ' || (spent_micros / 10000), CASE last_order_at WHEN 0 THEN '' ELSE date(last_order_at / 1000, 'unixepoch') END
    FROM contact c JOIN standing s USING (number_id) ORDER BY c.number";
const OUTCOMES: &str = "SELECT o.line, outcome, coalesce(n.e164, ''), reason FROM import_outcome o
    LEFT JOIN number n ON n.id = o.number_id ORDER BY import_id, line";
pub(super) const LEDGER: &str =
    "SELECT n.e164, kind, scope, source, datetime(happened_at / 1000, 'unixepoch'),
    coalesce(w.text, ''), substr(detail, 18) FROM consent_entry e JOIN number n ON n.id = e.number_id
    LEFT JOIN wording w ON w.id = e.wording_id ORDER BY seq";

/// What a file becomes: columns, outcomes, people, ledger.
pub(super) fn story_of(name: &str) -> String {
    let (_folder, store) = temporary_store();
    let request = request(fixture(name));
    let preview = dry(&store, &request).unwrap();
    let seen = &preview.look;
    assert_eq!(
        told(&store, "SELECT 1 FROM import UNION ALL SELECT 1 FROM number"),
        "",
        "a preview writes nothing"
    );
    let result = import(&store, &request).unwrap();
    assert_eq!(ImportResult { id: None, ..result.clone() }, preview.counts, "preview and commit differ");
    assert_eq!(sum(&result), result.rows, "outcomes must sum to rows");
    let mut story = format!("{}, {}, {}\n", seen.tool, seen.encoding, seen.delimiter);
    for column in seen.columns.iter().filter(|column| column.field != Field::Ignore) {
        writeln!(story, "{} = {} ({})", column.name, column.field.id(), column.certainty.word()).unwrap();
    }
    for (title, sql) in [("outcomes", OUTCOMES), ("people", PEOPLE), ("ledger", LEDGER)] {
        write!(story, "\n{title}\n{}\n", told(&store, sql)).unwrap();
    }
    write!(story, "\nmet_suppressions {}, with_consent {}", result.met_suppressions, result.with_consent)
        .unwrap();
    if !result.damaged_by.is_empty() {
        write!(story, "\ndamaged_by {:?}, dates {:?}", result.damaged_by, seen.date_order).unwrap();
    }
    let people = told(&store, PEOPLE);
    let ledger = told(&store, LEDGER);
    let again = import(&store, &request).unwrap();
    assert_eq!((told(&store, PEOPLE), told(&store, LEDGER)), (people, ledger), "twice must change nothing");
    assert_eq!((again.created, sum(&again)), (0, again.rows));
    story
}

macro_rules! stories {
    ($($test:ident: $file:literal),* $(,)?) => {$(
        #[test]
        fn $test() {
            insta::assert_snapshot!(stringify!($test), story_of($file));
        }
    )*};
}

stories! {
    shopify_customers_import_with_their_consent_column: "shopify_customers.csv",
    shopify_customers_in_the_older_header_import: "shopify_customers_older.csv",
    shopify_orders_are_counted_once_per_order: "shopify_orders.csv",
    woocommerce_orders_import: "woocommerce_orders.csv",
    square_customers_import: "square_customers.csv",
    a_mailchimp_audience_imports: "mailchimp_audience.csv",
    a_mailchimp_unsubscribed_file_suppresses: "mailchimp_unsubscribed.csv",
    klaviyo_profiles_prove_consent_row_by_row: "klaviyo_profiles.csv",
    postscript_subscribers_import: "postscript_subscribers.csv",
    attentive_subscribers_import: "attentive_subscribers.csv",
    google_contacts_in_the_new_header_import: "google_contacts_new.csv",
    google_contacts_in_the_old_header_import: "google_contacts_old.csv",
    outlook_contacts_prefer_the_mobile: "outlook_contacts.csv",
    a_plain_list_without_a_header_imports: "plain_two_columns.csv",
    a_column_of_bare_numbers_imports: "plain_one_column.txt",
    a_german_list_in_a_legacy_encoding_imports: "semicolon_windows_1252.csv",
    a_utf16_list_with_tabs_imports: "tab_utf16.txt",
    titles_and_repeated_headers_are_passed_over: "pipe_title_line.csv",
    ragged_rows_never_shift_a_value: "ragged.csv",
    an_unclosed_quote_is_named: "unclosed_quote.csv",
    what_a_spreadsheet_destroyed_is_rejected_by_name: "excel_damage.csv",
    line_ends_of_an_old_mac_are_read: "old_mac_line_ends.csv",
    dates_of_consent_are_read_in_the_order_of_the_file: "consent_dates_day_first.csv",
    landlines_import_and_are_known_as_such: "landlines_and_others.csv",
}

#[test]
fn an_import_cannot_lift_a_suppression() {
    let (_folder, store) = temporary_store();
    let bob = store
        .write(|tx| {
            let (bob, _) = meet(tx, BOB)?;
            suppress(tx, bob, "reply", "STOP", monday_noon())?;
            Ok::<_, StoreError>(bob)
        })
        .unwrap();
    let (_list, request) = written(format!("Name,Phone\nAlice,{ALICE}\nBob,{BOB}\n"));
    let result = import(&store, &request).unwrap();
    assert_eq!((result.created, result.met_suppressions, result.with_consent), (2, 1, 1));
    assert!(store.read(|c| is_suppressed(c, bob)).unwrap());
    let standing = told(&store, "SELECT consent, suppressed FROM standing ORDER BY number_id");
    assert_eq!(standing, "0 | 1\n3 | 0", "negative control: Alice, who never said STOP, is reachable");
}

/// The owner may yet find that the odd reply was no opt-out; the list's own word must not end with it.
#[test]
fn an_unsubscribed_row_counts_although_the_number_is_only_suppressed_until_a_reply_is_read() {
    for (status, stays) in [("unsubscribed", true), ("subscribed", false)] {
        let (_folder, store) = temporary_store();
        let bob = store
            .write(|tx| {
                let (bob, _) = meet(tx, BOB)?;
                suppress_provisionally(tx, bob, monday_noon())?;
                Ok::<_, StoreError>(bob)
            })
            .unwrap();
        let (_list, request) = written(format!("Phone,SMS Consent\n{BOB},{status}\n"));
        import(&store, &request).unwrap();
        store.write(|tx| lift_provisional(tx, bob, monday_noon())).unwrap();
        assert_eq!(store.read(|c| is_suppressed(c, bob)).unwrap(), stays, "{status}");
    }
}

#[test]
fn a_later_list_cannot_bring_back_a_consent_that_was_taken_back() {
    let (_folder, store) = temporary_store();
    let (_list, yes) = written(format!("Phone,SMS Consent,SMS Consent Date\n{ALICE},yes,2026-01-05\n"));
    import(&store, &yes).unwrap();
    let alice = store.read(|c| known(c, store.keys(), ALICE)).unwrap().unwrap();
    store.write(|tx| suppress(tx, alice, "reply", "STOP", monday_noon())).unwrap();
    let (_list, other) = written(format!("Phone,SMS Consent,SMS Consent Date\n{ALICE},yes,2026-01-06\n"));
    let result = import(&store, &other).unwrap();
    assert_eq!((result.unchanged, result.met_suppressions), (1, 1));
    assert_eq!(store.read(|c| history(c, alice)).unwrap().len(), 2);
}

#[test]
fn a_filled_field_is_never_blanked() {
    let (_folder, store) = temporary_store();
    let (_list, full) = written(format!("First Name,City,Phone\nCarla,Los Angeles,{CARLA}\n"));
    let (_list2, sparse) = written(format!("First Name,City,Phone\nCarlotta,,{CARLA}\n"));
    import(&store, &full).unwrap();
    let result = import(&store, &sparse).unwrap();
    assert_eq!((result.updated, result.created), (1, 0));
    assert_eq!(told(&store, "SELECT first_name, city FROM contact"), "Carlotta | Los Angeles");
    assert_eq!(told(&store, "SELECT reason FROM import_outcome WHERE outcome = 'updated'"), "first_name");
}

#[test]
fn without_a_declaration_nobody_becomes_reachable() {
    let (_folder, store) = temporary_store();
    let (_list, declared) = written(format!("Name,Phone\nAlice,{ALICE}\n"));
    let silent = Request { declaration: None, ..declared.clone() };
    assert_eq!(import(&store, &silent).unwrap().with_consent, 0);
    assert_eq!(told(&store, "SELECT consent FROM standing"), "0");
    assert_eq!(import(&store, &declared).unwrap().with_consent, 1, "negative control");
    assert_eq!(told(&store, "SELECT consent FROM standing"), "3");
}

#[test]
fn a_plain_no_takes_back_what_an_earlier_import_claimed() {
    let (_folder, store) = temporary_store();
    let head = "Phone,SMS Consent,SMS Consent Date";
    let (_list, yes) =
        written(format!("{head}\n{ALICE},yes,2026-01-05\n{BOB},yes,2026-01-05\n{CARLA},yes,2026-01-05\n"));
    import(&store, &yes).unwrap();
    let carla = store.read(|c| known(c, store.keys(), CARLA)).unwrap().unwrap();
    let standing = "SELECT number, consent FROM contact JOIN standing USING (number_id) ORDER BY number";
    // Carla said yes once more, by herself: that is not the file's to take.
    store.write(|tx| agree_by_reply(tx, carla)).unwrap();
    let (_later, no) = written(format!("{head}\n{ALICE},no,\n{BOB},pending,\n{CARLA},no,\n"));
    let result = import(&store, &no).unwrap();
    assert_eq!((result.updated, result.unchanged), (1, 2));
    assert_eq!(told(&store, standing), format!("{ALICE} | 0\n{CARLA} | 3\n{BOB} | 3"));
    let alice = store.read(|c| known(c, store.keys(), ALICE)).unwrap().unwrap();
    let kinds: Vec<String> =
        store.read(|c| history(c, alice)).unwrap().into_iter().map(|one| one.kind).collect();
    assert_eq!(kinds, ["granted", "revoked", "revoked"], "taken back by a new entry, nothing is erased");
    let ledger = told(&store, LEDGER);
    import(&store, &no).unwrap();
    import(&store, &yes).unwrap();
    assert_eq!(told(&store, LEDGER), ledger, "neither list changes anything a second time");
}

fn agree_by_reply(tx: &mut WriteTx<'_>, number: crate::ids::NumberId) -> Result<(), StoreError> {
    let key = tx.keys().of(CARLA);
    crate::consent::Ledger::open(tx)?.append(&crate::consent::NewEntry {
        number,
        key,
        kind: crate::consent::EntryKind::Granted,
        scope: crate::consent::EntryScope::Only(Scope::Promotional),
        source: "reply",
        happened_at: monday_noon(),
        recorded_at: monday_noon(),
        wording: None,
        import: None,
        detail: "JOIN",
    })
}

#[test]
fn one_file_that_says_yes_and_no_of_a_number_means_no() {
    let (_folder, store) = temporary_store();
    for (first, second) in [("yes", "no"), ("no", "yes")] {
        let (_list, both) = written(format!(
            "Phone,SMS Consent,SMS Consent Date\n{ALICE},{first},2026-01-05\n{ALICE},{second},2026-01-05\n"
        ));
        import(&store, &both).unwrap();
        assert_eq!(told(&store, "SELECT consent FROM standing"), "0", "{first}, {second}");
    }
}

#[test]
fn what_the_owner_chose_counts_for_the_next_file_with_the_same_header() {
    let (_folder, store) = temporary_store();
    let (_list, first) = written(format!("Who,Phone,Phone Number\nAlice,{ALICE},{BOB}\n"));
    let meant = |columns: Vec<Column>| -> Vec<String> {
        columns
            .iter()
            .map(|c| format!("{} {} {:?}", c.field.id(), c.certainty.word(), c.candidates))
            .collect()
    };
    assert_eq!(
        meant(columns(&store, &first, monday_noon()).unwrap()),
        ["ignore ignored []", "phone ambiguous [Phone, Ignore]", "phone ambiguous [Phone, Ignore]"]
    );
    let map = vec![("Who".into(), "first_name".into()), ("Phone".into(), "ignore".into())];
    import(&store, &Request { map, ..first }).unwrap();
    let (_next, next) = written(format!("Who,Phone,Phone Number\nCarla,{ALICE},{CARLA}\n"));
    assert_eq!(
        meant(columns(&store, &next, monday_noon()).unwrap()),
        ["first_name remembered []", "ignore remembered []", "phone ambiguous [Phone, Ignore]"]
    );
    let (_other, other) = written(format!("Name,Phone,Phone Number\nCarla,{ALICE},{CARLA}\n"));
    assert!(
        columns(&store, &other, monday_noon()).unwrap().iter().all(|c| c.certainty != Certainty::Remembered),
        "negative control: another header is another file"
    );
}

#[test]
fn consent_from_before_the_shop_opened_is_told_and_not_believed() {
    let (_folder, store) = temporary_store();
    let mut shop = crate::shop::Shop::new("Maple & Pine", "US", "USD").unwrap();
    shop.opened_on = "2026-01-01".parse().ok();
    store.write(|tx| crate::shop::save(tx, &shop)).unwrap();
    let (_list, list) = written(format!(
        "Phone,SMS Consent,SMS Consent Date\n{ALICE},yes,2025-12-20\n{BOB},yes,2026-01-05\n"
    ));
    let result = import(&store, &Request { declaration: None, ..list }).unwrap();
    assert_eq!((result.created, result.with_consent), (2, 1), "imported, but not reachable");
    assert_eq!(result.damaged_by.get("consent_before_opening"), Some(&1));
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let (_folder, store) = temporary_store();
    let (_list, request) = written(format!("Name,Phone\nAlice,{ALICE}\n"));
    let cancelled = commit(&store, &request, monday_noon(), &|_| {}, &AtomicBool::new(true));
    assert!(matches!(cancelled, Err(ImportError::Cancelled)));
    assert_eq!(told(&store, "SELECT 1 FROM number UNION ALL SELECT 1 FROM import"), "");
}

#[test]
fn the_owner_knows_better_than_the_guess() {
    let (_folder, store) = temporary_store();
    let (_list, request) = written(format!("A,B\nAlice,{ALICE}\n"));
    let chosen =
        Request { map: vec![("A".into(), "first_name".into()), ("B".into(), "phone".into())], ..request };
    import(&store, &chosen).unwrap();
    assert_eq!(told(&store, "SELECT first_name FROM contact"), "Alice");
    let wrong = Request { map: vec![("C".into(), "phone".into())], ..chosen };
    assert_eq!(import(&store, &wrong).unwrap_err().code(), "import_unknown_column");
}

#[test]
fn what_cannot_be_imported_says_so_and_writes_nothing() {
    let (_folder, store) = temporary_store();
    let huge = format!("Name,Phone\nAlice,\"{}\n", "x".repeat(70_000));
    let endless = format!("Name,Phone\nAlice,\"{}", "x,y\n".repeat(3_000_000));
    let wide = vec!["c"; 10_000].join(",") + "\n";
    for (bytes, code) in [
        (b"".to_vec(), "import_file_empty"),
        (b"Name,Phone\n".to_vec(), "import_no_rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0".to_vec(), "import_not_text"),
        (b"PK\x03\x04whatever".to_vec(), "import_is_spreadsheet"),
        (b"Name,City\nAlice,New York\n".to_vec(), "import_no_phone_column"),
        (huge.into_bytes(), "import_cell_too_long"),
        (endless.into_bytes(), "import_cell_too_long"),
        (wide.into_bytes(), "import_too_many_columns"),
    ] {
        let (_list, request) = written(&bytes);
        assert_eq!(import(&store, &request).unwrap_err().code(), code);
        assert_eq!(dry(&store, &request).unwrap_err().code(), code);
    }
    let folder = TempDir::new().unwrap();
    assert_eq!(import(&store, &request(folder.path().into())).unwrap_err().code(), "import_is_folder");
    assert_eq!(
        import(&store, &request(folder.path().join("no.csv"))).unwrap_err().code(),
        "import_file_missing"
    );
    assert_eq!(told(&store, "SELECT 1 FROM import"), "");
}

#[test]
fn a_file_without_numbers_names_the_columns_it_has() {
    let (_list, request) = written("Name,City\nAlice,New York\n");
    let (_folder, store) = temporary_store();
    let fault = import(&store, &request).unwrap_err();
    assert!(fault.to_string().contains("Name, City"), "{fault}");
    assert!(!fault.to_string().contains("Alice"), "no person stands in an error");
}

#[test]
fn a_file_that_breaks_off_inside_a_quotation_loses_only_its_last_row() {
    let (_folder, store) = temporary_store();
    let (_list, broken) =
        written(format!("Phone,Note\n{ALICE},\"likes blue\nand red\"\n{BOB},\"likes\n{CARLA},green\n"));
    let result = import(&store, &broken).unwrap();
    assert_eq!((result.created, result.rejected_by.get("unclosed_quote")), (1, Some(&1)));
    assert_eq!(told(&store, "SELECT note FROM contact"), "likes blue\\nand red");
}

#[test]
fn a_line_break_in_a_name_comes_from_an_unclosed_quotation() {
    let (_folder, store) = temporary_store();
    let (_list, list) = written(format!("City,Phone\n\"New York\n{BOB}\",{ALICE}\nChicago,{BOB}\n"));
    let result = import(&store, &list).unwrap();
    assert_eq!((result.created, result.rejected_by.get("unclosed_quote")), (1, Some(&1)));
}

#[test]
fn the_sample_shows_what_a_real_list_looks_like() {
    let (_folder, store) = temporary_store();
    let (_list, request) = written(crate::contacts::SAMPLE);
    let seen = dry(&store, &request).unwrap().look;
    let result = import(&store, &request).unwrap();
    assert_eq!((seen.tool, sum(&result)), ("shopify_customers", result.rows));
    let standings = told(
        &store,
        "SELECT 'line ' || line, 'consent ' || consent, 'suppressed ' || suppressed, count(*) FROM standing
         GROUP BY line, consent, suppressed",
    );
    insta::assert_snapshot!("the_sample", format!("{result:#?}\n{standings}"));
    let reserved = "SELECT count(*) FROM contact WHERE number NOT LIKE '+1___55501__' AND number NOT LIKE '+447700900___'
        AND number NOT LIKE '+4420794601__' AND number NOT LIKE '+441614960___'";
    assert_eq!(told(&store, reserved), "0", "made-up people have numbers that nobody has");
}

#[test]
fn a_first_look_reads_the_head_only_and_what_counts_reads_the_whole_file() {
    let (_folder, store) = temporary_store();
    let row = format!("Alice,{ALICE},{}\n", "x".repeat(4000));
    let mut list = format!("Name,Phone,Note\n{}", row.repeat(500)).into_bytes();
    list.extend(b"M\xfcller,+13125550102,\n");
    let (_list, request) = written(&list);
    let seen = look(&store, &request, monday_noon()).unwrap();
    assert_eq!((seen.encoding, seen.rows.len()), ("UTF-8", 5));
    let whole = dry(&store, &request).unwrap();
    assert_eq!((whole.look.encoding, whole.counts.rows), ("windows-1252", 501));
}

#[test]
fn consent_from_tomorrow_is_refused_whole() {
    let (_folder, store) = temporary_store();
    let (_list, request) = written(format!("Name,Phone\nAlice,{ALICE}\n"));
    let declaration = Some(Declaration::Customers("2026-03-05".parse().unwrap()));
    let fault = import(&store, &Request { declaration, ..request }).unwrap_err();
    assert_eq!(fault.code(), "import_consent_in_future");
}

#[test]
fn having_bought_gives_order_news_and_offers_only_where_the_law_says_so_and_as_long() {
    let (_folder, store) = temporary_store();
    let (_list, list) = written(
        "Phone,Last Order\n+12125550101,2025-12-01\n+14165550101,2025-12-01\n+14165550102,2020-12-01\n",
    );
    let map = vec![("Last Order".into(), "last_order_at".into())];
    let bought = Some(Declaration::Customers("2019-01-01".parse().unwrap()));
    let request = Request { declaration: bought, map, ..list };
    import(&store, &request).unwrap();
    let standing =
        "SELECT number, consent, consent_until > 0 FROM contact JOIN standing USING (number_id) ORDER BY 1";
    assert_eq!(told(&store, standing), "+12125550101 | 2 | 0\n+14165550101 | 3 | 1\n+14165550102 | 3 | 1");
    let ends = "SELECT method, date(expires_at / 1000, 'unixepoch') FROM consent_entry ORDER BY seq";
    assert_eq!(
        told(&store, ends),
        "implied_purchase | -\nimplied_purchase | 2027-12-01\nimplied_purchase | 2022-12-01"
    );
    let ledger = told(&store, LEDGER);
    import(&store, &request).unwrap();
    assert_eq!(told(&store, LEDGER), ledger, "twice must change nothing");
}

#[test]
fn a_list_that_was_bought_is_held_whole_until_the_owner_answers_for_it() {
    let (_folder, store) = temporary_store();
    let (_list, list) = written(format!("Name,Phone\nAlice,{ALICE}\nBob,{BOB}\n"));
    let held = "SELECT consent, quarantined FROM standing";
    let bought = Request { declaration: Some(Declaration::BoughtList), ..list.clone() };
    import(&store, &bought).unwrap();
    assert_eq!(told(&store, held), "0 | 1\n0 | 1");
    assert_eq!(told(&store, "SELECT marks FROM quarantine"), r#"[{"mark":"declared","count":2,"of":2}]"#);
    let (_folder, store) = temporary_store();
    import(&store, &Request { declaration: None, ..list }).unwrap();
    assert_eq!(told(&store, held), "0 | 0\n0 | 0", "negative control: not held, and not reachable either");
}

#[test]
fn a_committed_import_is_announced_and_a_preview_is_not() {
    let (_folder, store) = temporary_store();
    let (to, heard) = std::sync::mpsc::channel();
    let to = std::sync::Mutex::new(to);
    store.listen(Box::new(move |events| to.lock().unwrap().send(events.to_vec()).unwrap()));
    let (_list, request) = written(format!("Name,Phone\nAlice,{ALICE}\n"));
    dry(&store, &request).unwrap();
    assert!(heard.try_recv().is_err());
    import(&store, &request).unwrap();
    assert_eq!(heard.try_recv().unwrap(), [Event::ContactsChanged]);
}

/// A list as strangers write them: good, bad and odd cells, some of it ragged.
pub(super) fn any_list() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        "\\+1212555010[0-9]",
        "\\(312\\) 555-010[0-9]",
        "07700 90010[0-9]",
        "[a-zA-Z ]{0,8}",
        "1\\.5551E\\+10",
        "\"[a-z,\n]{0,6}\"",
        "yes|no|unsubscribed|",
        "20[23][0-9]-0[1-9]-1[0-9]",
    ];
    let row = prop::collection::vec(cell, 1..6).prop_map(|cells| cells.join(","));
    let header = "(Phone,Name|Phone,SMS Consent,SMS Consent Date,Tags|Name,Phone,Orders,Total Spent|Name,Phone,Lineitem name,Financial Status,Total)";
    (header, prop::collection::vec(row, 0..12))
        .prop_map(|(header, rows)| format!("{header}\n{}\n", rows.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn outcomes_always_sum_to_rows_and_a_second_import_changes_nothing(list in any_list()) {
        let (_folder, store) = temporary_store();
        let (_list, request) = written(&list);
        if let Ok(result) = import(&store, &request) {
            prop_assert_eq!(sum(&result), result.rows);
            let by_reason: u32 = result.rejected_by.values().sum();
            prop_assert_eq!(by_reason, result.rejected);
            let before = (told(&store, PEOPLE), told(&store, LEDGER));
            let again = import(&store, &request).unwrap();
            prop_assert_eq!((told(&store, PEOPLE), told(&store, LEDGER)), before);
            prop_assert_eq!((again.rows, again.created, again.rejected), (result.rows, 0, result.rejected));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (_folder, store) = temporary_store();
        let (_list, request) = written(&bytes);
        let _ = import(&store, &request);
    }
}
