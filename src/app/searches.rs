//! Kept searches for the screen: those of the configuration are kept in the archive as well, which counts them all.

use crate::store::{KeptSearch, Store, StoreError};
use crate::ui::Message;
use crate::ui::message::SavedSearch;

/// The kept searches with their counts; those of the configuration are kept from now on.
pub(super) fn all(store: &Store, configured: &[SavedSearch]) -> Result<Message, StoreError> {
    let configured: Vec<_> = configured
        .iter()
        .map(|s| KeptSearch { name: s.name.clone(), query: s.query.clone(), watched: s.watched })
        .collect();
    store.keep_searches(&configured)?;
    let counted = store.saved_counts()?.into_iter().map(|count| SavedSearch {
        name: count.saved.name,
        query: count.saved.query,
        watched: count.saved.watched,
        total: count.total,
        new: count.new,
    });
    Ok(Message::Saved(counted.collect()))
}
