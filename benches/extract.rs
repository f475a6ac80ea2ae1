//! Whole page → blocks, one core: loa with rules and without, beside a port of Readability, on the same pages.
//!
//! `cargo bench --bench extract`. Pages are those of the folder that `LOA_CORPUS` names (laid out like a corpus: a
//! `manifest.tsv` with file, kind, host, address), else the invented ones of `tests/pages`. Items are pages.
//! Readability gives HTML and plain text; loa gives blocks and every field. Both get the bytes and the address.

#![expect(clippy::expect_used, reason = "a benchmark without its pages may fail loudly")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use dom_smoothie::Readability;
use loaphuong::extract::{self, Knowledge, Source};
use loaphuong::model::{CanonicalUrl, Timestamp};
use loaphuong::sources::Catalog;

/// A moment after all pages were written.
const NOW: Timestamp = Timestamp(1_785_000_000);

/// A name and what it does with a page.
type Reader<'a> = (&'a str, &'a dyn Fn(&Page));

struct Page {
    bytes: Vec<u8>,
    url: CanonicalUrl,
    article: bool,
}

static PAGES: LazyLock<Vec<Page>> = LazyLock::new(pages);
static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::built_in().expect("the embedded site files are right"));

fn main() {
    let articles = PAGES.iter().filter(|page| page.article).count();
    let megabytes = PAGES.iter().map(|page| page.bytes.len()).sum::<usize>() >> 20;
    say(&format!("{} pages ({articles} articles), {megabytes} MiB", PAGES.len()));
    side_by_side();
    divan::main();
}

/// Every reader reads every page in turn, a few rounds; the best time of each counts, so that a machine which is busy
/// with other things disturbs all of them alike.
fn side_by_side() {
    const ROUNDS: usize = 7;
    let readers: [Reader<'_>; 3] = [
        ("a Readability port", &|page| drop(black_box(readability(page)))),
        ("loa, with rules", &|page| drop(black_box(loa(page, true)))),
        ("loa, without rules", &|page| drop(black_box(loa(page, false)))),
    ];
    let mut best = vec![[Duration::MAX; 3]; PAGES.len()];
    for _ in 0..ROUNDS {
        for (page, best) in PAGES.iter().zip(&mut best) {
            for ((_, read), best) in readers.iter().zip(best) {
                let start = Instant::now();
                read(page);
                *best = start.elapsed().min(*best);
            }
        }
    }
    for set in ["articles", "all"] {
        let chosen = || PAGES.iter().zip(&best).filter(|(page, _)| set == "all" || page.article);
        let rate = |at: usize| {
            let seconds: f64 = chosen().map(|(_, best)| best[at].as_secs_f64()).sum();
            f64::from(u32::try_from(chosen().count()).unwrap_or(u32::MAX)) / seconds
        };
        for (at, (name, _)) in readers.iter().enumerate() {
            say(&format!("{set:<9} {name:<20} {:>6.0} pages/s  × {:.2}", rate(at), rate(at) / rate(0)));
        }
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark says what it measures")]
fn say(line: &str) {
    println!("{line}");
}

#[expect(clippy::disallowed_methods, reason = "a benchmark asks its surroundings where the real pages are")]
fn pages() -> Vec<Page> {
    let pages = match std::env::var_os("LOA_CORPUS").map(PathBuf::from) {
        Some(folder) => real(&folder),
        None => invented(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")),
    };
    assert!(!pages.is_empty(), "no pages were found");
    pages
}

fn real(folder: &Path) -> Vec<Page> {
    let manifest = std::fs::read_to_string(folder.join("manifest.tsv")).expect("the corpus has a manifest.tsv");
    let rows = manifest.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.len() > 3 && row[1] != "feed")
        .filter_map(|row| {
            let bytes = std::fs::read(folder.join(row[0])).ok()?;
            Some(Page { bytes, url: CanonicalUrl::parse(row[3])?, article: row[1] == "article" })
        })
        .collect()
}

fn invented(folder: &Path) -> Vec<Page> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).map(|all| all.flatten().map(|e| e.path()).collect()).unwrap_or_default()
    };
    list(folder)
        .iter()
        .flat_map(|site| list(site))
        .filter_map(|case| {
            let bytes = std::fs::read(case.join("page.html")).ok()?;
            let expected: toml::Table = std::fs::read_to_string(case.join("expected.toml")).ok()?.parse().ok()?;
            Some(Page { bytes, url: CanonicalUrl::parse(expected.get("url")?.as_str()?)?, article: true })
        })
        .collect()
}

/// Runs `read` over the pages of a set.
fn measure<T>(bencher: Bencher<'_, '_>, set: &str, read: impl Fn(&Page) -> T + Sync) {
    let pages: Vec<&Page> = PAGES.iter().filter(|page| set == "all" || page.article).collect();
    bencher
        .counter(ItemsCount::new(pages.len()))
        .bench_local(|| pages.iter().for_each(|page| drop(black_box(read(page)))));
}

fn loa(page: &Page, rules: bool) -> impl Sized + use<> {
    let source = Source { bytes: &page.bytes, charset: None, url: &page.url, now: NOW };
    extract::article(source, Knowledge { catalog: &CATALOG, rules, learned: None })
}

fn readability(page: &Page) -> impl Sized + use<> {
    let html = String::from_utf8_lossy(&page.bytes);
    Readability::new(html.as_ref(), Some(page.url.as_str()), None).and_then(|mut reader| reader.parse()).ok()
}

#[divan::bench(args = ["articles", "all"], sample_count = 15, sample_size = 1)]
fn a_readability_port(bencher: Bencher<'_, '_>, set: &str) {
    measure(bencher, set, readability);
}

#[divan::bench(args = ["articles", "all"], sample_count = 15, sample_size = 1)]
fn loa_with_rules(bencher: Bencher<'_, '_>, set: &str) {
    measure(bencher, set, |page| loa(page, true));
}

#[divan::bench(args = ["articles", "all"], sample_count = 15, sample_size = 1)]
fn loa_without_rules(bencher: Bencher<'_, '_>, set: &str) {
    measure(bencher, set, |page| loa(page, false));
}
