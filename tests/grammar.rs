//! Properties of dates, typing, legal references, the glossary, revisions and prompts that hold for every input.

use loaphuong::labour::{glossary, legal};
use loaphuong::model::{Moment, Timestamp};
use loaphuong::text::telex::{self, Composer, Method, ToneStyle};
use loaphuong::text::{date, revision};
use loaphuong::ui::widgets::prompt::{InputLine, MAX_LINE};
use proptest::prelude::*;

/// 2023-11-05T10:00:00+07:00.
const NOW: Timestamp = Timestamp(1_699_153_200);

/// Text that resembles dates and documents often enough to reach deep into the grammars.
fn dateish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,4}",
        "[/.:, |()+-]",
        prop::sample::select(vec![
            " ",
            "thứ",
            "ngày",
            "tháng",
            "năm",
            "giờ",
            "phút",
            "trước",
            "hôm qua",
            "lúc",
            "SA",
            "CH",
            "GMT",
            "T",
            "Z",
            "h",
            "CN",
            "cách đây",
            "tháng mười hai",
            "Oct",
            "'",
            "NĐ",
            "CP",
            "QH",
            "TTg",
            "khoản",
            "Điều",
            "điểm",
            "Luật",
            "Bộ luật",
            "Công đoàn",
            "\u{301}",
            "\u{a0}",
            "ð",
            "đ",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn method() -> impl Strategy<Value = Method> {
    prop::sample::select(Method::ALL.to_vec())
}

fn style() -> impl Strategy<Value = ToneStyle> {
    prop::sample::select(vec![ToneStyle::Old, ToneStyle::New])
}

/// One edit of a line.
#[derive(Debug, Clone)]
enum Deed {
    Type(char),
    Plain(char),
    Paste(String),
    Set(String),
    Method(Method),
    Other(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => "[a-zA-Z0-9 '`?~.^+(]".prop_map(|s| Deed::Type(s.chars().next().unwrap_or(' '))),
        2 => any::<char>().prop_map(Deed::Type),
        1 => any::<char>().prop_map(Deed::Plain),
        1 => any::<String>().prop_map(Deed::Paste),
        1 => "[a-zđôữ\u{300}\u{323}]{0,12}".prop_map(Deed::Set),
        1 => method().prop_map(Deed::Method),
        6 => (0..14u8).prop_map(Deed::Other),
    ]
}

fn act(line: &mut InputLine, deed: Deed) {
    match deed {
        Deed::Type(c) => line.type_char(c),
        Deed::Plain(c) => line.type_plain(c),
        Deed::Paste(text) => line.paste(&text),
        Deed::Set(text) => line.set(&text),
        Deed::Method(method) => line.set_method(method),
        Deed::Other(which) => match which {
            0 | 1 => line.backspace(),
            2 => line.delete(),
            3 => line.delete_word(),
            4 => line.delete_to_start(),
            5 => line.delete_to_end(),
            6 | 7 => line.left(),
            8 => line.right(),
            9 => line.word_left(),
            10 => line.word_right(),
            11 => line.home(),
            12 => line.end(),
            _ => {
                line.undo_composition();
            }
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dates_are_read_from_anything_without_a_panic(text in dateish(), now in any::<i64>()) {
        let now = Timestamp(now);
        let _ = (date::parse(&text, now), date::find(&text, now), date::find_first(&text, now), date::from_address(&text));
    }

    #[test]
    fn what_was_read_is_a_moment_that_can_be_written_and_read_again(text in dateish()) {
        if let Some(moment) = date::parse(&text, NOW) {
            let again = Moment::parse_iso(&moment.to_string()).map(|m| m.at);
            prop_assert_eq!(again, Some(moment.at));
        }
    }

    #[test]
    fn dates_found_stand_in_order_inside_the_text(text in dateish()) {
        let mut end = 0;
        for range in date::find(&text, NOW).into_iter().map(|found| found.range) {
            prop_assert!(range.start >= end && text.get(range.clone()).is_some_and(|found| !found.is_empty()));
            end = range.end;
        }
    }

    #[test]
    fn entities_stand_in_order_inside_the_text(text in dateish()) {
        let mut end = 0;
        for entity in legal::entities(&text) {
            prop_assert!(entity.range.start >= end && text.get(entity.range.clone()).is_some() && !entity.norm.is_empty());
            end = entity.range.end;
        }
    }

    #[test]
    fn a_normal_form_is_its_own_normal_form(text in dateish()) {
        for entity in legal::entities(&text).into_iter().filter(|entity| entity.kind == legal::Kind::Number) {
            let again = legal::entities(&entity.norm);
            prop_assert_eq!(again.first().map(|e| e.norm.clone()), Some(entity.norm));
        }
    }

    #[test]
    fn abbreviations_are_pieces_of_the_text(text in dateish()) {
        for (range, senses) in glossary::in_text(&text) {
            prop_assert!(text.get(range).is_some_and(|found| senses.iter().all(|sense| sense.abbreviation == found)));
        }
    }

    #[test]
    fn any_keys_compose_without_a_panic_and_off_changes_nothing(keys in any::<String>(), method in method(), style in style()) {
        let composed = telex::compose(&keys, method, style);
        prop_assert!(method != Method::Off || composed == keys);
    }

    #[test]
    fn the_keys_of_a_syllable_are_kept_as_typed(keys in "[a-zA-Z]{1,20}", method in method(), style in style()) {
        let mut composer = Composer::new(method, style);
        let taken: String = keys.chars().filter(|key| composer.key(*key)).collect();
        prop_assert_eq!(composer.raw(), taken);
    }

    #[test]
    fn backspaces_empty_any_syllable(keys in "[a-zA-Z0-9'`?~.^+(]{0,24}", method in method()) {
        let mut composer = Composer::new(method, ToneStyle::Old);
        for key in keys.chars() {
            composer.key(key);
        }
        for _ in 0..=telex::MAX_KEYS {
            composer.backspace();
        }
        prop_assert!(composer.is_empty());
    }

    #[test]
    fn a_line_stays_whole_whatever_is_done_to_it(deeds in prop::collection::vec(deed(), 0..60), room in 0..40u16) {
        let mut line = InputLine::new(Method::Telex, ToneStyle::Old);
        for deed in deeds {
            act(&mut line, deed);
            prop_assert!(line.text().len() <= MAX_LINE && line.text().is_char_boundary(line.caret()));
            prop_assert!(line.text().get(line.composing()).is_some());
            let (seen, caret) = line.window(room);
            prop_assert!(line.text().contains(seen) && caret <= room.max(1));
            prop_assert!(line.alternatives().len() <= loaphuong::ui::widgets::prompt::MAX_WORDS + 3);
        }
    }

    #[test]
    fn a_revision_gives_both_versions_back(old in prop::collection::vec("[ab]( [abc]){0,5}", 0..8), new in prop::collection::vec("[ab]( [abc]){0,5}", 0..8)) {
        let side = |new_side: bool| -> Vec<String> {
            revision::diff(&old, &new).iter().filter_map(|p| side_of(p, new_side)).collect()
        };
        prop_assert_eq!(side(false), old.clone());
        prop_assert_eq!(side(true), new.clone());
    }
}

/// A paragraph as it is in one of the two versions.
fn side_of(paragraph: &revision::RevisedParagraph, new_side: bool) -> Option<String> {
    use revision::{RevisedParagraph, RevisedRun};
    match paragraph {
        RevisedParagraph::Same(text) => Some(text.clone()),
        RevisedParagraph::Gone(text) => (!new_side).then(|| text.clone()),
        RevisedParagraph::New(text) => new_side.then(|| text.clone()),
        RevisedParagraph::Edited(pieces) => {
            let words = pieces.iter().filter_map(|piece| match piece {
                RevisedRun::Same(text) => Some(text.as_str()),
                RevisedRun::Gone(text) => (!new_side).then_some(text.as_str()),
                RevisedRun::New(text) => new_side.then_some(text.as_str()),
            });
            Some(words.collect::<Vec<_>>().join(" "))
        }
    }
}
