//! Which hours belong to a contact: the zones and jurisdictions of number and address.
//!
//! Owns the memo in front of the table `hours`. Knows no quiet hour itself.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::phone::Phone;
use crate::ids::HoursId;
use crate::rules::places::{self, Place};
use crate::rules::zones;
use crate::sending::hours::id_of;
use crate::sending::locality::{Address, locality_of};
use crate::store::{StoreError, WriteTx};

/// What a number alone gives, then the address as far as hours depend on it.
type Memo = HashMap<(&'static [Tz], &'static [Place]), HashMap<String, HoursId>>;

/// Hours met in one write.
#[derive(Default)]
pub(super) struct Hours {
    memo: Memo,
}

impl Hours {
    /// The hours of a number and the address its contact gave.
    pub(super) fn of(
        &mut self,
        tx: &WriteTx<'_>,
        phone: &Phone,
        address: Address<'_>,
    ) -> Result<HoursId, StoreError> {
        let number = (zones::of_number(&phone.e164), places::of_number(&phone.e164));
        // Only the first three digits of a postcode ever decide (see `sending::locality`), five being a whole one.
        let whole = if address.postcode.trim().len() >= 5 { "+" } else { "-" };
        let start: String = address.postcode.trim().chars().take(3).collect();
        let place = format!("{}|{}|{whole}{start}", address.country, address.region);
        if let Some(id) = self.memo.get(&number).and_then(|by_place| by_place.get(&place)) {
            return Ok(*id);
        }
        let id = id_of(tx, &locality_of(&phone.e164, Some(address)))?;
        let by_place = self.memo.entry(number).or_default();
        if by_place.len() < 10_000 {
            by_place.insert(place, id);
        }
        Ok(id)
    }
}
