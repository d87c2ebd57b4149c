//! What the core tells its listeners, always after the commit that made it true.
//!
//! Events say what changed; the listener reads again. They carry no person, no
//! number and no text.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::CampaignId;

/// One thing that has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Contacts, their consent or their standing changed.
    ContactsChanged,
    /// A segment was saved or removed.
    SegmentsChanged,
    /// A campaign or its messages changed.
    CampaignChanged {
        /// The campaign.
        id: CampaignId,
    },
    /// A reply or a receipt arrived.
    InboxChanged,
    /// The shop, a gateway or a sender changed.
    SettingsChanged,
}

/// Somebody who wants to hear events. Called after commit, on the writer's thread.
pub type Listener = Box<dyn Fn(&[Event]) + Send + Sync>;
