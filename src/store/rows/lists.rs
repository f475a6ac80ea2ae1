//! The lists of the archive: which of them make a scope, and their counters.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::model::{Scope, SectionId, SourceId};
use crate::store::articles::documents;
use crate::store::lossy::Lossy as _;
use crate::store::{Counts, Result};

/// The list of what is muted.
pub(in crate::store) const MUTED: i64 = 0;
/// Sources that one list may be made of; further ones are left out.
const MAX_SOURCES: usize = 200;
/// The list of every article.
pub(in crate::store) const EVERY: i64 = 1;

/// The numbers of the lists of a scope, which have no article in common; none when nothing was ever stored there.
pub(in crate::store) fn lists_of(connection: &Connection, scope: &Scope) -> Result<Vec<i64>> {
    let wanted: Vec<(&str, &str)> = match scope {
        Scope::All | Scope::Citing(_) => return Ok(vec![EVERY]),
        Scope::Muted => return Ok(vec![MUTED]),
        Scope::Source(source) => vec![(source.as_str(), "")],
        Scope::Sources(sources) => sources.iter().take(MAX_SOURCES).map(|source| (source.as_str(), "")).collect(),
        Scope::Section(source, section) => vec![(source.as_str(), section.as_str())],
    };
    let mut find = connection.prepare_cached("SELECT id FROM lists WHERE source = ?1 AND section = ?2")?;
    let mut lists: Vec<i64> = Vec::new();
    for (source, section) in wanted {
        lists.extend(find.query_row([source, section], |row| row.lossy::<i64>(0)).optional()?);
    }
    Ok(lists)
}

/// A count in a column; a negative one (a damaged counter) is none.
pub(in crate::store) fn size(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.lossy::<i64>(column)?).unwrap_or(0))
}

/// The counters of every list.
pub(in crate::store) fn counts(connection: &Connection) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut statement = connection.prepare_cached("SELECT id, source, section, total, unread, starred FROM lists")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (total, unread): (usize, usize) = (size(row, 3)?, size(row, 4)?);
        if row.lossy::<i64>(0)? == EVERY {
            (counts.total, counts.unread, counts.starred) = (total, unread, size(row, 5)?);
            continue;
        }
        if row.lossy::<i64>(0)? == MUTED {
            counts.muted = total;
            continue;
        }
        let (source, section): (String, String) = (row.lossy(1)?, row.lossy(2)?);
        if section.is_empty() {
            counts.sources.insert(SourceId(source), (total, unread));
        } else {
            counts.sections.insert((SourceId(source), SectionId(section)), (total, unread));
        }
    }
    counts.cites = documents::is_any_cited(connection)?;
    counts.opened = connection.prepare_cached("SELECT count(*) FROM opened")?.query_row([], |row| size(row, 0))?;
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{CanonicalUrl, Entry, FixedClock, Moment, Order, Query, Timestamp, Window};
    use crate::store::Store;

    fn entry(path: &str, at: i64) -> Entry {
        let url = CanonicalUrl::parse(&format!("https://bao.example.vn/{path}")).unwrap();
        Entry { published: Some(Moment::exact(Timestamp(at))), ..Entry::new(format!("Tin {path}"), url) }
    }

    fn list(store: &Store, query: &Query) -> Vec<String> {
        let rows = store.rows(query, Window { after: None, limit: 100 }).unwrap();
        rows.rows.into_iter().map(|row| row.url.as_str().rsplit('/').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_list_of_several_sources_is_theirs_together_in_one_order() {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_760_000_000)))).unwrap();
        let section = SectionId("tin".into());
        let sources: Vec<SourceId> = ["mot.test", "hai.test", "ba.test"].map(|id| SourceId(id.into())).into();
        for (at, source) in (0_i64..).zip(&sources) {
            let entries: Vec<Entry> = (0..4).map(|n| entry(&format!("{at}-{n}"), 100 + 10 * n + at)).collect();
            store.save_listing(source, &section, &entries).unwrap();
        }
        let of = |order| Query { scope: Scope::Sources(sources[..2].to_vec()), order, ..Query::default() };
        assert_eq!(list(&store, &of(Order::Newest)), ["1-3", "0-3", "1-2", "0-2", "1-1", "0-1", "1-0", "0-0"]);
        assert_eq!(list(&store, &of(Order::Source)), ["1-3", "1-2", "1-1", "1-0", "0-3", "0-2", "0-1", "0-0"]);
        let first = store.rows(&of(Order::Newest), Window { after: None, limit: 3 }).unwrap();
        assert_eq!((first.total, first.rows.len()), (8, 3));
        let second = store.rows(&of(Order::Newest), Window { after: first.next, limit: 3 }).unwrap();
        assert_eq!(second.rows[0].title, store.rows_at(&of(Order::Newest), 3, 1).unwrap().rows[0].title);
        let none = Query { scope: Scope::Sources(Vec::new()), ..Query::default() };
        assert_eq!(store.rows(&none, Window { after: None, limit: 3 }).unwrap().total, 0);
    }
}
