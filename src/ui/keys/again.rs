//! Keys done again: what was changed last, and keys that were recorded under a letter.

use std::collections::BTreeMap;

use super::KeyRun;
use super::key::Key;
use super::keymap::KeyStep;
use super::letter::WantedLetter;
use super::table::counts;
use crate::ui::Ui;
use crate::ui::action::{Action, AgainAction, ArticleAction, MarkAction};
use crate::ui::effect::Effect;
use crate::ui::notice::StatusNotice;
use crate::ui::words::PhraseValue;

/// Most keys of a recording.
const MAX_KEYS: usize = 500;
/// Most playings within one another.
const MAX_DEPTH: usize = 8;
/// Most keys that one playing presses, all repetitions and what they play in turn together.
const MAX_PLAYED: usize = 10_000;

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
    /// Playings within one another.
    depth: usize,
    /// A movement that was played had nowhere to go: what is played ends there.
    stuck: bool,
}

impl Recordings {
    /// Notes a key while keys are recorded, and whether it continues a chord.
    pub(in crate::ui) fn note(&mut self, key: Key, place: InChord) {
        let Some((_, keys, start)) = self.running.as_mut().filter(|_| self.depth == 0) else { return };
        if place == InChord::First {
            *start = keys.len();
        }
        if keys.len() < MAX_KEYS {
            keys.push(key);
        }
    }

    /// A movement had nowhere to go.
    pub(in crate::ui) fn stop(&mut self) {
        self.stuck = self.depth > 0;
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

/// Whether an action changes something, so that it is worth doing again.
fn changes(action: Action) -> bool {
    matches!(
        action,
        Action::Mark(MarkAction::ToggleRead | MarkAction::ToggleStar)
            | Action::Article(
                ArticleAction::OpenInBrowser
                    | ArticleAction::CopyAddress
                    | ArticleAction::CopyText
                    | ArticleAction::CopyCitation
            )
    )
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
        if recordings.depth >= MAX_DEPTH {
            return Vec::new();
        }
        if recordings.depth == 0 {
            (recordings.left, recordings.stuck) = (MAX_PLAYED, false);
        }
        recordings.depth += 1;
        let mut effects = Vec::new();
        'all: for _ in 0..times {
            for key in &keys {
                let left = &mut self.keys.recordings.left;
                if *left == 0 {
                    break 'all;
                }
                *left -= 1;
                effects.extend(self.key(*key));
                if self.keys.recordings.stuck {
                    break 'all;
                }
            }
        }
        self.keys.recordings.depth -= 1;
        effects
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
