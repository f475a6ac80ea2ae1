//! A sentence in the status line: what happened, to which source, what to do.

use std::io::ErrorKind;

use crate::model::{Timestamp, Trouble, TroubleKind};

use crate::ui::message::Reason;
use crate::ui::theme::Meaning;
use crate::ui::words::{PhraseValue, Words};

/// Seconds after which a passing word goes by itself.
pub const FADE_SECONDS: i64 = 6;

/// How serious it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A passing word.
    Hint,
    /// Something was done.
    Done,
    /// Something needs attention.
    Warning,
    /// Something failed.
    Error,
}

/// A sentence in the status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusNotice {
    /// The sentence.
    pub text: String,
    /// How serious it is.
    pub weight: Weight,
    /// When it was first seen by a tick.
    since: Option<Timestamp>,
}

impl StatusNotice {
    /// A sentence of this weight.
    pub fn new(weight: Weight, text: &str) -> Self {
        // The screen's own words, with data that was put in order where it came in: nothing here is to be mended.
        let text = crate::text::guard(text).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { text, weight, since: None }
    }

    /// A passing word.
    pub fn hint(text: &str) -> Self {
        Self::new(Weight::Hint, text)
    }

    /// Something was done.
    pub fn done(text: &str) -> Self {
        Self::new(Weight::Done, text)
    }

    /// Something needs attention.
    pub fn warning(text: &str) -> Self {
        Self::new(Weight::Warning, text)
    }

    /// Something failed.
    pub fn error(text: &str) -> Self {
        Self::new(Weight::Error, text)
    }

    /// Whether it goes by itself.
    pub fn fades(&self) -> bool {
        matches!(self.weight, Weight::Hint | Weight::Done)
    }

    /// Whether the next key takes it away.
    pub fn goes_with_a_key(&self) -> bool {
        self.weight != Weight::Error || self.since.is_some()
    }

    /// Whether it is over at `now`.
    pub fn is_over(&mut self, now: Timestamp) -> bool {
        let since = *self.since.get_or_insert(now);
        self.fades() && now.0 - since.0 >= FADE_SECONDS
    }

    /// How it looks.
    pub fn meaning(&self) -> Meaning {
        match self.weight {
            Weight::Hint => Meaning::Muted,
            Weight::Done => Meaning::Good,
            Weight::Warning => Meaning::Warning,
            Weight::Error => Meaning::Error,
        }
    }
}

/// A trouble of a source as a sentence with a remedy, by its kind; the engine's own sentence where the kind is new to us.
pub fn trouble(words: &Words, name: &str, kind: TroubleKind, sentence: &str, retry_at: Option<Timestamp>) -> String {
    let id = format!("trouble-{}", kind.name());
    let mut text = words.with(&id, &[("name", PhraseValue::Text(name)), ("what", PhraseValue::Text(sentence))]);
    if let Some(at) = retry_at {
        let when = crate::ui::when::clock(at);
        text.push(' ');
        text.push_str(&words.with("retry-at", &[("when", PhraseValue::Text(&when))]));
    }
    text
}

/// The same, of a trouble that was just told.
pub fn of_trouble(words: &Words, name: &str, t: &Trouble) -> String {
    trouble(words, name, t.kind, &t.what, t.retry_at)
}

/// Something that failed as a sentence.
pub fn failure(words: &Words, id: &str, name: &str, reason: &Reason) -> String {
    let why = match reason {
        Reason::System(kind, said) => match kind {
            ErrorKind::NotFound => words.say("why-missing"),
            ErrorKind::PermissionDenied => words.say("why-forbidden"),
            ErrorKind::AlreadyExists => words.say("why-exists"),
            ErrorKind::StorageFull => words.say("why-disk-full"),
            ErrorKind::ReadOnlyFilesystem => words.say("why-read-only"),
            ErrorKind::IsADirectory => words.say("why-folder"),
            _ => said.clone(),
        },
        Reason::Code(Some(code)) => words.with("why-code", &[("code", PhraseValue::Text(&code.to_string()))]),
        Reason::Code(None) => words.say("why-killed"),
        Reason::Said(said) => said.clone(),
        Reason::None => String::new(),
    };
    words.with(id, &[("name", PhraseValue::Text(name)), ("why", PhraseValue::Text(&why))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[test]
    fn what_failed_and_why_is_told_in_the_readers_language() {
        let words = Words::new(Language::Vietnamese);
        let error = std::io::Error::from(ErrorKind::AlreadyExists);
        let told = failure(&words, "could-not-save", "a.txt", &Reason::from(&error));
        assert_eq!(told, "Không lưu được a.txt: đã có tệp tên ấy; hãy chọn tên khác.");
        let told = failure(&words, "command-failed", "may-in", &Reason::Code(Some(2)));
        assert_eq!(told, "Lệnh “may-in” không thành: kết thúc với mã lỗi 2.");
    }

    #[test]
    fn a_known_kind_speaks_the_readers_language_and_an_unknown_one_the_engines() {
        let words = Words::new(Language::Vietnamese);
        assert!(trouble(&words, "Lao Động", TroubleKind::TimedOut, "x", None).contains("Lao Động"));
        assert!(
            trouble(&words, "Lao Động", TroubleKind::Other, "the cat sat on it", None).contains("the cat sat on it")
        );
    }

    #[test]
    fn every_kind_of_trouble_has_a_sentence() {
        for language in [Language::Vietnamese, Language::English] {
            let words = Words::new(language);
            for kind in TroubleKind::ALL {
                assert!(words.has(&format!("trouble-{}", kind.name())), "{kind:?}");
            }
        }
    }

    #[test]
    fn a_passing_word_goes_by_itself_and_a_warning_stays() {
        let mut hint = StatusNotice::hint("x");
        assert!(!hint.is_over(Timestamp(0)));
        assert!(hint.is_over(Timestamp(FADE_SECONDS)));
        let mut warning = StatusNotice::warning("x");
        assert!(!warning.is_over(Timestamp(0)) && !warning.is_over(Timestamp(1_000)));
    }
}
