//! What stands in single cells of a row: without a spreadsheet's marks, of lists the first, tags apart.
//!
//! Pure. Knows no column.

/// Without the `'` that keeps a spreadsheet from calculating; an apostrophe that begins a name stays.
pub(super) fn plain_text(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest.starts_with(['=', '+', '-', '@']) || rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => cell,
    }
}

/// Google Contacts writes lists as `a ::: b`; of an address or an e-mail only the first counts.
pub(super) fn first_of_list(cell: &str) -> &str {
    cell.split_once(" ::: ").map_or(cell, |(first, _)| first)
}

/// The text as far as this many bytes go, without a broken character.
pub(super) fn cut(text: &str, most: usize) -> &str {
    let whole = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    text.get(..whole.unwrap_or(0)).unwrap_or_default()
}

/// Tags as shops write them: `a, b`, `a ::: * b`, `"a","b"`.
pub(super) fn tags(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let pieces = cell.split([',', ';', '|']).flat_map(|piece| piece.split(":::"));
    let clean =
        pieces.map(|piece| piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '*' | '\'')));
    let mut tags: Vec<String> =
        clean.filter(|tag| !tag.is_empty() && tag.len() <= 100).map(str::to_owned).collect();
    tags.truncate(250);
    tags
}
