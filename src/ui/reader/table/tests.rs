//! Tables at several widths.

use super::*;

fn set(rows: &[Vec<String>], header: bool, width: usize, sideways: bool) -> Set {
    super::set(&Table { rows: rows.to_vec(), header, ..Table::default() }, width, sideways)
}

fn rows(text: &[&[&str]]) -> Vec<Vec<String>> {
    text.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect()
}

fn text(set: &Set) -> Vec<String> {
    set.lines.iter().map(|l| format!("{}{}", " ".repeat(l.indent), l.text)).collect()
}

fn wages() -> Vec<Vec<String>> {
    rows(&[
        &["TT", "Doanh nghiệp", "Số lao động", "Lương bình quân", "Thưởng thấp nhất", "Thưởng cao nhất"],
        &["1", "Dệt Hạ Lam", "3.240", "9,8 triệu đồng", "5,1 triệu đồng", "61 triệu đồng"],
        &["2", "Gỗ Sông Lam", "415", "8,2 triệu đồng", "3 triệu đồng", "18,5 triệu đồng"],
    ])
}

#[test]
fn columns_stand_under_each_other() {
    let set = set(&rows(&[&["Vùng", "Lương"], &["I", "4.960.000"]]), true, 40, false);
    assert_eq!(text(&set), ["Vùng      Lương", "───────────────", "I     4.960.000"]);
}

#[test]
fn a_wide_column_shrinks_and_wraps() {
    let set = set(&rows(&[&["Vùng", "một hai ba bốn năm sáu bảy tám"]]), true, 20, false);
    assert_eq!(text(&set), ["Vùng  một hai ba bốn", "      năm sáu bảy", "      tám"]);
}

#[test]
fn six_columns_become_records_where_they_would_fold_to_single_words() {
    let set = set(&wages(), true, 36, false);
    assert!(set.too_wide);
    let expected = [
        "1. Dệt Hạ Lam",
        "  Số lao động: 3.240",
        "  Lương bình quân: 9,8 triệu đồng",
        "  Thưởng thấp nhất: 5,1 triệu đồng",
        "  Thưởng cao nhất: 61 triệu đồng",
        "",
    ];
    assert_eq!(text(&set)[..6], expected);
}

#[test]
fn a_table_whose_page_does_not_mark_its_heads_has_them_in_its_records_too() {
    assert_eq!(set(&wages(), false, 36, false), set(&wages(), true, 36, false));
}

#[test]
fn a_first_row_of_facts_is_a_record_like_the_others() {
    let facts = rows(&[&["Vùng I", "5.310.000 đồng", "25.500 đồng"], &["Vùng II", "4.730.000 đồng", "22.700 đồng"]]);
    assert_eq!(text(&set(&facts, false, 12, false))[0], "Vùng I");
}

#[test]
fn sideways_every_column_keeps_its_width_and_the_name_of_the_row_stays() {
    let set = set(&wages(), true, 36, true);
    let wide = set.lines[0].wide.as_ref().unwrap();
    let seen = |shift| wide.in_sight(shift, 36).map(|(c, _)| c).collect::<Vec<_>>();
    assert!(set.lines.iter().any(|l| l.text.starts_with("1. Dệt Hạ")), "{set:?}");
    assert_eq!(seen(0), [0, 1, 2]);
    assert_eq!(seen(2), [0, 3, 4]);
    assert_eq!(seen(99).last(), Some(&4));
    assert_eq!(wide.shift_to(4, 0, 36), 3);
}

#[test]
fn every_column_of_a_wide_table_can_be_brought_into_sight_whole() {
    for width in 12..120 {
        for line in set(&wages(), true, width, true).lines {
            let Some(wide) = line.wide.filter(|w| !w.widths.is_empty()) else { continue };
            for column in 0..5 {
                let shift = wide.shift_to(column, 0, width);
                let at = wide.in_sight(shift, width).find(|(c, _)| *c == column);
                assert!(at.is_some_and(|(_, x)| x + wide.widths[column] <= width), "{column} at {width}");
            }
        }
    }
}

#[test]
fn no_line_is_wider_than_its_pane() {
    let tables = [wages(), rows(&[&["Nghị định 38/2022/NĐ-CP", "x", "mức lương tối thiểu vùng"], &["a"]])];
    for (table, width) in tables.iter().flat_map(|t| (1..90).map(move |w| (t, w))) {
        let set = set(table, true, width, false);
        assert!(set.lines.iter().all(|l| l.indent + cells(&l.text) <= width), "{width} {set:?}");
    }
}

#[test]
fn figures_stand_at_the_right_edge_of_their_column() {
    let set = set(&rows(&[&["Vùng", "Giờ"], &["I", "25.500"], &["II", "9.000"], &["III", "–"]]), true, 40, false);
    assert_eq!(text(&set), ["Vùng     Giờ", "────────────", "I     25.500", "II     9.000", "III        –"]);
}

#[test]
fn rows_are_told_apart_where_cells_take_several_lines() {
    let set = set(&rows(&[&["Ca đêm", "một hai ba bốn năm sáu"], &["Ca ngày", "bảy"]]), false, 24, false);
    assert_eq!(text(&set), ["Ca đêm   một hai ba bốn", "         năm sáu", "", "Ca ngày  bảy"]);
}

#[test]
fn a_row_that_spans_the_table_takes_its_whole_width() {
    let table = rows(&[&["Vùng I", "5.310.000"], &["Nguồn: số liệu giả định", ""]]);
    assert_eq!(text(&set(&table, false, 40, false)), ["Vùng I  5.310.000", "Nguồn: số liệu", "giả định"]);
}

#[test]
fn two_rows_of_heads_are_one_label_in_a_record() {
    let heads: &[&str] = &["Vùng", "Lương tối thiểu", "Lương tối thiểu"];
    let rows = rows(&[heads, &["Vùng", "Theo tháng", "Theo giờ"], &["Vùng I", "5.310.000 đồng", "25.500 đồng"]]);
    let set = super::set(&Table { rows, header: true, heads: 2, ..Table::default() }, 24, false);
    let lines = text(&set).iter().map(|line| line.trim().to_owned()).collect::<Vec<_>>().join(" ");
    assert!(lines.contains("Lương tối thiểu – Theo giờ: 25.500 đồng"), "{lines}");
}
