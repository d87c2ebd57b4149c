//! sending

pub mod locality;
mod openings;
pub mod pacing;
pub mod plan;
pub mod quiet_hours;
