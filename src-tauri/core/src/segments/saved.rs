//! Saved segments as the window lists and saves them.

use super::fault::SegmentError;
use super::fields::{Kind, catalogue};
use super::rows::{self, Segment};
use super::rule::Rule;
use crate::clock::Timestamp;
use crate::engine::Engine;
use crate::ids::SegmentId;
use crate::wire::segments::{FieldView, SegmentDraft, SegmentView};

/// All saved segments.
pub fn saved(engine: &Engine) -> Result<Vec<SegmentView>, SegmentError> {
    Ok(engine.store().read(rows::list)?.iter().map(view).collect())
}

/// Saves one; an existing one of this name is replaced.
pub fn save_draft(engine: &Engine, draft: &SegmentDraft) -> Result<SegmentView, SegmentError> {
    let rule = Rule::from_text(&draft.rule)?;
    let now = engine.now();
    engine.store().write(|tx| rows::save(tx, &draft.name, &rule, now).map(|_| ()))?;
    engine.store().read(|c| rows::get(c, &draft.name)).map(|segment| view(&segment))
}

/// Removes one.
pub fn remove(engine: &Engine, id: SegmentId) -> Result<(), SegmentError> {
    engine.store().write(|tx| {
        let name = rows::list(tx)?.into_iter().find(|segment| segment.id == id).map(|segment| segment.name);
        name.map_or(Ok(()), |name| rows::delete(tx, &name))
    })
}

/// The fields that rules can ask about.
#[must_use]
pub fn fields() -> Vec<FieldView> {
    let field = |info: super::FieldInfo| FieldView {
        id: info.id.word().into(),
        kind: control(info.kind).into(),
        ops: info.ops.iter().map(|op| op.word().into()).collect(),
        example: info.example,
    };
    catalogue().into_iter().map(field).collect()
}

/// The control that a value of this kind is written with.
fn control(kind: Kind) -> &'static str {
    match kind {
        Kind::Country | Kind::Number => Kind::Text.word(),
        Kind::Id => Kind::Count.word(),
        kind => kind.word(),
    }
}

fn view(segment: &Segment) -> SegmentView {
    SegmentView {
        id: segment.id,
        name: segment.name.clone(),
        rule: segment.rule.to_text(),
        updated_at: Timestamp::from_timestamp_millis(segment.updated_at).unwrap_or_default().to_rfc3339(),
    }
}
