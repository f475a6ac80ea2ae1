//! Articles of a law with their clauses and points: `khoản 2 Điều 98`, `điểm a, b khoản 1 và khoản 3 Điều 35`, `các Điều 34, 35`.

use super::{is, written};
use crate::labour::tokens::TokenSource;

/// Most articles, clauses and points in one list.
const MAX_LISTED: usize = 30;

/// One of the named articles: normal form, first token, next token.
pub(super) struct NamedArticle {
    pub(super) norm: String,
    pub(super) from: usize,
    pub(super) end: usize,
}

/// A clause with its point, or either of them.
#[derive(Default)]
struct ClausePart {
    clause: Option<u32>,
    point: Option<String>,
    from: usize,
    end: usize,
}

/// All articles named by the phrase at token `at`, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(Vec<NamedArticle>, usize)> {
    let (parts, next) = parts(source, at)?;
    let bare = parts.is_empty();
    let capital = source.written(next).starts_with(['Đ', 'Ð']);
    if !is(source, next, "điều") || (bare && !capital) {
        return None;
    }
    let (number, end) = number(source, next + 1)?;
    if bare {
        return Some(several(source, at, number, end));
    }
    let mut named: Vec<NamedArticle> = parts
        .into_iter()
        .map(|ClausePart { clause, point, from, end }| {
            let clause = clause.map(|clause| format!(" khoản {clause}")).unwrap_or_default();
            let point = point.map(|point| format!(" điểm {}", point.to_lowercase())).unwrap_or_default();
            NamedArticle { norm: format!("Điều {number}{clause}{point}"), from, end }
        })
        .collect();
    named.last_mut()?.end = end;
    Some((named, end))
}

/// Clauses and points that precede their article; also returns the token of `Điều`.
fn parts(source: TokenSource<'_>, at: usize) -> Option<(Vec<ClausePart>, usize)> {
    let mut parts: Vec<ClausePart> = Vec::new();
    let mut next = at;
    while parts.len() < MAX_LISTED && (is(source, next, "điểm") || is(source, next, "khoản")) {
        next = group(source, next, &mut parts)?;
        let behind = joint(source, next).unwrap_or(next);
        next = if is(source, behind, "của") { behind + 1 } else { behind };
    }
    Some((parts, next))
}

/// `điểm a, b khoản 1, 2`: the points belong to the first clause.
fn group(source: TokenSource<'_>, at: usize, parts: &mut Vec<ClausePart>) -> Option<usize> {
    let first = parts.len();
    let mut end = at;
    if is(source, at, "điểm") {
        end = listed(
            source,
            at,
            "điểm",
            |at| {
                let point = source.word(at).filter(|word| word.chars().count() == 1)?;
                (!point.is_empty()).then(|| ClausePart { point: Some(written(source, at)), ..ClausePart::default() })
            },
            parts,
        )?;
        let comma = if source.mark(end) == Some(',') { end + 1 } else { end };
        if !is(source, comma, "khoản") {
            return Some(end);
        }
        let points = parts.len();
        end = clauses(source, comma, parts)?;
        let clause = parts.get(points)?.clause;
        let last = parts.remove(points).end;
        parts.get_mut(first..points)?.iter_mut().for_each(|part| part.clause = clause);
        parts.get_mut(points - 1)?.end = last;
        return Some(end);
    }
    clauses(source, at, parts).map(|last| last.max(end))
}

fn clauses(source: TokenSource<'_>, at: usize, parts: &mut Vec<ClausePart>) -> Option<usize> {
    let clause = |at: usize| source.number(at).filter(|(value, digits)| *digits <= 3 && *value > 0);
    listed(source, at, "khoản", |at| Some(ClausePart { clause: Some(clause(at)?.0), ..ClausePart::default() }), parts)
}

/// `khoản 1, 2 và khoản 3`: a list after `head`, which may be repeated before each item; also returns the next token.
fn listed(
    source: TokenSource<'_>,
    at: usize,
    head: &str,
    read: impl Fn(usize) -> Option<ClausePart>,
    parts: &mut Vec<ClausePart>,
) -> Option<usize> {
    parts.push(ClausePart { from: at, end: at + 2, ..read(at + 1)? });
    let mut end = at + 2;
    while parts.len() < MAX_LISTED
        && let Some(from) = joint(source, end)
    {
        let place = if is(source, from, head) { from + 1 } else { from };
        let Some(part) = read(place) else { break };
        parts.push(ClausePart { from, end: place + 1, ..part });
        end = place + 1;
    }
    Some(end)
}

/// Skips `,`, `và`, `, và`, `hoặc`, `đến`, `-`.
fn joint(source: TokenSource<'_>, at: usize) -> Option<usize> {
    let comma = matches!(source.mark(at), Some(',' | ';' | '-'));
    let next = if comma { at + 1 } else { at };
    if source.is_any(next, &["và", "hoặc", "đến"]) {
        return Some(next + 1);
    }
    comma.then_some(next)
}

/// `Điều 34, 35 và 36`, where that is unambiguous: after `các`, or before the law's name or the end of the phrase.
fn several(source: TokenSource<'_>, at: usize, first: String, end: usize) -> (Vec<NamedArticle>, usize) {
    let alone = |norm: String| vec![NamedArticle { norm: format!("Điều {norm}"), from: at, end }];
    let mut named = alone(first.clone());
    let mut last = end;
    while named.len() < MAX_LISTED
        && let Some(from) = joint(source, last).filter(|_| source.mark(last) != Some('-'))
        && let Some((number, next)) = number(source, from)
    {
        named.push(NamedArticle { norm: format!("Điều {number}"), from, end: next });
        last = next;
    }
    let told = source.follows(at, &["các", "những"])
        || source.word(last).is_none() && source.number(last).is_none()
        || source.is_any(last, &["của", "bộ", "luật", "nghị", "thông", "hiến", "pháp", "này", "blld", "bllđ"]);
    if named.len() > 1 && !told { (alone(first), end) } else { (named, last) }
}

/// `35`, `12a`; not the beginning of a longer number.
fn number(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (value, _) = source.number(at).filter(|(value, digits)| *digits <= 3 && *value > 0)?;
    let letter = source.word(at + 1).filter(|word| source.touches(at + 1) && word.chars().count() == 1);
    if letter.is_none() && source.touches(at + 1) {
        let longer = source.word(at + 1).is_some()
            || (matches!(source.mark(at + 1), Some('.' | ',' | '/' | '-'))
                && source.touches(at + 2)
                && source.number(at + 2).is_some())
            || source.mark(at + 1) == Some('%');
        if longer {
            return None;
        }
    }
    match letter {
        Some(_) => Some((format!("{value}{}", written(source, at + 1).to_lowercase()), at + 2)),
        None => Some((value.to_string(), at + 1)),
    }
}
