use super::*;
use crate::error::Explain;

fn fault(rule: &str) -> SegmentError {
    Rule::from_text(rule).unwrap_err()
}

fn one(condition: &str) -> String {
    format!(r#"{{"all":[{condition}]}}"#)
}

#[test]
fn a_rule_reads_back_as_it_was_written() {
    let text = r#"{"all":[{"field":"total_spent","op":"between","value":[19.9,200]},{"any":[{"field":"tag","op":"in","value":["vip","local"]},{"field":"last_order","op":"never"}]},{"field":"last_engagement","op":"before","value":"2026-03-01"},{"field":"consent","op":"is","value":"none"},{"field":"suppressed","op":"is","value":false},{"field":"import","op":"is","value":7}]}"#;
    let rule = Rule::from_text(text).unwrap();
    assert_eq!(rule.to_json(), serde_json::from_str::<Json>(text).unwrap());
    assert_eq!(Rule::from_text(&rule.to_text()).unwrap(), rule);
}

#[test]
fn every_fault_has_its_own_code() {
    let deep = format!("{}{}", r#"{"all":["#.repeat(5), "]}".repeat(5));
    let bottomless = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = one(&vec![r#"{"field":"tag","op":"is","value":"x"}"#; MOST_CONDITIONS + 1].join(","));
    for (rule, code) in [
        ("", "segment_not_json"),
        (r#"{"all":["#, "segment_not_json"),
        ("\u{0}\u{1}", "segment_not_json"),
        ("[]", "rule_shape"),
        ("{}", "rule_shape"),
        (r#"{"field":"tag","op":"is","value":"vip"}"#, "rule_shape"),
        (r#"{"all":[],"any":[]}"#, "rule_both_all_and_any"),
        (r#"{"all":{}}"#, "rule_list_expected"),
        (r#"{"all":[],"not":[]}"#, "rule_key_unknown"),
        (&one("7"), "rule_shape"),
        (&one(r#"{"field":"tag","op":"is","valeu":"vip"}"#), "rule_key_unknown"),
        (&one(r#"{"field":"tag","value":"vip"}"#), "rule_part_missing"),
        (&one(r#"{"op":"is","value":"vip"}"#), "rule_part_missing"),
        (&one(r#"{"field":"shoe_size","op":"is","value":1}"#), "rule_field_unknown"),
        (&one(r#"{"field":"tag","op":"more_than","value":1}"#), "rule_op_not_for_field"),
        (&one(r#"{"field":"tag","op":"drop table","value":1}"#), "rule_op_not_for_field"),
        (&deep, "rule_too_deep"),
        (&bottomless, "rule_too_deep"),
        (&many, "rule_too_many"),
    ] {
        let fault = fault(rule);
        assert_eq!(fault.code(), code, "{:.60}", rule);
        assert!(!fault.hint().is_empty());
    }
}

#[test]
fn a_value_of_the_wrong_sort_is_refused_with_an_example() {
    for condition in [
        r#"{"field":"tag","op":"is","value":7}"#,
        r#"{"field":"tag","op":"is"}"#,
        r#"{"field":"tag","op":"is","value":"  "}"#,
        r#"{"field":"tag","op":"in","value":[]}"#,
        r#"{"field":"tag","op":"in","value":["vip",7]}"#,
        r#"{"field":"country","op":"is","value":"United States"}"#,
        r#"{"field":"total_spent","op":"more_than","value":"200"}"#,
        r#"{"field":"total_spent","op":"more_than","value":1e300}"#,
        r#"{"field":"total_spent","op":"between","value":[200,50]}"#,
        r#"{"field":"total_spent","op":"between","value":[1,2,3]}"#,
        r#"{"field":"orders","op":"is","value":1.5}"#,
        r#"{"field":"orders","op":"is","value":-1}"#,
        r#"{"field":"last_order","op":"in_last_days","value":0}"#,
        r#"{"field":"last_order","op":"in_last_days","value":99999999999}"#,
        r#"{"field":"last_order","op":"before","value":"2026-02-30"}"#,
        r#"{"field":"last_order","op":"before","value":"01/02/2026"}"#,
        r#"{"field":"last_order","op":"never","value":1}"#,
        r#"{"field":"consent","op":"is","value":"all"}"#,
        r#"{"field":"import","op":"is","value":"1"}"#,
        r#"{"field":"suppressed","op":"is","value":"yes"}"#,
    ] {
        let fault = fault(&one(condition));
        assert_eq!(fault.code(), "rule_value_wrong", "{condition}");
        assert!(fault.to_string().contains("rule.all[0]"));
    }
}

#[test]
fn a_misspelt_field_is_met_with_the_right_one() {
    let near = |field: &str| fault(&one(&format!(r#"{{"field":"{field}","op":"is","value":1}}"#))).hint();
    assert_eq!(near("total_spend"), "Did you mean total_spent?");
    assert_eq!(near("Last Order"), "Did you mean last_order?");
    assert_eq!(near("contry"), "Did you mean country?");
    assert!(near("favourite_colour").starts_with("Use one of: tag, country"));
}

#[test]
fn no_fault_repeats_what_a_person_typed_as_a_value() {
    let fault = fault(&one(r#"{"field":"orders","op":"is","value":"+15105550100"}"#));
    assert!(!format!("{fault} {} {fault:?}", fault.hint()).contains("5550100"));
}

#[test]
fn the_place_of_a_fault_is_exact() {
    let fault = fault(r#"{"all":[{"any":[]},{"any":[{"all":[]},{"field":"x","op":"is"}]}]}"#);
    assert!(fault.to_string().starts_with("at rule.all[1].any[1] "), "{fault}");
}

#[test]
fn four_groups_may_stand_inside_each_other() {
    let text = format!("{}{}", r#"{"any":["#.repeat(4), "]}".repeat(4));
    Rule::from_text(&text).unwrap();
}

#[test]
fn a_segment_file_has_a_name_and_a_rule() {
    let file = SegmentFile::from_text(r#"{"name":" VIP ","rule":{"all":[]}}"#).unwrap();
    assert_eq!((file.name.as_str(), file.rule), ("VIP", Rule::everyone()));
    for (text, code) in [
        (r#"{"rule":{"all":[]}}"#, "segment_name_missing"),
        (r#"{"name":"","rule":{"all":[]}}"#, "segment_name_missing"),
        (r#"{"name":"VIP"}"#, "segment_rule_missing"),
        (r#"{"name":"VIP","rules":{"all":[]}}"#, "rule_key_unknown"),
        (r#""VIP""#, "rule_shape"),
    ] {
        assert_eq!(SegmentFile::from_text(text).unwrap_err().code(), code, "{text}");
    }
    let long = format!(r#"{{"name":"{}","rule":{{"all":[]}}}}"#, "x".repeat(LONGEST_NAME + 1));
    assert_eq!(SegmentFile::from_text(&long).unwrap_err().code(), "segment_name_too_long");
}
