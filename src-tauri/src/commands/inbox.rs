//! Conversations and looking for replies.

use counterbell_core::ids::NumberId;
use counterbell_core::inbox;
use counterbell_core::wire::inbox::{
    AskingView, ConversationLine, ConversationView, FixedTextsChange, FixedTextsView, PullView,
};
use tauri::State;

use super::{Answer, ask};
use crate::shop::Shop;

#[tauri::command]
#[specta::specta]
pub(crate) async fn inbox_list(shop: State<'_, Shop>) -> Answer<Vec<ConversationLine>> {
    ask(shop, inbox::conversations).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn conversation_show(shop: State<'_, Shop>, id: NumberId) -> Answer<ConversationView> {
    ask(shop, move |engine| inbox::show(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn inbox_reply(
    shop: State<'_, Shop>,
    id: NumberId,
    text: String,
) -> Answer<ConversationView> {
    ask(shop, move |engine| inbox::reply(engine, id, &text)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn conversation_done(shop: State<'_, Shop>, id: NumberId) -> Answer<()> {
    ask(shop, move |engine| inbox::done(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn opt_out_settle(
    shop: State<'_, Shop>,
    id: NumberId,
    opted_out: bool,
) -> Answer<ConversationView> {
    ask(shop, move |engine| inbox::settle(engine, id, opted_out)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn inbox_pull(shop: State<'_, Shop>) -> Answer<PullView> {
    ask(shop, inbox::pull_all).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn wish_settle(
    shop: State<'_, Shop>,
    id: NumberId,
    accepted: bool,
) -> Answer<ConversationView> {
    ask(shop, move |engine| inbox::settle_wish(engine, id, accepted)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn fixed_texts(shop: State<'_, Shop>) -> Answer<FixedTextsView> {
    ask(shop, inbox::fixed_texts).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn fixed_texts_change(
    shop: State<'_, Shop>,
    change: FixedTextsChange,
) -> Answer<FixedTextsView> {
    ask(shop, move |engine| inbox::change_fixed_texts(engine, &change)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn asking_show(shop: State<'_, Shop>, id: NumberId) -> Answer<AskingView> {
    ask(shop, move |engine| inbox::asking_of(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn asking_send(shop: State<'_, Shop>, id: NumberId) -> Answer<AskingView> {
    ask(shop, move |engine| inbox::ask_to_confirm(engine, id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn asking_withdraw(shop: State<'_, Shop>, id: NumberId) -> Answer<AskingView> {
    ask(shop, move |engine| inbox::withdraw_asking(engine, id)).await
}
