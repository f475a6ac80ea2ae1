//! Pages that answer 200 and hold no article: cookie scripts, captchas, error pages.

use super::dom::Page;
use crate::model::Draft;
use crate::text::fold;

/// Longest visible text of a wall, in characters.
const WALL_CHARS: usize = 900;

/// Characters of shown text beside which what `noscript` says is for those who run no scripts, and no wall.
const SHOWN_BESIDE: usize = 200;

/// What scripts and texts of walls contain, with what to call it.
const WALLS: &[(&str, &str)] = &[
    ("document.cookie", "a cookie script"),
    ("cf-chl", "a check of the browser"),
    ("challenge-platform", "a check of the browser"),
    ("g-recaptcha", "a captcha"),
    ("hcaptcha", "a captcha"),
    ("captcha", "a captcha"),
];

/// Sentences of walls, folded.
const SENTENCES: &[&str] = &[
    "just a moment",
    "checking your browser",
    "verify you are human",
    "access denied",
    "attention required",
    "dang kiem tra trinh duyet",
    "xac minh ban la con nguoi",
    "ban khong phai la robot",
    "ban khong phai robot",
    "toi khong phai la nguoi may",
    "are you a robot",
    "nhap ma xac nhan de tiep tuc",
    "nhap ma kiem tra de tiep tuc",
    "kiem tra bao mat truoc khi truy cap",
    "performing security verification",
    "enable javascript and cookies",
    "truy cap bat thuong",
    "luu luong bat thuong",
    "unusual traffic",
    "nhap ma captcha",
    "nhap captcha",
    "xac nhan ban la nguoi",
    "xac thuc ban la nguoi",
    "dang xac minh trinh duyet",
    "vui long bat javascript",
    "too many requests",
    "ban da truy cap qua nhieu",
    "request unsuccessful",
];

/// Beginnings of the titles of error pages, folded.
const ERRORS: &[&str] = &[
    "404",
    "khong tim thay",
    "page not found",
    "trang khong ton tai",
    "bai viet khong ton tai",
    "loi 404",
    "not found",
    "error 404",
    "403",
    "500",
    "thong bao loi",
    "trang ban tim khong ton tai",
    "bai viet da bi xoa",
    "khong ton tai",
];

/// Whether a page is called what sites call the page for addresses that they do not have.
pub fn is_name_of_no_page(name: &str) -> bool {
    let name = fold::base(name);
    ERRORS.iter().any(|start| !matches!(*start, "403" | "500" | "thong bao loi") && name.starts_with(start))
}

/// Whether the page is a wall, and of what kind.
pub(super) fn blocked(page: &Page<'_>) -> Option<&'static str> {
    let whole = 0..page.outline.rows.len();
    let (chars, _) = page.outline.weigh(&whole);
    if chars > WALL_CHARS {
        return None;
    }
    let mut text = String::new();
    let mut reloads = false;
    let mut found = None;
    for row in &page.outline.rows {
        if found.is_none()
            && ["src", "class", "data-sitekey", "action"].iter().any(|name| asks_for_proof(row.attr(name)))
        {
            found = Some("a captcha");
        }
        let Some(piece) = row.text() else { continue };
        if page.outline.rows[row.parent].tag == "script" {
            reloads |= piece.contains("location.reload")
                || piece.contains("location.href")
                || piece.contains("location=")
                || piece.contains("location.replace");
            found = found.or_else(|| WALLS.iter().find(|(mark, _)| piece.contains(mark)).map(|(_, name)| *name));
        } else if page.outline.rows[row.parent].tag != "noscript" || chars < SHOWN_BESIDE {
            text.push_str(piece);
            text.push(' ');
        }
    }
    let folded = fold::base(&text);
    let told = || chars > SHOWN_BESIDE / 2 && is_told_as_article(page);
    if SENTENCES.iter().any(|sentence| folded.contains(sentence)) && !told() {
        return Some("a check of the browser");
    }
    match found {
        Some("a cookie script") if !(reloads && chars < 60) => None,
        other if chars < 300 => other,
        _ => None,
    }
}

/// Whether the head says that the page is an article, or when it was published: no check of a visitor does. A short article may
/// tell of a captcha, or say that its chart needs scripts.
fn is_told_as_article(page: &Page<'_>) -> bool {
    page.outline.rows.iter().filter(|row| row.tag == "meta").any(|row| {
        let name = row.attr("property").or_else(|| row.attr("name")).unwrap_or_default();
        name == "article:published_time" || name == "og:type" && row.attr("content") == Some("article")
    })
}

/// Whether an attribute belongs to a check of the visitor: its script, its box, its picture.
fn asks_for_proof(value: Option<&str>) -> bool {
    const MARKS: &[&str] = &[
        "captcha",
        "challenge-platform",
        "cf-turnstile",
        "/turnstile/",
        "_incapsula_resource",
        "/sucuri",
        "ddos-guard",
        "datadome",
    ];
    value.is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        MARKS.iter().any(|mark| value.contains(mark))
    })
}

/// Why a page is no article, if it is none.
pub(super) fn no_article(page: &Page<'_>, draft: &Draft, chars: usize) -> Option<&'static str> {
    let title = fold::base(draft.title.as_deref().unwrap_or_default());
    if ERRORS.iter().any(|start| title.starts_with(start)) && chars < 600 {
        return Some("an error page");
    }
    let (all, linked) = page.outline.weigh(&(0..page.outline.rows.len()));
    if chars < 150 && linked > 800 && linked * 2 > all {
        return Some("a page of links");
    }
    None
}
