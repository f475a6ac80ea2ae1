//! Kept searches: how many articles each finds, and how many new ones a watched one.

use crate::model::ArticleId;
use crate::store::{SearchRequest, Store, StoreError};
use crate::ui::Message;
use crate::ui::message::SavedSearch;

/// Most new articles that are counted.
const MAX_NEW: usize = 999;

/// The kept searches with their counts; those of the configuration are kept from now on.
pub(super) fn all(store: &Store, configured: &[SavedSearch]) -> Result<Message, StoreError> {
    let mut kept = store.saved_searches()?;
    let missing = |search: &&SavedSearch| {
        !kept.iter().any(|k| k.name == search.name && k.query == search.query && k.watched == search.watched)
    };
    let missing: Vec<&SavedSearch> = configured.iter().filter(missing).collect();
    for search in &missing {
        store.save_search(&search.name, &search.query, search.watched)?;
    }
    if !missing.is_empty() {
        kept = store.saved_searches()?;
    }
    let mut searches = Vec::with_capacity(kept.len());
    for search in kept {
        let request = SearchRequest { text: search.query.clone(), limit: 1, ..SearchRequest::default() };
        let total = store.search(&request)?.total;
        let new = if search.watched { store.found_since(&search.query, search.told, MAX_NEW)?.len() } else { 0 };
        searches.push(SavedSearch { name: search.name, query: search.query, watched: search.watched, total, new });
    }
    Ok(Message::Saved(searches))
}

/// The reader has looked at what a search found.
pub(super) fn seen(store: &Store, name: &str) -> Result<(), StoreError> {
    let Some(search) = store.saved_searches()?.into_iter().find(|search| search.name == name) else { return Ok(()) };
    let found = store.found_since(&search.query, search.told, MAX_NEW)?;
    let newest = found.iter().map(|row| row.id).max().unwrap_or(ArticleId(0));
    store.search_told(name, newest)
}
