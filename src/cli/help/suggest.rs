//! Suggestions: the commands, options and values nearest to what was typed, the nearest first.

use clap::Command;

/// How similar two words must be for a suggestion; 1 means equal.
const ALIKE: f64 = 0.75;
/// Most suggestions.
const MOST: usize = 3;

/// Those of `known` that are near `typed`, the nearest first.
pub(in crate::cli) fn near(typed: &str, known: impl IntoIterator<Item = String>) -> Vec<String> {
    let score = |word: &str| strsim::normalized_damerau_levenshtein(typed, word).max(strsim::jaro_winkler(typed, word));
    let mut scored: Vec<(f64, usize, String)> = known
        .into_iter()
        .map(|word| (score(&word), strsim::osa_distance(typed, &word), word))
        .filter(|(score, ..)| *score >= ALIKE)
        .collect();
    scored.sort_by(|a, b| a.1.cmp(&b.1).then(b.0.total_cmp(&a.0)).then(a.2.cmp(&b.2)));
    scored.dedup_by(|a, b| a.2 == b.2);
    let nearest = scored.first().map_or(0, |(_, far, _)| *far);
    scored.retain(|(_, far, _)| *far <= nearest + 1);
    scored.into_iter().take(MOST).map(|(.., word)| word).collect()
}

/// The command that `path` names, as far as it is known, and its full name.
pub(in crate::cli) fn command_of<'a>(root: &'a Command, path: &[String]) -> (&'a Command, String) {
    let (mut command, mut name) = (root, "loa".to_owned());
    for word in path {
        let Some(inner) = command.find_subcommand(word) else { break };
        name = format!("{name} {word}");
        command = inner;
    }
    (command, name)
}

/// The names of a command's subcommands.
pub(in crate::cli) fn commands(command: &Command) -> Vec<String> {
    command.get_subcommands().filter(|inner| !inner.is_hide_set()).map(|inner| inner.get_name().to_owned()).collect()
}

/// The long options of a command.
pub(in crate::cli) fn options(command: &Command) -> Vec<String> {
    command.get_arguments().filter_map(|argument| argument.get_long()).map(|long| format!("--{long}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        let known = ["extract", "search", "sources", "schema"].map(str::to_owned);
        assert_eq!(near("serach", known.clone()).first().map(String::as_str), Some("search"));
        assert_eq!(near("sorces", known).first().map(String::as_str), Some("sources"));
        assert_eq!(
            near("--limt", ["--limit", "--list"].map(str::to_owned)).first().map(String::as_str),
            Some("--limit")
        );
    }

    #[test]
    fn what_is_far_from_everything_has_no_suggestion() {
        assert_eq!(near("zzz", ["list", "show"].map(str::to_owned)), Vec::<String>::new());
    }
}
