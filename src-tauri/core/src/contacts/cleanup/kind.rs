//! What can be wrong with a list as a whole: the kinds, in the order in which a page shows them.

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// One kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            /// All of them, gravest first.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

kinds! {
    /// A whole import that bears the marks of a bought or scraped list.
    BoughtList = "bought_list",
    /// The same name at the same address under different numbers.
    DuplicatePeople = "duplicate_people",
    /// One number under which people of different names are known.
    SharedNumber = "shared_number",
    /// A number that does not exist, by the plan or by what a provider said.
    InvalidNumber = "invalid_number",
    /// A landline, a premium line, a pager: by the plan it takes no texts.
    CannotReceive = "cannot_receive",
    /// The number is of another country than the address.
    CountryMismatch = "country_mismatch",
    /// A name in capitals, with a title or with emoji.
    NameStyle = "name_style",
    /// Nobody: a test row, a number reserved for fiction.
    Placeholder = "placeholder",
    /// No consent that can be proved.
    NoConsent = "no_consent",
    /// The latest consent is older than the owner's limit.
    OldConsent = "old_consent",
    /// No order, no reply, no consent in eighteen months.
    Silent = "silent",
}

impl Kind {
    /// Reads a word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// The tag that marks people as looked after, where that is the repair.
    pub(super) fn tag(self) -> Option<&'static str> {
        match self {
            Self::NoConsent => Some("ask for consent"),
            Self::OldConsent => Some("renew consent"),
            Self::Silent => Some("silent 18 months"),
            _ => None,
        }
    }
}
