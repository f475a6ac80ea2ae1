//! The help, made from the table: what each key does, narrowed by what is typed.

use crate::text::fold;

use crate::ui::action::Scope;
use crate::ui::effect::Effect;
use crate::ui::key::Key;
use crate::ui::keymap::Keymap;
use crate::ui::overlay::Overlay;
use crate::ui::table::BINDINGS;
use crate::ui::words::Words;

/// From so many letters on a word is looked for in the names of actions, too.
const LEAST_NAME: usize = 3;

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
            .filter(|row| matches(words, row, &search))
            .collect();
        if !rows.is_empty() {
            lines.push(HelpLine::Scope(words.say(&format!("scope-{}", scope.name()))));
            lines.extend(rows);
        }
    }
    lines
}

/// Whether every word of `search` stands in what the row does, in what newcomers call that, or in its name or keys.
fn matches(words: &Words, row: &HelpLine, search: &str) -> bool {
    let HelpLine::Row { keys, help, name } = row else { return true };
    let also = format!("also-{name}");
    let also = if words.has(&also) { words.say(&also) } else { String::new() };
    let told = fold::base(&format!("{help}, {also}"));
    let stands = |word: &str| {
        told.contains(word) || keys.to_lowercase().contains(word) || (word.len() >= LEAST_NAME && name.contains(word))
    };
    told.contains(search) || search.split_whitespace().all(stands)
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

impl crate::ui::Ui {
    /// The help, narrowed to a key, an action or a task; a key is told by what it does.
    pub(in crate::ui) fn help_on(&mut self, text: &str) -> Vec<Effect> {
        let of_key = Key::parse_chord(text).and_then(|chord| {
            let bound = BINDINGS.iter().find(|row| {
                self.keys.map.keys_of(row.name).iter().any(|keys| Key::parse_chord(keys).as_ref() == Some(&chord))
            });
            bound.map(|row| self.shell.words.say(&format!("do-{}", row.name)))
        });
        self.lay_over(Overlay::Help { search: of_key.unwrap_or_else(|| text.to_owned()), top: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[test]
    fn typing_narrows_the_help_without_marks() {
        let words = Words::new(Language::Vietnamese);
        let found = lines(&words, &Keymap::default(), "trinh duyet");
        assert!(found.iter().any(|l| matches!(l, HelpLine::Row { name: "browser", .. })), "{found:?}");
        assert!(found.len() <= 4, "{found:?}");
    }

    #[test]
    fn newcomers_find_a_key_by_their_own_words() {
        let words = Words::new(Language::Vietnamese);
        for (typed, name) in [
            ("kho bai", "search"),
            ("chữ to", "widen"),
            ("chia sẻ", "copy-address"),
            ("gửi", "copy-citation"),
            ("đọc sau", "toggle-star"),
            ("hình", "pictures"),
            ("in", "pipe"),
            ("cập nhật", "refresh-all"),
        ] {
            let found = lines(&words, &Keymap::default(), typed);
            assert!(found.iter().any(|l| matches!(l, HelpLine::Row { name: n, .. } if *n == name)), "{typed}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_in_the_readmes_table() {
        let table = markdown(&Words::new(Language::English));
        for b in BINDINGS {
            assert!(table.contains(&format!("`{}`", b.name)), "{}", b.name);
        }
    }
}
