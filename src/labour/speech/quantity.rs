//! Quantities: money, shares, units, ranges, fractions, telephone numbers.

use super::number;
use super::words;
use crate::labour::figure::{self, Figure, Separator};
use crate::labour::tokens::TokenSource;

/// A number from token `at` on, as spoken, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    if let Some(found) = sign_before(source, at) {
        return Some(found);
    }
    source.number(at)?;
    let whole = dialled(source, at).or_else(|| height(source, at)).or_else(|| fraction(source, at));
    if let Some(found) = whole.or_else(|| outline(source, at)) {
        return Some(found);
    }
    let (first, end) = figure::read(source, at)?;
    let said = say(source, at, &first);
    if let Some((unit, behind)) = unit(source, end) {
        let range = range_end(source, behind, &first);
        if let Some((second, second_at, last)) = range {
            let (other, last) = with_unit(source, last, &say(source, second_at, &second));
            return Some((format!("{said} {unit} đến {other}"), last));
        }
        let (per, last) = per(source, behind);
        return Some((format!("{said} {unit}{per}"), last));
    }
    if let Some((second, second_at, last)) = range_end(source, end, &first) {
        let (other, last) = with_unit(source, last, &say(source, second_at, &second));
        return Some((format!("{said} đến {other}"), last));
    }
    Some((said, end))
}

fn with_unit(source: TokenSource<'_>, end: usize, said: &str) -> (String, usize) {
    match unit(source, end) {
        Some((unit, end)) => {
            let (per, end) = per(source, end);
            (format!("{said} {unit}{per}"), end)
        }
        None => (said.to_owned(), end),
    }
}

/// `-5°C`, `+84`, `$500`, `>5`, `≥ 10`, `±2`, `x`.
fn sign_before(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let mark = source.mark(at)?;
    let free = at == 0 || !source.touches(at) || matches!(source.mark(at - 1), Some('(' | '/'));
    let tight = source.touches(at + 1);
    let money = words::SIGNS.iter().find(|(sign, _)| *sign == mark && matches!(mark, '$' | '€' | '£' | '¥' | '₫'));
    if let Some((_, name)) = money.filter(|_| tight && free) {
        source.number(at + 1)?;
        let (figure, end) = figure::read(source, at + 1)?;
        let said = say(source, at + 1, &figure);
        let big = source.is_any(end, &["triệu", "tỷ", "tỉ", "nghìn", "ngàn"]);
        let (scale, end) = if big { (format!(" {}", source.lower(end)), end + 1) } else { (String::new(), end) };
        return Some((format!("{said}{scale} {name}"), end));
    }
    let word = match mark {
        '-' if free && tight => "âm",
        '+' if free && tight => "cộng",
        '±' => "cộng trừ",
        '>' => "lớn hơn",
        '<' => "nhỏ hơn",
        '≥' => "lớn hơn hoặc bằng",
        '≤' => "nhỏ hơn hoặc bằng",
        '~' | '≈' => "khoảng",
        _ => return None,
    };
    source.number(at + 1)?;
    let abroad =
        mark == '+' && source.number(at + 1).is_some_and(|(value, _)| value == 84) && source.number(at + 2).is_some();
    if abroad {
        let count = (at + 1..at + 6).take_while(|next| source.number(*next).is_some()).count();
        let digits: String = (at + 1..at + 1 + count).map(|next| source.written(next)).collect();
        return Some((format!("{word} {}", number::one_by_one(&digits)), at + 1 + count));
    }
    let (rest, end) = read(source, at + 1)?;
    Some((format!("{word} {rest}"), end))
}

/// A number as spoken in its context.
fn say(source: TokenSource<'_>, at: usize, figure: &Figure) -> String {
    let lead_zero = figure.whole.len() > 1 && figure.whole.starts_with('0') && figure.decimals.is_none();
    let ordinal = source.follows(at, &["thứ"]).then(|| figure.plain()).flatten().filter(|_| !lead_zero);
    if let Some(value) = ordinal {
        return number::ordinal(value);
    }
    if source.follows(at, &["tháng"])
        && let Some(value @ 1..=12) = figure.plain()
    {
        return number::month(value);
    }
    let whole = if lead_zero && figure.whole.len() > 2 {
        number::one_by_one(&figure.whole)
    } else {
        number::cardinal(&figure.whole)
    };
    match &figure.decimals {
        None => whole,
        Some((Separator::Comma, digits)) => format!("{whole} phẩy {}", number::fraction(digits)),
        Some((Separator::Dot, digits)) => format!("{whole} chấm {}", number::fraction(digits)),
    }
}

/// `-15`, ` - 15`, `–15` after a number: a range, unless the second one is smaller (a score, a code).
fn range_end(source: TokenSource<'_>, at: usize, first: &Figure) -> Option<(Figure, usize, usize)> {
    let dash = source.mark(at) == Some('-') && source.touches(at) == source.touches(at + 1);
    source.number(at + 1).filter(|_| dash)?;
    let (second, end) = figure::read(source, at + 1)?;
    let rising = first.value()? < second.value()?;
    (rising && !(source.tight(end, '-'))).then_some((second, at + 1, end))
}

/// A unit or sign at `at`, as spoken, and the next token.
fn unit(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    if let Some(mark) = source.mark(at) {
        let (_, name) = words::SIGNS.iter().find(|(sign, _)| *sign == mark)?;
        if matches!(mark, '\'') && !source.touches(at) {
            return None;
        }
        if matches!(mark, '°' | 'º') && matches!(source.written(at + 1), "C" | "F") && source.touches(at + 1) {
            let name = if source.written(at + 1) == "C" { "độ xê" } else { "độ ép" };
            return Some((name.to_owned(), at + 2));
        }
        return Some(((*name).to_owned(), at + 1));
    }
    let written = source.written(at);
    source.word(at)?;
    if written == "oC" || written == "ºC" {
        return Some(("độ xê".to_owned(), at + 1));
    }
    if let Some((name, end)) = raised(source, at) {
        return Some((name.to_owned(), end));
    }
    let alone = !source.touches(at + 1) || source.mark(at + 1).is_some();
    let (_, name) = words::UNITS.iter().find(|(unit, _)| *unit == written).filter(|_| alone)?;
    let single = written.chars().count() == 1;
    let apart = single && !source.touches(at) && !matches!(written, "m" | "g" | "h" | "đ" | "l" | "V" | "W");
    let temperature = matches!(written, "C" | "F");
    if apart || temperature || (matches!(written, "K" | "k" | "s" | "L") && !source.touches(at)) {
        return None;
    }
    Some(((*name).to_owned(), at + 1))
}

/// `m2`, `m²`, `km2`, `m3`.
pub(super) fn raised(source: TokenSource<'_>, at: usize) -> Option<(&'static str, usize)> {
    source.number(at + 1).filter(|(value, digits)| *digits == 1 && matches!(value, 2 | 3) && source.touches(at + 1))?;
    let alone = !source.touches(at + 2) || source.mark(at + 2).is_some();
    let power = source.number(at + 1)?.0;
    let unit = format!("{}{power}", source.written(at));
    let (_, name) = words::UNITS.iter().find(|(known, _)| *known == unit).filter(|_| alone)?;
    Some((name, at + 2))
}

/// `/tháng`, `/người/tháng`, `/h` after a unit.
pub(super) fn per(source: TokenSource<'_>, at: usize) -> (String, usize) {
    let mut said = String::new();
    let mut end = at;
    while source.mark(end) == Some('/') && source.word(end + 1).is_some() {
        let written = source.written(end + 1);
        let raised = raised(source, end + 1);
        let measured = words::MEASURED.contains(&written) || raised.is_some();
        let (name, next) = match (raised, words::UNITS.iter().find(|(unit, _)| *unit == written)) {
            (Some((name, next)), _) => (name, next),
            (None, Some((_, name))) => (*name, end + 2),
            (None, None) => (written, end + 2),
        };
        said.push_str(if measured && written != "h" { " trên " } else { " một " });
        said.push_str(name);
        end = next;
    }
    (said, end)
}

/// `2/3` as a share, `8/10`, `24/7`, `123/45`.
fn fraction(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (above, _) = source.number(at).filter(|(_, digits)| *digits <= 4)?;
    let (below, below_digits) = source.number(at + 2).filter(|_| source.tight(at + 1, '/'))?;
    if below_digits > 5
        || (source.tight(at + 3, '/') && source.number(at + 4).is_some())
        || (source.tight(at + 3, '.') && source.number(at + 4).is_some())
    {
        return None;
    }
    let house = source.follows(at, &["số", "ngõ", "hẻm", "ngách", "nhà", "kiệt"]);
    let part = (2..=10).contains(&below) && above < below && !house && below_digits < 2;
    let joint = if part { "phần" } else { "trên" };
    let of = |value: u32| number::in_words(value);
    let said = if part && below == 4 { "tư".to_owned() } else { of(below) };
    let (unit, end) = unit(source, at + 3).map_or((String::new(), at + 3), |(unit, end)| (format!(" {unit}"), end));
    Some((format!("{} {joint} {said}{unit}", of(above)), end))
}

/// `1m70`: metres, followed by centimetres without a word for them.
fn height(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (metres, 1..=2) = source.number(at)? else { return None };
    let (rest, 1..=2) = source.number(at + 2)? else { return None };
    let tied = source.written(at + 1) == "m" && source.touches(at + 1) && source.touches(at + 2);
    let alone = !source.touches(at + 3) || source.mark(at + 3).is_some();
    let fits = tied && alone && !matches!(source.written(at + 2), "2" | "3");
    let rest = if rest < 10 && source.written(at + 2).len() == 2 {
        format!("linh {}", number::in_words(rest))
    } else {
        number::in_words(rest)
    };
    fits.then(|| (format!("{} mét {rest}", number::in_words(metres)), at + 3))
}

/// `2.1.3`: a section or version number.
fn outline(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let small =
        |at: usize| source.number(at).filter(|(_, digits)| *digits <= 2).map(|(value, _)| number::in_words(value));
    let mut said = small(at)?;
    let mut end = at + 1;
    while source.tight(end, '.')
        && let Some(part) = small(end + 1)
    {
        said = format!("{said} chấm {part}");
        end += 2;
    }
    (end > at + 3).then_some((said, end))
}

/// Telephone and account numbers: digit by digit.
fn dialled(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (asked, hotline) = (is_asked(source, at), is_hotline(source, at));
    let mut digits = source.written(at).to_owned();
    let mut end = at + 1;
    let zero = digits.starts_with('0');
    let joint = |end: usize| {
        let mark = source.mark(end).filter(|mark| matches!(mark, '.' | '-') && source.tight(end, *mark));
        if mark.is_some() { end + 1 } else { end }
    };
    let apart = zero || asked || hotline;
    while apart && digits.len() < 12 {
        let next = joint(end);
        let Some((_, count)) = source.number(next).filter(|(_, count)| *count >= 2) else { break };
        if source.mark(next + 1) == Some('/') && source.touches(next + 1) || digits.len() + count > 12 {
            break;
        }
        digits.push_str(source.written(next));
        end = next + 1;
    }
    let long_zero = zero && (9..=12).contains(&digits.len());
    let long = digits.len() >= 8 && end == at + 1 && (asked || digits.len() > number::MOST_DIGITS);
    let counted = source.is_any(end, &["người", "công", "lao", "lần", "cuộc", "lượt", "triệu", "nghìn"]);
    let short = asked && !counted && (matches!(digits.len(), 3 | 4) || digits.len() >= 8 || (zero && digits.len() > 2));
    let inland = at > 1
        && source.mark(at - 1) == Some(')')
        && source.number(at - 2).is_some()
        && source.written(at - 2).starts_with('0');
    let area = zero
        && digits.len() <= 4
        && at > 0
        && source.mark(at - 1) == Some('(')
        && source.mark(at + 1) == Some(')')
        && source.number(at + 2).is_some();
    if inland {
        while let Some((_, 2..)) = source.number(joint(end)) {
            end = joint(end);
            digits.push_str(source.written(end));
            end += 1;
        }
    }
    let served = hotline && (8..=10).contains(&digits.len());
    (long_zero || long || short || inland || area || served).then(|| (number::one_by_one(&digits), end))
}

/// Whether a number begins here that the whole country dials at one price: `1900 9068`, `18001567`. Not the years `1900-1950`.
fn is_hotline(source: TokenSource<'_>, at: usize) -> bool {
    let written = source.written(at);
    let begins = ["1800", "1900"].iter().any(|head| written.starts_with(head));
    let counted = |end: usize| source.is_any(end, &["đồng", "người", "công", "lao", "triệu", "tỷ", "nghìn"]);
    let next = if source.tight(at + 1, '.') { at + 2 } else { at + 1 };
    let follows = || source.number(next).is_some_and(|(_, digits)| matches!(digits, 2 | 4)) && !counted(next + 1);
    begins && if written.len() == 4 { follows() } else { (8..=10).contains(&written.len()) && !counted(at + 1) }
}

/// Whether the preceding words announce a number to dial or copy.
fn is_asked(source: TokenSource<'_>, at: usize) -> bool {
    let mut before = at;
    for _ in 0..2 {
        let skip = before > 0
            && (matches!(source.mark(before - 1), Some(':' | '(' | '.')) || source.is_any(before - 1, &["số", "là"]));
        before -= usize::from(skip);
    }
    [before, at].iter().any(|end| {
        words::DIALLED.iter().any(|phrase| {
            let count = phrase.split(' ').count();
            end.checked_sub(count).is_some_and(|from| source.phrase(from, phrase) == Some(*end))
        })
    })
}
