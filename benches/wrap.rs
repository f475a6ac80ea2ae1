//! Wrapping an article: ours, textwrap's optimal fit, and ICU's segmenter finding break opportunities, in one run.
//!
//! `cargo bench --bench wrap`. Throughput counts the bytes of the article.

use divan::Bencher;
use divan::counter::BytesCount;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use loaphuong::text::wrap::{Options, Paragraph, Penalties, wrap};

#[path = "article/mod.rs"]
mod article;

const WIDTHS: [usize; 3] = [40, 72, 100];

fn main() {
    // The lexicon is made at first use; that is not what is measured.
    let _ = wrap("công đoàn", 20, &Options::default());
    divan::main();
}

fn bytes(paragraphs: &[&str]) -> BytesCount {
    BytesCount::new(paragraphs.iter().map(|paragraph| paragraph.len()).sum::<usize>())
}

fn ours(bencher: Bencher<'_, '_>, width: usize, options: &Options) {
    let text = article::article(8);
    let lines = || text.iter().map(|paragraph| wrap(paragraph, width, options).len()).sum::<usize>();
    bencher.counter(bytes(&text)).bench(lines);
}

#[divan::bench(args = WIDTHS)]
fn ours_optimal_with_penalties(bencher: Bencher<'_, '_>, width: usize) {
    ours(bencher, width, &Options::default());
}

#[divan::bench(args = WIDTHS)]
fn ours_optimal(bencher: Bencher<'_, '_>, width: usize) {
    ours(bencher, width, &Options { penalties: Penalties::NONE, ..Options::default() });
}

#[divan::bench(args = WIDTHS)]
fn ours_greedy(bencher: Bencher<'_, '_>, width: usize) {
    ours(bencher, width, &Options { greedy: true, ..Options::default() });
}

/// What a resize costs: the paragraphs were looked at before.
#[divan::bench(args = WIDTHS)]
fn ours_again_at_another_width(bencher: Bencher<'_, '_>, width: usize) {
    let (text, options) = (article::article(8), Options::default());
    let seen: Vec<(&str, Paragraph)> = text.iter().map(|p| (*p, Paragraph::new(p, &options))).collect();
    let lines = || seen.iter().map(|(p, seen)| seen.lines(p, width, width, &options).len()).sum::<usize>();
    bencher.counter(bytes(&text)).bench(lines);
}

#[divan::bench(args = WIDTHS)]
fn textwrap_optimal_fit(bencher: Bencher<'_, '_>, width: usize) {
    let text = article::article(8);
    let options = textwrap::Options::new(width).wrap_algorithm(textwrap::WrapAlgorithm::new_optimal_fit());
    bencher.counter(bytes(&text)).bench(|| text.iter().map(|p| textwrap::wrap(p, &options).len()).sum::<usize>());
}

#[divan::bench(args = WIDTHS)]
fn textwrap_first_fit(bencher: Bencher<'_, '_>, width: usize) {
    let text = article::article(8);
    let options = textwrap::Options::new(width).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    bencher.counter(bytes(&text)).bench(|| text.iter().map(|p| textwrap::wrap(p, &options).len()).sum::<usize>());
}

/// Only the opportunities, no widths and no lines.
#[divan::bench]
fn icu_break_opportunities(bencher: Bencher<'_, '_>) {
    let text = article::article(8);
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    bencher.counter(bytes(&text)).bench(|| text.iter().map(|p| segmenter.segment_str(p).count()).sum::<usize>());
}
