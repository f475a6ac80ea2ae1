//! `loa show`: one article, as text, Markdown or JSON.

use crate::model::{Article, ArticleId, CanonicalUrl, Filter, Query, Summary};
use crate::store::{SearchRequest, Store};
use crate::text;

use super::args::{ShowArgs, ShowFormat};
use super::exit::{Exit, Failure, Outcome};
use super::record::Line;
use super::session::Session;
use super::{list, render, revisions};

/// Candidates named when a part of a title fits several articles.
const MAX_CANDIDATES: usize = 10;

/// Runs the command.
pub(super) fn run(session: &mut Session, args: &ShowArgs) -> Outcome {
    let store = session.store()?;
    let id = find(session, &store, &args.what.join(" "))?;
    let article = store.article(id)?.ok_or_else(|| Failure::nothing(session.say.no_such_article(&id.to_string())))?;
    if args.revisions || args.diff.is_some() {
        let earlier = store.revisions(id)?;
        return match args.diff {
            Some(number) => revisions::diff(session, &article, &earlier, number),
            None => revisions::list(session, &article, &earlier, args),
        };
    }
    print(session, &article, args)?;
    Ok(Exit::Fine)
}

fn print(session: &mut Session, article: &Article, args: &ShowArgs) -> Result<(), Failure> {
    match args.format {
        ShowFormat::Json => session.out.json(&Line::of_article(article))?,
        ShowFormat::Markdown => session.out.line(render::markdown(article).trim_end())?,
        ShowFormat::Text => {
            let width = args.width.map_or_else(|| session.measure(), usize::from);
            for line in render::article(session, article, width) {
                session.out.painted(&line)?;
            }
        }
    }
    Ok(())
}

/// The one article that `what` means: a number, an address, or a part of a title or address.
pub(super) fn find(session: &Session, store: &Store, what: &str) -> Result<ArticleId, Failure> {
    let what = what.trim();
    if let Ok(id) = what.parse::<i64>() {
        return Ok(ArticleId(id));
    }
    if let Some(url) = CanonicalUrl::parse(what) {
        return store.id_of(&url)?.ok_or_else(|| Failure::nothing(session.say.no_such_article(what)));
    }
    let candidates = candidates(store, what)?;
    match candidates.as_slice() {
        [] => Err(Failure::nothing(session.say.no_such_article(what))),
        [one] => Ok(one.id),
        several => {
            let lines: Vec<String> = several.iter().map(|row| format!("{:>6}  {}", row.id, row.title)).collect();
            Err(Failure::usage(format!("{}\n{}", session.say.several_articles(what), lines.join("\n"))))
        }
    }
}

/// Articles whose title holds `what`, with or without diacritics; else those a search finds whose address holds it.
fn candidates(store: &Store, what: &str) -> Result<Vec<Summary>, Failure> {
    let filter = Filter { title: Some(text::fold::base(what)), ..Filter::default() };
    let titled = list::first(store, &Query { filter, ..Query::default() }, MAX_CANDIDATES)?;
    if !titled.is_empty() {
        return Ok(titled);
    }
    let words = what.replace(|c: char| !c.is_alphanumeric(), " ");
    let request = SearchRequest { text: words, limit: MAX_CANDIDATES, ..SearchRequest::default() };
    let hits = store.search(&request)?.hits.into_iter().map(|hit| hit.row);
    Ok(hits.filter(|row| row.url.as_str().contains(what)).collect())
}
