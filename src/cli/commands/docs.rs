//! `loa docs`: the legal documents that articles cite, who cites one, and what became of a law.

use std::collections::HashMap;

use serde::Serialize;

use crate::cli::args::{DocsArgs, Form, Selection};
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::output::Look;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::labour::legal::Kind;
use crate::labour::legal::cited::{self, Cited};
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::model::{Article, Moment};

/// Fields of the list of documents.
pub(in crate::cli) const LISTED: &[&str] = &["document", "type", "articles", "newest", "address"];
/// Fields of the articles that cite one.
const CITING: &[&str] = &["document", "id", "published", "source", "title", "sentence", "times", "url"];
/// Fields of the steps of a law.
const STEPS: &[&str] = &["stage", "published", "id", "source", "title", "sentence", "url"];

#[derive(Serialize)]
struct Listed<'a> {
    document: &'a str,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    articles: usize,
    newest: Option<Moment>,
    address: String,
}

#[derive(Serialize)]
struct Citing<'a> {
    document: &'a str,
    id: i64,
    published: Option<Moment>,
    source: &'a str,
    title: &'a str,
    sentence: &'a str,
    times: usize,
    url: &'a str,
}

#[derive(Serialize)]
struct Step<'a> {
    stage: &'static str,
    published: Option<Moment>,
    id: i64,
    source: &'a str,
    title: &'a str,
    sentence: &'a str,
    url: &'a str,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &DocsArgs) -> Outcome {
    let asked = args.document.join(" ");
    let asked = asked.trim();
    match (asked.is_empty(), args.follow) {
        (true, _) => list(session, args),
        (false, false) => citing(session, args, asked),
        (false, true) => follow(session, args, asked),
    }
}

/// Every article of the selection, read whole, one after the other.
fn each(
    session: &mut Session,
    selection: &Selection,
    mut take: impl FnMut(&Article) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let store = session.store()?;
    let limit = selection.limit.unwrap_or(usize::MAX);
    for row in Selected::of(session, &store, selection)?.rows(session, &store, limit)? {
        if let Some(article) = store.article(row.id)? {
            take(&article)?;
        }
    }
    Ok(())
}

/// The selection, narrowed to what the index finds for a document.
fn narrowed(selection: &Selection, asked: &str) -> Selection {
    let found = if asked.contains('"') { asked.replace('"', " ") } else { asked.to_owned() };
    let term = if cited::normal(asked).is_some() { format!("vb:{found}") } else { format!("\"{found}\"") };
    let query = selection.query.as_deref().map_or(term.clone(), |query| format!("{query} {term}"));
    Selection { query: Some(query), ..selection.clone() }
}

fn cited_by(article: &Article) -> Vec<Cited> {
    let texts = paragraphs(article, Tables::AsRows);
    cited::cited(texts.iter().map(String::as_str))
}

fn list(session: &mut Session, args: &DocsArgs) -> Outcome {
    let mut found: HashMap<String, (Option<&'static str>, usize, Option<Moment>)> = HashMap::new();
    each(session, &args.selection, |article| {
        for cited in cited_by(article).into_iter().filter(|cited| cited.kind != Kind::Article) {
            let entry = found.entry(cited.norm).or_insert((cited.document, 0, None));
            entry.1 += 1;
            entry.2 = entry.2.max(article.row.published);
        }
        Ok(())
    })?;
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(a_norm, (_, a, a_at)), (b_norm, (_, b, b_at))| {
        let by_count = b.cmp(a).then(b_at.cmp(a_at));
        let by_date = b_at.cmp(a_at).then(b.cmp(a));
        if args.newest { by_date } else { by_count }.then(a_norm.cmp(b_norm))
    });
    if found.is_empty() {
        return Err(Failure::nothing(session.say.no_documents("")));
    }
    let mut records = Records::new(&args.shape, LISTED, &LISTED[..4], session.say)?;
    for (norm, (kind, articles, newest)) in &found {
        if args.shape.form() == Form::Text {
            let kind = kind.map(|kind| format!("  {kind}")).unwrap_or_default();
            let line = format!("{:>5}  {}  {norm}{kind}", articles, render::date(*newest));
            session.out.line(&line)?;
        } else {
            let address = address(session, norm);
            records.add(
                &mut session.out,
                &Listed { document: norm, kind: *kind, articles: *articles, newest: *newest, address },
            )?;
        }
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}

/// Where a document is looked up; empty where no address is configured.
fn address(session: &Session, norm: &str) -> String {
    cited::address(&session.loaded.config.documents.search_address, norm)
}

fn citing(session: &mut Session, args: &DocsArgs, asked: &str) -> Outcome {
    let wanted = cited::normal(asked).unwrap_or_else(|| asked.to_owned());
    let mut found: Vec<(Article, Cited)> = Vec::new();
    each(session, &narrowed(&args.selection, asked), |article| {
        let fits = cited_by(article).into_iter().filter(|cited| cited::is_asked(&cited.norm, &wanted));
        found.extend(fits.map(|cited| (article.clone(), cited)));
        Ok(())
    })?;
    if found.is_empty() {
        return Err(Failure::nothing(session.say.no_documents(asked)));
    }
    let text = args.shape.form() == Form::Text;
    let mut records = Records::new(&args.shape, CITING, &CITING[..6], session.say)?;
    for (article, cited) in &found {
        let row = &article.row;
        if text {
            entry(session, article, &cited.norm, &cited.sentence)?;
        } else {
            let (source, title, url) = (row.source.as_str(), row.title.as_str(), row.url.as_str());
            let (id, published, times) = (row.id.0, row.published, cited.times);
            let citing =
                Citing { document: &cited.norm, id, published, source, title, sentence: &cited.sentence, times, url };
            records.add(&mut session.out, &citing)?;
        }
    }
    records.finish(&mut session.out)?;
    if text {
        let address = address(session, &found.first().map(|(_, cited)| cited.norm.clone()).unwrap_or_default());
        session.message(&session.say.citing(found.len()));
        if !address.is_empty() {
            session.message(&session.say.looked_up(&address));
        }
    }
    Ok(Exit::Fine)
}

fn follow(session: &mut Session, args: &DocsArgs, asked: &str) -> Outcome {
    let mut found: Vec<(Article, cited::Step)> = Vec::new();
    each(session, &narrowed(&args.selection, asked), |article| {
        for text in paragraphs(article, Tables::LeftOut) {
            found.extend(cited::steps(&text, asked).into_iter().map(|step| (article.clone(), step)));
        }
        Ok(())
    })?;
    if found.is_empty() {
        return Err(Failure::nothing(session.say.no_documents(asked)));
    }
    found.sort_by_key(|(article, step)| (article.row.published, article.row.id, step.stage));
    found.dedup_by(|a, b| a.1.sentence == b.1.sentence);
    let mut records = Records::new(&args.shape, STEPS, &STEPS[..6], session.say)?;
    for (article, step) in &found {
        let row = &article.row;
        if args.shape.form() == Form::Text {
            entry(session, article, &session.say.stage(step.stage), &step.sentence)?;
        } else {
            let (source, title, url) = (row.source.as_str(), row.title.as_str(), row.url.as_str());
            let (id, published) = (row.id.0, row.published);
            let step = Step { stage: step.stage.name(), published, id, source, title, sentence: &step.sentence, url };
            records.add(&mut session.out, &step)?;
        }
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}

/// Date and headline, then the sentence.
fn entry(session: &mut Session, article: &Article, about: &str, sentence: &str) -> Result<(), Failure> {
    let row = &article.row;
    let head = format!("{}  {about}", render::date(row.published));
    let head = session.out.paint(&head, Look::Strong);
    session.out.painted(&head)?;
    for line in render::hanging(session, "    ", sentence, Look::Plain) {
        session.out.painted(&line)?;
    }
    let place = format!("    {} · {} · {}", row.id.0, session.paper(&row.source), row.title);
    let place = session.out.paint(&place, Look::Dim);
    session.out.painted(&place)?;
    Ok(())
}
