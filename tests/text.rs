//! Properties of all text: random letters, marks, controls, wide characters, mojibake.

use loaphuong::text::width::{self, Ambiguous};
use loaphuong::text::wrap::{self, Options, Penalties};
use loaphuong::text::{display, encoding, find, fold, guard, is_display, one_line, paragraph};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Pieces of text that have caused trouble, and ordinary ones.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "công",
        "đoàn",
        "Nguyễn",
        "Việt",
        "lương",
        "12",
        "1.200",
        "tỷ",
        "đồng",
        "-",
        "–",
        "“",
        "”",
        "…",
        ",",
        "(",
        ")",
        "%",
        "quý",
        "III",
        "38/2022/NĐ-CP",
        "TP.",
        "https://a.example/b",
        " ",
        "  ",
        "\n",
        "\t",
        "\r\n",
        "\u{a0}",
        "\u{202f}",
        "\u{2007}",
        "e\u{323}\u{302}",
        "o\u{31b}\u{301}",
        "\u{301}",
        "\u{334}",
        "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\u{ad}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "\u{202e}",
        "\u{1b}[31m",
        "\u{1b}]0;x\u{7}",
        "\u{1b}",
        "\u{9b}1m",
        "\u{9d}",
        "\u{85}",
        "\u{2028}",
        "\u{0}",
        "越",
        "南",
        "。",
        "ｗ",
        "😀",
        "👨\u{200d}👩",
        "👍\u{1f3fd}",
        "☎\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "🇻🇳",
        "ไทย",
        "각",
        "Ä‘á»™ng",
        "Ã´",
        "C«ng",
        "®oµn",
        "ñoaøn",
        "l\u{ad}¬ng",
        "&ocirc;",
        "&#7897;",
        "&amp;",
        "ﬁ",
        "Ð",
        "ß",
        "İ",
        "ǆ",
        "\u{345}",
        "\u{fdfa}",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "[a-zà-ỹ]{1,12}"]
}

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), prop::bool::weighted(0.5)), 0..40).prop_map(|pieces| {
        pieces.into_iter().map(|(text, space)| if space { format!("{text} ") } else { text }).collect()
    })
}

fn any_options() -> impl Strategy<Value = Options> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(greedy, wide, plain)| Options {
        greedy,
        ambiguous: if wide { Ambiguous::Wide } else { Ambiguous::Narrow },
        penalties: if plain { Penalties::NONE } else { Penalties::default() },
        ..Options::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn display_form_is_its_own_display_form(raw in any_text()) {
        let once = display(&raw);
        prop_assert_eq!(&display(&once), &once);
        prop_assert!(is_display(&once));
        prop_assert_eq!(one_line(&once), one_line(&raw));
        prop_assert_eq!(paragraph(&paragraph(&raw)), paragraph(&raw));
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_gets_through(raw in any_text()) {
        let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        prop_assert!(!display(&raw).contains(acts));
        prop_assert!(!guard(&raw).contains(acts));
        prop_assert!(!one_line(&raw).contains(|c: char| acts(c) || c == '\n'));
    }

    #[test]
    fn no_line_is_wider_than_its_column(raw in any_text(), columns in 1usize..60, options in any_options()) {
        for text in [paragraph(&raw), raw] {
            for line in wrap::wrap(&text, columns, &options) {
                let line = &text[line];
                let one_cluster = width::clusters(line).count() == 1;
                prop_assert!(width::cells_in(line, options.ambiguous) <= columns || one_cluster, "{line:?}");
                prop_assert!(!line.is_empty() && !line.starts_with(' ') && !line.ends_with(' '));
            }
        }
    }

    #[test]
    fn lines_keep_every_sign_but_spaces_in_order(raw in any_text(), columns in 1usize..60, options in any_options()) {
        let text = paragraph(&raw);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let joined: String = wrap::wrap(&text, columns, &options).into_iter().map(|line| &text[line]).collect();
        prop_assert_eq!(bare(&joined), bare(&text));
    }

    #[test]
    fn wrapping_what_was_wrapped_changes_nothing(raw in any_text(), columns in 1usize..60, options in any_options()) {
        // The pieces of a cut token would be joined by a space, so only texts whose words fit are tested.
        let text = one_line(&raw);
        let longest = text.split_whitespace().map(|token| width::cells_in(token, options.ambiguous)).max();
        let columns = columns.max(longest.unwrap_or_default());
        let lines = |text: &str| -> Vec<String> {
            wrap::wrap(text, columns, &options).into_iter().map(|line| text[line].to_owned()).collect()
        };
        let once = lines(&text);
        prop_assert_eq!(lines(&once.join(" ")), once);
    }

    #[test]
    fn optimal_fit_never_costs_more_than_greedy(raw in any_text(), columns in 1usize..60) {
        let text = paragraph(&raw);
        let cost = |greedy: bool| -> usize {
            let options = Options { greedy, penalties: Penalties::NONE, ..Options::default() };
            let lines = wrap::wrap(&text, columns, &options);
            let inner = lines.len().saturating_sub(1);
            lines.iter().take(inner).map(|line| columns.saturating_sub(width::cells(&text[line.clone()])).pow(2)).sum()
        };
        prop_assert!(cost(false) <= cost(true));
    }

    #[test]
    fn optimal_fit_costs_the_least_that_any_choice_of_lines_does(
        words in prop::collection::vec("[a-zàếộư]{1,9}", 1..13), columns in 9usize..30,
    ) {
        let text = words.join(" ");
        let options = Options { penalties: Penalties::NONE, ..Options::default() };
        let widths: Vec<usize> = wrap::wrap(&text, columns, &options).iter().map(|l| width::cells(&text[l.clone()])).collect();
        let cost = |widths: &[usize]| widths.iter().rev().skip(1).map(|w| (columns - w).pow(2)).sum::<usize>();
        // Every way to break: one bit per space.
        let every = (0..1u32 << (words.len() - 1)).filter_map(|breaks| {
            let mut lines = vec![0usize];
            for (at, word) in words.iter().enumerate() {
                if at > 0 && breaks >> (at - 1) & 1 == 1 {
                    lines.push(0);
                }
                let line = lines.last_mut()?;
                *line += width::cells(word) + usize::from(*line > 0);
            }
            lines.iter().all(|line| *line <= columns).then(|| cost(&lines))
        });
        prop_assert_eq!(Some(cost(&widths)), every.min());
    }

    #[test]
    fn keys_do_not_depend_on_how_letters_are_composed(raw in any_text()) {
        let composed: String = raw.nfc().collect();
        let decomposed: String = raw.nfd().collect();
        prop_assert_eq!(fold::base(&composed), fold::base(&decomposed));
        // A mark that Vietnamese does not use may separate a letter from its own mark in the key; then the keys are
        // only canonically equal.
        let (one, other) = (fold::letters(&composed), fold::letters(&decomposed));
        prop_assert_eq!(one.nfc().collect::<String>(), other.nfc().collect::<String>());
    }

    #[test]
    fn a_key_is_the_same_with_and_without_the_way_back(raw in any_text()) {
        prop_assert_eq!(fold::base(&raw), fold::base_mapped(&raw).key);
    }

    #[test]
    fn a_key_leads_back_to_clusters_of_the_source(raw in any_text()) {
        let folded = fold::base_mapped(&raw);
        let starts: Vec<usize> = width::clusters(&raw).map(|(at, _)| at).chain([raw.len()]).collect();
        for (at, c) in folded.key.char_indices() {
            let source = folded.source(&(at..at + c.len_utf8()));
            prop_assert!(source.start < source.end);
            prop_assert!(starts.contains(&source.start) && starts.contains(&source.end), "{source:?} of {raw:?}");
        }
    }

    #[test]
    fn tokens_go_forward_and_are_found_again(raw in any_text()) {
        let text = paragraph(&raw);
        let mut last = 0;
        for token in fold::tokens(&text).filter(|token| token.kind == fold::FoldKind::Word) {
            prop_assert!(token.range.start >= last && token.range.end > token.range.start);
            last = token.range.start;
            // ﷺ or ¼ is several words in one cluster, the last of which may continue after it.
            if !token.base.is_empty() && text.nfkc().eq(text.nfc()) {
                prop_assert!(!find::spans(&text, &text[token.range.clone()]).is_empty(), "{:?}", &text[token.range]);
            }
        }
    }

    #[test]
    fn any_bytes_are_some_text(bytes in prop::collection::vec(any::<u8>(), 0..400), label in prop::option::of("[a-z0-9-]{0,12}")) {
        let found = encoding::decode(&bytes, label.as_deref());
        let escape = char::from(27);
        prop_assert!(!display(&found.text).contains(escape));
    }

    #[test]
    fn padding_gives_exactly_the_width_that_was_asked_for(raw in any_text(), columns in 0usize..40, wide in any::<bool>()) {
        let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
        let text = one_line(&raw);
        prop_assert_eq!(width::cells_in(&width::pad(&text, columns, ambiguous), ambiguous), columns);
        prop_assert_eq!(width::cells_in(&width::pad_left(&text, columns, ambiguous), ambiguous), columns);
    }
}
