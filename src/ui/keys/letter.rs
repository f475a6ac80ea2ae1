//! The letter after a key that needs one: of a place, or of keys that were recorded.

use crate::text::telex::command_key;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::Key;

/// What the next letter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum WantedLetter {
    /// The place that is read now.
    NewPlace,
    /// The place to go to.
    Place,
    /// The keys that are recorded from now on.
    Recording,
    /// The keys to play, so many times.
    Played(u32),
}

impl WantedLetter {
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
    pub(in crate::ui) fn await_letter(&mut self, wanted: WantedLetter) -> Vec<Effect> {
        self.keys.letter = Some(wanted);
        Vec::new()
    }

    /// Takes the letter that was waited for; any other key takes the wish back.
    pub(in crate::ui) fn letter(&mut self, wanted: WantedLetter, key: Key) -> Vec<Effect> {
        let Some(letter) = key.typed().filter(|c| !c.is_whitespace() && !c.is_control()).map(command_key) else {
            return Vec::new();
        };
        match wanted {
            WantedLetter::NewPlace if letter.is_alphanumeric() => self.set_place(letter),
            WantedLetter::Recording if letter.is_alphanumeric() => self.record(letter),
            WantedLetter::NewPlace | WantedLetter::Recording => {
                self.shell.hint("letter-only");
                Vec::new()
            }
            WantedLetter::Place => self.go_to_place(letter),
            WantedLetter::Played(times) => self.play(letter, times),
        }
    }

    /// What the letters that were waited for lead to.
    pub(in crate::ui) fn letter_hints(&self, wanted: WantedLetter) -> Vec<(String, String)> {
        match wanted {
            WantedLetter::NewPlace | WantedLetter::Place => self.place_hints(),
            WantedLetter::Recording | WantedLetter::Played(_) => self.keys.recordings.hints(),
        }
    }
}
