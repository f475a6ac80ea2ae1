//! `loa import`, `loa export`: one article a line of JSON, the same form both ways, nothing lost.
//!
//! Import forgives: only `url` is needed; a body may be strings or blocks; a line that makes no sense is counted,
//! told and passed over. Everything goes through `text`, as a page would. Running it again changes nothing.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::article::Anchor;
use crate::model::{
    Article, ArticleId, Block, CanonicalUrl, Draft, Evidence, Field, Finding, Moment, Offline, Rich, Timestamp,
};
use crate::store::{Record, Store};
use crate::text;

use super::args::{ExportArgs, ExportFormat, ImportArgs};
use super::exit::{Exit, Failure, Outcome};
use super::opml;
use super::output::message;
use super::session::Session;

/// Longest line of an import, bytes; the largest article page is smaller.
const MAX_LINE_BYTES: usize = 16 << 20;
/// Records stored in one transaction.
const BATCH: usize = 500;
/// Bytes of lines collected before they are stored, whatever their number.
const BATCH_BYTES: usize = 32 << 20;
/// Records read from the archive at a time.
const EXPORT_PAGE: usize = 500;
/// Bad lines that are named one by one.
const MAX_NAMED: usize = 20;
/// Articles brought into the search index in one go after an import.
const PUMP: usize = 2_000;

/// A line of an export. `None` and empty extras are left out, so that the form stays readable.
#[derive(Debug, Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the form")]
pub(super) struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<ArticleId>,
    url: String,
    title: Option<String>,
    published: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Moment>,
    source: String,
    section: String,
    author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_line: Option<String>,
    sapo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    body: Vec<Block>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    by: BTreeMap<Field, Evidence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
    read: bool,
    starred: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offline: Option<Offline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_in: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<(u32, u32)>,
}

impl Line {
    /// The line of a record.
    fn of_record(record: Record) -> Self {
        let draft = record.draft;
        Self {
            url: record.url,
            title: draft.title,
            published: draft.published,
            updated: draft.updated,
            source: record.source,
            section: record.section,
            author: draft.author,
            source_line: draft.source_line,
            sapo: draft.sapo,
            category: draft.category,
            picture: draft.picture,
            body: draft.body,
            by: draft.by,
            findings: draft.findings,
            read: record.read,
            starred: record.starred,
            seen: record.seen.map(Moment::exact),
            fetched: record.fetched.map(Moment::exact),
            offline: record.offline,
            summary: record.summary,
            also_in: record.also_in,
            aliases: record.aliases,
            position: record.position.map(|at| (at.block, at.offset)),
            ..Self::default()
        }
    }

    /// A stored article in the same form, for `show --format json`.
    pub(super) fn of_article(article: &Article) -> Self {
        Self {
            kind: Some("article"),
            id: Some(article.row.id),
            url: article.row.url.to_string(),
            title: Some(article.row.title.clone()),
            published: article.row.published,
            updated: article.updated,
            source: article.row.source.to_string(),
            section: article.row.section.to_string(),
            author: article.author.clone(),
            source_line: article.source_line.clone(),
            sapo: article.sapo.clone(),
            category: article.category.clone(),
            body: article.body.clone(),
            by: article.provenance.by.clone(),
            findings: article.provenance.findings.clone(),
            read: article.row.read,
            starred: article.row.starred,
            seen: Some(Moment::exact(article.row.seen)),
            fetched: article.provenance.fetched.map(Moment::exact),
            offline: Some(article.row.offline),
            position: article.position.map(|at| (at.block, at.offset)),
            ..Self::default()
        }
    }
}

/// Runs `loa export`.
pub(super) fn export(session: &mut Session, args: &ExportArgs) -> Outcome {
    match args.format {
        ExportFormat::Jsonl => export_articles(session),
        ExportFormat::Opml => match opml::render(&session.catalog)? {
            Some(file) => {
                session.out.line(String::from_utf8_lossy(&file).trim_end()).map(|()| Exit::Fine).map_err(Failure::from)
            }
            None => Ok(Exit::Nothing),
        },
    }
}

fn export_articles(session: &mut Session) -> Outcome {
    let store = session.store()?;
    let mut after = None;
    let mut any = false;
    loop {
        let page = store.export(after, EXPORT_PAGE)?;
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        for (_, record) in page {
            session.out.json(&Line::of_record(record))?;
            any = true;
        }
    }
    if any {
        return Ok(Exit::Fine);
    }
    session.message(&session.say.empty_archive());
    Ok(Exit::Nothing)
}

/// Runs `loa import`.
pub(super) fn import(session: &mut Session, args: &ImportArgs) -> Outcome {
    let file = open(session, &args.file)?;
    let store = session.store()?;
    let mut sums = Sums::default();
    let mut lines = Lines { reader: BufReader::new(file), number: 0 };
    loop {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(line) = lines.next()? else { break };
            bytes += line.len();
            match record(&line, session.now()) {
                Ok(Some(record)) => batch.push(record),
                Ok(None) => {}
                Err(why) => sums.bad(session, lines.number, &why),
            }
        }
        if batch.is_empty() && bytes == 0 {
            break;
        }
        let (new, known) = store.import(&batch)?;
        sums.new += new;
        sums.known += known;
    }
    index(&store)?;
    session.out.line(&session.say.imported(sums.new, sums.known, sums.bad))?;
    Ok(sums.exit())
}

/// Brings what was imported into the search index.
fn index(store: &Store) -> Result<(), Failure> {
    let mut waiting = usize::MAX;
    loop {
        let left = store.pump_index(PUMP)?;
        // Another process may hold the index: then the number does not fall, and that process will do it.
        if left == 0 || left >= waiting {
            return Ok(());
        }
        waiting = left;
    }
}

fn open(session: &Session, path: &Path) -> Result<Box<dyn Read>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(std::io::stdin()));
    }
    match std::fs::File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(Failure::failed(session.say.unreadable(&path.display().to_string(), &error.to_string()))),
    }
}

#[derive(Default)]
struct Sums {
    new: usize,
    known: usize,
    bad: usize,
}

impl Sums {
    fn bad(&mut self, session: &Session, line: usize, why: &str) {
        self.bad += 1;
        if self.bad <= MAX_NAMED {
            message(&session.say.bad_line(line, why));
        }
    }

    fn exit(&self) -> Exit {
        match (self.bad, self.new + self.known) {
            (0, 0) => Exit::Nothing,
            (0, _) => Exit::Fine,
            (_, 0) => Exit::Failed,
            _ => Exit::Partly,
        }
    }
}

/// Lines of bytes, each at most [`MAX_LINE_BYTES`] long; the rest of a longer one is passed over.
struct Lines<R> {
    reader: BufReader<R>,
    number: usize,
}

impl<R: Read> Lines<R> {
    fn next(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let limit = MAX_LINE_BYTES as u64 + 1;
        if self.reader.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if line.len() > MAX_LINE_BYTES && line.last() != Some(&b'\n') {
            self.skip_line()?;
        }
        Ok(Some(line))
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let (used, found) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            self.reader.consume(used);
            if found || used == 0 {
                return Ok(());
            }
        }
    }
}

/// The record of a line; `None` for an empty line, a reason for one that makes no sense.
fn record(line: &[u8], now: Timestamp) -> Result<Option<Record>, String> {
    if line.len() > MAX_LINE_BYTES {
        return Err(format!("longer than {MAX_LINE_BYTES} bytes"));
    }
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let Value::Object(object) = value else { return Err("not an object".to_owned()) };
    let words = |name: &str| object.get(name).and_then(words_of).filter(|text| !text.is_empty());
    let moment = |name: &str| object.get(name).and_then(Value::as_str).and_then(|text| moment(text, now));
    let flag = |name: &str| object.get(name).and_then(Value::as_bool).unwrap_or(false);
    let url = object.get("url").and_then(Value::as_str).ok_or("no \"url\"")?;
    let url = CanonicalUrl::parse(url).ok_or_else(|| format!("{url:?} is not an http(s) address"))?;
    let draft = Draft {
        url: Some(url.clone()),
        title: words("title"),
        published: moment("published"),
        updated: moment("updated"),
        author: words("author"),
        source_line: words("source_line"),
        sapo: words("sapo"),
        category: words("category"),
        picture: words("picture"),
        body: object.get("body").map(body).unwrap_or_default(),
        next: None,
        versions: Vec::new(),
        found_by: std::collections::BTreeMap::new(),
        by: parsed(object.get("by")),
        findings: parsed(object.get("findings")),
    };
    Ok(Some(Record {
        source: words("source").unwrap_or_else(|| url.host()),
        section: words("section").unwrap_or_default(),
        url: url.to_string(),
        draft,
        read: flag("read"),
        starred: flag("starred"),
        seen: moment("seen").map(|moment| moment.at),
        fetched: moment("fetched").map(|moment| moment.at),
        also_in: parsed(object.get("also_in")),
        aliases: parsed(object.get("aliases")),
        summary: words("summary"),
        offline: object.get("offline").and_then(|value| Offline::deserialize(value).ok()),
        position: position(object.get("position")),
    }))
}

/// A reading position: `[block, offset]`.
fn position(value: Option<&Value>) -> Option<Anchor> {
    let (block, offset) = <(u32, u32)>::deserialize(value?).ok()?;
    Some(Anchor { block, offset })
}

/// A value of our own form, or nothing if it is not.
fn parsed<T: Default + for<'de> Deserialize<'de>>(value: Option<&Value>) -> T {
    value.and_then(|value| T::deserialize(value).ok()).unwrap_or_default()
}

/// Outside text on one line. Text that has its display form already stays as it is, so that nothing is lost on the way.
fn line_of(text: &str) -> String {
    let display = text::display(text);
    if display == text && text.trim() == text && !text.contains('\n') { display } else { text::one_line(text) }
}

/// One line of text; several (authors) joined by commas.
fn words_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(line_of(text)),
        Value::Array(all) => Some(line_of(&all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))),
        _ => None,
    }
}

fn moment(text: &str, now: Timestamp) -> Option<Moment> {
    Moment::parse_iso(text).or_else(|| text::date::parse(text, now))
}

/// A body: one string, or a list of strings and blocks. Each line of a string is a paragraph.
fn body(value: &Value) -> Vec<Block> {
    match value {
        Value::String(text) => paragraphs(text),
        Value::Array(parts) => parts.iter().flat_map(body_part).collect(),
        _ => Vec::new(),
    }
}

fn body_part(part: &Value) -> Vec<Block> {
    match part {
        Value::String(text) => paragraphs(text),
        block => Block::deserialize(block).ok().map(clean).into_iter().filter(|b| !is_empty(b)).collect(),
    }
}

fn paragraphs(text: &str) -> Vec<Block> {
    text.lines().map(line_of).filter(|line| !line.is_empty()).map(Block::paragraph).collect()
}

fn is_empty(block: &Block) -> bool {
    !matches!(block, Block::Picture { .. }) && block.strings().iter().all(|text| text.is_empty())
}

/// A foreign block made safe. Marks that no longer fit their text are dropped.
fn clean(block: Block) -> Block {
    match block {
        Block::Paragraph(rich) => Block::Paragraph(clean_rich(rich)),
        Block::Quote(rich) => Block::Quote(clean_rich(rich)),
        Block::Heading { rich, level } => Block::Heading { rich: clean_rich(rich), level: level.clamp(2, 6) },
        Block::List { items, ordered, item_marks } => {
            let (items, marks): (Vec<String>, Vec<_>) = items
                .into_iter()
                .enumerate()
                .map(|(at, text)| clean_rich(Rich { text, marks: item_marks.get(at).cloned().unwrap_or_default() }))
                .map(|rich| (rich.text, rich.marks))
                .unzip();
            let item_marks = if marks.iter().all(Vec::is_empty) { Vec::new() } else { marks };
            Block::List { items, ordered, item_marks }
        }
        Block::Table { rows, header } => {
            let rows = rows.into_iter().map(|row| row.iter().map(|cell| line_of(cell)).collect()).collect();
            Block::Table { rows, header }
        }
        Block::Picture { url, caption } => Block::Picture { url: line_of(&url), caption: line_of(&caption) },
    }
}

fn clean_rich(rich: Rich) -> Rich {
    let text = line_of(&rich.text);
    let unchanged = text == rich.text;
    let fits = |start: usize, end: usize| start < end && text.is_char_boundary(start) && text.is_char_boundary(end);
    let marks = rich.marks.into_iter().filter(|m| unchanged && m.end <= text.len() && fits(m.start, m.end)).collect();
    Rich { text, marks }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    fn read(line: &str) -> Record {
        record(line.as_bytes(), NOW).unwrap().unwrap()
    }

    #[test]
    fn only_the_address_is_needed() {
        let record = read(r#"{"url":"https://www.nld.com.vn/a.htm"}"#);
        assert_eq!((record.source.as_str(), record.section.as_str()), ("nld.com.vn", ""));
    }

    #[test]
    fn a_body_of_strings_and_blocks_is_taken_in_order() {
        let record = read(
            r#"{"url":"https://a.vn/1","body":["Một\nHai",{"type":"heading","text":"Ba","level":3},{"type":"list","items":["x"]}]}"#,
        );
        let texts: Vec<&str> = record.draft.body.iter().flat_map(Block::strings).collect();
        assert_eq!(texts, ["Một", "Hai", "Ba", "x"]);
    }

    #[test]
    fn text_from_outside_cannot_steer_a_terminal() {
        let record = read("{\"url\":\"https://a.vn/1\",\"title\":\"a\\u001b]0;x\\u0007b\",\"body\":[\"c\\u0007d\"]}");
        assert!(!record.draft.title.unwrap().contains('\u{1b}'));
        assert_eq!(record.draft.body[0].strings(), ["cd"]);
    }

    #[test]
    fn what_is_exported_is_imported_again_unchanged() {
        let line = r#"{"url":"https://a.vn/1","title":"T","published":"2023-10-13","updated":"2023-10-14T01:02:03+07:00","source":"a.vn","section":"s","author":"A","source_line":"Theo B","sapo":"S","category":"C","picture":"https://a.vn/p.jpg","body":[{"type":"paragraph","text":"xem đây","marks":[{"start":4,"end":9,"mark":"link","href":"https://a.vn/2"}]},{"type":"table","rows":[["1","2"]]}],"by":{"title":"rule"},"findings":["no-date"],"read":true,"starred":true,"seen":"2023-10-13T00:00:00+07:00","fetched":"2023-10-13T00:00:01+07:00","offline":"partial","summary":"M","also_in":[["a.vn","t"]],"aliases":["https://a.vn/old"],"position":[3,14]}"#;
        assert_eq!(serde_json::to_string(&Line::of_record(read(line))).unwrap(), line);
    }

    #[test]
    fn a_line_that_makes_no_sense_gives_a_reason() {
        for line in ["{", "[]", "{}", r#"{"url":"javascript:1"}"#] {
            assert!(record(line.as_bytes(), NOW).is_err(), "{line}");
        }
        assert!(record(b" \n", NOW).unwrap().is_none());
    }

    #[test]
    fn a_line_at_the_bound_is_read_and_a_longer_one_is_passed_over() {
        let long = vec![b' '; MAX_LINE_BYTES + 10];
        let mut input = long[..MAX_LINE_BYTES - 1].to_vec();
        input.push(b'\n');
        input.extend(&long);
        input.extend(b"\nlast\n");
        let mut lines = Lines { reader: BufReader::new(input.as_slice()), number: 0 };
        assert!(record(&lines.next().unwrap().unwrap(), NOW).unwrap().is_none());
        assert!(record(&lines.next().unwrap().unwrap(), NOW).is_err());
        assert_eq!(lines.next().unwrap().unwrap(), b"last\n");
        assert!(lines.next().unwrap().is_none());
    }
}
