//! Rows of a case file: date, place, company, number of workers and event, with the sentence. These are candidates,
//! which the user confirms.
//!
//! A cell is filled only if the article is certain about it; doubtful ones stay blank.

use super::company::{company, company_of};
use super::denied::is_rumour;
use super::when::{Matter, happened};
use super::{Kind, in_text};
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::labour::places::{self, Place};
use crate::labour::sentence::sentences;
use crate::labour::tokens::TokenSource;
use crate::model::{Article, ArticleId, Judgement, Summary};
use crate::text::token::tokens;

/// Paragraphs in which day, place and event are searched.
const PARAGRAPHS: usize = 3;
/// Most workers of one case: larger numbers refer to the whole country.
const MAX_CASE_WORKERS: f64 = 300_000.0;

/// A candidate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseCandidate {
    /// The day of the event, as days since 1970-01-01.
    pub day: Option<i64>,
    /// The province as named in the article.
    pub place: Option<&'static Place>,
    /// `Công ty TNHH Hoa Sen`.
    pub company: Option<String>,
    /// Number of workers, as written and as a number.
    pub workers: Option<(String, f64)>,
    /// `đình công`.
    pub event: Option<&'static str>,
    /// The sentence about it.
    pub sentence: String,
}

/// A candidate of a case file: what the article says, and the user's judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The user's judgement.
    pub judgement: Judgement,
    /// The day of the event, as days since 1970-01-01.
    pub day: Option<i64>,
    /// The province.
    pub place: Option<&'static str>,
    /// The company.
    pub company: Option<String>,
    /// Number of workers, as written.
    pub workers: Option<String>,
    /// The event.
    pub event: Option<&'static str>,
    /// The sentence about it.
    pub sentence: String,
    /// The article.
    pub row: Summary,
    /// Other articles with the same story; the judgement applies to them too.
    pub copies: Vec<ArticleId>,
    /// In how many other papers it stands.
    pub other_papers: usize,
}

impl CaseRow {
    /// The day in the timeline: that of the event, or else that of the report.
    pub fn shown_day(&self) -> Option<i64> {
        self.day.or_else(|| self.row.published.map(|moment| moment.at.vietnam_day()))
    }
}

/// How many tokens before the event may contain `từng`, which refers to an earlier case.
const ONCE: usize = 5;

/// The beginnings of captions.
const CAPTIONS: &[&str] = &["Trong ảnh", "Ảnh:", "Ảnh minh họa"];

/// Events: the word that is searched and its name.
const EVENTS: &[(&str, &str)] = &[
    ("đình công", "đình công"),
    ("ngừng việc tập thể", "ngừng việc"),
    ("ngừng việc", "ngừng việc"),
    ("ngưng việc", "ngừng việc"),
    ("lãn công", "lãn công"),
    ("tai nạn lao động", "tai nạn lao động"),
    ("tnlđ", "tai nạn lao động"),
    ("sập giàn giáo", "tai nạn lao động"),
    ("ngạt khí", "tai nạn lao động"),
    ("điện giật", "tai nạn lao động"),
    ("ngộ độc", "ngộ độc"),
    ("cháy", "cháy nổ"),
    ("hỏa hoạn", "cháy nổ"),
    ("nổ lò hơi", "cháy nổ"),
    ("sa thải", "sa thải"),
    ("cắt giảm lao động", "cắt giảm lao động"),
    ("cắt giảm", "cắt giảm lao động"),
    ("mất việc", "mất việc"),
    ("nợ lương", "nợ lương"),
    ("chậm lương", "nợ lương"),
    ("chậm trả lương", "nợ lương"),
    ("nợ bhxh", "nợ bảo hiểm"),
    ("chậm đóng bhxh", "nợ bảo hiểm"),
    ("nợ bảo hiểm xã hội", "nợ bảo hiểm"),
    ("trốn đóng", "nợ bảo hiểm"),
    ("phá sản", "phá sản"),
    ("bỏ trốn", "chủ bỏ trốn"),
    ("thưởng tết", "thưởng Tết"),
    ("ký kết thỏa ước", "thỏa ước"),
    ("thỏa ước lao động tập thể", "thỏa ước"),
    ("tuyển dụng", "tuyển dụng"),
    ("quấy rối", "quấy rối"),
];

/// What goes on for months.
const LASTING: &[&str] = &["nợ lương", "nợ bảo hiểm"];

/// The candidate of a stored article.
pub fn candidate_of(article: &Article) -> CaseCandidate {
    let texts = paragraphs(article, Tables::LeftOut);
    let rest: Vec<&str> = texts.iter().skip(1).map(String::as_str).collect();
    candidate(&article.row.title, &rest, article.row.published.map(|moment| moment.at.vietnam_day()))
}

/// The candidate of an article, from headline, lead and paragraphs, and the day of publication (days since 1970-01-01).
pub fn candidate(title: &str, paragraphs: &[&str], published: Option<i64>) -> CaseCandidate {
    let paragraphs: Vec<&str> = paragraphs.iter().map(|text| without_caption(text)).collect();
    let told = paragraphs.iter().copied().filter(|text| !text.trim().is_empty()).take(PARAGRAPHS);
    let first: Vec<&str> = std::iter::once(title).chain(told).collect();
    let (event, sentence) = event(title, &paragraphs, published).unwrap_or((None, title.trim().to_owned()));
    let helped = first.iter().any(|text| tells_of_help(text));
    let matter = if event.is_some() || helped { Matter::Event } else { Matter::Other };
    let near: Vec<&str> = std::iter::once(sentence.as_str()).chain(first.iter().copied()).collect();
    let place = place(&first);
    // A text about another province is about another case.
    let mut here = first.iter().copied().chain([sentence.as_str()]).filter(|text| !is_elsewhere(text, place));
    let day = here.find_map(|text| match event.filter(|event| LASTING.contains(event)) {
        Some(state) => day_of_state(text, state, published),
        None => happened(text, published, matter),
    });
    let named = company_of(near.iter().copied());
    // Whose workers another text counts is another matter.
    let of_several = |text: &str| named.is_some() && counts_firms(text);
    let other = |text: &&str| is_of_another(text, named.as_deref()) || is_elsewhere(text, place) || of_several(text);
    let same: Vec<&str> = near.iter().copied().filter(|text| !other(text)).collect();
    CaseCandidate { day, place, company: named, workers: workers(&same), event, sentence: sentence.clone() }
}

/// The day of what lasts for months: only where one sentence tells both. A day beside it is that of the court, of a visit.
fn day_of_state(text: &str, state: &str, published: Option<i64>) -> Option<i64> {
    let told = sentences(text).into_iter().filter_map(|range| text.get(range));
    told.filter(|sentence| named_event(sentence) == Some(state))
        .find_map(|sentence| happened(sentence, published, Matter::Event))
}

/// A text without the words of a picture that stand at its end.
fn without_caption(text: &str) -> &str {
    let from = CAPTIONS.iter().filter_map(|words| text.find(words)).min();
    from.and_then(|from| text.get(..from)).unwrap_or(text)
}

/// Whether a text names exactly one province, other than `place`.
fn is_elsewhere(text: &str, at: Option<&Place>) -> bool {
    at.zip(place(&[text])).is_some_and(|(at, of)| at.name != of.name && at.now != of.name && of.now != at.name)
}

/// Whether a text names another company.
fn is_of_another(text: &str, named: Option<&str>) -> bool {
    let of = company(text);
    of.zip(named).is_some_and(|(of, named)| !of.contains(named) && !named.contains(of.as_str()))
}

/// The first sentence with an event; if the headline has an event, the first sentence with that word. An event that is
/// not in the headline only counts if its sentence says when, where or to whom.
/// headline does not name happened only where the sentence says when, where, or to whom.
fn event(title: &str, paragraphs: &[&str], published: Option<i64>) -> Option<(Option<&'static str>, String)> {
    let named = named_event(title);
    let of_one = company(title).is_some();
    for text in paragraphs.iter().take(PARAGRAPHS) {
        for range in sentences(text) {
            let sentence = text.get(range)?;
            let here = named_event(sentence);
            if is_of_all(sentence) || (of_one && counts_firms(sentence)) {
                continue;
            }
            let told = if named.is_some() { here == named } else { is_told_of(sentence, published) };
            if here.is_some() && told {
                return Some((here, sentence.to_owned()));
            }
        }
    }
    named.map(|event| (Some(event), title.trim().to_owned()))
}

/// Whether a sentence gives figures for the whole country rather than for a case.
fn is_of_all(sentence: &str) -> bool {
    let tokens = tokens(sentence, super::MAX_TOKENS);
    let source = TokenSource { text: sentence, tokens: &tokens };
    (0..tokens.len()).any(|at| ["cả nước", "toàn quốc"].iter().any(|phrase| source.phrase(at, phrase).is_some()))
}

/// Whether a sentence counts companies: what it says of *27 doanh nghiệp* is not about the one in the headline.
fn counts_firms(sentence: &str) -> bool {
    let tokens = tokens(sentence, super::MAX_TOKENS);
    let source = TokenSource { text: sentence, tokens: &tokens };
    let firms = |at: usize| FIRMS.iter().any(|phrase| source.phrase(at, phrase).is_some());
    let several = |at: usize| source.number(at).is_some_and(|(count, _)| count > 1) || source.is_any(at, SEVERAL);
    (0..tokens.len()).any(|at| several(at) && firms(at + 1))
}

/// Whether a sentence says when, where or to whom; *nhiều người mất việc* alone does not count.
fn is_told_of(sentence: &str, published: Option<i64>) -> bool {
    happened(sentence, published, Matter::Other).is_some()
        || company(sentence).is_some()
        || place(&[sentence]).is_some()
        || workers(&[sentence]).is_some()
}

/// Words for something that should be reduced or prevented.
const LESS: &[&str] = &["không", "chống", "phòng", "ngừa", "chữa", "tránh", "giảm", "ngăn", "chặn"];

/// Words between a negation and the denied event: *không phải do ngộ độc*, *không xảy ra tai nạn lao động*.
const NOT_SO: &[&str] = &[
    "phải", "do", "là", "vì", "bị", "vụ", "có", "xảy", "ra", "để", "tình", "trạng", "cuộc", "thấy", "phát", "hiện",
    "nguyên", "nhân", "gây", "chuyện", "việc", "công", "người", "lao", "động", "nlđ",
];

/// What is only played: *diễn tập chữa cháy*.
const DRILLS: &[&str] = &["diễn tập", "thực tập", "hội thao", "hội thi", "tập huấn", "huấn luyện", "tuyên truyền"];

/// What is counted where several are meant.
const FIRMS: &[&str] = &[
    "doanh nghiệp",
    "công ty",
    "đơn vị",
    "nhà máy",
    "cơ sở",
    "mỏ",
    "hầm lò",
    "công trường",
    "xưởng",
    "xí nghiệp",
    "nhà thầu",
];

/// Small numbers as words; five is also the word for a year.
const SEVERAL: &[&str] = &["hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"];

/// What is done for people who were hurt before: *thăm*, *hỗ trợ*, *trao quà*.
const FOR_THE_HURT: &[&str] = &["thăm", "thăm hỏi", "hỗ trợ", "trao", "tặng", "động viên", "chia sẻ", "tưởng niệm"];

/// Between that and the accident, most tokens: *thăm, tặng quà gia đình nạn nhân vụ tai nạn lao động*.
const MOST_FOR_THE_HURT: usize = 14;

/// Words between an event and a number.
const ABOUT: &[&str] = &["thêm", "hơn", "gần", "khoảng", "trên", "mới"];

/// Objects of a cut that concerns people; not *cắt giảm chi phí*, *cắt giảm lương thưởng*.
const CUT: &[&str] =
    &["lao động", "nhân sự", "nhân công", "nhân viên", "công nhân", "việc làm", "người", "biên chế", "hàng"];

/// Words for strikes in general, before (*nhiều cuộc đình công*) and after (*đình công hợp pháp*).
const STRIKES: &[&str] = &["nhiều cuộc", "các cuộc", "những cuộc", "số cuộc", "quyền"];
const AS_SUCH: &[&str] = &["hợp pháp", "bất hợp pháp", "đúng luật", "đúng quy định", "trái luật"];

/// People whose running away is a labour event.
const BOSSES: &[&str] = &["chủ", "giám", "doanh", "ty", "xưởng", "thầu"];

fn named_event(text: &str) -> Option<&'static str> {
    let tokens = tokens(text, super::MAX_TOKENS);
    let source = TokenSource { text, tokens: &tokens };
    if is_rumour(source) {
        return None;
    }
    (0..tokens.len()).find_map(|at| {
        let (phrase, name) = EVENTS.iter().find(|(phrase, _)| source.phrase(at, phrase).is_some())?;
        let boss = || (at.saturating_sub(12)..at).any(|place| source.is_any(place, BOSSES));
        // *trang tuyển dụng*, *quy trình tuyển dụng*: recruiting only counts with a number of people.
        let many = || {
            let about = (at + 2..at + 4).take_while(|place| source.is_any(*place, ABOUT)).count();
            source.number(at + 2 + about).is_some()
        };
        let end = at + phrase.split(' ').count();
        let cut = || source.number(end).is_some() || source.is_any(end, ABOUT) || begins(source, end, CUT);
        let as_such = || {
            let strike = matches!(*name, "đình công" | "ngừng việc");
            let before =
                at.checked_sub(1).is_some_and(|last| STRIKES.iter().any(|word| source.phrase_ends(last, word)));
            strike && (before || begins(source, end, AS_SUCH))
        };
        let denied = is_no_event(source, at)
            || (*name == "tai nạn lao động" && is_for_the_hurt(source, at))
            || (0..at).any(|before| begins(source, before, DRILLS))
            || (*phrase == "cắt giảm" && !cut())
            || as_such()
            || (*phrase == "bỏ trốn" && !boss())
            || (*phrase == "tuyển dụng" && !many())
            || source.follows(at, LESS)
            || (at > 1 && source.is_any(at - 2, &["phòng", "không"]) && source.follows(at, &["cháy", "xảy", "chống"]));
        (!denied).then_some(*name)
    })
}

/// Whether the words at `at` are no event: denied, in the past, or part of another word (*gia đình công nhân*).
fn is_no_event(source: TokenSource<'_>, at: usize) -> bool {
    let between = (0..at).rev().take_while(|before| source.is_any(*before, NOT_SO)).count();
    let once = (at.saturating_sub(ONCE)..at).any(|before| {
        source.is_any(before, &["từng"]) && !source.is_any(before + 1, &["bước", "người", "công", "ngày", "nhà"])
    });
    once || source.follows(at - between, &["không", "chưa"])
        || (source.is_any(at, &["đình"]) && source.follows(at, &["gia"]))
}

/// Whether a text tells what was done for those whom an accident hurt: its day is that of the visit.
fn tells_of_help(text: &str) -> bool {
    let tokens = tokens(text, super::MAX_TOKENS);
    let source = TokenSource { text, tokens: &tokens };
    (0..tokens.len()).any(|at| source.phrase(at, "tai nạn lao động").is_some() && is_for_the_hurt(source, at))
}

/// Whether what is told is what was done for those whom the accident at `at` hurt.
fn is_for_the_hurt(source: TokenSource<'_>, at: usize) -> bool {
    let sentence =
        (at.saturating_sub(MOST_FOR_THE_HURT)..at).rev().take_while(|before| source.mark(*before) != Some('.'));
    sentence.into_iter().any(|before| begins(source, before, FOR_THE_HURT))
}

/// Whether one of `phrases` stands at `at`.
fn begins(source: TokenSource<'_>, at: usize, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| source.phrase(at, phrase).is_some())
}

/// The province on which headline and first paragraphs agree. The first text that names any decides; if it names two,
/// the result is blank.
fn place(texts: &[&str]) -> Option<&'static Place> {
    for text in texts {
        let mut found: Vec<&'static Place> = places::in_text(text)
            .into_iter()
            .filter(|mention| !mention.origin && mention.place.kind != places::Kind::Ministry)
            .filter(|mention| !texts.iter().any(|text| places::is_abroad(mention.place, text)))
            .filter_map(|mention| mention.place.province())
            .collect();
        found.dedup_by_key(|place| place.name);
        found.sort_by_key(|place| place.name);
        found.dedup_by_key(|place| place.name);
        match found.as_slice() {
            [] => {}
            [one] => return Some(one),
            // `Bình Dương (nay là TP HCM)`: one place with two names.
            [a, b] if a.now == b.name => return Some(a),
            [a, b] if b.now == a.name => return Some(b),
            _ => return None,
        }
    }
    None
}

/// The number of workers, if the texts agree. The first text with a number decides, and it must contain only one.
fn workers(texts: &[&str]) -> Option<(String, f64)> {
    for text in texts {
        let found: Vec<(String, f64)> = in_text(text)
            .into_iter()
            .filter(|fact| fact.kind == Kind::Workers)
            .filter_map(|fact| Some((fact.written, fact.value.filter(|value| *value <= MAX_CASE_WORKERS)?)))
            .collect();
        match found.as_slice() {
            [] => {}
            [one] => return Some(one.clone()),
            [first, rest @ ..] if rest.iter().all(|(_, value)| (value - first.1).abs() < 0.5) => {
                return Some(first.clone());
            }
            _ => return None,
        }
    }
    None
}
