//! What another process does to the archive while this one has it open.

use super::newest;
use crate::model::Timestamp;
use crate::store::{Result, Store};

impl Store {
    /// Whether another process has changed the archive since this was last asked; the first answer is no. Microseconds, and
    /// nothing is read where nothing changed.
    pub fn is_changed_outside(&self) -> Result<bool> {
        self.inner.connections.is_changed_outside()
    }

    /// When something last came, was edited or was taken down, whoever stored it.
    pub fn newest_news(&self) -> Result<Timestamp> {
        self.read(newest)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{ArticleId, Draft, FixedClock, RowMark};
    use crate::store::ExchangeRecord;

    fn record(path: &str) -> ExchangeRecord {
        let draft = Draft { title: Some(path.to_owned()), ..Draft::default() };
        ExchangeRecord { url: format!("https://a.test/{path}"), draft, ..ExchangeRecord::default() }
    }

    #[test]
    fn what_another_handle_writes_is_told_once_and_what_this_one_writes_never() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Store::open(folder.path(), Arc::new(FixedClock(Timestamp(1_700_000_000)))).unwrap();
        let (here, there) = (open(), open());
        assert!(!here.is_changed_outside().unwrap());
        here.import(&[record("a")]).unwrap();
        assert!(!here.is_changed_outside().unwrap(), "its own");
        there.import(&[record("b")]).unwrap();
        assert!(here.is_changed_outside().unwrap());
        assert!(!here.is_changed_outside().unwrap(), "told already");
        there.mark(&[ArticleId(1)], RowMark::Read).unwrap();
        assert!(here.is_changed_outside().unwrap(), "a mark too");
        assert_eq!(here.newest_news().unwrap(), Timestamp(1_700_000_000));
    }
}
