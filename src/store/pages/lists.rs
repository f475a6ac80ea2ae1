//! The newest category pages as they came, deflated, so that a site's lists can be learnt, and rules tried on them, without
//! asking it. Bounds: [`MAX_OF_SECTION`] of a section, [`MAX_OF_SOURCE`] of a source, [`MAX_LIST_PAGES`] in all.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::PackedPage;
use crate::model::{CanonicalUrl, SectionId, SourceId, Timestamp};
use crate::store::body::{self, MAX_PAGE_BYTES};
use crate::store::lossy::Lossy as _;
use crate::store::{Result, Store};

/// Pages of one section that are kept.
const MAX_OF_SECTION: i64 = 2;
/// Pages of one source that are kept.
const MAX_OF_SOURCE: i64 = 6;
/// Category pages that are kept in all.
const MAX_LIST_PAGES: i64 = 400;

/// A category page as it came.
#[derive(Debug, Clone)]
pub struct ListPage {
    /// The source.
    pub source: SourceId,
    /// Its section.
    pub section: SectionId,
    /// Its address.
    pub url: CanonicalUrl,
    /// When it came.
    pub fetched: Timestamp,
    /// What came.
    pub html: PackedPage,
}

impl Store {
    /// Keeps category pages, and drops the oldest over the bounds; none where no pages are kept at all.
    pub fn keep_list_pages(&self, pages: &[ListPage]) -> Result<()> {
        self.write(|c| keep(c, pages))
    }

    /// The kept category pages of a source with their addresses, newest first.
    pub fn list_pages(&self, source: &SourceId) -> Result<Vec<(CanonicalUrl, Vec<u8>)>> {
        self.read(|c| kept_pages(c, source))
    }

    /// When the newest kept page of every section came.
    pub fn list_pages_kept(&self) -> Result<BTreeMap<(SourceId, SectionId), Timestamp>> {
        self.ask(newest)
    }
}

fn keep(connection: &Connection, pages: &[ListPage]) -> Result<()> {
    if super::budget(connection)? == 0 {
        connection.execute("DELETE FROM list_pages", [])?;
        return Ok(());
    }
    for page in pages {
        let (source, section) = (page.source.as_str(), page.section.as_str());
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO list_pages (source, section, fetched, url, html) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![source, section, page.fetched.0, page.url.as_str(), page.html.blob()])?;
        connection
            .prepare_cached(
                "DELETE FROM list_pages WHERE source = ?1 AND section = ?2 AND fetched NOT IN \
                 (SELECT fetched FROM list_pages WHERE source = ?1 AND section = ?2 ORDER BY fetched DESC LIMIT ?3)",
            )?
            .execute(params![source, section, MAX_OF_SECTION])?;
        drop_oldest(connection, "source = ?1", Some(source), MAX_OF_SOURCE)?;
    }
    drop_oldest(connection, "?1 IS NULL", None, MAX_LIST_PAGES)
}

/// Drops all but the newest `most` of the pages that `of` tells.
fn drop_oldest(connection: &Connection, of: &str, source: Option<&str>, most: i64) -> Result<()> {
    let sql = format!(
        "DELETE FROM list_pages WHERE (source, section, fetched) IN (SELECT source, section, fetched FROM list_pages \
         WHERE {of} ORDER BY fetched DESC, section LIMIT -1 OFFSET ?2)"
    );
    connection.prepare_cached(&sql)?.execute(params![source, most])?;
    Ok(())
}

fn kept_pages(connection: &Connection, source: &SourceId) -> Result<Vec<(CanonicalUrl, Vec<u8>)>> {
    let mut select = connection
        .prepare_cached("SELECT url, html FROM list_pages WHERE source = ?1 ORDER BY fetched DESC, section LIMIT ?2")?;
    let rows = select.query_map(params![source.as_str(), MAX_OF_SOURCE], |row| {
        Ok((row.lossy::<String>(0)?, row.lossy::<Vec<u8>>(1)?))
    })?;
    let mut pages = Vec::new();
    for row in rows {
        let (url, blob) = row?;
        pages.extend(CanonicalUrl::parse(&url).zip(body::unpack(&blob, MAX_PAGE_BYTES)));
    }
    Ok(pages)
}

fn newest(connection: &Connection) -> Result<BTreeMap<(SourceId, SectionId), Timestamp>> {
    let mut select =
        connection.prepare_cached("SELECT source, section, max(fetched) FROM list_pages GROUP BY source, section")?;
    let rows = select
        .query_map([], |row| Ok(((SourceId(row.lossy(0)?), SectionId(row.lossy(1)?)), Timestamp(row.lossy(2)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::FixedClock;

    fn store() -> Store {
        Store::in_memory(Arc::new(FixedClock(Timestamp(1_760_000_000)))).unwrap()
    }

    fn page(section: &str, at: i64) -> ListPage {
        ListPage {
            source: SourceId("bao.example".to_owned()),
            section: SectionId(section.to_owned()),
            url: CanonicalUrl::parse(&format!("https://bao.example/{section}")).unwrap(),
            fetched: Timestamp(at),
            html: PackedPage::of(format!("<p>{section} lúc {at}</p>").as_bytes()).unwrap(),
        }
    }

    fn texts(store: &Store) -> Vec<String> {
        let pages = store.list_pages(&SourceId("bao.example".to_owned())).unwrap();
        pages.into_iter().map(|(_, html)| String::from_utf8(html).unwrap()).collect()
    }

    #[test]
    fn the_newest_two_pages_of_a_section_are_kept() {
        let store = store();
        for at in 1..=4 {
            store.keep_list_pages(&[page("tin", at)]).unwrap();
        }
        assert_eq!(texts(&store), ["<p>tin lúc 4</p>", "<p>tin lúc 3</p>"]);
        assert_eq!(store.list_pages_kept().unwrap().into_values().collect::<Vec<_>>(), [Timestamp(4)]);
    }

    #[test]
    fn of_a_source_with_many_sections_only_the_newest_pages_are_kept() {
        let store = store();
        let pages: Vec<ListPage> = (0..10).map(|at| page(&format!("muc-{at}"), at)).collect();
        store.keep_list_pages(&pages).unwrap();
        let kept = texts(&store);
        assert_eq!((kept.len(), kept[0].as_str()), (usize::try_from(MAX_OF_SOURCE).unwrap(), "<p>muc-9 lúc 9</p>"));
    }

    #[test]
    fn no_list_page_is_kept_where_no_page_is() {
        let store = store();
        store.keep_list_pages(&[page("tin", 1)]).unwrap();
        store.set_setting(super::super::BUDGET_SETTING, "0").unwrap();
        store.keep_list_pages(&[page("tin", 2)]).unwrap();
        assert!(texts(&store).is_empty());
    }
}
