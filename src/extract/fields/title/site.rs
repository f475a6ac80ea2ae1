//! The newspaper's own name, and headlines without it.

use super::headings_of;
use crate::extract::dom::Page;
use crate::extract::metadata::Facts;
use crate::extract::tidy::key;
use crate::text::fold;

/// What the newspaper is called.
pub(super) struct SiteNames {
    /// Its name as a key.
    name: String,
    /// Its host without `www.` and endings, and its name without marks, which are often the same.
    host: String,
    /// The whole host.
    domain: String,
}

impl SiteNames {
    pub(super) fn of(page: &Page<'_>, facts: &Facts) -> Self {
        let domain = page.url.host().trim_start_matches("www.").to_ascii_lowercase();
        let host = domain.split('.').next().unwrap_or_default().to_owned();
        Self { name: facts.site_name().map(key).unwrap_or_default(), host, domain }
    }

    /// Whether a text is the site's name.
    pub(super) fn is_named(&self, text: &str) -> bool {
        const LEAST: usize = 4;
        let own = key(text);
        let bare = text.trim().to_ascii_lowercase();
        if says_paper(text) || !self.domain.is_empty() && bare.trim_start_matches("www.") == self.domain {
            return true;
        }
        let plain = fold::base(&own);
        let alike =
            |name: &str| !name.is_empty() && (own.contains(name) && own.len() <= name.len() * 2 || name.contains(&own));
        !own.is_empty() && (alike(&self.name) || self.host.len() >= LEAST && plain == self.host)
    }
}

/// Words that begin the name of a paper, a portal or a station.
const PAPERS: &[&str] = &[
    "Báo ",
    "BÁO ",
    "Tạp chí ",
    "TẠP CHÍ ",
    "Cổng thông tin ",
    "CỔNG THÔNG TIN ",
    "Trang thông tin ",
    "TRANG THÔNG TIN ",
    "Cổng TTĐT ",
    "Trang TTĐT ",
    "Đài Phát thanh ",
    "Đài PTTH ",
];

/// Whether a text is called a paper: "Báo Lao động", "Cổng thông tin điện tử …".
fn says_paper(text: &str) -> bool {
    const WORDS: usize = 8;
    let words = text.split_whitespace().count();
    let named = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let is_portal = text.contains("hông tin") || text.contains("HÔNG TIN") || text.contains("TTĐT");
    PAPERS.iter().any(|paper| text.starts_with(paper))
        && words <= if is_portal { WORDS * 2 } else { WORDS }
        && (is_portal || text.split_whitespace().filter(|word| named(word)).count() * 2 > words)
}

/// A head's title without the site's name, behind or in front.
pub(super) fn without_site(title: &str, site: &SiteNames) -> String {
    let once = without_name(title, site);
    // Some systems write it twice.
    if once.len() < title.len() { without_name(&once, site) } else { once }
}

fn without_name(title: &str, site: &SiteNames) -> String {
    if let Some((first, rest)) = title.split_once(": ")
        && site.is_named(first)
        && !site.is_named(rest)
    {
        return rest.trim().to_owned();
    }
    // "Headline | Section | Paper": what stands before the first stroke.
    if let Some((first, rest)) = title.split_once(" | ")
        && rest.contains(" | ")
        && first.split(' ').count() >= 4
        && !site.is_named(first)
    {
        return first.trim().to_owned();
    }
    for mark in [" || ", " | ", " - ", " – ", " — ", " » ", " :: ", " • ", " · ", " / ", " > ", " « ", " ~ "] {
        if let Some((first, rest)) = title.split_once(mark)
            && site.is_named(first)
            && !site.is_named(rest)
        {
            return rest.trim().to_owned();
        }
        if let Some((first, last)) = title.rsplit_once(mark)
            && (site.is_named(last) || !site.is_named(first) && matches!(mark, " | " | " » " | " :: "))
        {
            return first.trim().to_owned();
        }
    }
    if let Some(headline) = before_name(title, site) {
        return headline.to_owned();
    }
    without_touching(title, site).unwrap_or(title).to_owned()
}

/// What stands before the site's name where its motto follows: "Công nhân nghỉ Tết - Báo Ví Dụ - Tiếng nói của thợ".
fn before_name<'t>(title: &'t str, site: &SiteNames) -> Option<&'t str> {
    const WORDS: usize = 3;
    [" | ", " - ", " – ", " — "].iter().find_map(|mark| {
        let names = |(at, _): &(usize, &str)| {
            let rest = &title[at + mark.len()..];
            rest.split_once(mark).is_some_and(|(name, _)| site.is_named(name))
        };
        let (at, _) = title.match_indices(mark).find(names)?;
        let headline = title[..at].trim();
        (headline.split_whitespace().count() >= WORDS && !site.is_named(headline)).then_some(headline)
    })
}

/// A title without the site's name behind a stroke that touches it: "Công nhân nghỉ Tết-Báo Ví Dụ".
fn without_touching<'t>(title: &'t str, site: &SiteNames) -> Option<&'t str> {
    const WORDS: usize = 2;
    let (first, last) = title.rsplit_once(['|', '-', '–'])?;
    let several = last.split_whitespace().count() >= WORDS && first.split_whitespace().count() >= WORDS;
    (several && site.is_named(last)).then(|| first.trim())
}

/// A title from which the site's name was taken, without the section before that name, which a link of the page is called:
/// "Công nhân nghỉ Tết - Công đoàn - Báo Ví Dụ".
pub(super) fn without_section(page: &Page<'_>, title: String, whole: &str) -> String {
    const WORDS: usize = 4;
    let parted = [" | ", " - ", " – ", " — "].iter().find_map(|mark| title.rsplit_once(mark));
    let Some((headline, last)) = parted.filter(|_| title.len() < whole.len()) else { return title };
    let short = last.split_whitespace().count() <= WORDS && headline.split_whitespace().count() >= WORDS;
    let section = key(last);
    let outline = &page.outline;
    let is_section = |link: &usize| key(&outline.line(*link)) == section && is_of_another_page(page, *link);
    if short && !section.is_empty() && outline.select("a", &(0..outline.rows.len())).iter().any(is_section) {
        return headline.trim().to_owned();
    }
    title
}

/// A printed headline without the name that the site gives itself, behind a stroke.
pub(super) fn without_own_name(text: &str, name: &str) -> Option<String> {
    const WORDS: usize = 3;
    let (headline, last) = [" - ", " – ", " | "].iter().find_map(|mark| text.rsplit_once(mark))?;
    (key(last) == key(name) && headline.split(' ').count() >= WORDS).then(|| headline.trim().to_owned())
}

/// The heading that is all of the head's title but the site's name, where every `h1` is that name and leads to another page.
pub(super) fn under_site_name(
    page: &Page<'_>,
    names: &[(usize, String)],
    said: &[String],
    limit: usize,
) -> Option<(usize, String)> {
    let is_name = |(row, _): &(usize, String)| is_of_another_page(page, *row);
    if names.is_empty() || !names.iter().all(is_name) {
        return None;
    }
    let without = |said: &String| {
        let rest = |name: &String| said.strip_prefix(name.as_str()).or_else(|| said.strip_suffix(name.as_str()));
        names
            .iter()
            .map(|(_, name)| key(name))
            .filter(|name| !name.is_empty())
            .find_map(|name| rest(&name).map(str::to_owned))
    };
    let rests: Vec<String> = said.iter().filter_map(without).filter(|rest| !rest.is_empty()).collect();
    let headings = headings_of(page, &["h2", "h3"], limit);
    headings.into_iter().find(|(_, text)| rests.contains(&key(text)))
}

/// Whether all of a heading is a link to another page: the name of the site.
pub(super) fn is_of_another_page(page: &Page<'_>, row: usize) -> bool {
    let outline = &page.outline;
    let links = outline.select("a", &outline.subtree(row));
    let whole = links.iter().find(|link| outline.line(**link) == outline.line(row));
    let target = whole.and_then(|link| outline.rows[*link].attr("href")).and_then(|href| page.join(href));
    target.is_some_and(|target| target.key() != page.url.key())
}
