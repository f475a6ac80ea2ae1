//! What each target asks of any bytes.

use crate::model::Timestamp;
use crate::text::telex::{Composer, Method, ToneStyle};
use crate::text::width::Ambiguous;
use crate::text::wrap::{Options, Paragraph, Penalties, wrap};
use crate::text::{date, display, encoding, find, fold, guard, legal, one_line, paragraph, telex, width};

/// The text of the input, and two numbers from its first bytes.
fn input(data: &[u8]) -> (usize, usize, String) {
    let (head, rest) = data.split_at(data.len().min(2));
    let number = |at: usize| head.get(at).copied().map_or(0, usize::from);
    (number(0), number(1), String::from_utf8_lossy(rest).into_owned())
}

/// Bytes → text → display form: bounded, stable, nothing left that acts on a terminal.
pub fn sanitise(data: &[u8]) {
    let label = (data.len() % 3 == 0).then_some("windows-1258");
    let shown = display(&encoding::decode(data, label).text);
    let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!shown.contains(acts));
    assert_eq!(display(&shown), shown);
    let (_, _, text) = input(data);
    assert!(!guard(&text).contains(acts));
    assert_eq!(one_line(&one_line(&text)), one_line(&text));
    assert_eq!(paragraph(&paragraph(&text)), paragraph(&text));
}

/// No line wider than its column, nothing lost, optimal never worse than greedy.
pub fn wrapping(data: &[u8]) {
    let (columns, flags, raw) = input(data);
    let columns = columns % 120 + 1;
    let ambiguous = if flags & 1 == 0 { Ambiguous::Narrow } else { Ambiguous::Wide };
    let penalties = if flags & 2 == 0 { Penalties::default() } else { Penalties::NONE };
    let text = if flags & 4 == 0 { paragraph(&raw) } else { raw };
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let mut costs = [0; 2];
    for greedy in [false, true] {
        let options = Options { greedy, ambiguous, penalties, ..Options::default() };
        let lines = wrap(&text, columns, &options);
        for line in &lines {
            let line = &text[line.clone()];
            assert!(width::cells_in(line, ambiguous) <= columns || width::clusters(line).count() == 1, "{line:?}");
            assert!(!line.trim().is_empty());
        }
        assert_eq!(bare(&lines.iter().map(|line| &text[line.clone()]).collect::<String>()), bare(&text));
        let inner = lines.len().saturating_sub(1);
        let slack = |line: &std::ops::Range<usize>| columns.saturating_sub(width::cells_in(&text[line.clone()], ambiguous));
        costs[usize::from(greedy)] = lines.iter().take(inner).map(|line| slack(line).pow(2)).sum();
        let paragraph = Paragraph::new(&text, &options);
        assert_eq!(paragraph.lines(&text, columns, columns, &options), lines);
        let _ = paragraph.lines(&text, columns, flags, &options);
    }
    if penalties == Penalties::NONE {
        assert!(costs[0] <= costs[1]);
    }
}

/// Keys lead back to whole clusters; tokens go forward; a search for a part never panics.
pub fn folding(data: &[u8]) {
    let (at, length, text) = input(data);
    let folded = fold::base_mapped(&text);
    for (start, c) in folded.key.char_indices() {
        let source = folded.source(&(start..start + c.len_utf8()));
        assert!(text.get(source).is_some_and(|cluster| !cluster.is_empty()));
    }
    let mut last = 0;
    for token in fold::tokens(&text).filter(|token| token.kind == fold::Kind::Word) {
        assert!(token.range.start >= last && text.get(token.range.clone()).is_some());
        last = token.range.start;
    }
    let needle: String = text.chars().skip(at).take(length % 24).collect();
    for span in find::spans(&text, &needle).into_iter().chain(find::spans_typing(&text, &needle)) {
        assert!(text.get(span).is_some_and(|hit| !hit.is_empty()));
    }
    for entity in legal::entities(&text) {
        assert!(text.get(entity.range).is_some());
    }
}

/// A date line gives a date or none, the same each time.
pub fn dates(data: &[u8]) {
    let (days, _, text) = input(data);
    let now = Timestamp(1_700_000_000 + i64::try_from(days).unwrap_or_default() * 86_400);
    assert_eq!(date::parse(&text, now), date::parse(&text, now));
    for (range, _) in date::find(&text, now) {
        assert!(text.get(range).is_some());
    }
}

/// Any keys compose to something, and backspaces end.
pub fn typing(data: &[u8]) {
    let (method, _, keys) = input(data);
    let method = Method::ALL[method % Method::ALL.len()];
    for style in [ToneStyle::Old, ToneStyle::New] {
        let typed = telex::compose(&keys, method, style);
        assert!(typed.len() <= keys.len() * 4 + 8);
        let mut composer = Composer::new(method, style);
        for key in keys.chars() {
            if !composer.key(key) {
                composer.end();
            }
        }
        let mut left = composer.text().chars().count();
        while composer.backspace() {
            let now = composer.text().chars().count();
            assert!(now < left || left == 0, "a backspace takes something away");
            left = now;
        }
    }
}
