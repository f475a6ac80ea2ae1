//! The name of a company in a text: how far it goes, and when that cannot be told.

use crate::labour::tokens::TokenSource;
use crate::labour::trades::TRADES;
use crate::text::syllable::is_valid;
use crate::text::token::tokens;

/// Most words of a company's name.
const MAX_NAME_WORDS: usize = 10;

/// `Công ty TNHH …`: the first that is named whole, unless the text names another one.
pub(super) fn company(text: &str) -> Option<String> {
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
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Small words inside the form of a company.
const FORMS: &[&str] = &[
    "tnhh", "cp", "cổ", "phần", "mtv", "một", "hai", "thành", "viên", "trách", "nhiệm", "hữu", "hạn", "liên", "doanh",
    "tm", "sx", "dv", "xnk",
];

/// One capital, then small letters.
fn is_title(written: &str) -> bool {
    let mut letters = written.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Small words that go on behind a name.
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
    let name = end;
    end = end_of_name(source, name);
    // `Công ty TNHH Ánh … Minh`: where a small word that is no trade stands inside, how long the name is cannot be told.
    let doubt = end > name
        && source.written(end).starts_with(char::is_lowercase)
        && !source.is_any(end, AFTER_NAME)
        && source.written(end + 1).starts_with(char::is_uppercase);
    // `Cty Công viên cây xanh`: one syllable that begins a longer word.
    let begun = end == name + 1
        && is_valid(source.written(name))
        && source.written(end).starts_with(char::is_lowercase)
        && !source.is_any(end, AFTER_NAME);
    if end == name || doubt || begun {
        return None;
    }
    let range = source.tokens.get(at)?.span.start..source.tokens.get(end - 1)?.span.end;
    Some((source.text.get(range)?.to_owned(), end))
}

/// Where the name that begins at `name` ends.
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
