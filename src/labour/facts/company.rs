//! Company names in a text: where a name ends, and when that is uncertain.

use crate::labour::places;
use crate::labour::tokens::TokenSource;
use crate::labour::trades::TRADES;
use crate::text::syllable::is_valid;
use crate::text::token::tokens;

/// Most words of a company's name.
const MAX_NAME_WORDS: usize = 10;

/// The company (`Công ty TNHH …`) that is named in full, if it is the only one.
pub(super) fn company(text: &str) -> Option<String> {
    only(companies(text))
}

/// The company of several texts: the first text that names any decides; if it names two, the result is blank.
pub(super) fn company_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<String> {
    texts.into_iter().map(companies).find(|named| !named.is_empty()).and_then(only)
}

fn only(mut named: Vec<String>) -> Option<String> {
    named.pop().filter(|_| named.is_empty())
}

/// The companies that a text names in full.
fn companies(text: &str) -> Vec<String> {
    let tokens = tokens(text, super::MAX_TOKENS);
    let source = TokenSource { text, tokens: &tokens };
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match company_at(source, at) {
            Some((name, end)) => {
                if !found.iter().any(|known| known.contains(&name) || name.contains(known.as_str())) {
                    found.push(name);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Lower-case words in the legal form of a company.
const FORMS: &[&str] = &[
    "tnhh", "cp", "cổ", "phần", "mtv", "một", "hai", "thành", "viên", "trách", "nhiệm", "hữu", "hạn", "liên", "doanh",
    "tm", "sx", "dv", "xnk",
];

/// Most lower-case words for a trade before a name.
const MAX_LEADING: usize = 4;

/// Lower-case words for trades between the legal form and the name.
const LEADING: &[&str] = &[
    "may", "giày", "giầy", "gỗ", "than", "dệt", "thép", "nhựa", "xi", "măng", "gạch", "ngói", "cao", "su", "thủy",
    "thuỷ", "sản", "da", "điện", "tử", "xây", "dựng", "vận", "tải", "cơ", "khí", "gốm", "sứ", "sợi", "giấy", "bao",
    "bì",
];

/// A capital followed by small letters.
fn is_title(written: &str) -> bool {
    let mut letters = written.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Lower-case words that may follow a name.
const AFTER_NAME: &[&str] = &[
    "ở",
    "tại",
    "đã",
    "và",
    "nợ",
    "ngừng",
    "bị",
    "cho",
    "đình",
    "với",
    "của",
    "vừa",
    "có",
    "là",
    "cần",
    "phải",
    "từ",
    "trên",
    "do",
    "được",
    "đang",
    "đóng",
    "thuộc",
    "tổ",
    "về",
    "sẽ",
    "ngày",
    "tuyển",
    "trả",
    "chi",
    "họp",
    "trao",
    "thưởng",
    "nói",
    "khi",
    "để",
    "mà",
    "nhưng",
    "vẫn",
    "chưa",
    "không",
    "ký",
    "tặng",
    "thông",
    "cùng",
    "trong",
    "lãn",
    "sau",
    "trước",
    "hôm",
    "sáng",
    "chiều",
    "vì",
];

fn company_at(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let head = if source.is_any(at, &["công"]) && source.is_any(at + 1, &["ty"]) {
        2
    } else if source.is_any(at, &["cty", "ctcp"]) {
        1
    } else {
        return None;
    };
    let mut end = at + head;
    while source.is_any(end, FORMS) {
        end += 1;
    }
    let first = end;
    let name = led_by_trade(source, end).unwrap_or(end);
    end = end_of_name(source, name);
    // `Công ty TNHH Ánh … Minh`: if a lower-case word inside is no trade, the end of the name is uncertain.
    let doubt = end > name
        && source.written(end).starts_with(char::is_lowercase)
        && !source.is_any(end, AFTER_NAME)
        && source.written(end + 1).starts_with(char::is_uppercase);
    // `Cty Công viên cây xanh`: a single syllable that begins a longer word.
    let begun = end == name + 1
        && is_valid(source.written(name))
        && source.written(end).starts_with(char::is_lowercase)
        && !source.is_any(end, AFTER_NAME);
    if end == name || doubt || begun {
        return None;
    }
    let written =
        |from: usize| source.text.get(source.tokens.get(from)?.span.start..source.tokens.get(end - 1)?.span.end);
    // `Công ty may Hưng Yên`: may be a company name, or any garment company of that province.
    let of_place = name > first && places::called(written(name)?).is_some();
    (!of_place).then_some((written(at)?.to_owned(), end))
}

/// The beginning of a name after words for a trade: `Công ty gỗ An Phú`.
fn led_by_trade(source: TokenSource<'_>, at: usize) -> Option<usize> {
    let small =
        |place: &usize| source.is_any(*place, LEADING) && source.written(*place).starts_with(char::is_lowercase);
    let trades = (at..at + MAX_LEADING).take_while(small).count();
    (trades > 0 && is_title(source.written(at + trades))).then_some(at + trades)
}

/// The end of the name that begins at `name`.
fn end_of_name(source: TokenSource<'_>, name: usize) -> usize {
    let mut end = name;
    while end - name < MAX_NAME_WORDS {
        let written = source.written(end);
        let capital = source.word(end).is_some()
            && written.starts_with(char::is_uppercase)
            && !source.is_any(end, &["kcn", "kcx", "ubnd", "lđlđ"]);
        let figure = source.number(end).is_some()
            && end > name
            && source.written(end).len() < 3
            && source.mark(end + 1) != Some('/');
        let joint = (matches!(source.mark(end), Some('&'))
            || (source.is_any(end, &["và"]) && source.is_any(end + 1, &["thương", "dịch", "sản", "xây", "đầu"])))
            && source.written(end + 1).starts_with(char::is_uppercase);
        let trade = end > name
            && source.is_any(end, TRADES)
            && source.written(end).starts_with(char::is_lowercase)
            && is_title(source.written(end + 1));
        if !(capital || figure || joint || trade) {
            break;
        }
        end += 1;
    }
    end
}
