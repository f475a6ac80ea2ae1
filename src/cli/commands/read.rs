//! `loa read`: fetches one address that belongs to no source and shows it like any other article; saves it on request.

use std::sync::Arc;

use crate::cli::args::{KindChoice, OutputForm, ReadArgs};
use crate::cli::commands::saved_page::{ExtractAnswer, ReadingRules};
use crate::cli::commands::{named, source_work};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::record::{self, ExportLine};
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::session::Session;
use crate::model::id::LOOSE_SOURCE;
use crate::model::{Article, Offline, SectionId, SourceId};
use crate::store::{Incoming, PackedPage, Store};

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &ReadArgs) -> Outcome {
    let asked = source_work::address(session, &args.url)?;
    let page = source_work::get(session, &asked, None)?;
    let catalog = Arc::clone(&session.catalog);
    let answer =
        ReadingRules::of(session, &catalog).read(&page.bytes, page.charset.as_deref(), &page.url, KindChoice::Auto);
    let ExtractAnswer::Article(draft) = answer else {
        return Err(CommandFailure::nothing(session.say.not_an_article(asked.as_str())));
    };
    if draft.title.is_none() || draft.body.is_empty() {
        return Err(CommandFailure::nothing(session.say.not_an_article(asked.as_str())));
    }
    let packed = PackedPage::of(&page.bytes);
    let incoming = Incoming {
        source: &SourceId(LOOSE_SOURCE.to_owned()),
        section: &SectionId(LOOSE_SOURCE.to_owned()),
        url: &page.url,
        listed_as: Some(&asked).filter(|asked| **asked != page.url),
        draft: &draft,
        offline: Offline::Full,
        fetched: session.now(),
        html: packed.as_ref(),
        parts: &[],
        again: None,
        etag: None,
        last_modified: None,
    };
    // An article that is not to be saved passes through an in-memory archive, so that every output form works alike.
    let store = if args.keep { session.store()? } else { Store::in_memory(Arc::clone(&session.clock))? };
    let Some((id, _)) = store.save(&[incoming])?.into_iter().next() else { return Ok(Exit::Failed) };
    let article = named::article(session, &store, id)?;
    print(session, &article, args)?;
    if args.keep {
        // An article of a known newspaper stays with that newspaper.
        let is_loose = article.row.source.as_str() == LOOSE_SOURCE;
        let paper = session.source_name(&article.row.source);
        session.message(&if is_loose { session.say.kept(id.0) } else { session.say.kept_before(id.0, &paper) });
    }
    Ok(Exit::Fine)
}

fn print(session: &mut Session, article: &Article, args: &ReadArgs) -> Result<(), CommandFailure> {
    if args.shape.form() != OutputForm::Text {
        let mut records = Records::new(&args.shape, record::FIELDS, record::USUAL, session.say)?;
        records.add(&mut session.out, &ExportLine::of_article(article))?;
        return records.finish(&mut session.out);
    }
    let width = args.width.map_or_else(|| session.measure(), usize::from);
    for line in render::article(session, article, width) {
        session.out.painted(&line)?;
    }
    Ok(())
}
