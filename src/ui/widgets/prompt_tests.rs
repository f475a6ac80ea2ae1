//! What keys, pastes and bursts of input methods make of a line.

use super::*;

fn typed(method: Method, keys: &str) -> InputLine {
    let mut line = InputLine::new(method, ToneStyle::Old);
    press(&mut line, keys);
    line
}

/// Types `keys`; `\u{8}` is a backspace.
fn press(line: &mut InputLine, keys: &str) {
    for key in keys.chars() {
        if key == '\u{8}' { line.backspace() } else { line.type_char(key) }
    }
}

#[test]
fn words_are_composed_one_after_the_other() {
    let mut line = typed(Method::Telex, "coong ddoanf LDDLDD ");
    assert_eq!(line.text(), "công đoàn LĐLĐ ");
    press(&mut line, "tieeng");
    assert_eq!(line.text().get(line.composing()), Some("tiêng"));
}

#[test]
fn a_word_in_the_middle_of_a_line_is_composed_too() {
    let mut line = typed(Method::Telex, "lao tieens");
    (0..4).for_each(|_| line.left());
    press(&mut line, "ddoongj ");
    assert_eq!((line.text(), line.caret()), ("lao động tiến", "lao động ".len()));
}

#[test]
fn backspace_takes_a_letter_with_all_its_marks() {
    let mut line = typed(Method::Telex, "ddinhf coong");
    press(&mut line, "\u{8}\u{8}\u{8}\u{8}");
    assert_eq!(line.text(), "đình ");
    press(&mut line, "\u{8}\u{8}");
    assert_eq!(line.text(), "đìn");
}

#[test]
fn a_paste_is_one_line_and_never_composed() {
    let mut line = typed(Method::Telex, "xem ");
    line.paste("aas\ndd\u{1b}[31m x\ts");
    press(&mut line, "s");
    assert_eq!(line.text(), "xem aas dd x ss");
}

#[test]
fn decomposed_keystrokes_become_letters() {
    assert_eq!(typed(Method::Off, "co\u{302}ng \u{111}oa\u{300}n vie\u{323}\u{302}c").text(), "công đoàn việc");
    assert_eq!(typed(Method::Telex, "o\u{302}").text(), "ô");
}

#[test]
fn a_burst_of_backspaces_and_letters_arrives_intact() {
    // What a system's Telex sends for "đường": plain keys, then backspaces and the letter that replaces them.
    let burst = "d\u{8}đuo\u{8}\u{8}ương\u{8}\u{8}\u{8}ờng";
    assert_eq!(typed(Method::Off, burst).text(), "đường");
    // Some send an invisible character first, and one backspace more.
    assert_eq!(typed(Method::Off, "a\u{202f}\u{8}\u{8}â").text(), "â");
}

#[test]
fn letters_of_the_systems_input_method_are_left_alone() {
    assert_eq!(typed(Method::Telex, "việ\u{8}ễn").text(), "viễn");
}

#[test]
fn undo_of_a_composition_leaves_the_keys_until_the_next_word() {
    let mut line = typed(Method::Telex, "tets");
    assert_eq!(line.text(), "tét");
    assert!(line.undo_composition());
    press(&mut line, "as maf");
    assert_eq!(line.text(), "tetsas mà");
    assert!(line.undo_composition());
    assert!(!line.undo_composition());
}

#[test]
fn what_is_no_syllable_becomes_its_keys_at_the_end() {
    let mut line = typed(Method::Telex, "data");
    line.finish();
    assert_eq!(line.text(), "data");
}

#[test]
fn the_keys_of_composed_words_are_readings_too() {
    let line = typed(Method::Telex, "test luowng");
    assert_eq!(line.text(), "tét lương");
    assert_eq!(line.alternatives(), ["test lương", "tét luowng", "test luowng"]);
    assert_eq!(typed(Method::Off, "test luowng").alternatives(), [""; 0]);
}

#[test]
fn a_word_that_was_deleted_has_no_readings() {
    let mut line = typed(Method::Telex, "test ");
    line.delete_word();
    press(&mut line, "lao");
    assert_eq!(line.alternatives(), [""; 0]);
}

#[test]
fn words_are_deleted_whole() {
    let mut line = typed(Method::Off, "tai nạn  lao động");
    line.delete_word();
    assert_eq!(line.text(), "tai nạn  lao ");
    line.delete_word();
    assert_eq!(line.text(), "tai nạn  ");
    line.word_left();
    line.delete_to_end();
    assert_eq!(line.text(), "tai ");
    line.delete_to_start();
    assert_eq!(line.text(), "");
}

#[test]
fn the_caret_goes_by_words_and_clusters() {
    let mut line = typed(Method::Off, "lao động 👍🏽 tốt");
    line.home();
    line.word_right();
    assert_eq!(line.caret(), "lao".len());
    line.word_right();
    line.right();
    line.right();
    assert_eq!(line.text().get(..line.caret()), Some("lao động 👍🏽"));
    line.delete();
    line.word_left();
    assert_eq!(line.text().get(..line.caret()), Some("lao động "));
}

#[test]
fn the_caret_is_always_in_the_window() {
    let mut line = typed(Method::Telex, "tai naajn lao ddoongj owr coong truwowngf 中文");
    for _ in 0..45 {
        for room in [1, 2, 10, 80] {
            let (text, caret) = line.window(room);
            assert!(cells(text) <= usize::from(room) && caret < room, "{text} {caret} in {room}");
        }
        line.left();
    }
}

#[test]
fn the_window_stands_still_while_the_caret_moves_a_little() {
    let mut line = typed(Method::Off, "một hai ba bốn năm sáu");
    let seen = line.window(10).0.to_owned();
    line.left();
    assert_eq!(line.window(10).0, seen);
    line.home();
    assert_eq!(line.window(10), ("một hai ba", 0));
}

#[test]
fn a_full_line_takes_no_more() {
    let mut line = typed(Method::Telex, "");
    line.paste(&"ê".repeat(MAX_LINE));
    assert_eq!(line.text().len(), MAX_LINE);
    press(&mut line, "b");
    assert_eq!(line.text().len(), MAX_LINE);
    line.backspace();
    press(&mut line, "aa");
    assert_eq!((line.text().len(), line.text().ends_with('â')), (MAX_LINE, true));
}

#[test]
fn changing_the_method_keeps_what_stands() {
    let mut line = typed(Method::Telex, "vieetj");
    line.set_method(Method::Vni);
    press(&mut line, " nam1");
    assert_eq!(line.text(), "việt nám");
}

#[test]
fn what_stands_behind_the_caret_stays_when_the_rest_is_deleted() {
    let mut line = typed(Method::Off, "tai nạn lao động");
    line.word_left();
    line.delete_to_start();
    assert_eq!((line.text(), line.caret()), ("động", 0));
    line.type_char('x');
    assert_eq!((line.text(), line.caret()), ("xđộng", 1));
}
