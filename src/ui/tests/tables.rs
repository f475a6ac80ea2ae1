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
    next.tell(Message::Remembered(remembered.into_iter().collect()));
    next.press("enter");
    assert!(next.shows("Doanh nghiệp") && !next.shows("61 triệu"), "{}", next.screen());
}

#[test]
fn finding_brings_the_column_of_the_spot_into_sight() {
    let mut stage = Stage::with(40, 30, vec![wide_table()], ScreenSettings::default());
    stage.press("enter").press(".").press("/").type_in("61 trieu").press("enter");
    assert!(stage.shows("61 triệu đồng"), "{}", stage.screen());
}
