//! Numbers as newspapers write them: `1.234.567`, `1,5`, `10 000`, `4.960.000`.
//!
//! Vietnamese uses dots for groups and a comma for decimals; the English convention is accepted if it is unambiguous.

use super::tokens::TokenSource;

/// The decimal separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Dot,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// The digits before the decimal separator, without grouping.
    pub(super) whole: String,
    /// The decimals and their separator.
    pub(super) decimals: Option<(Separator, String)>,
    /// Whether the digits were grouped.
    pub(super) grouped: bool,
}

impl Figure {
    /// Its value; `None` if a float cannot represent it exactly.
    pub(super) fn value(&self) -> Option<f64> {
        if self.whole.len() > 15 {
            return None;
        }
        let decimals = self.decimals.as_ref().map_or("0", |(_, digits)| digits);
        format!("{}.{decimals}", self.whole).parse().ok()
    }

    /// A whole number without grouping.
    pub(super) fn plain(&self) -> Option<u32> {
        if self.grouped || self.decimals.is_some() { None } else { self.whole.parse().ok() }
    }
}

/// The number that begins at token `at`, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(Figure, usize)> {
    let first = digits(source, at)?;
    let joined = joined(source, at, first);
    if let Some(found) = joined {
        return Some(found);
    }
    spaced_groups(source, at, first)
        .or_else(|| Some((Figure { whole: first.to_owned(), decimals: None, grouped: false }, at + 1)))
}

fn digits(source: TokenSource<'_>, at: usize) -> Option<&str> {
    source.number(at)?;
    Some(source.written(at)).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Groups and decimals after attached dots and commas.
fn joined(source: TokenSource<'_>, at: usize, first: &str) -> Option<(Figure, usize)> {
    let mut parts: Vec<(char, &str)> = Vec::new();
    let mut end = at + 1;
    while let Some(mark @ ('.' | ',')) = source.mark(end).filter(|mark| source.tight(end, *mark)) {
        let Some(part) = digits(source, end + 1) else { break };
        parts.push((mark, part));
        end += 2;
    }
    let (last_mark, last) = *parts.last()?;
    let groups = |parts: &[(char, &str)]| {
        let one_sign = parts.windows(2).all(|pair| pair.first().map(|p| p.0) == pair.last().map(|p| p.0));
        one_sign && first.len() <= 3 && !first.starts_with('0') && parts.iter().all(|(_, part)| part.len() == 3)
    };
    let whole = |parts: &[(char, &str)]| first.to_owned() + &parts.iter().map(|(_, part)| *part).collect::<String>();
    let before = parts.split_last().map(|(_, before)| before).unwrap_or_default();
    if groups(&parts) && (last_mark == '.' || parts.len() > 1 || last == "000") {
        return Some((Figure { whole: whole(&parts), decimals: None, grouped: true }, end));
    }
    let separator = if last_mark == ',' { Separator::Comma } else { Separator::Dot };
    let decimals = Some((separator, last.to_owned()));
    match before {
        [] => Some((Figure { whole: first.to_owned(), decimals, grouped: false }, end)),
        // 1.234,5 and 1,234.5
        before if groups(before) && before.iter().all(|(mark, _)| *mark != last_mark) => {
            Some((Figure { whole: whole(before), decimals, grouped: true }, end))
        }
        _ => None,
    }
}

/// `10 000`, `1 234 567`: groups separated by spaces, if unambiguous.
fn spaced_groups(source: TokenSource<'_>, at: usize, first: &str) -> Option<(Figure, usize)> {
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut whole = first.to_owned();
    let mut end = at + 1;
    while let Some(part) = digits(source, end).filter(|part| part.len() == 3 && !source.touches(end)) {
        whole.push_str(part);
        end += 1;
    }
    let count = end - at - 1;
    let hard = source.tokens.get(at).and_then(|token| source.text.get(token.span.end..)).unwrap_or_default();
    let sure = count > 1 || hard.starts_with(['\u{a0}', '\u{202f}']) || whole.ends_with("000");
    let ends = !(source.touches(end)
        && matches!(source.mark(end), Some('.' | ',' | '/' | '-'))
        && source.number(end + 1).is_some());
    (count > 0 && sure && ends).then_some((Figure { whole, decimals: None, grouped: true }, end))
}
