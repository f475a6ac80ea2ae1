//! Whether a line of the command line begins with something that there is.

use crate::config::nearest::nearest;
use crate::ui::table::BINDINGS;

use super::command::names;

/// Words that leave, as other programs have them.
pub(super) const LEAVING: &[&str] = &["q", "q!", "qa", "qa!", "wq", "x", "exit"];

/// Whether a line begins with a command, the name of an action, its only beginning, or a number; else that word, and what was
/// perhaps meant.
pub(in crate::ui) fn known(line: &str) -> Result<(), (String, Option<&'static str>)> {
    let first = line.split_whitespace().next().unwrap_or_default();
    let begins = || BINDINGS.iter().filter(|row| row.name.starts_with(first)).count() == 1;
    let other = first.parse::<usize>().is_ok() || LEAVING.contains(&first) || first == "h";
    if other || names().any(|name| name == first) || begins() {
        return Ok(());
    }
    Err((first.to_owned(), nearest(first, names())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_command_line_takes_is_known_and_a_slip_is_told() {
        for line in ["sort title", "run keep {title}", "wq", "h", "100", "toggle-star", "toggle-st"] {
            assert_eq!(known(line), Ok(()), "{line}");
        }
        assert_eq!(known("srot title"), Err(("srot".to_owned(), Some("sort"))));
        assert_eq!(known("zzzzzz"), Err(("zzzzzz".to_owned(), None)));
        assert!(known("").is_err());
    }
}
