use super::*;

fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn hours_ago(hours: i64) -> i64 {
    now().timestamp_millis() - hours * 3_600_000
}

/// Alice may be texted: every test takes one thing away from her.
fn alice() -> Facts {
    Facts {
        consent: 3,
        suppressed: false,
        quarantined: false,
        line: 1,
        hours_id: HoursId(1),
        open_conversation: false,
        last_texted_at: 0,
        last_order_at: 0,
        asked: false,
        excluded: false,
        capped: None,
    }
}

fn policy(scope: Scope) -> Policy<'static> {
    Policy {
        scope,
        now: now(),
        frequency_hours: 24,
        bought_since: Some(now()),
        hours_left: &|hours| hours == HoursId(1),
    }
}

fn promotional(facts: Facts) -> Option<Reason> {
    first_reason(&facts, &policy(Scope::Promotional))
}

#[test]
fn alice_receives() {
    for scope in [Scope::Promotional, Scope::Transactional] {
        assert_eq!(first_reason(&alice(), &policy(scope)), None);
    }
}

#[test]
fn each_reason_has_facts_that_give_it() {
    for (facts, reason) in [
        (Facts { suppressed: true, ..alice() }, Reason::Suppressed),
        (Facts { line: 8, ..alice() }, Reason::InvalidNumber),
        (Facts { line: 3, ..alice() }, Reason::NotMobile),
        (Facts { quarantined: true, ..alice() }, Reason::Quarantined),
        (Facts { asked: true, ..alice() }, Reason::NotConfirmed),
        (Facts { consent: 0, ..alice() }, Reason::NoConsent),
        (Facts { consent: 2 | 4, ..alice() }, Reason::WrongScope),
        (Facts { excluded: true, ..alice() }, Reason::ExcludedSegment),
        (Facts { last_order_at: hours_ago(0), ..alice() }, Reason::AlreadyBought),
        (Facts { open_conversation: true, ..alice() }, Reason::OpenConversation),
        (Facts { last_texted_at: hours_ago(23), ..alice() }, Reason::RecentlyTexted),
        (Facts { capped: Some(Capped::ByLaw), ..alice() }, Reason::StateCap),
        (Facts { capped: Some(Capped::ByOwner), ..alice() }, Reason::SegmentCap),
        (Facts { hours_id: HoursId(2), ..alice() }, Reason::NoSendingHoursLeft),
    ] {
        assert_eq!(promotional(facts), Some(reason));
    }
}

#[test]
fn the_first_reason_in_the_documented_order_is_the_one_given() {
    let mut bob = Facts {
        consent: 0,
        suppressed: true,
        quarantined: true,
        line: 8,
        hours_id: HoursId(2),
        open_conversation: true,
        last_texted_at: hours_ago(1),
        last_order_at: hours_ago(0),
        asked: true,
        excluded: true,
        capped: Some(Capped::ByLaw),
    };
    type Cure = (Reason, fn(&mut Facts));
    let cures: [Cure; 14] = [
        (Reason::Suppressed, |f| f.suppressed = false),
        (Reason::InvalidNumber, |f| f.line = 4),
        (Reason::NotMobile, |f| f.line = 1),
        (Reason::Quarantined, |f| f.quarantined = false),
        (Reason::NotConfirmed, |f| f.asked = false),
        (Reason::NoConsent, |f| f.consent = 2),
        (Reason::WrongScope, |f| f.consent = 3),
        (Reason::ExcludedSegment, |f| f.excluded = false),
        (Reason::AlreadyBought, |f| f.last_order_at = hours_ago(1)),
        (Reason::OpenConversation, |f| f.open_conversation = false),
        (Reason::RecentlyTexted, |f| f.last_texted_at = hours_ago(24)),
        (Reason::StateCap, |f| f.capped = Some(Capped::ByOwner)),
        (Reason::SegmentCap, |f| f.capped = None),
        (Reason::NoSendingHoursLeft, |f| f.hours_id = HoursId(1)),
    ];
    for (reason, cure) in cures {
        assert_eq!(promotional(bob), Some(reason));
        cure(&mut bob);
    }
    assert_eq!(promotional(bob), None);
}

#[test]
fn lines_that_carry_texts_are_told_from_those_that_do_not() {
    let receives = |line| promotional(Facts { line, ..alice() }).is_none();
    assert_eq!((0..=20).filter(|line| receives(*line)).collect::<Vec<_>>(), [0, 1, 2, 6]);
}

#[test]
fn order_news_is_held_up_by_neither_frequency_nor_caps_nor_conversation() {
    let capped = Some(Capped::ByLaw);
    let facts =
        Facts { consent: 2, last_texted_at: hours_ago(1), open_conversation: true, capped, ..alice() };
    assert_eq!(first_reason(&facts, &policy(Scope::Transactional)), None);
}

#[test]
fn an_open_conversation_may_be_answered_without_further_consent() {
    let answer = |facts| first_reason(&facts, &policy(Scope::Conversational));
    assert_eq!(answer(Facts { consent: 0, open_conversation: true, ..alice() }), None);
    assert_eq!(answer(Facts { consent: 4, ..alice() }), None);
    assert_eq!(answer(Facts { consent: 0, ..alice() }), Some(Reason::NoConsent));
    assert_eq!(answer(Facts { consent: 3, ..alice() }), Some(Reason::WrongScope));
    assert_eq!(
        answer(Facts { suppressed: true, open_conversation: true, ..alice() }),
        Some(Reason::Suppressed)
    );
}

#[test]
fn a_frequency_of_nought_is_no_limit_and_a_clock_set_back_is_no_loophole() {
    let texted = |at| Facts { last_texted_at: at, ..alice() };
    let off = Policy { frequency_hours: 0, ..policy(Scope::Promotional) };
    assert_eq!(first_reason(&texted(hours_ago(0)), &off), None);
    assert_eq!(first_reason(&texted(hours_ago(-5)), &off), None);
    assert_eq!(promotional(texted(hours_ago(-5))), Some(Reason::RecentlyTexted));
}

#[test]
fn a_stored_reason_reads_back() {
    for reason in Reason::ALL {
        assert_eq!(Reason::read(reason.word()), Some(reason));
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.word());
    }
    assert!(Reason::ALL.is_sorted(), "the order of the names is the order of asking");
}

#[test]
fn sending_hours_are_the_last_thing_asked_which_counting_relies_on() {
    assert_eq!(Reason::ALL.last(), Some(&Reason::NoSendingHoursLeft));
}
