//! Maps names of laws to numbers, learnt from texts that have both: `Luật Nhà ở 2023` is `27/2023/QH15`.
//!
//! A name seen with two numbers is mapped to neither.

use std::collections::{BTreeMap, BTreeSet};

use super::Entity;
use crate::text::fold;

/// Names of laws and their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LawNames {
    /// Key of a name → its first spelling, and its numbers.
    known: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl LawNames {
    /// The names and numbers of `pairs`.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut names = Self::default();
        for (name, number) in pairs {
            names.learn(&name, &number);
        }
        names
    }

    /// The names and numbers in `entities`.
    pub fn told<'a>(entities: impl IntoIterator<Item = &'a Entity>) -> Self {
        let told = |entity: &Entity| Some((entity.name.clone()?, entity.norm.clone()));
        Self::of(entities.into_iter().filter_map(told))
    }

    /// Learns that the law with this name has this number.
    pub fn learn(&mut self, name: &str, number: &str) {
        let known = self.known.entry(key(name)).or_insert_with(|| (name.to_owned(), BTreeSet::new()));
        known.1.insert(number.to_owned());
    }

    /// Whether no name is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The document for a normal form: the number of the law with this name if known, otherwise the form itself.
    pub fn document<'a>(&'a self, norm: &'a str) -> &'a str {
        if norm.starts_with(|c: char| c.is_ascii_digit()) {
            return norm;
        }
        self.known.get(&key(norm)).and_then(|(_, numbers)| only(numbers)).unwrap_or(norm)
    }

    /// The name of a number, if it has one.
    pub fn name(&self, number: &str) -> Option<&str> {
        self.names(number).next()
    }

    /// The names that belong to this number alone.
    fn names(&self, number: &str) -> impl Iterator<Item = &str> {
        self.known.values().filter(move |(_, of)| only(of) == Some(number)).map(|(name, _)| name.as_str())
    }

    /// Whether `norm` matches what the user asked for, itself or by one of its names.
    pub fn is_asked(&self, norm: &str, asked: &str) -> bool {
        is_asked(norm, asked) || self.names(norm).any(|name| is_asked(name, asked))
    }

    /// The numbers of the laws whose name matches what the user asked for.
    pub fn numbers(&self, asked: &str) -> impl Iterator<Item = &str> {
        let named = self.known.values().filter(move |(name, _)| is_asked(name, asked));
        named.filter_map(|(_, numbers)| only(numbers))
    }

    /// Other names of a document (folded): `27/2023/qh15`, `luat nha o 2023`.
    pub fn others(&self, folded: &str) -> Vec<String> {
        let number = |number: &str| fold::base(number) == folded;
        let wanted = key(folded);
        let found = self
            .known
            .iter()
            .find_map(|(key, (_, numbers))| only(numbers).filter(|only| *key == wanted || number(only)));
        let Some(found) = found else { return Vec::new() };
        let called = self.names(found).flat_map(spellings);
        std::iter::once(found.to_owned()).chain(called).filter(|other| fold::base(other) != folded).collect()
    }
}

/// A law's name with its year, as texts print it: `Luật Nhà ở 2023`, `Luật Nhà ở năm 2023`.
pub fn spellings(name: &str) -> Vec<String> {
    let with_word = name.rsplit_once(' ').map(|(name, year)| format!("{name} năm {year}"));
    std::iter::once(name.to_owned()).chain(with_word).collect()
}

/// The common key of all spellings of a name: folded, without punctuation and without the word before the year.
pub fn key(name: &str) -> String {
    let folded = fold::base(name);
    let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if let [.., "nam", _] = words[..] {
        words.remove(words.len() - 2);
    }
    words.join(" ")
}

/// Whether `norm` matches what the user asked for: the number or a prefix of it, or part of a law's name, with or
/// without marks.
pub fn is_asked(norm: &str, asked: &str) -> bool {
    let (norm, asked) = (fold::base(norm), fold::base(asked.trim()).replace(" nam ", " "));
    !asked.is_empty()
        && (norm == asked
            || norm.starts_with(&format!("{asked}/"))
            || (!asked.starts_with(|c: char| c.is_ascii_digit()) && norm.contains(&asked)))
}

fn only(numbers: &BTreeSet<String>) -> Option<&str> {
    numbers.first().filter(|_| numbers.len() == 1).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::entities;
    use super::*;

    fn told(text: &str) -> LawNames {
        LawNames::told(&entities(text))
    }

    #[test]
    fn a_name_with_its_year_is_the_number_that_was_printed_beside_it() {
        let names = told("Luật Đò ngang số 43/2030/QH18 có hiệu lực.");
        for name in ["Luật Đò ngang 2030", "Luật đò ngang 2030", "43/2030/QH18"] {
            assert_eq!(names.document(name), "43/2030/QH18", "{name}");
        }
        for other in ["Luật Đò ngang 2020", "Luật Đò dọc 2030", "43/2030/NĐ-CP"] {
            assert_eq!(names.document(other), other);
        }
    }

    #[test]
    fn a_name_beside_two_numbers_is_joined_with_neither() {
        let names = told("Luật Đò ngang số 43/2030/QH18. Luật Đò ngang số 34/2030/QH18.");
        assert_eq!(names.document("Luật Đò ngang 2030"), "Luật Đò ngang 2030");
        assert_eq!(names.name("43/2030/QH18"), None);
    }

    #[test]
    fn a_law_is_asked_for_by_its_number_and_by_its_name() {
        let names = told("Luật Đò ngang số 43/2030/QH18 có hiệu lực.");
        for asked in ["43/2030/QH18", "43/2030", "luat do ngang", "Luật Đò ngang năm 2030", "đò ngang"] {
            assert!(names.is_asked("43/2030/QH18", asked), "{asked}");
        }
        assert!(!names.is_asked("43/2030/QH18", "Luật Đò dọc"));
        assert_eq!(names.numbers("luật đò ngang").collect::<Vec<_>>(), ["43/2030/QH18"]);
    }

    #[test]
    fn what_else_a_law_is_called_is_searched_too() {
        let names = told("Luật Đò ngang số 43/2030/QH18 có hiệu lực.");
        assert_eq!(names.others("43/2030/qh18"), ["Luật Đò ngang 2030", "Luật Đò ngang năm 2030"]);
        assert_eq!(names.others("luat do ngang 2030"), ["43/2030/QH18", "Luật Đò ngang năm 2030"]);
        assert!(names.others("luat do ngang").is_empty());
    }
}
