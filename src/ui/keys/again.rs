//! Keys done again: what was changed last, and keys that were recorded under a letter.

use std::collections::{BTreeMap, VecDeque};

use super::KeyRun;
use super::key::{Code, Key};
use super::keymap::KeyStep;
use super::letter::WantedLetter;
use super::table::counts;
use crate::model::Timestamp;
use crate::ui::Ui;
use crate::ui::action::{Action, AgainAction, MarkAction};
use crate::ui::effect::Effect;
use crate::ui::notice::StatusNotice;
use crate::ui::words::PhraseValue;

/// Most keys of a recording.
const MAX_KEYS: usize = 500;
/// Most playings within one another.
const MAX_DEPTH: usize = 8;
/// Most keys that one playing presses, all repetitions and what they play in turn together.
const MAX_PLAYED: usize = 10_000;

/// Most keys typed ahead while keys are played.
const MAX_TYPED: usize = 100;
/// Seconds after which what was asked for is no longer waited for, and what is played ends.
const ANSWER_SECONDS: i64 = 10;
/// What stands in a recording for the time that a key waited for another.
const PAUSE: Key = Key::plain(Code::Pause);

/// Most times that a change is done again at once.
const MAX_REPEATS: u32 = 500;

/// What can be done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Repeatable {
    /// What a key did.
    Run(KeyRun),
    /// A line of the command line.
    Line(String),
}

/// Where in a chord a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum InChord {
    First,
    Later,
}

/// Keys under letters.
#[derive(Debug, Default)]
pub(in crate::ui) struct Recordings {
    kept: BTreeMap<char, Vec<Key>>,
    /// The letter and the keys that are recorded now, and with which of them the key being pressed began.
    running: Option<(char, Vec<Key>, usize)>,
    last: Option<char>,
    /// Keys that may still be pressed by the playing that goes on.
    left: usize,
    /// What is played: each is played by a key of the one before it.
    playing: Vec<Playing>,
    /// Keys that were pressed meanwhile; they come after it.
    typed: VecDeque<Key>,
    /// The key that is being pressed is played.
    presses: bool,
    /// When a key was played last.
    since: Timestamp,
}

/// Keys that are played, the next of them, and how often still.
#[derive(Debug)]
struct Playing {
    keys: Vec<Key>,
    at: usize,
    times: u32,
}

impl Recordings {
    /// Notes a key while keys are recorded, and whether it continues a chord.
    pub(in crate::ui) fn note(&mut self, key: Key, place: InChord) {
        let Some((_, keys, start)) = self.running.as_mut().filter(|_| !self.presses) else { return };
        if place == InChord::First {
            *start = keys.len();
        }
        if keys.len() < MAX_KEYS {
            keys.push(key);
        }
    }

    /// A movement had nowhere to go: what is played ends there.
    pub(in crate::ui) fn stop(&mut self) {
        if self.presses {
            self.playing.clear();
        }
    }

    /// Whether keys are played, or come after such.
    pub(in crate::ui) fn is_playing(&self) -> bool {
        !self.playing.is_empty() || !self.typed.is_empty()
    }

    /// Begins to play keys so often, from where the playing that goes on presses them.
    fn begin(&mut self, keys: Vec<Key>, times: u32) {
        if self.playing.is_empty() && !self.presses {
            self.left = MAX_PLAYED;
        }
        if self.playing.len() < MAX_DEPTH && times > 0 {
            self.playing.push(Playing { keys, at: 0, times });
        }
    }

    /// The next key that is played, else the first that was typed meanwhile.
    fn next(&mut self) -> Option<Key> {
        let played = self.next_played();
        self.presses = played.is_some();
        played.or_else(|| self.typed.pop_front())
    }

    fn next_played(&mut self) -> Option<Key> {
        let running = self.playing.last_mut()?;
        let key = running.keys.get(running.at).copied().filter(|_| self.left > 0);
        if key.is_none() {
            self.playing.clear();
            return None;
        }
        self.left -= 1;
        running.at += 1;
        if running.at == running.keys.len() {
            (running.at, running.times) = (0, running.times - 1);
            if running.times == 0 {
                self.playing.pop();
            }
        }
        key
    }

    /// The letter that is recorded.
    pub(in crate::ui) fn running(&self) -> Option<char> {
        self.running.as_ref().map(|(letter, ..)| *letter)
    }

    /// What is kept: letter, and its keys.
    pub(in crate::ui) fn hints(&self) -> Vec<(String, String)> {
        self.kept.iter().map(|(letter, keys)| (letter.to_string(), printed(keys))).collect()
    }

    /// A line for each, to be remembered.
    fn written(&self) -> String {
        self.hints().into_iter().map(|(letter, keys)| format!("{letter} {keys}")).collect::<Vec<_>>().join("\n")
    }

    /// Takes back what was remembered.
    pub(in crate::ui) fn read(&mut self, written: &str) {
        let kept = |line: &str| {
            let (letter, keys) = line.split_once(' ')?;
            let keys = Key::parse_chord(keys).filter(|keys| keys.len() <= MAX_KEYS)?;
            Some((letter.chars().next()?, keys))
        };
        self.kept = written.lines().filter_map(kept).collect();
    }
}

fn printed(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// Whether an action changes something, so that it is worth doing again; copying changes nothing.
fn changes(action: Action) -> bool {
    matches!(action, Action::Mark(MarkAction::ToggleRead | MarkAction::ToggleStar))
}

/// Commands of the `:` line that are worth doing again.
const LINES: &[&str] = &["pipe", "run", "write", "w", "label"];

impl Ui {
    /// Does again what keys did.
    pub(in crate::ui) fn act_again(&mut self, action: AgainAction, count: Option<u32>) -> Vec<Effect> {
        match action {
            AgainAction::Repeat => self.repeat(count.unwrap_or(1)),
            AgainAction::Record if self.keys.recordings.running().is_some() => self.stop_recording(),
            AgainAction::Record => self.await_letter(WantedLetter::Recording),
            AgainAction::Play => self.await_letter(WantedLetter::Played(count.unwrap_or(1))),
        }
    }

    /// Keeps what a key did, if it changed something.
    pub(in crate::ui) fn keep_run(&mut self, run: &KeyRun) {
        // While lines are chosen the same keys are about those lines.
        if self.reader.is_choosing() {
            return;
        }
        let worth = |step: &KeyStep| match step {
            KeyStep::Act(action) => changes(*action),
            KeyStep::Line(line) => is_worth(line),
        };
        if run.steps.iter().any(worth) {
            self.keys.done = Some(Repeatable::Run(run.clone()));
        }
    }

    /// Keeps a line that was typed, if it changed something.
    pub(in crate::ui) fn keep_line(&mut self, line: &str) {
        if is_worth(line) {
            self.keys.done = Some(Repeatable::Line(line.to_owned()));
        }
    }

    fn repeat(&mut self, times: u32) -> Vec<Effect> {
        let Some(done) = self.keys.done.clone() else {
            self.shell.hint("nothing-to-repeat");
            return Vec::new();
        };
        // An action that takes a number itself is done once, with it: a star is put on so many rows, not turned around so often.
        if let Repeatable::Run(KeyRun { steps, .. }) = &done
            && let [KeyStep::Act(action)] = steps.as_slice()
            && counts(*action)
            && times > 1
        {
            return self.run(KeyRun { steps: steps.clone(), count: Some(times) });
        }
        let again = |_| match done.clone() {
            Repeatable::Run(run) => self.run(run),
            Repeatable::Line(line) => self.run_command(&line),
        };
        (0..times.min(MAX_REPEATS)).flat_map(again).collect()
    }

    /// Records the keys from now on under a letter.
    pub(in crate::ui) fn record(&mut self, letter: char) -> Vec<Effect> {
        self.keys.recordings.running = Some((letter, Vec::new(), 0));
        let key = self.keys.map.keys_of("record").into_iter().next().unwrap_or_default();
        self.tell_recording("recording", letter, &key);
        Vec::new()
    }

    fn stop_recording(&mut self) -> Vec<Effect> {
        let recordings = &mut self.keys.recordings;
        let Some((letter, mut keys, start)) = recordings.running.take() else { return Vec::new() };
        // The chord that stops is no part of it.
        keys.truncate(start);
        if keys.is_empty() {
            recordings.kept.remove(&letter);
        } else {
            recordings.kept.insert(letter, keys);
            recordings.last = Some(letter);
        }
        let written = recordings.written();
        let key = self.keys.map.keys_of("play").into_iter().next().unwrap_or_default();
        self.tell_recording("recorded", letter, &key);
        vec![Effect::Remember("recordings", written)]
    }

    fn tell_recording(&mut self, id: &str, letter: char, key: &str) {
        let letter = letter.to_string();
        let values = [("letter", PhraseValue::Text(&letter)), ("key", PhraseValue::Text(key))];
        self.shell.tell(StatusNotice::done(&self.shell.words.with(id, &values)));
    }

    /// Presses the keys of a letter; of the key that plays: those that were played last.
    pub(in crate::ui) fn play(&mut self, letter: char, times: u32) -> Vec<Effect> {
        let recordings = &mut self.keys.recordings;
        let asked = if letter == '@' { recordings.last } else { Some(letter) };
        let Some((letter, keys)) = asked.and_then(|letter| Some((letter, recordings.kept.get(&letter)?.clone())))
        else {
            let letter = letter.to_string();
            self.shell.tell(StatusNotice::hint(
                &self.shell.words.with("no-recording", &[("letter", PhraseValue::Text(&letter))]),
            ));
            return Vec::new();
        };
        recordings.last = Some(letter);
        recordings.since = self.shell.now;
        recordings.begin(keys, times);
        Vec::new()
    }

    /// A key of the user's. While keys are played it comes after them; one that leads out of everything ends them.
    pub(in crate::ui) fn user_key(&mut self, key: Key) -> Vec<Effect> {
        if !self.keys.recordings.is_playing() {
            return self.key(key);
        }
        if key == Key::plain(Code::Esc) || key == Key::ctrl('c') {
            return self.end_playing("playing-stopped");
        }
        if self.keys.recordings.typed.len() < MAX_TYPED {
            self.keys.recordings.typed.push_back(key);
        }
        Vec::new()
    }

    fn end_playing(&mut self, id: &str) -> Vec<Effect> {
        self.keys.recordings.playing.clear();
        self.keys.recordings.typed.clear();
        self.shell.hint(id);
        Vec::new()
    }

    /// Presses the keys that are played, each once there is what the one before it asked for.
    pub(in crate::ui) fn play_on(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while !self.waits_for_answers()
            && let Some(key) = self.keys.recordings.next()
        {
            self.keys.recordings.since = self.shell.now;
            let asked = if key == PAUSE { self.waited() } else { self.key(key) };
            self.marks.note_asked(&asked);
            effects.extend(asked);
        }
        if !self.keys.recordings.is_playing() {
            self.keys.recordings.presses = false;
        }
        effects
    }

    /// Whether something is on its way that a key may be about: rows, hits, an article, marks.
    fn waits_for_answers(&self) -> bool {
        // What a search finds while it is typed is replaced by what is found in the end.
        self.prompts.open.is_none()
            && (self.list.waits()
                || self.search.waits()
                || self.reader.waits()
                || self.prefetch.awaited.is_some()
                || self.prefetch.together.is_some()
                || self.marks.waits())
    }

    /// What is played does not wait for ever.
    pub(in crate::ui) fn age_playing(&mut self) {
        let recordings = &self.keys.recordings;
        if recordings.is_playing() && self.shell.now.0 - recordings.since.0 >= ANSWER_SECONDS {
            self.marks.forget_asked();
            self.end_playing("playing-unanswered");
        }
    }

    /// A begun key waited in vain for another: played again, it does so too.
    pub(in crate::ui) fn note_pause(&mut self) {
        self.keys.recordings.note(PAUSE, InChord::First);
    }
}

fn is_worth(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|name| LINES.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::key::Code;

    #[test]
    fn recordings_are_read_back_as_they_were_written() {
        let mut recordings = Recordings::default();
        let keys = vec![Key::char('s'), Key::ctrl('d'), Key::plain(Code::Enter), Key::char(' '), Key::char('<')];
        recordings.kept.insert('a', keys.clone());
        let mut read = Recordings::default();
        read.read(&format!("{}\nb không-phím\n", recordings.written()));
        assert_eq!(read.kept.get(&'a'), Some(&keys));
        assert_eq!(read.kept.len(), 1);
    }
}
