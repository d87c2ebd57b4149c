//! What the page may ask of the shell, as one list, and its TypeScript.
//!
//! The same list answers the page at run time and writes `ui/src/host/bindings.ts`, so the two
//! cannot disagree; a check of the committed file keeps it fresh.

use std::path::Path;

use specta_typescript::Typescript;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{
    app, backups, campaigns, cleanup, consent, contacts, doubts, inbox, laptop, rules, segments, settings,
};
use crate::events::CoreEvents;

/// Every command and event that crosses to the page.
pub fn commands() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(collect_commands![
            app::app_stage,
            app::shop_setup,
            app::practice_open,
            app::store_unlock,
            app::store_recover,
            app::store_retry,
            app::store_close,
            app::recovery_kit_save,
            app::copy_show,
            app::copy_confirm,
            app::shop_change,
            app::today,
            contacts::import_pick,
            contacts::import_look,
            contacts::import_preview,
            contacts::import_problem_rows,
            contacts::import_commit,
            contacts::import_cancel,
            contacts::imports_list,
            contacts::import_undo,
            contacts::import_rejects_save,
            contacts::contacts_page,
            contacts::contacts_warm,
            contacts::contacts_choices,
            contacts::contacts_deed,
            contacts::contact_show,
            contacts::contacts_export,
            contacts::number_suppress,
            contacts::ledger_verify,
            cleanup::cleanup_show,
            cleanup::cleanup_people,
            cleanup::cleanup_repair,
            cleanup::cleanup_undo,
            cleanup::cleanup_old_after,
            consent::contact_state_on,
            consent::contact_erase,
            consent::evidence_save,
            consent::wordings_list,
            consent::wording_keep,
            segments::segment_fields,
            segments::segments_list,
            segments::segment_save,
            segments::segment_delete,
            segments::reach_preview,
            segments::reach_people,
            campaigns::campaigns_list,
            campaigns::campaign_show,
            campaigns::campaign_save,
            campaigns::campaign_delete,
            campaigns::compose_preview,
            campaigns::campaign_check,
            campaigns::campaign_rehearse,
            campaigns::campaign_respell,
            campaigns::campaign_test,
            campaigns::campaign_approve,
            campaigns::campaign_pause,
            campaigns::campaign_resume,
            campaigns::campaign_stop,
            campaigns::campaign_report,
            campaigns::campaign_health,
            campaigns::campaign_people,
            inbox::inbox_list,
            inbox::conversation_show,
            inbox::inbox_reply,
            inbox::conversation_done,
            inbox::opt_out_settle,
            inbox::wish_settle,
            inbox::asking_show,
            inbox::asking_send,
            inbox::asking_withdraw,
            inbox::fixed_texts,
            inbox::fixed_texts_change,
            inbox::inbox_pull,
            settings::senders_list,
            settings::gateway_add_twilio,
            settings::sender_cards,
            settings::sender_register,
            settings::sender_pace,
            settings::senders_health,
            settings::carrier_tables,
            settings::sender_release,
            settings::caps_list,
            settings::cap_set,
            settings::cap_remove,
            rules::rules_find,
            app::cut_off_seen,
            doubts::doubts_list,
            doubts::doubt_resolve,
            laptop::awake_show,
            laptop::awake_wish,
            backups::backups_list,
            backups::backup_create,
            backups::backup_verify,
            backups::backup_rehearse,
            backups::backup_take_along,
            backups::backup_restore,
            backups::store_restore,
            backups::copy_give_up_inbox,
        ])
        .events(collect_events![CoreEvents])
        .error_handling(ErrorHandlingMode::Result)
}

/// Writes the typed commands for the page to `file`.
///
/// # Errors
/// When a type has no TypeScript form, or the file cannot be written.
pub fn write(file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    commands().export(Typescript::default(), file)?;
    Ok(())
}
