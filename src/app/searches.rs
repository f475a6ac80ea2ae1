//! Kept searches for the screen: those of the configuration are kept in the archive as well, which counts them all. Topics
//! are only counted.

use crate::model::{SavedSearch, SearchKind};
use crate::store::{KeptSearch, Store, StoreError};
use crate::ui::Message;

/// The setting with the names of the searches that came with the configuration, one a line.
const CONFIGURED: &str = "searches.configured";

/// The kept searches with their counts; those of the configuration are kept from now on.
pub(super) fn all(store: &Store, configured: &[SavedSearch]) -> Result<Message, StoreError> {
    let (topics, configured): (Vec<_>, Vec<_>) = configured.iter().partition(|s| s.kind == SearchKind::Topic);
    let configured: Vec<_> = configured
        .iter()
        .map(|s| KeptSearch { name: s.name.clone(), query: s.query.clone(), watched: s.watched })
        .collect();
    let known = store.saved_searches()?;
    store.keep_searches(&configured)?;
    forget_the_gone(store, &configured, &known.iter().map(|saved| saved.name.as_str()).collect::<Vec<_>>())?;
    let counted = store.saved_counts()?.into_iter().map(|count| SavedSearch {
        name: count.saved.name,
        query: count.saved.query,
        watched: count.saved.watched,
        total: count.total,
        new: count.new,
        kind: SearchKind::Kept,
    });
    let mut all: Vec<SavedSearch> = counted.collect();
    for topic in topics {
        // One that is watched is kept like any other search, and stands among them.
        if !all.iter().any(|kept| kept.name == topic.name) {
            all.push(SavedSearch { total: store.count_found(&topic.query)?, ..topic.clone() });
        }
    }
    Ok(Message::Saved(all))
}

/// Drops those that came with the configuration and have left it. What was among the `known` before the configuration named
/// it is the user's own, and stays.
fn forget_the_gone(store: &Store, configured: &[KeptSearch], known: &[&str]) -> Result<(), StoreError> {
    let before = store.setting(CONFIGURED)?.unwrap_or_default();
    let named = |name: &str| configured.iter().any(|search| search.name == name);
    for gone in before.lines().filter(|name| !named(name)) {
        store.remove_search(gone)?;
    }
    let came = configured.iter().map(|search| search.name.as_str());
    let now: Vec<&str> =
        came.filter(|name| before.lines().any(|line| line == *name) || !known.contains(name)).collect();
    let now = now.join("\n");
    if now == before { Ok(()) } else { store.set_setting(CONFIGURED, &now) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::SystemClock;

    fn search(name: &str) -> SavedSearch {
        SavedSearch { name: name.to_owned(), query: "lương".to_owned(), ..SavedSearch::default() }
    }

    fn names(message: &Message) -> Vec<&str> {
        let Message::Saved(searches) = message else { panic!("{message:?}") };
        searches.iter().map(|search| search.name.as_str()).collect()
    }

    #[test]
    fn a_search_that_left_the_configuration_goes_and_one_of_the_screen_stays() {
        let store = Store::in_memory(Arc::new(SystemClock)).unwrap();
        store.save_search(&KeptSearch { name: "của tôi".into(), query: "lương".into(), watched: false }).unwrap();
        let with = all(&store, &[search("cấu hình"), search("của tôi")]).unwrap();
        assert_eq!(names(&with).len(), 2);
        assert_eq!(names(&all(&store, &[]).unwrap()), ["của tôi"]);
    }
}
