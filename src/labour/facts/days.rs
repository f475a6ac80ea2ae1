//! Effective dates of rules, and deadlines.

use super::denied::is_ended;
use super::{Found, Kind, term};
use crate::labour::day::{self, PartialDay};
use crate::labour::tokens::TokenSource;

/// Words before an effective date; after phrases such as `có hiệu lực`, the words of [`BETWEEN`] may follow.
const EFFECT: &[&str] = &[
    "có hiệu lực thi hành",
    "có hiệu lực",
    "hiệu lực thi hành",
    "hiệu lực",
    "được áp dụng",
    "áp dụng",
    "thi hành",
    "bắt đầu thực hiện",
    "được thực hiện",
    "chính thức áp dụng",
];

/// Words before a deadline.
const DEADLINE: &[&str] = &[
    "chậm nhất là",
    "chậm nhất",
    "muộn nhất là",
    "muộn nhất",
    "hạn chót là",
    "hạn chót",
    "hạn cuối là",
    "hạn cuối",
    "thời hạn đến",
    "thời hạn là",
    "hạn nộp đến",
    "hạn nộp là",
    "hạn đến",
    "trước",
    "đến hết",
    "hết hạn vào",
    "gia hạn đến",
    "hạn cuối cùng là",
    "hạn chót đến",
    "hạn nộp hồ sơ đến",
    "hạn",
];

/// Words that make `trước ngày` a duty; without them it may refer to the past.
const DUTY: &[&str] = &[
    "phải",
    "hoàn thành",
    "gửi",
    "cam kết",
    "khắc phục",
    "giải quyết",
    "trả lời",
    "nộp",
    "đăng ký",
    "báo cáo",
    "thanh toán",
    "trả",
    "chi trả",
    "kê khai",
    "hoàn tất",
    "yêu cầu",
    "đề nghị",
    "thời hạn",
    "hạn",
];

/// Things that take effect; without one of them in the sentence, something else began (*khảo sát được thực hiện từ ngày
/// 1/3*).
const RULES: &[&str] = &[
    "nghị định",
    "thông tư",
    "luật",
    "quyết định",
    "nghị quyết",
    "quy định",
    "chính sách",
    "mức",
    "chế độ",
    "lương",
    "quy chế",
    "chỉ thị",
    "điều",
    "văn bản",
    "phụ cấp",
    "trợ cấp",
    "công ước",
    "hiệp định",
    "thỏa ước",
    "thoả ước",
    "pháp lệnh",
    "hiến pháp",
    "nội quy",
    "hướng dẫn",
    "bảng",
    "khung",
    "thuế",
    "phí",
    "tiêu chuẩn",
    "quy chuẩn",
    "biểu",
    "nđ",
    "tt",
    "qđ",
    "nq",
    "công văn",
    "quy trình",
    "lộ trình",
    "đề án",
    "tuổi",
];

/// Words that show that a deadline or a duty is in the past.
const PAST: &[&str] = &["đã", "từng", "vừa"];

/// Words that may stand between those and the day.
const BETWEEN: &[&str] = &["kể", "từ", "ngày", "vào", "là", "đến", "hết", "tới", "kể từ", "24h", "0h"];

/// An effective date or a deadline that begins at token `at`, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(Found, usize)> {
    source.word(at)?;
    if let Some(found) = term::read(source, at) {
        return Some(found);
    }
    if let Some((day, end)) = after(source, at, EFFECT, Between::From) {
        let rule = at < 2 || (0..source.tokens.len()).any(|place| source.begins_one(place, RULES));
        return (rule && !is_ended(source, at)).then(|| (found(Kind::Effect, day, at), end));
    }
    let (day, end) = after(source, at, DEADLINE, Between::Any)?;
    let weak = source.is_any(at, &["trước", "đến"]);
    let behind = source.is_any(end, &["đã", "từng", "khi", "thì", "nếu"]);
    let duty = (0..at).any(|before| source.begins_one(before, DUTY)) || term::is_owed(source, at, end);
    let clause = (0..at).rev().take_while(|before| !matches!(source.mark(*before), Some(',' | ';' | ':'))).count();
    let past = weak && (at - clause..at).any(|before| source.is_any(before, PAST));
    let free = (at - clause..at).any(|before| source.begins_one(before, term::FREE));
    let of_whom = weak && is_of_whom(source, at - clause, at);
    (!behind && !past && !free && !of_whom && (!weak || duty)).then(|| (found(Kind::Deadline, day, at), end))
}

/// Who a rule is for.
const PEOPLE: &[&str] = &["người", "lao động", "công nhân", "trường hợp", "đối tượng", "những ai"];

/// What they did, or were, before a day.
const DID: &[&str] =
    &["đóng", "tham gia", "nghỉ", "sinh", "ký", "làm việc", "tuyển", "hưởng", "bhxh", "bảo hiểm", "nghỉ hưu"];

/// Whether the day that begins at token `at` says for whom a rule is: *với người đóng trước ngày 1/7/2025*.
fn is_of_whom(source: TokenSource<'_>, clause: usize, at: usize) -> bool {
    let ends = at.checked_sub(1).is_some_and(|last| DID.iter().any(|phrase| source.phrase_ends(last, phrase)));
    let duty = |place: usize| source.begins_one(place, &["phải", "cần", "yêu cầu", "chậm nhất"]);
    let people = (clause..at).rev().take_while(|place| !duty(*place)).any(|place| source.begins_one(place, PEOPLE));
    ends && people && !(clause..at).any(duty)
}

/// What must stand in between.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    /// `từ` or `ngày`.
    From,
    Any,
}

fn after(source: TokenSource<'_>, at: usize, phrases: &[&str], between: Between) -> Option<(PartialDay, usize)> {
    phrases.iter().find_map(|phrase| {
        let mut next = source.phrase(at, phrase)?;
        let mut from = false;
        for _ in 0..4 {
            if source.is_any(next, BETWEEN) {
                from |= source.is_any(next, &["từ", "ngày"]);
                next += 1;
            }
        }
        let (day, end) = day::read(source, next)?;
        let sure = between == Between::Any || from;
        // A share or a price with a decimal point looks like a day.
        let dotted = day.year.is_none() && source.mark(next + 1) == Some('.');
        (sure && (!dotted || source.follows(next, &["ngày"]))).then_some((day, end))
    })
}

fn found(kind: Kind, day: PartialDay, from: usize) -> Found {
    Found { kind, value: None, upto: None, day: Some(day.written()), from }
}
