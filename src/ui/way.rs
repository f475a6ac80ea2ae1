//! Forward or backward through what has an order.

/// Which way a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To what comes next.
    Forward,
    /// To what came before.
    Backward,
}

impl Way {
    /// The next place of `many` from `at`, around the end. `many` is not 0.
    pub(in crate::ui) fn around(self, at: usize, many: usize) -> usize {
        match self {
            Self::Forward => (at + 1) % many,
            Self::Backward => (at + many - 1) % many,
        }
    }

    /// The first of `many` places. `many` is not 0.
    pub(in crate::ui) fn first(self, many: usize) -> usize {
        match self {
            Self::Forward => 0,
            Self::Backward => many - 1,
        }
    }
}
