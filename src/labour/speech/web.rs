//! Web and mail addresses, which are not read aloud.

use crate::labour::tokens::TokenSource;

/// Top-level domains of bare host names.
const TOP: &[&str] = &["vn", "com", "net", "org", "info", "edu", "gov", "int", "asia", "me", "io", "co"];

/// The token after the address that begins at token `at`.
pub(super) fn skip(source: TokenSource<'_>, at: usize) -> Option<usize> {
    let start = source.tokens.get(at)?.span.start;
    if at > 0
        && source.touches(at)
        && !matches!(source.mark(at - 1), Some('(' | '"' | '“' | '<' | '[' | ':' | ',' | ';'))
    {
        return None;
    }
    let run = source
        .text
        .get(start..)?
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '<' | '>' | ')' | ']'))
        .next()?;
    let run = run.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', ')']);
    if !is_address(run) {
        return None;
    }
    let end = start + run.len();
    let count = source.tokens.iter().skip(at).take_while(|token| token.span.start < end).count();
    Some(at + count)
}

fn is_address(run: &str) -> bool {
    if run.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic)) {
        return true;
    }
    if run.contains("://") || run.starts_with("www.") {
        return true;
    }
    let mail = run.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host));
    mail || is_host(run.split(['/', '?', '#']).next().unwrap_or_default())
}

/// `congdoan.vn`, `example.com.vn`: ASCII labels, a known top-level domain, not only digits.
fn is_host(run: &str) -> bool {
    let labels: Vec<&str> = run.split('.').collect();
    let plain = |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    labels.len() > 1
        && labels.iter().all(plain)
        && labels.last().is_some_and(|last| TOP.contains(&last.to_ascii_lowercase().as_str()))
        && labels.first().is_some_and(|first| first.bytes().any(|b| b.is_ascii_alphabetic()))
}
