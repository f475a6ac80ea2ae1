//! `loa complete`: the words for shell completion. Called by the scripts of `loa completions`; hidden from the help.
//!
//! The scripts know commands and options. What differs between users (sources, searches, keys …) is asked here with the
//! whole line, so that every shell gets the same answers.

use clap::{Arg, Command};
use clap_complete::Shell;

use crate::cli::args::{Common, CompleteKind};
use crate::cli::commands::{case, docs, doctor, facts, glossary, screen, topics};
use crate::cli::exit::{Exit, Outcome};
use crate::cli::help;
use crate::cli::output::{json, record};
use crate::cli::session::Session;
use crate::config::settings::{self, SETTINGS, SettingKind, SettingRow};
use crate::model::Language;

/// Prints the words of one kind, one per line.
pub(in crate::cli) fn run(session: &mut Session, kind: CompleteKind, typed: &[String]) -> Outcome {
    let mut words = match kind {
        CompleteKind::Sources => sources(session),
        CompleteKind::Sections => sections(session),
        CompleteKind::Searches => searches(session),
        CompleteKind::Fields => owned(json::FOUND),
        CompleteKind::Settings => SETTINGS.iter().map(SettingRow::key).collect(),
        CompleteKind::Line => line(session, typed),
    };
    words.sort();
    words.dedup();
    for word in words {
        session.out.line(&word)?;
    }
    Ok(Exit::Fine)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn sources(session: &Session) -> Vec<String> {
    let groups = session.catalog.groups.iter().map(|group| group.name.clone());
    session.catalog.sites.iter().map(|site| site.id.clone()).chain(groups).collect()
}

fn sections(session: &Session) -> Vec<String> {
    session.catalog.sites.iter().flat_map(|site| &site.sections).map(|section| section.id.clone()).collect()
}

fn searches(session: &Session) -> Vec<String> {
    session.loaded.config.searches.iter().map(|search| search.name.clone()).collect()
}

/// The candidates for the last word; empty if the shell's own script knows better.
fn line(session: &Session, typed: &[String]) -> Vec<String> {
    let root = help::command(Language::English);
    let Some(place) = WordPlace::of(&root, typed) else { return Vec::new() };
    let (head, last) = match place.argument.get_value_delimiter() {
        // In a list, what stands before the last comma is kept.
        Some(comma) => place
            .word
            .rsplit_once(comma)
            .map_or((String::new(), place.word), |(head, last)| (format!("{head}{comma}"), last)),
        None => (String::new(), place.word),
    };
    let words = place.words(session, &root);
    words.into_iter().filter(|word| word.starts_with(last)).map(|word| format!("{head}{word}")).collect()
}

/// What is being completed.
struct WordPlace<'a> {
    /// The commands, e.g. `config set`.
    path: String,
    argument: &'a Arg,
    /// The part of the word that is typed already.
    word: &'a str,
    /// The words before it that are not options.
    before: Vec<&'a str>,
}

impl<'a> WordPlace<'a> {
    fn of(root: &'a Command, typed: &'a [String]) -> Option<Self> {
        let (last, done) = typed.split_last()?;
        let mut command = root;
        let mut path = Vec::new();
        let mut before: Vec<&str> = Vec::new();
        let mut waiting: Option<&Arg> = None;
        for word in done {
            if waiting.is_some() {
                // bash splits `--source=x` into three words.
                waiting = waiting.filter(|_| word == "=");
            } else if let Some(option) = word.strip_prefix("--") {
                waiting = long(command, option).filter(|_| !option.contains('='));
            } else if let Some(letters) = word.strip_prefix('-').filter(|letters| !letters.is_empty()) {
                waiting = letters.chars().last().and_then(|letter| short(command, letter));
            } else if let Some(inner) = command.find_subcommand(word).filter(|_| before.is_empty()) {
                command = inner;
                path.push(inner.get_name());
            } else {
                before.push(word);
            }
        }
        let (argument, word) = if let Some(argument) = waiting {
            (argument, last.strip_prefix('=').unwrap_or(last))
        } else if let Some((option, value)) = last.strip_prefix("--").and_then(|option| option.split_once('=')) {
            (long(command, option)?, value)
        } else if last.starts_with('-') {
            return None;
        } else {
            let positional: Vec<&Arg> = command.get_positionals().collect();
            (*positional.get(before.len()).or_else(|| positional.last())?, last.as_str())
        };
        Some(Self { path: path.join(" "), argument, word: word.trim_start_matches(['"', '\'']), before })
    }

    /// The candidates for this place.
    fn words(&self, session: &Session, root: &Command) -> Vec<String> {
        match (self.path.as_str(), self.argument.get_id().as_str()) {
            ("sync", "only") => {
                let sites = session.catalog.sites.iter();
                let inner = sites.flat_map(|site| site.sections.iter().map(|s| format!("{}/{}", site.id, s.id)));
                sources(session).into_iter().chain(inner).collect()
            }
            (_, "source") | ("reextract" | "sources learn", _) => sources(session),
            (_, "section") => sections(session),
            (path, "fields") => owned(fields(path)),
            ("case", "query") | ("watch test", _) => searches(session),
            (_, "query") => session.loaded.config.searches.iter().map(|search| search.query.clone()).collect(),
            ("config get" | "config set", "key") => SETTINGS.iter().map(SettingRow::key).collect(),
            ("config set", "value" | "more") => self.before.first().map(|key| values(session, key)).unwrap_or_default(),
            ("topics", _) => topics::all(&session.loaded.config).into_iter().map(|topic| topic.name).collect(),
            ("man", "page") => manual_pages(root),
            _ => Vec::new(),
        }
    }
}

fn long<'a>(command: &'a Command, option: &str) -> Option<&'a Arg> {
    let name = option.split('=').next().unwrap_or_default();
    command.get_arguments().find(|argument| argument.get_long() == Some(name) && takes_value(argument))
}

fn short(command: &Command, letter: char) -> Option<&Arg> {
    command.get_arguments().find(|argument| argument.get_short() == Some(letter) && takes_value(argument))
}

fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

/// The fields of a command's records.
fn fields(path: &str) -> &'static [&'static str] {
    match path {
        "list" => json::ROW,
        "show" | "read" => record::FIELDS,
        "topics" => json::TOPIC,
        "doctor" => doctor::FINDING,
        "facts" => facts::FIELDS,
        "case" => case::FIELDS,
        "glossary" => glossary::FIELDS,
        "docs" => docs::LISTED,
        _ => json::FOUND,
    }
}

/// What a key of the configuration may be, where that can be listed.
fn values(session: &Session, key: &str) -> Vec<String> {
    let found = key.split_once('.').and_then(|(section, name)| settings::find(section, name));
    match found.map(|setting| setting.kind) {
        Some(SettingKind::Switch) => owned(&["true", "false"]),
        Some(SettingKind::OneOf(words) | SettingKind::ListOf(words)) => owned(words),
        _ if key == "ui.theme" => screen::theme_names(&session.paths.config),
        _ => Vec::new(),
    }
}

/// Options whose values `loa complete` gives. fish needs one rule for each.
const ASKED: &[&str] = &["source", "section", "fields", "query"];

/// The script for a shell: that of clap, which is asked where loa has no answer.
pub(in crate::cli) fn script(shell: Shell, language: Language) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(language), "loa", &mut script);
    let text = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => text + BASH,
        // zsh loads a function from the file of the same name.
        Shell::Zsh => {
            let text = text.replace("\n_loa() {", "\n_loa_known() {");
            text.replace("\nif [ \"$funcstack[1]\"", &format!("\n{ZSH}\nif [ \"$funcstack[1]\""))
        }
        Shell::Fish => {
            let option = |option: &&str| format!("complete -c loa -l {option} -x -a '(__loa_asks)'\n");
            text + FISH + &ASKED.iter().map(option).collect::<String>()
        }
        Shell::PowerShell => text.replace(POWERSHELL_HEAD, &format!("{POWERSHELL_HEAD}{POWERSHELL}")),
        Shell::Elvish => text + ELVISH,
        _ => text,
    }
    .into_bytes()
}

const BASH: &str = r#"
_loa_asks() {
    local IFS=$'\n' said word
    said=($("$1" complete line -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null))
    # The script of clap takes its words apart at spaces.
    IFS=$' \t\n'
    if [ ${#said[@]} -eq 0 ]; then
        _loa "$@"
        return
    fi
    COMPREPLY=()
    for word in "${said[@]}"; do
        case "$word" in
        *[!a-zA-Z0-9_./,:@%+=-]*) COMPREPLY+=("$(printf %q "$word")") ;;
        *) COMPREPLY+=("$word") ;;
        esac
    done
}
complete -F _loa_asks -o nosort -o bashdefault -o default loa
"#;

const ZSH: &str = r#"_loa() {
    local -a said
    said=("${(@f)$(loa complete line -- "${(@)words[2,CURRENT]}" 2> /dev/null)}")
    if [[ -n "$said" ]]; then
        compadd -- "${said[@]}"
    else
        _loa_known "$@"
    fi
}
"#;

const FISH: &str = r"
function __loa_asks
    set -l typed (commandline -opc) (commandline -ct)
    loa complete line -- $typed[2..] 2> /dev/null
end
complete -c loa -f -n 'count (__loa_asks) > /dev/null' -a '(__loa_asks)'
";

const POWERSHELL_HEAD: &str = "param($wordToComplete, $commandAst, $cursorPosition)\n";

const POWERSHELL: &str = r"
    $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
    if ($wordToComplete -eq '') { $typed += '' }
    $said = @(& loa complete line '--' @typed 2> $null)
    if ($said.Count -gt 0) {
        $said | ForEach-Object { [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_) }
        return
    }
";

const ELVISH: &str = r"
var loa-known = $edit:completion:arg-completer[loa]
set edit:completion:arg-completer[loa] = {|@words|
    var said = [(try { e:loa complete line -- (all $words[1..]) 2> /dev/null } catch e { })]
    if (eq $said []) {
        $loa-known $@words
    } else {
        put $@said
    }
}
";

/// What holds before a session is made.
pub(in crate::cli) fn completions(common: &Common, shell: Shell, language: Language) -> Outcome {
    crate::cli::raw(common, &script(shell, language))
}

/// The names of the manual's pages: the topics and the subcommands.
fn manual_pages(root: &Command) -> Vec<String> {
    let pages = help::man::TOPICS.iter().map(|(name, _)| (*name).to_owned());
    let commands = root.get_subcommands().filter(|inner| !inner.is_hide_set());
    pages.chain(commands.map(|command| command.get_name().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_asks_loa_with_the_whole_line() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell, Shell::Elvish] {
            let script = String::from_utf8(script(shell, Language::Vietnamese)).unwrap();
            assert_eq!(script.matches("complete line").count(), 1, "{shell}");
        }
    }

    #[test]
    fn the_place_of_a_word_is_the_argument_that_it_would_become() {
        let root = help::command(Language::English);
        let place = |typed: &[&str]| {
            let typed: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
            let found = WordPlace::of(&root, &typed)?;
            Some((found.path.clone(), found.argument.get_id().to_string(), found.word.to_owned()))
        };
        for (typed, path, argument, word) in [
            (vec!["list", "--source", "lao"], "list", "source", "lao"),
            (vec!["list", "--source=lao"], "list", "source", "lao"),
            (vec!["list", "--source", "=", "lao"], "list", "source", "lao"),
            (vec!["--offline", "list", "-n", "3", "--fields", "id,ti"], "list", "fields", "id,ti"),
            (vec!["config", "set", "ui.theme", ""], "config set", "value", ""),
            (vec!["config", "get", "ui."], "config get", "key", "ui."),
            (vec!["sync", "nld", ""], "sync", "only", ""),
            (vec!["case", "\"bả"], "case", "query", "bả"),
        ] {
            assert_eq!(place(&typed), Some((path.into(), argument.into(), word.into())), "{typed:?}");
        }
        assert_eq!(place(&["list", "--so"]), None);
    }
}
