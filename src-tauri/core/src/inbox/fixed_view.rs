//! The texts that go out by themselves, as the owner sees and changes them.

use super::fixed::{FixedText, FixedTexts};
use super::rows;
use crate::campaigns::parts;
use crate::engine::Engine;
use crate::error::Problem;
use crate::shop;
use crate::store::StoreError;
use crate::wire::inbox::{FixedTextView, FixedTextsChange, FixedTextsView};

/// All of them.
pub fn fixed_texts(engine: &Engine) -> Result<FixedTextsView, StoreError> {
    engine.store().read(|c| {
        let brand = shop::load(c)?.brand;
        let texts = rows::fixed_texts(c)?;
        let view = |which: FixedText| FixedTextView {
            id: which.word().into(),
            own: texts.own(which).into(),
            usual: texts.usual(which, &brand),
            parts: parts::count(&texts.text(which, &brand)).parts,
        };
        Ok(FixedTextsView { texts: FixedText::ALL.map(view).into(), contact: texts.contact.clone() })
    })
}

/// Changes them; an empty text means the usual one.
pub fn change_fixed_texts(engine: &Engine, change: &FixedTextsChange) -> Result<FixedTextsView, Problem> {
    let brand = engine.store().read(shop::load)?.brand;
    let texts = FixedTexts {
        contact: change.contact.clone(),
        confirmation: change.confirmation.clone(),
        help: change.help.clone(),
        asking: change.asking.clone(),
    };
    let texts = texts.valid(&brand)?;
    engine.store().write(|tx| rows::keep_fixed_texts(tx, &texts))?;
    Ok(fixed_texts(engine)?)
}
