//! Pages that stand in for the real one: a script that sets a cookie and reloads, and a meta refresh.
//!
//! Both are answered once, as any browser would. They are recognised only in small pages with hardly any text of
//! their own, so that an article which merely carries such a script is never taken for one.
//! Absent on purpose: running scripts. A cookie that must be computed cannot be given, and the host counts as blocked.

use memchr::memmem;

/// A wall is never larger than this, bytes.
pub(super) const MAX_WALL_BYTES: usize = 16 << 10;

/// A wall has at most this much text outside of scripts and tags, bytes.
const MAX_WALL_TEXT: usize = 400;

/// A refresh that waits longer than this (seconds) is a page that renews itself, not a redirect.
const MAX_REFRESH_SECONDS: u32 = 5;

/// The kind of such a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PageWall {
    /// Sets this cookie (`name=value; attributes`) by script and asks to be loaded again.
    Cookie(String),
    /// Wants a script to be run.
    Script,
    /// Sends us elsewhere after a moment.
    Refresh(String),
}

/// Looks for a wall in the bytes of an HTML answer.
pub(super) fn find(bytes: &[u8]) -> Option<PageWall> {
    if bytes.len() > MAX_WALL_BYTES {
        return None;
    }
    let page = String::from_utf8_lossy(bytes);
    let lower = page.to_ascii_lowercase();
    if let Some(target) = refresh(&page, &lower) {
        return Some(PageWall::Refresh(target));
    }
    if text_bytes(&lower) > MAX_WALL_TEXT {
        return None;
    }
    let sets = lower.find("document.cookie")?;
    let reloads = ["location.reload", "location.href", "location.replace", "location.assign", "location="];
    if !reloads.iter().any(|word| lower.replace(' ', "").contains(word)) {
        return None;
    }
    Some(literal(&page[sets + "document.cookie".len()..]).map_or(PageWall::Script, PageWall::Cookie))
}

/// The cookie line of `="D1N=…" + "; path=/";`: string literals joined with `+`. The first literal must hold name and
/// value whole, so that nothing computed is guessed.
fn literal(after: &str) -> Option<String> {
    let mut rest = after.trim_start().strip_prefix('=')?.trim_start();
    let mut line = String::new();
    loop {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        let Some(quote) = quote else {
            // Something computed: harmless once name and value are complete.
            return line.contains(';').then_some(line);
        };
        let end = rest[1..].find(quote)? + 1;
        line.push_str(&rest[1..end]);
        rest = rest[end + 1..].trim_start();
        match rest.strip_prefix('+') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    (line.contains('=') && !line.contains("${")).then_some(line)
}

fn refresh(page: &str, lower: &str) -> Option<String> {
    let head = &lower[..memmem::find(lower.as_bytes(), b"<noscript").unwrap_or(lower.len())];
    let at = head
        .find("http-equiv=\"refresh\"")
        .or_else(|| head.find("http-equiv='refresh'"))
        .or_else(|| head.find("http-equiv=refresh"))?;
    let open = head[..at].rfind('<')?;
    let close = at + page[at..].find('>')?;
    let tag = &lower[open..close];
    let content = tag.find("content=")? + "content=".len();
    let quote = tag[content..].chars().next()?;
    let value = if matches!(quote, '"' | '\'') {
        let start = open + content + 1;
        let length = page[start..close].find(quote)?;
        &page[start..start + length]
    } else {
        page[open + content..close].split_whitespace().next()?
    };
    let (delay, target) = value.split_once([';', ','])?;
    let seconds = delay.trim().split('.').next()?.parse::<u32>().ok()?;
    let target = target.trim();
    let name = target.get(..3).filter(|name| name.eq_ignore_ascii_case("url"));
    let target = name.map_or(target, |_| target[3..].trim_start().trim_start_matches('='));
    let target = target.trim().trim_matches(['"', '\'']);
    (seconds <= MAX_REFRESH_SECONDS && !target.is_empty()).then(|| target.replace("&amp;", "&"))
}

/// Bytes of text outside tags, scripts and styles; `lower` is lower case.
fn text_bytes(lower: &str) -> usize {
    let mut rest = lower;
    let mut count = 0;
    while let Some(open) = rest.find('<') {
        count += rest[..open].trim().len();
        rest = &rest[open..];
        let end = ["script", "style", "noscript", "title"]
            .into_iter()
            .find(|name| rest[1..].starts_with(name))
            .map_or(">".to_owned(), |name| format!("</{name}"));
        let Some(close) = rest[1..].find(&end) else { return count };
        rest = &rest[1 + close + 1..];
        if end != ">" {
            rest = rest.find('>').map_or("", |at| &rest[at + 1..]);
        }
    }
    count + rest.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_script_is_read_without_running_it() {
        let page = br#"<html><body><script>document.cookie="D1N=0123abcd"+"; expires=Fri, 31-Dec-37 23:55:55 GMT; path=/";window.location.reload(true);</script></body></html>"#;
        assert_eq!(
            find(page),
            Some(PageWall::Cookie("D1N=0123abcd; expires=Fri, 31-Dec-37 23:55:55 GMT; path=/".into()))
        );
    }

    #[test]
    fn a_computed_cookie_is_a_wall_that_cannot_be_answered() {
        assert_eq!(find(b"<script>document.cookie='t='+hash(7);location.reload()</script>"), Some(PageWall::Script));
        assert_eq!(find(b"<script>document.cookie=make();location.reload()</script>"), Some(PageWall::Script));
    }

    #[test]
    fn an_article_that_carries_such_a_script_is_no_wall() {
        let text = "Công nhân được nghỉ bảy ngày. ".repeat(20);
        let page = format!("<p>{text}</p><script>document.cookie='a=1';location.reload()</script>");
        assert_eq!(find(page.as_bytes()), None);
        let padded =
            format!("<script>document.cookie='a=1';location.reload()</script><!--{}-->", "x".repeat(MAX_WALL_BYTES));
        assert_eq!(find(padded.as_bytes()), None);
    }

    #[test]
    fn a_quick_meta_refresh_is_a_redirect_and_a_slow_one_is_not() {
        let go = |content: &str| find(format!("<meta http-equiv=\"refresh\" content=\"{content}\">").as_bytes());
        assert_eq!(go("0; URL='/moi?a=1&amp;b=2'"), Some(PageWall::Refresh("/moi?a=1&b=2".into())));
        assert_eq!(go("1800"), None);
        assert_eq!(go("600;url=/moi"), None);
        assert_eq!(find(b"<noscript><meta http-equiv=refresh content='0;url=/nojs'></noscript>"), None);
    }

    #[test]
    fn no_byte_soup_breaks_the_search() {
        for soup in [
            &b"<"[..],
            b"<script",
            b"document.cookie=\"",
            b"<meta http-equiv=refresh content=",
            b"\xff\xfe<\x80",
            "<é".as_bytes(),
        ] {
            let _ = find(soup);
        }
    }
}
