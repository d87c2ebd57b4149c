//! Programs that protect themselves less than Counterbell does: the negative controls.

use chrono::TimeDelta;
use counterbell_core::clock::Clock;
use counterbell_core::gateways::Gateway;
use counterbell_core::store::StoreError;
use counterbell_core::testing::TestShop;

use super::provider::Provider;
use super::world::PEOPLE;

/// What a program does without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weakness {
    /// Nothing: it is Counterbell.
    None,
    /// Sends first and marks after: a text that was on its way looks as if it never left.
    SendThenMark,
    /// Puts back whatever it does not know the end of.
    BlindRequeue,
    /// Asks the provider at once, and sends again what is not there yet.
    SettleTimeZero,
    /// Takes a pull that failed for an inbox without texts.
    AnyPullIsGood,
    /// Forgets who said STOP.
    ForgetsStops,
    /// Takes everybody for a Londoner.
    OneTimeZone,
    /// Forgets when the last text went.
    ForgetsThePace,
    /// Sends what was paused and stopped.
    GoesOnAnyway,
}

const AGAIN: &str =
    "UPDATE message SET state = 'queued', claimed_at = NULL, final_at = NULL, due_at = 0 WHERE state IN";
const RUNNING: &str = "UPDATE campaign SET state = 'running' WHERE state = 'finished';
    UPDATE standing SET last_texted_at = 0;";

impl Weakness {
    /// What it does when it starts.
    pub(super) fn at_a_start(self, shop: &TestShop, provider: &Provider) {
        match self {
            Self::SendThenMark => write(shop, &format!("{AGAIN} ('sending'); {RUNNING}")),
            Self::BlindRequeue => write(shop, &format!("{AGAIN} ('sending', 'in_doubt'); {RUNNING}")),
            Self::SettleTimeZero => {
                let since = provider.clock.now() - TimeDelta::days(9);
                for who in PEOPLE {
                    if provider.find_sent("", who, since).unwrap().is_empty() {
                        let theirs = format!("{AGAIN} ('sending', 'in_doubt') AND recipient = '{who}'");
                        write(shop, &format!("{theirs}; {RUNNING}"));
                    }
                }
            }
            Self::AnyPullIsGood => provider.pretend(),
            _ => {}
        }
    }

    /// What it does before it claims.
    pub(super) fn before_a_step(self, shop: &TestShop) {
        match self {
            Self::ForgetsStops => write(
                shop,
                "DROP TRIGGER IF EXISTS suppression_is_for_good; DELETE FROM suppression;
                 UPDATE standing SET suppressed = 0, consent = 7;
                 UPDATE message SET state = 'queued', final_at = NULL WHERE state = 'skipped' AND reason = 'suppressed';",
            ),
            Self::OneTimeZone => write(
                shop,
                "UPDATE message SET hours_id = (SELECT id FROM hours WHERE zones LIKE '%London%')",
            ),
            Self::ForgetsThePace => {
                write(shop, "UPDATE sender SET last_claim_at = 0; UPDATE campaign_pace SET slot_at = 0");
            }
            Self::GoesOnAnyway => write(
                shop,
                "UPDATE campaign SET state = 'running', pause_reason = '' WHERE state IN ('paused', 'stopped');
                 UPDATE message SET state = 'queued', final_at = NULL WHERE state = 'cancelled' AND attempt = 0;",
            ),
            _ => {}
        }
    }
}

/// The dead write nothing.
fn write(shop: &TestShop, sql: &str) {
    let _ = shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute_batch(sql)?));
}
