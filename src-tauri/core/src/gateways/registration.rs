//! How a sender is registered with the carriers, and what follows from it.
//!
//! Pure. The owner states it as the provider's console shows it; nothing here
//! asks a provider. What is not stated counts as the strictest reading.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::consent::Scope;
use crate::rules::limits::{self, AttClass, SenderRate, TmobileCap};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// The stored word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the stored word; one that is not known says nothing.
            #[must_use]
            pub fn of_word(word: &str) -> Self {
                match word { $($word => Self::$variant,)+ _ => Self::default() }
            }
        }
    };
}

words!(
    /// What kind of sender carriers see.
    Kind {
        /// A US ten-digit number with a brand and a campaign.
        TenDlc = "ten_dlc",
        /// A North American toll-free number.
        TollFree = "toll_free",
        /// A short code.
        ShortCode = "short_code",
        /// No registration is needed where this sender texts.
        NotNeeded = "not_needed",
        /// Nobody has said.
        #[default]
        Unknown = "unknown",
    }
);

words!(
    /// How far the registration has come.
    Status {
        /// The carriers take its texts.
        Approved = "approved",
        /// Under review: US carriers block its texts.
        Pending = "pending",
        /// Turned down.
        Rejected = "rejected",
        /// Taken away.
        Suspended = "suspended",
        /// Nobody has said.
        #[default]
        Unknown = "unknown",
    }
);

words!(
    /// What the 10DLC campaign or the verification was registered for.
    UseCase {
        /// Offers only.
        Marketing = "marketing",
        /// Offers and service news together.
        Mixed = "mixed",
        /// Offers and service news, few a day.
        LowVolume = "low_volume",
        /// A sole proprietor's.
        SoleProprietor = "sole_proprietor",
        /// Order and delivery news only.
        DeliveryNotification = "delivery_notification",
        /// News of a customer's account only.
        AccountNotification = "account_notification",
        /// Answers to customers only.
        CustomerCare = "customer_care",
        /// A charity's.
        Charity = "charity",
        /// Nobody has said.
        #[default]
        Unknown = "",
    }
);

/// A sender's registration as the owner stated it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Registration {
    /// What kind of sender it is.
    pub kind: Kind,
    /// How far it has come.
    pub status: Status,
    /// The brand's name or id at the registry; may be empty.
    pub brand: String,
    /// The brand's trust score, 1 to 100; nothing where it was never vetted.
    pub brand_score: Option<u32>,
    /// The 10DLC campaign's id; senders with the same one share its pace.
    pub campaign: String,
    /// What it was registered for.
    pub use_case: UseCase,
    /// AT&T's class, one letter, where the provider shows it; empty: it follows from use case and score.
    pub class: String,
}

/// One thing that a registration allows, with its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// `att_class`, `brand_cap`, `sender_rate`.
    pub id: &'static str,
    /// Which row of the table.
    pub row: &'static str,
    /// Parts a minute, parts a day or texts a minute, as published.
    pub published: u32,
    /// Publication.
    pub source: &'static str,
    /// How sure.
    pub grade: &'static str,
}

impl Registration {
    /// What is known of a sender of which only the summary was ever stated.
    #[must_use]
    pub fn of_summary(word: &str) -> Self {
        let (kind, status) = match word {
            "registered" => (Kind::Unknown, Status::Approved),
            "missing" => (Kind::Unknown, Status::Pending),
            "not_needed" => (Kind::NotNeeded, Status::Unknown),
            _ => (Kind::Unknown, Status::Unknown),
        };
        Self { kind, status, ..Self::default() }
    }

    /// The word that stands for it in `sender.registration`.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        match (self.kind, self.status) {
            (Kind::NotNeeded, _) => "not_needed",
            (_, Status::Approved) => "registered",
            (_, Status::Pending | Status::Rejected | Status::Suspended) => "missing",
            (_, Status::Unknown) => "unknown",
        }
    }

    /// Whether texts of this purpose are what it was registered for; nothing where nobody has said.
    #[must_use]
    pub fn covers(&self, purpose: Scope) -> Option<bool> {
        use UseCase::{
            AccountNotification, Charity, CustomerCare, DeliveryNotification, LowVolume, Marketing, Mixed,
            SoleProprietor, Unknown,
        };
        Some(match self.use_case {
            Unknown => return None,
            Mixed | LowVolume | SoleProprietor | Charity => true,
            Marketing => purpose == Scope::Promotional,
            DeliveryNotification | AccountNotification => purpose == Scope::Transactional,
            CustomerCare => purpose != Scope::Promotional,
        })
    }

    /// AT&T's class of a 10DLC campaign. An unstated use case counts as low volume.
    #[must_use]
    pub fn att_class(&self) -> Option<&'static AttClass> {
        if self.kind != Kind::TenDlc {
            return None;
        }
        if let Some(stated) = limits::att_class(self.class.trim()) {
            return Some(stated);
        }
        let mixed = matches!(self.use_case, UseCase::Marketing | UseCase::Mixed);
        let letter = match (self.use_case, self.brand_score.unwrap_or(1)) {
            (UseCase::SoleProprietor, _) => "W",
            (UseCase::LowVolume | UseCase::Unknown, _) => "T",
            (UseCase::Charity, _) => "P",
            (_, 75..) => {
                if mixed {
                    "B"
                } else {
                    "A"
                }
            }
            (_, 50..=74) => {
                if mixed {
                    "D"
                } else {
                    "C"
                }
            }
            (_, _) => {
                if mixed {
                    "F"
                } else {
                    "E"
                }
            }
        };
        limits::att_class(letter)
    }

    /// What its provider lets a sender outside 10DLC do; the strictest provider's figure.
    #[must_use]
    pub fn sender_rate(&self) -> Option<&'static SenderRate> {
        match self.kind {
            Kind::TollFree | Kind::ShortCode => limits::sender_rate(self.kind.word()),
            _ => None,
        }
    }

    /// Parts a minute that its class or its kind lets go; nothing where nothing is known.
    #[must_use]
    pub fn parts_a_minute(&self) -> Option<u32> {
        let rate = || self.sender_rate().map(|rate| rate.per_second.saturating_mul(60));
        self.att_class().map(|class| class.sms_tpm).or_else(rate)
    }

    /// Whether all numbers of its 10DLC campaign share one pace.
    #[must_use]
    pub fn shares_its_pace(&self) -> bool {
        self.att_class().is_some_and(|class| class.scope == "campaign")
    }

    /// Everything it allows.
    #[must_use]
    pub fn allowed(&self) -> Vec<Allowed> {
        let class = self.att_class().map(|row| Allowed {
            id: "att_class",
            row: &row.class,
            published: row.sms_tpm,
            source: &row.source,
            grade: &row.grade,
        });
        let cap = self.tmobile_cap().map(|row| Allowed {
            id: "brand_cap",
            row: &row.tier,
            published: row.cap_per_day,
            source: &row.source,
            grade: &row.grade,
        });
        let rate = self.sender_rate().map(|row| Allowed {
            id: "sender_rate",
            row: &row.kind,
            published: row.per_second.saturating_mul(60),
            source: &row.source,
            grade: &row.grade,
        });
        [class, cap, rate].into_iter().flatten().collect()
    }

    /// T-Mobile's daily parts of its brand.
    #[must_use]
    pub fn tmobile_cap(&self) -> Option<&'static TmobileCap> {
        match (self.kind, self.use_case) {
            (Kind::TenDlc, UseCase::SoleProprietor) => limits::tmobile_tier("Sole proprietor"),
            (Kind::TenDlc, UseCase::LowVolume) => limits::tmobile_cap(None),
            (Kind::TenDlc, _) => limits::tmobile_cap(self.brand_score),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten_dlc(use_case: UseCase, brand_score: Option<u32>) -> Registration {
        Registration {
            kind: Kind::TenDlc,
            status: Status::Approved,
            use_case,
            brand_score,
            ..Registration::default()
        }
    }

    #[test]
    fn class_and_cap_follow_from_use_case_and_score() {
        let table = [
            (UseCase::Marketing, Some(80), "B", 200_000),
            (UseCase::Mixed, Some(60), "D", 40_000),
            (UseCase::CustomerCare, Some(30), "E", 10_000),
            (UseCase::Marketing, None, "F", 2_000),
            (UseCase::LowVolume, Some(90), "T", 2_000),
            (UseCase::SoleProprietor, None, "W", 1_000),
            (UseCase::Unknown, None, "T", 2_000),
        ];
        for (use_case, score, class, cap) in table {
            let registration = ten_dlc(use_case, score);
            assert_eq!(registration.att_class().unwrap().class, class, "{use_case:?} {score:?}");
            assert_eq!(registration.tmobile_cap().unwrap().cap_per_day, cap, "{use_case:?} {score:?}");
        }
    }

    #[test]
    fn a_stated_class_wins_and_other_kinds_of_sender_have_none() {
        let stated = Registration { class: "s".into(), ..ten_dlc(UseCase::Marketing, None) };
        assert_eq!(stated.att_class().unwrap().sms_tpm, 9_000);
        let toll_free = Registration { kind: Kind::TollFree, ..ten_dlc(UseCase::Marketing, Some(80)) };
        assert_eq!((toll_free.att_class(), toll_free.tmobile_cap()), (None, None));
    }

    #[test]
    fn toll_free_and_short_codes_go_at_the_strictest_providers_pace() {
        let of = |kind| Registration { kind, ..Registration::default() }.parts_a_minute();
        assert_eq!([Kind::TollFree, Kind::ShortCode, Kind::Unknown].map(of), [Some(180), Some(6_000), None]);
        assert_eq!(ten_dlc(UseCase::LowVolume, None).parts_a_minute(), Some(75));
    }

    #[test]
    fn what_only_the_summary_says_is_said_again_by_the_summary() {
        for word in ["unknown", "registered", "missing", "not_needed"] {
            assert_eq!(Registration::of_summary(word).summary(), word);
        }
    }

    #[test]
    fn a_use_case_covers_its_own_purposes_only() {
        assert_eq!(ten_dlc(UseCase::Marketing, None).covers(Scope::Transactional), Some(false));
        assert_eq!(ten_dlc(UseCase::DeliveryNotification, None).covers(Scope::Promotional), Some(false));
        assert_eq!(ten_dlc(UseCase::Mixed, None).covers(Scope::Promotional), Some(true));
        assert_eq!(ten_dlc(UseCase::Unknown, None).covers(Scope::Promotional), None);
    }

    #[test]
    fn only_an_approved_registration_counts_as_one() {
        for (status, word) in
            [(Status::Approved, "registered"), (Status::Pending, "missing"), (Status::Unknown, "unknown")]
        {
            assert_eq!(Registration { status, ..ten_dlc(UseCase::Mixed, None) }.summary(), word);
        }
    }
}
