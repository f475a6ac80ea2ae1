//! Questions to the search index; one that is damaged is made anew and asked again.

use crate::model::{ArticleId, Complaint, Hit, Summary};
use crate::store::{Hits, Result, SavedCount, SearchRequest, Store, StoreError, StoredSearch, WatchedNews};
use crate::store::{index, search, watched};

impl Store {
    /// Finds articles.
    pub fn search(&self, request: &SearchRequest) -> Result<Hits> {
        Ok(self.search_until(request, &|| false)?.unwrap_or_default())
    }

    /// As [`Self::search`], but cancelled when `stop` returns true (checked every few milliseconds); then `None`.
    pub fn search_until(&self, request: &SearchRequest, stop: &(dyn Fn() -> bool + Sync)) -> Result<Option<Hits>> {
        let meant = self.meant(&request.text);
        let request = SearchRequest { text: meant, ..request.clone() };
        self.asking(|| search::search(&self.inner.connections, &self.inner.index, &request, self.now(), stop))
    }

    /// Asks the search index; where its files are damaged it is made anew, and asked again.
    fn asking<T>(&self, ask: impl Fn() -> Result<T>) -> Result<T> {
        match index::contained(&ask) {
            Err(StoreError::Index(_)) if !self.is_read_only() && self.inner.index.is_damaged() => {
                self.reindex()?;
                while self.index_waiting(usize::MAX)? > 0 {}
                index::contained(&ask)
            }
            answer => answer,
        }
    }

    /// What each watched search found since it was kept and nobody was told, as far as the index holds it; claimed for the
    /// caller, who tells it and says so ([`Self::watched_told`]). Independent of what the user has seen on the screen.
    pub fn claim_watched(&self) -> Result<Vec<WatchedNews>> {
        self.asking(|| {
            watched::claim(&self.inner.connections, &self.inner.index, self.now(), &|query| self.meant(query))
        })
    }

    /// The unreported articles of a watched search, newest first; they stay unreported.
    pub fn watched_untold(&self, saved: &StoredSearch) -> Result<Vec<Summary>> {
        let saved = StoredSearch { query: self.meant(&saved.query), ..saved.clone() };
        self.asking(|| watched::untold(&self.inner.connections, &self.inner.index, &saved, self.now()))
    }

    /// Articles newer than row `after` that a query finds, newest first: for watched searches, after a pump.
    pub fn found_since(&self, query: &str, after: ArticleId, limit: usize) -> Result<Vec<Summary>> {
        let (meant, now) = (self.meant(query), self.now());
        self.asking(|| search::since(&self.inner.connections, &self.inner.index, &meant, after, limit, now))
    }

    /// Every kept search with the number of articles that it finds now, and of new ones where it is watched. Counts
    /// are those of the index: exact once [`Self::pump_index`] has nothing left. Milliseconds for all of them.
    pub fn saved_counts(&self) -> Result<Vec<SavedCount>> {
        let tally = |query: &str, after| self.tally(query, after);
        let count = |saved: StoredSearch| {
            let total = tally(&saved.query, None)?;
            let new = if saved.watched { tally(&saved.query, Some(saved.told))? } else { 0 };
            Ok(SavedCount { saved, total, new })
        };
        self.saved_searches()?.into_iter().map(count).collect()
    }

    /// What is wrong with a query, names of newspapers that the archive does not know too; its words are searched all the same.
    pub fn complaints_of(&self, query: &str) -> Result<Vec<Complaint>> {
        search::complaints(&self.inner.connections, &self.meant(query), self.now())
    }

    /// These articles as a query finds them exactly, in their order, with what is marked in each; their score is that of the
    /// step alone. What does not fit is left out.
    pub fn hits_of(&self, query: &str, ids: &[ArticleId]) -> Result<Vec<Hit>> {
        let (meant, now) = (self.meant(query), self.now());
        self.asking(|| search::hits_of(&self.inner.connections, &self.inner.index, &meant, ids, now))
    }

    /// Every article that a query finds exactly, newest first.
    pub fn all_found(&self, query: &str) -> Result<Vec<Summary>> {
        let (meant, now) = (self.meant(query), self.now());
        self.asking(|| search::fitting(&self.inner.connections, &self.inner.index, &meant, ArticleId(0), now, Ok))
    }

    /// How many articles a query finds; of a query with mistakes, only its words count.
    pub fn count_found(&self, query: &str) -> Result<usize> {
        self.tally(query, None)
    }

    fn tally(&self, query: &str, after: Option<ArticleId>) -> Result<usize> {
        let (meant, now) = (self.meant(query), self.now());
        self.asking(|| search::tally(&self.inner.connections, &self.inner.index, &meant, after, now))
    }
}
