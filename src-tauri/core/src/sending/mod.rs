//! sending

pub mod locality;
pub mod pacing;
pub mod plan;
pub mod quiet_hours;
