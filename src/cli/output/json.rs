//! The JSON forms of rows, refresh news and sources. Field names are a contract.

use schemars::JsonSchema;
use serde::Serialize;

use crate::labour::topics::Topic;
use crate::model::{CanonicalUrl, Fit, Moment, SectionId, SourceId, StoryId, Summary, SyncNews, Tally};
use crate::store::Hit;

/// Fields of a row.
pub(in crate::cli) const ROW: &[&str] =
    &["id", "url", "title", "published", "source", "section", "read", "starred", "edited", "removed", "story"];
/// Fields of a row that was found.
pub(in crate::cli) const FOUND: &[&str] = &[
    "id",
    "url",
    "title",
    "published",
    "source",
    "section",
    "read",
    "starred",
    "edited",
    "removed",
    "story",
    "score",
    "snippet",
    "fit",
    "loose",
];
/// Columns of a table of rows where no others are asked for.
pub(in crate::cli) const USUAL: &[&str] = &["id", "published", "source", "title"];

/// A row of `list --json`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::cli) struct JsonRow<'a> {
    /// Number of the article in the archive.
    id: i64,
    /// Its address.
    #[schemars(with = "String")]
    url: &'a CanonicalUrl,
    /// Headline.
    title: &'a str,
    /// When it was published: `YYYY-MM-DDTHH:MM:SS+07:00`, or `YYYY-MM-DD`, or `YYYY-MM`.
    #[schemars(with = "Option<String>")]
    published: Option<Moment>,
    /// Id of the newspaper.
    #[schemars(with = "String")]
    source: &'a SourceId,
    /// Id of the section it was first seen in.
    #[schemars(with = "String")]
    section: &'a SectionId,
    /// Whether it was read.
    read: bool,
    /// Whether it has a star.
    starred: bool,
    /// Whether its newspaper changed it since it was first stored.
    edited: bool,
    /// Whether its newspaper took it down since it was stored.
    removed: bool,
    /// The same for all articles that tell one story; `None` where the text is too short to say, or not stored.
    #[schemars(with = "Option<i64>")]
    story: Option<StoryId>,
}

/// A row of `search --json`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::cli) struct FoundRow<'a> {
    #[serde(flatten)]
    row: JsonRow<'a>,
    /// Larger is better, within one answer.
    score: f32,
    /// A piece of the text around the first hit.
    snippet: &'a str,
    /// `exact`; `note`: only a note of the user's holds the words, and is the snippet; `synonym`; or `loose`: but for the
    /// marks or the borders of words.
    fit: &'static str,
    /// Why it is `loose`: `marks`, `borders` (of words), or `either`; `None` for all others.
    loose: Option<&'static str>,
}

/// The JSON form of a row.
pub(in crate::cli) fn row(summary: &Summary) -> JsonRow<'_> {
    JsonRow {
        id: summary.id.0,
        url: &summary.url,
        title: &summary.title,
        published: summary.published,
        source: &summary.source,
        section: &summary.section,
        read: summary.read,
        starred: summary.starred,
        edited: summary.edited,
        removed: summary.removed,
        story: summary.story,
    }
}

/// The JSON form of a hit.
pub(in crate::cli) fn hit(hit: &Hit) -> FoundRow<'_> {
    let fit = match hit.fit {
        Fit::Exact => "exact",
        Fit::Note => "note",
        Fit::Synonym => "synonym",
        Fit::Loose => "loose",
    };
    FoundRow { row: row(&hit.row), score: hit.score, snippet: &hit.snippet, fit, loose: hit.looseness.map(Into::into) }
}

/// Fields of a topic.
pub(in crate::cli) const TOPIC: &[&str] = &["articles", "name", "query"];

/// A row of `topics --json`.
pub(in crate::cli) fn topic(topic: &Topic, articles: usize) -> serde_json::Value {
    serde_json::json!({"name": topic.name, "query": topic.query, "articles": articles})
}

/// An event of `sync --json`.
pub(in crate::cli) fn news(news: &SyncNews) -> serde_json::Value {
    use serde_json::json;
    match news {
        SyncNews::Planned { sections, sources } => {
            json!({"event": "planned", "sections": sections, "sources": sources})
        }
        SyncNews::SectionDone { source, section, listed, new, unchanged } => {
            json!({"event": "section", "source": source, "section": section, "listed": listed, "new": new, "unchanged": unchanged})
        }
        SyncNews::BodiesPlanned { pages } => json!({"event": "bodies", "pages": pages}),
        SyncNews::ArticleSaved { id, source, new } => {
            json!({"event": "article", "id": id, "source": source, "new": new})
        }
        SyncNews::ArticleGone { id, source } => json!({"event": "gone", "id": id, "source": source}),
        SyncNews::Trouble(trouble) => json!({
            "event": "trouble", "source": trouble.source, "section": trouble.section, "url": trouble.url,
            "kind": trouble.kind.name(), "what": trouble.what, "retry_at": trouble.retry_at.map(Moment::exact),
        }),
        SyncNews::OlderLeft { source, section, pages } => {
            json!({"event": "older-left", "source": source, "section": section, "pages": pages})
        }
        SyncNews::Gap { source, section, mapped } => {
            json!({"event": "gap", "source": source, "section": section, "mapped": mapped})
        }
        SyncNews::Offline => json!({"event": "offline"}),
        SyncNews::Finished(tally) => finished(tally),
    }
}

fn finished(tally: &Tally) -> serde_json::Value {
    serde_json::json!({
        "event": "finished", "sections": tally.sections, "unchanged": tally.unchanged, "listed": tally.listed,
        "new": tally.new, "muted": tally.muted, "bodies": tally.bodies, "reread": tally.reread, "edited": tally.edited,
        "gone": tally.gone, "requests": tally.requests,
        "bytes": tally.bytes, "failed": tally.failed_sources, "cancelled": tally.cancelled,
    })
}
