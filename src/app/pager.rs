//! The pager: long text goes through the user's own program (`$LOA_PAGER`, else `$PAGER`, else less).

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};

use crate::config::Environment;
use crate::store::private;

/// What less is told where the user tells it nothing: colours pass, a short text needs no key.
const LESS: &str = "FRX";

/// The user's pager, a program and its arguments; `None` where none is wanted (`cat`, or an empty `LOA_PAGER`).
pub fn command(environment: &Environment) -> Option<Vec<String>> {
    if environment.is_set_empty("LOA_PAGER") {
        return None;
    }
    let command = environment.get("LOA_PAGER").or_else(|| environment.get("PAGER")).unwrap_or("less");
    let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    (!words.is_empty() && words != ["cat"]).then_some(words)
}

/// A running pager; it is waited for when it is dropped.
#[derive(Debug)]
pub struct Pager {
    child: Child,
}

impl Pager {
    /// Starts it; `None` when there is no such program: the text is printed as it is then.
    pub fn start(command: &[String], environment: &Environment) -> Option<Self> {
        let (program, arguments) = command.split_first()?;
        let mut process = Command::new(program);
        process.args(arguments).stdin(Stdio::piped());
        if environment.get("LESS").is_none() {
            process.env("LESS", LESS);
        }
        private::spawn(&mut process).ok().map(|child| Self { child })
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.child.stdin {
            Some(input) => input.write(bytes),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.child.stdin.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        // Its end of text; then the user reads as long as they like.
        self.child.stdin = None;
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_variable_comes_first_and_an_empty_one_means_none() {
        let command = |pairs: &[(&str, &str)]| command(&Environment::of(pairs));
        assert_eq!(command(&[("LOA_PAGER", "most -s"), ("PAGER", "more")]), Some(vec!["most".into(), "-s".into()]));
        assert_eq!(command(&[("PAGER", "more")]), Some(vec!["more".to_owned()]));
        assert_eq!(command(&[("LOA_PAGER", ""), ("PAGER", "more")]), None);
        assert_eq!(command(&[("PAGER", "cat")]), None);
        assert_eq!(command(&[]), Some(vec!["less".to_owned()]));
    }
}
