//! Who wears which tags, for one query: a bit for each number.
//!
//! Owns the function `worn(list, number_id)`. Found anew for each query, so that it never answers for a store that has
//! changed since. Not to be given while a statement of this connection is being read.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params_from_iter};

use super::compile::wearers;
use super::scan::give_folded;

/// Numbers that wear a tag.
#[derive(Default)]
struct Worn(Vec<u64>);

impl Worn {
    fn put(&mut self, number: u32) {
        let (word, bit) = (number as usize / 64, number % 64);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0.get_mut(word).into_iter().for_each(|word| *word |= 1 << bit);
    }

    fn has(&self, number: i64) -> bool {
        let has = |at: usize| self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1);
        usize::try_from(number).is_ok_and(has)
    }
}

/// Gives `worn` to the connection; `tags` are what its lists ask.
pub(super) fn give_worn(connection: &Connection, tags: &[Vec<String>]) -> rusqlite::Result<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let lists = tags.iter().map(|names| worn(connection, names)).collect::<rusqlite::Result<Vec<_>>>()?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function(c"worn", 2, flags, move |call| {
        let (list, number) = (call.get_raw(0).as_i64()?, call.get_raw(1).as_i64()?);
        let worn = usize::try_from(list).ok().and_then(|list| lists.get(list));
        Ok(worn.is_some_and(|worn| worn.has(number)))
    })
}

fn worn(connection: &Connection, names: &[String]) -> rusqlite::Result<Worn> {
    let sql = wearers(names);
    give_folded(connection, &sql)?;
    let mut select = connection.prepare(&sql)?;
    let mut rows = select.query(params_from_iter(names))?;
    let mut worn = Worn::default();
    while let Some(row) = rows.next()? {
        worn.put(row.get(0)?);
    }
    Ok(worn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_where_it_was_put_and_nowhere_else() {
        let mut worn = Worn::default();
        let numbers = [1, 63, 64, 65, 1_000_000];
        numbers.into_iter().for_each(|number| worn.put(number));
        let found: Vec<i64> = (-70..1_000_200).filter(|number| worn.has(*number)).collect();
        assert_eq!(found, numbers.map(i64::from));
    }
}
