//! What a page says about itself: JSON-LD, OpenGraph and other `meta`, microdata, `<time>`, its `<title>`.
//!
//! Only gathered here; which source wins is decided in [`super::fields`], by rules that are written there.
//! Bounds: [`MAX_LD_BYTES`] a script, [`MAX_LD_SCRIPTS`] scripts, [`MAX_LD_NODES`] objects.
//! Absent on purpose: trust. Systems print the time of the last edit as `datePublished`, and the site's name as author.

mod lenient;

pub(super) use self::lenient::lenient;
use std::collections::HashMap;

use serde_json::Value;

use super::dom::Page;
use crate::text;

/// Longest JSON-LD script that is read, in bytes.
pub(super) const MAX_LD_BYTES: usize = 512 << 10;
/// Most JSON-LD scripts of a page.
pub(super) const MAX_LD_SCRIPTS: usize = 40;
/// Most objects of all JSON-LD scripts.
pub(super) const MAX_LD_NODES: usize = 20_000;

/// Most keywords that are gathered.
const MAX_KEYWORDS: usize = 200;
/// Most authors of an article.
const MAX_AUTHORS: usize = 20;

/// What was gathered.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `meta` by lower-case name or property; the first one wins.
    meta: HashMap<String, String>,
    /// The article of JSON-LD.
    pub(super) ld: Ld,
    /// `<title>`.
    pub(super) title_tag: Option<String>,
    /// `link rel=canonical`.
    pub(super) canonical: Option<String>,
    /// `link rel=amphtml`.
    pub(super) amp: Option<String>,
    /// `meta property=article:tag`.
    pub(super) tags: Vec<String>,
    /// `meta` of keywords, one by one.
    pub(super) keywords: Vec<String>,
}

/// The article as JSON-LD tells it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Ld {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    /// The date of the page that is no article by its kind.
    pub(super) page_published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) description: Option<String>,
    /// The whole text, its lines as they are.
    pub(super) text: Option<String>,
    pub(super) section: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) picture: Option<String>,
    pub(super) keywords: Vec<String>,
    /// People by the `@id` under which an article may name them.
    people: HashMap<String, String>,
    /// The `@id`s of authors who stand elsewhere.
    author_ids: Vec<String>,
}

impl Facts {
    /// Reads a page's head and scripts.
    pub(super) fn of(page: &Page<'_>) -> Self {
        let mut facts = Self::default();
        let mut scripts = 0;
        let mut nodes = MAX_LD_NODES;
        for (at, row) in page.outline.rows.iter().enumerate() {
            match row.tag {
                "meta" => facts.meta(row.attr("name"), row.attr("property"), row.attr("itemprop"), row.attr("content")),
                // What stands before the document pushes its head into the body; only drawings have titles of their own.
                "title" if facts.title_tag.is_none() && page.outline.rows[row.parent].tag != "svg" => {
                    facts.title_tag = line(&page.outline.raw_text(at));
                }
                "link" => facts.link(page, row.attr("rel"), row.attr("href")),
                "script" if scripts < MAX_LD_SCRIPTS && row.attr("type").is_some_and(is_ld) => {
                    scripts += 1;
                    let inside = page.outline.rows.get(at + 1..row.end).and_then(<[_]>::first);
                    facts.ld.read(inside.and_then(super::dom::PageRow::text).unwrap_or_default(), &mut nodes);
                }
                _ => {}
            }
        }
        facts.ld.resolve();
        facts
    }

    fn meta(&mut self, name: Option<&str>, property: Option<&str>, itemprop: Option<&str>, content: Option<&str>) {
        let Some(content) = content.and_then(line) else { return };
        for key in [property, name, itemprop.filter(|_| name.is_none() && property.is_none())].into_iter().flatten() {
            let key = key.trim().to_ascii_lowercase();
            match key.as_str() {
                "article:tag" => push(&mut self.tags, &content),
                "keywords" | "news_keywords" => push(&mut self.keywords, &content),
                _ => {}
            }
            let value = if key.ends_with("title") { unmarked(&content) } else { content.clone() };
            self.meta.entry(key).or_insert(value);
        }
    }

    fn link(&mut self, page: &Page<'_>, rel: Option<&str>, href: Option<&str>) {
        let slot = match rel {
            Some("canonical") => &mut self.canonical,
            Some("amphtml") => &mut self.amp,
            _ => return,
        };
        if slot.is_none() {
            *slot = href.and_then(|href| page.join(href)).map(|url| url.as_str().to_owned());
        }
    }

    /// The first of some `meta` that is there.
    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.meta.get(*name)).map(String::as_str)
    }

    /// The site's own name.
    pub(super) fn site_name(&self) -> Option<&str> {
        self.first(&["og:site_name", "application-name"]).or(self.ld.publisher.as_deref())
    }

    /// The summary of the article.
    pub(super) fn description(&self) -> Option<&str> {
        self.first(&["og:description", "description", "twitter:description"]).or(self.ld.description.as_deref())
    }

    /// The headline as the head tells it, best first; some have the site's name behind.
    pub(super) fn titles(&self) -> Vec<&str> {
        let meta = ["og:title", "twitter:title", "its_title", "title"]
            .into_iter()
            .filter_map(|n| self.meta.get(n))
            .map(String::as_str);
        self.ld.headline.as_deref().into_iter().chain(meta).chain(self.title_tag.as_deref()).collect()
    }
}

/// The keywords of a list with commas.
fn push(keywords: &mut Vec<String>, list: &str) {
    let each = list.split([',', ';', '|']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned);
    keywords.extend(each.take(MAX_KEYWORDS.saturating_sub(keywords.len())));
}

/// A value on one line, its entities read: systems escape what is escaped already.
fn line(raw: &str) -> Option<String> {
    let line = text::one_line(&super::escapes::decoded(raw));
    (!line.is_empty()).then_some(line)
}

/// A headline without the markup that a system left in it; a `<` that an editor wrote ends nothing.
fn unmarked(title: &str) -> String {
    if !title.contains("</") {
        return title.to_owned();
    }
    let bare = text::one_line(&super::dom::text_of_fragment(title));
    if bare.is_empty() { title.to_owned() } else { bare }
}

impl Ld {
    /// Reads one script; the fields that an earlier one gave stay.
    fn read(&mut self, json: &str, nodes: &mut usize) {
        if json.len() > MAX_LD_BYTES {
            return;
        }
        let Some(value) = lenient(json) else { return };
        let mut stack = vec![&value];
        while let Some(value) = stack.pop() {
            if *nodes == 0 {
                return;
            }
            *nodes -= 1;
            match value {
                Value::Array(list) => stack.extend(list.iter().rev()),
                Value::Object(object) => {
                    self.note_person(object);
                    if is_article(object.get("@type")) {
                        self.article(object);
                    }
                    if self.page_published.is_none() && is_page(object.get("@type")) {
                        self.page_published = object.get("datePublished").and_then(Value::as_str).and_then(line);
                    }
                    stack.extend(
                        object.iter().filter(|(k, v)| (v.is_object() || v.is_array()) && is_branch(k)).map(|(_, v)| v),
                    );
                }
                _ => {}
            }
        }
    }

    fn article(&mut self, object: &serde_json::Map<String, Value>) {
        let text = |name: &str| object.get(name).and_then(said).and_then(line);
        let fill = |slot: &mut Option<String>, value: Option<String>| {
            if slot.is_none() {
                *slot = value;
            }
        };
        fill(&mut self.headline, text("headline").or_else(|| text("name")).map(|title| unmarked(&title)));
        let dated = |name: &str| text(name).or_else(|| object.get(name).and_then(Value::as_i64).map(|n| n.to_string()));
        fill(&mut self.published, dated("datePublished").or_else(|| dated("dateCreated")));
        fill(&mut self.modified, dated("dateModified"));
        fill(&mut self.description, text("description"));
        fill(&mut self.section, text("articleSection"));
        fill(&mut self.text, object.get("articleBody").and_then(Value::as_str).map(str::to_owned));
        fill(
            &mut self.publisher,
            object.get("publisher").and_then(|p| p.get("name")).and_then(Value::as_str).and_then(line),
        );
        fill(&mut self.picture, object.get("image").and_then(address));
        if self.keywords.is_empty() {
            for list in list_of(object.get("keywords")).into_iter().filter_map(Value::as_str).filter_map(line) {
                push(&mut self.keywords, &list);
            }
        }
        if self.authors.is_empty() {
            self.authors = names(object.get("author").or_else(|| object.get("creator")), 0);
            let ids = list_of(object.get("author")).into_iter().filter_map(|author| author.get("@id")?.as_str());
            self.author_ids.extend(ids.map(str::to_owned).take(MAX_AUTHORS));
        }
    }

    /// Remembers a person whom others name by `@id` only.
    fn note_person(&mut self, object: &serde_json::Map<String, Value>) {
        if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| !is_organisation(object))
            && let Some(name) = object.get("name").and_then(Value::as_str).and_then(line)
        {
            self.people.entry(id.to_owned()).or_insert(name);
        }
    }

    /// Names the authors who are told by `@id`, once all scripts are read.
    fn resolve(&mut self) {
        if self.authors.is_empty() {
            self.authors = self.author_ids.iter().filter_map(|id| self.people.get(id).cloned()).collect();
        }
    }
}

/// Whether a type of scripts is that of linked data, in capitals or not.
fn is_ld(kind: &str) -> bool {
    kind.to_ascii_lowercase().contains("ld+json")
}

/// A text, however a system wraps it: alone in a list, with its type beside it.
fn said(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(list) => list.first().and_then(Value::as_str),
        Value::Object(typed) => typed.get("@value").and_then(Value::as_str),
        _ => None,
    }
}

fn list_of(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

fn is_organisation(object: &serde_json::Map<String, Value>) -> bool {
    let kinds = list_of(object.get("@type"));
    !kinds.is_empty() && kinds.iter().all(|kind| kind.as_str().is_some_and(|kind| kind.ends_with("Organization")))
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => line(text),
        Value::Array(list) => {
            list.first().and_then(|first| first.as_str().or_else(|| first.get("url")?.as_str())).and_then(line)
        }
        Value::Object(object) => object.get("url").and_then(Value::as_str).and_then(line),
        _ => None,
    }
}

/// Names of people, however deep systems nest them; an organisation is not an author.
fn names(author: Option<&Value>, depth: usize) -> Vec<String> {
    const DEEPEST: usize = 4;
    if depth > DEEPEST {
        return Vec::new();
    }
    let name = |value: &Value| match value {
        Value::String(name) => plain_name(name).filter(|name| !name.starts_with("http")).into_iter().collect(),
        Value::Object(person) if !is_organisation(person) => {
            names(person.get("name").or_else(|| person.get("@value")), depth + 1)
        }
        Value::Array(_) => names(Some(value), depth + 1),
        _ => Vec::new(),
    };
    list_of(author).into_iter().take(MAX_AUTHORS).flat_map(name).collect()
}

/// A name without the markup that a system left around it.
fn plain_name(name: &str) -> Option<String> {
    let inside = name.split_once('>').filter(|_| name.starts_with('<')).and_then(|(_, rest)| rest.split_once('<'));
    line(inside.map_or(name, |(inside, _)| inside))
}

fn is_article(kind: Option<&Value>) -> bool {
    has_kind(kind, |kind| kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report")
}

/// A page as search engines are told of it; a page of a list has a kind of its own.
fn is_page(kind: Option<&Value>) -> bool {
    has_kind(kind, |kind| kind == "WebPage" || kind == "ItemPage")
}

fn has_kind(kind: Option<&Value>, one: impl Fn(&str) -> bool) -> bool {
    match kind {
        Some(Value::String(kind)) => one(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(one),
        _ => false,
    }
}

/// Where an article may hide in a graph; not in lists of other articles.
fn is_branch(key: &str) -> bool {
    matches!(key, "@graph" | "mainEntity" | "mainEntityOfPage" | "subjectOf" | "hasPart") || key.starts_with('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ld(json: &str) -> Ld {
        let mut ld = Ld::default();
        ld.read(json, &mut MAX_LD_NODES.clone());
        ld
    }

    #[test]
    fn trailing_commas_raw_newlines_and_stray_quotes_are_mended() {
        let found = ld(
            "{\"@type\":\"NewsArticle\",\n\"headline\":\"Lương\ntối \"thiểu\" tăng\",\"datePublished\":\"2024-07-01T08:15:00+07:00\",\n}",
        );
        assert_eq!(found.headline.as_deref(), Some("Lương tối \"thiểu\" tăng"));
        assert_eq!(found.published.as_deref(), Some("2024-07-01T08:15:00+07:00"));
    }

    #[test]
    fn an_article_in_a_graph_is_found_and_an_organisation_is_no_author() {
        let found =
            ld(r#"{"@graph":[{"@type":"WebSite","name":"Báo"},{"@type":["Article","NewsArticle"],"headline":"A",
            "author":[{"@type":"Organization","name":"Báo"},{"@type":"Person","name":"Trần An"}]}]}"#);
        assert_eq!((found.headline.as_deref(), found.authors.as_slice()), (Some("A"), &["Trần An".to_owned()][..]));
    }

    #[test]
    fn an_article_of_a_list_of_others_is_not_this_article() {
        assert_eq!(
            ld(r#"{"@type":"ItemList","itemListElement":[{"item":{"@type":"NewsArticle","headline":"B"}}]}"#),
            Ld::default()
        );
    }

    #[test]
    fn an_author_is_found_by_its_id_in_a_nested_name_and_under_entities() {
        let graph = r##"{"@graph":[{"@type":"Article","headline":"A","author":{"@id":"#lan"}},
            {"@type":"Person","@id":"#lan","name":"Lê Thị Lan"},{"@type":"Organization","@id":"#bao","name":"Báo"}]}"##;
        let mut found = ld(graph);
        found.resolve();
        assert_eq!(found.authors, ["Lê Thị Lan"]);
        let nested = r#"{"@type":"Article","author":[{"@type":"Person","name":{"@type":"Person","name":["Lê Thị Lan"]}},"https://a.vn/lan"]}"#;
        assert_eq!(ld(nested).authors, ["Lê Thị Lan"]);
        let lists = r#"{"@type":"Article","author":[[{"name":"Lê Thị Lan"}],[["Vũ Cam"]]]}"#;
        assert_eq!(ld(lists).authors, ["Lê Thị Lan", "Vũ Cam"]);
        let typed =
            ld(r#"{"@type":"Article","author":{"name":{"@value":"Lê Thị Lan"}},"datePublished":[{"@value":"x"}],
            "dateModified":{"@value":"2026-11-20"}}"#);
        assert_eq!((typed.authors[0].as_str(), typed.modified.as_deref()), ("Lê Thị Lan", Some("2026-11-20")));
        let escaped = nested.replace('"', "&quot;");
        assert_eq!(ld(&escaped).authors, ["Lê Thị Lan"]);
        assert_eq!(
            ld(r#"{"@type":"Article","headline":"A&amp;amp;B &amp;quot;C&amp;quot;"}"#).headline.as_deref(),
            Some("A&B \"C\"")
        );
    }

    #[test]
    fn nothing_that_is_no_json_does_harm() {
        for bad in ["", "{", "\"", "[[[[", "{\"a\":\"\\", "null", "{\"@type\":7}"] {
            assert_eq!(ld(bad), Ld::default(), "{bad}");
        }
    }
}
