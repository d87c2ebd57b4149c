//! Bodies: what parses, what does not, and what a customer would read.

use proptest::prelude::*;

use super::*;

fn alice() -> Fields<'static> {
    Fields { first_name: Some("Alice"), city: Some("Leeds"), brand: Some("Bell & Co"), ..Fields::default() }
}

fn text(body: &str, fields: &Fields<'_>) -> String {
    Body::parse(body).unwrap().render(fields).text
}

#[test]
fn a_field_takes_the_value_and_spaces_do_not_matter() {
    assert_eq!(text("Hi {{ first_name }}, {{brand}} here", &alice()), "Hi Alice, Bell & Co here");
}

#[test]
fn a_fallback_stands_in_for_a_missing_or_blank_value_and_says_so() {
    let body = Body::parse("Hi {{first_name | there}}!").unwrap();
    let bob = Fields { first_name: Some("  \t"), ..Fields::default() };
    let rendered = body.render(&bob);
    assert_eq!((rendered.text.as_str(), rendered.fell_back), ("Hi there!", true));
    assert!(!body.render(&alice()).fell_back);
}

#[test]
fn a_field_without_value_and_fallback_is_named_once() {
    let rendered = Body::parse("{{last_name}} {{last_name}}, hello").unwrap().render(&alice());
    assert_eq!(rendered.missing, vec![Field::LastName]);
}

#[test]
fn an_explicitly_empty_fallback_is_a_fallback() {
    let rendered = Body::parse("Hello{{last_name|}}").unwrap().render(&alice());
    assert_eq!((rendered.text.as_str(), rendered.missing.len(), rendered.fell_back), ("Hello", 0, true));
}

#[test]
fn an_unclosed_field_is_found_at_its_opening_braces() {
    assert_eq!(Body::parse("Grüße {{first_name"), Err(BodyError::Unclosed { position: 6 }));
    assert_eq!(Body::parse("Hi {{first_name, {{city}}"), Err(BodyError::Unclosed { position: 3 }));
    assert_eq!(Body::parse("Hi {{first_name}"), Err(BodyError::Unclosed { position: 3 }));
}

#[test]
fn closing_braces_without_a_field_are_found_where_they_stand() {
    assert_eq!(Body::parse("Hi {{city}} first_name}}"), Err(BodyError::Unopened { position: 22 }));
}

#[test]
fn an_unknown_field_is_named_with_the_one_that_was_meant() {
    let Err(BodyError::UnknownField { name, position, did_you_mean, known }) =
        Body::parse("é {{frist_name}}")
    else {
        panic!("an unknown field parsed")
    };
    assert_eq!((name.as_str(), position, did_you_mean.as_deref()), ("frist_name", 2, Some("first_name")));
    assert_eq!(known.len(), Field::ALL.len());
}

#[test]
fn a_name_like_nothing_gets_no_suggestion() {
    let Err(BodyError::UnknownField { did_you_mean, .. }) = Body::parse("{{loyalty_points}}") else {
        panic!("an unknown field parsed")
    };
    assert_eq!(did_you_mean, None);
}

#[test]
fn single_braces_around_a_known_field_are_refused_and_others_are_text() {
    let slip = BodyError::SingleBraces { name: "first_name".into(), position: 3 };
    assert_eq!(Body::parse("Hi {first_name}"), Err(slip));
    assert_eq!(text("Use {this} one", &alice()), "Use {this} one");
}

#[test]
fn an_empty_body_is_refused() {
    assert_eq!(Body::parse(" \n"), Err(BodyError::Empty));
}

#[test]
fn a_value_that_looks_like_a_field_is_never_parsed_again() {
    let carla = Fields { first_name: Some("{{brand}}"), ..alice() };
    assert_eq!(text("Hi {{first_name}}", &carla), "Hi {{brand}}");
}

#[test]
fn a_value_brings_no_line_breaks_or_direction_tricks_into_the_text() {
    let mallory = Fields { first_name: Some("Al\r\nice\u{202E}\u{0}"), ..Fields::default() };
    assert_eq!(text("Hi {{first_name}}.", &mallory), "Hi Alice.");
}

#[test]
fn what_is_rendered_is_composed() {
    let zoe = Fields { first_name: Some("Zoe\u{301}"), ..Fields::default() };
    assert_eq!(text("Hi {{first_name}}", &zoe), "Hi Zoé");
}

#[test]
fn fields_are_listed_once_in_order() {
    let body = Body::parse("{{city}} {{brand}} {{city|x}}").unwrap();
    assert_eq!(body.fields(), vec![Field::City, Field::Brand]);
}

proptest! {
    #[test]
    fn any_text_parses_or_names_a_place_inside_itself(text in ".{0,80}|[{}|a-z_]{0,40}") {
        match Body::parse(&text) {
            Ok(body) => { let _ = body.render(&alice()); }
            Err(BodyError::Empty) => prop_assert!(text.trim().is_empty()),
            Err(BodyError::Unclosed { position } | BodyError::Unopened { position }
                | BodyError::UnknownField { position, .. } | BodyError::SingleBraces { position, .. }) => {
                let at: String = text.chars().skip(position as usize).take(1).collect();
                let brace = at == "{" || at == "}";
                prop_assert!(brace, "not a brace");
            }
        }
    }

    #[test]
    fn a_value_never_adds_a_line(value in "\\PC{0,20}|[\\s\\x00-\\x1f]{0,10}") {
        let dora = Fields { first_name: Some(&value), ..Fields::default() };
        let rendered = Body::parse("{{first_name|x}}").unwrap().render(&dora);
        prop_assert!(!rendered.text.chars().any(char::is_control));
    }
}
