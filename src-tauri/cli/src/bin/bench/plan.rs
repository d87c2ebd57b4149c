//! The planner: a campaign to 100,000 people drawn over time.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

use counterbell_core::clock::{Clock, SystemClock, Timestamp};
use counterbell_core::consent::Scope;
use counterbell_core::sending::caps::{Allows, Cap, Caps, Hours};
use counterbell_core::sending::first_batch::{self, FirstBatch};
use counterbell_core::sending::pacing::Pace;
use counterbell_core::sending::part_pace::PartPace;
use counterbell_core::sending::plan::{self, Group, LaneRequest, PlanRequest};
use counterbell_core::sending::quiet_hours::{OwnerWindow, locality_of};

use crate::Fault;
use crate::table::{Table, millis};

const PEOPLE: u32 = 100_000;
const RUNS: u32 = 9;
/// A class of the carriers, texts a second.
const CLASS: f64 = 75.0;
/// Texts that the account may send in any 24 hours: low enough that the plan goes over several days.
const ACCOUNT: u32 = 40_000;

pub(crate) fn measure(table: &mut Table) -> Result<(), Fault> {
    let groups = groups();
    let now: Timestamp = "2026-03-02T18:00:00Z".parse()?;
    let pace = Pace::new(CLASS, None)?;
    let batch =
        FirstBatch { size: first_batch::size(PEOPLE, None), taken: 0, last_taken_at: None, settled: 0 };
    let lane = LaneRequest {
        groups: &groups,
        scope: Scope::Promotional,
        window: OwnerWindow::of_minutes(540, 1200),
        pace,
        first_batch: batch,
        deadline: now + Duration::from_secs(7 * 86_400),
    };
    let lanes = [lane];
    let request = PlanRequest {
        lanes: &lanes,
        pace,
        part_pace: PartPace::of_class(4_500, now),
        caps: Caps::new(vec![
            Cap::new(Allows::PartsADay(160_000), Hours::default()),
            Cap::new(Allows::TextsInAnyDay(ACCOUNT), Hours::default()),
            Cap::new(Allows::Growth, Hours::default()),
        ]),
        start: now,
    };
    let fits = plan::plan(&request)?.fits;
    if fits == 0 {
        return Err("nobody fits into the plan".into());
    }
    let clock = SystemClock::default();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = clock.elapsed();
        black_box(plan::plan(black_box(&request))?);
        times.push(clock.elapsed().saturating_sub(began));
    }
    table.add_runs("plan of a campaign to 100,000 people under three caps", "200 ms or less", times, millis);
    Ok(())
}

/// Everybody's hours by their number, texts of one and two parts.
fn groups() -> Vec<Group> {
    let mut ranks: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for rank in 0..PEOPLE {
        ranks.entry((201 + rank * 7 % 780, 1 + rank % 2)).or_default().push(rank);
    }
    let group = |((area, parts), ranks): ((u32, u32), Vec<u32>)| Group {
        locality: locality_of(&format!("+1{area}5550100"), None),
        parts,
        ranks,
    };
    ranks.into_iter().map(group).collect()
}
