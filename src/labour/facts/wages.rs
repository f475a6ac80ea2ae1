//! Whether an amount of money is somebody's earnings, not a limit, threshold, ceiling, fine, allowance or cost.

use crate::labour::tokens::TokenSource;

/// How many tokens before an amount may contain the word that says what it is.
const REACH: usize = 12;

/// Words that make an amount of money somebody's earnings.
const WAGES: &[&str] =
    &["lương", "thu nhập", "tiền công", "lương tối thiểu", "lương cơ bản", "lương cơ sở", "lương hưu"];

/// Words that make it something else; the nearest word decides.
const NOT_WAGES: &[&str] = &[
    "doanh thu",
    "phạt",
    "quỹ",
    "giá",
    "vốn",
    "lợi nhuận",
    "nợ",
    "kinh phí",
    "ngân sách",
    "hỗ trợ",
    "tặng",
    "quà",
    "trị giá",
    "chi phí",
    "thuê",
    "vay",
    "đầu tư",
    "ủng hộ",
    "quyên góp",
    "kim ngạch",
    "bồi thường",
    "tiền thuê",
    "học phí",
    "suất quà",
    "thiệt hại",
    "tổng số tiền",
    "đóng",
    "suất ăn",
    "bữa ăn",
    "trợ cấp",
    "chi",
    "tiền thưởng",
    "thưởng",
    "giải thưởng",
    "tiết kiệm",
    "sổ",
    "mua",
    "bán",
    "trao",
    "tổng",
    "chiếm đoạt",
    "lừa",
    "quỹ lương",
    "mất",
    "giảm trừ",
    "chiết khấu",
    "thuế",
    "gửi",
    "nộp",
    "tiền trọ",
    "tiền ăn",
    "tiền điện",
    "tiền nhà",
    "cọc",
    "phí",
    "môi giới",
    "chi tiêu",
    "dành",
    "thiếu",
    "khoản vay",
    "phụ cấp",
    "khoán",
];

/// Words that make the following amount a threshold between lower and higher incomes.
const LINES: &[&str] = &[
    "ngưỡng",
    "mức trần",
    "trần thu nhập",
    "trần lương",
    "mức đóng",
    "giới hạn",
    "hạn mức",
    "chịu thuế",
    "tính thuế",
    "nộp thuế",
    "miễn thuế",
    "khởi điểm",
    "điều kiện thu nhập",
    "điều kiện về thu nhập",
    "tiêu chuẩn thu nhập",
    "tiêu chí thu nhập",
    "chuẩn nghèo",
    "làm căn cứ đóng",
    "căn cứ đóng",
    "tính đóng",
];

/// Words of rules for incomes beyond a threshold, anywhere in the clause: with a bound, the amount is that threshold.
const RULES: &[&str] = &[
    "nhà ở xã hội",
    "nhà xã hội",
    "thuê mua",
    "được mua",
    "được vay",
    "được xét",
    "được hỗ trợ",
    "được miễn",
    "được giảm",
    "được hưởng",
    "thuế",
    "khấu trừ",
    "hộ nghèo",
    "cận nghèo",
    "thu nhập thấp",
    "thu nhập trung bình",
    "đóng bhxh",
    "đóng bảo hiểm",
    "đối tượng",
    "điều kiện",
];

/// Words for an upper bound.
const CEILINGS: &[&str] =
    &["không quá", "không vượt quá", "không vượt", "không cao hơn", "chưa đến", "chưa tới", "tối đa", "nhiều nhất"];

/// Words for a bound that may be part of a rule or a mere description: *thu nhập dưới 5 triệu đồng*.
const BOUNDS: &[&str] = &["dưới", "trên", "quá", "vượt", "không thấp hơn", "không dưới"];

/// Words for a fine: it is nobody's earnings, even next to the wages it is about.
const FINES: &[&str] = &["phạt"];

/// Whether the amount at `at`, with its bound from `from` on and up to `end`, is earned.
pub(super) fn is_earned(source: TokenSource<'_>, (from, at): (usize, usize), end: usize) -> bool {
    let told = earned(source, at) || is_of_region(source, from, end);
    told && !is_line(source, (from, at), end) && !is_fine(source, at) && !is_difference(source, from)
}

/// How many tokens after an amount may contain the region of a minimum wage.
const REGION_REACH: usize = 26;

/// `Mức 5.310.000 đồng/tháng, áp dụng đối với doanh nghiệp trên địa bàn thuộc vùng I`: a regional minimum wage.
fn is_of_region(source: TokenSource<'_>, from: usize, end: usize) -> bool {
    let region =
        |at: usize| source.is_any(at, &["vùng"]) && matches!(source.written(at + 1), "I" | "II" | "III" | "IV");
    let applies = |at: usize| source.phrase(at, "áp dụng").is_some();
    source.follows(from, &["mức"]) && (end..end + 6).any(applies) && (end..end + REGION_REACH).any(region)
}

/// Words between what grows or shrinks and by how much.
const ABOUT: &[&str] = &["khoảng", "gần", "hơn", "trên", "bình", "quân", "trung"];

/// Whether it is by so much that a wage grows or shrinks: *lương tăng thêm 350.000 đồng*, *(tăng 110.000 đồng)*; not *tăng lên*.
fn is_difference(source: TokenSource<'_>, from: usize) -> bool {
    let about = (0..from).rev().take_while(|place| source.is_any(*place, ABOUT)).count();
    let before = from - about;
    let range = usize::from(source.follows(before, &["từ"]));
    source.follows(before - range, &["thêm"]) || source.follows(before, &["tăng", "giảm"])
}

/// Whether the amount is the threshold of a rule.
fn is_line(source: TokenSource<'_>, (from, at): (usize, usize), end: usize) -> bool {
    let (first, last) = clause(source, at);
    let ends = |words: &[&str]| {
        at.checked_sub(1).is_some_and(|last| words.iter().any(|phrase| source.phrase_ends(last, phrase)))
    };
    let onwards = (end..end + 3).any(|place| source.is_any(place, &["trở"]));
    let ruled = || (first..last).any(|place| RULES.iter().any(|phrase| source.phrase(place, phrase).is_some()));
    ends(CEILINGS) || is_told_since(source, (first, from), at, LINES) || ((onwards || ends(BOUNDS)) && ruled())
}

/// Whether a fine precedes the amount, without another amount in between.
fn is_fine(source: TokenSource<'_>, at: usize) -> bool {
    is_told_since(source, (clause(source, at).0, at), at, FINES)
}

/// Whether one of `words` stands between two tokens, without another amount between it and the one at `at`.
fn is_told_since(source: TokenSource<'_>, (first, to): (usize, usize), at: usize, words: &[&str]) -> bool {
    // `từ 15 triệu đồng lên 20 triệu đồng`: both amounts belong together.
    let one_of_two = source.follows(at, &["đến", "tới", "lên", "xuống", "còn"]);
    let other = |place: &usize| source.is_any(*place, &["đồng"]) && !one_of_two;
    let mut since = (first..to).rev().take_while(|place| !other(place));
    since.any(|place| words.iter().any(|phrase| source.phrase_ends(place, phrase)))
}

/// The tokens around `at`, up to the punctuation that ends the clause.
fn clause(source: TokenSource<'_>, at: usize) -> (usize, usize) {
    let ends = |place: usize| source.mark(place) == Some(';');
    let first = (0..at).rev().take_while(|place| !ends(*place)).last().unwrap_or(at);
    let last = (at..source.tokens.len()).take_while(|place| !ends(*place)).last().unwrap_or(at);
    (first, last + 1)
}

/// Whether a word for wages stands right before the word at `place`: *lương, phụ cấp*, *thu nhập gồm phụ cấp*.
fn is_beside_wage(source: TokenSource<'_>, place: usize) -> bool {
    let before = place.saturating_sub(1);
    let joined = matches!(source.mark(before.wrapping_sub(1)), Some(',' | '+'))
        || source.follows(before, &["và", "cùng", "gồm", "cả", "cộng", "với"]);
    joined && before.checked_sub(2).is_some_and(|last| WAGES.iter().any(|phrase| source.phrase_ends(last, phrase)))
}

/// `thưởng 3 tháng lương`, `thưởng một tháng thu nhập`: whether the word for wages at `place` is only a unit of
/// measure.
fn is_measure(source: TokenSource<'_>, place: usize) -> bool {
    let first = place - usize::from(source.phrase_ends(place, "thu nhập"));
    if !source.follows(first, &["tháng"]) || first < 2 {
        return false;
    }
    let bonus = || (first.saturating_sub(REACH)..first).any(|at| source.is_any(at, &["thưởng"]));
    source.number(first - 2).is_some() || (source.is_any(first - 2, &["một", "hai", "ba", "nửa", "mấy"]) && bonus())
}

/// `tăng lương thấp nhất là 390 ngàn đồng`: the size of a raise, unless a target is given (`lên`, `từ … lên`).
fn is_raise(source: TokenSource<'_>, place: usize, at: usize) -> bool {
    let named = WAGES.iter().filter(|phrase| source.phrase_ends(place, phrase));
    let first = (place + 1).saturating_sub(named.map(|phrase| phrase.split(' ').count()).max().unwrap_or(1));
    let raised = source.follows(first, &["tăng", "giảm", "nâng"]);
    let to = |at: usize| source.is_any(at, &["lên", "thành", "đạt", "còn", "xuống", "từ", "tới", "bằng", "vùng"]);
    raised && !(place..at).any(to)
}

/// Words between a region and its least wage: *vùng I tăng lên 5,31 triệu đồng/tháng*.
const TO: &[&str] = &["là", "được", "sẽ", "tăng", "nâng", "điều", "chỉnh", "lên", "đạt", "ở", "mức", "thành", "còn"];

/// Whether the nearest telling word before the amount says that it is earned.
fn earned(source: TokenSource<'_>, at: usize) -> bool {
    for back in 1..=REACH {
        let Some(place) = at.checked_sub(back) else { break };
        if matches!(source.mark(place), Some(';' | ':')) && back > 2 {
            return false;
        }
        // `lương và phụ cấp 8 triệu đồng`: both together.
        if source.phrase_ends(place, "phụ cấp") && is_beside_wage(source, place) {
            return true;
        }
        if NOT_WAGES.iter().any(|phrase| source.phrase_ends(place, phrase)) {
            return false;
        }
        // `vùng I là 5,31 triệu đồng/tháng`, `vùng I tăng lên 5,31 triệu đồng/tháng`: the least wage of a region.
        let region = source.is_any(place, &["vùng"]) && matches!(source.written(place + 1), "I" | "II" | "III" | "IV");
        if region && (place + 3 >= at || (place + 2..at).all(|between| source.is_any(between, TO))) {
            return true;
        }
        // `thưởng 3 tháng lương, 30 triệu đồng`: the wages are a unit; what they measure stands before.
        if !is_measure(source, place) && WAGES.iter().any(|phrase| source.phrase_ends(place, phrase)) {
            return !source.is_any(place.wrapping_sub(1), &["quỹ", "nợ"]) && !is_raise(source, place, at);
        }
    }
    false
}
