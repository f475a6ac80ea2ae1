//! Numbers in words, as read by announcers: *một trăm linh năm*, *hai mươi mốt*, *ba phẩy không năm*.
//!
//! Source: usage of schools and VOV (linh, mốt, tư and lăm after mươi, không trăm inside a number).

/// Numbers with more digits are read digit by digit.
pub(super) const MOST_DIGITS: usize = 18;

/// The digits' names.
pub(super) const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A whole number written in digits (without separators), in words.
pub(super) fn cardinal(digits: &str) -> String {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() {
        return DIGITS[0].to_owned();
    }
    if trimmed.len() > MOST_DIGITS || !trimmed.bytes().all(|b| b.is_ascii_digit()) {
        return one_by_one(digits);
    }
    billions(trimmed).join(" ")
}

/// The same for a number.
pub(super) fn in_words(value: u32) -> String {
    cardinal(&value.to_string())
}

/// Digit by digit.
pub(super) fn one_by_one(digits: &str) -> String {
    let names = digits.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| DIGITS.get(d as usize).copied());
    names.collect::<Vec<_>>().join(" ")
}

/// The decimals: leading zeros one by one, then up to three digits as a number.
pub(super) fn fraction(digits: &str) -> String {
    let rest = digits.trim_start_matches('0');
    if rest.is_empty() || rest.len() > 3 {
        return one_by_one(digits);
    }
    let zeros = digits.len() - rest.len();
    let mut words = vec![DIGITS[0].to_owned(); zeros];
    words.push(cardinal(rest));
    words.join(" ")
}

/// An ordinal without `thứ`: *nhất*, *tư*.
pub(super) fn ordinal(value: u32) -> String {
    match value {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        other => in_words(other),
    }
}

/// The month's name without `tháng`: the fourth is *tư*.
pub(super) fn month(value: u32) -> String {
    if value == 4 { "tư".to_owned() } else { in_words(value) }
}

/// Splits at 10⁹ (*tỷ*), repeatedly if needed.
fn billions(digits: &str) -> Vec<String> {
    let Some((high, low)) = digits.len().checked_sub(9).filter(|at| *at > 0).and_then(|at| digits.split_at_checked(at))
    else {
        return below_billion(digits, GroupPlace::First);
    };
    let mut words = billions(high);
    words.push("tỷ".to_owned());
    if low.bytes().any(|b| b != b'0') {
        words.extend(below_billion(low, GroupPlace::Inside));
    }
    words
}

/// The position of a group of three digits: inside a number its hundreds are spoken even if zero.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GroupPlace {
    First,
    Inside,
}

fn below_billion(digits: &str, place: GroupPlace) -> Vec<String> {
    let padded = format!("{digits:0>9}");
    let mut words = Vec::new();
    let mut place = place;
    for (group, name) in [(0..3, Some("triệu")), (3..6, Some("nghìn")), (6..9, None)] {
        let three: Vec<u32> = padded.get(group).unwrap_or_default().chars().filter_map(|c| c.to_digit(10)).collect();
        if let [h, t, u] = three[..]
            && (h, t, u) != (0, 0, 0)
        {
            words.extend(hundreds(h, t, u, place).into_iter().map(str::to_owned));
            words.extend(name.map(str::to_owned));
            place = GroupPlace::Inside;
        }
    }
    words
}

fn hundreds(h: u32, t: u32, u: u32, place: GroupPlace) -> Vec<&'static str> {
    let name = |digit: u32| DIGITS.get(digit as usize).copied().unwrap_or_default();
    let mut words = Vec::new();
    let hundred = h > 0 || place == GroupPlace::Inside;
    if hundred {
        words.extend([name(h), "trăm"]);
    }
    match t {
        0 if u > 0 && hundred => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([name(t), "mươi"]),
    }
    match (t, u) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(name(u)),
    }
    words
}
