//! Problems with a source.

use std::str::FromStr;

use super::{SectionId, SourceId, Timestamp};

/// The kind of a problem. Its name in words, JSON and the archive is the variant's in kebab case.
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
    /// Not fetched: the user chose to be offline.
    Offline,
    /// No answer in time.
    TimedOut,
    /// The host name cannot be resolved.
    Dns,
    /// No connection.
    Refused,
    /// The certificate or the encryption is not trusted.
    Tls,
    /// The page cannot be read, or takes too long to read.
    Unreadable,
    /// The address is in a private network.
    Private,
    /// A redirect from an encrypted page to an unencrypted one.
    Downgrade,
    /// The answer is not valid HTTP.
    NotHttp,
    /// The connection ended in the middle of the page.
    CutOff,
    /// The page exceeds the size limit.
    TooLarge,
    /// The page no longer exists.
    Gone,
    /// An unexpected HTTP status.
    Status,
    /// The host refuses us (401, 403, 451).
    Forbidden,
    /// The host asks us to slow down.
    Throttled,
    /// A block page instead of the page.
    Blocked,
    /// robots.txt does not allow programs.
    Robots,
    /// robots.txt cannot be fetched.
    RobotsError,
    /// A redirect to another site.
    LedAway,
    /// A redirect loop.
    Redirects,
    /// The network could not be set up.
    NoClient,
    /// The address is invalid.
    BadAddress,
    /// A page without any articles.
    NoItems,
    /// The page is not an article.
    NotAnArticle,
    /// A login page.
    Login,
    /// The site is under maintenance.
    Maintenance,
    /// The text is for subscribers.
    Paywall,
    /// The page is rendered by scripts and does not contain its text.
    Scripts,
    /// Several addresses return the same page.
    SamePage,
    /// The archive could not be written.
    Store,
    /// A bug in loa.
    Fault,
    /// A command of the user failed.
    Notify,
    /// A warning: the site may have changed its markup.
    Drift,
    /// Written by a newer version; its message explains it.
    Other,
}

impl TroubleKind {
    /// Every kind.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The stable name.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The kind with this name; [`TroubleKind::Other`] if it is unknown.
    pub fn named(name: &str) -> Self {
        Self::from_str(name).unwrap_or(Self::Other)
    }

    /// Kind and message of a trouble stored as `kind: message`; `None` if it has no kind.
    pub fn noted(text: &str) -> Option<(Self, &str)> {
        let (name, sentence) = text.split_once(": ")?;
        Some((Self::from_str(name).ok()?, sentence))
    }
}

/// A problem with a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The source.
    pub source: SourceId,
    /// The section, if there is one.
    pub section: Option<SectionId>,
    /// The address.
    pub url: String,
    /// What went wrong.
    pub kind: TroubleKind,
    /// What happened, in one sentence.
    pub what: String,
    /// When it is tried again, if the host or we decided on a time.
    pub retry_at: Option<Timestamp>,
}
