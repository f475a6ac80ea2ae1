//! `loa docs`: the legal documents that articles cite, who cites one, and what became of a law.

use std::collections::{BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::{DocsArgs, OutputForm, Selection};
use crate::cli::commands::list as lists;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::cli::words::Among;
use crate::labour::legal::cited::{self, LawCitation, WantedDocument};
use crate::labour::legal::names::LawNames;
use crate::labour::legal::{Kind, entities, in_full};
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::model::{Article, CitedDocument, DocumentOrder, Moment, SourceId};

/// Fields of the list of documents.
pub(in crate::cli) const LISTED: &[&str] = &["document", "name", "type", "articles", "newest", "address"];
/// Fields of the articles that cite one.
pub(in crate::cli) const CITING: &[&str] =
    &["document", "id", "published", "source", "title", "sentence", "times", "url"];
/// Most laws that a part of a name means.
const MAX_NUMBERS: usize = 8;
/// Fields of the steps of a law.
pub(in crate::cli) const STEPS: &[&str] = &["stage", "published", "id", "source", "title", "sentence", "url"];

/// A document that articles cite.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct ListedDocument<'a> {
    /// Its number, or its name where it has none.
    document: &'a str,
    /// Its name.
    name: Option<&'a str>,
    /// What it is: decree, law …
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    /// How many articles cite it.
    articles: usize,
    /// When the newest of them was published.
    #[schemars(with = "Option<String>")]
    newest: Option<Moment>,
    /// Where it is looked up; empty without `documents.search_address`.
    address: String,
}

/// An article that cites a document.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct Citing<'a> {
    /// The document.
    document: &'a str,
    /// Number of the article.
    id: i64,
    /// When it was published.
    #[schemars(with = "Option<String>")]
    published: Option<Moment>,
    /// Its source.
    source: &'a str,
    /// Its headline.
    title: &'a str,
    /// The sentence that cites.
    sentence: &'a str,
    /// How often it does.
    times: usize,
    /// Its address.
    url: &'a str,
}

/// What became of a document, as an article tells it.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct DocumentStep<'a> {
    /// Which step: drafted, issued, in force …
    stage: &'static str,
    /// When the article was published.
    #[schemars(with = "Option<String>")]
    published: Option<Moment>,
    /// Number of the article.
    id: i64,
    /// Its source.
    source: &'a str,
    /// Its headline.
    title: &'a str,
    /// The sentence that tells it.
    sentence: &'a str,
    /// Its address.
    url: &'a str,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &DocsArgs) -> Outcome {
    let asked = args.document.join(" ");
    let asked = in_full(asked.trim());
    let asked = asked.as_str();
    match (asked.is_empty(), args.follow) {
        (true, _) => list(session, args),
        (false, false) => citing(session, args, asked),
        (false, true) => follow(session, args, asked),
    }
}

/// Reads every article of the selection in full, one after the other.
fn each(
    session: &mut Session,
    selection: &Selection,
    mut take: impl FnMut(&Article) -> Result<(), CommandFailure>,
) -> Result<(), CommandFailure> {
    let store = session.store()?;
    let limit = selection.limit.unwrap_or(usize::MAX);
    for row in Selected::of(session, &store, selection)?.rows(session, &store, limit)? {
        if let Some(article) = store.article(row.id)? {
            take(&article)?;
        }
    }
    Ok(())
}

/// Says why nothing is found for a document: there are no articles, or none of them cites it.
fn nothing(session: &mut Session, selection: &Selection, asked: &str) -> Outcome {
    let store = session.store()?;
    if store.counts()?.total == 0 {
        return lists::nothing(session, &store);
    }
    let among = if selection.is_everything() { Among::Archive } else { Among::Chosen };
    Err(CommandFailure::nothing(session.say.no_documents(asked, among)))
}

/// The selection, narrowed by the index to articles that may cite the document. The year of a law is written after a
/// word, or left out.
fn narrowed(selection: &Selection, asked: &str, names: &LawNames) -> Selection {
    let numbers: Vec<String> = match cited::normal(asked) {
        Some(number) => vec![number],
        None => names.numbers(asked).take(MAX_NUMBERS).map(str::to_owned).collect(),
    };
    let called =
        cited::normal(asked).is_none().then(|| format!("\"{}\"", cited::without_year(&asked.replace('"', " "))));
    let terms: Vec<String> = called.into_iter().chain(numbers.iter().map(|number| format!("vb:{number}"))).collect();
    let term = terms.join(" OR ");
    let query = selection.query.as_deref().map_or(term.clone(), |query| format!("{query} ({term})"));
    Selection { query: Some(query), ..selection.clone() }
}

fn cited_by(article: &Article, names: &LawNames) -> Vec<LawCitation> {
    let texts = paragraphs(article, Tables::AsRows);
    cited::cited_as(texts.iter().map(String::as_str), names)
}

/// The names of laws that the archive has collected, after it has read the articles still waiting.
fn law_names(session: &mut Session) -> Result<LawNames, CommandFailure> {
    let store = session.store()?;
    if let Err(error) = store.settle_documents(usize::MAX) {
        session.message(&session.say.not_indexed(&error));
    }
    Ok(store.law_names()?)
}

/// A document in the list.
struct DocumentEntry {
    norm: String,
    name: Option<String>,
    kind: Option<&'static str>,
    articles: usize,
    newest: Option<Moment>,
}

/// The documents that the selection cites. For the whole archive the counts are stored, and nothing has to be read.
fn entries(session: &mut Session, args: &DocsArgs) -> Result<Vec<DocumentEntry>, CommandFailure> {
    if args.selection.is_everything() {
        return known(session, args);
    }
    let names = law_names(session)?;
    let mut found: HashMap<String, DocumentEntry> = HashMap::new();
    each(session, &args.selection, |article| {
        let cited = cited_by(article, &names).into_iter();
        for LawCitation { norm, name, document: kind, .. } in cited.filter(|c| c.kind != Kind::Article) {
            let first = DocumentEntry { norm: norm.clone(), name, kind, articles: 0, newest: None };
            let entry = found.entry(norm).or_insert(first);
            entry.kind = entry.kind.or(kind);
            entry.articles += 1;
            entry.newest = entry.newest.max(article.row.published);
        }
        Ok(())
    })?;
    let mut found: Vec<DocumentEntry> = found.into_values().collect();
    found.sort_by(|a, b| {
        let by_count = b.articles.cmp(&a.articles).then(b.newest.cmp(&a.newest));
        let by_date = b.newest.cmp(&a.newest).then(b.articles.cmp(&a.articles));
        if args.newest { by_date } else { by_count }.then(a.norm.cmp(&b.norm))
    });
    Ok(found)
}

/// The stored counts, after the archive has read the articles still waiting.
fn known(session: &mut Session, args: &DocsArgs) -> Result<Vec<DocumentEntry>, CommandFailure> {
    law_names(session)?;
    let order = if args.newest { DocumentOrder::Newest } else { DocumentOrder::MostCited };
    let entry = |(document, newest): (CitedDocument, Option<Moment>)| {
        let CitedDocument { norm, name, articles } = document;
        let kind = entities(&norm).first().and_then(|entity| entity.document);
        let law = name.as_ref().map(|name| if name.starts_with("Pháp lệnh") { "Pháp lệnh" } else { "Luật" });
        DocumentEntry { kind: kind.or(law), norm, name, articles, newest }
    };
    Ok(session.store()?.dated_documents(order)?.into_iter().map(entry).collect())
}

fn list(session: &mut Session, args: &DocsArgs) -> Outcome {
    let found = entries(session, args)?;
    if found.is_empty() {
        return nothing(session, &args.selection, "");
    }
    let mut records = Records::new(&args.shape, LISTED, &LISTED[..5], session.say)?;
    for DocumentEntry { norm, name, kind, articles, newest } in &found {
        if args.shape.form() == OutputForm::Text {
            let told = name.as_deref().or(*kind).map(|told| format!("  {told}")).unwrap_or_default();
            let line = format!("{:>5}  {}  {norm}{told}", articles, render::date(*newest));
            session.out.line(&line)?;
        } else {
            let (address, name) = (address(session, norm), name.as_deref());
            let (kind, articles, newest) = (*kind, *articles, *newest);
            records.add(&mut session.out, &ListedDocument { document: norm, name, kind, articles, newest, address })?;
        }
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}

/// Where a document can be looked up; empty if no address is configured.
fn address(session: &Session, norm: &str) -> String {
    cited::address(&session.loaded.config.documents.search_address, norm)
}

fn citing(session: &mut Session, args: &DocsArgs, asked: &str) -> Outcome {
    let wanted = cited::normal(asked).unwrap_or_else(|| asked.to_owned());
    let names = law_names(session)?;
    let mut found: Vec<(Article, LawCitation)> = Vec::new();
    each(session, &narrowed(&args.selection, asked, &names), |article| {
        let fits = cited_by(article, &names).into_iter().filter(|cited| names.is_asked(&cited.norm, &wanted));
        found.extend(fits.map(|cited| (article.clone(), cited)));
        Ok(())
    })?;
    if found.is_empty() {
        return nothing(session, &args.selection, asked);
    }
    let text = args.shape.form() == OutputForm::Text;
    let mut told: HashMap<_, BTreeSet<&SourceId>> = HashMap::new();
    for (article, cited) in &found {
        told.entry((article.row.story, &cited.norm)).or_default().insert(&article.row.source);
    }
    let mut records = Records::new(&args.shape, CITING, &CITING[..6], session.say)?;
    for (article, cited) in &found {
        let row = &article.row;
        if text {
            // A story that several papers tell is told once, with how many more there are.
            let papers = told.get_mut(&(row.story, &cited.norm)).map(std::mem::take).unwrap_or_default();
            match (row.story, papers.len()) {
                (Some(_), 0) => {}
                (Some(_), papers) => entry(session, article, (&cited.norm, &cited.sentence), papers - 1)?,
                (None, _) => entry(session, article, (&cited.norm, &cited.sentence), 0)?,
            }
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
    let mut found: Vec<(Article, cited::LegalSentence)> = Vec::new();
    let mut naming = 0;
    let names = law_names(session)?;
    let wanted = WantedDocument::of(asked, &names);
    each(session, &narrowed(&args.selection, asked, &names), |article| {
        let texts = paragraphs(article, Tables::LeftOut);
        naming += usize::from(texts.iter().any(|text| wanted.stands_in(text)));
        for text in texts {
            found.extend(cited::steps(&text, &wanted).into_iter().map(|step| (article.clone(), step)));
        }
        Ok(())
    })?;
    if found.is_empty() && naming > 0 {
        return Err(CommandFailure::nothing(session.say.no_steps(asked, naming)));
    }
    if found.is_empty() {
        return nothing(session, &args.selection, asked);
    }
    found.sort_by_key(|(article, step)| (article.row.published, article.row.id, step.stage));
    found.dedup_by(|a, b| a.1.sentence == b.1.sentence);
    let mut records = Records::new(&args.shape, STEPS, &STEPS[..6], session.say)?;
    for (article, step) in &found {
        let row = &article.row;
        if args.shape.form() == OutputForm::Text {
            entry(session, article, (&session.say.stage(step.stage), &step.sentence), 0)?;
        } else {
            let (source, title, url) = (row.source.as_str(), row.title.as_str(), row.url.as_str());
            let (id, published) = (row.id.0, row.published);
            let step =
                DocumentStep { stage: step.stage.name(), published, id, source, title, sentence: &step.sentence, url };
            records.add(&mut session.out, &step)?;
        }
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}

/// Date and headline, then the sentence; and in how many more papers it stands.
fn entry(
    session: &mut Session,
    article: &Article,
    (about, sentence): (&str, &str),
    papers: usize,
) -> Result<(), CommandFailure> {
    let row = &article.row;
    let head = format!("{}  {about}", render::date(row.published));
    let head = session.out.paint(&head, TextLook::Strong);
    session.out.painted(&head)?;
    for line in render::hanging(session, "    ", sentence, TextLook::Plain) {
        session.out.painted(&line)?;
    }
    let more = session.say.in_more_papers(papers);
    let place = format!("    {} · {} · {}{more}", row.id.0, session.source_name(&row.outlet()), row.title);
    let place = session.out.paint(&place, TextLook::Dim);
    session.out.painted(&place)?;
    Ok(())
}
