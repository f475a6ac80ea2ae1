//! Days as newspapers write them: `12/5`, `12-5-2025`, `1.7.2025`, `1 tháng 7 năm 2025`.

use super::tokens::TokenSource;

/// A day whose year may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PartialDay {
    /// 1 to 31.
    pub(super) number: u32,
    /// 1 to 12.
    pub(super) month: u32,
    pub(super) year: Option<u32>,
}

/// Whether day and month are in range; the length of the month is not checked.
pub(super) fn valid(day: u32, month: u32) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

/// `12/5`, `12/5/2025` with this separator, and the next token.
pub(super) fn marked(source: TokenSource<'_>, at: usize, sign: char) -> Option<(PartialDay, usize)> {
    let (number, digits) = source.number(at)?;
    let (month, month_digits) = source.number(at + 2).filter(|_| source.tight(at + 1, sign))?;
    if digits > 2 || month_digits > 2 || !valid(number, month) {
        return None;
    }
    let year = source.number(at + 4).filter(|(year, digits)| {
        source.tight(at + 3, sign) && ((*digits == 4 && (1900..=2100).contains(year)) || (*digits == 2 && sign == '/'))
    });
    match year {
        Some((year, digits)) => {
            Some((PartialDay { number, month, year: Some(if digits == 2 { 2000 + year } else { year }) }, at + 5))
        }
        None => Some((PartialDay { number, month, year: None }, at + 3)),
    }
}

/// `1 tháng 7`, `1 tháng 7 năm 2025`.
pub(super) fn in_words(source: TokenSource<'_>, at: usize) -> Option<(PartialDay, usize)> {
    let (number, 1..=2) = source.number(at)? else { return None };
    let (month, 1..=2) = source.number(at + 2).filter(|_| source.is_any(at + 1, &["tháng"]))? else { return None };
    if !valid(number, month) {
        return None;
    }
    let named = source.is_any(at + 3, &["năm"]) || source.mark(at + 3) == Some('/') || source.mark(at + 3) == Some(',');
    let year = source.number(at + 4).filter(|(year, digits)| named && *digits == 4 && (1900..=2100).contains(year));
    match year {
        Some((year, _)) => Some((PartialDay { number, month, year: Some(year) }, at + 5)),
        None => Some((PartialDay { number, month, year: None }, at + 3)),
    }
}

/// A day in any of these forms that is not part of something longer.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(PartialDay, usize)> {
    let found = ['/', '-', '.'].iter().find_map(|sign| marked(source, at, *sign)).or_else(|| in_words(source, at));
    let (day, end) = found?;
    let joint =
        matches!(source.mark(end), Some('/' | '.' | ',' | '-')) && source.touches(end) && source.touches(end + 1);
    let longer = source.touches(end) && (source.number(end).is_some() || source.word(end).is_some())
        || source.mark(end) == Some('%')
        || (joint && source.number(end + 1).is_some());
    let before = at > 0 && source.touches(at) && !matches!(source.mark(at - 1), Some('(' | '“' | '"' | '-'));
    (!longer && !before).then_some((day, end))
}

impl PartialDay {
    /// Days since 1970-01-01, using the given year if the day has none. `None` if there is no such day.
    pub(super) fn number_in(self, year: u32) -> Option<i64> {
        let year = i64::from(self.year.unwrap_or(year));
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if self.number > length {
            return None;
        }
        let (month, day) = (i64::from(self.month), i64::from(self.number));
        let shifted = if month <= 2 { year - 1 } else { year };
        let (era, place) = (shifted.div_euclid(400), shifted.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(era * 146_097 + place * 365 + place / 4 - place / 100 + of_year - 719_468)
    }

    /// `2025-07-01`, with the year if it was written.
    pub(super) fn written(self) -> String {
        match self.year {
            Some(year) => format!("{year:04}-{:02}-{:02}", self.month, self.number),
            None => format!("{:02}-{:02}", self.month, self.number),
        }
    }
}
