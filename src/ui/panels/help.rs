//! The help, made from the table: what each key does, narrowed by what is typed.

use crate::text::fold;

use crate::ui::action::{BINDINGS, Scope};
use crate::ui::keymap::Keymap;
use crate::ui::words::Words;

/// A line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The name of a scope.
    Scope(String),
    /// Keys, what they do, and the name of the action.
    Row {
        /// Keys, by commas.
        keys: String,
        /// What they do.
        help: String,
        /// The action's name.
        name: &'static str,
    },
}

/// The lines that hold `search` (marks aside) in keys, help or name.
pub fn lines(words: &Words, keymap: &Keymap, search: &str) -> Vec<HelpLine> {
    let search = fold::base(search.trim());
    let mut lines = Vec::new();
    for scope in [Scope::Anywhere, Scope::List, Scope::Reader, Scope::Sources] {
        let rows: Vec<HelpLine> = BINDINGS
            .iter()
            .filter(|b| b.scope == scope)
            .map(|b| HelpLine::Row {
                keys: keymap.keys_of(b.name).join(", "),
                help: words.say(&format!("do-{}", b.name)),
                name: b.name,
            })
            .filter(|row| matches(row, &search))
            .collect();
        if !rows.is_empty() {
            lines.push(HelpLine::Scope(words.say(&format!("scope-{}", scope.name()))));
            lines.extend(rows);
        }
    }
    lines
}

fn matches(row: &HelpLine, search: &str) -> bool {
    let HelpLine::Row { keys, help, name } = row else { return true };
    search.is_empty()
        || keys.to_lowercase().contains(search)
        || fold::base(help).contains(search)
        || name.contains(search)
}

/// The table of keys as Markdown, for the README.
pub fn markdown(words: &Words) -> String {
    let mut out = String::new();
    let keymap = Keymap::default();
    for line in lines(words, &keymap, "") {
        match line {
            HelpLine::Scope(name) => {
                out.push_str(&format!("\n**{name}**\n\n| | | `:` |\n|---|---|---|\n"));
            }
            HelpLine::Row { keys, help, name } => {
                let keys: Vec<String> = keys.split(", ").map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
                out.push_str(&format!("| {} | {help} | `{name}` |\n", keys.join(" ")));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::Language;

    #[test]
    fn typing_narrows_the_help_without_marks() {
        let words = Words::new(Language::Vietnamese);
        let found = lines(&words, &Keymap::default(), "trinh duyet");
        assert!(found.iter().any(|l| matches!(l, HelpLine::Row { name: "browser", .. })), "{found:?}");
        assert!(found.len() <= 4, "{found:?}");
    }

    #[test]
    fn every_row_of_the_table_is_in_the_readmes_table() {
        let table = markdown(&Words::new(Language::English));
        for b in BINDINGS {
            assert!(table.contains(&format!("`{}`", b.name)), "{}", b.name);
        }
    }
}
