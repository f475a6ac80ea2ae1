//! Facts about the shell.

use std::sync::Arc;

use crate::model::time::FixedClock;
use crate::model::{CanonicalUrl, Entry, Moment, Offline, Query, SectionId, SourceId, Timestamp, Window};
use crate::store::Store;
use crate::ui::list;

const NOW: Timestamp = Timestamp(1_747_013_400);

/// A list with every kind of row: dated, undated, dated far ahead, and gone without ever having had a date.
fn odd_list() -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    let item = |n: i64| Entry {
        title: format!("Tin {n}"),
        url: CanonicalUrl::parse(&format!("https://bao.test/{n}.html")).unwrap(),
        published: match n % 4 {
            0 => Some(Moment::exact(Timestamp(NOW.0 - n * 3_600))),
            1 => Some(Moment::exact(Timestamp(NOW.0 + 400 * 86_400))),
            _ => None,
        },
        summary: None,
        picture: None,
        author: None,
    };
    let items: Vec<Entry> = (0..40).map(item).collect();
    let listed = store.save_listing(&SourceId("bao.test".into()), &SectionId("x".into()), &items).unwrap();
    for (n, id) in listed.new.iter().enumerate().filter(|(n, _)| n % 4 == 3) {
        store.save_failure(*id, Offline::Gone, &format!("gone: {n}")).unwrap();
    }
    store
}

#[test]
fn the_pages_of_a_list_have_each_row_once_whatever_its_date() {
    let store = odd_list();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.rows(&Query::default(), Window { after, limit: 7 }).unwrap();
        seen.extend(page.rows.iter().map(|row| row.id));
        // The screen goes on from the last row it has, whatever the archive says of the next page.
        let Some(last) = page.rows.last().filter(|_| seen.len() < 200) else { break };
        after = Some(list::cursor(last));
    }
    let mut once = seen.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((seen.len(), once.len()), (40, 40));
}
