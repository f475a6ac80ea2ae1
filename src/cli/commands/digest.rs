//! `loa digest`: the press review of the morning (điểm báo).

use std::path::Path;

use crate::app::digest::{DigestRequest, Grouping, MAX_ARTICLES, Repeats, collect};
use crate::cli::args::{DigestArgs, DigestBy, DigestFormat, Selection};
use crate::cli::commands::{list, topics};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::selection::{Selected, date};
use crate::cli::session::{Session, source_name};
use crate::export;
use crate::labour::digest::{Digest, Escape, Template, TemplateError, ToldArticle};
use crate::model::{Moment, Timestamp};
use crate::store::Store;
use crate::sync;
use crate::text;

/// Articles indexed before the topics are looked up.
const INDEX_STEP: usize = 5_000;
/// The default span of a digest, in seconds: one day, or one week with `--new`.
const USUAL: (i64, i64) = (86_400, 7 * 86_400);
/// Stories without `--limit`.
const USUAL_LIMIT: usize = 200;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &DigestArgs) -> Outcome {
    if args.notify && session.loaded.config.notify.command.is_empty() {
        return Err(CommandFailure::usage(session.say.phrase("no-notify-command")));
    }
    refuse_odd_forms(session, args)?;
    let template = args.template.as_deref().map(|path| template(session, path)).transpose()?;
    let store = session.store()?;
    let caught_up = store.catch_up(INDEX_STEP, &|| false, &mut |_| {}).and_then(|_| store.settle_stories(usize::MAX));
    if let Err(error) = caught_up {
        session.message(&session.say.not_indexed(&error));
    }
    tell_of_broken(session, &store)?;
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
        session.message(&if told_before {
            session.say.phrase("nothing-untold")
        } else {
            session.say.phrase("empty-digest")
        });
        return Ok(Exit::Nothing);
    }
    write_once(session, &store, args, template.as_ref(), &digest)?;
    if digest.left_out > 0 {
        session.message(&session.say.stories_left_out(digest.left_out));
    }
    Ok(Exit::Fine)
}

/// Refuses a template for a form that is no text, and a file on a terminal.
fn refuse_odd_forms(session: &Session, args: &DigestArgs) -> Result<(), CommandFailure> {
    let packed = matches!(args.format, DigestFormat::Epub | DigestFormat::Docx);
    if args.template.is_some() && (packed || args.format == DigestFormat::Json) {
        return Err(CommandFailure::usage(session.say.phrase("digest-template-form")));
    }
    if packed && !args.notify && session.out.is_terminal() {
        return Err(CommandFailure::usage(session.say.phrase("digest-binary")));
    }
    Ok(())
}

/// Says if the previous digest did not finish.
fn tell_of_broken(session: &mut Session, store: &Store) -> Result<(), CommandFailure> {
    if let Some((at, articles)) = store.broken_digest()? {
        session.message(&session.say.digest_broken_off(at, articles));
        store.end_digest()?;
    }
    Ok(())
}

/// Writes the digest. Its articles are recorded first, so that nothing is printed twice if the process ends in between.
fn write_once(
    session: &mut Session,
    store: &Store,
    args: &DigestArgs,
    template: Option<&Template>,
    digest: &Digest,
) -> Result<(), CommandFailure> {
    let articles = digest.articles();
    let bytes = bytes(args.format, template, digest)?;
    // Who only looks, or tries a template, has told nobody.
    if !args.new {
        return print(session, &bytes);
    }
    store.begin_digest(&articles)?;
    let told = if args.notify { hand_over(session, digest, bytes) } else { print(session, &bytes) };
    if let Err(failure) = told {
        store.take_back_digest(&articles)?;
        return Err(failure);
    }
    Ok(store.end_digest()?)
}

fn print(session: &mut Session, bytes: &[u8]) -> Result<(), CommandFailure> {
    session.out.raw(bytes)?;
    Ok(session.out.flush()?)
}

/// Runs the user's notify command with the digest on its standard input.
fn hand_over(session: &Session, digest: &Digest, bytes: Vec<u8>) -> Result<(), CommandFailure> {
    let command = &session.loaded.config.notify.command;
    sync::hand_over(command, &digest.title, digest.len(), bytes)
        .map_err(|why| CommandFailure::failed(session.say.digest_not_handed_over(&why)))
}

/// The digest in the requested format.
fn bytes(format: DigestFormat, template: Option<&Template>, digest: &Digest) -> Result<Vec<u8>, CommandFailure> {
    Ok(match (format, template) {
        (format, Some(template)) => guarded(&digest.fill(template, escape(format))).into_bytes(),
        (DigestFormat::Text, None) => guarded(&digest.text()).into_bytes(),
        (DigestFormat::Markdown, None) => guarded(&digest.markdown()).into_bytes(),
        (DigestFormat::Html, None) => guarded(&digest.html()).into_bytes(),
        (DigestFormat::Epub, None) => export::digest_epub(digest).map_err(CommandFailure::failed)?,
        (DigestFormat::Docx, None) => export::digest_docx(digest).map_err(CommandFailure::failed)?,
        (DigestFormat::Json, None) => format!("{}\n", json(digest)).into_bytes(),
    })
}

fn escape(format: DigestFormat) -> Escape {
    match format {
        DigestFormat::Text | DigestFormat::Json | DigestFormat::Docx => Escape::Plain,
        DigestFormat::Markdown => Escape::Markdown,
        DigestFormat::Html | DigestFormat::Epub => Escape::Html,
    }
}

/// Text made safe for a terminal, line by line.
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
        return Err(CommandFailure::usage(session.say.phrase("empty-span")));
    }
    let names =
        session.catalog.sites.iter().map(|site| (site.source_id(), source_name(&session.catalog, &site.source_id())));
    Ok(DigestRequest {
        title: args.title.clone().unwrap_or_else(|| session.say.phrase("digest-title")),
        since,
        until,
        by: match args.by {
            DigestBy::Topic => Grouping::Topic,
            DigestBy::Paper => Grouping::Paper,
        },
        repeats: if args.new { Repeats::Left } else { Repeats::Allowed },
        limit: asked.limit.unwrap_or(USUAL_LIMIT),
        topics: topics::all(&session.loaded.config),
        rest: session.say.phrase("digest-rest"),
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
