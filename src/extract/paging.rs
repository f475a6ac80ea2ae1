//! Articles over several pages: the address of the next one; and the articles before and after this one.

use super::dom::Page;
use super::junk;
use crate::model::CanonicalUrl;
use crate::text::fold;

/// What a link to an article's next page says, folded.
const WORDS: &[&str] =
    &["trang sau", "trang tiep", "trang tiep theo", "trang ke tiep", "doc tiep trang sau", "next page"];

/// The next page of this article: a link of the same article that says so, or a `rel=next` to its own page 2.
pub(super) fn next(page: &Page<'_>) -> Option<CanonicalUrl> {
    let whole = 0..page.outline.rows.len();
    let links = page.outline.select("a", &whole).into_iter().chain(page.outline.select("link", &whole));
    let wanted = current(page.url.as_str()) + 1;
    let mut found = None;
    for row in links {
        let here = &page.outline.rows[row];
        let Some(href) = here.attr("href") else { continue };
        let marked = here.attr("rel") == Some("next");
        let said = LinkWords::of(page, row);
        let follows = said.as_ref().is_some_and(|said| said.follows(page, row, wanted));
        if !(marked || follows || said.as_ref().is_some_and(LinkWords::say_next_page)) {
            if found.is_none() && said.is_some_and(|said| said.turns_page(page, row, wanted)) {
                found = page.join(href).filter(|url| is_page_of(page.url.as_str(), url.as_str()));
            }
            continue;
        }
        if let Some(url) = page.join(href)
            && url != *page.url
            && (same_article(page.url.as_str(), url.as_str())
                || (follows || marked) && is_numbered(page.url.as_str(), url.as_str()))
        {
            found = found.or(Some(url));
        }
    }
    found
}

/// The articles that a page names as the ones before and after it (`rel=prev`, `rel=next`), other than its own next page.
pub(super) fn neighbours(page: &Page<'_>, next: Option<&CanonicalUrl>) -> Vec<CanonicalUrl> {
    const MAX_NEIGHBOURS: usize = 4;
    let whole = 0..page.outline.rows.len();
    let links = page.outline.select("a", &whole).into_iter().chain(page.outline.select("link", &whole));
    let is_beside = |rel: &str| rel.split_whitespace().any(|rel| matches!(rel, "prev" | "next" | "previous"));
    let mut found: Vec<CanonicalUrl> = Vec::new();
    for row in links.filter(|row| page.outline.rows[*row].attr("rel").is_some_and(is_beside)) {
        if let Some(url) = page.outline.rows[row].attr("href").and_then(|href| page.join(href))
            && found.len() < MAX_NEIGHBOURS
            && url.host() == page.url.host()
            && url != *page.url
            && Some(&url) != next
            && !same_article(page.url.as_str(), url.as_str())
            && !found.contains(&url)
        {
            found.push(url);
        }
    }
    found
}

/// What a short link says.
struct LinkWords {
    /// Characters of its text.
    chars: usize,
    /// The text, folded.
    folded: String,
}

impl LinkWords {
    /// Most characters of a link that leads to a page.
    const LONGEST: usize = 24;

    /// What a link says, if it is short enough to lead to a page.
    fn of(page: &Page<'_>, row: usize) -> Option<Self> {
        let (chars, _) = page.outline.weigh(&page.outline.subtree(row));
        (1..=Self::LONGEST).contains(&chars).then(|| Self { chars, folded: fold::base(&page.outline.raw_text(row)) })
    }

    /// The words without the signs around them.
    fn bare(&self) -> &str {
        self.folded.trim_matches(|c: char| !c.is_alphanumeric())
    }

    fn say_next_page(&self) -> bool {
        WORDS.contains(&self.bare())
    }

    /// Whether the link stands in the pager of a split article and has the number after the page that is open: `2`, `Trang 2`;
    /// or says that it leads there.
    fn follows(&self, page: &Page<'_>, row: usize, wanted: usize) -> bool {
        const PAGERS: &[&str] = &[
            "post-nav-links",
            "post-pages",
            "page-links",
            "pagelinks",
            "post-pagination",
            "link-pages",
            "article-pager",
        ];
        const LEVELS: usize = 4;
        const PAGE: &[&str] = &["trang ", "page ", "phan ", "part "];
        let outline = &page.outline;
        let line = self.bare();
        let number = PAGE.iter().find_map(|page| line.strip_prefix(page)).unwrap_or(line).trim();
        if number.parse() != Ok(wanted) && !self.say_next_page() {
            return false;
        }
        let is_pager = |up: &usize| {
            let names = outline.rows[*up].names();
            PAGERS.iter().any(|pager| names.contains(pager))
        };
        outline.ancestors(row).take(LEVELS).find(is_pager).is_some()
            || outline.rows[row].class().contains("post-page-numbers")
    }

    /// Whether the link says that it leads to the page after the open one: its number in a pager that is not of comments or of
    /// other articles, or "Trang 2".
    fn turns_page(&self, page: &Page<'_>, row: usize, wanted: usize) -> bool {
        const LEVELS: usize = 4;
        const LONGEST: usize = 12;
        const PAGERS: &[&str] = &["pager", "paging", "pagination", "phantrang", "phan-trang", "page-nav", "pagenav"];
        const ON: &[&str] = &["tiep", "tiep theo", "sau", "next"];
        let outline = &page.outline;
        let line = self.bare();
        let number = line.strip_prefix("trang ").unwrap_or(line).trim();
        let numbered = number.parse() == Ok(wanted);
        if self.chars > LONGEST || !(numbered || ON.contains(&line)) {
            return false;
        }
        let names = |up: usize| outline.rows[up].names().to_ascii_lowercase();
        let in_pager =
            || outline.ancestors(row).take(LEVELS).any(|up| PAGERS.iter().any(|pager| names(up).contains(pager)));
        let of_others = |up: usize| junk::is_others_name(&names(up)) || junk::is_remark_name(&names(up));
        (numbered && number != line || in_pager()) && !outline.ancestors(row).any(of_others)
    }
}

/// Whether an address is that of the page after the one that is open: the same but for its number.
fn is_page_of(here: &str, there: &str) -> bool {
    const NAMES: &[&str] = &["page", "paged", "trang", "p", "pg", "tr"];
    let parts = |url: &str| -> Vec<String> {
        let query = url.split('#').next().unwrap_or_default().split_once('?').map_or("", |(_, query)| query).to_owned();
        query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect()
    };
    let is_page = |pair: &String| pair.split_once('=').is_some_and(|(name, _)| NAMES.contains(&name));
    let rest = |url: &str| parts(url).into_iter().filter(|pair| !is_page(pair)).collect::<Vec<_>>();
    let front = here.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').matches('/').count() < 3;
    !front && same_article(here, there) && rest(here) == rest(there) && current(there) == current(here) + 1
}

/// The number of the page that an address names; 1 without one.
fn current(url: &str) -> usize {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let from_query = query.split('&').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        matches!(name, "page" | "paged" | "trang" | "p" | "pg" | "tr").then(|| value.parse::<usize>().ok())?
    });
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let behind = || {
        let stem = last.split('.').next().unwrap_or_default();
        let (_, tail) = stem.rsplit_once('-')?;
        ["page", "trang", "p"].iter().find_map(|word| tail.strip_prefix(word))?.parse::<usize>().ok()
    };
    let from_path = || last.parse::<usize>().ok().or_else(behind);
    from_query.filter(|n| *n < 100).or_else(|| from_path().filter(|n| *n < 100)).unwrap_or(1)
}

/// Whether an address is another with a number behind it: `/bai/` and `/bai/2/`, `/bai/2/` and `/bai/3/`. That alone may be an
/// article's own number; in a pager it is its page.
fn is_numbered(here: &str, there: &str) -> bool {
    let bare = |url: &str| url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_owned();
    let (here, there) = (bare(here), bare(there));
    let number = |tail: &str| (1..=2).contains(&tail.len()) && tail.bytes().all(|byte| byte.is_ascii_digit());
    let Some((stem, tail)) = there.rsplit_once('/') else { return false };
    number(tail) && (here == stem || here.rsplit_once('/').is_some_and(|(own, page)| own == stem && number(page)))
}

/// Whether two addresses differ in a page's number only: `…/a-12.html` and `…/a-12/page-2.html`, `…?page=2`, `…-p2.html`.
fn same_article(here: &str, there: &str) -> bool {
    let stem = |url: &str| -> String {
        let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
        let cut = |path: &str| -> Option<String> {
            let (head, tail) = path.rsplit_once(['/', '-'])?;
            let number = tail
                .trim_start_matches("page")
                .trim_start_matches("trang")
                .trim_start_matches('p')
                .trim_start_matches('-');
            let numbered = !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
            let named = head.to_ascii_lowercase().ends_with(".html")
                || tail.len() > number.len()
                || head.ends_with("/page")
                || head.ends_with("/trang")
                || head.ends_with("-page")
                || head.ends_with("-trang");
            (numbered && named).then(|| {
                head.trim_end_matches("/page")
                    .trim_end_matches("/trang")
                    .trim_end_matches("-page")
                    .trim_end_matches("-trang")
                    .to_owned()
            })
        };
        cut(path).unwrap_or_else(|| path.to_owned())
    };
    let stem_there = stem(there);
    let stem_there = stem_there.strip_suffix(".html").unwrap_or(&stem_there);
    stem(here) == stem_there && here.trim_end_matches('/') != there.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_an_address_is_a_page_of_it() {
        assert!(is_numbered("https://a.vn/bai/", "https://a.vn/bai/2/"));
        assert!(is_numbered("https://a.vn/bai/2/", "https://a.vn/bai/3/"));
        assert!(!is_numbered("https://a.vn/bai/", "https://a.vn/khac/2/"));
        assert!(!is_numbered("https://a.vn/bai/", "https://a.vn/bai/2025/"));
    }

    #[test]
    fn a_pager_leads_to_the_next_page_of_the_same_article_alone() {
        let here = "https://a.vn/tin/bai-12.html?id=5";
        assert!(is_page_of(here, "https://a.vn/tin/bai-12.html?id=5&page=2"));
        assert!(is_page_of("https://a.vn/tin/bai-12.html", "https://a.vn/tin/bai-12-p2.html"));
        for other in [
            "https://a.vn/tin/bai-12.html?id=6&page=2",
            "https://a.vn/tin/bai-12.html?id=5&page=3",
            "https://a.vn/tin/bai-13.html?id=5&page=2",
            "https://a.vn/tin/bai-12.html?id=5&comment-page=2",
        ] {
            assert!(!is_page_of(here, other), "{other}");
        }
        assert!(!is_page_of("https://a.vn/?p=1", "https://a.vn/?p=2"));
    }

    #[test]
    fn a_next_page_is_of_the_same_article() {
        for (here, there) in [
            ("https://a.vn/tin/bai-viet-12.html", "https://a.vn/tin/bai-viet-12/page-2.html"),
            ("https://a.vn/tin/bai-viet", "https://a.vn/tin/bai-viet/page/2"),
            ("https://a.vn/tin/bai-viet-12.html", "https://a.vn/tin/bai-viet-12.html?page=2"),
            ("https://a.vn/tin/bai-viet-12-p2.html", "https://a.vn/tin/bai-viet-12-p3.html"),
        ] {
            assert!(same_article(here, there), "{here} {there}");
        }
        for (here, there) in [
            ("https://a.vn/tin/bai-viet-12.html", "https://a.vn/tin/bai-khac-13.html"),
            ("https://a.vn/tin/bai-12.html", "https://a.vn/tin/bai-13.html"),
        ] {
            assert!(!same_article(here, there), "{here} {there}");
        }
    }
}
