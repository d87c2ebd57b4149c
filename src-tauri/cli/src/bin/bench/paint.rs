//! First paint of the window: measured by the window's own script, told here.

use crate::table::Table;

/// `scripts/bench` puts the milliseconds here where it could open the window.
const TOLD_IN: &str = "COUNTERBELL_FIRST_PAINT_MS";

pub(crate) fn measure(table: &mut Table) {
    let told = std::env::var(TOLD_IN).ok().filter(|millis| millis.parse::<f64>().is_ok());
    let measured = told.map_or_else(|| "not measured".into(), |millis| format!("{millis} ms"));
    table.add("first paint of the window", "1.5 s or less", measured, "5");
}
