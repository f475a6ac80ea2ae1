//! How the spelling of a word of several syllables is written behind its letters: as what differs from them.
//!
//! `bao_hiem=:3_2ê:3`, that is `bảo hiểm`: of each syllable the place of a letter and the letter that stands there, and then
//! its tone. Written out, the spellings were two thirds of the dictionary's bytes.

use super::SPELLED;

/// Before a tone, as in K3.
const TONE: char = ':';
/// Before a syllable whose spelling has more or fewer letters than its K1: it is written out.
const WHOLE: char = '=';

/// Writes how a syllable with the letters of `base` is spelled, given its K3.
pub(super) fn push(out: &mut String, base: &str, exact: &str) {
    let letters = exact.split(TONE).next().unwrap_or_default();
    let as_many = letters.chars().count() == base.chars().count();
    let differ = base.chars().zip(letters.chars()).enumerate().filter(|(_, (base, letter))| base != letter);
    let differ =
        differ.map(|(at, (_, letter))| Some((u32::try_from(at).ok().and_then(|at| char::from_digit(at, 36))?, letter)));
    match differ.collect::<Option<Vec<_>>>().filter(|_| as_many) {
        Some(differ) => {
            for (at, letter) in differ {
                out.extend([at, letter]);
            }
            out.push_str(&exact[letters.len()..]);
        }
        None => {
            out.push(WHOLE);
            out.push_str(exact);
        }
    }
}

/// The key of a word of several syllables, both joined by `_`; without its spelling where only the letters are known.
pub(in crate::store) fn word_key(base: &str, exact: &str) -> String {
    let mut key = format!("{base}{SPELLED}");
    if !exact.is_empty() {
        for (number, (base, exact)) in base.split('_').zip(exact.split('_')).enumerate() {
            key.extend((number > 0).then_some('_'));
            push(&mut key, base, exact);
        }
    }
    key
}

/// The spelling of a key's word, joined by `_`; empty where only its letters are known.
pub(in crate::store) fn spelled(key: &str) -> String {
    let (base, marks) = key.split_once(SPELLED).unwrap_or_default();
    if marks.is_empty() {
        return String::new();
    }
    let each = base.split('_').zip(marks.split('_')).map(|(base, marks)| syllable(base, marks));
    each.collect::<Vec<_>>().join("_")
}

fn syllable(base: &str, marks: &str) -> String {
    if let Some(whole) = marks.strip_prefix(WHOLE) {
        return whole.to_owned();
    }
    let mut letters: Vec<char> = base.chars().collect();
    let (differ, tone) = marks.split_at(marks.find(TONE).unwrap_or(marks.len()));
    let mut signs = differ.chars();
    while let (Some(at), Some(letter)) = (signs.next(), signs.next()) {
        if let Some(at) = at.to_digit(36).and_then(|at| letters.get_mut(at as usize)) {
            *at = letter;
        }
    }
    letters.into_iter().chain(tone.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_how_its_word_is_spelled_and_gives_it_back() {
        let words = [
            ("bao_hiem", "bao:3_hiêm:3", "bao_hiem=:3_2ê:3"),
            ("gia_dinh", "gia_đinh:1", "gia_dinh=_0đ:1"),
            ("luu_luong", "lưu_lương:5", "luu_luong=1ư_1ư2ơ:5"),
            ("ky_su", "ki:3_sư", "ky_su=1i:3_1ư"),
            ("cong_an", "cong_an", "cong_an=_"),
            ("strasse_an", "straße_an", "strasse_an==straße_"),
        ];
        for (base, exact, key) in words {
            assert_eq!((word_key(base, exact), spelled(key)), (key.to_owned(), exact.to_owned()));
        }
    }

    #[test]
    fn a_word_of_which_only_the_letters_are_known_has_no_spelling() {
        assert_eq!((word_key("gia_dinh", ""), spelled("gia_dinh=")), ("gia_dinh=".to_owned(), String::new()));
    }
}
