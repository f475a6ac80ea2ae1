//! What a sentence says is not so: *không tăng 7,2%*, *chưa có hiệu lực*, *bác đề xuất*. It is no fact.

use crate::labour::tokens::TokenSource;

/// Words that say no to what follows.
const NOT: &[&str] = &["không", "chưa", "chẳng", "chả", "khỏi"];

/// Words behind a no that make a bound of it: *không quá 40 giờ*, *không dưới 70%*.
const BOUNDS: &[&str] =
    &["quá", "dưới", "thấp", "ít", "vượt", "chỉ", "kém", "hơn", "nhỏ", "cao", "lớn", "trên", "chậm", "muộn", "ngừng"];

/// Words that may stand between a no and the number of workers it speaks of.
pub(super) const COUNTED: &[&str] =
    &["có", "phải", "đến", "tới", "đủ", "là", "cả", "khoảng", "hơn", "gần", "còn", "hề", "chỉ"];

/// Words that may stand between a no and an amount or a share.
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

/// Words that end what holds, or put it off.
const ENDED: &[&str] = &["hết", "ngừng", "dừng", "thôi", "hoãn", "lùi", "hủy", "huỷ", "bỏ", "dứt", "mất"];

/// Words between an end and what is ended.
const STILL: &[&str] =
    &["còn", "có", "được", "tiếp", "tục", "thể", "việc", "thời", "điểm", "áp", "dụng", "phải", "đang"];

/// Whether somebody in the sentence refuses or denies what it tells.
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

/// Whether a no stands before token `at`, with nothing but words of `between` between.
pub(super) fn is_denied(source: TokenSource<'_>, at: usize, between: &[&str]) -> bool {
    let between = (0..at).rev().take_while(|before| source.is_any(*before, between)).count();
    let first = at - between;
    source.follows(first, NOT) && !source.is_any(first, BOUNDS)
}

/// Whether the rule whose words of force begin at `at` ends, is put off, or does not hold yet.
pub(super) fn is_ended(source: TokenSource<'_>, at: usize) -> bool {
    let between = (0..at).rev().take_while(|before| source.is_any(*before, STILL)).count();
    source.follows(at - between, ENDED) || source.follows(at - between, NOT)
}
