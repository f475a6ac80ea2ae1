//! How a piece looks: what its element, style and class names say of alignment, emphasis, shading, captions.
//!
//! Deliberately absent: what the look means; that is `tidy`.

use super::{begins_letter, count, rich};
use crate::extract::dom::{Page, PageRow, is_link, tally};
use crate::model::{Mark, MarkKind, Rich};

/// How a piece looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent observation")]
pub(in crate::extract) struct PieceLook {
    /// Where the text is aligned.
    pub(in crate::extract) align: Align,
    /// All of it is bold.
    pub(in crate::extract) strong: bool,
    /// All of it is italic.
    pub(in crate::extract) emphasis: bool,
    /// Characters within links.
    pub(in crate::extract) linked: usize,
    /// Characters.
    pub(in crate::extract) chars: usize,
    /// Words of a paragraph, heading or quote.
    pub(in crate::extract) words: usize,
    /// The markup says it is a caption (`figcaption`, a class).
    pub(in crate::extract) caption: bool,
    /// Row of the figure or picture table around it.
    pub(in crate::extract) figure: Option<usize>,
    /// A class says that it is the sapo.
    pub(in crate::extract) sapo: bool,
    /// A class says that it names who wrote or entered the article.
    pub(in crate::extract) byline: bool,
    /// It stands in a quotation box.
    pub(in crate::extract) quoted: bool,
    /// It is a picture beside which the text runs.
    pub(in crate::extract) floated: bool,
    /// It ends at a `<br>`, or begins after one: part of a paragraph element.
    pub(in crate::extract) broken: bool,
}

/// Where a text is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::extract) enum Align {
    /// Left or justified.
    #[default]
    Plain,
    /// In the middle.
    Centre,
    /// At the right edge, where bylines stand.
    Right,
}

/// The mark that an inline element puts on its text.
pub(super) fn mark_of(row: &PageRow<'_>) -> Option<MarkKind> {
    match row.tag {
        "b" | "strong" => Some(MarkKind::Strong),
        "i" | "em" | "cite" => Some(MarkKind::Emphasis),
        // Made absolute when it is known that the block stays.
        "a" if is_link(row) => Some(MarkKind::Link { href: row.attr("href").unwrap_or_default().to_owned() }),
        "span" | "font" => {
            let style = row.attr("style")?;
            if is_bold(row) {
                Some(MarkKind::Strong)
            } else {
                (style.contains("font-style:italic") || style.contains("font-style: italic"))
                    .then_some(MarkKind::Emphasis)
            }
        }
        _ => None,
    }
}

/// Whether the style of an element makes it bold.
pub(in crate::extract) fn is_bold(row: &PageRow<'_>) -> bool {
    row.attr("style").and_then(|style| style.split_once("font-weight")).is_some_and(|(_, after)| {
        let weight = after.trim_start_matches([':', ' ']);
        ["bold", "600", "700", "800", "900"].iter().any(|bold| weight.starts_with(bold))
    })
}

/// Whether the text runs beside a picture.
pub(super) fn is_floated(row: &PageRow<'_>) -> bool {
    row.attr("align").is_some_and(|side| matches!(side.trim(), "left" | "right"))
        || row.attr("style").is_some_and(|style| {
            style.contains("float:") && !style.contains("float:none") && !style.contains("float: none")
        })
        || row.class().split_ascii_whitespace().any(|name| {
            matches!(
                name,
                "alignleft"
                    | "alignright"
                    | "float-left"
                    | "float-right"
                    | "pull-left"
                    | "pull-right"
                    | "float-start"
                    | "float-end"
            )
        })
}

/// Whether a row or a cell has a ground of its own, as heads of tables have.
pub(super) fn is_shaded(row: &PageRow<'_>) -> bool {
    let is_white = |colour: &str| {
        let colour = colour.trim().to_ascii_lowercase();
        ["#fff", "white", "transparent", "none", "inherit", "initial", "rgb(255, 255, 255)", "rgb(255,255,255)"]
            .iter()
            .any(|white| colour.starts_with(white) && !colour.starts_with("#fff0"))
    };
    let ground = |style: &str| {
        let (_, after) = style.split_once("background")?;
        let (_, value) = after.split_once(':')?;
        Some(value.split(';').next().unwrap_or_default().to_owned())
    };
    row.attr("bgcolor").is_some_and(|colour| !is_white(colour))
        || row.attr("style").and_then(ground).is_some_and(|colour| !is_white(&colour))
}

/// Words of class names that say picture, and those that say what is told of it.
const PICTURES: &[&str] = &["photo", "image", "img", "picture", "pic", "anh", "hinh", "figure", "media"];
const TOLD: &[&str] = &["desc", "des", "description", "note", "legend", "chuthich", "ghichu", "cap", "caption"];

/// Whether a class name is of two words, one of a picture and one of what is told of it: `desc-photo`, `Image_note__Zt31b`,
/// `img_chu_thich`.
fn tells_of_picture(lower: &str) -> bool {
    let words = || lower.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).take(2);
    let has = |known: &[&str]| words().any(|word| known.contains(&word));
    has(PICTURES) && (has(TOLD) || ["chu_thich", "chu-thich"].iter().any(|told| lower.contains(told)))
}

/// Whether a class says that a text is a caption.
pub(super) fn is_caption_name(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let lower = name.to_ascii_lowercase();
        matches!(
            lower.as_str(),
            "caption" | "pcaption" | "image" | "ck_legend" | "chuthich" | "chu-thich" | "imgcaption"
        ) || lower.ends_with("-caption-text")
            || lower.ends_with("_caption")
            || lower.ends_with("-caption") && lower != "wp-caption"
            || lower.contains("photocms_caption")
            || matches!(lower.as_str(), "legend" | "imagedesc")
            || tells_of_picture(&lower)
    })
}

pub(super) fn align_of(row: &PageRow<'_>) -> Align {
    if row.tag == "center" {
        return Align::Centre;
    }
    let by_name = |value: &str| match value.trim() {
        v if v.eq_ignore_ascii_case("right") || v.eq_ignore_ascii_case("end") => Some(Align::Right),
        v if v.eq_ignore_ascii_case("center") => Some(Align::Centre),
        _ => None,
    };
    if let Some(align) = row.attr("align").and_then(by_name) {
        return align;
    }
    if let Some((_, after)) = row.attr("style").and_then(|style| style.split_once("text-align"))
        && let Some(align) = by_name(after.trim_start_matches([':', ' ']).split([';', '!']).next().unwrap_or_default())
    {
        return align;
    }
    for name in row.class().split_ascii_whitespace() {
        if name.ends_with("text-right") || name.ends_with("align-right") || name == "text-end" {
            return Align::Right;
        }
        if name.ends_with("text-center") || name.ends_with("align-center") {
            return Align::Centre;
        }
    }
    Align::Plain
}

/// Whether a table with a picture is more than it and its caption: a link to an article, or a sentence in the cell beside it.
pub(super) fn is_no_figure(page: &Page<'_>, table: usize) -> bool {
    leads_to_article(page, table) || runs_beside(page, table)
}

/// Whether a table is one row of two cells, a picture and a sentence.
fn runs_beside(page: &Page<'_>, table: usize) -> bool {
    const WORDS: usize = 12;
    let outline = &page.outline;
    let [picture, text] = outline.select("td", &outline.subtree(table))[..] else { return false };
    let shows = |cell: usize| {
        let range = outline.subtree(cell);
        outline.weigh(&range).0 == 0 && !outline.select("img", &range).is_empty()
    };
    let line = outline.line(text);
    outline.rows[picture].parent == outline.rows[text].parent
        && shows(picture)
        && line.ends_with('.')
        && line.split(' ').count() >= WORDS
}

/// Whether a table of pictures holds the headline of another article: a link of several words to no picture.
fn leads_to_article(page: &Page<'_>, table: usize) -> bool {
    const WORDS: usize = 5;
    let outline = &page.outline;
    outline.select("a", &outline.subtree(table)).into_iter().any(|link| {
        let href = outline.rows[link].attr("href").unwrap_or_default();
        let shows = [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|end| href.to_lowercase().ends_with(end));
        let words = || rich(page, link, &|_| false).text.split_whitespace().count();
        !href.is_empty() && !href.starts_with('#') && !shows && words() >= WORDS
    })
}

pub(super) fn seen(rich: &Rich, look: PieceLook) -> PieceLook {
    PieceLook {
        strong: look.strong || covers(rich, |k| *k == MarkKind::Strong),
        emphasis: covers(rich, |k| *k == MarkKind::Emphasis),
        linked: linked(&rich.text, &rich.marks),
        chars: count(&rich.text),
        words: words(&rich.text),
        ..look
    }
}

/// Whether marks of a kind cover all words of a text.
pub(super) fn covers(rich: &Rich, wanted: impl Fn(&MarkKind) -> bool) -> bool {
    let mut reached = 0;
    for mark in rich.marks.iter().filter(|m| wanted(&m.kind)) {
        let gap = rich.text.get(reached..mark.start.max(reached)).unwrap_or_default();
        if gap.chars().any(char::is_alphanumeric) {
            return false;
        }
        reached = reached.max(mark.end);
    }
    reached > 0 && !rich.text.get(reached..).unwrap_or_default().chars().any(char::is_alphanumeric)
}

pub(super) fn linked(text: &str, marks: &[Mark]) -> usize {
    let mut reached = 0;
    let mut sum = 0;
    for mark in marks.iter().filter(|m| matches!(m.kind, MarkKind::Link { .. })) {
        let from = mark.start.max(reached);
        sum += text.get(from..mark.end).map_or(0, count);
        reached = reached.max(mark.end);
    }
    sum
}

/// Words between spaces that hold a letter or a digit; Chinese and Japanese put no spaces, two of their letters
/// count as a word.
fn words(text: &str) -> usize {
    // What the letters from U+3000 to U+9FFF begin with.
    let unspaced = tally(text, |byte| matches!(byte, 0xe3..=0xe9));
    let holds_letter = |word: &&[u8]| word.iter().any(|byte| begins_letter(*byte));
    text.as_bytes().split(|byte| *byte == b' ').filter(holds_letter).count() + unspaced / 2
}
