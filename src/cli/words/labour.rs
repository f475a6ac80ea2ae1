//! Messages of the commands about labour news.

use super::Say;
use crate::app::voice::VoiceError;
use crate::labour::facts::Kind;
use crate::labour::legal::cited::Stage;
use crate::words::{PhraseValue, Sayable};

/// Which articles were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Among {
    /// All that are stored.
    Archive,
    /// Those of a selection.
    Chosen,
}

impl Say {
    /// Why there is no speech, and what to do.
    pub(in crate::cli) fn voice_error(self, error: &VoiceError) -> String {
        match error {
            VoiceError::NoVoice => self.phrase("cli-no-voice"),
            VoiceError::NoFile => self.phrase("no-voice-file"),
            VoiceError::NotRun(program, why) => {
                let why = self.why(why);
                self.with("voice-not-run", &[("program", program), ("why", &why)])
            }
            VoiceError::Failed(program, status) => {
                self.with("cli-voice-failed", &[("program", program), ("status", &status.to_string())])
            }
        }
    }

    /// A digest covers only this many articles.
    pub(in crate::cli) fn newest_reviewed(self, many: usize) -> String {
        self.with("newest-reviewed", &[("many", &many)])
    }

    /// A digest has more stories than it may print.
    pub(in crate::cli) fn stories_left_out(self, many: usize) -> String {
        self.with("stories-left-out", &[("many", &many)])
    }

    /// A sound file was written.
    pub(in crate::cli) fn sound_written(self, file: &str) -> String {
        self.with("sound-written", &[("file", &file)])
    }

    /// No article cites a document.
    pub(in crate::cli) fn no_documents(self, asked: &str, among: Among) -> String {
        let which = match among {
            Among::Archive => self.phrase("among-archive"),
            Among::Chosen => self.phrase("among-chosen"),
        };
        if asked.is_empty() {
            return self.with("cli-no-documents", &[("which", &which)]);
        }
        self.with("no-documents-citing", &[("which", &which), ("asked", &PhraseValue::Quoted(asked))])
    }

    /// Articles name a document, but none says what became of it.
    pub(in crate::cli) fn no_steps(self, asked: &str, naming: usize) -> String {
        let values: [(&str, &dyn Sayable); 3] =
            [("naming", &naming), ("asked", &PhraseValue::Quoted(asked)), ("document", &asked)];
        self.with("no-steps", &values)
    }

    /// What a sentence says happened to a document.
    pub(in crate::cli) fn stage(self, stage: Stage) -> String {
        match stage {
            Stage::Drafted => self.phrase("step-drafted"),
            Stage::Passed => self.phrase("step-passed"),
            Stage::InForce => self.phrase("step-in-force"),
            Stage::Amended => self.phrase("step-amended"),
            Stage::Replaced => self.phrase("step-replaced"),
        }
    }

    /// Where a document is looked up.
    pub(in crate::cli) fn looked_up(self, address: &str) -> String {
        self.with("looked-up", &[("address", &address)])
    }

    /// How many articles cite a document.
    pub(in crate::cli) fn citing(self, articles: usize) -> String {
        self.with("citing", &[("articles", &articles)])
    }

    /// A term is not known.
    pub(in crate::cli) fn no_such_term(self, term: &str) -> String {
        self.with("cli-no-such-term", &[("term", &PhraseValue::Quoted(term))])
    }

    /// The user's terms cannot be read.
    pub(in crate::cli) fn bad_glossary(self, file: &str, why: &str) -> String {
        self.with("cli-bad-glossary", &[("file", &file), ("why", &why)])
    }

    /// What a kind of fact is called.
    pub(in crate::cli) fn fact_kind(self, kind: Kind) -> String {
        match kind {
            Kind::Wage => self.phrase("fact-wage"),
            Kind::Rate => self.phrase("fact-rate"),
            Kind::Workers => self.phrase("fact-workers"),
            Kind::Effect => self.phrase("fact-effect"),
            Kind::Deadline => self.phrase("fact-deadline"),
        }
    }

    /// No fact was found.
    pub(in crate::cli) fn no_facts(self, read: usize, unread: usize) -> String {
        let told = self.with("cli-no-facts", &[("read", &read)]);
        if unread == 0 {
            return told;
        }
        let left = self.with("facts-unread", &[("unread", &unread)]);
        format!("{told}; {left}")
    }

    /// A place has been part of another one since a merger.
    pub(in crate::cli) fn belongs_to(self, now: &str) -> String {
        self.with("belongs-to", &[("now", &now)])
    }

    /// The counts of a case file.
    pub(in crate::cli) fn case_sums(self, open: usize, confirmed: usize, struck: usize) -> String {
        self.with("case-sums", &[("open", &open), ("confirmed", &confirmed), ("struck", &struck)])
    }

    /// An article is not in a case file.
    pub(in crate::cli) fn not_in_case(self, id: i64) -> String {
        self.with("not-in-case", &[("id", &id)])
    }
}
