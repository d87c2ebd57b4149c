//! Approval is bound to what was seen.

use counterbell_core::campaigns::{self, CampaignError, State};
use counterbell_core::consent::Scope;
use counterbell_core::sending::allowance;
use counterbell_core::testing::{ALICE, BOB, CARLA, TestShop};
use counterbell_core::wire::campaigns::Approve;

#[test]
fn everybody_with_consent_gets_the_campaign_once() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let campaign = shop.approved();
    assert_eq!(shop.send(), 3);
    shop.pull();
    assert_eq!(shop.in_state(campaign, "delivered"), 3);
    assert_eq!(shop.gateway.texts_to(ALICE), 1);
    let (_, text) = &shop.gateway.texts()[0];
    assert!(text.starts_with("Maple & Pine: "), "{text}");
    assert_eq!(shop.report(campaign).line.state, "finished");
    assert_eq!(shop.send(), 0, "a finished campaign has nothing left");
}

#[test]
fn people_without_consent_are_left_out_and_named_with_the_reason() {
    let shop = TestShop::new().with_contacts([ALICE]);
    shop.contact(BOB, None);
    shop.contact(CARLA, Some(Scope::Transactional));
    let campaign = shop.approved();
    shop.send();
    let report = shop.report(campaign);
    let reasons: Vec<_> = report.excluded_by.iter().map(|one| (one.reason.as_str(), one.count)).collect();
    assert_eq!(reasons, [("no_consent", 1), ("wrong_scope", 1)]);
    assert_eq!(report.matched, report.recipients + 2, "the table must sum to the people who matched");
    assert_eq!(shop.gateway.texts_to(BOB) + shop.gateway.texts_to(CARLA), 0);
}

#[test]
fn a_campaign_to_a_tag_goes_to_those_who_wear_it_when_it_is_approved() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let tag = |number: &str, name: &str| {
        shop.engine
            .store()
            .write(|tx| {
                let id = counterbell_core::contacts::meet(tx, number)?.0;
                tx.execute("INSERT INTO tag (name) VALUES (?1) ON CONFLICT DO NOTHING", [name])?;
                let sql =
                    "INSERT INTO contact_tag (tag_id, number_id) SELECT id, ?2 FROM tag WHERE name = ?1";
                Ok::<_, counterbell_core::store::StoreError>(tx.execute(sql, (name, id))?)
            })
            .unwrap()
    };
    tag(ALICE, "VIP");
    tag(BOB, "vip");
    tag(BOB, "gone");
    let rule =
        r#"{"all":[{"field":"tag","op":"is","value":"vip"},{"field":"tag","op":"is_not","value":"gone"}]}"#;
    let content = campaigns::Content { rule: rule.into(), ..shop.content() };
    let id = campaigns::create(&shop.engine, &content).unwrap();
    tag(CARLA, "vip");
    shop.approve(id).unwrap();
    assert_eq!(shop.send(), 2);
    assert_eq!([ALICE, BOB, CARLA].map(|number| shop.gateway.texts_to(number)), [1, 0, 1]);
}

#[test]
fn approval_is_refused_when_someone_opted_out_after_the_review() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let id = shop.draft();
    let page = campaigns::check(&shop.engine, id).unwrap();
    shop.receives("STOP", ALICE);
    let seen = Approve { id, revision: page.revision, recipients: page.reach.will_receive, seal: page.seal };
    let refused = campaigns::approve(&shop.engine, &seen, None).unwrap_err();
    assert!(matches!(refused, CampaignError::ReachChanged { seen: 3, now: 2 }), "{refused}");
    assert_eq!(shop.send(), 0, "a refusal leaves nothing to send");
}

#[test]
fn a_change_after_the_review_voids_it() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let id = shop.draft();
    let page = campaigns::check(&shop.engine, id).unwrap();
    let mut content = shop.content();
    content.body = "Maple & Pine: something else entirely. Reply STOP to opt out".into();
    campaigns::change(&shop.engine, id, &content).unwrap();
    let seen = Approve { id, revision: page.revision, recipients: page.reach.will_receive, seal: page.seal };
    assert!(matches!(
        campaigns::approve(&shop.engine, &seen, None),
        Err(CampaignError::Changed { seen: 1, now: 2 })
    ));
}

#[test]
fn a_first_batch_changed_after_the_review_voids_it() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let id = shop.draft();
    let page = campaigns::check(&shop.engine, id).unwrap();
    let wish = |size| shop.engine.store().write(|tx| allowance::wish_first_batch(tx, id, size)).unwrap();
    let seen = Approve { id, revision: page.revision, recipients: page.reach.will_receive, seal: page.seal };
    wish(Some(1));
    assert!(matches!(campaigns::approve(&shop.engine, &seen, None), Err(CampaignError::SealBroken)));
    assert_eq!(shop.send(), 0);
    wish(None);
    campaigns::approve(&shop.engine, &seen, None).unwrap();
}

#[test]
fn an_approved_campaign_cannot_be_changed_or_approved_again() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let id = shop.approved();
    assert!(matches!(
        campaigns::change(&shop.engine, id, &shop.content()),
        Err(CampaignError::NotNow { .. })
    ));
    assert!(shop.approve(id).is_err(), "a second press of the button must start nothing");
    shop.send();
    assert_eq!(shop.gateway.texts_to(ALICE), 1);
}

#[test]
fn a_text_changed_behind_the_approval_is_not_sent() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let id = shop.approved();
    shop.engine
        .store()
        .write(|tx| {
            tx.execute("UPDATE campaign SET revision = revision + 1 WHERE id = ?1", [id])?;
            Ok::<_, counterbell_core::store::StoreError>(())
        })
        .unwrap();
    assert_eq!(shop.send(), 0);
    assert_eq!(shop.in_state(id, "cancelled"), 1, "what was approved is what is sent, or nothing");
}

#[test]
fn a_blocking_check_refuses_approval() {
    let shop = TestShop::new().with_contacts([ALICE]);
    let mut content = shop.content();
    content.body = "Big sale today, come in".into();
    let id = campaigns::create(&shop.engine, &content).unwrap();
    let page = campaigns::check(&shop.engine, id).unwrap();
    let blocks: Vec<_> =
        page.checks.iter().filter(|line| line.verdict == "block").map(|line| line.id.as_str()).collect();
    assert_eq!(blocks, ["brand_named", "opt_out_wording"]);
    assert!(matches!(shop.approve(id), Err(CampaignError::Blocked(2))));
}

#[test]
fn a_cost_above_the_ceiling_refuses_approval() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let id = shop.draft();
    let seal = campaigns::check(&shop.engine, id).unwrap().seal;
    let seen = Approve { id, revision: 1, recipients: 2, seal };
    let refused = campaigns::approve(&shop.engine, &seen, Some(7900)).unwrap_err();
    assert!(matches!(refused, CampaignError::OverCeiling { .. }), "{refused}");
    campaigns::approve(&shop.engine, &seen, Some(2 * 7900)).unwrap();
}

#[test]
fn a_paused_campaign_sends_nothing_and_resumes_at_its_pace() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let id = shop.approved();
    campaigns::pause(&shop.engine, id).unwrap();
    assert_eq!(shop.send(), 0);
    shop.later(std::time::Duration::from_secs(3600));
    campaigns::resume(&shop.engine, id).unwrap();
    assert_eq!(shop.send(), 3);
    let moments = shop.gateway.moments();
    let gaps: Vec<_> = moments.windows(2).map(|pair| (pair[1] - pair[0]).num_milliseconds()).collect();
    assert!(gaps.iter().all(|gap| *gap >= 1000), "no burst after a pause: {gaps:?}");
}

#[test]
fn a_stopped_campaign_keeps_what_went_out_and_cancels_the_rest() {
    let shop = TestShop::new().with_contacts([ALICE, BOB, CARLA]);
    let id = shop.approved();
    let mut worker = counterbell_core::sending::Worker::start(&shop.engine, shop.sender).unwrap();
    worker.step().unwrap();
    campaigns::stop(&shop.engine, id).unwrap();
    assert_eq!(shop.send(), 0);
    assert_eq!((shop.in_state(id, "accepted"), shop.in_state(id, "cancelled")), (1, 2));
    assert_eq!(shop.report(id).line.state, State::Stopped.word());
}

#[test]
fn closing_is_asked_about_only_while_a_campaign_goes_out() {
    let shop = TestShop::new().with_contacts([ALICE, BOB]);
    let running = || campaigns::any_running(&shop.engine).unwrap();
    let draft = shop.draft();
    assert!(!running(), "a draft sends nothing");
    shop.approve(draft).unwrap();
    assert!(running());
    campaigns::pause(&shop.engine, draft).unwrap();
    assert!(!running(), "a paused campaign sends nothing");
    campaigns::resume(&shop.engine, draft).unwrap();
    assert!(running());
    shop.send();
    assert!(!running(), "a finished campaign has nothing left");
}

#[test]
fn approval_is_refused_when_the_words_or_the_price_are_no_longer_those_that_were_seen() {
    let changes = [
        "UPDATE contact SET first_name = 'Alicia' WHERE first_name = 'Alice'",
        "UPDATE sender SET price_micros = 99000",
        "UPDATE shop SET brand = 'Maple and Pine'",
    ];
    for change in changes {
        let shop = TestShop::new().with_contacts([ALICE, BOB]);
        let mut content = shop.content();
        content.body =
            "Maple & Pine ({{brand}}): {{first_name|there}}, the coats are here. Reply STOP to opt out"
                .into();
        let id = campaigns::create(&shop.engine, &content).unwrap();
        let page = campaigns::check(&shop.engine, id).unwrap();
        shop.engine
            .store()
            .write(|tx| Ok::<_, counterbell_core::store::StoreError>(tx.execute(change, [])?))
            .unwrap();
        let seen =
            Approve { id, revision: page.revision, recipients: page.reach.will_receive, seal: page.seal };
        let refused = campaigns::approve(&shop.engine, &seen, None).unwrap_err();
        assert!(
            matches!(refused, CampaignError::SealBroken | CampaignError::Blocked(_)),
            "{change}: {refused}"
        );
    }
}
