//! The two ways out: data on stdout, messages on stderr. Everything passes `text::guard`; a closed pipe is an error
//! of kind `BrokenPipe` that `main` keeps silent about.

use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use crate::config::Environment;
use crate::text;

use super::args::ColorChoice;

/// Width of a line where nobody says it, cells.
pub(super) const USUAL_WIDTH: usize = 80;

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As it is.
    Plain,
    /// Headlines.
    Strong,
    /// Secondary text.
    Dim,
    /// What matched.
    Hit,
}

/// stdout.
pub(super) struct Output {
    writer: BufWriter<Box<dyn Write + Send>>,
    colored: bool,
    terminal: bool,
    width: usize,
}

impl Output {
    /// The stdout of this process.
    pub(super) fn stdout(color: ColorChoice, environment: &Environment) -> Self {
        let terminal = io::stdout().is_terminal();
        let colored = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !environment.no_color(),
        };
        let width = columns(environment, terminal);
        Self { writer: BufWriter::new(Box::new(io::stdout())), colored, terminal, width }
    }

    /// Whether a person looks at it.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Width of the terminal, or [`USUAL_WIDTH`], cells.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// `text` made safe and painted.
    pub(super) fn paint(&self, text: &str, look: Look) -> String {
        let safe = text::guard(text);
        let code = match look {
            Look::Strong => "1",
            Look::Dim => "2",
            Look::Hit => "1;33",
            Look::Plain => return safe.into_owned(),
        };
        if self.colored { format!("\u{1b}[{code}m{safe}\u{1b}[0m") } else { safe.into_owned() }
    }

    /// A line of text, made safe.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.writer, "{}", text::guard(text))
    }

    /// A line whose parts have passed [`Self::paint`].
    pub(super) fn painted(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.writer, "{line}")
    }

    /// One JSON object on a line of its own.
    pub(super) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string(value).map_err(io::Error::other)?;
        self.line(&text)
    }

    /// Bytes as they are, for formats that are not text for a terminal (a manual page, completions).
    pub(super) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)
    }

    /// Sends what is buffered.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn columns(environment: &Environment, terminal: bool) -> usize {
    let told = environment.get("COLUMNS").and_then(|columns| columns.parse::<usize>().ok()).filter(|n| *n > 0);
    let asked =
        || if terminal { crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)) } else { None };
    told.or_else(asked).filter(|n| *n > 0).unwrap_or(USUAL_WIDTH).min(1000)
}

/// A message for stderr. Nothing can be done if even that fails.
pub(super) fn message(text: &str) {
    let _ = writeln!(io::stderr(), "{}", text::guard(text));
}
