//! The SQL of `hours`: places and zones that numbers share.

use rusqlite::{Connection, OptionalExtension};

use super::quiet_hours::Locality;
use crate::ids::HoursId;
use crate::store::StoreError;

/// The locality behind an id. An unknown id is a locality nobody knows, which is the strictest.
pub fn locality(connection: &Connection, id: HoursId) -> Result<Locality, StoreError> {
    let stored: Option<(String, String)> = connection
        .prepare_cached("SELECT zones, places FROM hours WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(stored.map_or_else(nowhere, |(zones, places)| read(&zones, &places)))
}

/// The id of a locality, given one now if it is new.
pub fn id_of(connection: &Connection, locality: &Locality) -> Result<HoursId, StoreError> {
    let (zones, places) = (locality.zones_json(), locality.places_json());
    connection
        .prepare_cached("INSERT INTO hours (zones, places) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((&zones, &places))?;
    Ok(connection
        .prepare_cached("SELECT id FROM hours WHERE zones = ?1 AND places = ?2")?
        .query_row((&zones, &places), |row| row.get(0))?)
}

/// Every locality of this store.
pub fn all(connection: &Connection) -> Result<Vec<(HoursId, Locality)>, StoreError> {
    let mut select = connection.prepare_cached("SELECT id, zones, places FROM hours")?;
    let rows = select.query_map([], |row| {
        let (zones, places): (String, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, read(&zones, &places)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A row that cannot be read is a locality nobody knows: nothing is allowed there.
fn read(zones: &str, places: &str) -> Locality {
    Locality::from_json(zones, places).unwrap_or_else(|_| nowhere())
}

fn nowhere() -> Locality {
    Locality::new(Vec::new(), Vec::new())
}
