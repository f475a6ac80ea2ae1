//! The archive at a thousand, a hundred thousand and a million articles: is it as fast, as small and as calm?
//!
//! `cargo bench --bench archive` makes archives of invented articles (bodies of 4 KB) in a temporary folder and prints a
//! table. In the environment: `LOA_BENCH_SIZES=1000,100000,1000000` chooses the sizes (default 1000,10000, quick);
//! `LOA_BENCH_DIR` keeps the archives there and uses them again (a million take 4 GB and some minutes);
//! `LOA_BENCH_ONLY=open,search` measures some parts only (`fill`, `open`, `search`, `marks`, `screen`, `beside`);
//! `LOA_BENCH_ASK='lương|công đoàn'` times these searches instead of the usual ones.
//!
//! Times are of one thread's calls on a warm page cache; p99 is over all calls of a row.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table goes to the terminal")]
#![expect(clippy::disallowed_methods, reason = "a benchmark has no configuration but its environment")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use std::path::{Path, PathBuf};

#[path = "archive/beside.rs"]
mod beside;
#[path = "archive/fill.rs"]
mod fill;
#[path = "archive/lists.rs"]
mod lists;
#[path = "archive/marks.rs"]
mod marks;
#[path = "archive/screen.rs"]
mod screen;
#[path = "archive/searches.rs"]
mod searches;
#[path = "archive/table.rs"]
mod table;
#[path = "archive/words.rs"]
mod words;

use table::Table;

fn main() {
    // `cargo test --benches` runs this too: it then only shows that it works.
    let testing = std::env::args().any(|argument| argument == "--test");
    let sizes =
        std::env::var("LOA_BENCH_SIZES").unwrap_or_else(|_| if testing { "100" } else { "1000,10000" }.to_owned());
    let sizes: Vec<u64> = sizes.split(',').map(|size| size.trim().parse().unwrap()).collect();
    let only = std::env::var("LOA_BENCH_ONLY").unwrap_or_default();
    let wanted = |part: &str| only.is_empty() || only.split(',').any(|name| name.trim() == part);
    let kept = std::env::var_os("LOA_BENCH_DIR").map(PathBuf::from);
    let temporary = tempfile::tempdir().unwrap();
    let mut table = Table::new(&sizes);
    for (column, size) in sizes.iter().enumerate() {
        table.column(column);
        let home = kept.as_deref().unwrap_or(temporary.path()).join(size.to_string());
        measure(&home, *size, &wanted, &mut table);
    }
    print!("{table}");
}

fn measure(home: &Path, size: u64, wanted: &dyn Fn(&str) -> bool, table: &mut Table) {
    fill::fill(home, size, table);
    if wanted("fill") {
        fill::weigh(home, size, table);
    }
    if wanted("open") {
        lists::measure(home, table);
    }
    if wanted("search") {
        searches::measure(home, size, table);
    }
    if wanted("marks") {
        marks::measure(home, table);
    }
    if wanted("screen") {
        screen::measure(home, table);
    }
    if wanted("beside") {
        beside::measure(home, size, table);
    }
}
