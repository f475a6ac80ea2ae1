//! The table plus the user's own keys → lookup; chords with a pending state; counts.
//!
//! A letter composed by a Vietnamese input method (ư, đ, â …) acts as the key that made it, unless it is bound itself.

use crate::text::telex::command_key;

use crate::config::nearest::nearest;
use crate::ui::action::{Action, CountScope};
use crate::ui::key::{Code, Key};
use crate::ui::prompt::known::known;
use crate::ui::table::{BINDINGS, Binding, named};
use crate::ui::words::{OwnKeys, PhraseValue, Words};

/// Largest count that may be typed before an action; more digits are ignored.
pub const MAX_COUNT: u32 = 9_999_999;

/// Most actions that one key of the configuration may run.
pub const MAX_MACRO: usize = 32;

/// Longest chord.
pub const MAX_CHORD: usize = 8;

/// One thing that a key does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyStep {
    /// An action of the table.
    Act(Action),
    /// A line of the `:` prompt.
    Line(String),
}

/// One bound chord.
#[derive(Debug, Clone)]
struct BoundChord {
    scope: CountScope,
    chord: Vec<Key>,
    steps: Vec<KeyStep>,
    name: String,
}

/// All bound chords.
#[derive(Debug, Clone)]
pub struct Keymap {
    entries: Vec<BoundChord>,
}

/// What a key means, given the keys before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// These steps, in order.
    Act(Vec<KeyStep>),
    /// These steps, unless another key comes soon.
    Perhaps(Vec<KeyStep>),
    /// More keys may follow.
    Waiting,
    /// Nothing.
    Nothing,
}

/// What is wrong with a row of `[keys]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The name of the row.
    pub name: String,
    /// What is wrong with it.
    pub what: KeyMistake,
}

/// Kinds of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyMistake {
    /// No such action; the one that was perhaps meant.
    NoAction(String, Option<&'static str>),
    /// No such command of the command line; the one that was perhaps meant.
    NoCommand(String, Option<&'static str>),
    /// More than [`MAX_MACRO`] actions.
    TooMany,
    /// No such key.
    NoKey(String),
    /// The key already does something else.
    Taken(String, String),
}

impl Mistake {
    /// The sentence, with what to do.
    pub fn say(&self, words: &Words) -> String {
        let name = PhraseValue::Text(&self.name);
        match &self.what {
            KeyMistake::NoAction(written, near) => unknown(words, "keys-no-action", written, *near),
            KeyMistake::NoCommand(written, near) => unknown(words, "keys-no-command", written, *near),
            KeyMistake::TooMany => {
                words.with("keys-too-many", &[("name", name), ("most", PhraseValue::Number(MAX_MACRO))])
            }
            KeyMistake::NoKey(key) => words.with("keys-no-key", &[("name", name), ("key", PhraseValue::Text(key))]),
            KeyMistake::Taken(key, other) => words.with(
                "keys-taken",
                &[("name", name), ("key", PhraseValue::Text(key)), ("other", PhraseValue::Text(other))],
            ),
        }
    }
}

/// Says that there is no such thing, and what was perhaps meant.
fn unknown(words: &Words, id: &str, written: &str, near: Option<&str>) -> String {
    let near = near.map(|near| words.with("perhaps", &[("name", PhraseValue::Text(near))])).unwrap_or_default();
    words.with(id, &[("name", PhraseValue::Text(written)), ("near", PhraseValue::Text(&near))])
}

impl Default for Keymap {
    fn default() -> Self {
        let mut map = Self { entries: Vec::new() };
        for b in BINDINGS {
            for keys in b.keys {
                if let Some(chord) = Key::parse_chord(keys) {
                    map.bind(b.scope, chord, vec![KeyStep::Act(b.action)], b.name);
                }
            }
        }
        map
    }
}

/// The steps of a name of `[keys]`: an action, a line that begins with `:`, or several with ` + ` between.
fn steps(name: &str) -> Result<(CountScope, Vec<KeyStep>), KeyMistake> {
    let (mut scope, mut steps) = (CountScope::Anywhere, Vec::new());
    for (at, part) in name.split(" + ").map(str::trim).enumerate() {
        if let Some(line) = part.strip_prefix(':') {
            if let Err((written, near)) = known(line) {
                return Err(KeyMistake::NoCommand(written, near));
            }
            steps.push(KeyStep::Line(line.to_owned()));
            continue;
        }
        let Some(row) = named(part) else {
            return Err(KeyMistake::NoAction(part.to_owned(), nearest(part, BINDINGS.iter().map(|b| b.name))));
        };
        if at == 0 {
            scope = row.scope;
        }
        steps.push(KeyStep::Act(row.action));
    }
    if steps.len() > MAX_MACRO { Err(KeyMistake::TooMany) } else { Ok((scope, steps)) }
}

impl Keymap {
    /// The default keys changed by the user's: a name of the table with the keys that replace its own (none: unbound),
    /// or names with ` + ` between for several actions on a key; a part that begins with `:` is a line of the command
    /// line. Gives the mistakes; what could be understood counts.
    pub fn with(keys: &[(String, Vec<String>)]) -> (Self, Vec<Mistake>) {
        let (mut map, mut mistakes) = (Self::default(), Vec::new());
        // Names first, so that a key given up by one action is free for another, whatever their order.
        for (name, _) in keys {
            map.entries.retain(|e| e.name != *name);
        }
        for (name, chords) in keys {
            let mut wrong = |what| mistakes.push(Mistake { name: name.clone(), what });
            let (scope, steps) = match steps(name) {
                Ok(found) => found,
                Err(what) => {
                    wrong(what);
                    continue;
                }
            };
            for text in chords {
                let Some(chord) = Key::parse_chord(text).filter(|chord| chord.len() <= MAX_CHORD) else {
                    wrong(KeyMistake::NoKey(text.clone()));
                    continue;
                };
                if let Some(other) = map.entries.iter().find(|e| e.scope == scope && e.chord == chord) {
                    wrong(KeyMistake::Taken(text.clone(), other.name.clone()));
                }
                map.bind(scope, chord, steps.clone(), name);
            }
        }
        (map, mistakes)
    }

    fn bind(&mut self, scope: CountScope, chord: Vec<Key>, steps: Vec<KeyStep>, name: &str) {
        self.entries.retain(|e| !(e.scope == scope && e.chord == chord));
        self.entries.push(BoundChord { scope, chord, steps, name: name.to_owned() });
    }

    /// What `key` means after `pending`, looked up in `scopes` from the most to the least particular.
    pub fn resolve(&self, scopes: &[CountScope], pending: &[Key], key: Key) -> Resolved {
        match self.look_up(scopes, pending, key) {
            Resolved::Nothing => match base_key(key) {
                Some(base) => self.look_up(scopes, pending, base),
                None => Resolved::Nothing,
            },
            found => found,
        }
    }

    fn look_up(&self, scopes: &[CountScope], pending: &[Key], key: Key) -> Resolved {
        let matches = |e: &&BoundChord| {
            e.chord.len() > pending.len() && alike(&e.chord[..pending.len()], pending) && e.chord[pending.len()] == key
        };
        let found =
            |scope: &CountScope| self.entries.iter().filter(|e| e.scope == *scope).filter(matches).collect::<Vec<_>>();
        let longer = |entries: &[&BoundChord]| entries.iter().any(|e| e.chord.len() > pending.len() + 1);
        let mut waiting = false;
        for scope in scopes {
            let entries = found(scope);
            waiting |= longer(&entries);
            if let Some(whole) = entries.iter().find(|e| e.chord.len() == pending.len() + 1) {
                let steps = whole.steps.clone();
                return if waiting { Resolved::Perhaps(steps) } else { Resolved::Act(steps) };
            }
        }
        if waiting { Resolved::Waiting } else { Resolved::Nothing }
    }

    /// The chords that may follow `pending` in `scopes`: (rest of the chord, name of the action).
    pub fn hints(&self, scopes: &[CountScope], pending: &[Key]) -> Vec<(String, String)> {
        self.entries
            .iter()
            .filter(|e| scopes.contains(&e.scope) && e.chord.len() > pending.len())
            .filter(|e| alike(&e.chord[..pending.len()], pending))
            .map(|e| (print(&e.chord[pending.len()..]), e.name.clone()))
            .collect()
    }

    /// The chords bound to the action called `name`, as text.
    pub fn keys_of(&self, name: &str) -> Vec<String> {
        self.entries.iter().filter(|e| e.name == name).map(|e| print(&e.chord)).collect()
    }

    /// The chords that run what is no single action of the table: keys, and the row of `[keys]`.
    pub fn own_rows(&self) -> Vec<(String, String)> {
        let own = self.entries.iter().filter(|e| named(&e.name).is_none());
        own.map(|e| (print(&e.chord), e.name.clone())).collect()
    }

    /// The first chord of the action called `name` that does it in `scopes`: one that nothing else takes there.
    pub fn key_here(&self, scopes: &[CountScope], name: &str, action: Action) -> Option<String> {
        let bound = |chord: &[Key]| {
            let of = |scope: &CountScope| self.entries.iter().find(|e| e.scope == *scope && e.chord == chord);
            scopes.iter().find_map(of)
        };
        let does = |e: &&BoundChord| bound(&e.chord).is_some_and(|first| first.steps == [KeyStep::Act(action)]);
        self.entries.iter().filter(|e| e.name == name).find(does).map(|e| print(&e.chord))
    }

    /// The first key of every action whose first key is not the table's; empty = none.
    pub fn own_keys(&self) -> OwnKeys {
        let changed = |row: &Binding| {
            let first = self.entries.iter().find(|e| e.name == row.name).map(|e| print(&e.chord)).unwrap_or_default();
            (row.keys.first() != Some(&first.as_str())).then(|| (row.name.to_owned(), first))
        };
        BINDINGS.iter().filter_map(changed).collect()
    }
}

fn print(chord: &[Key]) -> String {
    chord.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// Whether keys are those of a chord, or were composed of them by an input method.
fn alike(chord: &[Key], typed: &[Key]) -> bool {
    chord.len() == typed.len() && chord.iter().zip(typed).all(|(c, t)| c == t || base_key(*t) == Some(*c))
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
    use crate::ui::action::{
        ArticleAction, MarkAction, MoveAction, ReaderAction, RefreshAction, ScreenAction, SearchAction,
    };

    const LIST: &[CountScope] = &[CountScope::List, CountScope::Anywhere];
    const READER: &[CountScope] = &[CountScope::Reader, CountScope::Anywhere];

    fn acts(action: Action) -> Resolved {
        Resolved::Act(vec![KeyStep::Act(action)])
    }

    fn with(keys: &[(&str, &[&str])]) -> (Keymap, Vec<Mistake>) {
        let own = |(name, keys): &(&str, &[&str])| ((*name).to_owned(), keys.iter().map(|k| (*k).to_owned()).collect());
        Keymap::with(&keys.iter().map(own).collect::<Vec<_>>())
    }

    #[test]
    fn the_more_particular_scope_wins() {
        let map = Keymap::default();
        assert_eq!(map.resolve(LIST, &[], Key::char('/')), acts(Action::Search(SearchAction::Search)));
        assert_eq!(map.resolve(READER, &[], Key::char('/')), acts(Action::Reader(ReaderAction::Find)));
    }

    #[test]
    fn a_chord_waits_and_then_acts() {
        let map = Keymap::default();
        assert_eq!(map.resolve(LIST, &[], Key::char('g')), Resolved::Waiting);
        assert_eq!(map.resolve(LIST, &[Key::char('g')], Key::char('g')), acts(Action::Move(MoveAction::Top)));
        assert_eq!(map.resolve(LIST, &[Key::char('g')], Key::char('!')), Resolved::Nothing);
    }

    #[test]
    fn a_key_that_also_begins_a_chord_acts_perhaps() {
        let (map, mistakes) = with(&[("zen", &["g"])]);
        assert_eq!(mistakes, []);
        let perhaps = Resolved::Perhaps(vec![KeyStep::Act(Action::Screen(ScreenAction::Zen))]);
        assert_eq!(map.resolve(LIST, &[], Key::char('g')), perhaps);
        assert_eq!(map.resolve(LIST, &[Key::char('g')], Key::char('g')), acts(Action::Move(MoveAction::Top)));
    }

    #[test]
    fn letters_composed_by_an_input_method_act_as_the_key_that_made_them() {
        let map = Keymap::default();
        assert_eq!(map.resolve(LIST, &[], Key::char('Đ')), acts(Action::Refresh(RefreshAction::DownloadBodies)));
        assert_eq!(map.resolve(LIST, &[], Key::char('ô')), acts(Action::Article(ArticleAction::OpenInBrowser)));
        assert_eq!(map.resolve(LIST, &[], Key::char('ư')), acts(Action::Article(ArticleAction::Save)));
    }

    #[test]
    fn a_readers_key_replaces_the_default_one() {
        let (map, mistakes) = with(&[("browser", &["ctrl-n"])]);
        assert_eq!(mistakes, []);
        assert_eq!(map.resolve(LIST, &[], Key::ctrl('n')), acts(Action::Article(ArticleAction::OpenInBrowser)));
        assert_eq!(map.resolve(LIST, &[], Key::char('o')), Resolved::Nothing);
    }

    #[test]
    fn several_actions_and_command_lines_may_share_a_key() {
        let (map, mistakes) = with(&[("toggle-star + :sort title + down", &["!"])]);
        assert_eq!(mistakes, []);
        let steps = vec![
            KeyStep::Act(Action::Mark(MarkAction::ToggleStar)),
            KeyStep::Line("sort title".into()),
            KeyStep::Act(Action::Move(MoveAction::Down)),
        ];
        assert_eq!(map.resolve(LIST, &[], Key::char('!')), Resolved::Act(steps));
    }

    #[test]
    fn an_unknown_action_or_key_is_told_with_a_suggestion() {
        let (_, mistakes) = with(&[("brwser", &["x"]), ("refresh", &["xx"])]);
        assert_eq!(mistakes[0].what, KeyMistake::NoAction("brwser".into(), Some("browser")));
        assert_eq!(mistakes[1].what, KeyMistake::NoKey("xx".into()));
        let words = Words::new(crate::model::Language::English);
        assert!(mistakes[0].say(&words).contains("browser"), "{}", mistakes[0].say(&words));
        let (_, mistakes) = with(&[(":nosuch", &["f9"]), ("down + :srot title", &["f8"]), (":sort title", &["f7"])]);
        let told: Vec<&KeyMistake> = mistakes.iter().map(|mistake| &mistake.what).collect();
        assert_eq!(told[1..], [&KeyMistake::NoCommand("srot".into(), Some("sort"))]);
        assert!(matches!(told[0], KeyMistake::NoCommand(word, _) if word == "nosuch"));
    }

    #[test]
    fn a_key_that_is_taken_is_told_unless_it_was_given_up() {
        let (_, mistakes) = with(&[("browser", &["r"])]);
        assert_eq!(mistakes[0].what, KeyMistake::Taken("r".into(), "refresh".into()));
        assert_eq!(with(&[("browser", &["r"]), ("refresh", &["f5"])]).1, []);
        assert_eq!(with(&[("browser", &["f6"]), ("zen", &["f6"])]).1.len(), 1);
    }
}
