//! Why the sender waits. Not failures: each ends by itself or by a named deed.

/// What a sender waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The pace.
    Pace,
    /// The recipients' hours.
    Hours,
    /// A complete pull of the inbox.
    InboxStale,
    /// The owner: the provider refused the account or the sender.
    Halted,
    /// The network, or a provider that does not answer.
    Unreachable,
    /// The provider's own rate limit.
    TooFast,
    /// The computer's clock went back; capped and quiet hours could be evaded.
    ClockWentBack,
    /// The provider's answers to texts that are on their way.
    Answers,
    /// A person: the store is a restored or copied one.
    Locked,
    /// Receipts and replies of the first batch.
    FirstBatch,
    /// T-Mobile's midnight: the brand's parts of the day are used up.
    BrandCap,
    /// The account's 24 hours.
    AccountCap,
    /// Tomorrow's level of a new number.
    WarmUp,
    /// A person: an alarm has just paused the campaign.
    Alarm,
    /// Tomorrow: a day carries at most twice the largest of the last seven.
    Growth,
}

impl Hold {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pace => "pace",
            Self::Hours => "hours",
            Self::InboxStale => "inbox_stale",
            Self::Halted => "halted",
            Self::Unreachable => "unreachable",
            Self::TooFast => "too_fast",
            Self::ClockWentBack => "clock_went_back",
            Self::Answers => "answers",
            Self::Locked => "locked",
            Self::FirstBatch => "first_batch",
            Self::BrandCap => "brand_cap",
            Self::AccountCap => "account_cap",
            Self::WarmUp => "warm_up",
            Self::Alarm => "alarm",
            Self::Growth => "growth",
        }
    }

    /// The reason in one sentence, for the monitor.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Pace => "Waiting for the next text's turn.",
            Self::Hours => "Waiting for sending hours where the recipients are.",
            Self::InboxStale => {
                "Waiting until the inbox has been read, so that no STOP is overlooked. If this lasts, look at the internet connection."
            }
            Self::Halted => {
                "Stopped: the SMS provider refused. Mend it in Settings, then let the sender go again."
            }
            Self::Unreachable => {
                "Waiting for the internet connection or the SMS provider: it cannot be reached. Nothing is lost, and sending goes on by itself."
            }
            Self::TooFast => "Waiting because the SMS provider asks to go slower. Sending goes on by itself.",
            Self::ClockWentBack => "Stopped: this computer's clock went back. Set it right.",
            Self::Answers => "Waiting for the SMS provider's answers to the texts on their way.",
            Self::Locked => {
                "Stopped: this is a restored or copied store. Read the replies and confirm it first."
            }
            Self::FirstBatch => {
                "The first batch is out. Waiting for its receipts and replies before the rest follows."
            }
            Self::BrandCap => {
                "Waiting for midnight US Pacific: today's T-Mobile allowance of the brand is used up."
            }
            Self::AccountCap => "Waiting: the SMS account's allowance for 24 hours is used up.",
            Self::WarmUp => "Waiting for tomorrow: this new number has sent what its level allows today.",
            Self::Alarm => "Paused by an alarm. See the campaign.",
            Self::Growth => {
                "Waiting for tomorrow: today has twice the texts of the largest day of the last seven."
            }
        }
    }
}
