//! The mouse over panels: lines are chosen, the chosen one is done, keys of the foot are pressed, beside a panel it closes.

use crate::ui::tests::*;

/// Where the first cell of `text` is on the screen.
fn cell_of(stage: &Stage, text: &str) -> (u16, u16) {
    let lines = stage.lines();
    let found = lines.iter().enumerate().find_map(|(y, line)| {
        let before = line.split_once(text)?.0;
        Some((u16::try_from(crate::text::width::cells(before)).unwrap(), u16::try_from(y).unwrap()))
    });
    found.unwrap_or_else(|| panic!("{text}\n{}", lines.join("\n")))
}

fn click(stage: &mut Stage, text: &str) {
    let (x, y) = cell_of(stage, text);
    stage.tell(Message::Clicked(x, y));
}

#[test]
fn a_click_chooses_a_line_of_a_panel_and_a_second_one_does_it() {
    let mut stage = Stage::new(120, 36, 5);
    stage.press("t");
    let before = stage.ui.shell.look.theme.name.clone();
    click(&mut stage, "giấy ngả vàng");
    assert_eq!(stage.ui.shell.look.theme.name, "sepia", "from {before}");
    assert!(stage.ui.panels.is_open());
    click(&mut stage, "giấy ngả vàng");
    assert!(!stage.ui.panels.is_open());
    assert!(stage.asked.contains(&Effect::Remember("theme", "sepia".to_owned())));
}

#[test]
fn a_click_beside_a_panel_closes_it_as_escape_does() {
    let mut stage = Stage::new(120, 36, 5);
    let before = stage.ui.shell.look.theme.name.clone();
    stage.press("t j");
    stage.tell(Message::Clicked(119, 0));
    assert!(!stage.ui.panels.is_open());
    assert_eq!(stage.ui.shell.look.theme.name, before);
}

#[test]
fn the_keys_at_the_foot_of_a_panel_can_be_clicked() {
    let mut stage = Stage::new(120, 36, 5);
    stage.press("t");
    click(&mut stage, "Esc trở về");
    assert!(!stage.ui.panels.is_open(), "{}", stage.screen());
    stage.press("A");
    click(&mut stage, "Enter");
    assert!(stage.asked.iter().any(|asked| matches!(asked, Effect::MarkListRead(..))), "{:?}", stage.asked);
}

#[test]
fn a_click_on_a_line_of_the_narrowed_help_chooses_it_past_the_headings() {
    let mut stage = Stage::new(120, 36, 5);
    stage.press("?").type_in("giao diện");
    click(&mut stage, "chọn giao diện");
    if stage.shows("Phím tắt") {
        click(&mut stage, "chọn giao diện");
    }
    assert!(stage.shows("giấy ngả vàng"), "{}", stage.screen());
}

#[test]
fn a_click_on_a_link_opens_it() {
    let mut linking = article(0);
    linking.body = vec![linked("xem tại đây", "tại đây", "https://l.test/1")];
    let mut stage = Stage::with(120, 36, vec![linking], ScreenSettings::default());
    stage.press("enter f");
    click(&mut stage, "https://l.test/1");
    assert!(stage.asked.contains(&Effect::Browse("https://l.test/1".to_owned())), "{:?}", stage.asked);
}
