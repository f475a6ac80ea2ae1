//! Keys, pastes, the mouse and answers, whole and cut anywhere.

use super::sequences::pressed;
use super::*;
use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

fn inputs(chunks: &[&[u8]]) -> Vec<Input> {
    let (mut decoder, mut all) = (Decoder::default(), Vec::new());
    for chunk in chunks {
        decoder.push(chunk, |input| all.push(input));
    }
    decoder.time_out(|input| all.push(input));
    all
}

fn keys(bytes: &[u8]) -> Vec<KeyCode> {
    inputs(&[bytes])
        .into_iter()
        .filter_map(|h| match h {
            Input::Event(Event::Key(key)) => Some(key.code),
            _ => None,
        })
        .collect()
}

#[test]
fn a_report_of_the_cursor_is_no_key_but_in_the_first_row() {
    let inputs = |bytes: &[u8]| {
        let mut all = Vec::new();
        Decoder::default().push(bytes, |what| all.push(what));
        all
    };
    assert_eq!(inputs(b"\x1b[2;3R"), [Input::Answer(Answer::Column(3))]);
    assert!(matches!(inputs(b"\x1b[1;3R")[..], [Input::Event(Event::Key(key))] if key.code == KeyCode::F(3)));
}

#[test]
fn letters_and_named_keys_come_out_as_pressed() {
    assert_eq!(keys("jế".as_bytes()), [KeyCode::Char('j'), KeyCode::Char('ế')]);
    assert_eq!(keys(b"\x1b[A\x1bOB\x1b[5~\x1b[1;5C"), [KeyCode::Up, KeyCode::Down, KeyCode::PageUp, KeyCode::Right]);
    assert_eq!(
        keys(b"\r\t\x7f\x1b[Z\x1bOP"),
        [KeyCode::Enter, KeyCode::Tab, KeyCode::Backspace, KeyCode::BackTab, KeyCode::F(1)]
    );
    assert_eq!(inputs(&[b"\x04"]), [pressed(KeyCode::Char('d'), KeyModifiers::CONTROL)]);
    assert_eq!(inputs(&[b"\x1bx"]), [pressed(KeyCode::Char('x'), KeyModifiers::ALT)]);
}

#[test]
fn an_escape_that_is_cut_from_its_sequence_is_no_key() {
    for whole in [&b"\x1b[A"[..], b"\x1bOA", b"\x1b[1;1A"] {
        for cut in 1..whole.len() {
            let all = inputs(&[&whole[..cut], &whole[cut..]]);
            assert_eq!(all, [pressed(KeyCode::Up, KeyModifiers::NONE)], "cut at {cut}");
        }
    }
}

#[test]
fn a_key_alone_that_could_begin_a_sequence_is_a_key_after_the_time_out() {
    for (bytes, codes) in [
        (&b"\x1b"[..], &[KeyCode::Esc][..]),
        (b"\x1b[", &[KeyCode::Esc, KeyCode::Char('[')]),
        (b"\x1bO", &[KeyCode::Esc, KeyCode::Char('O')]),
        (b"\x1b]", &[KeyCode::Esc, KeyCode::Char(']')]),
        (b"\x1b\x1b", &[KeyCode::Esc, KeyCode::Esc]),
    ] {
        assert_eq!(keys(bytes), codes);
    }
}

#[test]
fn an_answer_that_is_cut_never_times_out_into_keys() {
    let mut decoder = Decoder::default();
    decoder.push(b"\x1b]11;rgb:ff", |_| panic!("nothing is whole yet"));
    assert!(!decoder.is_unsure());
}

#[test]
fn a_lone_escape_is_the_key_and_a_cut_sequence_waits() {
    assert_eq!(keys(b"\x1b"), [KeyCode::Esc]);
    assert_eq!(inputs(&[b"\x1b\x03"])[1], pressed(KeyCode::Char('c'), KeyModifiers::CONTROL));
    assert_eq!(inputs(&[b"\x1b[", b"A"]), [pressed(KeyCode::Up, KeyModifiers::NONE)]);
    assert_eq!(
        inputs(&["ế".as_bytes().split_at(1).0, "ế".as_bytes().split_at(1).1]),
        [pressed(KeyCode::Char('ế'), KeyModifiers::NONE)]
    );
}

#[test]
fn a_paste_is_one_thing_even_when_it_holds_escapes() {
    let all = inputs(&[b"\x1b[200~a\x1b[Ab", b"c\x1b[201~j"]);
    assert_eq!(all[0], Input::Event(Event::Paste("a\u{1b}[Abc".to_owned())));
    assert_eq!(all[1], pressed(KeyCode::Char('j'), KeyModifiers::NONE));
}

#[test]
fn what_a_paste_holds_over_its_bound_is_dropped_and_never_typed() {
    let over = vec![b'q'; MAX_PASTE + 9_000];
    for cut in [PASTE_START.len() + 1, MAX_PASTE, PASTE_START.len() + over.len() + 3] {
        let bytes = [PASTE_START, &over, PASTE_END, b"j"].concat();
        let all = inputs(&[&bytes[..cut], &bytes[cut..]]);
        let Input::Event(Event::Paste(text)) = &all[0] else { panic!("{:?}", all[0]) };
        assert_eq!((text.len(), &all[1..]), (MAX_PASTE, &[pressed(KeyCode::Char('j'), KeyModifiers::NONE)][..]));
    }
}

#[test]
fn the_terminals_answers_are_never_keys() {
    let answers: &[u8] =
        b"\x1b]11;rgb:ffff/f0f0/0000\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;4;22c\x1b]11;rgb:0/0/0\x07";
    let all = inputs(&[answers]);
    assert_eq!(
        all,
        [
            Input::Answer(Answer::Ground(255, 240, 0)),
            Input::Answer(Answer::Kitty),
            Input::Answer(Answer::Cell(10, 20)),
            Input::Answer(Answer::Attributes(true)),
            Input::Answer(Answer::Ground(0, 0, 0)),
        ]
    );
    // However it is cut, too.
    for cut in 1..answers.len() {
        let (a, b) = answers.split_at(cut);
        let keys = inputs(&[a, b]).into_iter().filter(|h| matches!(h, Input::Event(_)));
        assert_eq!(keys.count(), 0, "cut at {cut}");
    }
}

#[test]
fn an_endless_answer_is_dropped_to_its_end() {
    let long = vec![b'x'; 3 * MAX_STRING];
    assert_eq!(inputs(&[b"\x1b_G", &long, &long, b"\x1b\\j"]), [pressed(KeyCode::Char('j'), KeyModifiers::NONE)]);
}

#[test]
fn the_mouse_speaks_in_cells_from_zero() {
    let event =
        |kind, column, row| Input::Event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    assert_eq!(inputs(&[b"\x1b[<0;3;2M"]), [event(MouseEventKind::Down(MouseButton::Left), 2, 1)]);
    assert_eq!(inputs(&[b"\x1b[<65;1;1M"]), [event(MouseEventKind::ScrollDown, 0, 0)]);
    assert_eq!(inputs(&[b"\x1b[M \x23\x22"]), [event(MouseEventKind::Down(MouseButton::Left), 2, 1)]);
}

#[test]
fn any_bytes_are_taken_in_bounded_time_without_a_panic() {
    let mut state = 7_u64;
    let mut decoder = Decoder::default();
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let byte = u8::try_from(state >> 56).unwrap();
        let byte = if state & 0x30_0000 == 0 { 0x1b } else { byte };
        decoder.push(&[byte], |_| ());
        assert!(decoder.waiting.len() <= MAX_STRING + 8 || decoder.waiting.starts_with(PASTE_START));
    }
}
