//! In which words each person agreed, and whether they confirmed it by text.
//!
//! One walk over the ledger for all numbers, as the checks need it. Invariant: a
//! revocation forgets everything that was agreed before it.

use std::collections::HashMap;

use rusqlite::Connection;

use super::proof::Method;
use super::rows::WordingId;
use super::scope::{EntryKind, EntryScope, Scope};
use crate::ids::NumberId;
use crate::store::StoreError;

/// What stands behind one person's consent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreed {
    /// The words they saw, each once.
    pub words: Vec<WordingId>,
    /// Whether some grant is on record without its words.
    pub wordless: bool,
    /// Whether they answered yes to a text that asked.
    pub confirmed: bool,
}

/// Everybody's grants of a scope that stand, with their words.
pub fn agreed(connection: &Connection, scope: Scope) -> Result<HashMap<NumberId, Agreed>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT number_id, kind, scope, method, wording_id FROM consent_entry ORDER BY seq",
    )?;
    let mut rows = select.query([])?;
    let mut people: HashMap<NumberId, Agreed> = HashMap::new();
    while let Some(row) = rows.next()? {
        let number: NumberId = row.get(0)?;
        let text = |column| row.get_ref(column).and_then(|value| Ok(value.as_str()?));
        let known = EntryKind::read(text(1)?).zip(EntryScope::read(text(2)?));
        let Some((kind, entry)) = known else { continue };
        if kind == EntryKind::Revoked {
            if kind.applied(entry, 7) & scope.required_bit() == 0 {
                people.remove(&number);
            }
        } else if kind.applied(entry, 0) & scope.required_bit() != 0 {
            let person = people.entry(number).or_default();
            person.confirmed |= kind == EntryKind::Confirmed || text(3)? == Method::DoubleOptIn.word();
            match row.get::<_, Option<u32>>(4)?.map(WordingId) {
                Some(words) if !person.words.contains(&words) => person.words.push(words),
                Some(_) => {}
                None => person.wordless |= kind == EntryKind::Granted,
            }
        }
    }
    Ok(people)
}

#[cfg(test)]
#[path = "agreed_tests.rs"]
mod tests;
