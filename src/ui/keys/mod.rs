//! Keys: the table of actions, what is bound to which chord, and what the keys so far mean.

use crate::model::Timestamp;

use action::CountScope;
use key::{Code, Key};
use keymap::{KeyStep, Keymap, MAX_COUNT, Mistake, Resolved};

pub mod action;
pub(in crate::ui) mod again;
mod dispatch;
pub mod key;
pub mod keymap;
pub(in crate::ui) mod letter;
mod own;
pub mod table;

/// Seconds after which a begun chord is forgotten.
const CHORD_SECONDS: i64 = 3;

/// What is bound, and which keys wait for another.
pub(in crate::ui) struct KeyInput {
    pub(in crate::ui) map: Keymap,
    /// The user's keys as the configuration has them; others may have been bound since.
    pub(in crate::ui) configured: Vec<(String, Vec<String>)>,
    /// Keys of a begun chord.
    pub(in crate::ui) pending: Vec<Key>,
    pub(in crate::ui) since: Timestamp,
    /// The number typed before an action.
    pub(in crate::ui) count: Option<u32>,
    /// What the keys so far do unless another comes soon.
    alone: Option<Vec<KeyStep>>,
    /// What the next letter names.
    pub(in crate::ui) letter: Option<letter::WantedLetter>,
    /// What was changed last.
    pub(in crate::ui) done: Option<again::Repeatable>,
    pub(in crate::ui) recordings: again::Recordings,
}

/// Steps to run, and the number typed before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct KeyRun {
    pub(in crate::ui) steps: Vec<KeyStep>,
    pub(in crate::ui) count: Option<u32>,
}

/// What a key meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Pressed {
    /// It waits for another, or took back what waited.
    Taken,
    /// These are run.
    Runs(KeyRun),
    /// What waited is run by itself, and the key is pressed again after it.
    Again(KeyRun, Key),
    /// Nothing is bound here to these keys, of which it is the last.
    Unbound(Vec<Key>),
}

impl KeyInput {
    /// The table's keys changed by the user's; and what is wrong with those.
    pub(in crate::ui) fn new(own: &[(String, Vec<String>)], now: Timestamp) -> (Self, Vec<Mistake>) {
        let (map, mistakes) = Keymap::with(own);
        let keys = Self {
            map,
            configured: own.to_vec(),
            pending: Vec::new(),
            since: now,
            count: None,
            alone: None,
            letter: None,
            done: None,
            recordings: again::Recordings::default(),
        };
        (keys, mistakes)
    }

    /// Takes a key, in the scopes whose keys count now.
    pub(in crate::ui) fn press(&mut self, key: Key, scopes: &[CountScope], now: Timestamp) -> Pressed {
        if self.digit(key, scopes, now) {
            return Pressed::Taken;
        }
        if key.code == Code::Esc && self.has_begun() {
            self.forget();
            return Pressed::Taken;
        }
        match self.map.resolve(scopes, &self.pending, key) {
            Resolved::Waiting => self.wait(key, None, now),
            Resolved::Perhaps(steps) => self.wait(key, Some(steps), now),
            Resolved::Act(steps) => Pressed::Runs(self.complete(steps)),
            Resolved::Nothing => self.unbound(key),
        }
    }

    fn wait(&mut self, key: Key, alone: Option<Vec<KeyStep>>, now: Timestamp) -> Pressed {
        self.alone = alone;
        self.pending.push(key);
        self.since = now;
        Pressed::Taken
    }

    /// A key that continues nothing: what was begun acts by itself, then the key.
    fn unbound(&mut self, key: Key) -> Pressed {
        let mut chord = std::mem::take(&mut self.pending);
        let alone = self.alone.take();
        self.forget();
        match alone {
            Some(steps) => Pressed::Again(KeyRun { steps, count: None }, key),
            None if key.code == Code::Esc => Pressed::Taken,
            None => {
                chord.push(key);
                Pressed::Unbound(chord)
            }
        }
    }

    /// The steps of a whole chord. A number typed before them counts them; where they cannot be counted it means nothing: what
    /// a digit does alone it does when no other key comes.
    fn complete(&mut self, steps: Vec<KeyStep>) -> KeyRun {
        let count = self.count.take();
        self.forget();
        KeyRun { steps, count }
    }

    /// No further key came: what the keys so far do alone.
    pub(in crate::ui) fn time_out(&mut self) -> Option<KeyRun> {
        let steps = self.alone.take()?;
        self.forget();
        Some(KeyRun { steps, count: None })
    }

    /// Takes a digit as the beginning of a count, or as its continuation; what the first digit does alone is kept.
    fn digit(&mut self, key: Key, scopes: &[CountScope], now: Timestamp) -> bool {
        let Some(digit) = key.typed().and_then(|c| c.to_digit(10)) else { return false };
        if !self.pending.is_empty() || (self.count.is_none() && digit == 0) {
            return false;
        }
        self.alone = match self.map.resolve(scopes, &[], key) {
            Resolved::Act(steps) | Resolved::Perhaps(steps) if self.count.is_none() => Some(steps),
            _ => None,
        };
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
        self.since = now;
        true
    }

    /// Forgets what was begun.
    pub(in crate::ui) fn forget(&mut self) {
        self.pending.clear();
        self.count = None;
        self.alone = None;
    }

    /// Forgets a chord that was begun too long ago.
    pub(in crate::ui) fn age(&mut self, now: Timestamp) {
        if self.alone.is_none() && now.0 - self.since.0 >= CHORD_SECONDS {
            self.forget();
        }
    }

    /// Whether a chord or a count was begun.
    pub(in crate::ui) fn has_begun(&self) -> bool {
        !self.pending.is_empty() || self.count.is_some()
    }

    /// Whether what was begun does something by itself when no other key comes.
    pub(in crate::ui) fn waits(&self) -> bool {
        self.alone.is_some()
    }
}
