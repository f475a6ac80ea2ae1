//! A monkey at the keyboard: no panic, nothing drawn outside, whatever is pressed at whatever size.

use super::*;
use crate::ui::key::Code;

const KEYS: &[&str] = &[
    "j",
    "k",
    "g",
    "G",
    "ctrl-d",
    "ctrl-u",
    "space",
    "b",
    "h",
    "l",
    "tab",
    "shift-tab",
    "enter",
    "esc",
    "J",
    "K",
    "/",
    "n",
    "N",
    "r",
    "R",
    "u",
    "s",
    "y",
    "z",
    "1",
    "2",
    "3",
    "4",
    "9",
    "?",
    "&",
    ":",
    "v",
    "A",
    "U",
    "t",
    "i",
    "e",
    "f",
    "x",
    "+",
    "-",
    ">",
    "<",
    "(",
    ")",
    "w",
    "|",
    "m",
    "D",
    "backspace",
    "delete",
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "o",
    "ư",
    "đ",
    "Ế",
    "c",
    "a",
    "ctrl-w",
    "ctrl-k",
    "pageup",
    "pagedown",
    "f1",
    "alt-x",
    "p",
];
const SIZES: &[(u16, u16)] =
    &[(160, 48), (120, 36), (80, 24), (40, 12), (20, 5), (1, 1), (0, 0), (200, 3), (3, 60), (79, 2), (500, 200)];

/// A small generator of our own, so that a seed means the same for ever (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % sides
    }

    fn cell(&mut self, sides: usize) -> u16 {
        u16::try_from(self.roll(sides)).unwrap()
    }
}

fn play(seed: u64, presses: usize) {
    let mut dice = Dice(seed);
    let mut stage = Stage::new(120, 36, 300);
    for press in 0..presses {
        match dice.roll(40) {
            0 => {
                let (width, height) = SIZES[dice.roll(SIZES.len())];
                stage.resize(width, height);
            }
            1 => stage.tell(Message::Clicked(dice.cell(130), dice.cell(40))),
            2 => stage.tell(Message::Scrolled(dice.cell(130), dice.cell(40), 3)),
            3 => stage.tell(Message::Pasted("dán vào".into())),
            4 => stage.tell(Message::Ticked(Timestamp(now().0 + i64::try_from(press).unwrap()))),
            _ => {
                stage.press(KEYS[dice.roll(KEYS.len())]);
            }
        }
        if press % 7 == 0 {
            let (_, cursor) = stage.paint();
            assert!(cursor.is_none_or(|(x, y)| x < stage.size.0 && y < stage.size.1), "seed {seed} press {press}");
        }
    }
}

#[test]
fn ten_thousand_random_keys_do_no_harm() {
    for seed in [1, 2, 3, 5, 8, 13, 21, 34, 55, 89] {
        play(seed, 1_000);
    }
}

#[test]
fn every_key_works_in_every_size_and_pane() {
    for (width, height) in SIZES {
        for pane in ["", "h", "enter"] {
            let mut stage = Stage::new(*width, *height, 20);
            if !pane.is_empty() {
                stage.press(pane);
            }
            for key in KEYS {
                stage.press(key);
                let _ = stage.paint();
                stage.tell(Message::Key(Key::plain(Code::Esc)));
            }
        }
    }
}

#[test]
fn three_hundred_resizes_end_in_the_frame_of_the_last() {
    let mut stage = Stage::new(120, 36, 50);
    stage.press("enter ctrl-d");
    let before = stage.screen();
    for n in 0..300_u16 {
        stage.resize(20 + n % 180, 5 + n % 40);
    }
    stage.resize(120, 36);
    assert_eq!(stage.screen(), before);
}
