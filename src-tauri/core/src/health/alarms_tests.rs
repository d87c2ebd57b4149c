use super::*;

fn counts(texts: u32) -> Counts {
    Counts { texts, settled: texts, old_enough: texts, latency: Some(8_000), ..Counts::default() }
}

fn deed(counts: &Counts) -> Option<(Measure, Deed)> {
    judge(counts, &Counts::default()).first().map(|finding| (finding.measure, finding.deed))
}

#[test]
fn each_share_slows_at_its_lower_and_pauses_at_its_upper_limit() {
    use Measure::{Filtered, OptOuts, Undelivered};
    let table = [
        (Counts { opt_outs: 9, ..counts(1_000) }, None),
        (Counts { opt_outs: 10, ..counts(1_000) }, Some((OptOuts, Deed::Slow))),
        (Counts { opt_outs: 29, ..counts(1_000) }, Some((OptOuts, Deed::Slow))),
        (Counts { opt_outs: 30, ..counts(1_000) }, Some((OptOuts, Deed::Pause))),
        (Counts { undelivered: 59, ..counts(1_000) }, None),
        (Counts { undelivered: 60, ..counts(1_000) }, Some((Undelivered, Deed::Slow))),
        (Counts { undelivered: 120, ..counts(1_000) }, Some((Undelivered, Deed::Pause))),
        (Counts { undelivered: 30, filtered: 10, ..counts(1_000) }, Some((Filtered, Deed::Slow))),
        (Counts { undelivered: 30, filtered: 30, ..counts(1_000) }, Some((Filtered, Deed::Pause))),
    ];
    for (counts, expected) in table {
        assert_eq!(deed(&counts), expected, "{counts:?}");
    }
}

#[test]
fn a_small_sample_needs_more_than_chance() {
    assert_eq!(deed(&Counts { opt_outs: 1, ..counts(50) }), None, "two in a hundred, but it may be chance");
    assert_eq!(deed(&Counts { opt_outs: 5, ..counts(50) }), Some((Measure::OptOuts, Deed::Pause)));
    assert_eq!(deed(&Counts { opt_outs: 10, ..counts(19) }), None, "nineteen texts say nothing");
}

#[test]
fn the_gravest_finding_stands_first() {
    let both = Counts { opt_outs: 12, undelivered: 150, ..counts(1_000) };
    let deeds: Vec<_> = judge(&both, &Counts::default()).iter().map(|one| one.deed).collect();
    assert_eq!(deeds, [Deed::Pause, Deed::Slow]);
}

#[test]
fn three_times_the_usual_share_slows_below_the_fixed_limit() {
    let usual = Counts { opt_outs: 10, ..counts(5_000) };
    let now = Counts { opt_outs: 7, ..counts(1_000) };
    let found = judge(&now, &usual);
    assert_eq!((found[0].deed, found[0].usual), (Deed::Slow, Some(2_000)));
    assert_eq!(judge(&now, &Counts::default()), [], "negative control: without a past it is quiet");
}

#[test]
fn slow_deliveries_and_missing_replies_slow_and_never_pause() {
    let usual = Counts { answered: 200, ..counts(5_000) };
    let late = Counts { latency: Some(400_000), answered: 40, ..counts(1_000) };
    assert_eq!(judge(&late, &usual)[0].measure, Measure::Latency);
    let quiet = Counts { answered: 19, ..counts(1_000) };
    assert_eq!(
        (judge(&quiet, &usual)[0].measure, judge(&quiet, &usual)[0].deed),
        (Measure::Replies, Deed::Slow)
    );
    let usual_replies = Counts { answered: 21, ..counts(1_000) };
    assert_eq!(judge(&usual_replies, &usual), []);
}
