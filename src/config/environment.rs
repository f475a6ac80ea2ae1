//! The environment, read once and passed on, so that tests can supply their own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::model::Language;

/// Environment variables by name. Values that are not Unicode are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Self {
        Self(std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))).collect())
    }

    /// An environment with exactly these variables.
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    /// The value of a variable; an empty one counts as unset, as for the XDG variables.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// An absolute path; relative ones are ignored, as XDG requires.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from).filter(|path| path.is_absolute())
    }

    /// Whether a variable is set but empty.
    pub fn is_set_empty(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(String::is_empty)
    }

    /// Whether colours are unwanted (`NO_COLOR`, `CLICOLOR=0`, `TERM=dumb`).
    pub fn no_color(&self) -> bool {
        self.get("NO_COLOR").is_some() || self.get("CLICOLOR") == Some("0") || self.get("TERM") == Some("dumb")
    }

    /// Whether colours are wanted even without a terminal (`CLICOLOR_FORCE`).
    pub fn color_forced(&self) -> bool {
        self.get("NO_COLOR").is_none() && self.get("CLICOLOR_FORCE").is_some_and(|value| value != "0")
    }

    /// The language of the locale: English if it says so, otherwise Vietnamese. As in gettext, the first supported
    /// entry of `LANGUAGE` counts, provided a locale is set at all.
    pub fn language(&self) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| self.get(name)).unwrap_or_default();
        let wished = self.get("LANGUAGE").filter(|_| !matches!(locale, "C" | "POSIX")).unwrap_or_default();
        let known = wished.split(':').find_map(language_of);
        known.or_else(|| language_of(locale)).unwrap_or(Language::Vietnamese)
    }
}

/// The language of a locale, if it is supported.
fn language_of(locale: &str) -> Option<Language> {
    match locale.split(['_', '.', '@', '-']).next() {
        Some("en") => Some(Language::English),
        Some("vi") => Some(Language::Vietnamese),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_locale_asks_for_english_and_any_other_for_vietnamese() {
        assert_eq!(Environment::of(&[("LANG", "en_US.UTF-8")]).language(), Language::English);
        assert_eq!(Environment::of(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "vi_VN")]).language(), Language::Vietnamese);
        assert_eq!(Environment::of(&[("LANG", "C.UTF-8")]).language(), Language::Vietnamese);
        assert_eq!(Environment::of(&[]).language(), Language::Vietnamese);
    }

    #[test]
    fn the_first_language_of_the_list_that_is_known_counts() {
        let of = |list| Environment::of(&[("LANGUAGE", list), ("LANG", "vi_VN.UTF-8")]).language();
        assert_eq!(of("en_GB:vi"), Language::English);
        assert_eq!(of("fr:en"), Language::English);
        assert_eq!(of("fr:vi:en"), Language::Vietnamese);
        assert_eq!(Environment::of(&[("LANGUAGE", "en"), ("LANG", "C")]).language(), Language::Vietnamese);
    }

    #[test]
    fn an_empty_variable_is_not_set() {
        assert_eq!(Environment::of(&[("NO_COLOR", "")]).get("NO_COLOR"), None);
    }
}
