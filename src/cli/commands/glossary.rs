//! `loa glossary`: what terms, abbreviations and places mean.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::args::{GlossaryArgs, OutputForm};
use crate::cli::commands::named;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::session::Session;
use crate::config::Environment;
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::labour::terms::{Term, Terms};
use crate::labour::{glossary, places};

/// Fields of a term.
pub(in crate::cli) const FIELDS: &[&str] = &["name", "short", "english", "meaning", "meaning_english", "source"];

/// One line of the answer.
#[derive(Serialize)]
struct ExplainedTerm {
    name: String,
    short: String,
    english: String,
    meaning: String,
    meaning_english: String,
    source: String,
}

impl ExplainedTerm {
    fn term(term: &Term) -> Self {
        let Term { name, short, english, meaning, meaning_english, source } = term.clone();
        Self { name, short, english, meaning, meaning_english, source }
    }

    fn plain(name: &str, short: &str, meaning: String, source: String) -> Self {
        let none = String::new;
        Self {
            name: name.to_owned(),
            short: short.to_owned(),
            english: none(),
            meaning,
            meaning_english: none(),
            source,
        }
    }
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &GlossaryArgs) -> Outcome {
    let terms = terms(session)?;
    let asked = args.term.join(" ");
    let found: Vec<ExplainedTerm> = match &args.article {
        Some(what) => {
            let store = session.store()?;
            let id = named::find(session, &store, what)?;
            let text = paragraphs(&named::article(session, &store, id)?, Tables::AsRows).join("\n");
            terms.in_text(&text).into_iter().map(|(_, term)| ExplainedTerm::term(term)).collect()
        }
        None if asked.trim().is_empty() => terms.all().iter().map(ExplainedTerm::term).collect(),
        None => {
            let mut found: Vec<ExplainedTerm> = terms.find(&asked).into_iter().map(ExplainedTerm::term).collect();
            found.extend(abbreviations(session, &asked, &found));
            found.extend(place(session, &asked));
            found
        }
    };
    if found.is_empty() {
        return Err(CommandFailure::nothing(session.say.no_such_term(&asked)));
    }
    let mut records = Records::new(&args.shape, FIELDS, &FIELDS[..4], session.say)?;
    for explained in &found {
        if args.shape.form() == OutputForm::Text {
            print(session, explained)?;
        } else {
            records.add(&mut session.out, explained)?;
        }
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}

/// The built-in terms and the user's own.
fn terms(session: &Session) -> Result<Terms, CommandFailure> {
    let terms = Terms::builtin();
    let file = &session.loaded.config.documents.glossary;
    if file.is_empty() {
        return Ok(terms);
    }
    let bad = |why: String| CommandFailure::usage(session.say.bad_glossary(file, &why));
    let text = std::fs::read_to_string(own_file(file, &Environment::of_process()))
        .map_err(|error| bad(session.say.why(&error)))?;
    terms.with(&text).map_err(|error| bad(error.to_string()))
}

/// Where the user's glossary is; `~/` is the home folder.
pub(in crate::cli) fn own_file(file: &str, environment: &Environment) -> PathBuf {
    match (file.strip_prefix("~/"), environment.path("HOME")) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(file),
    }
}

/// The senses of an abbreviation that no term has given yet.
fn abbreviations(session: &Session, asked: &str, told: &[ExplainedTerm]) -> Vec<ExplainedTerm> {
    let wanted = asked.trim().to_uppercase();
    let senses = glossary::all().iter().filter(|sense| sense.abbreviation.to_uppercase() == wanted);
    let new =
        senses.filter(|sense| !told.iter().any(|term| term.name.to_lowercase() == sense.expansion.to_lowercase()));
    let explained = new.map(|sense| {
        let mut meaning = vec![sense.field.to_owned()];
        meaning.extend((!sense.note.is_empty()).then(|| sense.note.to_owned()));
        meaning.extend(sense.ambiguous.then(|| session.say.phrase("ambiguous-sense")));
        ExplainedTerm::plain(sense.expansion, sense.abbreviation, meaning.join("; "), sense.source.to_owned())
    });
    explained.collect()
}

/// A province, zone or ministry of that name.
fn place(session: &Session, asked: &str) -> Option<ExplainedTerm> {
    let place = places::called(asked)?;
    let mut meaning = vec![place.kind_name.to_owned()];
    if place.now != place.name && !place.now.is_empty() {
        meaning.push(session.say.belongs_to(place.now));
    }
    meaning.extend((!place.union.is_empty()).then(|| place.union.to_owned()));
    Some(ExplainedTerm::plain(place.name, "", meaning.join("; "), format!("{} ({})", place.source, place.date)))
}

fn print(session: &mut Session, explained: &ExplainedTerm) -> Result<(), CommandFailure> {
    let ExplainedTerm { name, short, english, meaning, meaning_english, source } = explained;
    let mut head = session.out.paint(name, TextLook::Strong);
    if !short.is_empty() {
        head.push_str(&format!(" ({})", session.out.paint(short, TextLook::Plain)));
    }
    if !english.is_empty() {
        head.push_str(&format!(" — {}", session.out.paint(english, TextLook::Plain)));
    }
    session.out.painted(&head)?;
    for (text, look) in [(meaning, TextLook::Plain), (meaning_english, TextLook::Plain), (source, TextLook::Dim)] {
        if !text.is_empty() {
            for line in render::hanging(session, "    ", text, look) {
                session.out.painted(&line)?;
            }
        }
    }
    Ok(())
}
