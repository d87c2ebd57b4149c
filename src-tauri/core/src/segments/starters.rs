//! Segments that a new shop starts with.

use super::fault::SegmentError;
use super::rows::save;
use super::rule::Rule;
use crate::clock::Timestamp;
use crate::store::WriteTx;

const STARTERS: [(&str, &str); 4] = [
    ("Everyone with consent", r#"{"all":[{"field":"consent","op":"is","value":"promotional"}]}"#),
    ("Ordered in the last 60 days", r#"{"all":[{"field":"last_order","op":"in_last_days","value":60}]}"#),
    ("Spent more than 200", r#"{"all":[{"field":"total_spent","op":"more_than","value":200}]}"#),
    ("Quiet for 180 days", r#"{"all":[{"field":"last_engagement","op":"not_in_last_days","value":180}]}"#),
];

/// The starters, by name.
pub fn starters() -> Result<Vec<(&'static str, Rule)>, SegmentError> {
    STARTERS.into_iter().map(|(name, rule)| Ok((name, Rule::from_text(rule)?))).collect()
}

/// Saves the starters, when a store is set up. One that the owner has saved under the same name is replaced.
pub fn save_starters(tx: &mut WriteTx<'_>, now: Timestamp) -> Result<(), SegmentError> {
    starters()?.into_iter().try_for_each(|(name, rule)| save(tx, name, &rule, now).map(|_| ()))
}
