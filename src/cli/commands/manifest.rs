//! `loa extract --manifest`: reads many saved pages on all cores and prints one JSON object per line, in the order of
//! the manifest.
//!
//! An article of several pages is joined from those that the manifest contains.
//! The manifest is tab-separated with a header line (file, url, kind and others); fields may be quoted as spreadsheet
//! programs do.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use serde_json::{Value, json};

use crate::extract as room;
use crate::model::{CanonicalUrl, Draft};

use crate::cli::args::KindChoice;
use crate::cli::commands::learn::{self, SavedPage};
use crate::cli::commands::saved_page::{ExtractAnswer, ReadingRules, json, read_page};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::session::Session;

/// Largest manifest, bytes.
const MAX_MANIFEST_BYTES: usize = 64 << 20;
/// Results per core that may wait for an earlier one. A slow page holds up the others instead of filling the memory.
const AHEAD_PER_CORE: usize = 32;
/// Most pages of one article that are joined.
const MAX_PARTS: usize = 12;
/// Stack of a worker thread, in bytes: pages may be deeply nested.
const STACK_BYTES: usize = 16 << 20;

/// One line of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ManifestRow {
    file: String,
    url: String,
    kind: String,
}

/// Runs the command.
pub(in crate::cli) fn run(
    session: &mut Session,
    reading: ReadingRules<'_>,
    tsv: &Path,
    default: KindChoice,
    others: Option<usize>,
) -> Outcome {
    let limited = ReadingRules { max_bytes: MAX_MANIFEST_BYTES, ..reading };
    let bytes = read_page(tsv, limited).map_err(CommandFailure::failed)?;
    let rows = rows(&String::from_utf8_lossy(&bytes)).map_err(|missing| {
        CommandFailure::usage(session.say.unreadable(&tsv.display().to_string(), &session.say.no_column(missing)))
    })?;
    let by_address = by_address(&rows);
    let folder = tsv.parent().unwrap_or(Path::new("."));
    let answer = |row: &ManifestRow| {
        let learnt = others.and_then(|most| learn_without(row, &rows, folder, reading, most));
        let reading = ReadingRules { learned: learnt.as_ref().or(reading.learned), ..reading };
        answer(row, folder, reading, default, &by_address).to_string()
    };
    in_order(&rows, &answer, &mut |line| session.out.line(line))?;
    Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Fine })
}

/// Works on all cores and yields the results in order. Stops early if `print` fails.
fn in_order(
    rows: &[ManifestRow],
    work: &(dyn Fn(&ManifestRow) -> String + Sync),
    print: &mut dyn FnMut(&str) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(rows.len().max(1));
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel::<(usize, String)>();
    // One permit for each result that may be ahead of the printer.
    let (permit, permits) = mpsc::channel::<()>();
    for _ in 0..cores * AHEAD_PER_CORE {
        let _ = permit.send(());
    }
    let permits = Mutex::new(permits);
    thread::scope(|scope| {
        // Moved into this scope, so that waiting workers see the channel close however this ends.
        let permit = permit;
        for _ in 0..cores {
            let sender = sender.clone();
            let (next, permits) = (&next, &permits);
            let worker = move || {
                while permits.lock().is_ok_and(|permits| permits.recv().is_ok()) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(row) = rows.get(at) else { break };
                    if sender.send((at, work(row))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, worker)?;
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (at, line) in receiver {
            waiting.insert(at, line);
            while let Some(line) = waiting.remove(&due) {
                print(&line)?;
                due += 1;
                let _ = permit.send(());
            }
        }
        Ok(())
    })
}

/// What at most `most` other pages of the same host and kind teach: the following rows first, then from the top.
fn learn_without(
    row: &ManifestRow,
    rows: &[ManifestRow],
    folder: &Path,
    reading: ReadingRules<'_>,
    most: usize,
) -> Option<room::Profile> {
    let host = |row: &ManifestRow| CanonicalUrl::parse(&row.url).map(|url| url.host());
    let own = host(row)?;
    let at = rows.iter().position(|other| std::ptr::eq(other, row))?;
    let others = rows[at + 1..].iter().chain(&rows[..at]);
    let alike = others.filter(|other| other.kind == row.kind && host(other).as_ref() == Some(&own)).take(most);
    let pages: Vec<SavedPage> = alike
        .filter_map(|other| {
            let url = CanonicalUrl::parse(&other.url)?;
            let kind = kind(&other.kind, KindChoice::Auto);
            Some(SavedPage { url, kind, bytes: read_page(&folder.join(&other.file), reading).ok()? })
        })
        .collect();
    // A page that makes the parser panic must not stop the others.
    catch_unwind(AssertUnwindSafe(|| learn::of_pages(&pages, reading, 2))).ok().filter(|profile| !profile.is_empty())
}

/// The reading of a page, or an object with "error".
fn answer(
    row: &ManifestRow,
    folder: &Path,
    reading: ReadingRules<'_>,
    default: KindChoice,
    rows: &HashMap<String, &ManifestRow>,
) -> Value {
    let error = |why: String| json!({"error": why, "file": row.file, "url": row.url});
    let Some(url) = CanonicalUrl::parse(&row.url) else { return error(reading.say.bad_address(&row.url)) };
    let bytes = match read_page(&folder.join(&row.file), reading) {
        Ok(bytes) => bytes,
        Err(why) => return error(why),
    };
    let kind = kind(&row.kind, default);
    // A page that makes the parser panic must not stop the others.
    let read = || {
        let mut read = reading.read_saved(&bytes, &url, kind);
        if let ExtractAnswer::Article(draft) = &mut read {
            join_parts(draft, &url, folder, reading, rows);
        }
        json(&read, &url)
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| error(reading.say.phrase("gave-up")))
}

/// The rows by address, in any spelling.
fn by_address(rows: &[ManifestRow]) -> HashMap<String, &ManifestRow> {
    rows.iter().filter_map(|row| Some((CanonicalUrl::parse(&row.url)?.key(), row))).collect()
}

/// Appends the bodies of an article's further pages, as far as the manifest contains them.
fn join_parts(
    draft: &mut Draft,
    first: &CanonicalUrl,
    folder: &Path,
    reading: ReadingRules<'_>,
    rows: &HashMap<String, &ManifestRow>,
) {
    let mut seen = vec![first.key()];
    while let Some(next) = &draft.next
        && seen.len() < MAX_PARTS
        && !seen.contains(&next.key())
        && let Some(row) = rows.get(&next.key())
        && let Ok(bytes) = read_page(&folder.join(&row.file), reading)
        && let ExtractAnswer::Article(part) = reading.read(&bytes, None, next, KindChoice::Article)
    {
        seen.push(next.key());
        draft.body.extend(part.body);
        draft.next = part.next;
    }
}

fn kind(name: &str, default: KindChoice) -> KindChoice {
    match name {
        "article" | "part" => KindChoice::Article,
        "listing" | "home" => KindChoice::Listing,
        "feed" => KindChoice::Feed,
        _ => default,
    }
}

/// The rows of a manifest, or the name of a missing column.
fn rows(text: &str) -> Result<Vec<ManifestRow>, &'static str> {
    let mut lines = fields(text.strip_prefix('\u{feff}').unwrap_or(text)).into_iter();
    let head = lines.next().unwrap_or_default();
    let column = |name: &'static str| head.iter().position(|field| field == name);
    let (file, url) = (column("file").ok_or("file")?, column("url").ok_or("url")?);
    let kind = column("kind");
    let field = |line: &[String], at: usize| line.get(at).cloned().unwrap_or_default();
    Ok(lines
        .map(|line| ManifestRow {
            file: field(&line, file),
            url: field(&line, url),
            kind: kind.map(|at| field(&line, at)).unwrap_or_default(),
        })
        .collect())
}

/// The fields of every line; empty lines are skipped.
fn fields(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = vec![String::new()];
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let at_start = line.last().is_none_or(String::is_empty);
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                push(&mut line, '"');
            }
            '"' if quoted => quoted = false,
            '"' if at_start => quoted = true,
            '\t' if !quoted => line.push(String::new()),
            '\n' if !quoted => end(&mut lines, &mut line),
            '\r' if !quoted && characters.peek() == Some(&'\n') => {}
            other => push(&mut line, other),
        }
    }
    end(&mut lines, &mut line);
    lines
}

fn push(line: &mut [String], c: char) {
    if let Some(field) = line.last_mut() {
        field.push(c);
    }
}

fn end(lines: &mut Vec<Vec<String>>, line: &mut Vec<String>) {
    let done = std::mem::replace(line, vec![String::new()]);
    if done.len() > 1 || done.iter().any(|field| !field.is_empty()) {
        lines.push(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let rows = rows("note\tkind\turl\tfile\nx\tfeed\thttps://a.vn/\tf.xml\r\n\n").unwrap();
        assert_eq!(rows, [ManifestRow { file: "f.xml".into(), url: "https://a.vn/".into(), kind: "feed".into() }]);
    }

    #[test]
    fn a_field_in_quotes_may_hold_tabs_and_quotes() {
        assert_eq!(fields("a\t\"b\t\"\"c\"\"\"\td"), [["a", "b\t\"c\"", "d"]]);
    }

    #[test]
    fn a_missing_column_is_named() {
        assert_eq!(rows("file\tkind\n"), Err("url"));
    }

    #[test]
    fn a_home_page_is_a_listing_and_an_unknown_kind_is_found_out() {
        assert_eq!(kind("home", KindChoice::Auto), KindChoice::Listing);
        assert_eq!(kind("error", KindChoice::Auto), KindChoice::Auto);
    }

    #[test]
    fn answers_come_in_the_order_of_the_rows() {
        let rows: Vec<ManifestRow> =
            (0..1000).map(|n| ManifestRow { file: n.to_string(), url: String::new(), kind: String::new() }).collect();
        let mut seen = Vec::new();
        in_order(&rows, &|row| row.file.clone(), &mut |line| {
            seen.push(line.to_owned());
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, (0..1000).map(|n| n.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn a_closed_pipe_ends_the_work() {
        let row = ManifestRow { file: String::new(), url: String::new(), kind: String::new() };
        let closed = || Err(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
        assert!(in_order(&vec![row; 5000], &|_| String::new(), &mut |_| closed()).is_err());
    }

    #[test]
    fn an_article_over_several_pages_is_joined_from_the_rows_that_hold_them() {
        let home = tempfile::tempdir().unwrap();
        let page = |n: usize, pager: &str| {
            let paragraph = |p: usize| {
                format!(
                    "<p>Đoạn {p} trang {n}: công nhân được trả đủ lương và nghỉ phép năm theo thỏa ước lao động.</p>"
                )
            };
            let text: String = (1..=4).map(paragraph).collect();
            format!(
                "<html><body><article><h1>Bữa cơm ca ba</h1>{text}<p class=\"post-nav-links\">{pager}</p></article></body></html>"
            )
        };
        let link = "<a class=\"post-page-numbers\" href=\"https://bao.test/bua-com/2/\">2</a>";
        std::fs::write(home.path().join("1.html"), page(1, link)).unwrap();
        std::fs::write(home.path().join("2.html"), page(2, "")).unwrap();
        let row =
            |file: &str, url: &str, kind: &str| ManifestRow { file: file.into(), url: url.into(), kind: kind.into() };
        let rows = [
            row("1.html", "https://bao.test/bua-com/", "article"),
            row("2.html", "https://bao.test/bua-com/2/", "part"),
        ];
        let catalog = crate::sources::Catalog::default();
        let reading = ReadingRules {
            catalog: &catalog,
            rules: true,
            learned: None,
            now: crate::model::Timestamp(1_750_000_000),
            max_bytes: 1 << 20,
            say: crate::cli::words::Say(crate::model::Language::Vietnamese),
        };
        let whole = answer(&rows[0], home.path(), reading, KindChoice::Auto, &by_address(&rows));
        assert_eq!(whole["body"].as_array().map(Vec::len), Some(8), "{whole}");
        let part = answer(&rows[1], home.path(), reading, KindChoice::Auto, &by_address(&rows));
        assert_eq!(part["body"].as_array().map(Vec::len), Some(4), "{part}");
    }
}
