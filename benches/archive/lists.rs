//! From nothing to the first page of a list, for every kind of list.

use std::path::Path;

use loaphuong::model::{Filter, Query, Scope, Window};
use loaphuong::store::{SearchRequest, Store};

use super::fill::{open, section, source};
use super::table::{Table, timed};

/// Rows of a first page.
const PAGE: usize = 60;
/// Openings per list.
const TIMES: usize = 60;

pub(crate) fn measure(home: &Path, table: &mut Table) {
    let list = |scope: Scope, filter: Filter| Query { scope, filter, ..Query::default() };
    let unread = Filter { unread: true, ..Filter::default() };
    let starred = Filter { starred: true, ..Filter::default() };
    let lists = [
        ("all", list(Scope::All, Filter::default())),
        ("source", list(Scope::Source(source(3)), Filter::default())),
        ("section", list(Scope::Section(source(3), section(30)), Filter::default())),
        ("unread", list(Scope::All, unread.clone())),
        ("unread of a source", list(Scope::Source(source(3)), unread)),
        ("starred", list(Scope::All, starred)),
    ];
    for (name, query) in lists {
        row(home, table, name, |store| store.rows(&query, Window { after: None, limit: PAGE }).unwrap().rows.len());
    }
    for (name, text) in [("search", "đình công"), ("saved search", "nguồn:bao-3 chưa đọc thanh tra")] {
        let request = SearchRequest { text: text.to_owned(), limit: PAGE, ..SearchRequest::default() };
        row(home, table, name, |store| store.search(&request).unwrap().hits.len());
    }
    row(home, table, "the counts", |store| store.counts().unwrap().total);
}

fn row(home: &Path, table: &mut Table, name: &str, ask: impl Fn(&Store) -> usize) {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let (time, (found, store)) = timed(|| {
            let store = open(home);
            (ask(&store), store)
        });
        assert!(found > 0, "{name} is empty");
        drop(store);
        times.push(time);
    }
    table.times(&format!("open + first page: {name}, ms"), times);
}
