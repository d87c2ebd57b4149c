//! Which hours belong to a contact: the zones and jurisdictions of number and address.
//!
//! Owns the memo in front of the table `hours`. Knows no quiet hour itself.

use std::collections::HashMap;

use super::phone::Phone;
use crate::ids::HoursId;
use crate::rules::{places, zones};
use crate::sending::hours::id_of;
use crate::sending::locality::{Address, locality_of};
use crate::store::{StoreError, WriteTx};

/// What a number alone gives, by where the tables keep it; then the address as far as hours depend on it.
type Memo = HashMap<(usize, usize), HashMap<String, HoursId>>;

/// Hours met in one write.
#[derive(Default)]
pub(super) struct Hours {
    memo: Memo,
    /// Room for the key of an address, made anew for each person.
    place: String,
}

impl Hours {
    /// The hours of a number and the address its contact gave.
    pub(super) fn of(
        &mut self,
        tx: &WriteTx<'_>,
        phone: &Phone,
        address: Address<'_>,
    ) -> Result<HoursId, StoreError> {
        let (zones, places) = (zones::of_number(&phone.e164), places::of_number(&phone.e164));
        let number = (zones.as_ptr().addr(), places.as_ptr().addr());
        self.write_place(address);
        if let Some(id) = self.memo.get(&number).and_then(|by_place| by_place.get(&self.place)) {
            return Ok(*id);
        }
        let id = id_of(tx, &locality_of(&phone.e164, Some(address)))?;
        let by_place = self.memo.entry(number).or_default();
        if by_place.len() < 10_000 {
            by_place.insert(self.place.clone(), id);
        }
        Ok(id)
    }

    /// Only the first three digits of a postcode ever decide (see `sending::locality`), five being a whole one.
    fn write_place(&mut self, address: Address<'_>) {
        let postcode = address.postcode.trim();
        let start = postcode.char_indices().nth(3).map_or(postcode, |(end, _)| postcode.split_at(end).0);
        let whole = if postcode.len() >= 5 { "+" } else { "-" };
        self.place.clear();
        for piece in [address.country, "|", address.region, "|", whole, start] {
            self.place.push_str(piece);
        }
    }
}
