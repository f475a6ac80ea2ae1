//! A quick check of a text's bytes: may it name a document or an article at all? Most paragraphs name none, and
//! tokenising them is far more expensive.
//!
//! Only the answer `false` is certain. A text with rare characters (decomposed letters, wide digits) is always examined
//! fully.

/// Bytes after `nghị` within which the number of a decree without a slash begins: ` định số 38`.
const BEHIND_DECREE: usize = 24;

/// What a text may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MayName {
    /// A document by its number, or a law with its year.
    pub(super) document: bool,
    /// An article of a law.
    pub(super) article: bool,
}

/// What a text may name.
pub(super) fn may_name(text: &str) -> MayName {
    let bytes = text.as_bytes();
    let (mut digit, mut document, mut article, mut at) = (false, false, false, 0);
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'0'..=b'9' => {
                digit = true;
                1
            }
            b'/' => {
                document = document || is_number(bytes, at);
                1
            }
            0..0x80 => 1,
            0xc2 if matches!(bytes.get(at + 1), Some(0xa0 | 0xab | 0xb0 | 0xb7 | 0xbb)) => 2,
            0xc3..=0xc8 => 2,
            0xe1 if matches!(bytes.get(at + 1), Some(0xb8..=0xbb)) => {
                document = document || is_law(bytes, at);
                article = article || is_article(bytes, at);
                3
            }
            0xe2 if matches!(
                bytes.get(at + 1..at + 3),
                Some([0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6])
            ) =>
            {
                3
            }
            _ => return MayName { document: true, article: true },
        };
    }
    MayName { document: document && digit, article: article && digit }
}

/// Whether the letter at byte `at` may belong to `điều`.
fn is_article(bytes: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(3).and_then(|from| bytes.get(from..at)) else { return false };
    matches!(before, [0xc4, 0x90 | 0x91, b'i' | b'I'] | [0xc3, 0x90 | 0xb0, b'i' | b'I'])
        && matches!(bytes.get(at + 1..at + 4), Some([0xbb, 0x80 | 0x81, b'u' | b'U']))
}

/// Whether the slash at byte `at` may be part of a document number: after a digit (`38/`, `7c/`, `02-NQ/`), before a
/// code, a second slash preceded by a year, or a year alone where a decree may be named.
fn is_number(bytes: &[u8], at: usize) -> bool {
    let of_code = |byte: &&u8| byte.is_ascii_alphabetic() || **byte == b'-' || !byte.is_ascii();
    let code = bytes[..at].iter().rev().take_while(of_code).count();
    let head = &bytes[..at - code];
    let digits = head.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        return false;
    }
    let after = &bytes[at + 1..];
    match after.first() {
        Some(first) if first.is_ascii_alphabetic() || !first.is_ascii() => true,
        Some(b'0'..=b'9') => {
            let year = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let behind = after[year..].iter().find(|byte| !byte.is_ascii_whitespace());
            let before = head[..head.len() - digits].iter().rev().find(|byte| !byte.is_ascii_whitespace());
            let decree = before.is_some_and(|byte| matches!(byte, b'h' | b'H') || !byte.is_ascii());
            year == 4 && (decree || behind.is_some_and(|byte| *byte == b'/' || !byte.is_ascii()))
        }
        _ => false,
    }
}

/// Whether the letter at byte `at` may belong to `luật`, `hiến`, `lệnh` or `nghị định`.
fn is_law(bytes: &[u8], at: usize) -> bool {
    let small = |at: usize| bytes.get(at).map(u8::to_ascii_lowercase);
    let Some(before) = at.checked_sub(2) else { return false };
    match bytes.get(at + 1..at + 3) {
        Some([0xba, 0xac | 0xad]) => small(before) == Some(b'l') && small(at - 1) == Some(b'u'),
        Some([0xba, 0xbe | 0xbf]) => small(before) == Some(b'h') && small(at - 1) == Some(b'i'),
        // `nghị định 38 năm 2022` has no slash; its number follows directly.
        Some([0xbb, 0x8a | 0x8b]) => {
            let behind = bytes.get(at + 3..).unwrap_or_default();
            small(before) == Some(b'g')
                && matches!(behind, [b' ', 0xc4, 0x90 | 0x91, ..])
                && behind.iter().take(BEHIND_DECREE).any(u8::is_ascii_digit)
        }
        // Only `pháp lệnh`.
        Some([0xbb, 0x86 | 0x87]) => small(at - 1) == Some(b'l') && at.checked_sub(3).and_then(small) == Some(b'p'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Kind, all_entities};
    use super::*;

    #[test]
    fn a_paragraph_of_figures_and_dates_is_not_looked_into() {
        for text in [
            "Ngày 12/5/2031, 1.200 công nhân, 450.000 đồng/tháng, 24/24 giờ, tháng 5/2031, nhiều nơi",
            "Ông Bình nói 3 lần",
            "Luật sư nói về điều kiện",
        ] {
            assert_eq!(may_name(text), MayName { document: false, article: false }, "{text}");
        }
    }

    #[test]
    fn whatever_names_a_document_is_looked_into() {
        for text in [
            "Nghị định 38/2022/NĐ-CP",
            "nghị định số 38/2022",
            "Nghị định số 38 năm 2022",
            "NĐ 38/2022",
            "38/2022 / NĐ-CP",
            "02-NQ/TW",
            "7c/2018/TT-BNV",
            "Bộ luật Lao động 2019",
            "HIẾN PHÁP 2013",
            "Pháp lệnh Dân số 2003",
            "1234/LĐTBXH-ATLĐ",
            "Bo\u{323}\u{302} lua\u{323}\u{302}t Lao động 2019",
        ] {
            assert!(may_name(text).document, "{text}");
        }
        for text in ["khoản 2 Điều 98", "ĐIỀU 5", "ðiều 5 khoản 1", "điê\u{300}u 7"] {
            assert!(may_name(text).article, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn nothing_that_is_named_is_passed_over(parts in prop::collection::vec(prop::sample::select(vec![
            "38", "2022", "7", "c", "12", "/", "/", "-", "–", " ", " ", "NĐ", "CP", "nđ", "NQ", "TW", "QH15", "TT", "BNV", "AL", "số",
            "nghị định", "Nghị định", "Bộ", "luật", "Luật", "LUẬT", "Hiến", "pháp", "Pháp", "lệnh", "LỆNH", "Lao động", "năm", "2019", "Điều", "LĐTBXH",
            "ATLĐ", "điều", "ĐIỀU", "khoản", "điểm", "a", ".", ",", "(", "\u{a0}", "\u{200b}", "２", "\u{301}", "tháng",
        ]), 1..9)) {
            let text = parts.concat();
            let (found, may) = (all_entities(&text), may_name(&text));
            let names = |kind: fn(Kind) -> bool| found.iter().any(|entity| kind(entity.kind));
            prop_assert!(may.document || !names(|kind| kind != Kind::Article), "{text}");
            prop_assert!(may.article || !names(|kind| kind == Kind::Article), "{text}");
        }
    }
}
