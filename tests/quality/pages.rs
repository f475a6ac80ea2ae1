//! The invented pages: every folder of `tests/pages` contains `page.html` and `expected.toml`, and is read with rules
//! and without.
//!
//! `expected.toml`: `url`; then the expected `title`, `published`, `author`, `sapo` (absent = must not be found),
//! `body` (every string of the body, in order), `captions`, `findings` (names, each required).
//! A page with `items` is a list: exactly these must be found, in this order, and `next`; `by` is the expected step
//! with rules.

use std::path::{Path, PathBuf};

use loaphuong::extract::{self, Knowledge, Source};
use loaphuong::model::{Block, CanonicalUrl, Draft, Listing, Timestamp};
use loaphuong::sources::Catalog;
use serde::Deserialize;

use super::redesign::{self, Damage, Marks};

/// The expected result of a page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expected {
    url: String,
    title: Option<String>,
    published: Option<String>,
    author: Option<String>,
    sapo: Option<String>,
    body: Vec<String>,
    captions: Vec<String>,
    findings: Vec<String>,
    items: Vec<Item>,
    next: Option<String>,
    by: Option<String>,
}

/// The expected entry of an article in a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    title: String,
    url: String,
    summary: Option<String>,
    published: Option<String>,
}

/// A time after all pages were written: 1 June 2025.
const NOW: Timestamp = Timestamp(1_748_736_000);

/// Reads all folders under `root`; returns the mistakes, one sentence each.
pub(crate) fn complaints(root: &Path, catalog: &Catalog) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let folders = folders(root);
    for folder in &folders {
        let text = std::fs::read_to_string(folder.join("expected.toml")).expect("every page has an expected.toml");
        let expected: Expected = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let bytes = std::fs::read(folder.join("page.html")).expect("every folder has a page.html");
        let url = CanonicalUrl::parse(&expected.url).expect("the address of a page is absolute");
        for rules in [true, false] {
            let source = Source { bytes: &bytes, charset: None, url: &url, now: NOW };
            let knowledge = Knowledge { catalog, rules, learned: None };
            let found = if expected.items.is_empty() {
                compare(&expected, &extract::article(source, knowledge))
            } else {
                compare_list(&expected, &extract::listing(source, knowledge), rules)
            };
            let name = folder.strip_prefix(root).unwrap_or(folder).display().to_string();
            let how = if rules { "with rules" } else { "without rules" };
            wrong.extend(found.into_iter().map(|what| format!("{name}, {how}: {what}")));
        }
    }
    (folders.len(), wrong)
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> =
            std::fs::read_dir(folder).map(|entries| entries.flatten().map(|e| e.path()).collect()).unwrap_or_default();
        found.sort();
        found
    };
    list(root).iter().flat_map(|site| list(site)).filter(|case| case.join("page.html").is_file()).collect()
}

fn compare_list(expected: &Expected, listing: &Listing, rules: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let by = expected.by.as_deref().filter(|_| rules).unwrap_or("generic");
    if listing.by.to_string() != by {
        wrong.push(format!("{} answered, not {by}, {:?}", listing.by, listing.findings));
    }
    if listing.next.as_ref().map(CanonicalUrl::as_str) != expected.next.as_deref() {
        wrong.push(format!("the next page is {:?}, not {:?}", listing.next, expected.next));
    }
    let found: Vec<&str> = listing.items.iter().map(|item| item.title.as_str()).collect();
    let wanted: Vec<&str> = expected.items.iter().map(|item| item.title.as_str()).collect();
    if found != wanted {
        wrong.push(format!("the items are {found:#?}, not {wanted:#?}"));
        return wrong;
    }
    for (item, want) in listing.items.iter().zip(&expected.items) {
        let published = item.published.map(|m| m.to_string());
        for (field, want, got) in [
            ("address", Some(want.url.as_str()), Some(item.url.as_str())),
            ("summary", want.summary.as_deref(), item.summary.as_deref()),
            ("published", want.published.as_deref(), published.as_deref()),
        ] {
            if want != got {
                wrong.push(format!("{field} of {:?} is {got:?}, not {want:?}", item.title));
            }
        }
    }
    wrong
}

fn compare(expected: &Expected, draft: &Draft) -> Vec<String> {
    let mut wrong = Vec::new();
    for name in &expected.findings {
        if !draft.findings.iter().any(|f| f.kind.name() == name) {
            wrong.push(format!("{name} was not told, but {:?}", draft.findings));
        }
    }
    if !expected.findings.is_empty() {
        return wrong;
    }
    let published = draft.published.map(|m| m.to_string());
    for (field, want, got) in [
        ("title", &expected.title, &draft.title),
        ("published", &expected.published, &published),
        ("author", &expected.author, &draft.author),
        ("sapo", &expected.sapo, &draft.sapo),
    ] {
        if want != got {
            wrong.push(format!("{field} is {got:?}, not {want:?}"));
        }
    }
    let body: Vec<&str> =
        draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect();
    if let Some(at) = (0..body.len().max(expected.body.len()))
        .find(|at| body.get(*at).copied() != expected.body.get(*at).map(String::as_str))
    {
        wrong.push(format!("string {at} of the body is {:?}, not {:?}", body.get(at), expected.body.get(at)));
    }
    let captions: Vec<&str> = draft
        .body
        .iter()
        .filter_map(|b| if let Block::Picture { caption, .. } = b { Some(caption.as_str()) } else { None })
        .filter(|caption| !caption.is_empty())
        .collect();
    if captions != expected.captions {
        wrong.push(format!("captions are {captions:?}, not {:?}", expected.captions));
    }
    wrong
}

/// Reads every article page after a redesign, without rules; returns the sums of its scores.
pub(crate) fn redesigned(root: &Path, catalog: &Catalog, damage: Damage) -> Marks {
    let mut marks = Marks::new();
    for folder in folders(root) {
        let text = std::fs::read_to_string(folder.join("expected.toml")).expect("every page has an expected.toml");
        let expected: Expected = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let bytes = std::fs::read(folder.join("page.html")).expect("every folder has a page.html");
        let (true, Ok(html)) = (expected.items.is_empty() && expected.findings.is_empty(), String::from_utf8(bytes))
        else {
            continue;
        };
        let url = CanonicalUrl::parse(&expected.url).expect("the address of a page is absolute");
        let html = damage.apply(&html, &expected.body);
        let source = Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: NOW };
        let draft = extract::article(source, Knowledge { catalog, rules: false, learned: None });
        mark(&mut marks, &expected, &draft);
    }
    marks
}

fn mark(marks: &mut Marks, expected: &Expected, draft: &Draft) {
    let found: Vec<&str> =
        draft.body.iter().filter(|b| !matches!(b, Block::Picture { .. })).flat_map(Block::strings).collect();
    let share = |part: usize, of: usize| {
        f64::from(u32::try_from(part).unwrap_or(0)) / f64::from(u32::try_from(of.max(1)).unwrap_or(1))
    };
    let kept = expected.body.iter().filter(|line| found.contains(&line.as_str())).count();
    redesign::add(marks, "para", share(kept, expected.body.len()));
    let own = found.iter().filter(|line| expected.body.iter().any(|want| want == *line)).count();
    redesign::add(marks, "clean", if found.is_empty() { 0.0 } else { share(own, found.len()) });
    let published = draft.published.map(|m| m.to_string());
    for (measure, want, got) in [
        ("title", &expected.title, &draft.title),
        ("minute", &expected.published, &published),
        ("author", &expected.author, &draft.author),
    ] {
        if want.is_some() {
            redesign::add(marks, measure, f64::from(u8::from(want == got)));
        }
    }
    let captions =
        draft.body.iter().filter_map(|b| if let Block::Picture { caption, .. } = b { Some(caption) } else { None });
    let captions: Vec<&String> = captions.collect();
    let wanted: Vec<&String> = expected.captions.iter().filter(|caption| !caption.is_empty()).collect();
    if !wanted.is_empty() {
        redesign::add(marks, "captions", share(wanted.iter().filter(|c| captions.contains(*c)).count(), wanted.len()));
    }
}
