//! Identities. One newtype each, so that a campaign's id can never be used as a contact's.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                u32::column_result(value).map(Self)
            }
        }
    };
}

id!(
    /// A phone number this store has met. A contact has the id of its number.
    NumberId
);
id!(
    /// One run of the import.
    ImportId
);
id!(
    /// A saved audience rule.
    SegmentId
);
id!(
    /// A campaign.
    CampaignId
);
id!(
    /// One text to one number.
    MessageId
);
id!(
    /// An account at an SMS provider.
    GatewayId
);
id!(
    /// One number or sender id at a gateway.
    SenderId
);
id!(
    /// A set of time zones and jurisdictions that numbers share.
    HoursId
);
id!(
    /// A text that somebody wrote to us.
    InboundId
);
