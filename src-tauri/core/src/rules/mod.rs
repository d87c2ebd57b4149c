//! rules

mod columns;
pub mod folding;
pub mod keywords;
pub mod phrases;
pub mod shorteners;
