//! Deadlines told before the duty (*trước ngày 31/12/2026, doanh nghiệp phải nộp …*), and terms that run from a day
//! (*trong thời hạn 3 tháng kể từ ngày …*).
//!
//! Only what somebody has to deliver is due: not what a rule of old asked (*phải đóng đủ 20 năm*), no penalty, no validity.

use super::{Found, Kind};
use crate::labour::day;
use crate::labour::tokens::TokenSource;

/// How many tokens behind the word of duty the deed may begin.
const DEED_REACH: usize = 4;
/// Most tokens that say from when a term runs.
const FROM_REACH: usize = 10;

/// Words that lay a duty on somebody.
const MUST: &[&str] = &["phải", "cần", "có trách nhiệm", "đề nghị", "yêu cầu"];

/// What is delivered by a day.
const DEEDS: &[&str] = &[
    "hoàn thành",
    "hoàn tất",
    "nộp",
    "gửi",
    "báo cáo",
    "thanh toán",
    "chi trả",
    "trả",
    "công bố",
    "khắc phục",
    "thông báo",
    "kê khai",
    "đăng ký",
    "niêm yết",
    "giải quyết",
    "bồi thường",
    "tổ chức",
];

/// Words that deny a duty.
pub(super) const FREE: &[&str] = &["không phải", "không cần", "không bắt buộc", "chưa phải", "không gia", "miễn"];

/// Words that set what was against what is: the duty may be one of the past.
const CONTRAST: &[&str] = &["nay", "hiện", "mới", "vẫn", "thì", "còn", "nhưng", "cũ", "đã", "từng", "đủ", "khi"];

/// Where a term that somebody must keep begins, and what it must not be.
const TERM: &[&str] = &["trong thời hạn", "trong vòng", "chậm nhất"];
const NO_TERM: &[&str] =
    &["đình chỉ", "tước", "hiệu lực", "giá trị", "thử việc", "tạm", "phạt", "cấm", "có quyền", "được quyền"];

/// Whether the day before `end`, at the head of its clause, is followed by what must be delivered until then.
pub(super) fn is_owed(source: TokenSource<'_>, at: usize, end: usize) -> bool {
    let heads = at == 0 || matches!(source.mark(at - 1), Some(',' | ';' | ':' | '-'));
    heads
        && source.is_any(at, &["trước"])
        && source.mark(end) == Some(',')
        && is_due(source, end + 1, source.tokens.len())
}

/// Whether the tokens `from..to` say that something must be delivered, and set it against nothing.
fn is_due(source: TokenSource<'_>, from: usize, to: usize) -> bool {
    let deed = |must: usize| (must + 1..to.min(must + 1 + DEED_REACH)).any(|at| source.begins_one(at, DEEDS));
    let doubtful = |at: usize| source.is_any(at, CONTRAST) || source.begins_one(at, FREE);
    (from..to).any(|at| source.begins_one(at, MUST) && deed(at)) && !(from..to).any(doubtful)
}

/// *Trong thời hạn 3 tháng kể từ ngày ban hành, doanh nghiệp phải nộp …*: a term, from when it runs, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(Found, usize)> {
    let number = TERM.iter().find_map(|phrase| source.phrase(at, phrase))?;
    source.number(number)?;
    let unit = ["ngày làm việc", "ngày", "tuần", "tháng", "năm", "giờ"];
    let unit = unit.iter().find_map(|unit| source.phrase(number + 1, unit))?;
    let from =
        ["kể từ ngày", "kể từ khi", "tính từ ngày", "từ ngày"].iter().find_map(|run| source.phrase(unit, run))?;
    let length = source.tokens.len();
    let breath = |at: &usize| !matches!(source.mark(*at), Some(',' | ';' | ':' | '.' | '('));
    let end = match day::read(source, from) {
        Some((_, end)) => end,
        None => from + (from..length.min(from + FROM_REACH)).take_while(breath).count(),
    };
    let stated = end == length || !breath(&end);
    let refused = (0..length).any(|at| source.begins_one(at, NO_TERM));
    let owed = is_due(source, end, length) || is_due(source, 0, at);
    (stated && owed && !refused)
        .then_some((Found { kind: Kind::Deadline, value: None, upto: None, day: None, from: at }, end))
}
