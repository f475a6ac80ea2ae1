//! `loa facts`: wages, rates, numbers of workers, dates of effect, deadlines, each with the sentence it stands in.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::{FactKind, FactsArgs, OutputForm};
use crate::cli::commands::{list, named};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::origin::RecordOrigin;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::selection::{self, Selected};
use crate::cli::session::Session;
use crate::labour::facts::{Fact, Kind, in_text};
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::model::ArticleId;
use crate::store::Store;

/// Fields of a fact.
pub(in crate::cli) const FIELDS: &[&str] =
    &["kind", "written", "value", "upto", "day", "sentence", "id", "published", "source", "title", "url"];
/// Columns of a table.
const USUAL: &[&str] = &["kind", "written", "id", "sentence"];

/// A fact of an article.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct FactLine<'a> {
    /// `wage`, `rate`, `workers`, `effect`, `deadline`.
    kind: &'static str,
    /// As it is written.
    written: &'a str,
    /// The figure: đồng, percent, or workers; the first of a range.
    value: Option<f64>,
    /// The second of a range.
    upto: Option<f64>,
    /// Of a day: `2025-07-01`, or `07-01` where the year is not written.
    day: Option<&'a str>,
    /// The sentence it stands in.
    sentence: &'a str,
    #[serde(flatten)]
    origin: RecordOrigin<'a>,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &FactsArgs) -> Outcome {
    let store = session.store()?;
    let ids = articles(session, &store, args)?;
    let kinds: Vec<Kind> = args.kind.iter().map(|kind| kind_of(*kind)).collect();
    let mut records = Records::new(&args.shape, FIELDS, USUAL, session.say)?;
    if ids.is_empty() {
        records.finish_empty(&mut session.out)?;
        return list::nothing(session, &store);
    }
    let (mut count, mut unread) = (0, 0);
    for id in &ids {
        let article = named::article(session, &store, *id)?;
        unread += usize::from(article.body.is_empty());
        let texts = paragraphs(&article, Tables::LeftOut);
        let mut facts: Vec<Fact> = texts.iter().flat_map(|text| in_text(text)).collect();
        facts.retain(|fact| kinds.is_empty() || kinds.contains(&fact.kind));
        count += facts.len();
        let row = &article.row;
        if args.shape.form() == OutputForm::Text {
            print(session, &format!("{}  {}", row.id.0, row.title), &facts)?;
            continue;
        }
        for fact in &facts {
            let Fact { kind, written, value, upto, day, sentence, .. } = fact;
            let (kind, value, upto, day) = (kind.name(), *value, *upto, day.as_deref());
            let line = FactLine { kind, written, value, upto, day, sentence, origin: row.into() };
            records.add(&mut session.out, &line)?;
        }
    }
    records.finish(&mut session.out)?;
    if count == 0 {
        session.message(&session.say.no_facts(ids.len() - unread, unread));
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Fine)
}

fn articles(session: &Session, store: &Store, args: &FactsArgs) -> Result<Vec<ArticleId>, CommandFailure> {
    if !args.what.is_empty() {
        return named::articles(session, store, &args.what);
    }
    let limit = args.selection.limit.unwrap_or(usize::MAX);
    let rows = Selected::of(session, store, &args.selection)?.rows(session, store, limit)?;
    Ok(selection::ids(&rows))
}

fn kind_of(kind: FactKind) -> Kind {
    match kind {
        FactKind::Wage => Kind::Wage,
        FactKind::Rate => Kind::Rate,
        FactKind::Workers => Kind::Workers,
        FactKind::Effect => Kind::Effect,
        FactKind::Deadline => Kind::Deadline,
    }
}

fn print(session: &mut Session, title: &str, facts: &[Fact]) -> Result<(), CommandFailure> {
    if facts.is_empty() {
        return Ok(());
    }
    let head = session.out.paint(title, TextLook::Strong);
    session.out.painted(&head)?;
    for fact in facts {
        session.out.line(&format!("  {}: {}", session.say.fact_kind(fact.kind), fact.written))?;
        for line in render::hanging(session, "      ", &fact.sentence, TextLook::Dim) {
            session.out.painted(&line)?;
        }
    }
    Ok(())
}
