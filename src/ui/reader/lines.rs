//! An article typeset for one width: header, body, footer as lines of cells, each with its anchor.
//!
//! Units: width and indents are cells; anchors are (block, byte in the block's text as set). Block 0 is the header,
//! the body's first block is 1. Absent on purpose: colours (roles say what a line is) and scrolling.

use std::ops::Range;

use crate::model::article::Anchor;
use crate::model::{Article, Block, MarkKind, Rich, Timestamp};
use crate::text::wrap;
use crate::ui::layout::TextSize;
use crate::ui::widgets::signs::Signs;
use crate::ui::words::{PhraseValue, Words};

use super::pictures::PictureState;
use super::table::Wide;
use super::{FindSpot, spots};

mod absent;
mod blocks;
mod head;
mod links;
mod long;
mod own;
mod spread;

/// Most lines that are set; what is beyond is cut with a word about it.
pub const MAX_LINES: usize = 50_000;
/// Most links that get a number.
pub const MAX_LINKS: usize = 999;
/// Syllables that a person reads in a minute.
const SYLLABLES_A_MINUTE: usize = 250;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each role is named after the part of the page")]
pub enum Role {
    Gap,
    Kicker,
    Headline,
    Byline,
    Sapo,
    Body,
    Heading,
    Quote,
    Caption,
    Picture,
    TableHead,
    Rule,
    Foot,
    Notice,
}

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanLook {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// A link, by its number in the list of links; there may be more than the list holds.
    Link(usize),
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderLine {
    /// The place of its first byte.
    pub anchor: Anchor,
    /// What it is.
    pub role: Role,
    /// Cells before the text.
    pub indent: u16,
    /// What stands in the indent (a bullet, the bar of a quotation).
    pub lead: String,
    /// The text.
    pub text: String,
    /// Looks of byte ranges of the text.
    pub looks: Vec<(Range<usize>, SpanLook)>,
    /// Number of the part it was cut from, and its byte range there.
    pub part: Option<(usize, Range<usize>)>,
    /// Number of the document's picture, and which of its rows this is.
    pub picture: Option<(usize, u16)>,
    /// The columns of a row that is wider than the pane.
    pub wide: Option<Wide>,
}

impl ReaderLine {
    /// A line without text.
    fn bare(anchor: Anchor, role: Role) -> Self {
        let (lead, text) = (String::new(), String::new());
        Self { anchor, role, indent: 0, lead, text, looks: Vec::new(), part: None, picture: None, wide: None }
    }
}

/// An article typeset.
#[derive(Debug, Clone, Default)]
pub struct Typeset {
    /// Its lines.
    pub lines: Vec<ReaderLine>,
    /// The strings the lines were cut from; where finding looks.
    pub parts: Vec<String>,
    /// Addresses of its links; number 1 is the first.
    pub links: Vec<ReaderLink>,
    /// Lines at which headings begin.
    pub headings: Vec<usize>,
    /// Places of pictures.
    pub pictures: Vec<PicturePlace>,
    /// Minutes to read it.
    pub minutes: usize,
    /// It has a table whose columns do not fit side by side.
    pub too_wide: bool,
    /// Where documents and laws are cited, in reading order.
    pub cited: Vec<FindSpot>,
}

/// A place for a picture, kept free until it comes, so that nothing moves then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PicturePlace {
    /// Its address.
    pub url: String,
    /// Columns and rows.
    pub size: (u16, u16),
}

/// A link of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderLink {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
    /// It is a picture of the article.
    pub picture: bool,
}

/// What an article is set with.
pub struct ArticleSetting<'a> {
    /// Width of the column.
    pub width: u16,
    /// Phrases.
    pub words: &'a Words,
    /// Signs.
    pub signs: &'a Signs,
    /// Name of the newspaper.
    pub outlet: &'a str,
    /// Name of the section.
    pub section: &'a str,
    /// Now, for dates.
    pub now: Timestamp,
    /// How lines break.
    pub wrap: &'a wrap::Options,
    /// The pictures at hand; none where they are not wanted.
    pub pictures: &'a PictureState,
    /// Rows that a picture may take.
    pub picture_rows: u16,
    /// Pictures that are not at hand may come.
    pub pictures_come: bool,
    /// The key that lists links.
    pub links_key: &'a str,
    /// The name of the paper that it is taken from.
    pub original: &'a str,
    /// The key that leads there.
    pub original_key: &'a str,
    /// What the article holds for a closer look; empty where that is not known.
    pub strip: &'a str,
    /// Tables wider than the column are moved sideways, not set record by record.
    pub sideways: bool,
    /// How large the article is set.
    pub text: TextSize,
}

struct Setter<'a> {
    with: &'a ArticleSetting<'a>,
    out: Typeset,
    /// Some of the text is in no line.
    cut: bool,
    /// Pictures so far that can be asked for.
    askable: usize,
}

/// What a paragraph is set as.
struct ParagraphShape {
    role: Role,
    block: u32,
    base: usize,
    first: String,
    rest: String,
}

/// Sets an article.
pub fn set(article: &Article, with: &ArticleSetting<'_>) -> Typeset {
    let mut setter = Setter { with, out: Typeset::default(), cut: false, askable: 0 };
    let syllables: usize = article.body.iter().flat_map(Block::strings).map(|s| s.split_whitespace().count()).sum();
    setter.out.minutes = syllables.div_ceil(SYLLABLES_A_MINUTE);
    setter.header(article);
    for (at, block) in article.body.iter().enumerate() {
        if setter.out.lines.len() >= MAX_LINES {
            setter.cut = true;
            break;
        }
        setter.block(u32::try_from(at + 1).unwrap_or(u32::MAX), block);
    }
    if setter.cut {
        setter.gap();
        setter.plain(Role::Notice, &with.words.say("reader-cut"));
    }
    if article.body.is_empty() {
        setter.no_body(article);
    }
    setter.footer(article);
    let mut document = match with.text {
        TextSize::Normal => setter.out,
        TextSize::Large => spread::spread(setter.out),
    };
    document.cited = spots::cited(&document.parts);
    document
}

/// Sets lines that are no article: a page as it came.
pub fn set_raw(raw: &[(Role, String)], with: &ArticleSetting<'_>) -> Typeset {
    let greedy = wrap::Options { greedy: true, ..with.wrap.clone() };
    let with = ArticleSetting { wrap: &greedy, ..*with };
    let mut setter = Setter { with: &with, out: Typeset::default(), cut: false, askable: 0 };
    for (role, text) in raw {
        if setter.out.lines.len() >= MAX_LINES {
            setter.plain(Role::Notice, &with.words.say("reader-cut"));
            break;
        }
        match role {
            Role::Gap => setter.gap(),
            _ => setter.plain(*role, text),
        }
    }
    setter.out
}

impl Setter<'_> {
    fn footer(&mut self, article: &Article) {
        self.notes(article);
        self.rule();
        if let Some(source) = article.imprint.source_line.as_deref().filter(|s| !s.is_empty()) {
            self.plain(Role::Foot, source);
        }
        if let Some(original) = &article.provenance.original {
            let values =
                [("paper", PhraseValue::Text(self.with.original)), ("title", PhraseValue::Text(&original.title))];
            let text = self.with.words.with("reader-original", &values);
            let key = Some(self.with.original_key).filter(|key| !key.is_empty());
            self.plain(Role::Foot, &key.map_or_else(|| text.clone(), |key| format!("{text} · {key}")));
        }
        self.plain(Role::Foot, article.row.url.as_str());
        if !self.with.strip.is_empty() {
            self.with.strip.lines().for_each(|line| self.plain(Role::Foot, line));
        }
        let (pictures, links): (Vec<&ReaderLink>, Vec<&ReaderLink>) =
            self.out.links.iter().partition(|link| link.picture);
        if self.out.links.is_empty() {
            return;
        }
        let counted = |id: &str, many: usize| (many > 0).then(|| self.with.words.count(id, many));
        let parts = [counted("reader-pictures", pictures.len()), counted("reader-links", links.len())];
        let mut text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if !self.with.links_key.is_empty() {
            text = format!("{text} · {}", self.with.links_key);
        }
        self.plain(Role::Foot, &text);
    }

    fn plain(&mut self, role: Role, text: &str) {
        self.rich(role, 0, self.out.parts.len() * 10_000, &Rich::plain(text), "", "");
    }

    fn rich(&mut self, role: Role, block: u32, base: usize, rich: &Rich, first: &str, rest: &str) {
        let looks = self.looks(rich);
        let shape = ParagraphShape { role, block, base, first: first.to_owned(), rest: rest.to_owned() };
        self.wrapped(&shape, rich.text.clone(), &looks);
    }

    /// The looks of the pieces of a text; its links are kept for the list of links. A link that only leads to more of the
    /// same key word is neither shown nor counted among the others.
    fn looks(&mut self, rich: &Rich) -> Vec<(Range<usize>, SpanLook)> {
        let mut looks = Vec::new();
        for mark in &rich.marks {
            let range = mark.start..mark.end;
            let Some(words) = rich.text.get(range.clone()).filter(|w| !w.is_empty()) else { continue };
            match &mark.kind {
                MarkKind::Strong => looks.push((range, SpanLook::Strong)),
                MarkKind::Emphasis => looks.push((range, SpanLook::Emphasis)),
                MarkKind::Link { href } if links::leads_to_a_tag(href) => {}
                MarkKind::Link { href } => {
                    looks.push((range, SpanLook::Link(self.out.links.len())));
                    if self.out.links.len() < MAX_LINKS {
                        self.out.links.push(ReaderLink { href: href.clone(), text: words.to_owned(), picture: false });
                    }
                }
            }
        }
        looks
    }

    fn wrapped(&mut self, shape: &ParagraphShape, mut text: String, looks: &[(Range<usize>, SpanLook)]) {
        let indent = crate::text::width::cells(&shape.first);
        let width = usize::from(self.with.width).saturating_sub(indent).max(1);
        let indent = u16::try_from(indent).unwrap_or(0);
        let part = self.out.parts.len();
        let lines = long::wrapped(&text, width, self.with.wrap, MAX_LINES);
        // What is in no line is not looked through either.
        let end = lines.last().map_or(0, |last| last.end);
        for (at, range) in lines.into_iter().enumerate() {
            let lead = if at == 0 { shape.first.clone() } else { shape.rest.clone() };
            let offset = u32::try_from(shape.base + range.start).unwrap_or(u32::MAX);
            let looks = looks.iter().filter_map(|(r, look)| Some((within(r, &range)?, *look))).collect();
            self.push(ReaderLine {
                anchor: Anchor { block: shape.block, offset },
                role: shape.role,
                indent,
                lead,
                text: text[range.clone()].to_owned(),
                looks,
                part: Some((part, range)),
                picture: None,
                wide: None,
            });
        }
        self.cut |= text.get(end..).is_some_and(|rest| !rest.trim().is_empty());
        text.truncate(end);
        text.shrink_to_fit();
        self.out.parts.push(text);
    }

    fn gap(&mut self) {
        self.push(ReaderLine::bare(self.out.lines.last().map(|l| l.anchor).unwrap_or_default(), Role::Gap));
    }

    fn rule(&mut self) {
        let text = self.with.signs.line.repeat(usize::from(self.with.width.min(24)));
        let anchor = Anchor { block: u32::MAX, offset: 0 };
        self.push(ReaderLine { text, ..ReaderLine::bare(anchor, Role::Rule) });
    }

    fn push(&mut self, mut line: ReaderLine) {
        // The footer has no block of its own; it comes after every block.
        if line.role == Role::Foot {
            line.anchor.block = u32::MAX;
        }
        self.out.lines.push(line);
    }
}

/// Columns and rows that a picture of unknown shape gets: those of a photograph, three to two, where a cell is twice as high as
/// it is wide.
pub(in crate::ui) fn room_for(width: u16, most: u16) -> (u16, u16) {
    (width, (width / 3).clamp(1, most.max(1)))
}

/// `range` cut to `bounds` and counted from its start; `None` when they do not touch.
pub fn within(range: &Range<usize>, bounds: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = (range.start.max(bounds.start), range.end.min(bounds.end));
    (start < end).then(|| start - bounds.start..end - bounds.start)
}
