//! `loa digest`: the press review of the morning (điểm báo).

use std::path::Path;

use crate::app::digest::{DigestRequest, Grouping, MAX_ARTICLES, Repeats, collect};
use crate::cli::args::{DigestArgs, DigestBy, DigestFormat, Selection};
use crate::cli::commands::{list, topics};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::selection::{Selected, date};
use crate::cli::session::{Session, paper};
use crate::export;
use crate::labour::digest::{Digest, Escape, Template, TemplateError, ToldArticle};
use crate::model::{Moment, Timestamp};
use crate::text;

/// Articles brought into the index before the topics are asked for.
const INDEX_STEP: usize = 5_000;
/// How far a review goes back, seconds: a day; what is new since earlier reviews: a week.
const USUAL: (i64, i64) = (86_400, 7 * 86_400);
/// Stories without `--limit`.
const USUAL_LIMIT: usize = 200;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &DigestArgs) -> Outcome {
    let template = args.template.as_deref().map(|path| template(session, path)).transpose()?;
    let store = session.store()?;
    let caught_up = store.catch_up(INDEX_STEP, &|| false, &mut |_| {}).and_then(|_| store.settle_stories(usize::MAX));
    if let Err(error) = caught_up {
        session.message(&session.say.not_indexed(&error));
    }
    let request = request(session, args)?;
    let selection = Selection { limit: None, sort: None, ..args.selection.clone() };
    let mut rows = Selected::of(session, &store, &selection)?.rows(session, &store, MAX_ARTICLES + 1)?;
    if rows.len() > MAX_ARTICLES {
        rows.truncate(MAX_ARTICLES);
        session.message(&session.say.newest_reviewed(MAX_ARTICLES));
    }
    rows.retain(|row| (request.since..request.until).contains(&row.sort));
    let told_before = args.new && !rows.is_empty();
    let digest = collect(&store, rows, &request)?;
    if args.selection.count {
        return list::count(session, digest.len());
    }
    if digest.is_empty() && store.counts()?.total == 0 {
        return list::nothing(session, &store);
    }
    if digest.is_empty() {
        session.message(&if told_before { session.say.nothing_untold() } else { session.say.empty_digest() });
        return Ok(Exit::Nothing);
    }
    match (args.format, template) {
        (format, Some(template)) => session.out.raw(guarded(&digest.fill(&template, escape(format))).as_bytes())?,
        (DigestFormat::Text, None) => session.out.raw(guarded(&digest.text()).as_bytes())?,
        (DigestFormat::Markdown, None) => session.out.raw(guarded(&digest.markdown()).as_bytes())?,
        (DigestFormat::Html, None) => session.out.raw(guarded(&digest.html()).as_bytes())?,
        (DigestFormat::Epub, None) => {
            session.out.raw(&export::digest_epub(&digest).map_err(CommandFailure::failed)?)?;
        }
        (DigestFormat::Docx, None) => {
            session.out.raw(&export::digest_docx(&digest).map_err(CommandFailure::failed)?)?;
        }
        (DigestFormat::Json, None) => session.out.json(&json(&digest))?,
    }
    session.out.flush()?;
    if digest.left_out > 0 {
        session.message(&session.say.stories_left_out(digest.left_out));
    }
    // Only what has been written was said.
    store.note_digested(&digest.articles())?;
    Ok(Exit::Fine)
}

fn escape(format: DigestFormat) -> Escape {
    match format {
        DigestFormat::Text | DigestFormat::Json | DigestFormat::Docx => Escape::Plain,
        DigestFormat::Markdown => Escape::Markdown,
        DigestFormat::Html | DigestFormat::Epub => Escape::Html,
    }
}

/// Text as the terminal may have it, line by line.
fn guarded(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", text::guard(line))).collect()
}

fn template(session: &Session, path: &Path) -> Result<Template, CommandFailure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| CommandFailure::usage(session.say.unreadable_template(path, &session.say.why(&error))))?;
    let wrong = |error: TemplateError| CommandFailure::usage(session.say.wrong_template(path, &error));
    Template::parse(&text).map_err(wrong)
}

fn request(session: &Session, args: &DigestArgs) -> Result<DigestRequest, CommandFailure> {
    let asked = &args.selection;
    let until = match &asked.until {
        Some(text) => date(session, text)?.to,
        None => session.now(),
    };
    let since = match &asked.since {
        Some(text) => date(session, text)?.from,
        None => Timestamp(until.0 - if args.new { USUAL.1 } else { USUAL.0 }),
    };
    if since >= until {
        return Err(CommandFailure::usage(session.say.empty_span()));
    }
    let names = session.catalog.sites.iter().map(|site| (site.source_id(), paper(&session.catalog, &site.source_id())));
    Ok(DigestRequest {
        title: args.title.clone().unwrap_or_else(|| session.say.of("Điểm báo lao động", "Labour press review")),
        since,
        until,
        by: match args.by {
            DigestBy::Topic => Grouping::Topic,
            DigestBy::Paper => Grouping::Paper,
        },
        repeats: if args.new { Repeats::Left } else { Repeats::Allowed },
        limit: asked.limit.unwrap_or(USUAL_LIMIT),
        topics: topics::all(&session.loaded.config),
        rest: session.say.of("Tin khác", "Other news"),
        names: names.collect(),
    })
}

fn json(digest: &Digest) -> serde_json::Value {
    let told = |told: &ToldArticle| {
        serde_json::json!({
            "id": told.id, "story": told.story, "title": told.title, "source": told.source, "url": told.url,
            "published": told.at,
        })
    };
    let parts = digest.parts.iter().map(|part| {
        let stories = part.stories.iter().map(|story| {
            let mut object = told(&story.told);
            object["lead"] = story.lead.clone().into();
            object["others"] = story.others.iter().map(told).collect();
            object
        });
        serde_json::json!({"name": part.name, "stories": stories.collect::<Vec<_>>()})
    });
    serde_json::json!({
        "title": digest.title, "from": Moment::exact(digest.from), "until": Moment::exact(digest.until),
        "parts": parts.collect::<Vec<_>>(), "left_out": digest.left_out,
    })
}
