//! `:map`: a key of the user's own, until the program ends.

use super::keymap::{KeyMistake, Keymap, Mistake};
use super::table::{BINDINGS, named};
use crate::config::nearest::nearest;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::Key;
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::words::{PhraseValue, Words, key_names};

/// Where in `text` the keys end and what they are to do begins: the shortest beginning after which an action or a line stands.
fn parted(text: &str) -> Option<(&str, &str)> {
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    spaces.map(|at| (text[..at].trim(), text[at..].trim())).find(|(keys, what)| {
        let first = what.split(" + ").next().unwrap_or_default().trim();
        Key::parse_chord(keys).is_some() && (named(first).is_some() || first.starts_with(':') && first.len() > 1)
    })
}

/// A row of `[keys]` as it is written in the configuration.
fn row(what: &str, keys: &[String]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let listed = keys.iter().map(|key| quoted(key)).collect::<Vec<_>>().join(", ");
    if keys.len() == 1 { format!("{} = {listed}", quoted(what)) } else { format!("{} = [{listed}]", quoted(what)) }
}

impl Ui {
    /// `:map` alone lists the keys, with a key it tells what that does, with more it binds the key.
    pub(in crate::ui) fn map(&mut self, text: &str) -> Vec<Effect> {
        let Some((key, what)) = parted(text) else {
            return match Key::parse_chord(text) {
                _ if text.is_empty() => self.lay_over(Overlay::help()),
                Some(_) => self.help_on(text),
                None => self.refuse_map(text),
            };
        };
        // The keys that an action has already stay its own.
        let mut keys = self.keys.map.keys_of(what);
        keys.retain(|one| one != key);
        keys.push(key.to_owned());
        let mut own = self.shell.settings.keys.clone();
        own.retain(|(name, _)| name != what);
        own.push((what.to_owned(), keys.clone()));
        let (map, mistakes) = Keymap::with(&own);
        // A key that did something else does this now: that was asked.
        let wrong = |mistake: &&Mistake| mistake.name == what && !matches!(mistake.what, KeyMistake::Taken(..));
        if let Some(mistake) = mistakes.iter().find(wrong) {
            self.shell.tell(StatusNotice::warning(&mistake.say(&self.shell.words)));
            return Vec::new();
        }
        self.keys.map = map;
        self.shell.settings.keys = own;
        self.shell.words = Words::naming(self.shell.words.language, key_names(self.keys.map.own_keys()));
        let line = row(what, &keys);
        let values =
            [("key", PhraseValue::Text(key)), ("what", PhraseValue::Text(what)), ("line", PhraseValue::Text(&line))];
        self.shell.tell(StatusNotice::done(&self.shell.words.with("mapped", &values)));
        Vec::new()
    }

    /// Says which action there is not, or how a line is written.
    fn refuse_map(&mut self, text: &str) -> Vec<Effect> {
        let Some((key, what)) = text.split_once(' ').filter(|(key, _)| Key::parse_chord(key).is_some()) else {
            self.shell.hint("no-map");
            return Vec::new();
        };
        let steps = what.split(" + ").map(str::trim);
        let wrong = steps.into_iter().find(|step| named(step).is_none() && !step.starts_with(':')).unwrap_or(what);
        let near = self.perhaps(nearest(wrong, BINDINGS.iter().map(|row| row.name)));
        let values =
            [("key", PhraseValue::Text(key)), ("name", PhraseValue::Text(wrong)), ("near", PhraseValue::Text(&near))];
        self.shell.tell(StatusNotice::warning(&self.shell.words.with("no-map-action", &values)));
        Vec::new()
    }

    /// `:unmap`: a key of the user's own does again what it did before, or nothing.
    pub(in crate::ui) fn unmap(&mut self, key: &str) -> Vec<Effect> {
        let chord = Key::parse_chord(key);
        let is_it = |one: &String| chord.is_some() && Key::parse_chord(one) == chord;
        let mut own = self.shell.settings.keys.clone();
        if !own.iter().any(|(_, keys)| keys.iter().any(is_it)) {
            return self.refuse("no-unmap", key, "");
        }
        for (name, keys) in &mut own {
            keys.retain(|one| !is_it(one));
            // What the table says anyway is nobody's own.
            if named(name).is_some_and(|row| row.keys.iter().eq(keys.iter())) {
                keys.clear();
            }
        }
        own.retain(|(_, keys)| !keys.is_empty());
        self.keys.map = Keymap::with(&own).0;
        self.shell.settings.keys = own;
        self.shell.words = Words::naming(self.shell.words.language, key_names(self.keys.map.own_keys()));
        self.shell.tell(StatusNotice::done(&self.shell.words.with("unmapped", &[("key", PhraseValue::Text(key))])));
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_end_where_an_action_or_a_line_begins() {
        assert_eq!(parted("ctrl-n toggle-star + next-article"), Some(("ctrl-n", "toggle-star + next-article")));
        assert_eq!(parted("g V :run mpv {url}"), Some(("g V", ":run mpv {url}")));
        assert_eq!(parted("ctrl-n"), None);
        assert_eq!(parted("ctrl-n nothing-such"), None);
    }

    #[test]
    fn a_row_is_written_as_the_configuration_reads_it() {
        assert_eq!(row(":run a \"b\"", &["g V".to_owned()]), r#"":run a \"b\"" = "g V""#);
        assert_eq!(row("zen", &["z".to_owned(), "f2".to_owned()]), r#""zen" = ["z", "f2"]"#);
    }
}
