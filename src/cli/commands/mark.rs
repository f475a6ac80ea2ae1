//! `loa mark`, `loa open`: what the screen does with an article, without the screen.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use crate::app;
use crate::cli::args::{ArticleMark, MarkArgs, OpenArgs};
use crate::cli::commands::list;
use crate::cli::commands::named;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::selection::{Selected, ids};
use crate::cli::session::Session;
use crate::config::Environment;
use crate::model::{ArticleId, LabelChange, RowMark};
use crate::store::Store;

/// Most pages that one command opens: each becomes a window or a tab.
const MAX_OPENED: usize = 20;

/// Runs `loa mark`.
pub(in crate::cli) fn mark(session: &mut Session, args: &MarkArgs) -> Outcome {
    let store = session.reading_store()?;
    let (label, what) = named_label(session, args)?;
    let chosen = chosen(session, &store, args, what)?;
    if args.selection.count {
        return list::count(session, chosen.len());
    }
    if chosen.is_empty() {
        return list::nothing(session, &store);
    }
    let changed = match args.mark {
        ArticleMark::Read => store.mark(&chosen, RowMark::Read)?,
        ArticleMark::Unread => store.mark(&chosen, RowMark::Unread)?,
        ArticleMark::Star => store.mark(&chosen, RowMark::Starred)?,
        ArticleMark::Unstar => store.mark(&chosen, RowMark::Unstarred)?,
        ArticleMark::Label => store.set_label(&chosen, label, LabelChange::Given)?.ids,
        ArticleMark::Unlabel => store.set_label(&chosen, label, LabelChange::Taken)?.ids,
    };
    // A mark may apply to the whole story; then it also changes articles that were not chosen.
    let reached: BTreeSet<&ArticleId> = chosen.iter().chain(&changed).collect();
    session.message(&session.say.marked(args.mark, changed.len(), reached.len()));
    Ok(Exit::Fine)
}

/// The label, if one is added or removed, and the remaining arguments.
fn named_label<'a>(session: &Session, args: &'a MarkArgs) -> Result<(&'a str, &'a [String]), CommandFailure> {
    match (args.mark, args.what.split_first()) {
        (ArticleMark::Label | ArticleMark::Unlabel, Some((label, what))) if !what.is_empty() => Ok((label, what)),
        (ArticleMark::Label | ArticleMark::Unlabel, _) => Err(CommandFailure::usage(session.say.phrase("no-label"))),
        (ArticleMark::Read | ArticleMark::Unread | ArticleMark::Star | ArticleMark::Unstar, _) => Ok(("", &args.what)),
    }
}

/// The named articles, or the selected ones. The whole archive is never the default.
fn chosen(
    session: &mut Session,
    store: &Store,
    args: &MarkArgs,
    what: &[String],
) -> Result<Vec<ArticleId>, CommandFailure> {
    if !what.is_empty() {
        return named::articles(session, store, what);
    }
    if args.selection.is_everything() {
        return Err(CommandFailure::usage(session.say.phrase("nothing-named")));
    }
    let selected = Selected::of(session, store, &args.selection)?;
    Ok(ids(&selected.rows(session, store, args.selection.limit.unwrap_or(usize::MAX))?))
}

/// Runs `loa open`.
pub(in crate::cli) fn open(session: &mut Session, args: &OpenArgs) -> Outcome {
    let store = session.reading_store()?;
    let ids = named::articles(session, &store, &args.what)?;
    if ids.len() > MAX_OPENED {
        return Err(CommandFailure::usage(session.say.too_many_to_open(ids.len(), MAX_OPENED)));
    }
    let browser = app::browser::Browser::of(&session.loaded.config.ui.browser, &Environment::of_process());
    for id in ids {
        let article = named::article(session, &store, id)?;
        browser.open(&article.row.url).map_err(|error| {
            let why = match error.kind() {
                ErrorKind::NotFound => session.say.phrase("no-browser-here"),
                _ => session.say.why(&error),
            };
            CommandFailure::failed(session.say.not_opened(article.row.url.as_str(), &why))
        })?;
        if session.loaded.config.ui.mark_read_on_open {
            store.mark(&[id], RowMark::Read)?;
        }
    }
    Ok(Exit::Fine)
}
