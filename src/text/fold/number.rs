//! Finds the end of a document number that starts at a digit: `38/2022/NĐ-CP`, `45/2019/QH14`, `37-CT/TW`, `12/HD-TLĐ`.
//!
//! Only what a search token needs; `labour::legal` knows document types and normal forms.

/// Longest number, in characters; longer ones are no documents.
pub(super) const LONGEST: usize = 48;

/// The byte after the document number that starts at byte `start` of `text`, if there is one.
pub(super) fn end(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | ',')) {
        return None;
    }
    let rest = text.get(start..)?;
    let body: usize = rest
        .chars()
        .take(LONGEST + 1)
        .take_while(|c| c.is_alphanumeric() || *c == '/' || is_hyphen(*c))
        .map(char::len_utf8)
        .sum();
    let body = rest.get(..body)?.trim_end_matches(|c| c == '/' || is_hyphen(c));
    is_number(body).then_some(start + body.len())
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}')
}

fn is_number(body: &str) -> bool {
    if body.chars().nth(LONGEST).is_some() {
        return false;
    }
    let mut parts = body.split('/');
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    match (digits(first, 1..=5), digits(second, 4..=4), parts.next(), parts.next()) {
        // 38/2022/NĐ-CP, 45/2019/QH14
        (true, true, Some(body), None) => is_organ(body) || is_assembly(body),
        // 12/HD-TLĐ
        (true, false, None, None) => is_organ(second),
        // 37-CT/TW
        (false, false, None, None) => first
            .split_once(is_hyphen)
            .is_some_and(|(number, kind)| digits(number, 1..=5) && is_letters(kind) && is_letters(second)),
        _ => false,
    }
}

fn digits(part: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
}

fn is_letters(part: &str) -> bool {
    !part.is_empty() && part.chars().all(char::is_alphabetic)
}

/// `NĐ-CP`, `TTLT-BLĐTBXH-BTC`.
fn is_organ(part: &str) -> bool {
    let mut names = part.split(is_hyphen);
    names.next().is_some_and(is_letters)
        && part.contains(is_hyphen)
        && names.all(|n| n.starts_with(char::is_alphabetic))
}

/// `QH14`, `UBTVQH14`.
fn is_assembly(part: &str) -> bool {
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    name.len() < part.len() && is_letters(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<&str> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        end(text, start).map(|end| &text[start..end])
    }

    #[test]
    fn numbers_of_documents_are_seen_whole() {
        for text in
            ["38/2022/NĐ-CP", "45/2019/QH14", "37-CT/TW", "12/HD-TLĐ", "01/2015/TTLT-BLĐTBXH-BTC", "9/2020/nd–cp"]
        {
            assert_eq!(number(&format!("số {text}.")), Some(text));
        }
    }

    #[test]
    fn dates_ratios_and_addresses_are_not() {
        for text in ["12/05/2025", "24/7", "60km/h", "x.vn/12/HD-TLD", "1/2", "13.000/năm-x", "5/", "30-4"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_has_its_longest_length() {
        let long = |n: usize| format!("1/{}-CP", "A".repeat(n));
        assert!(number(&long(LONGEST - 5)).is_some());
        assert!(number(&long(LONGEST - 4)).is_none());
    }
}
