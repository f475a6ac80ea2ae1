//! Tables that are wider than the pane.

use super::*;
use crate::model::block::Table;

fn wide_table() -> Article {
    let head = ["TT", "Doanh nghiệp", "Số lao động", "Lương bình quân", "Thưởng thấp nhất", "Thưởng cao nhất"];
    let first = ["1", "Dệt Hạ Lam", "3.240", "9,8 triệu đồng", "5,1 triệu đồng", "61 triệu đồng"];
    let row = |cells: [&str; 6]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let mut wide = article(0);
    wide.body = vec![Block::Table(Table { rows: vec![row(head), row(first)], ..Table::default() })];
    wide
}

#[test]
fn a_table_too_wide_for_the_pane_is_read_row_by_row_or_moved_sideways() {
    let mut stage = Stage::with(40, 30, vec![wide_table()], ScreenSettings::default());
    stage.press("enter");
    assert!(stage.shows("1. Dệt Hạ Lam") && stage.shows("  Thưởng cao nhất: 61 triệu đồng"), "{}", stage.screen());
    stage.press("ctrl-right");
    assert!(stage.shows("Doanh nghiệp") && !stage.shows("61 triệu"), "{}", stage.screen());
    stage.press("ctrl-right ctrl-right ctrl-right ctrl-right");
    assert!(stage.shows("61 triệu đồng") && stage.shows("1. Dệt"), "{}", stage.screen());
    assert!(stage.shows("Bảng: cột"), "{}", stage.screen());
    stage.press("g t");
    assert!(stage.shows("Thưởng cao nhất: 61 triệu đồng"), "{}", stage.screen());
}

#[test]
fn how_wide_tables_are_read_is_remembered() {
    let mut stage = Stage::with(40, 30, vec![wide_table()], ScreenSettings::default());
    stage.press("enter").press("ctrl-right");
    let remembered = stage.asked.iter().find_map(|effect| match effect {
        Effect::Remember(name, value) if *name == "tables" => Some(((*name).to_owned(), value.clone())),
        _ => None,
    });
    let mut next = Stage::with(40, 30, vec![wide_table()], ScreenSettings::default());
    let left = ("left-at".to_owned(), "1".to_owned());
    next.tell(Message::Remembered(remembered.into_iter().chain([left]).collect()));
    next.press("enter");
    assert!(next.shows("Doanh nghiệp") && !next.shows("61 triệu"), "{}", next.screen());
}

#[test]
fn finding_brings_the_column_of_the_spot_into_sight() {
    let mut stage = Stage::with(40, 30, vec![wide_table()], ScreenSettings::default());
    stage.press("enter").press(".").press("/").type_in("61 trieu").press("enter");
    assert!(stage.shows("61 triệu đồng"), "{}", stage.screen());
}

/// Wages by region: texts, figures, a note that takes several lines.
fn wages() -> Article {
    let mut wages = article(0);
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let rows = vec![
        row(["Vùng", "Theo tháng (đồng)", "Theo giờ", "Nơi áp dụng"]),
        row(["I", "4.960.000", "23.800", "các quận, thành phố và khu công nghiệp ven sông"]),
        row(["II", "4.410.000", "21.200", "các huyện ngoại thành"]),
        row(["III", "3.860.000", "18.600", "thị xã, và những huyện có từ hai khu công nghiệp trở lên"]),
    ];
    let table = crate::model::block::Table { rows, header: true, ..crate::model::block::Table::default() };
    wages.body.insert(2, Block::Table(table));
    wages
}

#[test]
fn a_table_and_the_line_over_it_look_as_a_person_has_seen_them_at_every_size() {
    let mut all = String::new();
    for (width, height) in [(160, 48), (120, 36), (80, 24), (60, 20), (40, 12)] {
        let mut stage = Stage::with(width, height, vec![wages(), article(1)], ScreenSettings::default());
        stage.press("enter /").type_in("18.600").press("enter");
        let lines = stage.lines();
        let last = lines.iter().rposition(|line| line.contains("trở lên")).unwrap_or(lines.len() - 1);
        all.push_str(&format!("{width} × {height}\n{}\n\n", lines[..=last].join("\n")));
    }
    insta::assert_snapshot!(all);
}
