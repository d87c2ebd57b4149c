//! Which of a row's numbers is the person's, and what a repair makes of one that cannot be read.

use csv::StringRecord;

use super::damage::{self, Damage, Damages};
use super::field::Field;
use super::remedy::Remedy;
use super::understand::Understanding;
use crate::contacts::phone::{self, Phone, PhoneFault};

impl Understanding<'_> {
    /// The best number: one that takes texts before one that does not; and whether it is the main column's.
    pub(super) fn phone(&mut self, record: &StringRecord, place: &str) -> Result<(Phone, bool), PhoneFault> {
        let home = if place.len() == 2 && phone::is_country(place) { place } else { self.country };
        let (mut fault, mut second_best, mut damages) = (PhoneFault::Empty, None, Damages::default());
        for (rank, &at) in self.columns(Field::Phone).iter().enumerate() {
            let cell = record.get(at).unwrap_or_default();
            match phone::normalise(cell, home) {
                Ok(phone) if phone.line.takes_texts() => {
                    if damage::lost_plus(cell, &phone.e164) {
                        self.damages.add(Damage::LostPlus);
                    }
                    return Ok((phone, rank == 0));
                }
                Ok(phone) => second_best = second_best.or(Some((phone, rank == 0))),
                Err(PhoneFault::Empty) => {}
                Err(other) => {
                    fault = if fault == PhoneFault::Damaged { fault } else { other };
                    damage::of_lost_number(cell).into_iter().for_each(|damage| damages.add(damage));
                }
            }
        }
        if let Some(found) = second_best {
            self.damages.add(Damage::CannotReceive);
            return Ok(found);
        }
        if let Some(found) = self.mended_phone(record) {
            return Ok(found);
        }
        self.damages.join(damages);
        Err(fault)
    }

    /// A number that can be read once the owner's repairs are applied.
    fn mended_phone(&mut self, record: &StringRecord) -> Option<(Phone, bool)> {
        for (rank, &at) in self.columns(Field::Phone).iter().enumerate() {
            let cell = record.get(at).unwrap_or_default();
            let Some(damage) = damage::of_lost_number(cell) else { continue };
            let phone = match self.repairs.of(damage) {
                Some(Remedy::Country(country)) => phone::normalise(cell, country).ok(),
                Some(Remedy::Restore) => damage::digits_of_power(cell)
                    .and_then(|digits| phone::normalise(&format!("+{digits}"), "").ok()),
                _ => None,
            };
            if let Some(phone) = phone {
                self.damages.mend(damage);
                return Some((phone, rank == 0));
            }
        }
        None
    }
}
