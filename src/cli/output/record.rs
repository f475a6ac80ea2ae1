//! An article as one line of JSON: the form of `loa import`, `loa export` and `loa show --format json`.
//!
//! Writing leaves out what is empty, so that the form stays readable. Reading forgives: only `url` is needed, and a
//! body may be strings or blocks. Everything goes through `text`, as a page would. What was written is read back whole.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::article::Anchor;
use crate::model::block::{Lines, List, Spacing, Table};
use crate::model::{
    Article, ArticleId, Block, CanonicalUrl, Draft, Evidence, Field, Finding, Moment, Offline, Precision, Revision,
    Rich, StoryId, Timestamp,
};
use crate::store::Record;
use crate::text;

/// Longest line of an import, bytes; the largest article page is smaller.
pub(in crate::cli) const MAX_LINE_BYTES: usize = 16 << 20;

/// Fields of a line, in the order in which they are written.
pub(in crate::cli) const FIELDS: &[&str] = &[
    "kind",
    "id",
    "url",
    "title",
    "published",
    "updated",
    "source",
    "section",
    "author",
    "source_line",
    "sapo",
    "category",
    "tags",
    "picture",
    "body",
    "by",
    "findings",
    "read",
    "starred",
    "story",
    "seen",
    "fetched",
    "offline",
    "summary",
    "also_in",
    "aliases",
    "position",
    "precision",
    "updated_precision",
    "own_url",
    "next",
    "listed",
    "edited",
    "revisions",
    "trouble",
    "etag",
    "last_modified",
];
/// Columns of a table of articles where no others are asked for.
pub(in crate::cli) const USUAL: &[&str] = &["id", "published", "source", "author", "title"];

/// A line of an export. `None` and empty extras are left out, so that the form stays readable.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the form")]
pub(in crate::cli) struct Line {
    /// `article`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// Number of the article in the archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<i64>")]
    id: Option<ArticleId>,
    /// Its address.
    url: String,
    /// Headline.
    title: Option<String>,
    /// When it was published: `YYYY-MM-DDTHH:MM:SS+07:00`, or `YYYY-MM-DD`, or `YYYY-MM`.
    #[schemars(with = "Option<String>")]
    published: Option<Moment>,
    /// When it was last changed, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    updated: Option<Moment>,
    /// Id of the newspaper.
    source: String,
    /// Id of the section it was first seen in.
    section: String,
    /// Byline.
    author: Option<String>,
    /// Printed source.
    #[serde(skip_serializing_if = "Option::is_none")]
    source_line: Option<String>,
    /// The lead in front of the body.
    sapo: Option<String>,
    /// Section as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// Tags as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    /// Address of the lead picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    /// The text, block by block.
    body: Vec<Block>,
    /// Which step of reading found each field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(with = "BTreeMap<String, Value>")]
    by: BTreeMap<Field, Evidence>,
    /// What reading the page had to say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Value>")]
    findings: Vec<Finding>,
    /// Whether it was read.
    read: bool,
    /// Whether it has a star.
    starred: bool,
    /// The same for all articles that tell one story; not read back, for it is derived from the texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<i64>")]
    story: Option<StoryId>,
    /// When loa first saw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    seen: Option<Moment>,
    /// When its page was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    fetched: Option<Moment>,
    /// listed, full, partial, failed, blocked or gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    offline: Option<Offline>,
    /// Teaser of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    /// Other lists it stands in: source and section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_in: Vec<(String, String)>,
    /// Other addresses that lead to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    /// Where the user stood: block, offset in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<(u32, u32)>,
    /// What the text form of `published` does not say: hour or minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
    /// Likewise of `updated`..
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_precision: Option<&'static str>,
    /// The address that the page gives itself, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    own_url: Option<CanonicalUrl>,
    /// The page on which it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    next: Option<CanonicalUrl>,
    /// When a list last told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    listed: Option<Moment>,
    /// Whether the newspaper changed it.
    #[serde(skip_serializing_if = "is_false")]
    edited: bool,
    /// Earlier versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    revisions: Vec<RevisionLine>,
    /// Why there is no body.
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<String>,
    /// Validator of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    /// Likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
}

/// An earlier body in a line.
#[derive(Debug, Serialize, JsonSchema)]
struct RevisionLine {
    /// When its page was fetched.
    #[schemars(with = "String")]
    fetched: Moment,
    /// Headline.
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    /// The text, block by block.
    body: Vec<Block>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(value: &bool) -> bool {
    !value
}

/// What the text form of a moment leaves out.
fn unsaid(moment: Option<Moment>) -> Option<&'static str> {
    match moment?.precision {
        Precision::Hour => Some("hour"),
        Precision::Minute => Some("minute"),
        _ => None,
    }
}

impl Line {
    /// The line of a record.
    pub(in crate::cli) fn of_record(record: Record) -> Self {
        let draft = record.draft;
        let revisions = record.revisions.into_iter().map(|old| RevisionLine {
            fetched: Moment::exact(old.fetched),
            title: old.title,
            body: old.body,
        });
        Self {
            precision: unsaid(draft.published),
            updated_precision: unsaid(draft.updated),
            own_url: draft.url.filter(|own| own.as_str() != record.url),
            next: draft.next,
            listed: record.listed.map(Moment::exact),
            edited: record.edited,
            revisions: revisions.collect(),
            trouble: record.trouble,
            etag: record.etag,
            last_modified: record.last_modified,
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
            tags: draft.tags,
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
    pub(in crate::cli) fn of_article(article: &Article) -> Self {
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
            tags: article.tags.clone(),
            body: article.body.clone(),
            by: article.provenance.by.clone(),
            findings: article.provenance.findings.clone(),
            read: article.row.read,
            starred: article.row.starred,
            story: article.row.story,
            seen: Some(Moment::exact(article.row.seen)),
            fetched: article.provenance.fetched.map(Moment::exact),
            offline: Some(article.row.offline),
            position: article.position.map(|at| (at.block, at.offset)),
            ..Self::default()
        }
    }
}

/// Why a line of an import makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum BadLine {
    /// Longer than [`MAX_LINE_BYTES`].
    TooLong,
    /// No JSON; where it stops being that, bytes from 1.
    NotJson(usize),
    /// JSON, but no object.
    NoObject,
    /// Without an address.
    NoUrl,
    /// With an address that is none.
    BadUrl(String),
}

/// The record of a line; `None` for an empty line, a reason for one that makes no sense.
pub(in crate::cli) fn record(line: &[u8], now: Timestamp) -> Result<Option<Record>, BadLine> {
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
        source_line: words("source_line"),
        sapo: words("sapo"),
        category: words("category"),
        tags: object.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(words_of).collect(),
        picture: words("picture"),
        body: object.get("body").map(body).unwrap_or_default(),
        next: address("next"),
        versions: Vec::new(),
        found_by: BTreeMap::new(),
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
        listed: moment("listed").map(|moment| moment.at),
        edited: flag("edited"),
        revisions: object.get("revisions").and_then(Value::as_array).into_iter().flatten().map(revision).collect(),
        trouble: text("trouble"),
        etag: text("etag"),
        last_modified: text("last_modified"),
    }))
}

fn revision(value: &Value) -> Revision {
    let fetched = value["fetched"].as_str().and_then(Moment::parse_iso);
    Revision {
        fetched: fetched.map_or(Timestamp(0), |moment| moment.at),
        title: value["title"].as_str().map(line_of).unwrap_or_default(),
        body: body(&value["body"]),
    }
}

/// A moment with the precision that its text form does not say.
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
    !matches!(block, Block::Picture { .. } | Block::Media { .. }) && block.strings().iter().all(|text| text.is_empty())
}

/// A foreign block made safe. Marks that no longer fit their text are dropped.
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

/// Lines made safe: each on its own, its spaces kept where they mean something.
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

/// `text` with the marks of `rich` that still fit it.
fn with_fitting_marks(rich: Rich, text: String) -> Rich {
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
    fn what_only_the_archive_knows_is_exported_and_imported_too() {
        let line = r#"{"url":"https://a.vn/1","title":"T","published":"2023-10-13T09:30:00+07:00","source":"a.vn","section":"s","author":null,"sapo":null,"body":[],"read":false,"starred":false,"offline":"gone","precision":"minute","own_url":"https://a.vn/itself","next":"https://a.vn/1?page=2","listed":"2023-10-13T10:00:00+07:00","edited":true,"revisions":[{"fetched":"2023-10-13T00:00:01+07:00","title":"T cũ","body":[{"type":"paragraph","text":"cũ"},{"type":"picture","url":"https://a.vn/p.jpg","caption":"Ảnh: B"}]}],"trouble":"404","etag":"\"x\"","last_modified":"Fri, 13 Oct 2023 00:00:00 GMT"}"#;
        assert_eq!(serde_json::to_string(&Line::of_record(read(line))).unwrap(), line);
    }

    #[test]
    fn what_is_exported_is_imported_again_unchanged() {
        let line = r#"{"url":"https://a.vn/1","title":"T","published":"2023-10-13","updated":"2023-10-14T01:02:03+07:00","source":"a.vn","section":"s","author":"A","source_line":"Theo B","sapo":"S","category":"C","tags":["lương","tết"],"picture":"https://a.vn/p.jpg","body":[{"type":"paragraph","text":"xem đây","marks":[{"start":4,"end":9,"mark":"link","href":"https://a.vn/2"}]},{"type":"table","rows":[["1","2"]]}],"by":{"title":"rule"},"findings":["no-date"],"read":true,"starred":true,"seen":"2023-10-13T00:00:00+07:00","fetched":"2023-10-13T00:00:01+07:00","offline":"partial","summary":"M","also_in":[["a.vn","t"]],"aliases":["https://a.vn/old"],"position":[3,14]}"#;
        assert_eq!(serde_json::to_string(&Line::of_record(read(line))).unwrap(), line);
    }

    #[test]
    fn a_line_that_makes_no_sense_gives_a_reason() {
        for line in ["{", "[]", "{}", r#"{"url":"javascript:1"}"#] {
            assert!(record(line.as_bytes(), NOW).is_err(), "{line}");
        }
        assert!(record(b" \n", NOW).unwrap().is_none());
    }
}
