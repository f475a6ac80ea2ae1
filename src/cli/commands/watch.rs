//! `loa watch`: the saved searches that notify the user of new articles.

use crate::cli::args::WatchCommand;
use crate::cli::exit::{Exit, Outcome};
use crate::cli::output::message;
use crate::cli::session::Session;
use crate::store::SearchRequest;
use crate::sync::test_watch;

/// Articles in a test notification.
const TESTED: usize = 5;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, command: &WatchCommand) -> Outcome {
    let store = session.reading_store()?;
    let engine = session.engine(store.clone());
    store.keep_searches(&engine.watch.searches)?;
    if let Err(error) = store.catch_up(5_000, &|| false, &mut |_| {}) {
        message(&session.say.not_indexed(&error));
    }
    let mut watched = store.saved_searches()?;
    watched.retain(|search| search.watched);
    match command {
        WatchCommand::List => {
            for search in &watched {
                let (total, untold) = (store.count_found(&search.query)?, store.watched_untold(search)?.len());
                let line = session.say.watched(&search.name, &search.query, total, untold);
                session.out.line(&line)?;
            }
            if watched.is_empty() {
                session.message(&session.say.phrase("nothing-watched"));
                return Ok(Exit::Nothing);
            }
        }
        WatchCommand::Test { name } => {
            let Some(search) = watched.iter().find(|search| search.name == *name) else {
                session.message(&session.say.not_watched(name));
                return Ok(Exit::Nothing);
            };
            if engine.watch.command.is_empty() {
                session.message(&session.say.phrase("no-notify-command"));
                return Ok(Exit::Usage);
            }
            let request = SearchRequest { text: search.query.clone(), limit: TESTED, ..SearchRequest::default() };
            let articles: Vec<_> = store.search(&request)?.hits.into_iter().map(|hit| hit.row).collect();
            let count = articles.len();
            if let Err(why) = test_watch(&engine.watch, name, articles) {
                message(&why);
                return Ok(Exit::Failed);
            }
            session.out.line(&session.say.watch_tested(count))?;
        }
    }
    Ok(Exit::Fine)
}
