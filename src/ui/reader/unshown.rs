//! Why a picture is not shown: one word for each reason, which stands beside its sign.

use crate::model::TroubleKind;

/// Why a picture is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// Pictures are hidden, by a setting or a key.
    Hidden,
    /// This program was built without pictures.
    NotBuilt,
    /// Its file, or what it takes when it is decoded, is larger than is taken.
    TooLarge,
    /// It is of a form that is not read here.
    UnknownForm,
    /// Its file is damaged.
    Broken,
    /// It stands after as many pictures as are asked for.
    TooMany,
    /// Its address is none of the web.
    BadAddress,
    /// It was not fetched.
    NotFetched(TroubleKind),
}

impl Unshown {
    /// The phrase of it.
    pub(in crate::ui) fn phrase(self) -> &'static str {
        match self {
            Self::Hidden => "unshown-hidden",
            Self::NotBuilt => "unshown-not-built",
            Self::TooLarge => "unshown-too-large",
            Self::UnknownForm => "unshown-unknown-form",
            Self::Broken => "unshown-broken",
            Self::TooMany => "unshown-too-many",
            Self::BadAddress => "unshown-bad-address",
            Self::NotFetched(kind) => of_trouble(kind),
        }
    }
}

fn of_trouble(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::Offline => "unshown-offline",
        TroubleKind::TooLarge => "unshown-too-large",
        TroubleKind::BadAddress => "unshown-bad-address",
        TroubleKind::Private => "unshown-private",
        TroubleKind::Dns | TroubleKind::Refused | TroubleKind::NoClient => "unshown-no-connection",
        TroubleKind::TimedOut => "unshown-too-slow",
        TroubleKind::CutOff | TroubleKind::NotHttp => "unshown-cut-off",
        TroubleKind::Tls | TroubleKind::Downgrade => "unshown-not-secure",
        TroubleKind::LedAway | TroubleKind::Redirects => "unshown-led-away",
        TroubleKind::Gone => "unshown-gone",
        TroubleKind::Robots | TroubleKind::RobotsError => "unshown-robots",
        TroubleKind::Forbidden | TroubleKind::Blocked | TroubleKind::Throttled | TroubleKind::Login => {
            "unshown-refused"
        }
        _ => "unshown-not-had",
    }
}
