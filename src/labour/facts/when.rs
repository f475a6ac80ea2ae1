//! The day of an event in an article; not the day of a statement about it, of a rule or of a holiday.

use crate::labour::day;
use crate::labour::sentence::sentences;
use crate::labour::tokens::TokenSource;
use crate::text::token::tokens;

/// Most days between an event and its report.
const RECENT_DAYS: i64 = 60;
/// How many tokens before a day may contain the name of a document with that date, including its number.
const RULED: usize = 18;
/// How many tokens after a day may show that it is only the day of a statement.
const REPORT_REACH: usize = 34;
/// How many tokens before or behind a day may hold the words of going back to work.
const RETURN_REACH: usize = 28;

/// Which kind of event a day is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matter {
    /// A named event (a strike, an accident): visits, charges and help come after it.
    Event,
    /// Anything.
    Other,
}

/// Words that begin a subject who makes statements.
const SPEAKERS: &[&str] = &[
    "ông",
    "bà",
    "anh",
    "chị",
    "đồng chí",
    "đại diện",
    "lãnh đạo",
    "lđlđ",
    "liên đoàn",
    "tổng liên đoàn",
    "công đoàn",
    "công an",
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "sở",
    "bộ",
    "bhxh",
    "bảo hiểm xã hội",
    "chủ tịch",
    "phó",
    "giám đốc",
    "trưởng",
    "cơ quan",
    "ban",
    "viện",
    "tòa",
    "toà",
    "tand",
    "thông tin",
    "nguồn tin",
    "phòng",
    "cục",
    "chi cục",
    "trung tâm",
    "văn phòng",
    "đoàn",
    "thượng tá",
    "thượng úy",
    "trung tá",
    "đại tá",
    "bác sĩ",
    "bs",
    "pgs",
    "ts",
    "ths",
    "gs",
    "theo",
    "trao đổi",
    "trả lời",
    "thủ tướng",
    "lực lượng",
    "bệnh viện",
    "luật sư",
    "vụ án",
    "vụ kiện",
    "phiên tòa",
    "hồ sơ",
];

/// Words that introduce what the reporter saw: *theo ghi nhận*.
const SEEN: &[&str] = &["ghi nhận", "quan sát"];

/// Verbs of statements, and of police action after the event.
const SAID: &[&str] = &[
    "cho biết",
    "cho hay",
    "thông tin",
    "xác nhận",
    "khẳng định",
    "thông báo",
    "báo cáo",
    "công bố",
    "kết luận",
    "nói",
    "khám nghiệm",
    "điều tra",
    "khởi tố",
    "truy tố",
    "tạm giữ",
    "tạm giam",
    "bắt",
    "xét xử",
    "tuyên",
    "thụ lý",
    "mở phiên",
];

/// Words for what follows an event.
const AFTERMATH: &[&str] = &[
    "làm rõ",
    "yêu cầu",
    "chỉ đạo",
    "thăm",
    "đến thăm",
    "trao",
    "tặng",
    "hỗ trợ",
    "chia buồn",
    "làm việc với",
    "kiểm tra",
    "đối thoại",
    "xử phạt",
    "chi trả",
    "giải quyết",
    "ra quyết định",
    "ban hành",
    "có văn bản",
    "có công văn",
    "hòa giải",
    "khởi kiện",
];

/// Words for the end of a strike.
const RETURNS: &[&str] =
    &["trở lại làm việc", "làm việc trở lại", "đi làm trở lại", "quay lại làm việc", "đi làm lại", "vào làm trở lại"];

/// The first day on which something happened according to the text: after `ngày`, `sáng` and similar, before the
/// report.
pub(super) fn happened(text: &str, published: Option<i64>, matter: Matter) -> Option<i64> {
    sentences(text).into_iter().find_map(|range| happened_in(text.get(range)?, published, matter))
}

fn happened_in(sentence: &str, published: Option<i64>, matter: Matter) -> Option<i64> {
    let tokens = tokens(sentence, super::MAX_TOKENS);
    let source = TokenSource { text: sentence, tokens: &tokens };
    let other = |at: usize, end: usize| {
        is_of_report(source, end, matter)
            || matter == Matter::Event && (is_return(source, at, end) || is_of_court(source, at))
    };
    (0..tokens.len()).find_map(|at| {
        if let Some(near) = near_day(source, at) {
            return published.map(|published| published - near).filter(|_| !other(at, at + 2));
        }
        let (day, end) = day::read(source, at)?;
        let when = source.follows(at, &["ngày", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "hôm"])
            || (source.mark(at.wrapping_sub(1)) == Some('(') && source.mark(end) == Some(')'));
        let start = at.saturating_sub(1);
        let limit = source.follows(start, &["từ", "trước", "đến", "hết", "tới", "sau", "kể", "nhất", "hạn", "các"])
            || start.checked_sub(1).is_some_and(|last| source.phrase_ends(last, "số ra"))
            || source.mark(end) == Some('-')
            || source.is_any(end, &["tới", "sắp"]);
        let it = when && !limit && !ruled(source, at) && !other(at, end);
        it.then(|| resolved(day, published)).flatten()
    })
}

/// `sáng nay`, `hôm qua`, `tối qua`: the number of days before the report.
fn near_day(source: TokenSource<'_>, at: usize) -> Option<i64> {
    if !source.is_any(at, &["sáng", "trưa", "chiều", "tối", "hôm"]) {
        return None;
    }
    let began = source.follows(at, &["từ", "đến", "tới", "trước", "sau"]);
    let before = i64::from(source.is_any(at + 1, &["qua"]));
    (!began && source.is_any(at + 1, &["nay", "qua"])).then_some(before)
}

/// Whether the day belongs to a document or is a holiday.
fn ruled(source: TokenSource<'_>, at: usize) -> bool {
    (at.saturating_sub(RULED)..at).any(|place| {
        source.is_any(place, &["nghị", "luật", "quyết", "thông", "chỉ", "công", "lễ", "kỷ", "sinh", "thành"])
            && source.is_any(place + 1, &["định", "tư", "thị", "văn", "niệm", "lập", "năm", "quyết"])
    })
}

/// Whether the day that ends before `end` is that of a statement or of action after the event: *Ngày 9-12, Công an
/// huyện cho biết …*, *Ngày 10/5, Công an tỉnh khởi tố …*. The event itself has another day.
fn is_of_report(source: TokenSource<'_>, end: usize, matter: Matter) -> bool {
    let begins = |at: usize, words: &[&str]| words.iter().any(|phrase| source.phrase(at, phrase).is_some());
    let subject = subject(source, end);
    if !begins(subject, SPEAKERS) || source.is(subject, "theo") && begins(subject + 1, SEEN) {
        return false;
    }
    let until = source.tokens.len().min(subject + REPORT_REACH);
    source.is(subject, "theo")
        || (subject..until).any(|at| begins(at, SAID) || matter == Matter::Event && begins(at, AFTERMATH))
}

/// Who judges, at the beginning of a sentence.
const COURTS: &[&str] = &["tòa", "toà", "tand", "hội đồng xét xử", "hđxx", "viện kiểm sát", "vksnd"];

/// Whether the day at token `at` is one of a court: *Tòa án tuyên buộc công ty nhận lại họ vào ngày 20/11*.
fn is_of_court(source: TokenSource<'_>, at: usize) -> bool {
    at > 0 && COURTS.iter().any(|phrase| source.phrase(0, phrase).is_some())
}

/// Where the subject begins behind a day: behind the day once more (`sáng nay (12/11)`), a parenthesis, a comma.
fn subject(source: TokenSource<'_>, end: usize) -> usize {
    let again = day::read(source, end + 1).filter(|(_, end)| source.mark(*end) == Some(')'));
    let mut at = again.filter(|_| source.mark(end) == Some('(')).map_or(end, |(_, end)| end);
    while matches!(source.mark(at), Some(')' | ',')) {
        at += 1;
    }
    at
}

/// Whether people return to work on the day at tokens `at..end`: *trở lại làm việc vào sáng 31-1*.
fn is_return(source: TokenSource<'_>, at: usize, end: usize) -> bool {
    let breath = |at: &usize| !matches!(source.mark(*at), Some('.' | ',' | ';'));
    let back = |at: usize| RETURNS.iter().any(|phrase| source.phrase(at, phrase).is_some());
    let behind = end + usize::from(source.mark(end) == Some(','));
    (at.saturating_sub(RETURN_REACH)..at).rev().take_while(breath).any(back)
        || (behind..behind + RETURN_REACH).take_while(breath).any(back)
}

/// A day without a year is the nearest one before the report (with a tolerance of two days for time zones and late
/// pages).
fn resolved(day: day::PartialDay, published: Option<i64>) -> Option<i64> {
    let recent = |number: i64, published: i64| number <= published + 1 && published - number <= RECENT_DAYS;
    match (day.year, published) {
        (Some(year), Some(published)) => day.number_in(year).filter(|number| recent(*number, published)),
        (Some(year), None) => day.number_in(year),
        (None, None) => None,
        (None, Some(published)) => {
            let year = u32::try_from(1970 + published * 400 / 146_097).ok()?;
            [year + 1, year, year - 1]
                .into_iter()
                .filter_map(|year| day.number_in(year))
                .find(|number| recent(*number, published))
        }
    }
}
