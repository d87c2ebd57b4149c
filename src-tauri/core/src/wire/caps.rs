//! The owner's own caps.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::SegmentId;

/// A cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CapView {
    /// Its id.
    pub id: u32,
    /// Whom it is for; `None` for everybody.
    pub segment: Option<SegmentId>,
    /// The segment's name; empty for everybody.
    pub segment_name: String,
    /// At most so many promotional texts to each person.
    pub texts: u32,
    /// In so many days.
    pub days: u32,
}

/// A cap to set; the one that the segment had before is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct CapDraft {
    /// Whom it is for; `None` for everybody.
    pub segment: Option<SegmentId>,
    /// At most so many promotional texts to each person, 0 to 100.
    pub texts: u32,
    /// In so many days, 1 to 365.
    pub days: u32,
}
