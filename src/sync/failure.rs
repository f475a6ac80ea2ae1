//! Why a page could not be read, and what that tells about its host. Pure.

use std::time::Duration;

use super::judge::Refusal;
use crate::fetch::{FetchError, NetworkSign};
use crate::model::{Offline, TroubleKind};
use crate::store::{Again, StoreError};

/// Why a job failed.
#[derive(Debug)]
pub(super) enum StepFailure {
    /// No page arrived.
    Fetch(FetchError),
    /// A page arrived that is not the one requested (a login page, a captcha).
    Refused(Refusal),
    /// It could not be stored.
    Store(StoreError),
    /// Reading it broke down: a bug in loa.
    Fault,
}

impl StepFailure {
    pub(super) fn kind(&self) -> TroubleKind {
        match self {
            Self::Fetch(error) => error.kind(),
            Self::Refused(refusal) => refusal.kind,
            Self::Store(_) => TroubleKind::Store,
            Self::Fault => TroubleKind::Fault,
        }
    }

    pub(super) fn what(&self) -> String {
        match self {
            Self::Fetch(error) => error.to_string(),
            Self::Refused(refusal) => refusal.what.clone(),
            Self::Store(error) => error.to_string(),
            Self::Fault => "the page came, but loa failed to read it (please report the address)".to_owned(),
        }
    }

    /// Kind and sentence, as an article keeps them.
    pub(super) fn noted(&self) -> String {
        format!("{}: {}", self.kind().name(), self.what())
    }

    /// How many articles of a host must fail so, one after the other, before it is the host that is out and not they;
    /// `None` = it is always the article's own trouble.
    pub(super) fn outage_after(&self) -> Option<usize> {
        match self {
            Self::Fetch(FetchError::Status { status: 500..=599, .. } | FetchError::NotSecure { .. }) => Some(3),
            Self::Fetch(FetchError::LedAway { .. }) => Some(2),
            Self::Fetch(error) if error.closes_host() => Some(1),
            Self::Refused(refusal) => match refusal.kind {
                TroubleKind::Blocked => Some(1),
                TroubleKind::Login | TroubleKind::Maintenance | TroubleKind::SamePage => Some(2),
                TroubleKind::Scripts => Some(3),
                _ => None,
            },
            _ => None,
        }
    }

    /// When an article that failed so is asked for again.
    pub(super) fn again(&self) -> Again {
        match self {
            Self::Fetch(FetchError::CutOff { .. }) | Self::Fault => Again::Soon,
            Self::Refused(refusal) if refusal.kind == TroubleKind::NotAnArticle => Again::Doubtful,
            _ => Again::Later,
        }
    }

    pub(super) fn wait(&self) -> Option<Duration> {
        if let Self::Fetch(error) = self { error.wait() } else { None }
    }

    /// Whether the host did not answer at all.
    pub(super) fn is_silence(&self) -> bool {
        matches!(self, Self::Fetch(error) if error.is_unreachable() || matches!(error, FetchError::TimedOut { .. }))
    }

    /// What it tells of the network.
    pub(super) fn network(&self) -> NetworkSign {
        match self {
            Self::Fetch(error) => error.network(),
            _ => NetworkSign::There,
        }
    }

    /// Whether other pages of the host would fail the same way.
    pub(super) fn closes_host(&self) -> bool {
        matches!(self, Self::Fetch(error) if error.closes_host()) || self.kind() == TroubleKind::Blocked
    }

    /// What an article whose page failed so is from now on.
    pub(super) fn offline(&self) -> Offline {
        match self {
            Self::Fetch(FetchError::Gone { .. }) => Offline::Gone,
            _ if self.kind() == TroubleKind::Blocked => Offline::Blocked,
            _ => Offline::Failed,
        }
    }
}

impl From<FetchError> for StepFailure {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
    }
}
