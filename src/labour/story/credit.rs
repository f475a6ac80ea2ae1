//! Credits such as "Theo LĐTĐ": the newspaper from which an article says it is taken.
//!
//! A credit is a short line of its own that says nothing else. "Theo Lao động, …" inside a sentence is a quotation of a
//! newspaper, not a reprint.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

/// Most words of a line that can be a credit.
const MAX_WORDS: usize = 14;
/// Beginnings of credits, folded.
const LEADS: [&str; 7] = ["theo nguon", "nguon tin", "trich nguon", "nguon", "theo", "dan theo", "tin tu"];
/// Words that may precede the name of a newspaper, folded.
const KINDS: [&str; 7] = ["bao dien tu", "trang tin", "tap chi", "bao", "trang", "tc", "dai"];

#[derive(Deserialize)]
struct CreditTable {
    paper: Vec<CreditRow>,
}

#[derive(Deserialize)]
struct CreditRow {
    host: String,
    names: Vec<String>,
}

/// Names of newspapers, folded, and their hosts.
static PAPERS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let table: CreditTable = toml::from_str(include_str!("papers.toml")).unwrap_or(CreditTable { paper: Vec::new() });
    let rows = table.paper.into_iter();
    rows.flat_map(|row| row.names.into_iter().map(move |name| (plain(&name), row.host.clone()))).collect()
});

/// The host of the newspaper that a line credits, if it is a credit and the newspaper is known.
pub fn credited(line: &str) -> Option<&'static str> {
    if !may_lead(line) {
        return None;
    }
    let line = plain(line);
    let rest = LEADS.iter().find_map(|lead| line.strip_prefix(lead)?.strip_prefix(' '))?;
    host_of(rest)
}

/// Whether a line may begin with one of [`LEADS`]; for most lines the first letter rules it out.
fn may_lead(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric() || matches!(c, '/' | '+' | '&'));
    first.is_none_or(|c| !c.is_ascii() || LEADS.iter().any(|lead| lead.starts_with(c.to_ascii_lowercase())))
}

/// The host of a newspaper from a printed source line, which may omit "theo".
pub fn source(line: &str) -> Option<&'static str> {
    credited(line).or_else(|| host_of(&plain(line)))
}

fn host_of(name: &str) -> Option<&'static str> {
    if name.split(' ').count() > MAX_WORDS {
        return None;
    }
    let bare = KINDS.iter().find_map(|kind| name.strip_prefix(kind)?.strip_prefix(' ')).unwrap_or(name);
    // "Theo Thanh Xuân / VnEconomy": the author comes first, the newspaper last.
    let last = name.rsplit(" / ").next().unwrap_or(name);
    let known = |name: &str| PAPERS.iter().find(|(known, _)| known == name).map(|(_, host)| host.as_str());
    known(name).or_else(|| known(bare)).or_else(|| known(last))
}

/// Folded words, separated by single spaces. A slash between spaces is kept: it separates author and newspaper.
fn plain(text: &str) -> String {
    let end = text.floor_char_boundary(400);
    let folded = fold::base(&text[..end]).replace(" - ", " / ").replace(" | ", " / ");
    let words = folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '+' | '&'));
    words.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_says_nothing_else_credits_a_paper() {
        for (line, host) in [
            ("Theo LĐTĐ", "laodongthudo.vn"),
            ("(Theo báo Người Lao Động)", "nld.com.vn"),
            ("Nguồn: TTXVN", "vietnamplus.vn"),
            ("THEO TTXVN/VIETNAM+", "vietnamplus.vn"),
            ("Theo Thanh Xuân / VnEconomy", "vneconomy.vn"),
            ("Theo Minh An - Dân trí", "dantri.com.vn"),
            ("Nguồn: laodong.vn", "laodong.vn"),
        ] {
            assert_eq!(credited(line), Some(host), "{line}");
        }
    }

    #[test]
    fn a_sentence_that_quotes_a_paper_is_no_credit() {
        for line in [
            "Theo Lao Động, nhiều công nhân đã trở lại nhà máy từ tuần trước.",
            "Theo lãnh đạo công ty",
            "Lao Động",
            "Theo dõi Lao Động trên mạng xã hội",
            "",
        ] {
            assert_eq!(credited(line), None, "{line}");
        }
    }

    #[test]
    fn a_printed_source_line_needs_no_theo() {
        assert_eq!(source("Lao Động"), Some("laodong.vn"));
        assert_eq!(source("Nguyễn Văn An"), None);
    }

    #[test]
    fn every_name_leads_to_one_paper() {
        assert!(PAPERS.len() > 60);
        for (name, host) in PAPERS.iter() {
            assert!(PAPERS.iter().all(|(other, at)| other != name || at == host), "{name}");
        }
    }
}
