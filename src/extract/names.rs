//! Vietnamese names of people by their syllables: what tells a byline without label, class or bold from a place or a section.
//!
//! A name has two to four syllables, each with a capital, each one that families give. "Minh Chiến" is a name, "Hà Nội",
//! "Thời Sự" and "Bình Dương" are none. Deliberately absent: names of single people, and names with initials only.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold;

/// What `names.txt` says: the syllables, and the words that are made of them and are no names.
struct KnownNames {
    syllables: HashSet<&'static str>,
    no_people: HashSet<&'static str>,
}

static KNOWN: LazyLock<KnownNames> = LazyLock::new(|| {
    let (syllables, no_people) = include_str!("names.txt").split_once("\n\n").unwrap_or_default();
    let lines = |part: &'static str| part.lines().filter(|line| !line.starts_with('#'));
    KnownNames {
        syllables: lines(syllables).flat_map(str::split_whitespace).collect(),
        no_people: lines(no_people).collect(),
    }
});

/// Whether a text is the name of one person, or of a few, and nothing else.
pub(super) fn are_people(text: &str) -> bool {
    const MOST: usize = 4;
    let bare = text.split('(').next().unwrap_or_default();
    let mut people = 0;
    for one in bare.split(['-', '–', ',', '/', '&', ';', '|', '+']).flat_map(|part| part.split(" và ")) {
        if !is_person(one.trim()) {
            return false;
        }
        people += 1;
    }
    (1..=MOST).contains(&people)
}

/// Whether a word is one that families give.
pub(super) fn is_syllable(word: &str) -> bool {
    KNOWN.syllables.contains(word.to_lowercase().as_str())
}

fn is_person(name: &str) -> bool {
    const LONGEST: usize = 40;
    if name.len() > LONGEST {
        return false;
    }
    let words: Vec<&str> = name.split(' ').collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase) && is_syllable(word))
        && !KNOWN.no_people.contains(fold::base(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_read_whole_and_in_the_form_it_is_compared_in() {
        assert!(KNOWN.syllables.len() > 400 && KNOWN.no_people.len() > 80);
        assert!(KNOWN.syllables.iter().all(|s| s.to_lowercase() == **s));
        assert!(KNOWN.no_people.iter().all(|words| fold::base(words) == **words));
    }

    #[test]
    fn names_are_known_by_their_syllables() {
        for name in ["Minh Chiến", "Nguyên Minh", "NHẬT XUÂN - NGHI VŨ", "Trần Khánh An (thực hiện)", "Hà My, Lê Tú"]
        {
            assert!(are_people(name), "{name}");
        }
    }

    #[test]
    fn places_sections_and_sentences_are_no_names() {
        for no in
            ["Hà Nội", "Bình Dương", "Thời Sự", "Công Đoàn", "Minh chiến", "Minh", "Giá Vàng", "An Sinh", "Tin Mới", ""]
        {
            assert!(!are_people(no), "{no}");
        }
    }
}
