use crate::campaigns::{self, Content};
use crate::consent::Scope;
use crate::testing::{ALICE, BOB, TestShop};

/// The verdict of one check on a campaign to Alice and Bob.
fn verdict(id: &str, change: impl FnOnce(&mut Content)) -> String {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let mut content = shop.content();
    change(&mut content);
    let campaign = campaigns::create(&shop.engine, &content).unwrap();
    let page = campaigns::check(&shop.engine, campaign).unwrap();
    page.checks.into_iter().find(|line| line.id == id).unwrap().verdict
}

#[test]
fn a_good_campaign_passes_every_check() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let page = campaigns::check(&shop.engine, shop.draft()).unwrap();
    let other: Vec<_> = page.checks.iter().filter(|line| line.verdict != "pass").collect();
    assert!(other.is_empty(), "{other:?}");
    assert!(page.deed.starts_with("Send to 2 people, about $0.02, done by "), "{}", page.deed);
}

#[test]
fn each_fault_is_found_by_its_own_check() {
    let body = |text: &'static str| move |content: &mut Content| content.body = text.into();
    assert_eq!(verdict("brand_named", body("The coats are here. Reply STOP to opt out")), "block");
    assert_eq!(verdict("opt_out_wording", body("Maple & Pine: the coats are here")), "block");
    assert_eq!(
        verdict("links", body("Maple & Pine: see https://bit.ly/coats Reply STOP to opt out")),
        "block"
    );
    assert_eq!(verdict("text", body("Maple & Pine: hello {{frist_name}}")), "block");
    assert_eq!(
        verdict("restricted_content", body("Maple & Pine: vape sale. Reply STOP to opt out")),
        "block"
    );
    assert_eq!(verdict("tone", body("Maple & Pine: HURRY NOW!!! Reply STOP to opt out")), "warn");
    assert_eq!(
        verdict("encoding", body("Maple & Pine: don\u{2019}t miss it. Reply STOP to opt out")),
        "warn"
    );
    assert_eq!(
        verdict("merge_fields", body("Maple & Pine in {{city}}: hello. Reply STOP to opt out")),
        "warn"
    );
    assert_eq!(verdict("why_now", |content| content.why_now = String::new()), "block");
    assert_eq!(verdict("why_now", |content| content.why_now = "sale".into()), "warn");
    assert_eq!(verdict("sender", |content| content.sender = None), "block");
    let slow = |content: &mut Content| (content.per_second, content.finish_within_hours) = (0.0001, 1);
    assert_eq!(verdict("finishing_time", slow), "block");
}

#[test]
fn an_offer_in_an_order_text_blocks() {
    let offer = |content: &mut Content| {
        content.purpose = Scope::Transactional;
        content.body =
            "Maple & Pine: your parcel is on its way. 20% off your next order with code TREE20".into();
    };
    assert_eq!(verdict("no_offer_in_service_text", offer), "block");
}

#[test]
fn an_audience_of_nobody_blocks() {
    assert_eq!(verdict("audience", |content| content.rule = r#"{"any":[]}"#.into()), "block");
}
