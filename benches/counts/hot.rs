//! Instructions of the ten hot paths, each held to what `budget.tsv` says, three hundredths more at most.
//!
//! `.ci/counts` runs it; `.ci/counts --write` writes the budget anew, after a change that is worth its price. Inputs are the invented
//! pages and texts of the project. What is counted is one run with warm tables: what a table costs at its first use is not in it.

use std::hint::black_box;

use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use loaphuong::extract::{self, Knowledge, Source};
use loaphuong::labour::{legal, places};
use loaphuong::model::{CanonicalUrl, Timestamp};
use loaphuong::sources::Catalog;
use loaphuong::text::wrap::{Options, wrap};
use loaphuong::text::{date, display, find, fold};

#[path = "../article/mod.rs"]
mod article;

/// A moment after all pages were written.
const NOW: Timestamp = Timestamp(1_785_000_000);
const BUDGET: &str = include_str!("budget.tsv");
const ARTICLE: &[u8] = include_bytes!("../../tests/pages/vccorp.example/related-inside/page.html");
const UNKNOWN: &[u8] = include_bytes!("../../tests/pages/unknown.example/lists-and-tables/page.html");
const LISTING: &[u8] = include_bytes!("../../tests/pages/vccorp.example/section/page.html");

/// Held to the budget of a name: so many instructions and three hundredths.
fn held(name: &str) -> LibraryBenchmarkConfig {
    let mut config = LibraryBenchmarkConfig::default();
    let mut callgrind = Callgrind::default();
    if let Some(most) = budget(name) {
        callgrind.hard_limits([(EventKind::Ir, most + most * 3 / 100)]);
    }
    config.tool(callgrind);
    config
}

fn budget(name: &str) -> Option<u64> {
    let mut lines = BUDGET.lines().filter_map(|line| line.split_once('\t'));
    lines.find(|(of, _)| *of == name)?.1.trim().parse().ok()
}

fn text() -> String {
    let text = article::article(32).join("\n");
    // Tables that are made at first use are made now.
    let _ = (wrap("công đoàn", 20, &Options::default()), fold::base("tiền lương"), display("ca đêm"));
    let _ = (legal::entities("Nghị định 74/2024/NĐ-CP, Luật Nhà ở số 27/2023/QH15"), places::in_text("tỉnh Bắc Ninh").len());
    let _ = (date::parse("20/11/2026", NOW), find::spans("ca đêm", "ca"));
    text
}

#[library_benchmark(config = held("wrap"), setup = text)]
fn wrap_an_article(text: String) -> usize {
    text.lines().map(|line| wrap(black_box(line), 72, &Options::default()).len()).sum()
}

#[library_benchmark(config = held("display"), setup = text)]
fn make_text_fit_to_show(text: String) -> usize {
    display(black_box(&text)).len()
}

#[library_benchmark(config = held("fold"), setup = text)]
fn fold_to_the_base_key(text: String) -> usize {
    fold::base(black_box(&text)).len()
}

#[library_benchmark(config = held("tokens"), setup = text)]
fn cut_into_tokens(text: String) -> usize {
    fold::tokens(black_box(&text)).count()
}

#[library_benchmark(config = held("find"), setup = text)]
fn find_in_a_text(text: String) -> usize {
    find::spans(black_box(&text), "công đoàn cơ sở").len()
}

#[library_benchmark(config = held("dates"), setup = text)]
fn read_dates(text: String) -> usize {
    text.lines().map(|line| date::find(black_box(line), NOW).len()).sum()
}

#[library_benchmark(config = held("legal"), setup = text)]
fn find_legal_documents(text: String) -> usize {
    text.lines().map(|line| legal::entities(black_box(line)).len()).sum()
}

/// A catalogue and the address of a page.
struct Reading {
    catalog: Catalog,
    url: CanonicalUrl,
}

fn reading(address: &str) -> Reading {
    let catalog = Catalog::built_in().unwrap_or_default();
    let reading = Reading { catalog, url: CanonicalUrl::parse(address).expect("an address") };
    // Selectors are made at their first use.
    let _ = (read_article(&reading, ARTICLE, true), read_listing(&reading, LISTING));
    reading
}

fn read_article(reading: &Reading, bytes: &[u8], rules: bool) -> usize {
    let page = Source { bytes, charset: None, url: &reading.url, now: NOW };
    extract::article(page, Knowledge { catalog: &reading.catalog, rules, learned: None }).body.len()
}

fn read_listing(reading: &Reading, bytes: &[u8]) -> usize {
    let page = Source { bytes, charset: None, url: &reading.url, now: NOW };
    extract::listing(page, Knowledge { catalog: &reading.catalog, rules: true, learned: None }).items.len()
}

#[library_benchmark(config = held("article"))]
#[bench::with_rules(args = ("https://vccorp.example/tin-1.htm",), setup = reading)]
fn read_an_article(reading: Reading) -> usize {
    read_article(&reading, black_box(ARTICLE), true)
}

#[library_benchmark(config = held("unknown"))]
#[bench::without_rules(args = ("https://unknown.example/tin-1.htm",), setup = reading)]
fn read_an_article_of_nobody(reading: Reading) -> usize {
    read_article(&reading, black_box(UNKNOWN), false)
}

#[library_benchmark(config = held("listing"))]
#[bench::with_rules(args = ("https://vccorp.example/viec-lam.htm",), setup = reading)]
fn read_a_listing(reading: Reading) -> usize {
    read_listing(&reading, black_box(LISTING))
}

library_benchmark_group!(
    name = hot,
    benchmarks = [
        wrap_an_article,
        make_text_fit_to_show,
        fold_to_the_base_key,
        cut_into_tokens,
        find_in_a_text,
        read_dates,
        find_legal_documents,
        read_an_article,
        read_an_article_of_nobody,
        read_a_listing
    ]
);
main!(library_benchmark_groups = hot);
