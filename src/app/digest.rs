//! Fills a press review from the archive: which articles, in which part, which of a story's articles stands for it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use crate::export;
use crate::labour::digest::{Digest, DigestPart, Story, ToldArticle, lead};
use crate::labour::topics::Topic;
use crate::model::{Article, ArticleId, Block, Filter, Offline, Query, SourceId, StoryId, Summary, Timestamp, Window};
use crate::store::{Store, StoreError, Telling};
use crate::ui::Message;
use crate::ui::effect::DigestWish;
use crate::ui::message::Reason;

use super::{answers, programs};

/// Seconds of a day, by which the screen's review goes back, and its most stories.
const DAY: i64 = 86_400;
const MAX_STORIES: usize = 200;
/// Most articles that a review is made of; of more the newest.
pub const MAX_ARTICLES: usize = 2_000;

/// What goes into a review.
#[derive(Debug, Clone)]
pub struct DigestRequest {
    /// What stands above it.
    pub title: String,
    /// Its articles are published from here …
    pub since: Timestamp,
    /// … and before here.
    pub until: Timestamp,
    /// What its parts are.
    pub by: Grouping,
    /// Whether stories of earlier reviews may come again.
    pub repeats: Repeats,
    /// Most stories.
    pub limit: usize,
    /// The topics, in order.
    pub topics: Vec<Topic>,
    /// The heading over what fits no topic.
    pub rest: String,
    /// Names of the papers.
    pub names: BTreeMap<SourceId, String>,
}

/// What the parts of a review are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Topics; a story stands under the first that it fits.
    Topic,
    /// Papers.
    Paper,
}

/// Whether a review may say what an earlier one said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// It may.
    Allowed,
    /// No story of which any article stood in one.
    Left,
}

/// The review. Nothing is noted of it: see [`Store::note_digested`].
pub fn collect(store: &Store, mut rows: Vec<Summary>, request: &DigestRequest) -> Result<Digest, StoreError> {
    rows.retain(is_readable);
    let mut told: Vec<(Summary, Story)> = Vec::new();
    for (story, rows) in by_story(rows) {
        let tellings = story.map(|story| store.tellings(story)).transpose()?.unwrap_or_default();
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).chain(tellings.iter().map(|t| t.row.id)).collect();
        if request.repeats == Repeats::Left && store.any_digested(&ids)? {
            continue;
        }
        told.extend(story_of(store, request, &rows, &tellings)?);
    }
    told.sort_by(|(a, x), (b, y)| {
        let wide = |story: &Story| std::cmp::Reverse(story.other_papers());
        (wide(x), std::cmp::Reverse(a.sort), a.id).cmp(&(wide(y), std::cmp::Reverse(b.sort), b.id))
    });
    let left_out = told.len().saturating_sub(request.limit);
    told.truncate(request.limit);
    let stories = told.into_iter().map(|(_, story)| story).collect();
    let parts = match request.by {
        Grouping::Topic => by_topic(store, request, stories)?,
        Grouping::Paper => by_paper(stories),
    };
    Ok(Digest { title: request.title.clone(), from: request.since, until: request.until, parts, left_out })
}

/// Makes the review of the last days that the screen asked for, and puts it where it is wanted.
pub(super) fn make(store: &Store, now: Timestamp, wish: DigestWish, home: Option<&Path>) -> Message {
    let since = Timestamp(now.0 - DAY * i64::from(wish.days));
    let request = DigestRequest {
        title: wish.titles.0,
        since,
        until: now,
        by: Grouping::Topic,
        repeats: Repeats::Allowed,
        limit: MAX_STORIES,
        topics: wish.topics.into_iter().map(|(name, query)| Topic { name, query }).collect(),
        rest: wish.titles.1,
        names: wish.names.into_iter().collect(),
    };
    let made = of_span(store, since, now).and_then(|rows| collect(store, rows, &request)).and_then(|digest| {
        store.note_digested(&digest.articles())?;
        Ok(digest)
    });
    let digest = match made {
        Ok(digest) => digest,
        Err(error) => return answers::failed(&error),
    };
    let Some(name) = wish.file.filter(|_| !digest.is_empty()) else {
        return Message::Digest(digest.text(), digest.len());
    };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "md" | "markdown" => Ok(digest.markdown().into_bytes()),
        "html" | "htm" => Ok(digest.html().into_bytes()),
        "epub" => export::digest_epub(&digest),
        "docx" => export::digest_docx(&digest),
        _ => Ok(digest.text().into_bytes()),
    };
    match bytes {
        Ok(bytes) => programs::save(&name, &bytes, home),
        Err(error) => Message::Failed("could-not-save", name, Reason::System(ErrorKind::Other, error.to_string())),
    }
}

/// The articles of a span, newest first.
fn of_span(store: &Store, since: Timestamp, until: Timestamp) -> Result<Vec<Summary>, StoreError> {
    let filter = Filter { since: Some(since), until: Some(until), ..Filter::default() };
    let query = Query { filter, ..Query::default() };
    Ok(store.rows(&query, Window { after: None, limit: MAX_ARTICLES })?.rows)
}

/// Articles of the days of the review that a topic's query finds.
fn about(store: &Store, query: &str, request: &DigestRequest) -> Result<BTreeSet<ArticleId>, StoreError> {
    let day = request.since.in_vietnam().map_or_else(String::new, |civil| format!(" từ:{}", civil.date()));
    Ok(store.all_found(&format!("({query}){day}"))?.into_iter().map(|row| row.id).collect())
}

fn is_readable(row: &Summary) -> bool {
    !row.title.is_empty() && (row.offline != Offline::Gone || row.removed)
}

/// Rows of one story together; a row whose story is not known stands alone. In the order of their first rows.
fn by_story(rows: Vec<Summary>) -> Vec<(Option<StoryId>, Vec<Summary>)> {
    let mut all: Vec<(Option<StoryId>, Vec<Summary>)> = Vec::new();
    let (mut places, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for row in rows.into_iter().filter(|row| seen.insert(row.id)) {
        match row.story.and_then(|story| places.get(&story).copied()) {
            Some(at) => {
                let (_, told): &mut (_, Vec<Summary>) = &mut all[at];
                told.push(row);
            }
            None => {
                if let Some(story) = row.story {
                    places.insert(story, all.len());
                }
                all.push((row.story, vec![row]));
            }
        }
    }
    all
}

/// The story that some rows tell: the original stands for it where it is among them, else the longest text.
fn story_of(
    store: &Store,
    request: &DigestRequest,
    rows: &[Summary],
    tellings: &[Telling],
) -> Result<Option<(Summary, Story)>, StoreError> {
    let original = tellings.iter().find(|telling| telling.original).map(|telling| telling.row.id);
    let mut best: Option<(bool, usize, Article)> = None;
    for row in rows {
        let Some(article) = store.article(row.id)? else { continue };
        let (first, length) = (Some(row.id) == original, length(&article));
        if best.as_ref().is_none_or(|(known, long, _)| (first, length) > (*known, *long)) {
            best = Some((first, length, article));
        }
    }
    let Some((_, _, article)) = best else { return Ok(None) };
    let paragraphs: Vec<&str> =
        article.body.iter().filter(|block| matches!(block, Block::Paragraph(_))).flat_map(Block::strings).collect();
    let sapo = article.sapo.as_deref().or(article.row.teaser.as_deref());
    let others = tellings.iter().map(|telling| &telling.row).filter(|row| row.id != article.row.id);
    let story = Story {
        lead: lead(sapo, &paragraphs),
        others: others.map(|row| digest_article(row, request)).collect(),
        told: digest_article(&article.row, request),
    };
    Ok(Some((article.row, story)))
}

fn length(article: &Article) -> usize {
    article.body.iter().flat_map(Block::strings).map(str::len).sum()
}

fn digest_article(row: &Summary, request: &DigestRequest) -> ToldArticle {
    let outlet = row.outlet();
    ToldArticle {
        id: row.id,
        story: row.story,
        title: row.title.clone(),
        source: outlet.clone(),
        paper: request.names.get(&outlet).cloned().unwrap_or_else(|| outlet.to_string()),
        url: row.url.to_string(),
        at: row.published,
        removed: row.removed,
    }
}

fn by_topic(store: &Store, request: &DigestRequest, stories: Vec<Story>) -> Result<Vec<DigestPart>, StoreError> {
    let mut parts: Vec<DigestPart> = Vec::new();
    let mut left = stories;
    for topic in &request.topics {
        let fitting = about(store, &topic.query, request)?;
        let fits =
            |story: &Story| std::iter::once(&story.told).chain(&story.others).any(|told| fitting.contains(&told.id));
        let (here, others): (Vec<Story>, Vec<Story>) = left.into_iter().partition(fits);
        left = others;
        if !here.is_empty() {
            parts.push(DigestPart { name: topic.name.clone(), stories: here });
        }
    }
    if !left.is_empty() {
        parts.push(DigestPart { name: request.rest.clone(), stories: left });
    }
    Ok(parts)
}

fn by_paper(stories: Vec<Story>) -> Vec<DigestPart> {
    let mut parts: BTreeMap<String, Vec<Story>> = BTreeMap::new();
    for story in stories {
        parts.entry(story.told.paper.clone()).or_default().push(story);
    }
    parts.into_iter().map(|(name, stories)| DigestPart { name, stories }).collect()
}
