//! Reach as it crosses to the window.

use super::reach::Reach;
use super::reason::Reason;
use crate::wire::contacts::ReasonCount;
use crate::wire::segments::ReachView;

/// The table in the documented order of reasons.
#[must_use]
pub fn view_of(reach: &Reach) -> ReachView {
    let counted = Reason::ALL.iter().filter_map(|reason| {
        let count = *reach.excluded_by.get(reason)?;
        Some(ReasonCount { reason: reason.word().into(), count })
    });
    ReachView {
        matched: reach.matched,
        will_receive: reach.will_receive,
        excluded: reach.excluded,
        excluded_by: counted.filter(|one| one.count > 0).collect(),
    }
}
