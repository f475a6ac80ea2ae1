//! `loa sources add ADDRESS`: looks at an address, offers the parts of the site, and writes a source.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;

use crate::fetch::{self, Fetcher};
use crate::model::SystemClock;
use crate::model::offer::{Holds, Offer, OfferPart};
use crate::sources::{UserSource, add as writing, overlay};
use crate::sync::{Discovery, Enlisted, GivenNames, enlist, first_visit, offer};
use crate::text::fold;

use crate::cli::args::AddArgs;
use crate::cli::commands::source_work;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::{TextLook, message};
use crate::cli::session::Session;

/// How often the question is repeated when the answer is not understood.
const ASKED: usize = 3;

/// Runs `loa sources add`.
pub(in crate::cli) fn add(session: &mut Session, args: &AddArgs) -> Outcome {
    let found = source_work::find(session, &args.url)?;
    for section in &found.sections {
        source_work::print_found(session, section)?;
    }
    let mut offer = offer(&found, &session.catalog);
    choose(session, args, &mut offer)?;
    let enlisted = gather(session, args, &found, &offer)?;
    let Enlisted { source, refused, .. } = &enlisted;
    for (name, why) in refused {
        session.message(&session.say.part_refused(name, &session.say.no_source(name, why)));
    }
    if source.sections.is_empty() {
        if offer.parts.iter().any(|part| part.known) && refused.is_empty() {
            session.message(&session.say.source_known(offer.id.as_str()));
            return Ok(Exit::Fine);
        }
        return Err(CommandFailure::nothing(session.say.phrase("no-part-chosen")));
    }
    let file = session.paths.config.clone();
    let before = source_work::read(session, &file)?;
    let after = with_source(&file, &before, source)?;
    if args.dry_run {
        session.out.line(added(&before, &after))?;
        return Ok(Exit::Fine);
    }
    if after == before {
        session.message(&session.say.source_known(&source.id));
        return Ok(Exit::Fine);
    }
    let name = file.display().to_string();
    source_work::replace(&file, &after)
        .map_err(|error| CommandFailure::failed(session.say.unwritable(&name, &session.say.why(&error))))?;
    keep(session, &enlisted);
    session.message(&session.say.source_written(&source.id, &name));
    Ok(if refused.is_empty() { Exit::Fine } else { Exit::Partly })
}

/// The lines that were put into a text, at one place: what would be written, and nothing of what is there.
fn added<'a>(before: &str, after: &'a str) -> &'a str {
    let first: usize = before
        .split_inclusive('\n')
        .zip(after.split_inclusive('\n'))
        .take_while(|(one, other)| one == other)
        .map(|(line, _)| line.len())
        .sum();
    let (rest_before, rest) = (&before[first..], &after[first..]);
    let last: usize = rest_before
        .split_inclusive('\n')
        .rev()
        .zip(rest.split_inclusive('\n').rev())
        .take_while(|(one, other)| one == other)
        .map(|(line, _)| line.len())
        .sum();
    let last = last.min(rest.len());
    rest[..rest.len() - last].trim()
}

/// Keeps the pages that were read for the first refresh. What cannot be kept is fetched again.
fn keep(session: &Session, enlisted: &Enlisted) {
    let kept = session.bare_store().and_then(|store| Ok(first_visit(&store, &session.catalog, enlisted)?));
    if let Err(why) = kept {
        tracing::warn!(why = why.sentence(session.say), "what the added source lists is not kept");
    }
}

/// The configuration with the source added; never one that loa itself refuses.
pub(super) fn with_source(file: &Path, before: &str, source: &UserSource) -> Result<String, CommandFailure> {
    let name = file.display().to_string();
    let after = writing::add(&name, before, source)?;
    overlay::read(&name, &after)?;
    Ok(after)
}

/// Chooses the parts to read: by the flags; else by asking on a terminal; else only the address itself.
fn choose(session: &mut Session, args: &AddArgs, offer: &mut Offer) -> Result<(), CommandFailure> {
    if args.all {
        offer.parts.iter_mut().for_each(|part| part.chosen = !part.known);
        return Ok(());
    }
    for name in &args.category {
        let wanted = fold::base(name);
        let fits = |part: &&mut OfferPart| part.holds == Holds::Unseen && fold::base(&part.name).starts_with(&wanted);
        let Some(part) = offer.parts.iter_mut().find(fits) else {
            return Err(CommandFailure::nothing(session.say.no_category(name)));
        };
        part.chosen = true;
    }
    let others = offer.parts.iter().filter(|part| part.holds == Holds::Unseen).count();
    if !args.category.is_empty() || others == 0 {
        return Ok(());
    }
    if std::io::stdin().is_terminal() && session.out.is_terminal() && !session.common.quiet {
        return ask(session, offer);
    }
    let unseen = offer.parts.iter().filter(|part| part.holds == Holds::Unseen);
    let names: Vec<&str> = unseen.map(|part| part.name.as_str()).collect();
    session.message(&session.say.categories(&names.join(" · ")));
    Ok(())
}

/// Shows the parts with numbers, and takes those that the user names.
fn ask(session: &mut Session, offer: &mut Offer) -> Result<(), CommandFailure> {
    for (at, part) in offer.parts.iter().enumerate() {
        let mark = if part.known { "=" } else { [" ", "x"][usize::from(part.chosen)] };
        let head = format!("{:>3} [{mark}] {}{}", at + 1, "  ".repeat(part.depth), part.name);
        let about = format!("  {}", session.say.part_holds(part));
        let line = session.out.paint(&head, TextLook::Plain) + &session.out.paint(&about, TextLook::Dim);
        session.out.painted(&line)?;
    }
    session.out.flush()?;
    for _ in 0..ASKED {
        message(&session.say.phrase("which-parts"));
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line)? == 0 {
            break;
        }
        match answer(&line, offer.parts.len()) {
            Some(ChoiceAnswer::AsMarked) => return Ok(()),
            Some(ChoiceAnswer::All) => {
                offer.parts.iter_mut().for_each(|part| part.chosen = !part.known);
                return Ok(());
            }
            Some(ChoiceAnswer::These(numbers)) => {
                offer.parts.iter_mut().enumerate().for_each(|(at, part)| part.chosen = numbers.contains(&at));
                return Ok(());
            }
            None => message(&session.say.no_such_parts(offer.parts.len())),
        }
    }
    Err(CommandFailure::usage(session.say.phrase("no-part-chosen")))
}

/// The user's answer to a numbered choice.
#[derive(Debug, PartialEq, Eq)]
enum ChoiceAnswer {
    AsMarked,
    All,
    /// Counted from 0.
    These(Vec<usize>),
}

/// Parses `1 3-5, 7`, `a`, or an empty line; `None` if a number does not exist.
fn answer(line: &str, parts: usize) -> Option<ChoiceAnswer> {
    let line = line.trim().to_lowercase();
    if line.is_empty() {
        return Some(ChoiceAnswer::AsMarked);
    }
    if matches!(line.as_str(), "a" | "all" | "t" | "tất cả" | "tat ca" | "*") {
        return Some(ChoiceAnswer::All);
    }
    let mut these = Vec::new();
    for piece in line.split([' ', ',', ';', '+']).filter(|piece| !piece.is_empty()) {
        let (first, last) = piece.split_once(['-', '–']).unwrap_or((piece, piece));
        let (first, last) = (first.parse::<usize>().ok()?, last.parse::<usize>().ok()?);
        if first == 0 || last < first || last > parts {
            return None;
        }
        these.extend(first - 1..last);
    }
    Some(ChoiceAnswer::These(these))
}

fn gather(session: &mut Session, args: &AddArgs, found: &Discovery, offer: &Offer) -> Result<Enlisted, CommandFailure> {
    let chosen: Vec<OfferPart> = offer.chosen().cloned().collect();
    let names = GivenNames { source: args.name.clone(), section: args.section.clone() };
    let fetcher = Fetcher::new(with_trust(session.network(), &args.url, &chosen));
    let catalog = Arc::clone(&session.catalog);
    Ok(session.runtime()?.block_on(enlist((&fetcher, &catalog, &SystemClock), found, &chosen, &names)))
}

/// Trusts the address that the user typed and the chosen parts: they are fetched wherever they lead.
pub(super) fn with_trust(
    settings: fetch::NetworkSettings,
    typed: &str,
    chosen: &[OfferPart],
) -> fetch::NetworkSettings {
    let mut trusted = source_work::typed(typed);
    trusted.extend(chosen.iter().map(|part| part.url.to_string()));
    fetch::NetworkSettings { trusted, ..settings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_file_in_which_something_was_added_only_that_is_told() {
        let before = "# mine\n[[source]]\nid = \"a.test\"\n\n[[source]]\nid = \"b.test\"\n\n[ui]\nmouse = true\n";
        let section = "\n[[source.section]]\nid = \"tin\"\n";
        let after = before.replace("id = \"a.test\"\n", &format!("id = \"a.test\"\n{section}"));
        assert_eq!(added(before, &after), section.trim());
        assert_eq!(added(before, &format!("{before}\n[[source]]\nid = \"c.test\"\n")), "[[source]]\nid = \"c.test\"");
        assert_eq!(added("", "[[source]]\n"), "[[source]]");
        assert_eq!(added(before, before), "");
    }

    #[test]
    fn numbers_and_spans_of_numbers_choose() {
        assert_eq!(answer("1 3-5, 7\n", 7), Some(ChoiceAnswer::These(vec![0, 2, 3, 4, 6])));
        assert_eq!(answer("\n", 7), Some(ChoiceAnswer::AsMarked));
        assert_eq!(answer(" Tất cả ", 7), Some(ChoiceAnswer::All));
    }

    #[test]
    fn what_is_not_in_the_list_is_not_chosen() {
        for wrong in ["0", "8", "5-3", "ba", "2-9", "-1"] {
            assert_eq!(answer(wrong, 7), None, "{wrong}");
        }
    }
}
