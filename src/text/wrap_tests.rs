use super::*;

fn lines<'a>(text: &'a str, width: usize, options: &Options) -> Vec<&'a str> {
    wrap(text, width, options).into_iter().map(|line| &text[line]).collect()
}

fn greedy_lines(text: &str, width: usize) -> Vec<&str> {
    lines(text, width, &Options { greedy: true, ..Options::default() })
}

fn with_words(words: &[&str]) -> Options {
    Options { lexicon: Lexicon::empty().with(words.iter().copied()), ..Options::default() }
}

#[test]
fn greedy_fills_each_line() {
    assert_eq!(greedy_lines("một hai ba bốn", 7), ["một hai", "ba bốn"]);
}

#[test]
fn nothing_gives_no_line() {
    assert!(greedy_lines("", 9).is_empty() && greedy_lines("  \u{a0} ", 9).is_empty());
}

#[test]
fn a_glued_unit_goes_to_the_next_line_whole() {
    assert_eq!(greedy_lines("lương tăng 5 triệu", 14), ["lương tăng", "5 triệu"]);
}

#[test]
fn a_glued_unit_wider_than_the_column_loses_its_glue() {
    assert_eq!(greedy_lines("số 12345678", 9), ["số", "12345678"]);
}

#[test]
fn a_no_break_space_holds_longer_than_a_rule() {
    assert_eq!(greedy_lines("ngày 5\u{a0}tháng 6", 8), ["ngày", "5\u{a0}tháng", "6"]);
    assert_eq!(greedy_lines("nghiêng\u{a0}nghiêng", 8), ["nghiêng", "nghiêng"]);
    assert_eq!(greedy_lines("\u{a0}a", 8), ["\u{a0}a"]);
    assert_eq!(greedy_lines("\u{a0}\u{a0}abc\u{2007} d", 2), ["ab", "c", "d"]);
}

#[test]
fn a_token_wider_than_the_column_is_cut_on_lines_of_its_own() {
    assert_eq!(greedy_lines("xem aaaabbbbcc nhé", 4), ["xem", "aaaa", "bbbb", "cc", "nhé"]);
    assert_eq!(greedy_lines("xem aaaabbbbc nhé", 5), ["xem", "aaaab", "bbbc", "nhé"]);
}

#[test]
fn clusters_are_never_cut() {
    assert_eq!(greedy_lines("e\u{323}\u{302}e\u{323}\u{302}", 1), ["e\u{323}\u{302}", "e\u{323}\u{302}"]);
    assert_eq!(greedy_lines("越南", 1), ["越", "南"]);
}

#[test]
fn optimal_fit_balances_what_greedy_leaves_ragged() {
    let text = "aaa bb cc ddddd";
    let plain = Options { penalties: Penalties::NONE, ..Options::default() };
    assert_eq!(greedy_lines(text, 6), ["aaa bb", "cc", "ddddd"]);
    assert_eq!(lines(text, 6, &plain), ["aaa", "bb cc", "ddddd"]);
}

#[test]
fn optimal_fit_keeps_a_word_together_where_it_costs_little() {
    let text = "thợ may về công đoàn cơ sở họp mặt";
    assert_eq!(lines(text, 16, &with_words(&[])), ["thợ may về công", "đoàn cơ sở họp", "mặt"]);
    assert_eq!(lines(text, 16, &with_words(&["công đoàn", "cơ sở"])), ["thợ may về", "công đoàn cơ sở", "họp mặt"]);
}

#[test]
fn a_word_does_not_go_across_punctuation() {
    let options = with_words(&["công đoàn"]);
    let penalty = |text: &str| Paragraph::new(text, &options).tokens[0].penalty;
    assert_eq!(penalty("Công đoàn"), 300);
    assert_eq!(penalty("“công đoàn”,"), 300);
    assert_eq!(penalty("công, đoàn"), 0);
}

#[test]
fn names_are_kept_together_and_numbers_with_what_they_count() {
    let penalties = |text: &str| {
        Paragraph::new(text, &with_words(&[])).tokens.iter().map(|token| token.penalty).collect::<Vec<_>>()
    };
    assert_eq!(penalties("bà Trần Thị Hồng Vân, Chủ"), [0, 400, 400, 400, 0, 0]);
    assert_eq!(penalties("trao 96 suất"), [0, 100, 0]);
}

#[test]
fn the_last_line_is_no_single_short_word_if_that_can_be_helped() {
    let text = "aaaa bbbb cccc dddd ee";
    let options = with_words(&[]);
    assert_eq!(lines(text, 19, &options), ["aaaa bbbb cccc", "dddd ee"]);
}

#[test]
fn the_first_line_may_have_a_width_of_its_own() {
    let text = "một hai ba bốn năm";
    let options = Options { greedy: true, ..Options::default() };
    let found: Vec<_> =
        Paragraph::new(text, &options).lines(text, 3, 11, &options).into_iter().map(|line| &text[line]).collect();
    assert_eq!(found, ["một", "hai ba bốn", "năm"]);
    let found: Vec<_> = Paragraph::new(text, &options)
        .lines(text, 7, 3, &Options::default())
        .into_iter()
        .map(|line| &text[line])
        .collect();
    assert_eq!(found, ["một hai", "ba", "bốn", "năm"]);
}

#[test]
fn a_paragraph_looked_at_once_wraps_as_one_looked_at_anew() {
    let (text, options) =
        ("Từ ngày 01/7/2024, mức lương tối thiểu vùng I tăng lên 4.960.000 đồng/tháng.", Options::default());
    let paragraph = Paragraph::new(text, &options);
    for width in 1..90 {
        assert_eq!(paragraph.lines(text, width, width, &options), wrap(text, width, &options));
    }
}

#[test]
fn a_script_without_spaces_breaks_where_its_rules_allow() {
    assert_eq!(greedy_lines("工会，工人。好", 6), ["工会，", "工人。", "好"]);
    assert_eq!(greedy_lines("越南 Việt Nam", 4), ["越南", "Việt", "Nam"]);
}

#[test]
fn a_column_wider_than_any_terminal_is_as_wide_as_the_widest() {
    let text = "a ".repeat(WIDEST);
    assert_eq!(wrap(&text, usize::MAX, &Options::default()), wrap(&text, WIDEST, &Options::default()));
    assert_eq!(greedy_lines(&text, WIDEST)[0].len(), WIDEST - 1);
}
