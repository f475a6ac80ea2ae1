//! The newspaper's own name, and headlines without it.

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
}

impl SiteNames {
    pub(super) fn of(page: &Page<'_>, facts: &Facts) -> Self {
        let host = page.url.host();
        let host = host.trim_start_matches("www.").split('.').next().unwrap_or_default().to_owned();
        Self { name: facts.site_name().map(key).unwrap_or_default(), host }
    }

    /// Whether a text is the site's name.
    pub(super) fn is_named(&self, text: &str) -> bool {
        const LEAST: usize = 4;
        let own = key(text);
        if says_paper(text) {
            return true;
        }
        let plain = fold::base(&own);
        let alike =
            |name: &str| !name.is_empty() && (own.contains(name) && own.len() <= name.len() * 2 || name.contains(&own));
        !own.is_empty() && (alike(&self.name) || self.host.len() >= LEAST && plain == self.host)
    }
}

/// Whether a text is called a paper: "Báo Lao động", "Cổng thông tin điện tử …".
fn says_paper(text: &str) -> bool {
    const WORDS: usize = 8;
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
    for mark in [" || ", " | ", " - ", " – ", " — ", " » ", " :: ", " • ", " · "] {
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
    without_touching(title, site).unwrap_or(title).to_owned()
}

/// A title without the site's name behind a stroke that touches it: "Công nhân nghỉ Tết-Báo Ví Dụ".
fn without_touching<'t>(title: &'t str, site: &SiteNames) -> Option<&'t str> {
    const WORDS: usize = 2;
    let (first, last) = title.rsplit_once(['|', '-', '–'])?;
    let several = last.split_whitespace().count() >= WORDS && first.split_whitespace().count() >= WORDS;
    (several && site.is_named(last)).then(|| first.trim())
}
