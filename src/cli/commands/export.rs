//! `loa export`: the archive, or a part of it, in many forms.

use std::io::BufWriter;
use std::sync::Arc;

use crate::cli::args::{ExportArgs, ExportFormat};
use crate::cli::commands::{list, named, opml};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::record::ExportLine;
use crate::cli::selection::{Selected, ids};
use crate::cli::session::{Session, source_name};
use crate::cli::words::Say;
use crate::export::{self, ExportError, ExportItem, Format, Head, PictureBytes};
use crate::model::ArticleId;
use crate::store::{PictureShelf, Store};
use crate::text;

/// Records read from the archive at a time.
const PAGE: usize = 500;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &ExportArgs) -> Outcome {
    let Some(format) = format(args.format) else {
        return match args.format {
            ExportFormat::Opml => feeds(session),
            _ if args.what.is_empty() && args.selection.is_everything() => everything(session),
            _ => records(session, args),
        };
    };
    if format.is_binary() && session.out.is_terminal() {
        return Err(CommandFailure::usage(session.say.phrase("not-to-a-terminal")));
    }
    let store = session.reading_store()?;
    if args.selection.count {
        return count(session, &store, args);
    }
    let ids = chosen(session, &store, args)?;
    if ids.is_empty() {
        return list::nothing(session, &store);
    }
    // One article gives its own name to the file that holds it.
    let own = if let [id] = ids.as_slice() { store.article(*id)?.map(|article| article.row.title) } else { None };
    let title = args.title.clone().or_else(|| args.selection.query.clone()).or(own).unwrap_or_else(|| {
        let day = text::article::day(crate::model::Moment::exact(session.now()));
        format!("loa · {}", day.split(' ').next().unwrap_or_default())
    });
    let head = Head { title, accessed: session.now() };
    write(session, &store, format, head, &ids)?;
    Ok(Exit::Fine)
}

/// The format as the `export` room names it; `None` for formats written here.
fn format(asked: ExportFormat) -> Option<Format> {
    Some(match asked {
        ExportFormat::Jsonl | ExportFormat::Opml => return None,
        ExportFormat::Markdown => Format::Markdown,
        ExportFormat::Text => Format::Text,
        ExportFormat::Html => Format::Html,
        ExportFormat::Epub => Format::Epub,
        ExportFormat::Docx => Format::Docx,
        ExportFormat::Atom => Format::Atom,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Ris => Format::Ris,
        ExportFormat::Bibtex => Format::Bibtex,
        ExportFormat::CslJson => Format::CslJson,
    })
}

fn write(
    session: &mut Session,
    store: &Store,
    format: Format,
    head: Head,
    ids: &[ArticleId],
) -> Result<(), CommandFailure> {
    // Without the picture store there are no pictures; the text matters more.
    let shelf = PictureShelf::open(&session.paths.data).ok();
    let pictures: PictureBytes<'_> = Box::new(move |url| shelf.as_ref()?.get(url).ok()?);
    let (catalog, say) = (Arc::clone(&session.catalog), session.say);
    let out = BufWriter::new(session.out.sink());
    let mut exporter = export::exporter(format, head, pictures, Box::new(out)).map_err(|error| failure(error, say))?;
    for id in ids {
        let Some(article) = store.article(*id)? else { continue };
        let paper = source_name(&catalog, &article.row.outlet());
        exporter.add(ExportItem { article: &article, paper: &paper }).map_err(|error| failure(error, say))?;
    }
    exporter.finish().map_err(|error| failure(error, say))
}

fn failure(error: ExportError, say: Say) -> CommandFailure {
    match error {
        ExportError::Io(error) => error.into(),
        other => CommandFailure::failed(say.export_error(&other)),
    }
}

/// All articles, losslessly, in order of their ids.
fn everything(session: &mut Session) -> Outcome {
    let store = session.reading_store()?;
    let mut after = None;
    let mut any = false;
    loop {
        let page = store.export(after, PAGE)?;
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        for (_, record) in page {
            session.out.json(&ExportLine::of_record(record))?;
            any = true;
        }
    }
    if any {
        return Ok(Exit::Fine);
    }
    session.message(&session.say.phrase("cli-empty-archive"));
    Ok(Exit::Nothing)
}

/// The named articles, or the selected ones in the order of the selection.
fn chosen(session: &Session, store: &Store, args: &ExportArgs) -> Result<Vec<ArticleId>, CommandFailure> {
    if !args.what.is_empty() {
        return named::articles(session, store, &args.what);
    }
    let selected = Selected::of(session, store, &args.selection)?;
    Ok(ids(&selected.rows(session, store, args.selection.limit.unwrap_or(usize::MAX))?))
}

/// How many articles [`chosen`] would give without its limit.
fn count(session: &mut Session, store: &Store, args: &ExportArgs) -> Outcome {
    let count = if args.what.is_empty() {
        Selected::of(session, store, &args.selection)?.count(session, store)?
    } else {
        named::articles(session, store, &args.what)?.len()
    };
    list::count(session, count)
}

/// The chosen articles, losslessly.
fn records(session: &mut Session, args: &ExportArgs) -> Outcome {
    let store = session.reading_store()?;
    if args.selection.count {
        return count(session, &store, args);
    }
    let ids = chosen(session, &store, args)?;
    for id in &ids {
        for (_, record) in store.export(Some(ArticleId(id.0 - 1)), 1)? {
            session.out.json(&ExportLine::of_record(record))?;
        }
    }
    if ids.is_empty() { list::nothing(session, &store) } else { Ok(Exit::Fine) }
}

fn feeds(session: &mut Session) -> Outcome {
    match opml::render(&session.catalog)? {
        Some(file) => {
            session.out.line(String::from_utf8_lossy(&file).trim_end())?;
            Ok(Exit::Fine)
        }
        None => Ok(Exit::Nothing),
    }
}
