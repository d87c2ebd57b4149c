//! campaigns

pub mod body;
pub mod content;
pub mod encoding;
pub mod fields;
pub mod parts;
mod spelling;
