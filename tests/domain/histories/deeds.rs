//! What may happen in a history, and how often.

use std::time::Duration;

use counterbell_core::gateways::{Action, Attempt, GatewayFault, Refusal};
use counterbell_core::sending::Resolution;
use counterbell_core::testing::Turn;
use proptest::prelude::*;

/// One thing that happens.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// Time passes.
    Later(Duration),
    /// The laptop's clock alone is set, this many seconds on or back.
    SetClock(i64),
    /// The sender takes this many steps, waiting for turns in between.
    Work(u32),
    /// This person writes to the shop.
    Write(usize, &'static str),
    /// This person says STOP while the next request is on its way.
    StopMeanwhile(usize),
    /// Pulls fail, or come muddled, from now on.
    Inbox {
        deaf: bool,
        muddled: bool,
    },
    /// What the provider does with the next request.
    Next(Turn),
    Pause,
    Resume,
    Stop,
    /// The program dies at the commit so many commits from now.
    DieAt {
        commits: u32,
        after_it: bool,
    },
    /// The program is killed at once.
    Kill,
    /// The program ends in order, or what is dead is started again.
    Restart,
    Receipts,
    /// The owner says what is to become of everything in doubt.
    Resolve(Resolution),
}

pub(super) fn history() -> impl Strategy<Value = (bool, Vec<Deed>)> {
    (any::<bool>(), proptest::collection::vec(deed(), 1..20))
}

fn deed() -> impl Strategy<Value = Deed> {
    let person = 0..4_usize;
    prop_oneof![
        8 => (1..9_u32).prop_map(Deed::Work),
        3 => prop_oneof![1..90_u64, 100..700_u64, 3_000..40_000_u64, 80_000..90_000_u64]
            .prop_map(|seconds| Deed::Later(Duration::from_secs(seconds))),
        1 => prop_oneof![-40_000..-200_i64, -200..200_i64, 200..40_000_i64, Just(3_000_000)].prop_map(Deed::SetClock),
        2 => (person.clone(), prop_oneof![3 => Just("STOP"), 1 => Just("Thank you!")])
            .prop_map(|(who, says)| Deed::Write(who, says)),
        1 => person.prop_map(Deed::StopMeanwhile),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(deaf, muddled)| Deed::Inbox { deaf, muddled }),
        6 => turn().prop_map(Deed::Next),
        1 => Just(Deed::Pause),
        2 => Just(Deed::Resume),
        1 => proptest::bool::weighted(0.3).prop_map(|stop| if stop { Deed::Stop } else { Deed::Receipts }),
        3 => (0..6_u32, any::<bool>()).prop_map(|(commits, after_it)| Deed::DieAt { commits, after_it }),
        2 => Just(Deed::Kill),
        2 => Just(Deed::Restart),
        1 => prop_oneof![Just(Resolution::Accepted), Just(Resolution::Abandoned), Just(Resolution::Resend)]
            .prop_map(Deed::Resolve),
    ]
}

fn turn() -> impl Strategy<Value = Turn> {
    let refused = |code: &str, action| Turn::Answer(Attempt::Rejected(Refusal { code: code.into(), action }));
    let not_sent = |fault, seconds: Option<u64>| {
        Turn::Answer(Attempt::NotSent { fault, retry_after: seconds.map(Duration::from_secs) })
    };
    prop_oneof![
        3 => Just(Turn::AcceptAndLoseTheAnswer),
        2 => (1..590_u64).prop_map(|late| Turn::AcceptLate(Duration::from_secs(late))),
        2 => Just(Turn::LoseTheRequest),
        1 => Just(Turn::Answer(Attempt::Unknown { seen: "html" })),
        1 => Just(refused("30007", Action::DropMessage)),
        1 => Just(refused("21610", Action::Suppress)),
        1 => Just(refused("21211", Action::InvalidNumber)),
        1 => Just(refused("20003", Action::HaltSender)),
        1 => Just(not_sent(GatewayFault::Unreachable, None)),
        1 => Just(not_sent(GatewayFault::TooFast, Some(90))),
    ]
}
