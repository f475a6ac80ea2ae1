//! What is shown of a text, and what never is.

use super::*;

#[test]
fn clean_vietnamese_passes_the_scan() {
    for text in ["Công đoàn cơ sở – “thăm hỏi” 12 hộ…", "plain", "", "giá 5.000 ₫"] {
        assert_eq!(display(text), text);
    }
    assert_eq!(look("Công đoàn cơ sở – “thăm hỏi”…"), ByteLook::Clean);
}

#[test]
fn decomposed_letters_are_put_together() {
    assert_eq!(display("Vie\u{323}\u{302}t"), "Việt");
}

#[test]
fn escape_sequences_go_with_their_payload() {
    assert_eq!(display("\u{1b}[31mđỏ\u{1b}[0m"), "đỏ");
    assert_eq!(display("\u{1b}]0;đổi tên\u{7}tin"), "tin");
    assert_eq!(display("a\u{9b}31mb\u{1b}(Bc"), "abc");
    assert_eq!(display("\u{1b}]8;;http://a.example\u{1b}\\liên kết\u{1b}]8;;\u{1b}\\"), "liên kết");
}

#[test]
fn a_control_string_without_an_end_swallows_nothing() {
    assert_eq!(display("\u{1b}]0;đình công"), "0;đình công");
    let long = format!("\u{1b}]{}\u{7}", "x".repeat(LONGEST_ESCAPE));
    assert_eq!(display(&long).len(), LONGEST_ESCAPE);
    let fits = format!("\u{1b}]{}\u{7}", "x".repeat(LONGEST_ESCAPE - 1));
    assert_eq!(display(&fits), "");
}

#[test]
fn line_ends_become_line_feeds_and_tabs_spaces() {
    assert_eq!(display("a\r\nb\rc\u{85}d\u{2028}e\tf"), "a\nb\nc\nd\ne f");
}

#[test]
fn direction_overrides_and_joiners_are_gone() {
    assert_eq!(display("a\u{202e}b\u{200d}c\u{ad}d\u{feff}e\u{fe0f}"), "abcde");
    assert_eq!(guard("tin\u{202e}\u{1b}[2J"), "tin");
}

#[test]
fn the_guard_leaves_no_flood_of_marks_on_a_letter() {
    let flood = |marks: usize| format!("tin {}x", "a".to_owned() + &"\u{301}\u{20dd}".repeat(marks / 2));
    assert_eq!(guard(&flood(MOST_MARKS)), flood(MOST_MARKS));
    assert_eq!(guard(&flood(5_000)), flood(MOST_MARKS));
    assert_eq!(guard(&"\u{301}".repeat(100)).chars().count(), MOST_MARKS);
}

#[test]
fn a_mark_without_a_base_gets_a_circle() {
    assert_eq!(display("\u{301}a"), "\u{25cc}\u{301}a");
    assert_eq!(display("a \u{301}"), "a \u{25cc}\u{301}");
}

#[test]
fn a_tower_of_marks_is_cut_at_its_limit() {
    let tower = |n: usize| format!("x{}", "\u{334}".repeat(n));
    assert_eq!(display(&tower(MOST_MARKS)), tower(MOST_MARKS));
    assert_eq!(display(&tower(MOST_MARKS + 9)), tower(MOST_MARKS));
}

#[test]
fn compatibility_characters_and_look_alikes_stay() {
    assert_eq!(display("ﬁ Ðông ＡＢ"), "ﬁ Ðông ＡＢ");
}

#[test]
fn one_line_has_single_spaces_only() {
    assert_eq!(one_line("  Lao\u{a0}động\r\n\r\n mới \u{2003}nhất "), "Lao động mới nhất");
    assert_eq!(one_line("“a” – b"), "“a” – b");
    assert_eq!(one_line("a\u{2003}b"), "a b");
}

#[test]
fn a_paragraph_keeps_the_odd_no_break_space_but_not_a_habit() {
    assert_eq!(paragraph("đi bộ 10\u{a0}km\n mỗi ngày, đều đặn"), "đi bộ 10\u{a0}km mỗi ngày, đều đặn");
    for doubtful in ["a\u{a0}b c  d    e", "a\u{202f} b c\u{2007}d"] {
        assert_eq!(paragraph(&paragraph(doubtful)), paragraph(doubtful));
    }
    assert_eq!(paragraph("dài 1\u{2007}000 km"), "dài 1\u{2007}000 km");
    assert_eq!(paragraph("a\u{a0}b\u{a0}c\u{a0}d\u{a0}e\u{a0}f"), "a b c d e f");
}

#[test]
fn a_no_break_space_beside_a_wrong_code_page_hides_it_from_no_line() {
    assert_eq!(one_line("Ä‘á»™ng\u{a0}"), "động");
    assert_eq!(paragraph("\u{a0}Ä‘á»™ng"), "động");
}

#[test]
fn what_a_wrong_code_page_did_is_repaired_before_soft_hyphens_go() {
    assert_eq!(display("tiÒn l\u{ad}¬ng"), "tiền lương");
}
