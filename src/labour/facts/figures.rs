//! Amounts, shares and numbers of workers.

use super::denied::{COUNTED, PAID, is_denied};
use super::wages::is_earned;
use super::{Found, Kind};
use crate::labour::figure::{self, Figure};
use crate::labour::tokens::TokenSource;

/// How many tokens before a share may contain the word that says what it is.
const REACH: usize = 12;

/// Words for things in labour news whose share counts as a fact.
const RATED: &[&str] = &[
    "lương",
    "thu nhập",
    "lao động",
    "công nhân",
    "đóng",
    "hưởng",
    "thất nghiệp",
    "việc làm",
    "đoàn viên",
    "bhxh",
    "bhyt",
    "bhtn",
    "bảo hiểm",
    "năng suất",
    "trợ cấp",
    "nlđ",
    "làm thêm",
    "tai nạn",
    "doanh nghiệp",
    "công đoàn",
    "tiền công",
    "phụ cấp",
    "đào tạo",
    "tuyển dụng",
];

/// Words for other things with shares; the word nearest to the share decides.
const NOT_RATED: &[&str] = &[
    "giá",
    "vàng",
    "xăng",
    "dầu",
    "điện",
    "lạm phát",
    "cpi",
    "gdp",
    "grdp",
    "iip",
    "kim ngạch",
    "xuất khẩu",
    "nhập khẩu",
    "lãi suất",
    "lãi",
    "vay",
    "doanh thu",
    "doanh số",
    "lợi nhuận",
    "đơn hàng",
    "sản lượng",
    "sản phẩm",
    "chứng khoán",
    "cổ phiếu",
    "cổ phần",
    "vốn",
    "tín dụng",
    "nợ xấu",
    "ngân sách",
    "học phí",
    "chỉ số",
    "tăng trưởng",
    "dân số",
    "hộ nghèo",
    "học sinh",
    "sinh viên",
    "thị phần",
    "tỷ giá",
    "diện tích",
    "công suất",
    "vat",
    "cử tri",
    "đại biểu",
    "hàng hóa",
    "du khách",
    "cồn",
    "độ ẩm",
];

/// Words that introduce a consequence or another subject.
const TURNS: &[&str] = &["khiến", "nên", "vì", "do", "làm", "trong", "nhưng", "mà", "để", "ăn"];

/// Words for workers, longest first.
const WORKERS: &[&str] = &[
    "công nhân lao động",
    "công nhân viên chức lao động",
    "công nhân viên",
    "nữ công nhân lao động",
    "nữ công nhân",
    "người lao động",
    "lao động nữ",
    "lao động nước ngoài",
    "cán bộ công nhân viên",
    "đoàn viên công đoàn",
    "đoàn viên",
    "công nhân",
    "lao động",
    "cnvclđ",
    "cnlđ",
    "nlđ",
    "cnvc",
    "thợ mỏ",
    "thợ lò",
    "nhân viên",
    "nhân sự",
    "thợ",
];

/// The smallest number after which `CN` stands for workers.
const LEAST_CN: f64 = 10.0;

/// Contexts in which `CN` stands for branches.
const BRANCHES: &[&str] = &["ngân hàng", "chi nhánh", "phòng giao dịch", "pgd", "tín dụng", "nhtm"];

/// Multipliers.
const SCALES: &[(&str, f64)] = &[("nghìn", 1e3), ("ngàn", 1e3), ("vạn", 1e4), ("triệu", 1e6), ("tỷ", 1e9), ("tỉ", 1e9)];

/// Words for approximation; they are part of the fact.
const ABOUT: &[&str] = &["hơn", "gần", "khoảng", "trên", "dưới", "tới", "chừng"];

/// Words that make a number a bound; they are part of the fact.
const BOUNDS: &[&str] = &[
    "không quá",
    "không vượt quá",
    "không vượt",
    "không cao hơn",
    "không lớn hơn",
    "không nhiều hơn",
    "không hơn",
    "không trên",
    "không dưới",
    "không thấp hơn",
    "không ít hơn",
    "không kém",
    "không nhỏ hơn",
    "chưa đến",
    "chưa tới",
    "tối đa",
    "ít nhất",
    "nhiều nhất",
];

/// A wage, a share or a number of workers at token `at`, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(Found, usize)> {
    source.number(at)?;
    if part_of_longer(source, at) {
        return None;
    }
    let (first, end) = figure::read(source, at)?;
    let (first_scale, end) = scale(source, end);
    let (second, second_scale, end) = match second(source, end, &first) {
        Some((figure, end)) => {
            let (scale, end) = self::scale(source, end);
            (Some(figure), scale, end)
        }
        None => (None, None, end),
    };
    let scale = first_scale.or(second_scale).unwrap_or(1.0);
    let value = first.value().map(|value| scaled(value, scale));
    let upto = second.as_ref().and_then(Figure::value).map(|value| scaled(value, second_scale.unwrap_or(scale)));
    let more = compared(source, at);
    let from = begin(source, at, more);
    let found = |kind| Found { kind, value, upto, day: None, from };
    if let Some(end) = percent(source, end) {
        let said = rated(source, at, end) && !is_denied(source, at, PAID);
        return said.then(|| (found(Kind::Rate), onwards(source, end)));
    }
    if let Some(end) = money(source, end, scale) {
        let plausible = value.is_some_and(|value| (10_000.0..=500_000_000.0).contains(&value));
        return (plausible && !more && is_earned(source, (from, at), end) && !is_denied(source, at, PAID))
            .then(|| (found(Kind::Wage), onwards(source, per(source, end))));
    }
    let end = workers(source, at, end).filter(|_| !more && !is_denied(source, at, COUNTED))?;
    // *tuyển 1 nhân viên*: a single person is no number of workers.
    let whole = value.is_some_and(|value| value > 1.0 && value.fract() == 0.0 && value < 1e8);
    (whole && first.decimals.as_ref().is_none_or(|_| scale > 1.0)).then(|| (found(Kind::Workers), onwards(source, end)))
}

/// `4,14 triệu` is 4140000, not 4139999.9999999995.
fn scaled(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    if (product - product.round()).abs() < 1e-6 { product.round() } else { product }
}

/// Where a fact begins: with the words that its figure is only near to or a bound of, and never behind a no.
fn begin(source: TokenSource<'_>, at: usize, more: bool) -> usize {
    let bound = bound(source, at);
    let from = if bound == at && source.follows(at, ABOUT) && !more { at - 1 } else { bound };
    if source.follows(from, &["không", "chưa", "chẳng"]) { from - 1 } else { from }
}

/// Where a figure begins with the words that make a bound of it.
fn bound(source: TokenSource<'_>, at: usize) -> usize {
    let phrase = BOUNDS.iter().find(|phrase| at.checked_sub(1).is_some_and(|last| source.phrase_ends(last, phrase)));
    phrase.map_or(at, |phrase| at - phrase.split(' ').count())
}

/// `trở lên`, `trở xuống` after a figure.
fn onwards(source: TokenSource<'_>, at: usize) -> usize {
    let said = source.is_any(at, &["trở"]) && source.is_any(at + 1, &["lên", "xuống"]);
    if said { at + 2 } else { at }
}

/// Preceded by a letter, a slash or an attached dash: part of a code, a date or a name.
fn part_of_longer(source: TokenSource<'_>, at: usize) -> bool {
    at > 0 && source.touches(at) && !matches!(source.mark(at - 1), Some('(' | '“' | '"' | '+'))
}

fn scale(source: TokenSource<'_>, at: usize) -> (Option<f64>, usize) {
    match SCALES.iter().find(|(word, _)| source.is_any(at, &[*word])) {
        // `nghìn tỷ`
        Some((_, worth)) => match SCALES.iter().find(|(word, _)| source.is_any(at + 1, &[*word])) {
            Some((_, more)) => (Some(worth * more), at + 2),
            None => (Some(*worth), at + 1),
        },
        None => (None, at),
    }
}

/// `- 8`, `đến 8` after a figure.
fn second(source: TokenSource<'_>, at: usize, first: &Figure) -> Option<(Figure, usize)> {
    let dash = source.mark(at) == Some('-') && source.touches(at) == source.touches(at + 1);
    let word = source.is_any(at, &["đến", "tới"]);
    source.number(at + 1).filter(|_| dash || word)?;
    let (second, end) = figure::read(source, at + 1)?;
    (first.value()? < second.value()?).then_some((second, end))
}

fn percent(source: TokenSource<'_>, at: usize) -> Option<usize> {
    let sign = source.mark(at) == Some('%');
    let words = source.is_any(at, &["phần"]) && source.is_any(at + 1, &["trăm"]);
    if sign { Some(at + 1) } else { words.then_some(at + 2) }
}

fn money(source: TokenSource<'_>, at: usize, scale: f64) -> Option<usize> {
    let named = source.is_any(at, &["đồng"]) || matches!(source.written(at), "đ" | "VND" | "VNĐ" | "₫");
    if named {
        return Some(at + 1);
    }
    // `7 triệu/tháng`
    let bare = scale > 1.0 && source.mark(at) == Some('/') && source.is_any(at + 1, &["tháng", "ngày", "người"]);
    bare.then_some(at)
}

/// `/tháng`, `một tháng`, `mỗi ngày` after an amount.
fn per(source: TokenSource<'_>, at: usize) -> usize {
    let mut end = at;
    while source.mark(end) == Some('/') && source.word(end + 1).is_some() {
        end += 2;
    }
    end
}

/// `cao hơn 1 triệu đồng`: a difference between two things, unless it is a bound (`không thấp hơn 5 triệu đồng`).
fn compared(source: TokenSource<'_>, at: usize) -> bool {
    at > 1
        && source.follows(at, &["hơn"])
        && source.follows(at - 1, &["cao", "thấp", "nhiều", "ít", "lớn"])
        && !source.follows(at - 2, &["không", "chưa"])
}

/// Whether a share is about labour: decided by the nearest indicating word before it or, if there is none, by one after
/// it in the same clause.
fn rated(source: TokenSource<'_>, at: usize, end: usize) -> bool {
    let before = (at.saturating_sub(REACH)..at).rev().find_map(|place| {
        let is = |phrases: &[&str]| phrases.iter().any(|phrase| source.phrase_ends(place, phrase));
        if is(RATED) && !is_other(source, place) {
            Some(true)
        } else {
            (is(NOT_RATED) && !is_of_owner(source, place)).then_some(false)
        }
    });
    let turns =
        |place: &usize| matches!(source.mark(*place), Some(',' | ';' | ':' | '(')) || source.is_any(*place, TURNS);
    let behind = || {
        (end..end + REACH)
            .take_while(|place| !turns(place))
            .any(|place| RATED.iter().any(|phrase| source.phrase(place, phrase).is_some()) && !is_other(source, place))
    };
    // `10% GDP`, `5% doanh thu`: the whole is named right after the share.
    let of = if source.is_any(end, &["của"]) { end + 1 } else { end };
    let other = NOT_RATED.iter().any(|phrase| source.phrase(of, phrase).is_some());
    !other && before.unwrap_or_else(behind)
}

/// `doanh nghiệp vốn nước ngoài`, `doanh nghiệp có vốn đầu tư …`: describes the owner, not the capital.
fn is_of_owner(source: TokenSource<'_>, at: usize) -> bool {
    source.is_any(at, &["vốn"])
        && (source.follows(at, &["có"])
            || at.checked_sub(1).is_some_and(|last| source.phrase_ends(last, "doanh nghiệp")))
}

/// `đóng cửa`, `đóng góp`: not an insurance contribution.
fn is_other(source: TokenSource<'_>, at: usize) -> bool {
    source.is_any(at, &["đóng"])
        && source.is_any(at + 1, &["cửa", "góp", "vai", "gói", "băng", "tàu", "quân", "phim", "dấu"])
}

/// The word for workers right after a figure, optionally after `nữ`. `lượt` counts visits, not workers.
fn workers(source: TokenSource<'_>, at: usize, end: usize) -> Option<usize> {
    // `số 5 công nhân`, `điều 5`, `năm 2024 công nhân`
    if source.follows(
        at,
        &["số", "điều", "khoản", "năm", "tổ", "ca", "quận", "khóa", "phòng", "thứ", "lần", "tháng", "ngày", "quý"],
    ) && !grouped(source, at)
        && !is_total(source, at)
    {
        return None;
    }
    let end = if source.is_any(end, &["nữ", "nam", "anh"]) { end + 1 } else { end };
    // `16.600 Công nhân`: the next cell of a table whose structure was lost.
    let mut letters = source.written(end).chars();
    if letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase) {
        return None;
    }
    let found =
        WORKERS.iter().find_map(|phrase| source.phrase(end, phrase)).or_else(|| abbreviated(source, at, end))?;
    // `5 công nhân tố`, `200 lao động/ngày` count; `lao động trẻ em` is a topic.
    let other = source.is_any(found, &["cưỡng", "tố", "quốc"]);
    (!other).then_some(found)
}

/// `450 CN`: workers, as one newspaper abbreviates; not where banks count branches.
fn abbreviated(source: TokenSource<'_>, at: usize, end: usize) -> Option<usize> {
    let several =
        figure::read(source, at).and_then(|(figure, _)| figure.value()).is_some_and(|value| value >= LEAST_CN);
    let branches = |at: usize| BRANCHES.iter().any(|phrase| source.phrase(at, phrase).is_some());
    let of_work = source.written(end) == "CN" && several && !(0..source.tokens.len()).any(branches);
    of_work.then_some(end + 1)
}

/// Whether the figure at `at` has thousands separators, so that it is no ordinal.
fn grouped(source: TokenSource<'_>, at: usize) -> bool {
    figure::read(source, at).is_some_and(|(figure, _)| figure.grouped)
}

/// `tổng số 5 …`, `trong số 5 …`: a total.
fn is_total(source: TokenSource<'_>, at: usize) -> bool {
    at > 1 && source.is_any(at - 1, &["số"]) && source.is_any(at - 2, &["tổng", "có", "trong"])
}
