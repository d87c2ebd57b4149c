use super::*;

fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn compiled(rule: &str) -> String {
    let query = query(&Rule::from_text(rule).unwrap(), None, now(), "");
    let tags = if query.tags.is_empty() { String::new() } else { format!("\nworn: {:?}", query.tags) };
    format!("{}\n{:?}{tags}", query.sql.split_once("FROM ").unwrap().1, query.params)
}

#[test]
fn everyone_is_one_scan_of_the_narrow_table() {
    insta::assert_snapshot!(query(&Rule::everyone(), None, now(), "").sql);
}

#[test]
fn nobody_is_an_empty_any() {
    insta::assert_snapshot!(compiled(r#"{"any":[]}"#));
}

#[test]
fn narrow_fields_do_not_join_the_wide_table() {
    insta::assert_snapshot!(compiled(
        r#"{"all":[{"field":"country","op":"in","value":["US","CA"]},{"field":"region","op":"starts_with","value":"C"},
            {"field":"total_spent","op":"more_than","value":19.9},{"field":"orders","op":"between","value":[2,5]},
            {"field":"consent","op":"is","value":"promotional"},{"field":"consent","op":"is","value":"none"},
            {"field":"suppressed","op":"is","value":false}]}"#
    ));
}

#[test]
fn a_wide_field_joins_the_wide_table() {
    insta::assert_snapshot!(compiled(
        r#"{"any":[{"field":"city","op":"is","value":"Oakland"},{"field":"city","op":"is","value":"Zürich"},
            {"field":"email","op":"contains","value":"@Example.com"},{"field":"first_name","op":"is_set"},
            {"field":"number","op":"starts_with","value":"+1510"},{"field":"import","op":"is","value":3},
            {"field":"postcode","op":"not_in","value":["94607"]},{"field":"created","op":"in_last_days","value":30}]}"#
    ));
}

#[test]
fn moments_know_never_from_long_ago() {
    insta::assert_snapshot!(compiled(
        r#"{"all":[{"field":"last_order","op":"in_last_days","value":60},{"field":"last_order","op":"not_in_last_days","value":36500},
            {"field":"last_order","op":"before","value":"2026-01-01"},{"field":"last_order","op":"after","value":"2026-01-01"},
            {"field":"last_engagement","op":"never"},{"field":"last_engagement","op":"ever"}]}"#
    ));
}

#[test]
fn tags_are_asked_through_a_list_made_once() {
    insta::assert_snapshot!(compiled(
        r#"{"all":[{"field":"tag","op":"is","value":"VIP"},{"any":[{"field":"tag","op":"is_not","value":"local"},
            {"field":"tag","op":"in","value":["a","b"]}]}]}"#
    ));
}

#[test]
fn of_members_tags_are_asked_within_sqlite() {
    let rule = Rule::from_text(
        r#"{"all":[{"field":"tag","op":"is","value":"VIP"},{"field":"tag","op":"is_not","value":"Zürich"}]}"#,
    )
    .unwrap();
    let told = |query: Query| format!("{}\n{:?} {:?}", query.sql, query.params, query.tags);
    let (all, one) = (members(&rule, None, now()), members(&rule, Some(NumberId(7)), now()));
    insta::assert_snapshot!(format!("{}\n{}", told(all), told(one)));
}

#[test]
fn the_left_out_segment_is_a_column_and_its_values_are_parameters_too() {
    let exclude = Rule::from_text(r#"{"all":[{"field":"city","op":"is","value":"Oakland"}]}"#).unwrap();
    let rule = Rule::from_text(r#"{"all":[{"field":"orders","op":"is","value":1}]}"#).unwrap();
    let query = query(&rule, Some(&exclude), now(), "c.number");
    insta::assert_snapshot!(format!("{}\n{:?}", query.sql, query.params));
}

#[test]
fn no_value_ever_stands_in_the_sql() {
    let hostile = r#"x'); DROP TABLE contact; --"#;
    for (field, op) in [("tag", "is"), ("city", "is"), ("email", "contains"), ("region", "starts_with")] {
        let rule = serde_json::json!({ "all": [{ "field": field, "op": op, "value": hostile }] });
        let query = query(&Rule::from_json(&rule).unwrap(), None, now(), "");
        assert!(!query.sql.to_lowercase().contains("drop"));
        let (param, tag) = ([Sql::Text(hostile.to_lowercase())], [vec![hostile.to_lowercase()]]);
        let expected: (&[Sql], &[Vec<String>]) = if field == "tag" { (&[], &tag) } else { (&param, &[]) };
        assert_eq!((query.params.as_slice(), query.tags.as_slice()), expected);
        assert!(!wearers(&tag[0]).to_lowercase().contains("drop"));
    }
}

#[test]
fn tags_of_which_any_will_do_are_one_list() {
    insta::assert_snapshot!(compiled(
        r#"{"any":[{"field":"tag","op":"is","value":"VIP"},{"field":"orders","op":"at_least","value":3},
            {"field":"tag","op":"in","value":["local","Zürich"]},{"field":"tag","op":"is_not","value":"gone"}]}"#
    ));
}
