//! Marking a whole list read and taking it back: how long it takes, and how long others wait for a page meanwhile.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use loaphuong::model::{Query, Window};

use super::fill::open;
use super::table::{Table, timed};

pub(crate) fn measure(home: &Path, table: &mut Table) {
    let store = open(home);
    let before = store.counts().unwrap();
    let done = AtomicBool::new(false);
    let mut pages = Vec::new();
    std::thread::scope(|scope| {
        let marking = scope.spawn(|| {
            let (time, ids) = timed(|| store.set_read_all(&Query::default()).unwrap());
            let (back, _) = timed(|| store.mark(&ids, loaphuong::model::RowMark::Unread).unwrap());
            done.store(true, Ordering::Release);
            (time, back, ids.len())
        });
        while !done.load(Ordering::Acquire) {
            let window = Window { after: None, limit: 60 };
            pages.push(timed(|| store.rows(&Query::default(), window).unwrap()).0);
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let (time, back, count) = marking.join().unwrap();
        table.note("all marked read", format!("{count} in {:.2} s", time.as_secs_f64()));
        table.note("and taken back", format!("in {:.2} s", back.as_secs_f64()));
    });
    table.times("first page meanwhile, ms", pages);
    assert_eq!(store.counts().unwrap(), before, "the counts came back");
}
