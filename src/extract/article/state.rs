//! The article in the JSON that a page keeps for its scripts (`__NEXT_DATA__`, `__NUXT_DATA__`, `window.__STATE__ = {…}`), for
//! pages that draw theirs by a script and hold none. Only JSON is read: no script is run, and what is no JSON is let be.
//!
//! A state holds other articles too. An object is the page's own when its headline is one that the head tells, or its name is
//! the last piece of the page's address. Bounds: [`MAX_BYTES`] a script, [`MAX_SCRIPTS`] scripts, [`MAX_NODES`] values.

use serde_json::{Map, Value};

use super::SHORT_BODY;
use crate::extract::Source;
use crate::extract::dom::{Page, PageRow};
use crate::extract::escapes::decoded;
use crate::extract::feed;
use crate::extract::fields::machine_moment;
use crate::extract::metadata::Facts;
use crate::extract::tidy::TidyContext;
use crate::model::{Block, CanonicalUrl, Draft, Evidence, Field, Finding, FindingKind, Moment, Timestamp};
use crate::text::{self, fold};

/// Longest script that is read, in bytes.
pub(in crate::extract) const MAX_BYTES: usize = 2 << 20;
/// Most scripts of a page.
pub(in crate::extract) const MAX_SCRIPTS: usize = 60;
/// Most values that are looked at.
pub(in crate::extract) const MAX_NODES: usize = 200_000;
/// A shorter text is a teaser, characters.
const LEAST_CHARS: usize = 400;
/// A shorter headline names nothing, characters.
const LEAST_TITLE: usize = 8;
/// Of what the head tells, in per cent, that a headline must be.
const MOST_OF_TITLE_PERCENT: usize = 60;
/// A shorter string is no JSON of its own, bytes.
const LEAST_NESTED: usize = 200;

/// Keys of headlines, texts, teasers, dates and addresses, best first; folded, without `_` and `-`.
const TITLES: &[&str] = &["headline", "title", "tieude", "posttitle"];
const TEXTS: &[&str] = &[
    "articlebody",
    "contenthtml",
    "bodyhtml",
    "content",
    "body",
    "html",
    "postcontent",
    "noidung",
    "fulltext",
    "detail",
];
const TEASERS: &[&str] = &["sapo", "excerpt", "summary", "lead", "teaser", "intro"];
const DATES: &[&str] = &[
    "publishedat",
    "publishedtime",
    "datepublished",
    "publisheddate",
    "publishdate",
    "publishtime",
    "pubdate",
    "published",
    "dategmt",
];
const ADDRESSES: &[&str] = &["slug", "url", "link", "href", "path", "permalink", "canonical", "canonicalurl", "uri"];

/// What a state tells of an article.
struct StateArticle {
    title: String,
    sapo: Option<String>,
    body: Vec<Block>,
    published: Option<Moment>,
}

impl StateArticle {
    /// The head of a page that scripts fill is often that of the whole site: its headline goes, its date stays.
    fn put_into(self, draft: &mut Draft) {
        let Self { title, sapo, body, published } = self;
        draft.body = body;
        draft.by.insert(Field::Body, Evidence::State);
        if draft.title.as_ref() != Some(&title) {
            draft.title = Some(title);
            draft.by.insert(Field::Title, Evidence::State);
        }
        if draft.sapo.is_none() && sapo.is_some() {
            draft.sapo = sapo;
            draft.by.insert(Field::Sapo, Evidence::State);
        }
        if draft.published.is_none() && published.is_some() {
            draft.published = published;
            draft.by.insert(Field::Published, Evidence::State);
        }
    }
}

/// Whether an object of that headline is the page's own article.
type IsOwn<'f> = &'f dyn Fn(&str, &StateObject<'_>) -> bool;

/// What dates are reckoned from, what addresses are relative to, and what must not be said twice.
#[derive(Clone, Copy)]
struct StatePlace<'a> {
    url: &'a CanonicalUrl,
    now: Timestamp,
    sapo: Option<&'a str>,
}

/// Puts the page's own article into a draft that holds hardly any text, if the page's state tells it.
pub(super) fn fill(draft: &mut Draft, page: &Page<'_>, facts: &Facts) {
    if chars(&draft.body) >= SHORT_BODY {
        return;
    }
    let titles: Vec<String> = facts.titles().into_iter().map(fold::letters).collect();
    let is_own = |title: &str, object: &StateObject<'_>| {
        let title = fold::letters(title);
        titles.iter().any(|told| is_headline_of(&title, told)) || object.leads_to(page.url)
    };
    let sapo = draft.sapo.clone();
    let place = StatePlace { url: page.url, now: page.now, sapo: sapo.as_deref() };
    let mut nodes = MAX_NODES;
    let states = scripts(page).filter_map(value_in);
    let told = states.filter_map(|state| best(&state, &mut nodes, place, &is_own)).max_by_key(|told| chars(&told.body));
    if let Some(told) = told {
        told.put_into(draft);
    }
}

/// Reads a text that is JSON itself, as the version of a page for programs; `None` where it is none.
pub(super) fn data(source: &Source<'_>) -> Option<Draft> {
    let text = std::str::from_utf8(source.bytes).ok()?.trim_start_matches('\u{feff}').trim();
    let state = Some(text).filter(|text| text.starts_with('{') && text.len() <= MAX_BYTES);
    let state: Map<String, Value> = serde_json::from_str(state?).ok()?;
    let place = StatePlace { url: source.url, now: source.now, sapo: None };
    let within = state.values().filter_map(Value::as_object);
    let mut objects = std::iter::once(&state).chain(within);
    let told = objects.find_map(|object| told(&StateObject { object, all: None }, place));
    let mut draft = Draft { url: Some(source.url.clone()), ..Draft::default() };
    match told {
        Some(told) => told.put_into(&mut draft),
        None => draft.findings.push(Finding::new(FindingKind::NoBody)),
    }
    Some(draft)
}

/// Whether a headline is what a head tells, with no more than a site's name behind it.
fn is_headline_of(title: &str, told: &str) -> bool {
    let letters = title.chars().count();
    letters >= LEAST_TITLE && told.starts_with(title) && letters * 100 >= told.chars().count() * MOST_OF_TITLE_PERCENT
}

/// What scripts of a page hold that may be a state.
fn scripts<'p>(page: &'p Page<'_>) -> impl Iterator<Item = &'p str> {
    const OTHERS: &[&str] = &["ld+json", "importmap", "rules"];
    let may_be =
        |row: &PageRow<'_>| row.attr("type").is_none_or(|kind| !OTHERS.iter().any(|other| kind.contains(other)));
    let rows = page.outline.rows.iter().enumerate();
    let scripts = rows.filter(move |(_, row)| row.tag == "script" && row.attr("src").is_none() && may_be(row));
    let text = |(at, row): (usize, &PageRow<'_>)| {
        page.outline.rows.get(at + 1).filter(|_| row.end > at + 1).and_then(PageRow::text)
    };
    let texts = scripts.take(MAX_SCRIPTS).filter_map(text);
    texts.filter(|text| text.len() >= LEAST_NESTED && text.len() <= MAX_BYTES)
}

/// The JSON of a script: all of it, or what it assigns first.
fn value_in(script: &str) -> Option<Value> {
    let script = script.trim();
    if script.starts_with(['{', '[']) {
        return serde_json::from_str(script).ok();
    }
    let assigned = script.split_once('=').filter(|(name, _)| is_name(name)).map(|(_, rest)| rest.trim_start())?;
    if let Some(quoted) = assigned.strip_prefix("JSON.parse(") {
        let text: String = first(quoted)?;
        return serde_json::from_str(&text).ok();
    }
    assigned.starts_with(['{', '[']).then(|| first(assigned)).flatten()
}

/// The first value of a text; what follows it is a script's.
fn first<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::Deserializer::from_str(text).into_iter::<T>().next()?.ok()
}

/// Whether what stands before `=` is a name: `window.__STATE__`, `window["x"]`, `var data`.
fn is_name(text: &str) -> bool {
    let may = |c: char| c.is_ascii_alphanumeric() || "_$.[]\"' \n".contains(c);
    text.len() < 100 && text.chars().all(may)
}

/// The fields of an object, and, where the state is one flat list, the list that its numbers point into.
struct StateObject<'v> {
    object: &'v Map<String, Value>,
    all: Option<&'v [Value]>,
}

impl<'v> StateObject<'v> {
    /// The value under the first of some keys that holds words.
    fn words(&self, keys: &[&str]) -> Option<&'v str> {
        keys.iter().find_map(|key| self.values(key).find_map(|value| self.string(value)))
    }

    fn values(&self, key: &str) -> impl Iterator<Item = &'v Value> {
        let named = move |name: &str| {
            let bare = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
            bare.eq(key.bytes())
        };
        self.object.iter().filter(move |(name, _)| named(name)).map(|(_, value)| value)
    }

    fn string(&self, value: &'v Value) -> Option<&'v str> {
        let value = match (self.all, value.as_u64().and_then(|at| usize::try_from(at).ok())) {
            (Some(all), Some(at)) => all.get(at)?,
            _ => value,
        };
        match value {
            Value::String(text) => Some(text.as_str()),
            // WordPress: {"rendered": "…"}.
            Value::Object(field) => field.get("rendered").and_then(Value::as_str),
            // A flat list: ["Date", "…"].
            Value::Array(pair) if self.all.is_some() && pair.first().is_some_and(|kind| kind == "Date") => {
                pair.get(1)?.as_str()
            }
            _ => None,
        }
        .map(str::trim)
        .filter(|text| !text.is_empty())
    }

    /// Whether the object's name is the last piece of an address.
    fn leads_to(&self, url: &CanonicalUrl) -> bool {
        let last = |text: &str| {
            let path = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
            let piece = path.rsplit('/').next().unwrap_or_default();
            piece.split_once('.').map_or(piece, |(stem, _)| stem).to_lowercase()
        };
        let own = if url.is_front_page() { String::new() } else { last(url.as_str()) };
        own.len() >= LEAST_TITLE
            && ADDRESSES
                .iter()
                .any(|key| self.values(key).filter_map(|value| self.string(value)).any(|text| last(text) == own))
    }
}

/// The own article of the most text in a state, or in JSON that it holds as a string: an answer that was kept as it came.
fn best(state: &Value, nodes: &mut usize, place: StatePlace<'_>, is_own: IsOwn<'_>) -> Option<StateArticle> {
    let (found, nested) = walk(state, nodes, place, is_own);
    let inner = nested.into_iter().filter_map(|text| serde_json::from_str::<Value>(text).ok());
    found.or_else(|| inner.take(MAX_SCRIPTS).find_map(|value| walk(&value, nodes, place, is_own).0))
}

fn walk<'v>(
    state: &'v Value,
    nodes: &mut usize,
    place: StatePlace<'_>,
    is_own: IsOwn<'_>,
) -> (Option<StateArticle>, Vec<&'v str>) {
    let all = flat(state);
    let (mut found, mut nested): (Option<StateArticle>, _) = (None, Vec::new());
    let mut waiting = vec![state];
    while let Some(value) = waiting.pop().filter(|_| *nodes > 0) {
        *nodes -= 1;
        match value {
            Value::Array(list) => waiting.extend(list),
            Value::Object(object) => {
                waiting.extend(object.values());
                let fields = StateObject { object, all };
                let own = fields.words(TITLES).is_some_and(|title| is_own(title, &fields));
                let told = if own { told(&fields, place) } else { None };
                let most = found.as_ref().map_or(0, |found| chars(&found.body));
                found = told.filter(|told| chars(&told.body) > most).or(found);
            }
            Value::String(text) if text.len() >= LEAST_NESTED && text.starts_with(['{', '[']) => {
                nested.push(text.as_str());
            }
            _ => {}
        }
    }
    (found, nested)
}

/// A list in which objects and lists hold the places of their values (devalue, as Nuxt writes it).
fn flat(state: &Value) -> Option<&[Value]> {
    let list = state.as_array().filter(|list| list.len() > 2)?;
    let is_place = |value: &Value| value.as_u64().is_some_and(|at| at < list.len() as u64);
    let first = match list.first()? {
        Value::Object(object) => !object.is_empty() && object.values().all(is_place),
        Value::Array(pair) => pair.len() == 2 && pair[0].is_string() && is_place(&pair[1]),
        _ => false,
    };
    first.then_some(list)
}

fn told(fields: &StateObject<'_>, place: StatePlace<'_>) -> Option<StateArticle> {
    let title = text::one_line(&decoded(fields.words(TITLES)?));
    let known = TidyContext { title: Some(&title), sapo: place.sapo, ..TidyContext::default() };
    let texts = TEXTS.iter().filter_map(|key| fields.words(&[key]));
    let body =
        texts.map(|text| feed::blocks(text, known, (place.url, place.now))).find(|body| chars(body) >= LEAST_CHARS)?;
    let sapo = fields.words(TEASERS).map(|teaser| text::one_line(&decoded(teaser)));
    let begins =
        body.first().and_then(|block| block.strings().first().map(|text| fold::letters(text))).unwrap_or_default();
    let is_sapo = |sapo: &String| {
        !sapo.contains('<')
            && !sapo.ends_with(['…', ']'])
            && !sapo.ends_with("...")
            && !begins.starts_with(&fold::letters(sapo))
    };
    let sapo = sapo.filter(is_sapo);
    let published = fields.words(DATES).and_then(|date| machine_moment(date, place.now));
    Some(StateArticle { title, sapo, body, published })
}

fn chars(body: &[Block]) -> usize {
    body.iter().flat_map(Block::strings).map(|text| text.chars().count()).sum()
}

#[cfg(test)]
mod tests;
