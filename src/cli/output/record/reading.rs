//! Parses a line of JSON into a record of an import. Lenient: only `url` is required; foreign text is sanitised.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::model::article::Anchor;
use crate::model::block::{Lines, List, Spacing, Table};
use crate::model::{Block, CanonicalUrl, Draft, Imprint, Moment, Note, Offline, Precision, Revision, Rich, Timestamp};
use crate::store::ExchangeRecord;
use crate::text;

/// Longest line of an import, in bytes; no article page is allowed to be as large.
pub(in crate::cli) const MAX_LINE_BYTES: usize = 16 << 20;

/// Why a line of an import is rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum BadLine {
    /// Longer than [`MAX_LINE_BYTES`].
    TooLong,
    /// Not JSON; the byte offset of the first error, from 1.
    NotJson(usize),
    /// JSON, but not an object.
    NoObject,
    /// Without an address.
    NoUrl,
    /// The address is invalid.
    BadUrl(String),
}

/// The record of a line; `None` for an empty line, a reason for a bad one.
pub(in crate::cli) fn record(line: &[u8], now: Timestamp) -> Result<Option<ExchangeRecord>, BadLine> {
    if line.len() > MAX_LINE_BYTES {
        return Err(BadLine::TooLong);
    }
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let value: Value = serde_json::from_slice(line).map_err(|error| BadLine::NotJson(error.column()))?;
    let Value::Object(object) = value else { return Err(BadLine::NoObject) };
    let words = |name: &str| object.get(name).and_then(words_of).filter(|text| !text.is_empty());
    let list = |name: &str| -> Vec<String> {
        object.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(words_of).collect()
    };
    let moment = |name: &str| object.get(name).and_then(Value::as_str).and_then(|text| moment(text, now));
    let flag = |name: &str| object.get(name).and_then(Value::as_bool).unwrap_or(false);
    let url = object.get("url").and_then(Value::as_str).ok_or(BadLine::NoUrl)?;
    let url = CanonicalUrl::parse(url).ok_or_else(|| BadLine::BadUrl(url.to_owned()))?;
    let address = |name: &str| object.get(name).and_then(Value::as_str).and_then(CanonicalUrl::parse);
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(line_of).filter(|text| !text.is_empty());
    let draft = Draft {
        url: Some(address("own_url").unwrap_or_else(|| url.clone())),
        title: words("title"),
        published: precise(moment("published"), object.get("precision")),
        updated: precise(moment("updated"), object.get("updated_precision")),
        author: words("author"),
        sapo: words("sapo"),
        imprint: Imprint::named(words, list),
        picture: words("picture"),
        body: object.get("body").map(body).unwrap_or_default(),
        next: address("next"),
        neighbours: Vec::new(),
        versions: Vec::new(),
        found_by: BTreeMap::new(),
        by: parsed(object.get("by")),
        findings: parsed(object.get("findings")),
    };
    Ok(Some(ExchangeRecord {
        source: words("source").unwrap_or_else(|| url.host()),
        section: words("section").unwrap_or_default(),
        url: url.to_string(),
        draft,
        read: flag("read"),
        starred: flag("starred"),
        labels: list("labels"),
        notes: object
            .get("notes")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|note| note_of(note, now))
            .collect(),
        seen: moment("seen").map(|moment| moment.at),
        fetched: moment("fetched").map(|moment| moment.at),
        also_in: parsed(object.get("also_in")),
        aliases: parsed(object.get("aliases")),
        summary: words("summary"),
        offline: object.get("offline").and_then(|value| Offline::deserialize(value).ok()),
        position: position(object.get("position")),
        listed: moment("listed").map(|moment| moment.at),
        undated_place: object
            .get("undated_place")
            .and_then(Value::as_u64)
            .and_then(|place| usize::try_from(place).ok()),
        edited: flag("edited"),
        revisions: object.get("revisions").and_then(Value::as_array).into_iter().flatten().map(revision).collect(),
        trouble: text("trouble"),
        etag: text("etag"),
        last_modified: text("last_modified"),
    }))
}

fn note_of(value: &Value, now: Timestamp) -> Note {
    let text = |name: &str| value[name].as_str().map(text::display).unwrap_or_default();
    let at = value["at"].as_str().and_then(Moment::parse_iso).map_or(now, |moment| moment.at);
    Note { quote: text("quote"), text: text("text"), at }
}

fn revision(value: &Value) -> Revision {
    let fetched = value["fetched"].as_str().and_then(Moment::parse_iso);
    let line = |name: &str| value[name].as_str().map(line_of).filter(|text| !text.is_empty());
    Revision {
        fetched: fetched.map_or(Timestamp(0), |moment| moment.at),
        title: line("title").unwrap_or_default(),
        sapo: line("sapo"),
        author: line("author"),
        published: precise(value["published"].as_str().and_then(Moment::parse_iso), value.get("precision")),
        body: body(&value["body"]),
    }
}

/// A moment with the precision that its text form does not show.
fn precise(moment: Option<Moment>, said: Option<&Value>) -> Option<Moment> {
    let precision = match said.and_then(Value::as_str) {
        Some("hour") => Precision::Hour,
        Some("minute") => Precision::Minute,
        _ => return moment,
    };
    moment.map(|moment| Moment { precision, ..moment })
}

/// A reading position: `[block, offset]`.
fn position(value: Option<&Value>) -> Option<Anchor> {
    let (block, offset) = <(u32, u32)>::deserialize(value?).ok()?;
    Some(Anchor { block, offset })
}

/// A value in our own form; the default if it has another form.
fn parsed<T: Default + for<'de> Deserialize<'de>>(value: Option<&Value>) -> T {
    value.and_then(|value| T::deserialize(value).ok()).unwrap_or_default()
}

/// Foreign text on one line. Text that is in display form already is unchanged, so that a round trip loses nothing.
fn line_of(text: &str) -> String {
    let display = text::display(text);
    if display == text && text.trim() == text && !text.contains('\n') { display } else { text::one_line(text) }
}

/// One line of text; several values (authors) are joined with commas.
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
        block => match Block::deserialize(block) {
            Ok(block) => Some(clean(block)).into_iter().filter(|b| !is_empty(b)).collect(),
            // Other programs have block forms of their own: their text is kept.
            Err(_) => block.get("text").and_then(Value::as_str).map(paragraphs).unwrap_or_default(),
        },
    }
}

fn paragraphs(text: &str) -> Vec<Block> {
    text.lines().map(line_of).filter(|line| !line.is_empty()).map(Block::paragraph).collect()
}

fn is_empty(block: &Block) -> bool {
    !matches!(block, Block::Picture { .. } | Block::Media { .. }) && block.strings().iter().all(|text| text.is_empty())
}

/// A foreign block, sanitised. Marks that no longer fit its text are dropped.
fn clean(block: Block) -> Block {
    match block {
        Block::Paragraph(rich) => Block::Paragraph(clean_rich(rich)),
        Block::Quote(rich) => Block::Quote(clean_rich(rich)),
        Block::Heading { rich, level } => Block::Heading { rich: clean_rich(rich), level: level.clamp(2, 6) },
        Block::Attribution(rich) => Block::Attribution(clean_rich(rich)),
        Block::Lines(lines) => Block::Lines(clean_lines(lines)),
        Block::List(list) => {
            let List { items, ordered, item_marks, markers, levels } = list;
            let (items, marks): (Vec<String>, Vec<_>) = items
                .into_iter()
                .enumerate()
                .map(|(at, text)| clean_rich(Rich { text, marks: item_marks.get(at).cloned().unwrap_or_default() }))
                .map(|rich| (rich.text, rich.marks))
                .unzip();
            let item_marks = if marks.iter().all(Vec::is_empty) { Vec::new() } else { marks };
            let markers = markers.iter().map(|marker| line_of(marker)).collect();
            Block::List(List { items, ordered, item_marks, markers, levels })
        }
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| row.iter().map(|cell| line_of(cell)).collect()).collect();
            Block::Table(Table { rows, caption: line_of(&table.caption), ..table })
        }
        Block::Picture { url, caption } => Block::Picture { url: line_of(&url), caption: line_of(&caption) },
        Block::Media { kind, url, caption } => Block::Media { kind, url: line_of(&url), caption: line_of(&caption) },
        Block::File { name, kind, url } => {
            Block::File { name: line_of(&name), kind: line_of(&kind), url: line_of(&url) }
        }
    }
}

/// Lines, each sanitised; spaces are kept where they matter.
fn clean_lines(lines: Lines) -> Lines {
    let Lines { rich, spacing } = lines;
    let clean = |line: &str| match spacing {
        Spacing::Free => line_of(line),
        Spacing::Kept => text::display(line).trim_end().to_owned(),
    };
    let text = rich.text.split('\n').map(clean).collect::<Vec<_>>().join("\n");
    Lines { rich: with_fitting_marks(rich, text), spacing }
}

fn clean_rich(rich: Rich) -> Rich {
    let text = line_of(&rich.text);
    with_fitting_marks(rich, text)
}

/// `text` with those marks of `rich` that still fit it.
fn with_fitting_marks(rich: Rich, text: String) -> Rich {
    let unchanged = text == rich.text;
    let fits = |start: usize, end: usize| start < end && text.is_char_boundary(start) && text.is_char_boundary(end);
    let marks = rich.marks.into_iter().filter(|m| unchanged && m.end <= text.len() && fits(m.start, m.end)).collect();
    Rich { text, marks }
}
