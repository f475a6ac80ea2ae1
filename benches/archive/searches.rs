//! Searches, ranked, fifty hits with snippets.

use std::path::Path;

use loaphuong::store::{SearchRequest, Store};

use super::fill::open;
use super::table::{Table, timed};
use super::words::{RARE, syllables};

/// Hits of a page.
const PAGE: usize = 50;
/// Passes over all queries.
const PASSES: usize = 5;

/// One or two words (syllables) each, with and without marks, from the commonest to unusual ones.
const USUAL: &[&str] = &[
    "công đoàn",
    "cong doan",
    "tiền lương",
    "tien luong",
    "đình công",
    "dinh cong",
    "lương",
    "luong",
    "thợ hàn",
    "tho han",
    "thanh tra",
    "nghị định",
    "nghi dinh",
    "vùng",
    "việc làm",
    "viec lam",
    "sức khỏe",
    "suc khoe",
    "tòa",
    "hòa giải",
    "tỉnh",
    "huyện",
    "thủy sản",
    "thuy san",
    "đơn hàng",
    "lương thợ",
    "luong tho",
    "công an",
    "chị em",
    "xe tải",
    "lao động",
    "lao dong",
    "bảo hiểm",
    "người",
    "tổ trưởng",
    "máy cắt",
    "may cat",
    "hầm lò",
    "cơm",
    "nợ lương",
];

const COMMONEST: &[&str] =
    &["công", "cong", "lao động", "người lao động", "và của", "cong doan nguoi lao dong", "nguoi", "của"];

#[expect(clippy::disallowed_methods, reason = "a benchmark has no configuration but its environment")]
pub(crate) fn measure(home: &Path, size: u64, table: &mut Table) {
    let store = open(home);
    if let Ok(asked) = std::env::var("LOA_BENCH_ASK") {
        for query in asked.split('|') {
            ask(&store, table, &format!("{query:?}, ms"), &vec![query.to_owned(); 10], false);
            ask(&store, table, &format!("{query:?} as it is typed, ms"), &vec![query.to_owned(); 10], true);
        }
        return;
    }
    let made = syllables();
    // Made syllables by their place in the order of frequency.
    let pairs: Vec<String> =
        (0..16).map(|n| 3 * (n + 1) * (n + 1)).map(|n| format!("{} {}", made[n], made[2 * n])).collect();
    let singles: Vec<String> = (0..12).map(|n| made[n * n * 8].clone()).collect();
    let mut queries: Vec<String> = USUAL.iter().map(|query| (*query).to_owned()).collect();
    queries.extend(pairs);
    queries.extend(singles);
    ask(&store, table, "one or two words, ms", &queries, false);
    let typed = prefixes(&queries);
    ask(&store, table, "as you type (2 letters or more), ms", &typed, true);
    let common: Vec<String> = COMMONEST.iter().map(|query| (*query).to_owned()).collect();
    ask(&store, table, "the commonest words, ms", &common, false);
    let number = (size / 2).to_string();
    let rare =
        [RARE.to_owned(), format!("{RARE} công"), number.clone(), format!("cong {number}"), "khôngcóchữnày".to_owned()];
    ask(&store, table, "the rarest words, ms", &rare, false);
    let filtered = [
        "nguồn:bao-3 lương",
        "chưa đọc công đoàn",
        "từ:2025-01 đình công",
        "đánh dấu tiền lương",
        "\"tai nạn nghề nghiệp\" -thợ",
    ];
    ask(&store, table, "filtered, ms", &filtered.map(str::to_owned), false);
}

/// Every beginning of every query from two letters on, as it is typed.
fn prefixes(queries: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for query in queries.iter().step_by(2) {
        let word = query.char_indices().rfind(|(_, c)| *c == ' ').map_or(0, |(at, _)| at + 1);
        let ends = query[word..].char_indices().map(|(at, c)| word + at + c.len_utf8()).skip(1);
        all.extend(ends.map(|end| query[..end].to_owned()));
    }
    all.sort();
    all.dedup();
    all
}

fn ask(store: &Store, table: &mut Table, row: &str, queries: &[String], typing: bool) {
    let mut times = Vec::new();
    let mut slowest = (std::time::Duration::ZERO, "", 0);
    for pass in 0..PASSES {
        for query in queries {
            let request = SearchRequest { text: query.clone(), typing, limit: PAGE, ..SearchRequest::default() };
            let (time, hits) = timed(|| store.search(&request).unwrap());
            if pass > 0 {
                times.push(time);
                if time > slowest.0 {
                    slowest = (time, query, hits.total);
                }
            }
        }
    }
    table.times(row, times);
    eprintln!("          | slowest: {:?} with {} hits", slowest.1, slowest.2);
}
