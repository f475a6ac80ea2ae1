//! An archive of so many articles, filled the way a refresh fills it, the index drained beside.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use loaphuong::model::{
    ArticleId, Block, CanonicalUrl, Draft, FixedClock, Moment, Offline, Precision, SectionId, SourceId, Timestamp,
};
use loaphuong::store::{Incoming, Store};

use super::table::Table;
use super::words::{BODY_BYTES, Words};

/// The instant of all measurements.
pub(crate) const NOW: Timestamp = Timestamp(1_790_000_000);
/// Articles saved in one transaction, as a busy refresh and an import do.
const BATCH: usize = 500;
/// One article every so many seconds: a million span nine years.
const PACE: i64 = 280;
const SOURCES: u64 = 10;
const SECTIONS: u64 = 6;

/// Opens the archive of a folder.
pub(crate) fn open(home: &Path) -> Store {
    Store::open(home, Arc::new(FixedClock(NOW))).unwrap()
}

/// The source of an article's number.
pub(crate) fn source(number: u64) -> SourceId {
    SourceId(format!("bao-{}", number % SOURCES))
}

/// Its section.
pub(crate) fn section(number: u64) -> SectionId {
    SectionId(format!("muc-{}", number / SOURCES % SECTIONS))
}

/// Fills the archive unless it is full already.
pub(crate) fn fill(home: &Path, size: u64, table: &mut Table) {
    let store = open(home);
    if u64::try_from(store.counts().unwrap().total).unwrap() >= size {
        while store.pump_index(100_000).unwrap() > 0 {}
        return;
    }
    let words = Words::new();
    let start = Instant::now();
    store.indexing_beside(|| {
        for first in (0..size).step_by(BATCH) {
            save(&store, &words, first..size.min(first + BATCH as u64));
        }
        table.note("saved, articles/s", rate(size, start));
    });
    store.catch_up(10_000, &|| false, &mut |_| ()).unwrap();
    table.note("inserted and indexed, articles/s", rate(size, start));
    let ids = |wanted: fn(&i64) -> bool| -> Vec<ArticleId> {
        (1..=i64::try_from(size).unwrap()).filter(wanted).map(ArticleId).collect()
    };
    for part in ids(|id| id % 3 == 0).chunks(10_000) {
        store.mark(part, loaphuong::model::RowMark::Read).unwrap();
    }
    store.mark(&ids(|id| id % 200 == 7), loaphuong::model::RowMark::Starred).unwrap();
}

#[expect(clippy::cast_precision_loss, reason = "a figure for the table")]
fn rate(size: u64, start: Instant) -> String {
    format!("{:.0}", size as f64 / start.elapsed().as_secs_f64())
}

fn save(store: &Store, words: &Words, numbers: std::ops::Range<u64>) {
    let articles: Vec<_> = numbers.map(|number| made(words, number)).collect();
    let incoming: Vec<Incoming<'_>> = articles
        .iter()
        .map(|(url, source, section, draft)| Incoming {
            source,
            section,
            url,
            listed_as: None,
            draft,
            offline: Offline::Full,
            fetched: NOW,
            html: None,
            etag: None,
            last_modified: None,
            parts: &[],
            again: None,
        })
        .collect();
    store.save(&incoming).unwrap();
}

fn made(words: &Words, number: u64) -> (CanonicalUrl, SourceId, SectionId, Draft) {
    let made = words.article(number);
    let source = source(number);
    let url = format!("https://{source}.example/tin/{number}-cong-nhan-va-viec-lam.html");
    // The first saved is the oldest: newest articles come last, as in life, but for a few that are found late.
    let age = i64::try_from(number ^ 5).unwrap() * PACE;
    let at = Timestamp(NOW.0 - 9 * 365 * 86_400 + age);
    let draft = Draft {
        title: Some(made.title),
        sapo: Some(made.sapo),
        author: Some(made.author),
        published: Some(Moment { at, precision: Precision::Minute }),
        body: made.paragraphs.into_iter().map(Block::paragraph).collect(),
        ..Draft::default()
    };
    (CanonicalUrl::parse(&url).unwrap(), source, section(number), draft)
}

/// Bytes of the index and of the archive beside the texts'.
#[expect(clippy::cast_precision_loss, reason = "figures for the table")]
pub(crate) fn weigh(home: &Path, size: u64, table: &mut Table) {
    let stats = open(home).stats().unwrap();
    let text = (size * BODY_BYTES as u64) as f64;
    table.note("index size / text size", format!("{:.3}", stats.index_bytes as f64 / text));
    table.note(
        "archive size / text size",
        format!("{:.3}", (stats.file_bytes + stats.log_bytes).saturating_sub(stats.free_bytes) as f64 / text),
    );
}
