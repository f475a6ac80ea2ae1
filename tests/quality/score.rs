//! Scores the extraction on a corpus laid out like `../shared/corpus`: `manifest.tsv`, pages, `gold/`.
//!
//! The measures, each from 0 to 1, are means over the pages of a host, then over hosts, so that all hosts have the same
//! weight: `body` token F1, `para` gold paragraphs found complete and separate, `clean` 1 − share of captions, lead and
//! byline in the body, `title`, `minute`, `author`, `sapo` equal after folding, `caps` captions found, `items` F1 of
//! title and address.
//! Deliberately absent: gold given as hashes; such pages are counted as skipped.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::{Duration, Instant};

use loaphuong::extract::{self, Knowledge, Source};
use loaphuong::model::{Block, CanonicalUrl, Draft, Listing, Moment, Timestamp};
use loaphuong::sources::Catalog;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// The measures, in the order of the table.
pub(crate) const MEASURES: [&str; 9] = ["body", "para", "clean", "title", "minute", "author", "sapo", "caps", "items"];

/// A time after all pages of the corpus: 1 January 2027.
const NOW: Timestamp = Timestamp(1_798_736_400);

/// The scores of one page; a measure without gold is absent.
pub(crate) type Marks = BTreeMap<&'static str, f64>;

/// A scored corpus.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// The scores of each page by host and file.
    pub(crate) pages: Vec<(String, String, Marks)>,
    /// Pages whose gold cannot be read or says `skip`.
    pub(crate) skipped: usize,
    /// Time spent in the extraction.
    pub(crate) took: Duration,
}

impl Score {
    /// Means over the pages of each host.
    pub(crate) fn hosts(&self) -> BTreeMap<&str, Marks> {
        let mut hosts: BTreeMap<&str, Vec<&Marks>> = BTreeMap::new();
        for (host, _, marks) in &self.pages {
            hosts.entry(host).or_default().push(marks);
        }
        hosts.into_iter().map(|(host, pages)| (host, mean(pages.iter().copied()))).collect()
    }

    /// Means over hosts.
    pub(crate) fn means(&self) -> Marks {
        mean(self.hosts().values())
    }

    /// The lowest body F1 and its page.
    pub(crate) fn worst(&self) -> Option<(f64, String)> {
        let bodies =
            self.pages.iter().filter_map(|(host, page, marks)| Some((*marks.get("body")?, format!("{host} {page}"))));
        bodies.min_by(|a, b| a.0.total_cmp(&b.0))
    }
}

fn mean<'a>(marks: impl Iterator<Item = &'a Marks>) -> Marks {
    let mut sums: BTreeMap<&'static str, (f64, f64)> = BTreeMap::new();
    for (measure, value) in marks.flatten() {
        let sum = sums.entry(*measure).or_default();
        *sum = (sum.0 + value, sum.1 + 1.0);
    }
    sums.into_iter().map(|(measure, (sum, n))| (measure, sum / n)).collect()
}

/// Extracts and scores all pages of `corpus` that have gold.
pub(crate) fn score(corpus: &Path, catalog: &Catalog, rules: bool) -> Result<Score, String> {
    let manifest = corpus.join("manifest.tsv");
    let table = std::fs::read_to_string(&manifest).map_err(|e| format!("{}: {e}", manifest.display()))?;
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        header.iter().position(|h| *h == name).ok_or(format!("{} has no column {name}", manifest.display()))
    };
    let (file, host, address) = (column("file")?, column("domain")?, column("url")?);
    let mut score = Score::default();
    for line in lines.filter(|line| !line.is_empty()) {
        let row: Vec<&str> = line.split('\t').collect();
        let (Some(file), Some(host), Some(address)) = (row.get(file), row.get(host), row.get(address)) else {
            continue;
        };
        let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(gold) = std::fs::read_to_string(corpus.join("gold").join(format!("{host}__{stem}.json"))) else {
            continue;
        };
        let gold: Value = serde_json::from_str(&gold).map_err(|e| format!("gold of {file}: {e}"))?;
        let skip = gold.get("skip").is_some_and(|s| s != &Value::Bool(false))
            || gold.get("hashed").is_some_and(|h| h == &Value::Bool(true));
        let (Some(url), false) = (CanonicalUrl::parse(address), skip) else {
            score.skipped += 1;
            continue;
        };
        let bytes = std::fs::read(corpus.join(file)).map_err(|e| format!("{file}: {e}"))?;
        let page = Source { bytes: &bytes, charset: None, url: &url, now: NOW };
        let start = Instant::now();
        let marks = if gold.get("items").is_some() {
            let listing = if file.starts_with("feeds/") {
                extract::feed(page)
            } else {
                extract::listing(page, Knowledge { catalog, rules, learned: None })
            };
            score.took += start.elapsed();
            items(&gold, &listing, address)
        } else {
            let draft = extract::article(page, Knowledge { catalog, rules, learned: None });
            score.took += start.elapsed();
            article(&gold, &draft)
        };
        score.pages.push(((*host).to_owned(), stem, marks));
    }
    Ok(score)
}

fn fold(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn tokens<'a>(texts: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for text in texts {
        for word in fold(text).split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    counts
}

fn strings<'a>(gold: &'a Value, name: &str) -> Vec<&'a str> {
    gold.get(name)
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default()
}

fn text<'a>(gold: &'a Value, name: &str) -> Option<&'a str> {
    gold.get(name).and_then(Value::as_str).filter(|text| !fold(text).is_empty())
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn f1(hit: usize, wrong: usize, want: usize) -> f64 {
    let (precision, recall) = (if hit == 0 { 0.0 } else { share(hit, hit + wrong) }, share(hit, want));
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

fn article(gold: &Value, draft: &Draft) -> Marks {
    let mut marks = Marks::new();
    let body: Vec<&str> = draft
        .body
        .iter()
        .filter(|b| !matches!(b, Block::Picture { .. }))
        .flat_map(Block::strings)
        .filter(|s| !fold(s).is_empty())
        .collect();
    let wanted = strings(gold, "body");
    let (found, want) = (tokens(body.iter().copied()), tokens(wanted.iter().copied()));
    let captions = strings(gold, "captions");
    let optional = tokens(
        ["sapo", "title", "author", "source_line"].iter().filter_map(|n| text(gold, n)).chain(captions.iter().copied()),
    );
    let get = |counts: &HashMap<String, usize>, word: &str| counts.get(word).copied().unwrap_or(0);
    let hit = want.iter().map(|(word, n)| (*n).min(get(&found, word))).sum();
    let wrong =
        found.iter().map(|(word, n)| n.saturating_sub(get(&want, word)).saturating_sub(get(&optional, word))).sum();
    marks.insert("body", f1(hit, wrong, want.values().sum()));
    let have: Vec<String> = body.iter().map(|s| fold(s)).collect();
    let paragraphs: Vec<String> = wanted.iter().map(|s| fold(s)).collect();
    if !paragraphs.is_empty() {
        marks.insert("para", share(paragraphs.iter().filter(|p| have.contains(p)).count(), paragraphs.len()));
    }
    let same = |a: &str, b: Option<&str>| f64::from(u8::from(fold(a) == fold(b.unwrap_or_default())));
    for (name, got) in [("title", &draft.title), ("author", &draft.author), ("sapo", &draft.sapo)] {
        if let Some(want) = text(gold, name) {
            marks.insert(name, same(want, got.as_deref()));
        }
    }
    let foreign: Vec<String> = [text(gold, "sapo"), text(gold, "author")]
        .into_iter()
        .flatten()
        .chain(captions.iter().copied())
        .map(fold)
        .collect();
    let foreign: Vec<String> = foreign.into_iter().filter(|f| !f.is_empty() && !paragraphs.contains(f)).collect();
    if !foreign.is_empty() {
        marks.insert("clean", 1.0 - share(foreign.iter().filter(|f| have.contains(f)).count(), foreign.len()));
    }
    let captions: Vec<String> = captions.iter().map(|c| fold(c)).filter(|c| !c.is_empty()).collect();
    if !captions.is_empty() {
        let got: Vec<String> = draft
            .body
            .iter()
            .filter_map(|b| if let Block::Picture { caption, .. } = b { Some(fold(caption)) } else { None })
            .collect();
        marks.insert("caps", share(captions.iter().filter(|c| got.contains(c)).count(), captions.len()));
    }
    if let Some(want) = text(gold, "published").and_then(Moment::parse_iso).filter(|m| m.has_time()) {
        let near = draft.published.is_some_and(|got| got.has_time() && got.at.0.abs_diff(want.at.0) < 60);
        marks.insert("minute", f64::from(u8::from(near)));
    }
    marks
}

/// Host without `www.` and path, since two listings may write one address differently.
fn address(href: &str, base: &str) -> Option<String> {
    let url = url::Url::parse(base).ok()?.join(href).ok()?;
    let host = url.host_str().unwrap_or_default();
    Some(format!("{}{}", host.strip_prefix("www.").unwrap_or(host), url.path().trim_end_matches('/')))
}

fn items(gold: &Value, listing: &Listing, base: &str) -> Marks {
    let list: Vec<&Value> = gold.get("items").and_then(Value::as_array).map(|l| l.iter().collect()).unwrap_or_default();
    let mut left: HashMap<String, (usize, Vec<Option<String>>)> = HashMap::new();
    for item in &list {
        let title = fold(item.get("title").and_then(Value::as_str).unwrap_or_default());
        let href = item.get("url").and_then(Value::as_str).filter(|href| !href.is_empty() && *href != "#");
        let entry = left.entry(title).or_default();
        entry.0 += 1;
        entry.1.push(href.and_then(|href| address(href, base)));
    }
    let mut hit = 0;
    for item in &listing.items {
        if let Some((n, urls)) = left.get_mut(&fold(&item.title))
            && *n > 0
            && (urls.contains(&None) || urls.contains(&address(item.url.as_str(), base)))
        {
            *n -= 1;
            hit += 1;
        }
    }
    // Headlines whose link leads nowhere (saved, edited pages): correct if the gold has no address either.
    for title in &listing.unaddressed {
        if let Some((n, urls)) = left.get_mut(&fold(title))
            && *n > 0
            && urls.contains(&None)
        {
            *n -= 1;
            hit += 1;
        }
    }
    let got = listing.items.len() + listing.unaddressed.len();
    Marks::from([("items", f1(hit, got - hit, list.len()))])
}

/// The table of scores: one row per host, and the means.
pub(crate) fn table(score: &Score) -> String {
    use std::fmt::Write as _;
    let mut out = format!("{:26}", "");
    for measure in MEASURES {
        let _ = write!(out, "{measure:>8}");
    }
    let mut line = |name: &str, marks: &Marks| {
        let _ = write!(out, "\n{name:26}");
        for measure in MEASURES {
            let _ = match marks.get(measure) {
                Some(value) => write!(out, "{value:>8.3}"),
                None => write!(out, "{:>8}", "-"),
            };
        }
    };
    for (host, marks) in score.hosts() {
        line(host, &marks);
    }
    line("mean over hosts", &score.means());
    let (worst, page) = score.worst().unwrap_or_default();
    let _ = write!(
        out,
        "\n{} pages, {} skipped; worst body {worst:.3} {page}; {:?} in all",
        score.pages.len(),
        score.skipped,
        score.took
    );
    out
}
