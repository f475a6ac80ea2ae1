//! What can happen on the way to a page, named after what it means to a reader, not after the library that said it.
//!
//! `Display` is one English sentence without remedy; the screen chooses its own words by [`FetchError::kind`].
//! Absent on purpose: any text of the server's own; a page's words never become our words.

use std::time::Duration;

use crate::model::TroubleKind;

/// A request that gave no page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The reader asked for no network.
    #[error("no request was made: loa is offline by your wish")]
    OfflineByWish,
    /// No answer in time.
    #[error("{host} did not answer within {}s", limit.as_secs().max(1))]
    TimedOut {
        /// Who.
        host: String,
        /// How long we waited.
        limit: Duration,
    },
    /// The name has no address: no network, a wrong name, or a name server in trouble.
    #[error("the address of {host} could not be found (no network, or no such name)")]
    UnknownHost {
        /// Who.
        host: String,
        /// Whether a name server said so.
        network: NetworkSign,
    },
    /// No connection to that address.
    #[error("no connection to {host}: {what}")]
    CannotConnect {
        /// Who.
        host: String,
        /// `refused`, `unreachable`, …
        what: String,
        /// Whether the connection was actively refused.
        network: NetworkSign,
    },
    /// The certificate or the encryption is not to be trusted.
    #[error("the connection to {host} is not secure: {what}")]
    NotSecure {
        /// Who.
        host: String,
        /// What rustls found.
        what: String,
    },
    /// The address lies in a private network, and the user did not write it.
    #[error("{host} lies in a private network, where nothing is fetched unless you configured that address")]
    PrivateAddress {
        /// Who.
        host: String,
    },
    /// A redirect from an encrypted page to one that is not.
    #[error("{host} sends us from an encrypted page to one that is not, so nothing was fetched")]
    Downgrade {
        /// Who.
        host: String,
    },
    /// The answer breaks the rules of HTTP, or its header is larger than we read.
    #[error("{host} answers something that cannot be read as HTTP, or with a header that is too large")]
    NotHttp {
        /// Who.
        host: String,
    },
    /// The page ended in its middle, or came damaged.
    #[error("the page of {host} broke off in the middle or came damaged")]
    CutOff {
        /// Who.
        host: String,
    },
    /// The page is larger than we take.
    #[error("the page of {host} is larger than {} MiB", limit >> 20)]
    TooLarge {
        /// Who.
        host: String,
        /// Our limit, decoded bytes.
        limit: usize,
    },
    /// 404 or 410.
    #[error("{host} has no such page any more ({status})")]
    Gone {
        /// Who.
        host: String,
        /// The status.
        status: u16,
    },
    /// Another status that is not a page.
    #[error("{host} answered {status}")]
    Status {
        /// Who.
        host: String,
        /// The status.
        status: u16,
    },
    /// The host asks for patience (429, or 503 with `Retry-After`).
    #[error("{host} asks us to wait {}s", wait.as_secs().max(1))]
    Throttled {
        /// Who.
        host: String,
        /// How long from now.
        wait: Duration,
    },
    /// A wall instead of the page: a cookie script that does not let go, a challenge.
    #[error("{host} answers with a wall instead of the page: {why}")]
    Blocked {
        /// Who.
        host: String,
        /// What kind of wall.
        why: String,
    },
    /// robots.txt asks programs not to come here.
    #[error("robots.txt of {host} asks programs not to read this address")]
    RobotsForbid {
        /// Who.
        host: String,
    },
    /// robots.txt could not be read because of a server error; by custom that means "do not come now".
    #[error("robots.txt of {host} could not be read ({status}), so nothing was asked")]
    RobotsUnreadable {
        /// Who.
        host: String,
        /// The status.
        status: u16,
    },
    /// The redirect leads to another site: a login page of the network, or a site that moved.
    #[error("{host} sends us to {to}, which is another site (a login page of this network, or the site has moved)")]
    LedAway {
        /// Who was asked.
        host: String,
        /// Where it wants us to go.
        to: String,
    },
    /// Too many redirects, or a ring of them.
    #[error("{host} redirects in circles ({hops} redirects)")]
    Redirects {
        /// Who.
        host: String,
        /// Redirects followed.
        hops: usize,
    },
    /// A redirect without an address, or to one that is no web address.
    #[error("{host} redirects to an address that cannot be read")]
    BadRedirect {
        /// Who.
        host: String,
    },
    /// The network part could not be started at all.
    #[error("the network could not be set up: {what}")]
    NoClient {
        /// Why.
        what: String,
    },
}

/// What a failure tells about this machine's network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkSign {
    /// It works: something answered, if only by refusing.
    There,
    /// It may be down.
    Unknown,
}

impl FetchError {
    /// What the failure tells of the network. A host whose name was found and that keeps silent is that host's own trouble.
    pub fn network(&self) -> NetworkSign {
        match self {
            Self::UnknownHost { network, .. } | Self::CannotConnect { network, .. } => *network,
            _ => NetworkSign::There,
        }
    }

    /// What kind of trouble it is.
    pub fn kind(&self) -> TroubleKind {
        match self {
            Self::OfflineByWish => TroubleKind::Offline,
            Self::TimedOut { .. } => TroubleKind::TimedOut,
            Self::UnknownHost { .. } => TroubleKind::Dns,
            Self::CannotConnect { .. } => TroubleKind::Refused,
            Self::NotSecure { .. } => TroubleKind::Tls,
            Self::PrivateAddress { .. } => TroubleKind::Private,
            Self::Downgrade { .. } => TroubleKind::Downgrade,
            Self::NotHttp { .. } => TroubleKind::NotHttp,
            Self::CutOff { .. } => TroubleKind::CutOff,
            Self::TooLarge { .. } => TroubleKind::TooLarge,
            Self::Gone { .. } => TroubleKind::Gone,
            Self::Status { status: 401 | 403 | 451, .. } => TroubleKind::Forbidden,
            Self::Status { .. } => TroubleKind::Status,
            Self::Throttled { .. } => TroubleKind::Throttled,
            Self::Blocked { .. } => TroubleKind::Blocked,
            Self::RobotsForbid { .. } => TroubleKind::Robots,
            Self::RobotsUnreadable { .. } => TroubleKind::RobotsError,
            Self::LedAway { .. } => TroubleKind::LedAway,
            Self::Redirects { .. } | Self::BadRedirect { .. } => TroubleKind::Redirects,
            Self::NoClient { .. } => TroubleKind::NoClient,
        }
    }

    /// Whether the same request may be made again in this run.
    pub fn worth_retrying(&self) -> bool {
        matches!(
            self,
            Self::TimedOut { .. } | Self::CutOff { .. } | Self::Status { status: 500 | 502..=504 | 520..=524, .. }
        )
    }

    /// Whether the host could not be reached at all, so that asking it for other pages is useless for now.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::UnknownHost { .. } | Self::CannotConnect { .. })
    }

    /// Whether every other page of the host would meet the same answer in this run.
    pub fn closes_host(&self) -> bool {
        self.is_unreachable()
            || matches!(
                self,
                Self::OfflineByWish
                    | Self::Throttled { .. }
                    | Self::Blocked { .. }
                    | Self::RobotsUnreadable { .. }
                    | Self::NoClient { .. }
            )
    }

    /// How long the host asked us to wait, if it did.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Throttled { wait, .. } => Some(*wait),
            _ => None,
        }
    }
}
