//! `loa complete`: the words that a shell completes with; called by the scripts of `loa completions`, shown in no help.

use clap_complete::Shell;

use crate::cli::args::{Common, CompleteKind};
use crate::cli::exit::{Exit, Outcome};
use crate::cli::help;
use crate::cli::output::json;
use crate::cli::session::Session;
use crate::model::Language;

/// Prints the words of a kind, one a line.
pub(in crate::cli) fn run(session: &mut Session, kind: CompleteKind) -> Outcome {
    let sites = &session.catalog.sites;
    let mut words: Vec<String> = match kind {
        CompleteKind::Sources => {
            let groups = session.catalog.groups.iter().map(|group| group.name.clone());
            sites.iter().map(|site| site.id.clone()).chain(groups).collect()
        }
        CompleteKind::Sections => {
            sites.iter().flat_map(|site| &site.sections).map(|section| section.id.clone()).collect()
        }
        CompleteKind::Searches => session.loaded.config.searches.iter().map(|search| search.name.clone()).collect(),
        CompleteKind::Fields => json::FOUND.iter().map(|field| (*field).to_owned()).collect(),
        CompleteKind::Settings => {
            crate::config::settings::SETTINGS.iter().map(crate::config::settings::Setting::key).collect()
        }
    };
    words.sort();
    words.dedup();
    for word in words {
        session.out.line(&word)?;
    }
    Ok(Exit::Fine)
}

/// Which words an option is completed with: the option's value as the scripts of clap name it.
const DYNAMIC: &[(&str, &str)] = &[("source", "sources"), ("section", "sections"), ("fields", "fields")];

/// The script for a shell. Names of sources, sections and fields are asked of loa itself where the shell's own script lets it.
pub(in crate::cli) fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(Language::English), "loa", &mut script);
    let mut text = String::from_utf8_lossy(&script).into_owned();
    for (option, kind) in DYNAMIC {
        text = match shell {
            Shell::Bash => bash(&text, option, kind),
            Shell::Zsh => zsh(&text, option, kind),
            Shell::Fish => text + &format!("complete -c loa -l {option} -x -a '(loa complete {kind} 2>/dev/null)'\n"),
            _ => text,
        };
    }
    text.into_bytes()
}

/// Instead of files: what loa says.
fn bash(text: &str, option: &str, kind: &str) -> String {
    let asks = format!("COMPREPLY=($(compgen -W \"$(loa complete {kind} 2>/dev/null)\" -- \"${{cur}}\"))");
    let mut out = Vec::new();
    let mut within = false;
    for line in text.lines() {
        if line.trim() == format!("--{option})") {
            within = true;
        }
        if within && line.trim_start().starts_with("COMPREPLY=") {
            let indent = &line[..line.len() - line.trim_start().len()];
            out.push(format!("{indent}{asks}"));
            within = false;
        } else {
            out.push(line.to_owned());
        }
    }
    out.join("\n") + "\n"
}

fn zsh(text: &str, option: &str, kind: &str) -> String {
    let asks = format!("{{compadd -- ${{(f)\"$(loa complete {kind} 2>/dev/null)\"}}}}");
    let line = |line: &str| {
        let is_ours = line.contains(&format!("--{option}=["));
        if is_ours { line.replace(":_default'", &format!(":{asks}'")) } else { line.to_owned() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// What holds before a session is made.
pub(in crate::cli) fn completions(common: &Common, shell: Shell) -> Outcome {
    crate::cli::raw(common, &script(shell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shells_ask_loa_for_the_names_of_sources() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let script = String::from_utf8(script(shell)).unwrap();
            assert!(script.contains("loa complete sources"), "{shell}");
        }
    }
}
