//! The documents that an article cites, each once with its sentence; and sentences about what happens to one.

use std::ops::Range;

use super::names::{LawNames, key};
use super::{Entity, Kind, entities};
use crate::labour::sentence;
use crate::model::Summary;

/// A document, law or article of a law that a text cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawCitation {
    /// What it is.
    pub kind: Kind,
    /// Its normal form.
    pub norm: String,
    /// The type of a numbered document: `Nghị định`.
    pub document: Option<&'static str>,
    /// The name of a law that is cited by its number, with the year.
    pub name: Option<String>,
    /// How often it is cited.
    pub times: usize,
    /// The first sentence that cites it.
    pub sentence: String,
}

impl LawCitation {
    /// The number, followed by the name if it has one.
    pub fn label(&self) -> String {
        labelled(&self.norm, self.name.as_deref())
    }
}

/// `27/2023/QH15 · Luật Nhà ở 2023`.
pub fn labelled(norm: &str, name: Option<&str>) -> String {
    name.map_or_else(|| norm.to_owned(), |name| format!("{norm} · {name}"))
}

/// What `texts` (paragraphs) cite, in order; a law cited by number and by name is one citation.
pub fn cited<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<LawCitation> {
    cited_as(texts, &LawNames::default())
}

/// As [`cited`], with the names of laws learnt from other texts.
pub fn cited_as<'a>(texts: impl IntoIterator<Item = &'a str>, known: &LawNames) -> Vec<LawCitation> {
    let all: Vec<(&str, Vec<Entity>)> = texts.into_iter().map(|text| (text, entities(text))).collect();
    let told = LawNames::told(all.iter().flat_map(|(_, entities)| entities));
    let mut found: Vec<LawCitation> = Vec::new();
    for (text, Entity { kind, range, norm, document, .. }) in
        all.iter().flat_map(|(text, entities)| entities.iter().map(move |entity| (text, entity)))
    {
        let norm = known.document(told.document(norm)).to_owned();
        if let Some(there) = found.iter_mut().find(|there| there.norm == norm) {
            there.times += 1;
            there.document = there.document.or(*document);
            continue;
        }
        let name = told.name(&norm).or_else(|| known.name(&norm)).map(str::to_owned);
        let kind = if *kind == Kind::Law && name.is_some() { Kind::Number } else { *kind };
        let sentence = sentence::around(text, range.start).to_owned();
        found.push(LawCitation { kind, norm, document: *document, name, times: 1, sentence });
    }
    found
}

/// What happens to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// It is a draft.
    Drafted,
    /// It is passed, signed or issued.
    Passed,
    /// It takes effect.
    InForce,
    /// It is amended, or amends another.
    Amended,
    /// It is replaced, or ends.
    Replaced,
}

impl Stage {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Passed => "passed",
            Self::InForce => "in-force",
            Self::Amended => "amended",
            Self::Replaced => "replaced",
        }
    }
}

/// Words for each stage; the first one in the sentence counts. Compared in lower case, with marks.
const STAGES: &[(&str, Stage)] = &[
    ("hết hiệu lực", Stage::Replaced),
    ("thay thế", Stage::Replaced),
    ("bãi bỏ", Stage::Replaced),
    ("có hiệu lực", Stage::InForce),
    ("hiệu lực thi hành", Stage::InForce),
    ("bắt đầu áp dụng", Stage::InForce),
    ("dự thảo", Stage::Drafted),
    ("góp ý", Stage::Drafted),
    ("lấy ý kiến", Stage::Drafted),
    ("sửa đổi", Stage::Amended),
    ("thông qua", Stage::Passed),
    ("ký ban hành", Stage::Passed),
    ("vừa ban hành", Stage::Passed),
    ("đã ban hành", Stage::Passed),
    ("ban hành", Stage::Passed),
];

/// A sentence about what happens to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalSentence {
    /// What happens.
    pub stage: Stage,
    /// The sentence.
    pub sentence: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// A step of a document, with the article that reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawStep {
    /// What happens.
    pub stage: Stage,
    /// The sentence.
    pub sentence: String,
    /// The article.
    pub row: Summary,
}

/// The sentences of `text` about a document: a number (`38/2022/NĐ-CP`, in any spelling) or a name (`Luật Nhà ở`).
pub fn steps(text: &str, wanted: &WantedDocument) -> Vec<LegalSentence> {
    let ranges = sentence::sentences(text).into_iter();
    ranges
        .filter_map(|range| {
            let sentence = text.get(range.clone())?;
            let stage = wanted.stands_in(sentence).then(|| stage(sentence, wanted)).flatten()?;
            Some(LegalSentence { stage, sentence: sentence.to_owned(), range })
        })
        .collect()
}

/// What a sentence that names the document says about it.
fn stage(sentence: &str, wanted: &WantedDocument) -> Option<Stage> {
    let small = sentence.to_lowercase();
    let told = |words: &str, stage| {
        let sure = |at: usize| !is_unsure(small.get(..at), stage);
        small
            .match_indices(words)
            .any(|(at, _)| sure(at) && (stage != Stage::Replaced || is_ended(sentence, at, words, wanted)))
    };
    STAGES.iter().find(|(words, stage)| told(words, *stage)).map(|(_, stage)| *stage)
}

/// Whether it is the document that ends, and not the one that ends another: *X thay thế Y*, *Y được thay thế bằng X*,
/// *kể từ ngày X có hiệu lực, Y hết hiệu lực*.
fn is_ended(sentence: &str, at: usize, words: &str, wanted: &WantedDocument) -> bool {
    let Some((before, after)) = sentence.split_at_checked(at) else { return true };
    let small = before.to_lowercase();
    let passive = ["được", "bị"].iter().any(|word| small.trim_end().ends_with(word));
    if words.ends_with("hiệu lực") || passive {
        let other = small.rfind("có hiệu lực").and_then(|other| before.get(other..));
        return wanted.stands_in(other.unwrap_or(before));
    }
    let object = after.split(" bằng ").next().unwrap_or(after);
    wanted.stands_in(object)
}

/// Words right before a stage that say it is not reached.
const NOT: &[&str] = &["chưa", "không", "chưa được", "không được", "chưa thể", "không thể", "tạm hoãn", "hoãn"];

/// Words right before a stage that is only demanded or planned: *đề nghị bãi bỏ*, *sẽ thông qua*.
const WANTED: &[&str] = &[
    "sẽ",
    "sẽ được",
    "đề nghị",
    "đề xuất",
    "kiến nghị",
    "dự kiến",
    "xem xét",
    "xem xét,",
    "cần",
    "muốn",
    "trình",
    "yêu cầu",
    "nên",
    "đòi",
    "nghiên cứu",
    "dự kiến sẽ",
    "chuẩn bị",
    "sắp",
];

/// Whether the words before a stage make it uncertain. That a law *sẽ có hiệu lực* on some day is certain.
fn is_unsure(before: Option<&str>, stage: Stage) -> bool {
    let before = before.unwrap_or_default().trim_end();
    let ends = |all: &[&str]| {
        let whole = |rest: &str| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric());
        all.iter().any(|words| before.strip_suffix(words).is_some_and(whole))
    };
    let reached_by_will = matches!(stage, Stage::Passed | Stage::Amended | Stage::Replaced);
    ends(NOT) || (reached_by_will && ends(WANTED))
}

/// A requested document with all its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedDocument {
    /// Its number, and its name with the year.
    norms: Vec<String>,
    /// The keys of its names with the year.
    names: Vec<String>,
    /// A name without the year, in words, with a space on both sides.
    words: Option<String>,
}

impl WantedDocument {
    /// The document that `asked` stands for, given the known names and numbers of laws.
    pub fn of(asked: &str, known: &LawNames) -> Self {
        let named = |entity: &Entity| match entity.kind {
            Kind::Number => true,
            // The year is written in many forms: `năm 2012`, `2012`, `(2012)`.
            Kind::Law => entity.norm.ends_with(|c: char| c.is_ascii_digit()),
            Kind::Article => false,
        };
        let Some(entity) = entities(asked).into_iter().find(named) else {
            let words = words(asked);
            let norms = known.numbers(asked).map(str::to_owned).collect();
            return Self { norms, names: Vec::new(), words: (words.trim().len() > 3).then_some(words) };
        };
        let number = known.document(&entity.norm);
        let name = entity.name.as_deref().or_else(|| known.name(number));
        let names = name.map(key).into_iter().chain((entity.kind == Kind::Law).then(|| key(&entity.norm))).collect();
        Self { norms: vec![number.to_owned()], names, words: None }
    }

    /// Whether `text` mentions the document at all.
    pub fn stands_in(&self, text: &str) -> bool {
        let means = |entity: &Entity| {
            let called = |name: &str| self.names.contains(&key(name));
            self.norms.contains(&entity.norm)
                || (entity.kind == Kind::Law && called(&entity.norm))
                || entity.name.as_deref().is_some_and(called)
        };
        self.words.as_ref().is_some_and(|name| words(text).contains(name.as_str())) || entities(text).iter().any(means)
    }
}

/// The words of a text with marks, in lower case, with single spaces between and around.
fn words(text: &str) -> String {
    let small = text.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

/// The normal form of a number as the user typed it; `None` if it is no number. `38/2022` alone is only a prefix.
pub fn normal(document: &str) -> Option<String> {
    entities(document.trim()).into_iter().find(|entity| entity.kind == Kind::Number).map(|entity| entity.norm)
}

/// The address for looking up a document: the pattern with `{number}` replaced by the escaped number. Empty if the
/// pattern is empty.
pub fn address(pattern: &str, norm: &str) -> String {
    let spelled: String = norm
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    pattern.replace("{number}", &spelled)
}

/// A law's name without the year after it, and without the word before the year.
pub fn without_year(name: &str) -> &str {
    let name = name.trim();
    let Some((rest, _)) = name.rsplit_once(' ').filter(|(_, year)| is_year(year)) else { return name };
    rest.strip_suffix("năm").or_else(|| rest.strip_suffix("nam")).unwrap_or(rest).trim_end()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::names::is_asked;
    use super::*;

    fn said(text: &str, document: &str) -> Vec<LegalSentence> {
        steps(text, &WantedDocument::of(document, &LawNames::default()))
    }

    #[test]
    fn what_replaces_another_document_is_not_replaced() {
        let stages = |text: &str| {
            let of = |number: &str| said(text, number).first().map(|said| said.stage);
            [of("38/2030/NĐ-CP"), of("90/2029/NĐ-CP")]
        };
        let both = [Some(Stage::InForce), Some(Stage::Replaced)];
        assert_eq!(stages("Nghị định 38/2030/NĐ-CP có hiệu lực từ 1/7 và thay thế Nghị định 90/2029/NĐ-CP."), both);
        assert_eq!(
            stages("Kể từ ngày Nghị định 38/2030/NĐ-CP có hiệu lực, Nghị định 90/2029/NĐ-CP hết hiệu lực."),
            both
        );
        let passive = "Nghị định 90/2029/NĐ-CP được thay thế bằng Nghị định 38/2030/NĐ-CP.";
        assert_eq!(stages(passive), [None, Some(Stage::Replaced)]);
    }

    #[test]
    fn a_law_by_its_name_and_by_its_number_is_one_document() {
        let texts =
            ["Luật Đò ngang năm 2030 nói rõ.", "Luật Đò ngang số 43/2030/QH18 có hiệu lực.", "Theo 43/2030/QH18"];
        let found = cited(texts);
        assert_eq!(found.len(), 1);
        let law = &found[0];
        assert_eq!((law.norm.as_str(), law.name.as_deref()), ("43/2030/QH18", Some("Luật Đò ngang 2030")));
        assert_eq!((law.kind, law.document, law.times), (Kind::Number, Some("Luật"), 3));
        assert_eq!(law.sentence, texts[0]);
    }

    #[test]
    fn a_law_is_followed_by_all_that_it_is_called() {
        let text = "Luật Đò ngang số 43/2030/QH18 được thông qua. Luật Đò ngang năm 2030 có hiệu lực từ 1/7. Luật số 43/2030/QH18 bị thay thế. Luật Đò dọc 2030 có hiệu lực.";
        let names = LawNames::told(&entities(text));
        for asked in ["luật đò ngang", "Luật Đò ngang 2030", "43/2030/QH18", "Luật Đò ngang số 43/2030/QH18"]
        {
            let stages: Vec<Stage> =
                steps(text, &WantedDocument::of(asked, &names)).into_iter().map(|step| step.stage).collect();
            assert_eq!(stages, [Stage::Passed, Stage::InForce, Stage::Replaced], "{asked}");
        }
    }

    #[test]
    fn a_document_is_listed_once_with_its_first_sentence() {
        let texts = ["Theo Nghị định 38/2022/NĐ-CP, lương tăng. Hết.", "Điều 4 Nghị định 38/2022/ND-CP nói rõ."];
        let found = cited(texts);
        assert_eq!(
            found.iter().map(|cited| (cited.norm.as_str(), cited.times)).collect::<Vec<_>>(),
            [("38/2022/NĐ-CP", 2), ("Điều 4", 1)]
        );
        assert_eq!(found[0].sentence, "Theo Nghị định 38/2022/NĐ-CP, lương tăng.");
    }

    #[test]
    fn what_is_said_of_a_law_is_followed_through_its_stages() {
        let text = "Dự thảo Luật Công đoàn (sửa đổi) được lấy ý kiến. Quốc hội thông qua Luật Công đoàn. Luật Công đoàn có hiệu lực từ 1/7/2025. Luật khác được thông qua. Nghị định mới thay thế Luật Công đoàn cũ.";
        let stages: Vec<Stage> = said(text, "luật công đoàn").into_iter().map(|step| step.stage).collect();
        assert_eq!(stages, [Stage::Drafted, Stage::Passed, Stage::InForce, Stage::Replaced]);
    }

    #[test]
    fn what_is_denied_or_only_wanted_is_no_stage() {
        for text in [
            "Luật Công đoàn chưa có hiệu lực.",
            "Quốc hội sẽ thông qua Luật Công đoàn.",
            "Đại biểu đề nghị bãi bỏ Luật Công đoàn.",
            "Luật Công đoàn không được thông qua.",
        ] {
            assert!(said(text, "luật công đoàn").is_empty(), "{text}");
        }
        assert_eq!(said("Luật Công đoàn sẽ có hiệu lực từ 1/7.", "luật công đoàn")[0].stage, Stage::InForce);
    }

    #[test]
    fn a_document_that_is_named_need_not_have_a_step() {
        let text = "Mức lương theo Nghị định 74/2024/NĐ-CP là 4.960.000 đồng.";
        let asked = |number| WantedDocument::of(number, &LawNames::default());
        assert!(asked("74/2024/nd-cp").stands_in(text) && said(text, "74/2024/nd-cp").is_empty());
        assert!(!asked("75/2024/NĐ-CP").stands_in(text));
    }

    #[test]
    fn a_number_is_followed_in_every_spelling_of_it() {
        let found =
            said("Nghị định 74/2024/ND-CP có hiệu lực từ 1/7. Nghị định 75/2024/NĐ-CP cũng vậy.", "74/2024/NĐ-CP");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].stage, Stage::InForce);
    }

    #[test]
    fn the_number_stands_in_an_address_as_addresses_spell_it() {
        assert_eq!(address("https://a.vn/?k={number}", "38/2022/NĐ-CP"), "https://a.vn/?k=38%2F2022%2FN%C4%90-CP");
        assert_eq!(address("", "38/2022/NĐ-CP"), "");
    }

    #[test]
    fn a_document_is_asked_for_by_number_beginning_or_name() {
        assert!(is_asked("38/2022/NĐ-CP", "38/2022/nd-cp") && is_asked("38/2022/NĐ-CP", "38/2022"));
        assert!(is_asked("Luật Công đoàn 2012", "luat cong doan"));
        assert!(is_asked("Luật Công đoàn 2012", "Luật Công đoàn năm 2012"));
        assert_eq!(without_year("Bộ luật Lao động năm 2019"), "Bộ luật Lao động");
        assert_eq!(without_year("Bộ luật Lao động 2019"), "Bộ luật Lao động");
        assert_eq!(without_year("Luật Việc làm"), "Luật Việc làm");
        assert!(!is_asked("138/2022/NĐ-CP", "38/2022") && !is_asked("38/2022/NĐ-CP", ""));
    }
}
