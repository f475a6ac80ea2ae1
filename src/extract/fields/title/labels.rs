//! What stands in a headline and is no part of it: labels of genre and section, the mark of a link to itself.

use crate::extract::dom::Page;
use crate::text::fold;

/// The mark with which a heading links to itself: `<a href="#luong">¶</a>`.
pub(super) fn is_mark_of_itself(page: &Page<'_>, row: usize) -> bool {
    let here = &page.outline.rows[row];
    here.tag == "a"
        && here.attr("href").is_some_and(|href| href.starts_with('#'))
        && !page.outline.line(row).contains(char::is_alphanumeric)
}

/// Whether a row stands in a small table or a figure that shows a picture: what is set apart there is its caption.
pub(super) fn is_in_picture_table(page: &Page<'_>, row: usize) -> bool {
    const LEVELS: usize = 8;
    const CHARS: usize = 240;
    let outline = &page.outline;
    let small = |up: &usize| outline.weigh(&outline.subtree(*up)).0 <= CHARS;
    let mut frames = outline.ancestors(row).take(LEVELS).take_while(small);
    frames.any(|up| {
        matches!(outline.rows[up].tag, "table" | "figure") && !outline.select("img", &outline.subtree(up)).is_empty()
    })
}

/// Most words of a label that a class names.
pub(super) const LABEL_WORDS: usize = 4;

/// Whether a class says that an element within a headline holds a label: the section, the genre.
pub(super) fn is_label_name(names: &str) -> bool {
    names.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
        matches!(
            word.to_ascii_lowercase().as_str(),
            "label"
                | "cat"
                | "cate"
                | "category"
                | "chuyenmuc"
                | "badge"
                | "icon"
                | "icons"
                | "sticker"
                | "kicker"
                | "view"
                | "views"
                | "luotxem"
                | "count"
                | "counter"
        )
    })
}

/// Labels that systems print in front of headlines, folded.
pub(super) const LABELS: &[&str] = &[
    "video",
    "clip",
    "anh",
    "photo",
    "photos",
    "audio",
    "podcast",
    "infographic",
    "infographics",
    "emagazine",
    "e magazine",
    "e-magazine",
    "longform",
    "megastory",
    "mega story",
    "multimedia",
    "truc tiep",
    "live",
    "hot",
    "nong",
    "moi",
    "new",
    "doc quyen",
    "inforgraphic",
    "magazine",
    "quiz",
    "tin moi",
    "tin nong",
    "tin anh",
    "chum anh",
    "phong su anh",
    "phong su",
    "ky su",
    "ghi chep",
    "phong van",
    "xa luan",
];

/// What is done with an article, as links and buttons beside a headline say it; folded.
pub(super) const TOOLS: &[&str] = &[
    "sua",
    "in bai viet",
    "in trang",
    "gui email",
    "luu bai viet",
    "chinh sua",
    "edit",
    "in",
    "in bai",
    "print",
    "email",
    "pdf",
    "chia se",
    "share",
    "copy",
    "luu",
    "luu tin",
];

/// How a heading begins that names the section of a portal and no article; folded.
const SECTIONS: &[&str] = &[
    "tin tuc",
    "tin hoat dong",
    "tin cong doan",
    "hoat dong cong doan",
    "thong bao",
    "su kien",
    "chi tiet tin",
    "chi tiet bai",
    "bai viet",
    "tin noi bo",
];

/// Whether a heading names a section: a few words, one of them known.
pub(super) fn is_section(text: &str) -> bool {
    const WORDS: usize = 6;
    let folded = fold::base(text);
    text.split_whitespace().count() <= WORDS
        && SECTIONS.iter().any(|section| folded.starts_with(section))
        && text == text.to_uppercase()
}

/// Whether a script was to put the headline there: `{{ title }}`.
pub(super) fn is_placeholder(text: &str) -> bool {
    [("{{", "}}"), ("${", "}"), ("<%", "%>"), ("[[", "]]")]
        .iter()
        .any(|(open, close)| text.trim().strip_prefix(open).is_some_and(|rest| rest.ends_with(close)))
}
