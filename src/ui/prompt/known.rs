//! Whether a line of the command line begins with something that there is, and names what there is.

use crate::config::nearest::nearest;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::table::BINDINGS;

use super::command::{LEAVING, names};

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

/// What `:run` puts into an argument, without the brackets.
const PLACES: [&str; 4] = ["url", "title", "id", "file"];

/// Shortest word in brackets that is taken for a slip: programs have brackets of their own, as `awk {print}` does.
const LEAST_SLIP: usize = 3;

/// A word in brackets that looks like one of [`PLACES`] and is none, and the one that was perhaps meant.
fn slip(command: &str) -> Option<(&str, &'static str)> {
    let inside = command.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    let mut words = inside.filter(|word| word.len() >= LEAST_SLIP && !PLACES.contains(word));
    words.find_map(|word| Some((word, nearest(word, PLACES)?)))
}

impl Ui {
    /// Runs a program of the user's, unless the line misspells what of the article is to be given to it.
    pub(super) fn run_or_tell(&mut self, command: &str) -> Vec<Effect> {
        let Some((written, near)) = slip(command) else { return self.run_program(command) };
        let near = self.perhaps(Some(near));
        self.refuse("no-placeholder", written, &near)
    }
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

    #[test]
    fn a_misspelt_place_in_a_line_to_run_is_found_and_what_belongs_to_the_program_is_not() {
        assert_eq!(slip("keep {titel} {url}"), Some(("titel", "title")));
        for line in ["keep {title} {url} {id} {file}", "awk {print} {file}", "xargs {} {i}", "echo {id} {nosuch}"] {
            assert_eq!(slip(line), None, "{line}");
        }
    }
}
