//! What the commands of labour news say.

use super::Say;
use crate::app::voice::VoiceError;
use crate::labour::facts::Kind;
use crate::labour::legal::cited::Stage;

/// Which articles were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Among {
    /// All that are stored.
    Archive,
    /// Those of a selection.
    Chosen,
}

impl Say {
    /// Why nothing is heard, and what to do.
    pub(in crate::cli) fn voice_error(self, error: &VoiceError) -> String {
        match error {
            VoiceError::NoVoice => self.of(
                "chưa có chương trình đọc: hãy cài spd-say, espeak-ng hoặc piper, hoặc đặt speech.command",
                "there is no voice: install spd-say, espeak-ng or piper, or set speech.command",
            ),
            VoiceError::NoFile => self.of(
                "giọng đọc này không ghi được tệp âm thanh; hãy đặt speech.wav_command",
                "this voice cannot write a sound file; set speech.wav_command",
            ),
            VoiceError::NotRun(program, why) => {
                let why = self.why(why);
                self.of(format!("không chạy được {program}: {why}"), format!("{program} could not be run: {why}"))
            }
            VoiceError::Failed(program, status) => self.of(
                format!("{program} dừng với lỗi ({status}); hãy xem speech.command"),
                format!("{program} ended with an error ({status}); see speech.command"),
            ),
        }
    }

    /// A review was made of so many articles and no more.
    pub(in crate::cli) fn newest_reviewed(self, many: usize) -> String {
        self.of(
            format!("Khoảng này nhiều hơn {many} bài: chỉ xét {many} bài mới nhất."),
            format!("There are more than {many} articles in this span: only the newest {many} were looked at."),
        )
    }

    /// A review has more stories than it may print.
    pub(in crate::cli) fn stories_left_out(self, many: usize) -> String {
        self.of(
            format!("Còn {many} tin chưa in; --limit in nhiều hơn."),
            format!("{many} more stories were left out; --limit prints more."),
        )
    }

    /// There was nothing to say.
    pub(in crate::cli) fn nothing_to_say(self) -> String {
        self.of("không có gì để đọc", "there is nothing to read aloud")
    }

    /// A sound file was written.
    pub(in crate::cli) fn sound_written(self, file: &str) -> String {
        self.of(format!("Đã ghi {file}."), format!("{file} is written."))
    }

    /// No article cites a document.
    pub(in crate::cli) fn no_documents(self, asked: &str, among: Among) -> String {
        let which = match among {
            Among::Archive => self.of("trong kho", "stored"),
            Among::Chosen => self.of("trong số được chọn", "chosen"),
        };
        if asked.is_empty() {
            return self
                .of(format!("không bài nào {which} dẫn văn bản"), format!("no {which} article cites a document"));
        }
        self.of(
            format!("không bài nào {which} dẫn {asked:?}; thử `loa docs` để xem các văn bản có bài dẫn"),
            format!("no {which} article cites {asked:?}; `loa docs` lists what is cited"),
        )
    }

    /// Articles name a document, and none tells what became of it.
    pub(in crate::cli) fn no_steps(self, asked: &str, naming: usize) -> String {
        self.of(
            format!(
                "{naming} bài nhắc đến {asked:?}, nhưng không câu nào nói văn bản ấy được dự thảo, ban hành, có hiệu lực, sửa đổi hay thay thế; `loa docs {asked}` in các câu dẫn"
            ),
            format!(
                "{naming} articles name {asked:?}, but no sentence tells of it drafted, passed, in force, amended or replaced; `loa docs {asked}` prints the sentences"
            ),
        )
    }

    /// What a sentence says of a document.
    pub(in crate::cli) fn stage(self, stage: Stage) -> String {
        match stage {
            Stage::Drafted => self.of("dự thảo", "drafted"),
            Stage::Passed => self.of("ban hành", "passed"),
            Stage::InForce => self.of("hiệu lực", "in force"),
            Stage::Amended => self.of("sửa đổi", "amended"),
            Stage::Replaced => self.of("thay thế", "replaced"),
        }
    }

    /// Where a document is looked up.
    pub(in crate::cli) fn looked_up(self, address: &str) -> String {
        self.of(format!("Tra cứu: {address}"), format!("Look it up: {address}"))
    }

    /// How many articles cite a document.
    pub(in crate::cli) fn citing(self, articles: usize) -> String {
        self.of(format!("{articles} bài"), format!("{articles} articles"))
    }

    /// A term is not known.
    pub(in crate::cli) fn no_such_term(self, term: &str) -> String {
        self.of(
            format!("chưa có {term:?} trong bảng thuật ngữ; có thể thêm bằng documents.glossary"),
            format!("{term:?} is not in the glossary; documents.glossary adds terms of your own"),
        )
    }

    /// The user's terms cannot be read.
    pub(in crate::cli) fn bad_glossary(self, file: &str, why: &str) -> String {
        self.of(
            format!("không đọc được bảng thuật ngữ {file}: {why}"),
            format!("the glossary {file} cannot be read: {why}"),
        )
    }

    /// An abbreviation has several senses.
    pub(in crate::cli) fn ambiguous_sense(self) -> String {
        self.of("nhiều nghĩa", "several senses")
    }

    /// What a kind of fact is called.
    pub(in crate::cli) fn fact_kind(self, kind: Kind) -> String {
        match kind {
            Kind::Wage => self.of("tiền lương", "wage"),
            Kind::Rate => self.of("tỷ lệ", "rate"),
            Kind::Workers => self.of("số lao động", "workers"),
            Kind::Effect => self.of("hiệu lực", "effect"),
            Kind::Deadline => self.of("thời hạn", "deadline"),
        }
    }

    /// No fact was found.
    pub(in crate::cli) fn no_facts(self, read: usize, unread: usize) -> String {
        let told =
            self.of(format!("không tìm thấy dữ kiện nào trong {read} bài"), format!("no facts in {read} articles"));
        if unread == 0 {
            return told;
        }
        let left = self.of(
            format!("{unread} bài chưa tải toàn văn, chỉ xem được tít và lời dẫn"),
            format!("of {unread} articles only headline and lead are stored"),
        );
        format!("{told}; {left}")
    }

    /// A place belongs to another since a merger.
    pub(in crate::cli) fn belongs_to(self, now: &str) -> String {
        self.of(format!("nay thuộc {now}"), format!("now part of {now}"))
    }

    /// What a case file holds.
    pub(in crate::cli) fn case_sums(self, open: usize, confirmed: usize, struck: usize) -> String {
        self.of(
            format!("{open} chờ xem, {confirmed} đã xác nhận, {struck} đã gạch"),
            format!("{open} open, {confirmed} confirmed, {struck} struck"),
        )
    }

    /// An article is none of a case file.
    pub(in crate::cli) fn not_in_case(self, id: i64) -> String {
        self.of(format!("bài {id} không có trong hồ sơ này"), format!("article {id} is not in this case file"))
    }
}
