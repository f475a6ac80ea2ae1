//! The ways text comes in: display form, NFC alone, search keys, tokens, finding.
//!
//! `cargo bench --bench fold`. Throughput counts the bytes of the source.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use loaphuong::text::fold::{self, FoldToken};
use loaphuong::text::{display, find, one_line, syllable, width};
use unicode_normalization::UnicodeNormalization;

#[path = "article/mod.rs"]
mod article;

fn main() {
    let _ = fold::base("tiền lương");
    divan::main();
}

fn composed() -> String {
    article::article(64).join("\n")
}

fn measure<T>(bencher: Bencher<'_, '_>, text: &str, work: impl Fn(&str) -> T + Sync) {
    bencher.counter(BytesCount::new(text.len())).bench(|| work(black_box(text)));
}

#[divan::bench]
fn display_of_nfc(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), display);
}

#[divan::bench]
fn display_of_nfd(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed().nfd().collect::<String>(), display);
}

#[divan::bench]
fn one_line_of_nfc(bencher: Bencher<'_, '_>) {
    measure(bencher, &article::article(64).join(" "), one_line);
}

#[divan::bench]
fn display_then_base_key(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), |text| fold::base(&display(text)));
}

#[divan::bench]
fn base_key(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), fold::base);
}

#[divan::bench]
fn exact_key(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), fold::exact);
}

#[divan::bench]
fn base_key_with_the_way_back(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), fold::base_mapped);
}

#[divan::bench]
fn tokens_into_one_token(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), |text| {
        let (mut tokens, mut token, mut count) = (fold::tokens(text), FoldToken::default(), 0_usize);
        while tokens.advance(&mut token) {
            count += token.base.len();
        }
        count
    });
}

#[divan::bench]
fn find_in_article(bencher: Bencher<'_, '_>) {
    measure(bencher, &article::article(8).join("\n"), |text| find::spans(text, "cong doan").len());
}

#[divan::bench]
fn cells(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), width::cells);
}

#[divan::bench]
fn syllable_score(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), syllable::score);
}

/// For comparison: the library's NFC over the same text.
#[divan::bench]
fn library_nfc(bencher: Bencher<'_, '_>) {
    measure(bencher, &composed(), |text| text.nfc().collect::<String>());
}
