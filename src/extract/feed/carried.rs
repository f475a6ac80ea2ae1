//! The text that a feed carries → the blocks of an article, and whether it is all of it.
//!
//! Feeds do not say whether they give the article or its beginning. A text is whole when it is long enough to be one and
//! does not end as beginnings do: in dots, in "Đọc tiếp", in the middle of its only paragraph. Units: characters.

use std::borrow::Cow;

use super::words::{MarkupForm, Written};
use crate::extract::dom::Document;
use crate::extract::tidy::{self, TidyContext};
use crate::extract::{Source, article, blocks, escapes, figures, junk};
use crate::model::{Block, CanonicalUrl, Extent, FeedText, Timestamp};
use crate::text::{self, fold};

/// A shorter text may be all of a short article, but nobody can tell.
const LEAST_WHOLE: usize = 250;
/// A single paragraph of fewer characters is a teaser, and so is a shorter text that stands in the element for teasers.
const LEAST_SINGLE: usize = 600;
/// From this length on a text is an article even if its last words are dots.
const SURELY_WHOLE: usize = 2_500;

/// Where the text stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextPlace {
    /// The element for whole texts.
    Content,
    /// The element for teasers, which some feeds put the whole text into.
    Summary,
}

/// What last lines of beginnings say, folded.
const GOES_ON: &[&str] = &[
    "doc tiep",
    "xem tiep",
    "xem them",
    "doc them",
    "xem chi tiet",
    "chi tiet",
    "doc toan van",
    "xem toan van",
    "read more",
    "continue reading",
    "continue reading this post",
    "tiep tuc doc",
    "xem day du",
    "doc day du",
    "doc bai day du",
    "xem ban day du",
    "tim hieu them",
];

/// Letters of the longest of [`GOES_ON`], and some more.
const LONGEST_GOES_ON: usize = 40;

/// Parts of the line that systems put under every text of a feed, folded.
const ADDED: &[&str] =
    &["appeared first on", "xuat hien dau tien", "dau tien xuat hien", "duoc dang lan dau", "first appeared on"];

/// Reads a text as a feed gives it. The signature that stood under it comes beside it.
pub(super) fn read(
    (written, place): (&Written, TextPlace),
    title: &str,
    url: &CanonicalUrl,
    now: Timestamp,
) -> Option<(FeedText, Option<String>)> {
    let mut tidied = match written.form {
        MarkupForm::Plain => tidy::Tidied { body: paragraphs(&written.text), ..tidy::Tidied::default() },
        MarkupForm::Markup => {
            let twice = !written.text.contains('<') && written.text.contains("&lt;/");
            let markup =
                if twice { Cow::Owned(escapes::decoded(&written.text)) } else { Cow::Borrowed(&*written.text) };
            marked_up(&markup, TidyContext { title: Some(title), ..TidyContext::default() }, (url, now))
        }
    };
    let added = |block: &Block| {
        let folded = block.strings().first().map(|text| fold::base(text)).unwrap_or_default();
        ADDED.iter().any(|line| folded.contains(line))
    };
    tidied.body.pop_if(|last| added(last));
    let goes_on = without_ending(&mut tidied.body) | says_more(&written.ending(LAST_CHARS));
    let chars: usize = tidied.body.iter().flat_map(Block::strings).map(|text| text.chars().count()).sum();
    let texts = tidied.body.iter().filter(|block| !matches!(block, Block::Picture { .. })).count();
    let whole = chars >= LEAST_WHOLE
        && (!goes_on || chars >= SURELY_WHOLE)
        && (texts > 1 || chars >= LEAST_SINGLE)
        && (place == TextPlace::Content || texts > 2 && chars >= LEAST_SINGLE);
    let extent = if whole { Extent::Whole } else { Extent::Teaser };
    // What an element for teasers holds is the teaser already.
    let kept = !tidied.body.is_empty() && (place == TextPlace::Content || extent == Extent::Whole);
    let text = FeedText { extent, sapo: tidied.sapo, body: tidied.body, source_line: tidied.source };
    kept.then_some((text, tidied.byline))
}

/// The blocks of a text that stands apart from its page, marked up or not.
pub(in crate::extract) fn blocks(text: &str, known: TidyContext<'_>, at: (&CanonicalUrl, Timestamp)) -> Vec<Block> {
    if text.contains("</") || text.contains("/>") { marked_up(text, known, at).body } else { paragraphs(text) }
}

fn marked_up(markup: &str, known: TidyContext<'_>, (url, now): (&CanonicalUrl, Timestamp)) -> tidy::Tidied {
    let document = Document::read(Source { bytes: markup.as_bytes(), charset: Some("utf-8"), url, now });
    let page = document.page(&Source { bytes: markup.as_bytes(), charset: Some("utf-8"), url, now });
    let whole = 0..page.outline.rows.len();
    let mut pieces = blocks::read(&page, whole.clone(), &|_| false);
    figures::mark(&page, &whole, &mut pieces);
    let mut tidied = tidy::tidy(pieces, known);
    tidied.body.truncate(article::MAX_BLOCKS);
    tidied.body.iter_mut().for_each(|block| article::resolve(&page, block));
    tidied
}

fn paragraphs(words: &str) -> Vec<Block> {
    let lines = words.lines().map(text::paragraph).filter(|line| !line.is_empty());
    lines.take(article::MAX_BLOCKS).map(Block::paragraph).collect()
}

/// Characters at the end of a text in which it may send its reader on.
const LAST_CHARS: usize = 200;

/// Whether the last sentence of a text sends its reader on to the rest of it. Looked for in all that the feed says, for such a
/// line is furniture, and is not in the body.
fn says_more(words: &str) -> bool {
    const ASKS: &[&str] = &[
        "moi quy vi",
        "moi ban",
        "moi doc gia",
        "vui long",
        "bam vao day de",
        "nhan vao day de",
        "an vao day de",
        "va",
        "de",
    ];
    const AT: &[&str] = &["tai day", "o day", "tai", "bai viet", "ban tin", "noi dung", "bai", "tin", "here"];
    let from = words.char_indices().rev().nth(LAST_CHARS).map_or(0, |(at, _)| at);
    let tail: Vec<&str> = words[from..].split_whitespace().filter(|word| !word.contains("://")).collect();
    let tail = tail.join(" ");
    let tail = tail.trim_end_matches(|c: char| !c.is_alphanumeric());
    let sentence = tail.rsplit(['.', '…', '!', '?', '[', '(', '»']).next().unwrap_or_default().trim();
    if junk::is_gate(sentence) || junk::is_gate(tail.rsplit_once(". ").map_or(tail, |(_, last)| last)) {
        return true;
    }
    let folded = fold::base(sentence);
    let mut rest = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let stripped = |rest: &str, word: &str| {
        rest.len() > word.len() && rest.ends_with(word) && rest[..rest.len() - word.len()].ends_with(' ')
    };
    while let Some(asks) = ASKS.iter().find(|asks| rest.strip_prefix(**asks).is_some_and(|rest| rest.starts_with(' ')))
    {
        rest = rest[asks.len()..].trim_start();
    }
    // "Mời bạn đọc xem tiếp": a reader is asked, and not asked to read.
    rest = ["doc xem", "doc doc"].iter().find_map(|two| rest.starts_with(two).then(|| &rest[4..])).unwrap_or(rest);
    while let Some(at) = AT.iter().find(|at| stripped(rest, at)) {
        rest = rest[..rest.len() - at.len()].trim_end();
    }
    GOES_ON.contains(&rest) || GOES_ON.contains(&rest.replace(" bai ", " ").as_str())
}

/// Whether a text says that it goes on elsewhere; a line that says nothing else is taken away.
fn without_ending(body: &mut Vec<Block>) -> bool {
    let says = |line: &str| {
        let longer = line.chars().filter(|c| c.is_alphanumeric()).nth(LONGEST_GOES_ON).is_some();
        !longer && GOES_ON.contains(&fold::base(line).trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let cut = |line: &str| {
        let line = line.trim_end();
        let open = line.trim_end_matches(|c: char| matches!(c, ']' | ')' | '»' | '→' | '>') || c.is_whitespace());
        let last = fold::base(open.rsplit(['.', '…', '[', '(']).next().unwrap_or_default());
        open.ends_with("...")
            || open.ends_with('…')
            || open != line && open.ends_with("..")
            || GOES_ON.contains(&last.trim())
    };
    let mut goes_on = body.pop_if(|last| last.strings().last().is_some_and(|line| says(line))).is_some();
    goes_on |= body.last().and_then(|last| last.strings().last().map(|line| cut(line))).unwrap_or(false);
    goes_on
}
