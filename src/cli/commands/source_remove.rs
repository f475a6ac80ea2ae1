//! `loa sources remove ID`: takes a source of the user's own out of the configuration. What was stored of it stays.

use std::path::Path;

use crate::cli::args::RemoveArgs;
use crate::cli::commands::source_work;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::pick::PickNames;
use crate::cli::session::Session;
use crate::cli::words::Say;
use crate::sources::{Catalog, remove as writing};

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &RemoveArgs) -> Outcome {
    let file = session.paths.config.clone();
    let before = source_work::read(session, &file)?;
    let (id, after) = without_source(session.say, &session.catalog, (&file, &before), &args.id)?;
    if args.dry_run {
        session.out.line(after.trim_end())?;
        return Ok(Exit::Fine);
    }
    let name = file.display().to_string();
    source_work::replace(&file, &after)
        .map_err(|error| CommandFailure::failed(session.say.unwritable(&name, &session.say.why(&error))))?;
    session.message(&session.say.source_removed(&id, &name));
    Ok(Exit::Fine)
}

/// The id that was meant, and the configuration without that source.
pub(super) fn without_source(
    say: Say,
    catalog: &Catalog,
    (file, before): (&Path, &str),
    typed: &str,
) -> Result<(String, String), CommandFailure> {
    let id = if writing::has(before, typed) {
        typed.to_owned()
    } else {
        PickNames::of(catalog, None).source(typed, say)?.as_str().to_owned()
    };
    if !writing::has(before, &id) {
        return Err(CommandFailure::usage(say.no_source_of_yours(&id)));
    }
    let after = writing::remove(&file.display().to_string(), before, &id)?;
    Ok((id, after))
}
