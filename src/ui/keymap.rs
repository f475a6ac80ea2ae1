//! The table plus the reader's own keys → lookup; chords with a pending state; counts.
//!
//! A letter composed by a Vietnamese input method (ư, đ, â …) acts as the key that made it, unless it is bound itself.

use crate::text::telex::command_key;

use super::action::{Action, BINDINGS, Binding, Scope, named};
use super::key::{Code, Key};

/// Largest count that may be typed before an action; more digits are ignored.
pub const MAX_COUNT: u32 = 9_999;

/// Most actions that one key of the configuration may run.
pub const MAX_MACRO: usize = 32;

/// One bound chord.
#[derive(Debug, Clone)]
struct Entry {
    scope: Scope,
    chord: Vec<Key>,
    actions: Vec<Action>,
    name: String,
}

/// All bound chords.
#[derive(Debug, Clone)]
pub struct Keymap {
    entries: Vec<Entry>,
}

/// What a key means, given the keys before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// These actions, in order.
    Act(Vec<Action>),
    /// More keys may follow.
    Waiting,
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut map = Self { entries: Vec::new() };
        for b in BINDINGS {
            for keys in b.keys {
                if let Some(chord) = Key::parse_chord(keys) {
                    map.bind(b.scope, chord, vec![b.action], b.name);
                }
            }
        }
        map
    }
}

impl Keymap {
    /// The default keys changed by the reader's: a name of the table with the keys that replace its own (none: unbound),
    /// or `a + b` names for several actions. Gives the mistakes as sentences; what could be understood counts.
    pub fn with(keys: &[(String, Vec<String>)]) -> (Self, Vec<String>) {
        let (mut map, mut mistakes) = (Self::default(), Vec::new());
        for (name, chords) in keys {
            let rows: Option<Vec<&Binding>> = name.split('+').map(|n| named(n.trim())).collect();
            let Some(rows) = rows.filter(|r| !r.is_empty() && r.len() <= MAX_MACRO) else {
                mistakes.push(format!("[keys] {name}: there is no such action{}", nearest(name)));
                continue;
            };
            let actions: Vec<Action> = rows.iter().map(|b| b.action).collect();
            map.entries.retain(|e| e.name != *name);
            for text in chords {
                match Key::parse_chord(text) {
                    Some(chord) => map.bind(rows[0].scope, chord, actions.clone(), name),
                    None => mistakes.push(format!("[keys] {name}: {text:?} is not a key")),
                }
            }
        }
        (map, mistakes)
    }

    fn bind(&mut self, scope: Scope, chord: Vec<Key>, actions: Vec<Action>, name: &str) {
        self.entries.retain(|e| !(e.scope == scope && e.chord == chord));
        self.entries.push(Entry { scope, chord, actions, name: name.to_owned() });
    }

    /// What `key` means after `pending`, looked up in `scopes` from the most to the least particular.
    pub fn resolve(&self, scopes: &[Scope], pending: &[Key], key: Key) -> Resolved {
        match self.look_up(scopes, pending, key) {
            Resolved::Nothing => match base_key(key) {
                Some(base) => self.look_up(scopes, pending, base),
                None => Resolved::Nothing,
            },
            found => found,
        }
    }

    fn look_up(&self, scopes: &[Scope], pending: &[Key], key: Key) -> Resolved {
        let matches = |e: &&Entry| {
            e.chord.len() > pending.len() && e.chord[..pending.len()] == *pending && e.chord[pending.len()] == key
        };
        for scope in scopes {
            let mut found = self.entries.iter().filter(|e| e.scope == *scope).filter(matches).peekable();
            if let Some(whole) = found.clone().find(|e| e.chord.len() == pending.len() + 1) {
                return Resolved::Act(whole.actions.clone());
            }
            if found.peek().is_some() {
                return Resolved::Waiting;
            }
        }
        Resolved::Nothing
    }

    /// The chords that may follow `pending` in `scopes`: (rest of the chord, name of the action).
    pub fn hints(&self, scopes: &[Scope], pending: &[Key]) -> Vec<(String, String)> {
        self.entries
            .iter()
            .filter(|e| scopes.contains(&e.scope) && e.chord.len() > pending.len())
            .filter(|e| e.chord[..pending.len()] == *pending)
            .map(|e| (print(&e.chord[pending.len()..]), e.name.clone()))
            .collect()
    }

    /// The chords bound to the action called `name`, as text.
    pub fn keys_of(&self, name: &str) -> Vec<String> {
        self.entries.iter().filter(|e| e.name == name).map(|e| print(&e.chord)).collect()
    }
}

fn print(chord: &[Key]) -> String {
    chord.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// A suggestion for a misspelt name, as the tail of a sentence.
pub fn nearest(name: &str) -> String {
    let score = |b: &&Binding| b.name.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    match BINDINGS.iter().max_by_key(score) {
        Some(b) if score(&b) >= 2 => format!("; did you mean {:?}?", b.name),
        _ => String::new(),
    }
}

/// The key that a Vietnamese input method turned into `key`: ư was typed with w, đ with d, â with a, á with s …
fn base_key(key: Key) -> Option<Key> {
    let Code::Char(c) = key.code else { return None };
    let base = command_key(c);
    (base != c).then_some(Key { code: Code::Char(base), ..key })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[Scope] = &[Scope::List, Scope::Anywhere];
    const READER: &[Scope] = &[Scope::Reader, Scope::Anywhere];

    #[test]
    fn the_more_particular_scope_wins() {
        let map = Keymap::default();
        assert_eq!(map.resolve(LIST, &[], Key::char('/')), Resolved::Act(vec![Action::Search]));
        assert_eq!(map.resolve(READER, &[], Key::char('/')), Resolved::Act(vec![Action::Find]));
    }

    #[test]
    fn a_chord_waits_and_then_acts() {
        let map = Keymap::default();
        assert_eq!(map.resolve(LIST, &[], Key::char('g')), Resolved::Waiting);
        assert_eq!(map.resolve(LIST, &[Key::char('g')], Key::char('g')), Resolved::Act(vec![Action::Top]));
        assert_eq!(map.resolve(LIST, &[Key::char('g')], Key::char('!')), Resolved::Nothing);
    }

    #[test]
    fn letters_composed_by_an_input_method_act_as_the_key_that_made_them() {
        let map = Keymap::default();
        assert_eq!(map.resolve(LIST, &[], Key::char('Đ')), Resolved::Act(vec![Action::DownloadBodies]));
        assert_eq!(map.resolve(LIST, &[], Key::char('ô')), Resolved::Act(vec![Action::OpenInBrowser]));
        assert_eq!(map.resolve(LIST, &[], Key::char('ư')), Resolved::Act(vec![Action::Save]));
    }

    #[test]
    fn a_readers_key_replaces_the_default_one() {
        let (map, mistakes) = Keymap::with(&[("browser".into(), vec!["ctrl-o".into()])]);
        assert!(mistakes.is_empty());
        assert_eq!(map.resolve(LIST, &[], Key::ctrl('o')), Resolved::Act(vec![Action::OpenInBrowser]));
        assert_eq!(map.resolve(LIST, &[], Key::char('o')), Resolved::Nothing);
    }

    #[test]
    fn several_actions_may_share_a_key() {
        let (map, mistakes) = Keymap::with(&[("toggle-star + down".into(), vec!["S".into()])]);
        assert!(mistakes.is_empty());
        assert_eq!(map.resolve(LIST, &[], Key::char('S')), Resolved::Act(vec![Action::ToggleStar, Action::Down]));
    }

    #[test]
    fn an_unknown_action_is_told_with_a_suggestion() {
        let (_, mistakes) = Keymap::with(&[("brwser".into(), vec!["x".into()]), ("refresh".into(), vec!["xx".into()])]);
        assert!(mistakes[0].contains("browser"), "{mistakes:?}");
        assert!(mistakes[1].contains("\"xx\" is not a key"));
    }
}
