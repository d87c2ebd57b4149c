//! Segments and reach: whom a rule means, who of them receives, and why not the others.
//!
//! Owns rules, their translation to SQL and the reasons. Knows no campaign, no
//! gateway and no time zone. Invariants: one query and one reason function stand
//! behind preview, people and approval; a value of a rule is always a parameter.
//!
//! Pure: `rule`, `read`, `value`, `fields`, `reason`, `text`. SQL: `compile`
//! (audiences, run by `scan`, `tally` and `members`), `reach` (names of people) and `rows` (saved segments).

mod audience;
mod compile;
mod fault;
mod fields;
mod members;
mod reach;
mod read;
mod reason;
mod rows;
mod rule;
mod saved;
mod scan;
mod starters;
mod tags;
mod tally;
mod text;
mod value;
mod view;

pub use audience::{Audience, CappedPeople};
pub use fault::SegmentError;
pub use fields::{Field, FieldInfo, Kind, Op, catalogue};
pub use members::{is_member, members};
pub use reach::{Member, PersonRow, Reach, Who, for_each_member, people, reach};
pub use reason::{Capped, Facts, Policy, Reason, first_reason};
pub use rows::{Segment, delete, get, list, save};
pub use rule::{LONGEST_NAME, MOST_CONDITIONS, MOST_GROUPS_DEEP, Rule, SegmentFile};
pub use saved::{fields, remove, save_draft, saved};
pub use starters::{save_starters, starters};
pub use view::view_of;
