//! The two outputs: data on stdout, messages on stderr. All text passes through `text::guard`. A closed pipe is an
//! error of kind `BrokenPipe` that `main` ignores.

pub(in crate::cli) mod json;
pub(in crate::cli) mod origin;
pub(in crate::cli) mod record;
pub(in crate::cli) mod records;
pub(in crate::cli) mod render;

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use crate::config::Environment;
use crate::text;

use crate::cli::args::ColorChoice;

/// Line width if the terminal gives none, in cells.
pub(in crate::cli) const USUAL_WIDTH: usize = 80;

/// The escape codes of [`Output::paint`], which [`Output::painted`] lets through.
const PAINTS: [&str; 4] = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[1;33m", "\u{1b}[0m"];

/// The style of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum TextLook {
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
pub(in crate::cli) struct Output {
    writer: BufWriter<Box<dyn Write + Send>>,
    colored: bool,
    terminal: bool,
    width: usize,
    height: usize,
    /// Whether something was written.
    spoken: bool,
}

impl Output {
    /// The stdout of this process.
    pub(in crate::cli) fn stdout(color: ColorChoice, environment: &Environment) -> Self {
        let terminal = io::stdout().is_terminal();
        let colored = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => environment.color_forced() || terminal && !environment.no_color(),
        };
        let width = columns(environment, terminal);
        let height = if terminal { crossterm::terminal::size().ok().map(|(_, rows)| usize::from(rows)) } else { None };
        let height = height.filter(|rows| *rows > 0).unwrap_or(usize::MAX);
        Self { writer: BufWriter::new(Box::new(io::stdout())), colored, terminal, width, height, spoken: false }
    }

    /// Whether something was written.
    pub(in crate::cli) fn has_spoken(&self) -> bool {
        self.spoken
    }

    /// Turns colours off from now on.
    pub(in crate::cli) fn without_colour(&mut self) {
        self.colored = false;
    }

    /// Whether the output is a terminal.
    pub(in crate::cli) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Width of the terminal, or [`USUAL_WIDTH`], cells.
    pub(in crate::cli) fn width(&self) -> usize {
        self.width
    }

    /// Height of the terminal in lines; unlimited if there is no terminal.
    pub(in crate::cli) fn height(&self) -> usize {
        self.height
    }

    /// Sends everything through `pager` from now on, if there is one.
    pub(in crate::cli) fn through(&mut self, pager: Option<impl Write + Send + 'static>) {
        if let Some(pager) = pager {
            self.writer = BufWriter::new(Box::new(pager));
        }
    }

    /// The writer for bytes that are sanitised already.
    pub(in crate::cli) fn sink(&mut self) -> &mut (dyn Write + Send) {
        self.spoken = true;
        &mut self.writer
    }

    /// `text`, sanitised and styled.
    pub(in crate::cli) fn paint(&self, text: &str, look: TextLook) -> String {
        let safe = text::guard(text);
        let code = match look {
            TextLook::Strong => "1",
            TextLook::Dim => "2",
            TextLook::Hit => "1;33",
            TextLook::Plain => return safe.into_owned(),
        };
        if self.colored { format!("\u{1b}[{code}m{safe}\u{1b}[0m") } else { safe.into_owned() }
    }

    /// Prints a line of text, sanitised.
    pub(in crate::cli) fn line(&mut self, text: &str) -> io::Result<()> {
        self.spoken = true;
        writeln!(self.writer, "{}", text::guard(text))
    }

    /// Prints a line whose parts have passed through [`Self::paint`]. It is sanitised again except for the styles, in
    /// case a part was forgotten.
    pub(in crate::cli) fn painted(&mut self, line: &str) -> io::Result<()> {
        self.spoken = true;
        writeln!(self.writer, "{}", safe_but_painted(line))
    }

    /// Prints a JSON object on a line of its own. Characters that the guard would remove are written as `\u` escapes,
    /// so that nothing is lost.
    pub(in crate::cli) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string(value).map_err(io::Error::other)?;
        self.spoken = true;
        writeln!(self.writer, "{}", escaped(&text))
    }

    /// Writes bytes that this program generated, for formats that are not terminal text (a manual page, completions).
    pub(in crate::cli) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.spoken = true;
        self.writer.write_all(bytes)
    }

    /// Sends what is buffered.
    pub(in crate::cli) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn columns(environment: &Environment, terminal: bool) -> usize {
    let told = environment.get("COLUMNS").and_then(|columns| columns.parse::<usize>().ok()).filter(|n| *n > 0);
    let asked =
        || if terminal { crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)) } else { None };
    told.or_else(asked).filter(|n| *n > 0).unwrap_or(USUAL_WIDTH).min(1000)
}

/// `line`, sanitised except for the codes of [`PAINTS`].
fn safe_but_painted(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, part) in line.split('\u{1b}').enumerate() {
        // The first part follows no escape character. Every other part is either one of our codes with its text, or
        // must be sanitised.
        let paint = PAINTS.iter().find_map(|code| part.strip_prefix(code.get(1..)?).map(|rest| (*code, rest)));
        match paint.filter(|_| at > 0) {
            Some((code, rest)) => {
                out += code;
                out += &text::guard(rest);
            }
            None if at == 0 => out += &text::guard(part),
            None => out += &text::guard(&format!("\u{1b}{part}")),
        }
    }
    out
}

/// JSON in which every character that the guard would remove is escaped.
fn escaped(json: &str) -> Cow<'_, str> {
    let safe = text::guard(json);
    if safe == json {
        return safe;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if text::guard(c.encode_utf8(&mut [0; 4])).chars().eq([c]) {
            out.push(c);
        } else {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(out)
}

/// Flushes what stdout still buffers.
pub(in crate::cli) fn flushed() -> io::Result<()> {
    io::stdout().flush()
}

/// Prints a message on stderr. If that fails too, nothing can be done.
pub(in crate::cli) fn message(text: &str) {
    let _ = writeln!(io::stderr(), "{}", text::guard(text));
}

/// Whether stderr is a terminal.
pub(in crate::cli) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// An escape, a title, a C1 control, a direction override, a zero-width space, a tag character, a NUL, a line separator.
    const HOSTILE: &str = "a\u{1b}[31mb\u{1b}]0;title\u{7}c\u{9b}2Jd\u{202e}e\u{200b}f\u{e0041}g\u{0}h\u{2028}i\u{85}j";

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(colored: bool, write: impl FnOnce(&mut Output)) -> String {
        let kept = Kept::default();
        let writer = BufWriter::new(Box::new(kept.clone()) as Box<dyn Write + Send>);
        let mut out = Output { writer, colored, terminal: true, width: 80, height: 24, spoken: false };
        write(&mut out);
        out.flush().unwrap();
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn hostile_text_does_not_get_through_a_line() {
        assert_eq!(written(true, |out| out.line(HOSTILE).unwrap()), "abcdefgh\ni\nj\n");
    }

    #[test]
    fn hostile_text_does_not_get_through_a_painted_line_even_where_painting_was_forgotten() {
        let line = |out: &mut Output| format!("{HOSTILE}{}", out.paint(HOSTILE, TextLook::Strong));
        let found = written(true, |out| {
            let line = line(out);
            out.painted(&line).unwrap();
        });
        assert_eq!(found, "abcdefgh\ni\nj\u{1b}[1mabcdefgh\ni\nj\u{1b}[0m\n");
    }

    #[test]
    fn json_is_one_line_and_keeps_everything_as_escapes() {
        let found = written(false, |out| out.json(&HOSTILE).unwrap());
        assert!(!found.trim_end().contains(|c: char| c.is_control() || c == '\u{202e}' || c == '\u{e0041}'), "{found}");
        assert_eq!(found.lines().count(), 1);
        assert_eq!(serde_json::from_str::<String>(&found).unwrap(), HOSTILE);
    }
}
