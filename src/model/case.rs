//! A case file: what the user said of what a search found.

/// What the user said of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Judgement {
    /// Nothing yet.
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

    /// The judgement of this name; an unknown one says nothing.
    pub fn named(name: &str) -> Self {
        match name {
            "confirmed" => Self::Confirmed,
            "struck" => Self::Struck,
            _ => Self::Open,
        }
    }

    /// Its sign before a candidate.
    pub fn sign(self) -> char {
        match self {
            Self::Open => '?',
            Self::Confirmed => '+',
            Self::Struck => '-',
        }
    }
}
