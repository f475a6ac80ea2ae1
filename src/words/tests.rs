//! Compares the catalogues with each other and with the source code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::model::{Complaint, QueryMistake};
use crate::ui::table::BINDINGS;
use crate::ui::words::{OwnKeys, key_names, screen_words};

const LANGUAGES: [Language; 2] = [Language::Vietnamese, Language::English];

fn catalogue(language: Language) -> String {
    super::files(language).join("\n")
}

/// All phrases of a catalogue: id and text.
fn messages(language: Language) -> Vec<(String, String)> {
    messages_in(&catalogue(language))
}

/// Those of the screen, where space is limited and the user chooses the keys.
fn screen_messages(language: Language) -> Vec<(String, String)> {
    messages_in(super::files(language)[0])
}

fn messages_in(text: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.split_once(" ="), out.last_mut()) {
            (Some((id, text)), _) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                out.push((id.to_owned(), text.trim_start().to_owned()));
            }
            (_, Some((_, text))) if line.starts_with([' ', '}']) => text.push_str(line),
            _ => {}
        }
    }
    out
}

fn ids(language: Language) -> BTreeSet<String> {
    messages(language).into_iter().map(|(id, _)| id).collect()
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
    for room in ["words", "ui", "app", "cli"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut out);
    }
    out
}

/// Calls in the source that name a phrase: the id, and the rest of the call.
fn said(source: &str) -> impl Iterator<Item = (&str, &str)> {
    [".say(", ".phrase(", ".count(", ".with("].into_iter().flat_map(move |opening| {
        source.split(opening).skip(1).filter_map(|call| call.trim_start().strip_prefix('"')?.split_once('"'))
    })
}

/// The values that a text refers to, `$name`; a number chooses the plural by `$name-count`.
fn values_in(text: &str) -> BTreeSet<&str> {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let names = text.split("{ $").skip(1).filter_map(|rest| rest.split(|c| !name(c)).next());
    names.map(|name| name.trim_end_matches("-count")).collect()
}

#[test]
fn both_languages_have_the_same_phrases_and_no_syntax_error() {
    assert_eq!(ids(Language::Vietnamese), ids(Language::English));
    for language in LANGUAGES {
        for file in super::files(language) {
            let parsed = FluentResource::try_new((*file).to_owned());
            assert!(parsed.is_ok(), "{language:?}: {:?}", parsed.err().map(|e| e.1));
        }
    }
}

#[test]
fn no_two_phrases_have_one_id() {
    for language in LANGUAGES {
        let mut seen = BTreeSet::new();
        for (id, _) in messages(language) {
            assert!(seen.insert(id.clone()), "{language:?}: {id} stands twice");
        }
    }
}

#[test]
fn the_parts_of_a_catalogue_are_all_of_it() {
    for language in LANGUAGES {
        let words = Words::new(language);
        let of_the_screen = super::parts(language).into_iter().filter(|part| part.contains("\nlabel-"));
        assert_eq!(of_the_screen.count(), 2, "{language:?}");
        for id in ids(language) {
            assert!(words.has(&id), "{language:?}: {id}");
        }
    }
}

#[test]
fn a_part_is_read_when_one_of_its_phrases_is_asked_for() {
    let words = Words::new(Language::Vietnamese);
    assert!(!words.has("no-such-phrase"));
    assert_eq!(words.parts_read(), 0);
    assert!(words.say("own-fault").starts_with("loa gặp lỗi"));
    assert_eq!(words.parts_read(), 1);
}

#[test]
fn both_languages_name_the_same_values() {
    let english: BTreeMap<String, String> = messages(Language::English).into_iter().collect();
    for (id, text) in messages(Language::Vietnamese) {
        // An error has its own English text.
        if english[&id] != "{ $english }" {
            assert_eq!(values_in(&text), values_in(&english[&id]), "{id}");
        }
    }
}

#[test]
fn every_value_that_a_phrase_names_is_told_where_it_is_said() {
    let (source, vietnamese) = (source(), messages(Language::Vietnamese).into_iter().collect::<BTreeMap<_, _>>());
    let mut seen = 0;
    for (id, rest) in said(&source) {
        let Some(given) = rest.trim_start_matches([',', ' ', '\n']).strip_prefix("&[") else { continue };
        let given = given.split(']').next().unwrap_or_default();
        seen += 1;
        for name in vietnamese.get(id).map(|text| values_in(text)).unwrap_or_default() {
            assert!(given.contains(&format!("(\"{name}\",")), "{id} is not told {name:?}: {given}");
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn every_action_has_a_phrase_of_help() {
    let words = Words::new(Language::Vietnamese);
    for b in BINDINGS {
        assert!(words.has(&format!("do-{}", b.name)), "do-{}", b.name);
        assert!(words.has(&format!("scope-{}", b.scope.name())), "scope-{}", b.scope.name());
    }
    let chords = BINDINGS.iter().filter(|b| b.keys.iter().any(|keys| keys.starts_with("g ")));
    for b in chords {
        let id = if words.has(&format!("which-{}", b.name)) { "which" } else { "do" };
        let told = words.say(&format!("{id}-{}", b.name));
        assert!(crate::text::width::cells(&told) <= 25, "after a prefix: {told}");
    }
    for form in crate::model::QUERY_FORMS {
        assert!(words.has(&format!("query-{}", form.name)), "query-{}", form.name);
    }
}

#[test]
fn no_phrase_is_unused() {
    let source = source();
    let families = [
        "also-", "at-work-", "cause-", "do-", "failure-", "figure-", "finding-", "mistake-", "query-", "remedy-",
        "scope-", "store-", "theme-", "toml-", "trouble-", "weekday-", "which-",
    ];
    for id in ids(Language::Vietnamese) {
        let used = source.contains(&format!("\"{id}\"")) || families.iter().any(|f| id.starts_with(f));
        assert!(used, "{id} is never said");
    }
}

#[test]
fn no_phrase_is_missing() {
    let (source, known) = (source(), ids(Language::Vietnamese));
    for (id, _) in said(&source) {
        assert!(known.contains(id), "the catalogue has no {id:?}");
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
fn every_mistake_in_a_query_has_a_sentence_in_both_languages() {
    for language in LANGUAGES {
        let words = Words::new(language);
        for kind in QueryMistake::ALL {
            assert!(words.has(&format!("mistake-{}", kind.name())), "{language:?}: {kind:?}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_query_is_told_with_its_place_one_sentence_after_the_other() {
    let complaint = |kind, at, about: &str| Complaint { kind, at, about: about.to_owned() };
    let two = [complaint(QueryMistake::BadDate, 7, "từ:mai"), complaint(QueryMistake::UnknownField, 14, "nguồn:")];
    let told = Words::new(Language::Vietnamese).complaint(&two).unwrap();
    assert!(told.contains("ký tự 7 ") && told.ends_with("đã bỏ qua. ở ký tự 14: ý bạn là “nguồn:”?"), "{told}");
    assert!(Words::new(Language::English).complaint(&two).unwrap().contains("character 7 "));
    assert_eq!(Words::new(Language::English).complaint(&[]), None);
}

#[test]
fn short_phrases_fit_their_place() {
    for language in LANGUAGES {
        let words = Words::new(language);
        for (id, _) in screen_messages(language) {
            let limit = match id.split('-').next() {
                Some("do") => 60,
                Some("weekday") => 12,
                // Half of 60 cells, next to a key.
                Some("which") => 25,
                Some("label") => 24,
                _ => continue,
            };
            assert!(crate::text::width::cells(&words.say(&id)) <= limit, "{id} is wider than {limit} cells");
        }
    }
}

#[test]
fn every_key_that_a_phrase_names_belongs_to_an_action_of_the_table() {
    for language in LANGUAGES {
        let whole = catalogue(language);
        let names = whole.split("KEY(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let names: Vec<&str> = names.collect();
        assert!(names.len() > 60, "{language:?}: {}", names.len());
        for name in names {
            assert!(crate::ui::table::named(name).is_some(), "{language:?}: {name}");
        }
    }
}

#[test]
fn no_message_spells_a_key_out_that_a_user_may_bind_anew() {
    // Panels and prompts have keys of their own.
    let own = [
        "panel-",
        "letter-",
        "tour-",
        "query-",
        "also-",
        "pattern-",
        "case-struck",
        "case-confirmed",
        "help-nothing",
        "pipe-back",
    ];
    // In the panel of troubles `r` is the panel's.
    let own_too = ["remedy-status", "remedy-robots-error"];
    let says_key = |word: &str| {
        let one = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphanumeric() || "?|&".contains(c));
        one || word.starts_with("ctrl-") || ["Enter", "enter", "Esc", "esc"].contains(&word)
    };
    for (language, words) in [(Language::Vietnamese, &[][..]), (Language::English, &["a", "A", "I", "h"][..])] {
        for (id, text) in screen_messages(language) {
            if own.iter().any(|opening| id.starts_with(opening)) || own_too.contains(&id.as_str()) {
                continue;
            }
            let pieces = text
                .split('{')
                .enumerate()
                .map(|(at, piece)| if at == 0 { piece } else { piece.split_once('}').map_or("", |(_, rest)| rest) });
            let whole: String = pieces.collect();
            let mut bare = whole.split_whitespace().map(|word| word.trim_matches(['.', ',', ';', ':', ')', '(']));
            let key = bare.find(|word| says_key(word) && !words.contains(word));
            assert_eq!(key, None, "{id}: {text}");
        }
    }
}

#[test]
fn a_message_names_the_key_that_the_user_bound() {
    let own = [("undo".to_owned(), "ctrl-q".to_owned()), ("stop".to_owned(), String::new())];
    let words = Words::naming(Language::Vietnamese, key_names(OwnKeys::from(own)));
    assert!(words.count("marked", 3).contains("ctrl-q hoàn tác"), "{}", words.count("marked", 3));
    assert!(words.say("refresh-running").contains(":stop để dừng"), "an action without a key has its line");
    assert!(words.in_language(Language::English).count("marked", 3).contains("ctrl-q takes it back"));
    assert!(screen_words(Language::Vietnamese).say("speech-begun").contains("\" đoạn sau"));
}
