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
    /// The network or the provider's own rate limit.
    BackOff,
    /// The computer's clock went back; capped and quiet hours could be evaded.
    ClockWentBack,
    /// The provider's answers to texts that are on their way.
    Answers,
}

impl Hold {
    /// The reason in one sentence, for the monitor.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Pace => "Waiting for the next text's turn.",
            Self::Hours => "Waiting for sending hours where the recipients are.",
            Self::InboxStale => "Waiting until the inbox has been read, so that no STOP is overlooked.",
            Self::Halted => "Stopped: the SMS provider refused. See Settings.",
            Self::BackOff => "Waiting for the SMS provider or the internet connection.",
            Self::ClockWentBack => "Stopped: this computer's clock went back. Set it right.",
            Self::Answers => "Waiting for the SMS provider's answers to the texts on their way.",
        }
    }
}
