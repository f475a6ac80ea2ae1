//! The catalogues against each other and against the source.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::ui::table::BINDINGS;

fn ids(language: Language) -> BTreeSet<String> {
    super::catalogue(language)
        .lines()
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|l| l.split(" =").next().map(str::to_owned))
        .collect()
}

fn source() -> String {
    fn read(dir: &Path, out: &mut String) {
        for entry in std::fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("words/tests.rs") {
                out.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut out = String::new();
    for room in ["ui", "app"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut out);
    }
    out
}

#[test]
fn both_languages_have_the_same_phrases_and_no_syntax_error() {
    assert_eq!(ids(Language::Vietnamese), ids(Language::English));
    for language in [Language::Vietnamese, Language::English] {
        let parsed = FluentResource::try_new(super::catalogue(language).to_owned());
        assert!(parsed.is_ok(), "{language:?}: {:?}", parsed.err().map(|e| e.1));
    }
}

#[test]
fn the_two_parts_of_a_catalogue_are_all_of_it() {
    for language in [Language::Vietnamese, Language::English] {
        let words = Words::new(language);
        assert!(super::parts(language).iter().all(|part| part.contains("\nlabel-")), "{language:?}");
        for id in ids(language) {
            assert!(words.has(&id), "{language:?}: {id}");
        }
    }
}

#[test]
fn every_action_has_a_phrase_of_help() {
    let words = Words::new(Language::Vietnamese);
    for b in BINDINGS {
        assert!(words.has(&format!("do-{}", b.name)), "do-{}", b.name);
        assert!(words.has(&format!("scope-{}", b.scope.name())), "scope-{}", b.scope.name());
    }
    for form in crate::model::QUERY_FORMS {
        assert!(words.has(&format!("query-{}", form.name)), "query-{}", form.name);
    }
}

#[test]
fn no_phrase_is_unused() {
    let source = source();
    let families =
        ["also-", "cause-", "do-", "finding-", "query-", "remedy-", "scope-", "theme-", "trouble-", "weekday-"];
    for id in ids(Language::Vietnamese) {
        let used = source.contains(&format!("\"{id}\"")) || families.iter().any(|f| id.starts_with(f));
        assert!(used, "{id} is never said");
    }
}

#[test]
fn no_phrase_is_missing() {
    let (source, known) = (source(), ids(Language::Vietnamese));
    for opening in [".say(\"", ".count(\"", ".with(\""] {
        for piece in source.split(opening).skip(1) {
            let id = piece.split('"').next().unwrap_or_default();
            assert!(known.contains(id), "the catalogue has no {id:?}");
        }
    }
}

#[test]
fn the_number_of_things_chooses_the_english_plural() {
    let words = Words::new(Language::English);
    assert_eq!(words.count("articles", 1), "1 article");
    assert_eq!(words.count("articles", 1234), "1,234 articles");
    assert_eq!(Words::new(Language::Vietnamese).count("articles", 1_234_567), "1.234.567 bài");
}

#[test]
fn short_phrases_fit_their_place() {
    for language in [Language::Vietnamese, Language::English] {
        let words = Words::new(language);
        for id in ids(language) {
            let limit = match id.split('-').next() {
                Some("do") => 60,
                Some("weekday") => 12,
                Some("label") => 24,
                _ => continue,
            };
            assert!(crate::text::width::cells(&words.say(&id)) <= limit, "{id} is wider than {limit} cells");
        }
    }
}
