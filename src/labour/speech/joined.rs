//! Abbreviations joined by hyphens (`KCX-KCN`) or a slash (`đ/c`), and the numbers of points (`2/ Thời gian`).

use super::letters::{capital, expansion};
use super::number;
use crate::labour::tokens::TokenSource;

/// Fewest letters of an abbreviation that has a name of its own in a row: shorter ones are parts of one name (`LĐ-TB&XH`).
const FEWEST: usize = 3;

/// Branches of trade, as they stand in the names of companies: `SX-TM-DV`.
const TRADES: &[(&str, &str)] =
    &[("SX", "sản xuất"), ("TM", "thương mại"), ("DV", "dịch vụ"), ("KD", "kinh doanh"), ("XNK", "xuất nhập khẩu")];

/// What is joined at token `at`, as spoken, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    head(source, at).or_else(|| comrade(source, at)).or_else(|| row(source, at)).or_else(|| point(source, at))
}

/// `TT, Họ và tên`: the first heading of a table, its cells parted by commas.
fn head(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let first = at == 0 && matches!(source.written(at), "TT" | "STT");
    let goes_on = source.mark(1) == Some(',') && source.written(2).starts_with(char::is_uppercase);
    (first && goes_on).then(|| ("Số thứ tự".to_owned(), 1))
}

/// `đ/c Nguyễn Văn An` is a person, `Đ/c: 12 đường Thử` an address.
fn comrade(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let is_it = source.is(at, "đ") && source.tight(at + 1, '/') && source.is(at + 2, "c");
    let free = at == 0 || !source.touches(at) || source.mark(at - 1).is_some();
    let ended = !source.touches(at + 3) || source.mark(at + 3).is_some();
    if !(is_it && free && ended) {
        return None;
    }
    let address = source.mark(at + 3) == Some(':') || source.number(at + 3).is_some();
    let said = if address { "địa chỉ" } else { "đồng chí" };
    let large = source.written(at).starts_with(char::is_uppercase);
    Some((if large { capital(said) } else { said.to_owned() }, at + 3))
}

/// `KCX-KCN-KKT`: each of them has a name that is known.
fn row(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let free =
        at == 0 || !source.touches(at) || source.mark(at - 1).is_some_and(|mark| !matches!(mark, '-' | '&' | '/'));
    let name = |at: usize| {
        let written = source.word(at).map(|_| source.written(at))?;
        let trade = TRADES.iter().find(|(short, _)| *short == written).map(|(_, said)| (*said).to_owned());
        trade.or_else(|| expansion(written).filter(|_| written.chars().count() >= FEWEST))
    };
    let mut names = vec![name(at).filter(|_| free)?];
    let mut end = at + 1;
    while source.tight(end, '-')
        && let Some(next) = name(end + 1)
    {
        names.push(next);
        end += 2;
    }
    let ended = !source.touches(end) || source.mark(end).is_some_and(|mark| !matches!(mark, '-' | '&' | '/'));
    (names.len() > 1 && ended).then(|| (names.join(", "), end))
}

/// `2/ Thời gian`: the number of a point at the beginning of its line, with a pause behind it.
fn point(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (_, 1..=2) = source.number(at)? else { return None };
    let begins = at == 0 || !source.touches(at) && matches!(source.mark(at - 1), Some(';' | ':' | '.'));
    let slashed = source.mark(at + 1) == Some('/') && source.touches(at + 1) && !source.touches(at + 2);
    let titled = source.word(at + 2).is_some() && source.written(at + 2).starts_with(char::is_uppercase);
    (begins && slashed && titled).then(|| (format!("{},", number::cardinal(source.written(at))), at + 2))
}
