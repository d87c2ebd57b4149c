//! sending

pub mod locality;
pub mod pacing;
pub mod quiet_hours;
