//! Reading a body into pieces. Owns the grammar of merge fields:
//! `{{ name }}` or `{{ name | fallback }}`, one line, no nesting.

use super::super::fields::Field;
use super::{BodyError, Piece};

pub(super) fn pieces(text: &str) -> Result<Vec<Piece>, BodyError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((plain, field)) = rest.split_once("{{") {
        let position = characters(text, text.len() - field.len() - 2);
        push_text(&mut pieces, text, plain, rest)?;
        let (inside, after) = field.split_once("}}").ok_or(BodyError::Unclosed { position })?;
        if inside.contains(['{', '\n', '\r']) {
            return Err(BodyError::Unclosed { position });
        }
        pieces.push(merge(inside, position)?);
        rest = after;
    }
    push_text(&mut pieces, text, rest, rest)?;
    Ok(pieces)
}

fn push_text(pieces: &mut Vec<Piece>, whole: &str, plain: &str, rest: &str) -> Result<(), BodyError> {
    let start = whole.len() - rest.len();
    if let Some(offset) = plain.find("}}") {
        return Err(BodyError::Unopened { position: characters(whole, start + offset) });
    }
    if let Some((name, offset)) = single_braces(plain) {
        return Err(BodyError::SingleBraces { name, position: characters(whole, start + offset) });
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain.to_owned()));
    }
    Ok(())
}

fn merge(inside: &str, position: u32) -> Result<Piece, BodyError> {
    let (name, fallback) = match inside.split_once('|') {
        Some((name, fallback)) => (name.trim(), Some(fallback.trim().to_owned())),
        None => (inside.trim(), None),
    };
    let field = Field::named(name).ok_or_else(|| BodyError::UnknownField {
        name: name.to_owned(),
        position,
        did_you_mean: Field::nearest(name).map(|field| field.name().to_owned()),
        known: Field::ALL.iter().map(|field| field.name().to_owned()).collect(),
    })?;
    Ok(Piece::Merge { field, fallback })
}

/// A known field in single braces: somebody forgot one, or comes from another product.
fn single_braces(plain: &str) -> Option<(String, usize)> {
    plain.match_indices('{').find_map(|(offset, _)| {
        let inside = plain.get(offset + 1..)?.split_once('}')?.0;
        let name = inside.split('|').next().unwrap_or_default().trim();
        Field::named(name).map(|field| (field.name().to_owned(), offset))
    })
}

fn characters(text: &str, offset: usize) -> u32 {
    text.get(..offset).map_or(0, |before| before.chars().count() as u32)
}
