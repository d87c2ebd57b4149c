//! Histories: anything that may happen to a shop, in any order, hundreds of times over, and ten thousand in `make soak`.
//!
//! STOPs at any step, clocks that jump, pulls that fail, deaths at any commit, restarts, pauses, owners who decide,
//! providers that lose, delay and refuse. Time is turned; the provider has a clock of its own. A history that breaks a
//! law is shrunk to the fewest deeds that still break it. Beside it stand programs that protect themselves less:
//! each must break the law that its protection is for.

mod deeds;
mod laws;
mod provider;
mod weakness;
mod world;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use deeds::Deed;
use weakness::Weakness;

/// Histories played side by side.
const LANES: u32 = 2;

#[test]
fn hundreds_of_histories_break_no_law() {
    assert!(tell(histories(200), 2026) > 100, "histories must send texts");
}

#[test]
#[ignore = "part of make soak: takes about ten times as long"]
fn soak_ten_thousand_histories() {
    tell(histories(10_000), 1);
}

#[test]
fn programs_that_protect_themselves_less_break_the_law_that_is_against_it() {
    for (weakness, law) in [
        (Weakness::SendThenMark, "got two texts"),
        (Weakness::BlindRequeue, "got two texts"),
        (Weakness::SettleTimeZero, "got two texts"),
        (Weakness::AnyPullIsGood, "stale inbox"),
        (Weakness::ForgetsStops, "STOP is not read"),
        (Weakness::OneTimeZone, "outside its hours"),
        (Weakness::ForgetsThePace, "faster than their pace"),
        (Weakness::GoesOnAnyway, "held campaign sends"),
    ] {
        let (broken, deeds) = shortest(weakness, law);
        assert!(broken.contains(law), "{weakness:?} broke another law: {broken}, {deeds:?}");
        assert!(deeds.len() <= 8, "{weakness:?} is not shrunk: {deeds:?}");
    }
}

/// How many: `COUNTERBELL_HISTORIES` makes them fewer, or more.
fn histories(usual: u32) -> u32 {
    std::env::var("COUNTERBELL_HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// So many histories; panics with the shortest that breaks a law. Answers how many requests were made.
#[expect(clippy::print_stderr, reason = "the figures are what a long run is for")]
fn tell(histories: u32, seed: u64) -> usize {
    let requests = AtomicUsize::new(0);
    thread::scope(|scope| {
        for lane in 0..LANES {
            let requests = &requests;
            scope.spawn(move || {
                let beginning = world::beginning();
                let played = runner(histories / LANES, seed + u64::from(lane)).run(
                    &deeds::history(),
                    |(slow, deeds)| {
                        let made = world::play(&beginning, Weakness::None, slow, &deeds).map_err(failed)?;
                        requests.fetch_add(made, Ordering::Relaxed);
                        Ok(())
                    },
                );
                if let Err(fault) = played {
                    panic!("{fault}");
                }
            });
        }
    });
    eprintln!("{histories} histories, {} requests", requests.load(Ordering::Relaxed));
    requests.into_inner()
}

/// The shortest history in which a weak program breaks this law.
fn shortest(weakness: Weakness, law: &str) -> (String, Vec<Deed>) {
    let beginning = world::beginning();
    let played = runner(3_000, 7).run(&deeds::history(), |(slow, deeds)| {
        match world::play(&beginning, weakness, slow, &deeds) {
            Err(broken) if broken.0.contains(law) => Err(failed(broken)),
            _ => Ok(()),
        }
    });
    match played {
        Err(TestError::Fail(broken, (_, deeds))) => (broken.to_string(), deeds),
        other => panic!("{weakness:?} broke no law: {other:?}"),
    }
}

fn failed(broken: laws::Broken) -> TestCaseError {
    TestCaseError::fail(broken.0)
}

fn runner(cases: u32, seed: u64) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
