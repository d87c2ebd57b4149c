//! Reading a table that was compiled in: comma separated, one header row, no quoting.

/// The rows below the header, each as its columns.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| line.split(',').collect())
}

/// One column, empty where the row is too short.
pub(super) fn column(row: &[&'static str], index: usize) -> &'static str {
    row.get(index).copied().unwrap_or_default().trim()
}
