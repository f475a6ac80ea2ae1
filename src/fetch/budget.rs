//! The time that the requests for one page may take together. Waiting for other requests does not count.

use std::time::{Duration, Instant};

/// The time that is left.
#[derive(Debug)]
pub(super) struct Budget {
    limit: Duration,
    spent: Duration,
}

impl Budget {
    pub(super) fn new(limit: Duration) -> Self {
        Self { limit, spent: Duration::ZERO }
    }

    /// The whole budget, named in the error when it is used up.
    pub(super) fn limit(&self) -> Duration {
        self.limit
    }

    /// Whether the budget is used up.
    pub(super) fn is_spent(&self) -> bool {
        self.spent >= self.limit
    }

    /// Waits for `work` within the budget; `None` when it took longer.
    pub(super) async fn within<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        let begun = Instant::now();
        let done = tokio::time::timeout(self.limit.saturating_sub(self.spent), work).await;
        self.spent += begun.elapsed();
        done.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_spent_on_one_request_is_gone_for_the_next() {
        let mut budget = Budget::new(Duration::from_millis(40));
        assert_eq!(budget.within(async { 1 }).await, Some(1));
        assert!(!budget.is_spent());
        assert_eq!(budget.within(std::future::pending::<u8>()).await, None);
        assert!(budget.is_spent());
    }
}
