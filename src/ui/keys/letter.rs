//! The letter after a key that needs one: of a place, or of keys that were recorded.

use crate::text::telex::command_key;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::Key;

/// What the next letter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Wanted {
    /// The place that is read now.
    NewPlace,
    /// The place to go to.
    Place,
    /// The keys that are recorded from now on.
    Recording,
    /// The keys to play, so many times.
    Played(u32),
}

impl Wanted {
    /// The phrase of the status line while the letter is waited for.
    pub(in crate::ui) fn phrase(self) -> &'static str {
        match self {
            Self::NewPlace => "letter-new-place",
            Self::Place => "letter-place",
            Self::Recording => "letter-recording",
            Self::Played(_) => "letter-played",
        }
    }
}

impl Ui {
    /// Waits for a letter.
    pub(in crate::ui) fn await_letter(&mut self, wanted: Wanted) -> Vec<Effect> {
        self.keys.letter = Some(wanted);
        Vec::new()
    }

    /// Takes the letter that was waited for; any other key takes the wish back.
    pub(in crate::ui) fn letter(&mut self, wanted: Wanted, key: Key) -> Vec<Effect> {
        let Some(letter) = key.typed().filter(|c| !c.is_whitespace() && !c.is_control()).map(command_key) else {
            return Vec::new();
        };
        match wanted {
            Wanted::NewPlace if letter.is_alphanumeric() => self.set_place(letter),
            Wanted::Recording if letter.is_alphanumeric() => self.record(letter),
            Wanted::NewPlace | Wanted::Recording => {
                self.shell.hint("letter-only");
                Vec::new()
            }
            Wanted::Place => self.go_to_place(letter),
            Wanted::Played(times) => self.play(letter, times),
        }
    }

    /// What the letters that were waited for lead to.
    pub(in crate::ui) fn letter_hints(&self, wanted: Wanted) -> Vec<(String, String)> {
        match wanted {
            Wanted::NewPlace | Wanted::Place => self.place_hints(),
            Wanted::Recording | Wanted::Played(_) => self.keys.recordings.hints(),
        }
    }
}
