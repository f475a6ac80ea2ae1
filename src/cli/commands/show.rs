//! `loa show`: articles, as text, Markdown or JSON; long ones through the pager.

use crate::app::pager;
use crate::cli::args::{OutputForm, OutputShape, ShowArgs, ShowFormat};
use crate::cli::commands::{named, revisions};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::record::{self, ExportLine};
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::session::Session;
use crate::config::Environment;
use crate::model::Article;
use crate::store::Store;

/// Between two articles.
const DIVIDER: &str = "* * *";

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &ShowArgs) -> Outcome {
    let store = session.reading_store()?;
    let ids = named::articles(session, &store, &args.what)?;
    if args.revisions || args.diff.is_some() {
        for id in ids {
            let article = named::article(session, &store, id)?;
            earlier(session, &store, &article, args)?;
        }
        return Ok(Exit::Fine);
    }
    let form = if args.format == Some(ShowFormat::Json) { OutputForm::Jsonl } else { args.shape.form() };
    if form != OutputForm::Text {
        let shape = OutputShape { output: Some(form), json: false, ..args.shape.clone() };
        let mut records = Records::new(&shape, record::FIELDS, record::USUAL, session.say)?;
        for id in ids {
            let article = named::article(session, &store, id)?;
            records.add(&mut session.out, &ExportLine::of_article(&article))?;
        }
        records.finish(&mut session.out)?;
        return Ok(Exit::Fine);
    }
    let mut lines = Vec::new();
    for (number, id) in ids.into_iter().enumerate() {
        if number > 0 {
            lines.extend([String::new(), DIVIDER.to_owned(), String::new()]);
        }
        let article = named::article(session, &store, id)?;
        lines.extend(text(session, &article, args));
    }
    if lines.len() > session.out.height() {
        let environment = Environment::of_process();
        let command = pager::command(&environment);
        session.out.through(command.and_then(|command| pager::Pager::start(&command, &environment)));
    }
    for line in lines {
        session.out.painted(&line)?;
    }
    Ok(Exit::Fine)
}

fn text(session: &Session, article: &Article, args: &ShowArgs) -> Vec<String> {
    if args.format == Some(ShowFormat::Markdown) {
        let item = crate::export::ExportItem { article, paper: &session.source_name(&article.row.outlet()) };
        return crate::export::markdown(item).trim_end().lines().map(str::to_owned).collect();
    }
    render::article(session, article, args.width.map_or_else(|| session.measure(), usize::from))
}

fn earlier(session: &mut Session, store: &Store, article: &Article, args: &ShowArgs) -> Result<(), CommandFailure> {
    let earlier = store.revisions(article.row.id)?;
    match args.diff {
        Some(number) => revisions::diff(session, article, &earlier, number),
        None => revisions::list(session, article, &earlier, args),
    }
    .map(|_| ())
}
