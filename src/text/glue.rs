//! Decides at which spaces a line must not break: between a number and its unit, a label and its number, an
//! abbreviation and its name, before a dash, and before punctuation that was typed with a space.
//!
//! The lists are our choice, not a standard; the rules have the names W3 to W6 of [`super::wrap`].

/// Units that stay with their number (W3).
const UNITS: [&str; 42] = [
    "%", "‰", "đ", "₫", "đồng", "VND", "VNĐ", "USD", "km", "km²", "m", "m²", "m³", "cm", "mm", "ha", "kg", "g", "mg",
    "tấn", "tạ", "lít", "ml", "kW", "kWh", "MW", "dB", "°C", "ºC", "giờ", "phút", "giây", "ngày", "tháng", "năm",
    "tuổi", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "người",
];

/// Words that stay with the number after them (W4).
const LABELS: [&str; 14] =
    ["ngày", "tháng", "năm", "quý", "điều", "khoản", "điểm", "chương", "mục", "số", "thứ", "khóa", "khoá", "vùng"];

/// Titles and places with a full stop that stay with the name after them (W4b).
const ABBREVIATIONS: [&str; 19] = [
    "TP.", "Tp.", "TX.", "TT.", "Q.", "P.", "H.", "GS.", "PGS.", "TS.", "ThS.", "Ths.", "BS.", "CN.", "KS.", "LS.",
    "Th.S.", "GS.TS.", "PGS.TS.",
];

/// Two titles in one (W4b).
const DOUBLE_TITLES: [&str; 2] = ["ThS.BS.", "TS.BS."];

/// Words after a number that are part of it: *1,5 tỷ đồng*.
const MAGNITUDES: [&str; 5] = ["nghìn", "ngàn", "triệu", "tỷ", "tỉ"];

/// Whether a token with a full stop is an abbreviation, which does not end a sentence.
pub(crate) fn is_short_form(token: &str) -> bool {
    ABBREVIATIONS.contains(&token) || DOUBLE_TITLES.contains(&token)
}

/// Whether the space between `a` and `b` is glued; `before` is the token before `a`.
pub(super) fn is_glued(before: Option<&str>, a: &str, b: &str) -> bool {
    is_dash(b)
        || (is_dash(a) && before.is_some_and(is_number) && starts_with_digit(b))
        || closes(b)
        || a.ends_with(['‘', '“', '«', '(', '[', '{'])
        || (is_number(a) && is_unit(b))
        || is_label_of(a, b)
        || ((ABBREVIATIONS.contains(&a) || DOUBLE_TITLES.contains(&a))
            && b.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// Whether `b` is what `a` counts, which should stay on one line if possible. A year or the number of a clause counts
/// nothing.
pub(super) fn is_counted(before: Option<&str>, a: &str, b: &str) -> bool {
    if !b.starts_with(char::is_lowercase) {
        return false;
    }
    if is_number(a) {
        return before.is_none_or(|label| !is_label(label));
    }
    before.is_some_and(is_number) && MAGNITUDES.contains(&a)
}

/// W3: digits with `.` or `,` inside, optionally after a sign and an opening punctuation mark.
fn is_number(token: &str) -> bool {
    let token = token.strip_prefix(['“', '(', '‘']).unwrap_or(token);
    let token = token.strip_prefix(['+', '-', '−', '±']).unwrap_or(token);
    starts_with_digit(token)
        && token.ends_with(|c: char| c.is_ascii_digit())
        && token.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

fn starts_with_digit(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
}

fn is_unit(token: &str) -> bool {
    let head = token.split('/').next().unwrap_or(token);
    UNITS.contains(&head.trim_end_matches(is_closing))
}

/// W4: `Điều 35`, `quý III/2023`, `điểm a`.
fn is_label_of(a: &str, b: &str) -> bool {
    if !is_label(a) {
        return false;
    }
    if starts_with_digit(b) {
        return true;
    }
    let head = b.split(['/', '.', ',', ';', ':', ')']).next().unwrap_or(b);
    let is_roman = !head.is_empty() && head.bytes().all(|c| b"IVXLCDM".contains(&c));
    let mut letters = head.chars();
    let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_roman || (is_letter && a.to_lowercase() == "điểm")
}

fn is_label(token: &str) -> bool {
    LABELS.contains(&token)
        || (token.starts_with(char::is_uppercase) && LABELS.contains(&token.to_lowercase().as_str()))
}

/// W5: a dash between spaces.
fn is_dash(token: &str) -> bool {
    matches!(token, "-" | "–" | "—")
}

/// W6: a token that begins with closing punctuation, except `.5` and `...word`.
fn closes(token: &str) -> bool {
    let rest = token.trim_start_matches(is_closing);
    let marks = token.len() - rest.len();
    if marks == 0 {
        return false;
    }
    let is_decimal = token.starts_with(['.', ',']) && starts_with_digit(rest) && marks == 1;
    let is_trail = (token.starts_with("...") || token.starts_with('…')) && rest.starts_with(char::is_alphanumeric);
    !is_decimal && !is_trail
}

fn is_closing(c: char) -> bool {
    matches!(c, '’' | '”' | '»' | ')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?' | '…' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_unit() {
        assert!(is_glued(None, "13.000", "người,") && is_glued(None, "(1,5", "tỷ)") && is_glued(None, "60", "km/h"));
        assert!(!is_glued(None, "13.000", "công") && !is_glued(None, "2023,", "ngày") && !is_glued(None, "a5", "km"));
    }

    #[test]
    fn a_label_keeps_its_number() {
        assert!(is_glued(None, "Điều", "35") && is_glued(None, "quý", "III/2023.") && is_glued(None, "điểm", "a"));
        assert!(!is_glued(None, "năm,", "2023") && !is_glued(None, "số", "IVe") && !is_glued(None, "khoản", "a"));
    }

    #[test]
    fn a_short_title_keeps_its_name() {
        assert!(is_glued(None, "TP.", "Hồ") && is_glued(None, "PGS.", "TS.") && !is_glued(None, "TP.", "thì"));
    }

    #[test]
    fn a_dash_begins_no_line_and_stays_between_numbers() {
        assert!(is_glued(None, "tế", "-") && is_glued(Some("2018"), "-", "2023,"));
        assert!(!is_glued(Some("tế"), "-", "2023") && !is_glued(Some("2018"), "-", "nay"));
    }

    #[test]
    fn punctuation_typed_apart_stays_with_its_word() {
        assert!(is_glued(None, "sở", ".") && is_glued(None, "làm", "”") && is_glued(None, "“", "Chúng"));
        assert!(!is_glued(None, "giá", ".5") && !is_glued(None, "rồi", "...nhưng"));
    }

    #[test]
    fn a_year_counts_nothing_but_a_number_does() {
        assert!(is_counted(Some("thu"), "96", "thợ") && is_counted(Some("1,5"), "tỷ", "đồng"));
        assert!(!is_counted(Some("năm"), "2023", "thu") && !is_counted(None, "96", "Hà"));
    }
}
