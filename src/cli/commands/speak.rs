//! `loa speak`: reads an article, a text or the news of the day aloud with the user's voice program.

use std::io::Read as _;

use crate::app::voice::Voice;
use crate::cli::args::{Selection, SpeakArgs};
use crate::cli::commands::named;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::config::Environment;
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::labour::speech::script;
use crate::store::Store;
use crate::text;

/// Most bytes of stdin that are read.
const MAX_STDIN_BYTES: u64 = 4 << 20;
/// Most articles of a digest.
const MAX_DIGEST: usize = 100;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &SpeakArgs) -> Outcome {
    let texts = texts(session, args)?;
    let utterances = script::utterances(texts.iter().map(String::as_str));
    let lines: Vec<String> = utterances.into_iter().map(|said| said.spoken).collect();
    if lines.is_empty() {
        return Err(CommandFailure::nothing(session.say.phrase("cli-nothing-to-say")));
    }
    if args.text {
        for line in &lines {
            session.out.line(line)?;
        }
        return Ok(Exit::Fine);
    }
    let (settings, environment) = (&session.loaded.config.speech, Environment::of_process());
    let speed = args.speed.unwrap_or(settings.speed);
    let said = match &args.wav {
        None => Voice::to_speak(settings, &environment, speed).and_then(|voice| voice.say_all(&lines)),
        Some(file) => Voice::to_write(settings, &environment, speed, file).and_then(|voice| voice.say_all(&lines)),
    };
    said.map_err(|error| CommandFailure::failed(session.say.voice_error(&error)))?;
    if let Some(file) = &args.wav {
        session.message(&session.say.sound_written(&file.display().to_string()));
    }
    Ok(Exit::Fine)
}

fn texts(session: &mut Session, args: &SpeakArgs) -> Result<Vec<String>, CommandFailure> {
    if args.what == ["-"] {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(MAX_STDIN_BYTES).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        return Ok(text.lines().map(text::one_line).collect());
    }
    let store = session.store()?;
    if args.digest {
        return digest(session, &store, &args.selection);
    }
    let mut texts = Vec::new();
    for id in named::articles(session, &store, &args.what)? {
        texts.extend(paragraphs(&named::article(session, &store, id)?, Tables::AsRows));
    }
    Ok(texts)
}

/// Headline and lead of each article; by default those of the last day.
fn digest(session: &Session, store: &Store, asked: &Selection) -> Result<Vec<String>, CommandFailure> {
    let mut asked = asked.clone();
    if asked.is_everything() {
        asked.since = Some("hôm nay".to_owned());
    }
    let limit = asked.limit.unwrap_or(MAX_DIGEST);
    let rows = Selected::of(session, store, &asked)?.rows(session, store, limit)?;
    let mut texts = Vec::new();
    for row in rows {
        let lead = store.article(row.id)?.and_then(|article| article.sapo);
        texts.push(format!("{}. {}.", session.source_name(&row.outlet()), row.title.trim_end_matches('.')));
        texts.extend(lead);
    }
    Ok(texts)
}
