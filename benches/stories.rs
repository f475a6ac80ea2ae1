//! How fast articles are looked at for the stories that they tell: 2,000 a second are promised, 100,000 in a minute within 150 MiB.
//!
//! `cargo bench --bench stories` saves invented articles (bodies of 4 KB, every fifth the text of an earlier one with another headline
//! and a paragraph of its own), looks for all their stories, then adds a tenth of them and looks again, a hundred at a time, as a
//! refresh does. `LOA_BENCH_SIZE=100000` in the environment chooses how many (default 10,000). Memory is the highest resident set while it
//! looks (Linux).

#![expect(clippy::print_stdout, reason = "a benchmark says what it measures")]
#![expect(clippy::disallowed_methods, reason = "a benchmark has no configuration but its environment")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]
#![allow(dead_code, reason = "of the invented articles only some parts are used")]

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use loaphuong::model::{
    Block, CanonicalUrl, Draft, FixedClock, Moment, Offline, Precision, SectionId, SourceId, Timestamp,
};
use loaphuong::store::{Incoming, Store};

#[path = "archive/words.rs"]
mod words;

use words::Words;

const NOW: Timestamp = Timestamp(1_790_000_000);
/// Articles saved in one transaction.
const BATCH: u64 = 500;
/// One article every so many seconds.
const PACE: i64 = 280;
const SOURCES: u64 = 10;
/// Of so many articles one is a reprint, of the one so many before it.
const REPRINTS: u64 = 5;
const EARLIER: u64 = 3;
/// Articles of one look after a refresh.
const AT_ONCE: usize = 100;

fn main() {
    let testing = std::env::args().any(|argument| argument == "--test");
    let size = std::env::var("LOA_BENCH_SIZE").unwrap_or_else(|_| if testing { "100" } else { "10000" }.to_owned());
    let size: u64 = size.parse().unwrap();
    let home = tempfile::tempdir().unwrap();
    let words = Words::new();
    let store = Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    save(&store, &words, 0..size);
    forget_the_highest();
    told("all at once", size, || while store.settle_stories(usize::MAX).unwrap() > 0 {});
    let more = size / 10;
    save(&store, &words, size..size + more);
    forget_the_highest();
    told("as they come", more, || while store.settle_stories(AT_ONCE).unwrap() > 0 {});
}

#[expect(clippy::cast_precision_loss, reason = "a figure for the reader")]
fn told(name: &str, articles: u64, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    let seconds = start.elapsed().as_secs_f64();
    let highest = highest().map_or_else(String::new, |mib| format!(", {mib} MiB"));
    println!("{articles} articles {name}: {seconds:.1} s, {:.0} articles/s{highest}", articles as f64 / seconds);
}

/// The highest resident set since [`forget_the_highest`], MiB.
fn highest() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}

fn forget_the_highest() {
    let file = Path::new("/proc/self/clear_refs");
    if file.exists() {
        // Where it may not be written, the figure holds the saving too.
        let _ = std::fs::write(file, "5");
    }
}

fn save(store: &Store, words: &Words, numbers: Range<u64>) {
    let section = SectionId("tin".to_owned());
    for first in numbers.clone().step_by(usize::try_from(BATCH).unwrap()) {
        let articles: Vec<_> = (first..numbers.end.min(first + BATCH)).map(|number| made(words, number)).collect();
        let incoming = articles.iter().map(|(url, source, draft)| Incoming {
            source,
            section: &section,
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
        });
        store.save(&incoming.collect::<Vec<_>>()).unwrap();
    }
}

/// An article; every fifth is an earlier one told again by another paper.
fn made(words: &Words, number: u64) -> (CanonicalUrl, SourceId, Draft) {
    let own = words.article(number);
    let reprint = number % REPRINTS == REPRINTS - 1 && number >= EARLIER;
    let paragraphs = if reprint {
        let mut told = words.article(number - EARLIER).paragraphs;
        told.truncate(told.len().saturating_sub(1).max(1));
        told.extend(own.paragraphs.into_iter().take(1));
        told
    } else {
        own.paragraphs
    };
    let source = SourceId(format!("bao-{}", number % SOURCES));
    let url = CanonicalUrl::parse(&format!("https://{source}.example/tin/{number}.html")).unwrap();
    let at = Timestamp(NOW.0 - 9 * 365 * 86_400 + i64::try_from(number).unwrap() * PACE);
    let draft = Draft {
        title: Some(own.title),
        sapo: Some(own.sapo),
        published: Some(Moment { at, precision: Precision::Minute }),
        body: paragraphs.into_iter().map(Block::paragraph).collect(),
        ..Draft::default()
    };
    (url, source, draft)
}
