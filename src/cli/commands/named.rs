//! Articles that are named one by one: by number, by address, by a part of the title, or on stdin.

use std::io::{BufRead as _, Read as _};

use crate::cli::exit::Failure;
use crate::cli::selection;
use crate::cli::session::Session;
use crate::model::{Article, ArticleId, CanonicalUrl, Filter, Query, Summary};
use crate::store::{SearchRequest, Store};
use crate::text;

/// Candidates named when a part of a title fits several articles.
const MAX_CANDIDATES: usize = 10;
/// Most bytes of stdin that are read for names.
const MAX_NAMES_BYTES: u64 = 64 << 20;
/// Stands for what comes on stdin.
const STDIN: &str = "-";

/// The articles that the words mean: each a number, an address or `-` for those on stdin, a line each; or all together a
/// part of one title.
pub(in crate::cli) fn articles(session: &Session, store: &Store, what: &[String]) -> Result<Vec<ArticleId>, Failure> {
    let is_name = |word: &String| word == STDIN || number(word).is_some() || CanonicalUrl::parse(word).is_some();
    if !what.iter().all(is_name) {
        return Ok(vec![find(session, store, &what.join(" "))?]);
    }
    let mut ids = Vec::new();
    for word in what {
        if word == STDIN {
            for name in on_stdin()? {
                ids.push(find(session, store, &name)?);
            }
        } else {
            ids.push(find(session, store, word)?);
        }
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(ids)
}

/// An article by its number.
pub(in crate::cli) fn article(session: &Session, store: &Store, id: ArticleId) -> Result<Article, Failure> {
    store.article(id)?.ok_or_else(|| Failure::nothing(session.say.no_such_article(&id.to_string())))
}

/// The one article that `what` means: a number, an address, or a part of a title or address.
pub(in crate::cli) fn find(session: &Session, store: &Store, what: &str) -> Result<ArticleId, Failure> {
    let what = what.trim();
    if let Some(id) = number(what) {
        return Ok(article(session, store, id)?.row.id);
    }
    if let Some(url) = CanonicalUrl::parse(what) {
        return store.id_of(&url)?.ok_or_else(|| Failure::nothing(session.say.no_such_article(what)));
    }
    let candidates = candidates(store, what)?;
    match candidates.as_slice() {
        [] => Err(Failure::nothing(session.say.no_such_article(what))),
        [one] => Ok(one.id),
        several => {
            let lines: Vec<String> = several.iter().map(|row| format!("{:>6}  {}", row.id.0, row.title)).collect();
            Err(Failure::usage(format!("{}\n{}", session.say.several_articles(what), lines.join("\n"))))
        }
    }
}

fn number(word: &str) -> Option<ArticleId> {
    word.trim().parse().ok().map(ArticleId)
}

/// The names on stdin: the first word of each line, or the `id` (else the `url`) of a line of JSON.
fn on_stdin() -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for line in std::io::stdin().lock().take(MAX_NAMES_BYTES).lines() {
        let line = line?;
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.starts_with('{') {
            let object: serde_json::Value = serde_json::from_str(line)?;
            let named = object.get("id").and_then(|id| id.as_i64().map(|id| id.to_string()));
            let addressed = || object.get("url").and_then(|url| url.as_str().map(str::to_owned));
            names.extend(named.or_else(addressed));
        } else {
            names.extend(line.split_whitespace().next().map(str::to_owned));
        }
    }
    Ok(names)
}

/// Articles whose title holds `what`, with or without diacritics; else those a search finds whose address holds it.
fn candidates(store: &Store, what: &str) -> Result<Vec<Summary>, Failure> {
    if !what.chars().any(char::is_alphanumeric) {
        return Ok(Vec::new());
    }
    let filter = Filter { title: Some(text::fold::base(what)), ..Filter::default() };
    let titled = selection::first(store, &Query { filter, ..Query::default() }, MAX_CANDIDATES)?;
    if !titled.is_empty() {
        return Ok(titled);
    }
    let words = what.replace(|c: char| !c.is_alphanumeric(), " ");
    let request = SearchRequest { text: words, limit: MAX_CANDIDATES, ..SearchRequest::default() };
    let hits = store.search(&request)?.hits.into_iter().map(|hit| hit.row);
    Ok(hits.filter(|row| row.url.as_str().contains(what)).collect())
}
