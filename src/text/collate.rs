//! The order of Vietnamese dictionaries, for names of sources and tags: a ă â b c d đ e ê …; tones (ngang huyền hỏi ngã
//! sắc nặng) decide only between equal letters, case only after that.
//!
//! Source: the CLDR collation for `vi`, by `icu_collator`. It compares whole strings (*lường gạt* before *lương hưu*),
//! printed dictionaries compare syllable by syllable; both are accepted. Deliberately absent: articles, which are
//! sorted by date.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Created once: creating a collator reads the tables, comparing does not.
static VIETNAMESE: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok());

/// Compares two names as a Vietnamese dictionary would; NFC and NFD alike.
pub fn compare(left: &str, right: &str) -> Ordering {
    VIETNAMESE.as_ref().map_or_else(|| left.cmp(right), |collator| collator.compare(left, right))
}

/// A sort key with the same order as [`compare`]. Valid only for this version of the tables, so it must not be stored
/// for long.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    match VIETNAMESE.as_ref() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, &mut key);
        }
        None => key.extend_from_slice(text.as_bytes()),
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by(|a, b| compare(a, b));
        names
    }

    #[test]
    fn letters_decide_before_tones() {
        assert_eq!(sorted(vec!["đá", "dữ", "da", "ăn", "âm", "ạo"]), ["ạo", "ăn", "âm", "da", "dữ", "đá"]);
    }

    #[test]
    fn tones_have_their_order() {
        assert_eq!(sorted(vec!["mạ", "má", "mã", "mả", "mà", "ma"]), ["ma", "mà", "mả", "mã", "má", "mạ"]);
    }

    #[test]
    fn keys_sort_as_names_compare() {
        let names = ["Báo Lao động", "Báo Người Lao động", "Đại đoàn kết", "Dân trí", "lao", "Lao", "Tuổi trẻ"];
        for (a, b) in names.iter().flat_map(|a| names.iter().map(move |b| (a, b))) {
            assert_eq!(sort_key(a).cmp(&sort_key(b)), compare(a, b), "{a} {b}");
        }
    }
}
