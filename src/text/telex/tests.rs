//! What keys become. The tests use the old tone style unless they say otherwise.

use super::*;

fn telex(keys: &str) -> String {
    compose(keys, Method::Telex, ToneStyle::Old)
}

fn all(pairs: &[(&str, &str)], method: Method) {
    for (keys, text) in pairs {
        assert_eq!(compose(keys, method, ToneStyle::Old), *text, "{keys}");
    }
}

#[test]
fn marks_and_tones_come_in_any_order() {
    all(
        &[("tieengs", "tiếng"), ("tieesng", "tiếng"), ("nguoiwf", "người"), ("nguowfi", "người"), ("dongd", "đong")],
        Method::Telex,
    );
}

#[test]
fn the_tone_moves_as_the_syllable_grows() {
    all(&[("hoas", "hóa"), ("hoasc", "hoác"), ("hoaf ", "hòa "), ("hoafn", "hoàn")], Method::Telex);
}

#[test]
fn the_new_style_puts_the_tone_on_the_last_vowel() {
    assert_eq!(compose("hoaf thuys khoer", Method::Telex, ToneStyle::New), "hoà thuý khoẻ");
    assert_eq!(telex("hoaf thuys khoer"), "hòa thúy khỏe");
}

#[test]
fn a_repeated_key_undoes_itself_and_stays_a_letter() {
    all(
        &[("aaa", "aa"), ("ddd", "dd"), ("ass", "as"), ("aww", "aw"), ("xooong", "xoong"), ("khoongff", "khôngf")],
        Method::Telex,
    );
}

#[test]
fn only_a_closed_uo_has_two_horns() {
    all(
        &[("thuowr", "thuở"), ("huowng", "hương"), ("quowr", "quở"), ("huow", "huơ"), ("nguwoif", "người")],
        Method::Telex,
    );
}

#[test]
fn abbreviations_get_their_bars() {
    all(&[("LDDLDD", "LĐLĐ"), ("nldd", "nlđ"), ("ATVSLDD", "ATVSLĐ"), ("CDDD", "CDD")], Method::Telex);
    assert_eq!(compose("NLD9", Method::Vni, ToneStyle::Old), "NLĐ");
}

#[test]
fn foreign_words_are_left_alone() {
    for word in ["new", "view", "email", "google", "zoom", "windows", "class", "website", "facebook", "case", "text"] {
        assert_eq!(telex(word), word);
    }
}

#[test]
fn a_word_that_ends_as_no_syllable_becomes_its_keys() {
    assert_eq!(telex("data"), "dât");
    assert_eq!(telex("data moi"), "data moi");
}

#[test]
fn names_of_the_highlands_may_end_in_k() {
    assert_eq!(telex("DDawks Lawks "), "Đắk Lắk ");
    assert_eq!(telex("Kroong Nana "), "Krông Nân ");
}

#[test]
fn digits_are_digits_where_they_change_nothing() {
    all(
        &[("2023", "2023"), ("h2o", "h2o"), ("covid19", "covid19"), ("a66", "a6"), ("Vie65t Nam 2", "Việt Nam 2")],
        Method::Vni,
    );
}

#[test]
fn a_full_stop_after_a_consonant_ends_the_word_in_viqr() {
    all(
        &[("TP. HCM", "TP. HCM"), ("lao ddo^.ng , ddi.", "lao động , đị"), ("co^ng ddoa`n", "công đoàn")],
        Method::Viqr,
    );
}

#[test]
fn both_forms_of_an_ended_word_are_kept() {
    let mut composer = Composer::new(Method::Telex, ToneStyle::Old);
    assert!("test".chars().all(|key| composer.key(key)));
    assert!(!composer.key(' '));
    assert_eq!(composer.end(), Some(Word { text: "tét".into(), raw: "test".into() }));
    assert!(composer.is_empty());
}

#[test]
fn a_backspace_takes_one_letter_with_its_marks() {
    let mut composer = Composer::new(Method::Telex, ToneStyle::Old);
    assert!("dduwowngf".chars().all(|key| composer.key(key)));
    assert_eq!(composer.text(), "đường");
    assert!(composer.backspace() && composer.backspace());
    assert_eq!(composer.text(), "đườ");
    assert!(composer.key('i') && composer.key('s'));
    assert_eq!(composer.text(), "đưới");
    let count = std::iter::from_fn(|| composer.backspace().then_some(())).count();
    assert_eq!((count, composer.is_empty()), (4, true));
}

#[test]
fn undo_gives_the_keys_back_once() {
    let mut composer = Composer::new(Method::Telex, ToneStyle::Old);
    assert!("tets".chars().all(|key| composer.key(key)));
    assert_eq!(composer.undo().map(|word| word.text).as_deref(), Some("tets"));
    assert_eq!(composer.undo(), None);
}

#[test]
fn a_syllable_has_no_more_keys_than_the_limit() {
    let mut composer = Composer::new(Method::Telex, ToneStyle::Old);
    assert_eq!((0..=MAX_KEYS).filter(|_| composer.key('n')).count(), MAX_KEYS);
}

#[test]
fn off_takes_no_key() {
    assert_eq!(compose("tieengs Vieetj", Method::Off, ToneStyle::Old), "tieengs Vieetj");
    assert!(!Composer::default().key('a'));
}

#[test]
fn a_composed_letter_tells_the_command_key_behind_it() {
    let keys: String = "ưƯđâêôơăáàảãạq/".chars().map(command_key).collect();
    assert_eq!(keys, "wWdaeowwsfrxjq/");
}

#[test]
fn methods_are_named_as_in_the_settings() {
    assert!(Method::ALL.into_iter().all(|method| method.name().parse() == Ok(method)));
    assert_eq!(("old".parse(), "new".parse()), (Ok(ToneStyle::Old), Ok(ToneStyle::New)));
    assert!("qwerty".parse::<Method>().unwrap_err().to_string().contains("telex"));
}
