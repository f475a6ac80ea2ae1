//! Negations: *không tăng 7,2%*, *chưa có hiệu lực*, *bác đề xuất*. What is denied is no fact.

use crate::labour::tokens::TokenSource;

/// Words that negate what follows.
const NOT: &[&str] = &["không", "chưa", "chẳng", "chả", "khỏi"];

/// Words that turn a negation into a bound: *không quá 40 giờ*, *không dưới 70%*.
const BOUNDS: &[&str] =
    &["quá", "dưới", "thấp", "ít", "vượt", "chỉ", "kém", "hơn", "nhỏ", "cao", "lớn", "trên", "chậm", "muộn", "ngừng"];

/// Words that may stand between a negation and a number of workers.
pub(super) const COUNTED: &[&str] =
    &["có", "phải", "đến", "tới", "đủ", "là", "cả", "khoảng", "hơn", "gần", "còn", "hề", "chỉ"];

/// Words that may stand between a negation and an amount or a share.
pub(super) const PAID: &[&str] = &[
    "tăng", "giảm", "đạt", "đóng", "hưởng", "có", "phải", "là", "bằng", "được", "trả", "thêm", "đến", "tới", "lên",
    "xuống", "ở", "mức", "chịu", "nộp", "trừ", "đủ", "nhận", "lương", "tiền", "công", "thu", "nhập", "phụ", "cấp",
    "hề", "cả", "khoảng", "hơn", "gần", "còn",
];

/// Words of those who say that something is not so.
const RUMOURS: &[&str] =
    &["bác bỏ", "bác thông tin", "bác tin", "phủ nhận", "tin đồn", "tin giả", "sai sự thật", "thất thiệt", "bịa đặt"];

/// Words of those who will not have something.
const REFUSED: &[&str] =
    &["bác đề xuất", "bác kiến nghị", "từ chối", "không đồng ý", "không chấp nhận", "không tán thành"];

/// Words for ending or postponing something.
const ENDED: &[&str] = &["hết", "ngừng", "dừng", "thôi", "hoãn", "lùi", "hủy", "huỷ", "bỏ", "dứt", "mất"];

/// Words between such a word and what is ended.
const STILL: &[&str] =
    &["còn", "có", "được", "tiếp", "tục", "thể", "việc", "thời", "điểm", "áp", "dụng", "phải", "đang"];

/// Whether the sentence reports a rejection or denial.
pub(super) fn is_refused(source: TokenSource<'_>) -> bool {
    holds(source, REFUSED) || is_rumour(source)
}

/// Whether the sentence says that what it tells is not so.
pub(super) fn is_rumour(source: TokenSource<'_>) -> bool {
    holds(source, RUMOURS)
}

fn holds(source: TokenSource<'_>, phrases: &[&str]) -> bool {
    (0..source.tokens.len()).any(|at| phrases.iter().any(|phrase| source.phrase(at, phrase).is_some()))
}

/// Whether a negation precedes token `at`, with only words of `between` in between.
pub(super) fn is_denied(source: TokenSource<'_>, at: usize, between: &[&str]) -> bool {
    let between = (0..at).rev().take_while(|before| source.is_any(*before, between)).count();
    let first = at - between;
    source.follows(first, NOT) && !source.is_any(first, BOUNDS)
}

/// Whether the rule that takes effect at token `at` is ended, postponed, or not yet in force.
pub(super) fn is_ended(source: TokenSource<'_>, at: usize) -> bool {
    let between = (0..at).rev().take_while(|before| source.is_any(*before, STILL)).count();
    source.follows(at - between, ENDED) || source.follows(at - between, NOT)
}
