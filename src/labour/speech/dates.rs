//! Days, months and times of day, and ranges of them.

use super::number::{in_words, month};
use super::words;
use crate::labour::day::{PartialDay, marked, valid};
use crate::labour::tokens::TokenSource;

/// How certain the preceding words make it that a day follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// `ngày`: certainly a day.
    Day,
    /// `từ`, `lễ`: a day or another number.
    Perhaps,
    Other,
}

fn before(source: TokenSource<'_>, at: usize) -> Before {
    let at = if source.mark(at.wrapping_sub(1)) == Some('(') { at - 1 } else { at };
    if source.follows(at, words::DAY_BEFORE) {
        Before::Day
    } else if source.follows(at, words::MAYBE_DAY_BEFORE) {
        Before::Perhaps
    } else {
        Before::Other
    }
}

/// Days, months with a year, ranges of years, times; as spoken, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    source.number(at)?;
    let cut = at > 0
        && source.touches(at)
        && (source.mark(at - 1).is_none() || matches!(source.mark(at - 1), Some('/' | '.' | ',' | '-')));
    if cut {
        return None;
    }
    iso(source, at)
        .or_else(|| days(source, at))
        .or_else(|| month_of_year(source, at))
        .or_else(|| times(source, at))
        .or_else(|| years(source, at))
}

/// Whether what follows makes the digits part of something longer.
fn goes_on(source: TokenSource<'_>, end: usize) -> bool {
    let joint =
        matches!(source.mark(end), Some('/' | '.' | ',' | '-')) && source.tight(end, source.mark(end).unwrap_or(' '));
    if joint && source.mark(end) == Some('-') && slashed(source, end + 1).is_some() {
        return false;
    }
    source.touches(end) && (source.number(end).is_some() || source.word(end).is_some() || source.mark(end) == Some('%'))
        || (joint
            && (source.number(end + 1).is_some() || (source.mark(end) == Some('/') && source.word(end + 1).is_some())))
}

/// `2025-05-12`.
fn iso(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (year, 4) = source.number(at)? else { return None };
    if !(source.tight(at + 1, '-') && source.tight(at + 3, '-')) {
        return None;
    }
    let (month, 2) = source.number(at + 2)? else { return None };
    let (day, 2) = source.number(at + 4)? else { return None };
    let fits = valid(day, month) && (1900..=2100).contains(&year) && !goes_on(source, at + 5);
    fits.then(|| (said(source, at, PartialDay { number: day, month, year: Some(year) }), at + 5))
}

/// One day, or two joined by a dash, or `12-15/5`.
fn days(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    if let Some(found) = short_range(source, at) {
        return Some(found);
    }
    let (first, end) = day(source, at)?;
    let dash = source.mark(end) == Some('-') && (source.tight(end, '-') || !source.touches(end + 1));
    let later = |(day, last): &(PartialDay, usize)| {
        (day.month, day.number) > (first.month, first.number) && !goes_on(source, *last)
    };
    let second = slashed(source, end + 1).filter(later).or_else(|| day(source, end + 1)).filter(|_| dash);
    if let Some((second, last)) = second {
        let both =
            [first, second].iter().all(|day| day.year.is_none() && words::HOLIDAYS.contains(&(day.number, day.month)));
        let feast = both && (first.number, first.month) == (30, 4);
        let joint = if feast { "và" } else { "đến" };
        return Some((format!("{} {joint} ngày {}", said(source, at, first), plain(second)), last));
    }
    Some((said(source, at, first), end))
}

/// `12-15/5`, `12 - 15/5/2025`, `ngày 21 - 23.5`: two days in one month.
fn short_range(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (from, digits) = source.number(at)?;
    if digits > 2 || source.mark(at + 1) != Some('-') {
        return None;
    }
    let marked = |mark| (before(source, at) == Before::Day).then(|| marked(source, at + 2, mark)).flatten();
    let (to, end) = slashed(source, at + 2).or_else(|| marked('.')).or_else(|| marked('-'))?;
    let span = source.follows(at, &["kỳ", "đợt"]);
    let fits = from < to.number && valid(from, to.month) && (before(source, at) != Before::Other || span)
        || (to.year.is_some() && from < to.number && from > 0);
    fits.then(|| (format!("{}{} đến ngày {}", lead(source, at), in_words(from), plain(to)), end))
}

/// A day, if the context supports it.
fn day(source: TokenSource<'_>, at: usize) -> Option<(PartialDay, usize)> {
    let (day, end) = slashed(source, at).or_else(|| marked(source, at, '-')).or_else(|| marked(source, at, '.'))?;
    if goes_on(source, end) {
        return None;
    }
    let sign = source.mark(at + 1)?;
    let before = before(source, at);
    let sure = day.year.is_some() || before == Before::Day;
    let counted = source.is_any(
        end,
        &[
            "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "lần", "đồng", "người", "năm", "tuổi", "giờ", "phút", "điểm", "công",
            "lao", "doanh", "tháng", "ngày", "m", "km", "ha", "kg", "tấn", "cm",
        ],
    ) && !source.is_any(end + 1, &["nay", "ngoái", "trước", "sau", "tới"])
        || source.mark(end) == Some('%');
    let fits = match sign {
        '/' => sure || !share(source, at, day, end, before),
        '-' | '.' => {
            sure || (before == Before::Perhaps && !counted && sign == '-' && (is_feast(day) || closed(source, end)))
                || (before == Before::Perhaps
                    && !counted
                    && sign == '.'
                    && closed(source, end)
                    && day.number <= 31
                    && is_feast_or_first(day))
        }
        _ => false,
    };
    fits.then_some((day, end))
}

fn is_feast(day: PartialDay) -> bool {
    words::HOLIDAYS.contains(&(day.number, day.month))
}

/// The first of a month, when laws take effect, or a holiday.
fn is_feast_or_first(day: PartialDay) -> bool {
    day.number == 1 || is_feast(day)
}

/// Whether the sentence pauses at `end`, or continues with another day.
fn closed(source: TokenSource<'_>, end: usize) -> bool {
    end >= source.tokens.len()
        || matches!(source.mark(end), Some('.' | ',' | ';' | ')' | ':'))
        || source.is_any(end, &["đến", "tới", "và", "này", "tại", "sắp", "hàng", "hằng", "năm"])
}

/// Whether `2/3` is a fraction of something rather than a day.
fn share(source: TokenSource<'_>, at: usize, day: PartialDay, end: usize, before: Before) -> bool {
    if before == Before::Perhaps && is_feast(day) {
        return false;
    }
    if source.follows(at, &["số", "ngõ", "hẻm", "ngách", "nhà", "kiệt", "tỷ", "tỉ", "trận", "điểm"]) {
        return true;
    }
    if (day.number, day.month) == (24, 7) && before == Before::Other {
        return true;
    }
    let less = day.number < day.month;
    let told = source.follows(at, words::SHARE_BEFORE) || source.is_any(end, words::SHARE_AFTER);
    if less {
        return told || !(is_feast(day) || before == Before::Perhaps || day.month > 10);
    }
    day.number == day.month && told
}

fn slashed(source: TokenSource<'_>, at: usize) -> Option<(PartialDay, usize)> {
    marked(source, at, '/')
}

/// The word `ngày`, unless it or an equivalent precedes.
fn lead(source: TokenSource<'_>, at: usize) -> &'static str {
    if source.follows(at, &["ngày", "mùng", "mồng", "hôm"]) { "" } else { "ngày " }
}

fn said(source: TokenSource<'_>, at: usize, day: PartialDay) -> String {
    format!("{}{}", lead(source, at), plain(day))
}

fn plain(day: PartialDay) -> String {
    let year = day.year.map(|year| format!(" năm {}", in_words(year))).unwrap_or_default();
    format!("{} tháng {}{year}", in_words(day.number), month(day.month))
}

/// `5/2025`, `tháng 5-2025`, `quý 2/2025`, `tháng 5, 6/2025` and similar: a month or period with its year.
fn month_of_year(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (first, digits) = source.number(at)?;
    let sign = source.mark(at + 1).filter(|mark| matches!(mark, '/' | '-' | '.') && source.tight(at + 1, *mark))?;
    let (year, 4) = source.number(at + 2)? else { return None };
    if digits > 2 || !(1900..=2100).contains(&year) || goes_on(source, at + 3) {
        return None;
    }
    if source.follows(at, words::PERIOD_BEFORE) {
        return Some((format!("{} năm {}", in_words(first), in_words(year)), at + 3));
    }
    let named = source.follows(at, &["tháng"]);
    let sure = named || sign == '/';
    if !(1..=12).contains(&first) || !sure {
        return None;
    }
    let lead = if named { "" } else { "tháng " };
    Some((format!("{lead}{} năm {}", month(first), in_words(year)), at + 3))
}

/// `T9/2025`, `T9/2025-T3/2026`: months abbreviated with T; quarters with Q.
pub(super) fn short_months(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let cut = at > 0 && source.touches(at) && source.mark(at - 1).is_none();
    if let Some(found) = quarter(source, at).filter(|_| !cut) {
        return Some(found);
    }
    let (first, end) = short_month(source, at).filter(|_| !cut)?;
    let second = if source.mark(end) == Some('-') { short_month(source, end + 1) } else { None };
    Some(second.map_or_else(|| (first.clone(), end), |(second, last)| (format!("{first} đến {second}"), last)))
}

/// `Q1/2026`, `Q1 năm 2026`, `QIV/2026`.
fn quarter(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let roman = source.written(at).strip_prefix('Q')?;
    let (value, end) = match ["I", "II", "III", "IV"].iter().position(|numeral| *numeral == roman) {
        Some(before) => (u32::try_from(before + 1).ok()?, at + 1),
        None => (source.number(at + 1).filter(|(_, digits)| roman.is_empty() && *digits == 1)?.0, at + 2),
    };
    let touches = end == at + 1 || source.touches(at + 1);
    let year = source.number(end + 1).filter(|(year, digits)| *digits == 4 && (1900..=2100).contains(year));
    let (year, _) = year.filter(|_| touches && (1..=4).contains(&value))?;
    let lead = if at == 0 { "Quý" } else { "quý" };
    if source.is_any(end, &["năm"]) {
        return Some((format!("{lead} {}", in_words(value)), end));
    }
    let joint = ['/', '-', '.'].iter().any(|sign| source.tight(end, *sign));
    joint.then(|| (format!("{lead} {} năm {}", in_words(value), in_words(year)), end + 2))
}

fn short_month(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (number, 1..=2) = source.number(at + 1).filter(|_| source.written(at) == "T" && source.touches(at + 1))? else {
        return None;
    };
    let (year, 4) = source.number(at + 3).filter(|_| source.tight(at + 2, '/'))? else { return None };
    let fits = (1..=12).contains(&number) && (1900..=2100).contains(&year);
    fits.then(|| (format!("tháng {} năm {}", month(number), in_words(year)), at + 4))
}

/// `2021-2025`: a range of years.
fn years(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let year = |at: usize| {
        source.number(at).filter(|(year, digits)| *digits == 4 && (1900..=2100).contains(year)).map(|(year, _)| year)
    };
    let (from, to) = (year(at)?, year(at + 2)?);
    let dash = source.mark(at + 1) == Some('-') && source.touches(at + 1) == source.touches(at + 2);
    (dash && from < to && !goes_on(source, at + 3))
        .then(|| (format!("{} đến {}", in_words(from), in_words(to)), at + 3))
}

/// A time or a range of times.
fn times(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (first, end) = time(source, at)?;
    let dash = source.mark(end) == Some('-');
    if dash && let Some((second, last)) = time(source, end + 1) {
        return Some((format!("{first} đến {second}"), last));
    }
    Some((first, end))
}

/// How many tokens before two figures may hold the word that compares them.
const RATIO_REACH: usize = 6;

/// `8h30`, `8g30`, `8h`, `08:30`, `8 giờ 30`, `8h30'`, `8h30 phút`.
fn time(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (hour, digits) = source.number(at).filter(|(hour, digits)| *digits <= 2 && *hour <= 24)?;
    let minute = |at: usize| source.number(at).filter(|(minute, digits)| *digits <= 2 && *minute < 60);
    if source.tight(at + 1, ':') {
        if is_ratio(source, at) {
            return None;
        }
        let (minutes, 2) = minute(at + 2)? else { return None };
        let fits = digits <= 2 && !(source.touches(at + 3) && (source.number(at + 3).is_some()));
        let mut end = at + 3;
        let mut seconds = String::new();
        if source.tight(end, ':')
            && let Some((value, 2)) = minute(end + 1)
        {
            seconds = format!(" {} giây", in_words(value));
            end += 2;
        }
        return fits.then(|| (clock(hour, minutes) + &seconds, end));
    }
    let letter = matches!(source.written(at + 1), "h" | "g" | "H") && source.touches(at + 1);
    let word = source.is_any(at + 1, &["giờ"]);
    if letter
        && source.touches(at + 2)
        && let Some((minutes, _)) = minute(at + 2)
    {
        let end = tail(source, at + 3);
        return Some((clock(hour, minutes), end));
    }
    if letter
        && source.written(at + 1) != "g"
        && !(source.touches(at + 2) && source.mark(at + 2) == Some('/'))
        && !(source.touches(at + 2) && source.word(at + 2).is_some())
    {
        return Some((clock(hour, 0), at + 2));
    }
    if word
        && let Some((minutes, _)) = minute(at + 2).filter(|_| {
            !source.touches(at + 3)
                || source.mark(at + 3).is_some_and(|mark| matches!(mark, '\'' | ',' | '.' | ';' | ')'))
        })
    {
        let counted = source.word(at + 3).is_some()
            && source.is_any(at + 3, &["công", "người", "ca", "lao", "triệu", "nghìn", "năm", "tháng"]);
        return (!counted && !goes_on(source, at + 3)).then(|| (clock(hour, minutes), tail(source, at + 3)));
    }
    None
}

/// Whether the words before say that two figures are compared: *tỷ lệ trả lương là 1:10*.
pub(super) fn is_ratio(source: TokenSource<'_>, at: usize) -> bool {
    let compared = ["tỷ lệ", "tỉ lệ", "tỷ số", "tỉ số"];
    (at.saturating_sub(RATIO_REACH)..at).any(|from| compared.iter().any(|phrase| source.phrase(from, phrase).is_some()))
}

/// After the minutes: their sign or word is said already.
fn tail(source: TokenSource<'_>, end: usize) -> usize {
    let sign = source.mark(end) == Some('\'') && source.touches(end);
    let word = source.is_any(end, &["phút"]) || (matches!(source.written(end), "ph" | "p") && source.touches(end));
    if sign || word { end + 1 } else { end }
}

fn clock(hour: u32, minute: u32) -> String {
    if minute == 0 {
        format!("{} giờ", in_words(hour))
    } else {
        format!("{} giờ {} phút", in_words(hour), in_words(minute))
    }
}
