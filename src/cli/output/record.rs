//! An article as one line of JSON: the form of `loa import`, `loa export` and `loa show --format json`.
//!
//! Writing leaves out empty fields, so that the form stays readable. Reading is lenient: only `url` is required, and a
//! body may consist of strings or blocks. Everything is sanitised through `text`, as a page would be. What was written
//! is read back completely.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::model::{
    Article, ArticleId, Block, CanonicalUrl, Evidence, Field, Finding, Imprint, Moment, Note, Offline, Precision,
    StoryId,
};
use crate::store::ExchangeRecord;

mod reading;

pub(in crate::cli) use reading::{BadLine, MAX_LINE_BYTES, record};

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
    "sapo",
    "source_line",
    "category",
    "tags",
    "picture",
    "body",
    "by",
    "findings",
    "read",
    "starred",
    "labels",
    "notes",
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
    "undated_place",
    "edited",
    "revisions",
    "trouble",
    "etag",
    "last_modified",
];
/// Default columns of a table of articles.
pub(in crate::cli) const USUAL: &[&str] = &["id", "published", "source", "author", "title"];

/// A line of an export. `None` and empty extras are left out, so that the form stays readable.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(in crate::cli) struct ExportLine {
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
    /// The lead in front of the body.
    sapo: Option<String>,
    /// What else is printed about it.
    #[serde(flatten)]
    imprint: Imprint,
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
    /// Labels that the user gave it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<String>,
    /// What the user wrote to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteLine>,
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
    /// Without a date it may be of any age: its place among those, the later the older.
    #[serde(skip_serializing_if = "Option::is_none")]
    undated_place: Option<usize>,
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

/// A note in a line.
#[derive(Debug, Serialize, JsonSchema)]
struct NoteLine {
    /// The passage that it is about; left out: the whole article.
    #[serde(skip_serializing_if = "String::is_empty")]
    quote: String,
    /// What was written.
    text: String,
    /// When.
    #[schemars(with = "String")]
    at: Moment,
}

impl NoteLine {
    fn of(notes: Vec<Note>) -> Vec<Self> {
        let line = |Note { quote, text, at }| Self { quote, text, at: Moment::exact(at) };
        notes.into_iter().map(line).collect()
    }
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
    /// Lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    sapo: Option<String>,
    /// Byline.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    /// When it said that it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    published: Option<Moment>,
    /// How exact that is, where its form does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
    /// The text, block by block.
    body: Vec<Block>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The precision that the text form of a moment does not show.
fn unsaid(moment: Option<Moment>) -> Option<&'static str> {
    match moment?.precision {
        Precision::Hour => Some("hour"),
        Precision::Minute => Some("minute"),
        _ => None,
    }
}

impl ExportLine {
    /// The line of a record.
    pub(in crate::cli) fn of_record(record: ExchangeRecord) -> Self {
        let draft = record.draft;
        let revisions = record.revisions.into_iter().map(|old| RevisionLine {
            fetched: Moment::exact(old.fetched),
            title: old.title,
            precision: unsaid(old.published),
            sapo: old.sapo,
            author: old.author,
            published: old.published,
            body: old.body,
        });
        Self {
            precision: unsaid(draft.published),
            updated_precision: unsaid(draft.updated),
            own_url: draft.url.filter(|own| own.as_str() != record.url),
            next: draft.next,
            listed: record.listed.map(Moment::exact),
            undated_place: record.undated_place,
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
            sapo: draft.sapo,
            imprint: draft.imprint,
            picture: draft.picture,
            body: draft.body,
            by: draft.by,
            findings: draft.findings,
            read: record.read,
            starred: record.starred,
            labels: record.labels,
            notes: NoteLine::of(record.notes),
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
            sapo: article.sapo.clone(),
            imprint: article.imprint.clone(),
            body: article.body.clone(),
            by: article.provenance.by.clone(),
            findings: article.provenance.findings.clone(),
            read: article.row.read,
            starred: article.row.starred,
            labels: article.row.labels.clone(),
            notes: NoteLine::of(article.notes.clone()),
            story: article.row.story,
            seen: Some(Moment::exact(article.row.seen)),
            fetched: article.provenance.fetched.map(Moment::exact),
            offline: Some(article.row.offline),
            position: article.position.map(|at| (at.block, at.offset)),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    fn read(line: &str) -> ExchangeRecord {
        record(line.as_bytes(), NOW).unwrap().unwrap()
    }

    #[test]
    fn only_the_address_is_needed() {
        let record = read(r#"{"url":"https://www.nld.com.vn/a.htm"}"#);
        assert_eq!((record.source.as_str(), record.section.as_str()), ("nld.com.vn", ""));
    }

    #[test]
    fn of_a_block_in_a_form_that_is_not_ours_the_words_are_kept() {
        let record =
            read(r#"{"url":"https://a.vn/1","body":[{"kind":"para","text":"Một\nHai"},{"type":"x","text":"Ba"}]}"#);
        let texts: Vec<&str> = record.draft.body.iter().flat_map(Block::strings).collect();
        assert_eq!(texts, ["Một", "Hai", "Ba"]);
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
        assert_eq!(serde_json::to_string(&ExportLine::of_record(read(line))).unwrap(), line);
    }

    #[test]
    fn what_is_exported_is_imported_again_unchanged() {
        let line = r#"{"url":"https://a.vn/1","title":"T","published":"2023-10-13","updated":"2023-10-14T01:02:03+07:00","source":"a.vn","section":"s","author":"A","sapo":"S","source_line":"Theo B","category":"C","tags":["lương","tết"],"picture":"https://a.vn/p.jpg","body":[{"type":"paragraph","text":"xem đây","marks":[{"start":4,"end":9,"mark":"link","href":"https://a.vn/2"}]},{"type":"table","rows":[["1","2"]]}],"by":{"title":"rule"},"findings":["no-date"],"read":true,"starred":true,"labels":["vụ A","tết"],"notes":[{"text":"gọi lại","at":"2023-10-15T08:00:00+07:00"},{"quote":"xem\nđây","text":"số này sai","at":"2023-10-15T09:00:00+07:00"}],"seen":"2023-10-13T00:00:00+07:00","fetched":"2023-10-13T00:00:01+07:00","offline":"partial","summary":"M","also_in":[["a.vn","t"]],"aliases":["https://a.vn/old"],"position":[3,14]}"#;
        assert_eq!(serde_json::to_string(&ExportLine::of_record(read(line))).unwrap(), line);
    }

    #[test]
    fn a_line_that_makes_no_sense_gives_a_reason() {
        for line in ["{", "[]", "{}", r#"{"url":"javascript:1"}"#] {
            assert!(record(line.as_bytes(), NOW).is_err(), "{line}");
        }
        assert!(record(b" \n", NOW).unwrap().is_none());
    }
}
