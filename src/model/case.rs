//! Case files: the user's judgements of search results.

/// The user's judgement of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Judgement {
    /// None yet.
    #[default]
    Open,
    /// It belongs to the case.
    Confirmed,
    /// It does not.
    Struck,
}

impl Judgement {
    /// Its name in the archive and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Confirmed => "confirmed",
            Self::Struck => "struck",
        }
    }

    /// The judgement with this name; `Open` if it is unknown.
    pub fn named(name: &str) -> Self {
        match name {
            "confirmed" => Self::Confirmed,
            "struck" => Self::Struck,
            _ => Self::Open,
        }
    }

    /// Its symbol in front of a candidate.
    pub fn sign(self) -> char {
        match self {
            Self::Open => '?',
            Self::Confirmed => '+',
            Self::Struck => '-',
        }
    }
}
