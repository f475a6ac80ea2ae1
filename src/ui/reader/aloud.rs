//! Reading aloud: which sentence is said, and what keys do to it. The shell speaks; here is only the place.

use crate::labour::speech::script::{Utterance, utterances};
use crate::model::ArticleId;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::message::{Reason, Ticket};
use crate::ui::notice::StatusNotice;

use super::lines::{Role, Typeset};
use super::{FindSpot, ReaderPane};

/// Percent that a key makes the voice faster or slower.
pub(in crate::ui) const SPEED_STEP: i16 = 10;
/// Slowest and fastest, percent.
const SPEED: (u16, u16) = (30, 300);

/// Whether something is heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Hearing {
    #[default]
    Silent,
    Speaking,
    Paused,
}

/// Where a key goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Skip {
    Sentence,
    Paragraph,
}

/// The article that is read aloud.
#[derive(Debug, Default)]
pub(in crate::ui) struct Aloud {
    article: Option<ArticleId>,
    /// Its sentences; `text` is the part of the document.
    sentences: Vec<Utterance>,
    at: usize,
    state: Hearing,
    /// The sentence that the shell was given last; an answer about an older one is dropped.
    ticket: Ticket,
    /// Percent; 0 until it was asked for.
    speed: u16,
}

/// The sentences of what is set: headline, lead and text; no captions, addresses and remarks.
fn sentences(document: &Typeset) -> Vec<Utterance> {
    let mut texts = vec![""; document.parts.len()];
    for line in &document.lines {
        let read = matches!(line.role, Role::Headline | Role::Sapo | Role::Body | Role::Heading | Role::Quote);
        if let Some((part, _)) = line.part.as_ref().filter(|_| read && line.wide.is_none())
            && let Some(text) = document.parts.get(*part)
        {
            texts[*part] = text;
        }
    }
    utterances(texts)
}

impl Aloud {
    /// Whether an article is read aloud, or paused.
    pub(in crate::ui) fn is_heard(&self) -> bool {
        self.state != Hearing::Silent
    }
}

impl ReaderPane {
    /// Lights a sentence and brings it into sight.
    fn light(&mut self, part: usize, range: std::ops::Range<usize>) {
        let stands = |line: &super::lines::ReaderLine| {
            line.part.as_ref().is_some_and(|(of, bounds)| *of == part && bounds.end > range.start)
        };
        if let Some(line) = self.document.lines.iter().position(stands)
            && !(self.top()..self.top() + self.height().saturating_sub(2)).contains(&line)
        {
            self.go_to(line.saturating_sub(self.height() / 3));
        }
        self.lit = Some(FindSpot { part, range });
    }

    /// The first part in sight.
    fn part_in_sight(&self) -> usize {
        let seen = self.document.lines.iter().skip(self.top());
        seen.filter_map(|line| line.part.as_ref()).map(|(part, _)| *part).next().unwrap_or(0)
    }
}

impl Ui {
    /// Begins to read aloud at what is in sight, pauses, or goes on.
    pub(in crate::ui) fn speak_or_pause(&mut self) -> Vec<Effect> {
        match self.reader.aloud.state {
            Hearing::Speaking => {
                self.reader.aloud.state = Hearing::Paused;
                self.shell.hint("speech-paused");
                self.hush()
            }
            Hearing::Paused => self.say_sentence(),
            Hearing::Silent => self.begin_to_speak(),
        }
    }

    fn begin_to_speak(&mut self) -> Vec<Effect> {
        let sentences = sentences(&self.reader.document);
        if sentences.is_empty() || self.reader.is_raw() {
            self.shell.hint("nothing-to-say");
            return Vec::new();
        }
        let part = self.reader.part_in_sight();
        let at = sentences.iter().position(|said| said.text >= part).unwrap_or(0);
        self.reader.aloud.article = self.reader.shown();
        (self.reader.aloud.sentences, self.reader.aloud.at) = (sentences, at);
        self.shell.hint("speech-begun");
        self.say_sentence()
    }

    /// Says the sentence at hand; behind the last one it is quiet.
    fn say_sentence(&mut self) -> Vec<Effect> {
        let Some(said) = self.reader.aloud.sentences.get(self.reader.aloud.at).cloned() else {
            return self.end_of_speech();
        };
        self.reader.aloud.state = Hearing::Speaking;
        self.reader.aloud.ticket = self.shell.ticket();
        self.reader.light(said.text, said.range);
        vec![Effect::Speak(self.reader.aloud.ticket, said.spoken, self.speed())]
    }

    fn speed(&self) -> u16 {
        if self.reader.aloud.speed == 0 { self.shell.settings.speech_speed } else { self.reader.aloud.speed }
            .clamp(SPEED.0, SPEED.1)
    }

    fn end_of_speech(&mut self) -> Vec<Effect> {
        self.reader.aloud.state = Hearing::Silent;
        self.reader.aloud.sentences.clear();
        self.reader.lit = None;
        Vec::new()
    }

    /// Makes the shell quiet; what it still tells of this sentence is dropped.
    fn hush(&mut self) -> Vec<Effect> {
        self.reader.aloud.ticket = self.shell.ticket();
        vec![Effect::Hush]
    }

    /// Stops reading aloud.
    pub(in crate::ui) fn stop_speaking(&mut self) -> Vec<Effect> {
        if self.reader.aloud.state == Hearing::Silent {
            return Vec::new();
        }
        self.end_of_speech();
        self.hush()
    }

    /// The same by a key, which says whether anything was heard.
    pub(in crate::ui) fn stop_by_key(&mut self) -> Vec<Effect> {
        self.shell.hint(if self.reader.aloud.is_heard() { "speech-stopped" } else { "speech-silent" });
        self.stop_speaking()
    }

    /// Goes on to the next sentence, or to the first one of the next paragraph.
    pub(in crate::ui) fn skip(&mut self, skip: Skip) -> Vec<Effect> {
        if self.reader.aloud.state == Hearing::Silent {
            return self.begin_to_speak();
        }
        let text = self.reader.aloud.sentences.get(self.reader.aloud.at).map_or(0, |said| said.text);
        self.reader.aloud.at = match skip {
            Skip::Sentence => self.reader.aloud.at + 1,
            Skip::Paragraph => {
                let next = self.reader.aloud.sentences.iter().position(|said| said.text > text);
                next.unwrap_or(self.reader.aloud.sentences.len())
            }
        };
        let mut effects = self.hush();
        effects.extend(self.say_sentence());
        effects
    }

    /// Speaks faster or slower by so many percent, from this sentence on.
    pub(in crate::ui) fn change_speed(&mut self, percent: i16) -> Vec<Effect> {
        self.reader.aloud.speed = self.speed().saturating_add_signed(percent).clamp(SPEED.0, SPEED.1);
        let n = usize::from(self.reader.aloud.speed);
        self.shell.tell(StatusNotice::hint(&self.shell.words.count("speech-speed", n)));
        if self.reader.aloud.state != Hearing::Speaking {
            return Vec::new();
        }
        let mut effects = self.hush();
        effects.extend(self.say_sentence());
        effects
    }

    /// A sentence was said to its end.
    pub(in crate::ui) fn said(&mut self, ticket: Ticket) -> Vec<Effect> {
        if ticket != self.reader.aloud.ticket || self.reader.aloud.state != Hearing::Speaking {
            return Vec::new();
        }
        self.reader.aloud.at += 1;
        self.say_sentence()
    }

    /// Nothing can be heard: why.
    pub(in crate::ui) fn unheard(&mut self, ticket: Ticket, id: &'static str, name: String, reason: &Reason) {
        if ticket == self.reader.aloud.ticket {
            self.end_of_speech();
            self.failed(id, name, reason);
        }
    }

    /// Another article in the reader makes the voice quiet.
    pub(in crate::ui) fn quiet_for_another(&mut self) -> Vec<Effect> {
        if self.reader.aloud.state == Hearing::Silent || self.reader.aloud.article == self.reader.shown() {
            return Vec::new();
        }
        self.stop_speaking()
    }
}
