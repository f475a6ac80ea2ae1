//! Facts about the shell.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::mpsc::unbounded_channel;

use super::browser::Browser;
use super::desk::tests::NobodysDesk;
use super::effects::EffectShell;
use super::picture_loader::PictureLoader;
use super::viewer::Viewer;
use super::{Hints, Refreshing};
use crate::model::time::FixedClock;
use crate::model::{ArticleId, CanonicalUrl, Entry, Moment, Offline, Query, SectionId, SourceId, Timestamp, Window};
use crate::sources::Catalog;
use crate::store::Store;
use crate::sync::{Engine, Watch};
use crate::ui::{Effect, list};

const NOW: Timestamp = Timestamp(1_747_013_400);

/// A list with every kind of row: dated, undated, dated far ahead, and gone without ever having had a date.
fn odd_list() -> Store {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    let item = |n: i64| Entry {
        published: match n % 4 {
            0 => Some(Moment::exact(Timestamp(NOW.0 - n * 3_600))),
            1 => Some(Moment::exact(Timestamp(NOW.0 + 400 * 86_400))),
            _ => None,
        },
        ..Entry::new(format!("Tin {n}"), CanonicalUrl::parse(&format!("https://bao.test/{n}.html")).unwrap())
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

#[test]
fn what_is_kept_in_the_same_breath_as_leaving_is_kept() {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    let engine = Engine {
        catalog: Arc::new(Catalog::default()),
        store: store.clone(),
        network: crate::fetch::NetworkSettings { offline: true, ..Default::default() },
        clock: Arc::new(FixedClock(NOW)),
        pictures: None,
        watch: Watch::default(),
    };
    let article = odd_list().article(ArticleId(1)).unwrap().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bài.txt").display().to_string();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let shell = EffectShell::new(
        Refreshing {
            engine,
            after_sync: Vec::new(),
            refresh_minutes: 0,
            browser: Browser::Desktop,
            viewer: Viewer::default(),
            speech: crate::config::Speech::default(),
        },
        unbounded_channel().0,
        runtime.handle().clone(),
        (PictureLoader::new(Hints::default(), "off"), Arc::new(|| Err(String::new())), Arc::new(NobodysDesk)),
    );
    // The screen asked to leave before these; the shell has taken that out of the queue.
    let rest = VecDeque::from([
        Effect::Quit,
        Effect::KeepSearch("lương".to_owned(), "lương".to_owned(), false),
        Effect::LoadCounts,
        Effect::Save(file.clone(), Box::new(article), "Báo Sông".to_owned()),
    ]);
    runtime.block_on(shell.finish(rest));
    assert_eq!(store.saved_searches().unwrap().len(), 1);
    assert!(std::fs::read_to_string(file).unwrap().starts_with("Tin 0\nBáo Sông\n"));
}
