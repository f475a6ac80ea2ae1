//! What goes wrong with a source.

use std::str::FromStr;

use super::{SectionId, SourceId, Timestamp};

/// What went wrong. Its name in words, JSON and the archive is the variant's in kebab case.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum TroubleKind {
    /// No page came: the user chose to be offline.
    Offline,
    /// No answer in time.
    TimedOut,
    /// The name has no address.
    Dns,
    /// No connection.
    Refused,
    /// The certificate or the encryption is not to be trusted.
    Tls,
    /// A page cannot be read, or takes too long to read.
    Unreadable,
    /// The address lies in a private network.
    Private,
    /// A redirect from an encrypted page to one that is not.
    Downgrade,
    /// The answer breaks the rules of HTTP.
    NotHttp,
    /// The page ended in its middle.
    CutOff,
    /// The page is larger than is taken.
    TooLarge,
    /// The page is there no more.
    Gone,
    /// Another status than that of a page.
    Status,
    /// The host refuses us (401, 403, 451).
    Forbidden,
    /// The host asks for patience.
    Throttled,
    /// A wall came instead of the page.
    Blocked,
    /// robots.txt asks programs not to come.
    Robots,
    /// robots.txt cannot be had.
    RobotsError,
    /// A redirect to another site.
    LedAway,
    /// Redirects in circles.
    Redirects,
    /// The network could not be set up.
    NoClient,
    /// The address is none.
    BadAddress,
    /// A page came without an article on it.
    NoItems,
    /// A page came that is no article.
    NotAnArticle,
    /// A login page came.
    Login,
    /// The site is being worked on.
    Maintenance,
    /// The text is for subscribers.
    Paywall,
    /// Scripts draw the page, and its text does not stand in it.
    Scripts,
    /// Several addresses give one and the same page.
    SamePage,
    /// The archive could not be written.
    Store,
    /// A fault of loa's own.
    Fault,
    /// A command of the user failed.
    Notify,
    /// A warning: the site may have changed its markup.
    Drift,
    /// One that a newer version wrote down; its sentence tells.
    Other,
}

impl TroubleKind {
    /// Every kind.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The stable name.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The kind of this name; [`TroubleKind::Other`] where it is unknown.
    pub fn named(name: &str) -> Self {
        Self::from_str(name).unwrap_or(Self::Other)
    }

    /// Kind and sentence of a trouble that was noted as `kind: sentence`; `None` where no kind stands before it.
    pub fn noted(text: &str) -> Option<(Self, &str)> {
        let (name, sentence) = text.split_once(": ")?;
        Some((Self::from_str(name).ok()?, sentence))
    }
}

/// A trouble of one source, in words a person can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Whose.
    pub source: SourceId,
    /// Which section, if it was one.
    pub section: Option<SectionId>,
    /// Which address.
    pub url: String,
    /// What went wrong.
    pub kind: TroubleKind,
    /// One sentence: what happened.
    pub what: String,
    /// When we may come again, if the host said so or we decided.
    pub retry_at: Option<Timestamp>,
}
