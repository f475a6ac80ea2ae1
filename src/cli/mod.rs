//! The command line. May use all rooms (of `ui` only what `app` needs).
//!
//! [`run`] parses the arguments, runs the command and gives the exit code. Each command is a file in `commands`;
//! `output` writes results, `words` composes messages. Deliberately absent: logic of its own. A command asks the other
//! rooms and prints.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::ExitCode;

pub mod args;
mod catalog;
mod commands;
mod demo;
pub mod exit;
pub mod help;
mod log;
mod output;
mod pick;
mod selection;
mod session;
mod words;

use crate::model::Language;
use args::{Cli, Command};
use clap::error::ErrorKind;
use commands::{
    case, complete, configuration, digest, docs, doctor, exchange, export, extract, facts, glossary, list, mark, plain,
    read, reextract, schema, screen, search, show, source_work, sources, speak, store_work, sync, topics, watch,
};
use exit::{CommandFailure, Exit, Outcome};
use session::{ConfigFile, Session};

/// The whole program: takes the arguments and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    crate::store::private::by_default();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match args::parse(arguments.iter().cloned()) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &arguments),
    };
    // What stopped it before the configuration was read is told in the language that it asks for all the same.
    let language = language(cli.flags.common.config.as_deref());
    let said = |failure: CommandFailure| failure.said(words::Say(language));
    match dispatch(cli).map_err(said) {
        Ok(exit) => exit.into(),
        Err(CommandFailure::Said(exit, sentence)) => {
            for line in sentence.lines() {
                output::message(&format!("loa: {line}"));
            }
            exit.into()
        }
        Err(_) => Exit::Fine.into(), // whoever read our output has gone
    }
}

/// The language of what is told without the configuration: help, mistakes of usage, pages of the manual.
fn language(config: Option<&Path>) -> Language {
    let file = crate::config::Paths::find(config, None).config;
    crate::config::wished_language(&file, &crate::config::Environment::of_process())
}

/// The configuration that is named among arguments which could not be read as a whole.
fn named_config(arguments: &[OsString]) -> Option<&Path> {
    let named = arguments.iter().enumerate().find_map(|(at, word)| match word.to_str()? {
        "--config" => arguments.get(at + 1).map(OsString::as_os_str),
        word => word.strip_prefix("--config=").map(OsStr::new),
    });
    named.map(Path::new)
}

/// Prints clap's message in the user's language: help on stdout, mistakes on stderr.
fn usage(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let language = language(named_config(arguments));
    let say = words::Say(language);
    if error.use_stderr() {
        // The message repeats what was typed, which may have been copied from a page.
        let path = args::command_path(arguments);
        let sentence = say.wrong_usage(error, &path).unwrap_or_else(|| error.render().to_string());
        output::message(sentence.trim_end());
        return Exit::Usage.into();
    }
    let printed = match error.kind() {
        ErrorKind::DisplayVersion => error.print(),
        _ => {
            help::command(language).try_get_matches_from(arguments).map_or_else(|help| help.print(), |_| error.print())
        }
    };
    match printed.and_then(|()| output::flushed()) {
        // If the pipe is closed, there is nobody to report to.
        Ok(()) => Exit::Fine.into(),
        Err(why) if why.kind() == std::io::ErrorKind::BrokenPipe => Exit::Fine.into(),
        Err(why) => {
            output::message(&format!("loa: {}", say.why(&why)));
            Exit::Failed.into()
        }
    }
}

fn dispatch(cli: Cli) -> Outcome {
    let verbose = cli.flags.common.verbose;
    match cli.command {
        Some(Command::Config { command }) => configuration::run(&cli.flags.common, &command),
        Some(Command::Completions { shell }) => {
            complete::completions(&cli.flags.common, shell, language(cli.flags.common.config.as_deref()))
        }
        Some(Command::Schema { of }) => schema::run(&cli.flags.common, of),
        Some(Command::Version) => raw(&cli.flags.common, format!("loa {}\n", env!("CARGO_PKG_VERSION")).as_bytes()),
        Some(Command::Tour) => {
            let common = args::Common { demo: true, ..cli.flags.common };
            on_screen(args::Flags { common, ..cli.flags }, screen::ScreenStart::Tour)
        }
        Some(Command::Man(args)) => manual(&cli.flags.common, &args),
        Some(command) => {
            let mut session = Session::start(cli.flags.common, config_file(&command))?;
            let echo = if verbose == 0 { log::Echo::Nowhere } else { log::Echo::Stderr };
            log::start(session.paths.log(), verbose, echo);
            let mut outcome = work(&mut session, &command);
            // The next opening recovers what is readable of a damaged archive. A command that has printed nothing yet
            // is run again on the result.
            if matches!(outcome, Err(CommandFailure::Store(crate::store::StoreError::Damaged)))
                && !session.out.has_spoken()
            {
                outcome = work(&mut session, &command);
            }
            session.out.flush()?;
            outcome.map_err(|failure| failure.said(session.say))
        }
        None => on_screen(cli.flags, screen::ScreenStart::List),
    }
}

/// Runs the screen, or line mode where that is better.
fn on_screen(flags: args::Flags, beginning: screen::ScreenStart) -> Outcome {
    let verbose = flags.common.verbose;
    let mut session = Session::start(flags.common, ConfigFile::MustExist)?;
    // Log lines on stderr would garble the screen.
    log::start(session.paths.log(), verbose, log::Echo::Nowhere);
    let lines = flags.plain || screen::must_be_plain(&session);
    let outcome = if lines { plain::run(&mut session) } else { screen::run(&mut session, beginning) };
    outcome.map_err(|failure| failure.said(session.say))
}

/// Whether a command may create a missing configuration.
fn config_file(command: &Command) -> ConfigFile {
    let writes = match command {
        Command::Sources(args) => matches!(args.command, Some(args::SourcesCommand::Add(_))),
        Command::Import(_) => true,
        _ => false,
    };
    if writes { ConfigFile::MayBeNew } else { ConfigFile::MustExist }
}

fn work(session: &mut Session, command: &Command) -> Outcome {
    match command {
        Command::Sync(args) => sync::run(session, args),
        Command::List(args) => list::run(session, args),
        Command::Show(args) => show::run(session, args),
        Command::Mark(args) => mark::mark(session, args),
        Command::Open(args) => mark::open(session, args),
        Command::Read(args) => read::run(session, args),
        Command::Search(args) => search::run(session, args),
        Command::Similar(args) => search::similar(session, args),
        Command::Digest(args) => digest::run(session, args),
        Command::Topics(args) => topics::run(session, args),
        Command::Extract(args) => extract::run(session, args),
        Command::Reextract(args) => reextract::run(session, args),
        Command::Store { command } => store_work::run(session, command),
        Command::Watch { command } => watch::run(session, command),
        Command::Doctor(args) => doctor::run(session, args),
        Command::Sources(args) => sources::run(session, args),
        Command::Speak(args) => speak::run(session, args),
        Command::Docs(args) => docs::run(session, args),
        Command::Glossary(args) => glossary::run(session, args),
        Command::Facts(args) => facts::run(session, args),
        Command::Case(args) => case::run(session, args),
        Command::Import(args) => exchange::import(session, args),
        Command::Export(args) => export::run(session, args),
        Command::Complete { kind, typed } => complete::run(session, *kind, typed),
        // These need no session and were handled before it was created.
        Command::Config { .. }
        | Command::Completions { .. }
        | Command::Man(_)
        | Command::Schema { .. }
        | Command::Tour
        | Command::Version => Ok(Exit::Fine),
    }
}

fn manual(common: &args::Common, args: &args::ManArgs) -> Outcome {
    let language = language(common.config.as_deref());
    if let Some(folder) = &args.all {
        for (name, page) in help::man::all(language) {
            source_work::replace(&folder.join(name), &page)?;
        }
        return Ok(Exit::Fine);
    }
    let name = if args.page.is_empty() { "loa".to_owned() } else { args.page.join(" ") };
    match help::man::page(&name, language) {
        Some(page) => raw(common, page.as_bytes()),
        None => Err(CommandFailure::usage(words::Say(language).no_page(&name))),
    }
}

fn raw(common: &args::Common, bytes: &[u8]) -> Outcome {
    let mut out = output::Output::stdout(common.color, &crate::config::Environment::of_process());
    out.raw(bytes)?;
    out.flush()?;
    Ok(Exit::Fine)
}
