//! Pieces of a body → its blocks: captions to their pictures, the byline and the source line apart, furniture out.
//!
//! All of it is judged by place and look, never by what an article says. Each step is one function; their order matters.
//! Units: words are what stands between spaces. Deliberately absent: reading the page; only pieces come in.

use self::captions::with_captions;
pub(super) use self::captions::{is_caption_over, is_credit};
use self::lines::as_lines;
use self::lists::{
    are_dated_headlines, are_headlines, is_calendar_leaf, is_contents, is_day, is_list_of_files, is_row_of_tags,
    is_tools, is_topic_label,
};
use self::repeats::without_repeats;
use self::sapo::take_sapo;
pub(super) use self::sapo::{Agreement, agrees};
pub(super) use self::tail::lines_of;
use self::tail::without_tail;
use super::blocks::{Align, BlockPiece};
use super::{attachments, byline, junk};
use crate::model::{Block, Mark, MarkKind, Rich};
use crate::text::fold;

mod captions;
mod lines;
mod lists;
mod repeats;
mod sapo;
mod tail;

/// Longest bold paragraph that is a sub-heading, in words.
const HEADING_WORDS: usize = 28;
/// Words from which a paragraph is text and no label.
const PROSE_WORDS: usize = 14;

/// What a body gave besides its blocks.
#[derive(Debug, Default)]
pub(super) struct Tidied {
    /// The blocks.
    pub(super) body: Vec<Block>,
    /// The signature under the text.
    pub(super) byline: Option<String>,
    /// Who edited it: speaks only where nobody signs.
    pub(super) editor: Option<String>,
    /// The provenance under the text.
    pub(super) source: Option<String>,
    /// The sapo, where it was the first paragraph.
    pub(super) sapo: Option<String>,
}

/// What is known from elsewhere.
#[derive(Clone, Copy, Default)]
pub(super) struct TidyContext<'a> {
    /// Headline.
    pub(super) title: Option<&'a str>,
    /// Sapo from outside the body.
    pub(super) sapo: Option<&'a str>,
    /// Authors named elsewhere, as printed.
    pub(super) authors: &'a [String],
    /// Summary of the page's head, which may be the beginning of the sapo.
    pub(super) description: Option<&'a str>,
    /// Whether a line is little more than a date.
    pub(super) is_date: Option<&'a dyn Fn(&str) -> bool>,
}

/// Makes a body of pieces.
pub(super) fn tidy(pieces: Vec<BlockPiece>, known: TidyContext<'_>) -> Tidied {
    let mut tidied = Tidied::default();
    let mut pieces = without_furniture(pieces, known.is_date);
    without_head(&mut pieces, known);
    let mut pieces = without_repeats(with_captions(pieces, known));
    without_tail(&mut pieces, known, &mut tidied);
    tidied.byline = tidied.byline.take().or(tidied.editor.take());
    take_sapo(&mut pieces, known, &mut tidied);
    without_signature_above(&mut pieces, tidied.byline.as_deref());
    tidied.body = pieces.into_iter().map(|piece| as_lines(as_heading(piece))).collect();
    tidied
}

/// A text (in display form) as letters and digits alone, lower case: equal for texts which differ in spaces and signs only.
pub(super) fn key(text: &str) -> String {
    // The letters of [`key_letters`], told here without an iterator: every paragraph that is read passes.
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => key.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => {}
            '\u{1ea0}'..='\u{1ef9}' => key.extend(char::from_u32(u32::from(c) | 1)),
            _ if c.is_lowercase() => key.push(c),
            _ if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            _ => {}
        }
    }
    key
}

/// Whether a text has a key. Most texts that are asked have another first letter.
pub(super) fn has_key(text: &str, key: &str) -> bool {
    key_letters(text).eq(key.chars())
}

/// Whether two texts have the same key.
pub(in crate::extract) fn same_key(text: &str, other: &str) -> bool {
    key_letters(text).eq(key_letters(other))
}

fn key_letters(text: &str) -> impl DoubleEndedIterator<Item = char> + '_ {
    text.chars().flat_map(|c| {
        let (small, other) = match c {
            _ if c.is_ascii() => (c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()), None),
            // Vietnamese letters with a tone: capitals are even, each before its small letter.
            '\u{1ea0}'..='\u{1ef9}' => (char::from_u32(u32::from(c) | 1), None),
            _ => (None, c.is_alphanumeric().then(|| c.to_lowercase())),
        };
        small.into_iter().chain(other.into_iter().flatten())
    })
}

/// Leaves out lines of furniture, links to other articles and lists of them.
fn without_furniture(pieces: Vec<BlockPiece>, is_date: Option<&dyn Fn(&str) -> bool>) -> Vec<BlockPiece> {
    let mut out: Vec<BlockPiece> = Vec::with_capacity(pieces.len());
    let mut after_opener = false;
    for piece in pieces {
        let linked = piece.linked_percent();
        match &piece.block {
            Block::Paragraph(_) | Block::Quote(_) | Block::Heading { .. } | Block::Attribution(_) => {
                let text = piece.text();
                if junk::is_junk_line(text) && !leads_to_file(&piece) {
                    after_opener |= junk::opens_junk(text);
                    continue;
                }
                let leads_away = linked >= 85
                    && piece.words() >= 4
                    && !piece.look.caption
                    && piece.look.figure.is_none()
                    && !is_own_link(&piece);
                if leads_away || after_opener && linked >= 60 || linked > 0 && only_leads_away(&piece, is_date) {
                    continue;
                }
                after_opener = false;
            }
            Block::List(list) => {
                let leads_away = linked >= 70
                    && (after_opener || list.items.iter().any(|item| item.split(' ').count() >= 4))
                    && !is_list_of_files(list);
                let of_others = linked >= 40 || are_headlines(list);
                if is_contents(list) {
                    out.pop_if(|last| junk::heads_contents(last.text()));
                }
                let tools = !list.items.is_empty() && list.items.iter().all(|item| junk::is_junk_line(item));
                if leads_away || after_opener && of_others || is_contents(list) || is_row_of_tags(list) || tools {
                    continue;
                }
                after_opener = false;
            }
            Block::Table(table) if linked >= 80 && !table.header => continue,
            Block::Table(table) if linked >= 40 && are_dated_headlines(table, is_date) => continue,
            Block::Table(_) | Block::Picture { .. } | Block::Media { .. } | Block::File { .. } | Block::Lines(_) => {}
        }
        out.push(piece);
    }
    out
}

/// Whether a paragraph that is mostly link belongs to the article: it leads to a file or to the law, or it is a sentence.
/// Headlines of other articles are neither.
pub(super) fn is_own_link(piece: &BlockPiece) -> bool {
    let Some(rich) = piece.block.rich() else { return false };
    let mut links = rich.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link { href } => Some((mark, href)),
        _ => None,
    });
    let is_law = |href: &str| {
        let host = href.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        host.ends_with(".gov.vn") || host.ends_with("thuvienphapluat.vn") || host.ends_with("luatvietnam.vn")
    };
    let lead = links.clone().next().and_then(|(mark, _)| rich.text.get(..mark.start)).unwrap_or_default();
    let led = lead.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() >= 2
        && !junk::is_junk_line(lead);
    led || rich.text.ends_with('.')
        || is_whole_text(&rich.text)
        || names_document(&rich.text)
        || links.all(|(_, href)| attachments::kind_of(href).is_some() || is_law(href))
}

/// Whether a piece is a link to a file, whatever stands before it.
pub(super) fn leads_to_file(piece: &BlockPiece) -> bool {
    let Some(rich) = piece.block.rich() else { return false };
    let file = |mark: &Mark| matches!(&mark.kind, MarkKind::Link { href } if attachments::kind_of(href).is_some());
    rich.marks.iter().any(file)
}

/// "Xem toàn văn thông tư tại đây".
fn is_whole_text(text: &str) -> bool {
    const SAYS: &[&str] =
        &["toan van", "ban day du", "tai mau", "mau don", "van ban goc", "xem tai day", "tai tai day"];
    const WORDS: usize = 16;
    let folded = fold::base(text);
    text.split(' ').count() <= WORDS && !text.contains(['?', '!']) && SAYS.iter().any(|says| folded.contains(says))
}

/// First words, without marks, of a line that names a legal document.
const DOCUMENT_KINDS: &[&str] = &[
    "can cu",
    "nghi dinh",
    "nghi quyet",
    "thong tu",
    "quyet dinh",
    "cong van",
    "ke hoach",
    "huong dan",
    "chi thi",
    "luat",
    "bo luat",
    "phap lenh",
];

/// "Căn cứ Nghị định số 38/2022/NĐ-CP ngày 12/6/2022 của Chính phủ": the name of a document and no more.
fn names_document(text: &str) -> bool {
    let folded = fold::base(text);
    let numbered = text.split_whitespace().any(|word| {
        let mut parts = word.trim_matches(|c: char| !c.is_alphanumeric()).splitn(2, '/');
        let number = parts.next().is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        number && parts.next().is_some_and(|sign| sign.chars().any(char::is_uppercase))
    });
    numbered && !text.contains([':', '?', '!']) && DOCUMENT_KINDS.iter().any(|kind| folded.starts_with(kind))
}

/// Whether all that a piece says besides its links is "Xem thêm", or a date: the links are those of other articles.
fn only_leads_away(piece: &BlockPiece, is_date: Option<&dyn Fn(&str) -> bool>) -> bool {
    const WORDS: usize = 50;
    let (Block::Paragraph(rich) | Block::Quote(rich) | Block::Heading { rich, .. }) = &piece.block else {
        return false;
    };
    if piece.words() > WORDS {
        return false;
    }
    let mut bare = String::new();
    let mut reached = 0;
    for mark in rich.marks.iter().filter(|m| matches!(m.kind, MarkKind::Link { .. })) {
        bare.push_str(rich.text.get(reached..mark.start.max(reached)).unwrap_or_default());
        reached = reached.max(mark.end);
    }
    bare.push_str(rich.text.get(reached..).unwrap_or_default());
    let bare = bare.trim();
    junk::opens_junk(bare)
        || is_topic_label(bare)
        || bare.chars().any(char::is_alphanumeric) && is_date.is_some_and(|is_date| is_date(bare))
}

/// Leaves out what stands before the text proper: the headline again, date lines, labelled bylines.
fn without_head(pieces: &mut Vec<BlockPiece>, known: TidyContext<'_>) {
    const HEAD: usize = 8;
    const LABEL_BYTES: usize = 12;
    let Some(title) = known.title.map(key).filter(|key| !key.is_empty()) else { return };
    // "Video: " may stand before the headline that is printed again.
    let again = |text: &str| {
        let mut letters = key_letters(text).rev();
        title.chars().rev().all(|c| letters.next() == Some(c)) && key(text).len() <= title.len() + LABEL_BYTES
            || known.title.and_then(|title| text.strip_prefix(title)).is_some_and(|rest| is_day(rest, known))
    };
    split_head(pieces, &title, known);
    let found = pieces.iter().take(40).rposition(|p| !p.look.caption && p.look.figure.is_none() && again(p.text()));
    if let Some(at) = found {
        let prose = pieces[..at].iter().filter(|p| p.words() >= 20).count();
        if prose <= 1 {
            pieces.drain(..=at);
        }
    }
    let sapo = known.sapo.map(key);
    let (mut seen, mut begun, mut told, mut under_name) = (0, false, false, false);
    pieces.retain(|piece| {
        seen += 1;
        let text = piece.text();
        if let Block::List(list) = &piece.block
            && !begun
            && seen <= HEAD
        {
            return !is_tools(list, known);
        }
        // The headline under a picture of the text is its caption.
        let captions = piece.look.caption || begun && piece.look.figure.is_some();
        if seen > HEAD || text.is_empty() || captions {
            return true;
        }
        begun |= piece.words() >= PROSE_WORDS && sapo.as_ref().is_none_or(|sapo| !has_key(text, sapo));
        let dated = !begun && (known.is_date.is_some_and(|is_date| is_date(text)) || is_calendar_leaf(text));
        let is_author = |name: &str| known.authors.iter().any(|a| same_key(a, name));
        let named = || is_author(text) || byline::labelled(text).is_some_and(|name| is_author(&name));
        let signed = !begun && (found.is_some() && byline::labelled(text).is_some() || named());
        // "By" before a name in an element of its own; the number of readers behind a date.
        let label = !begun && (byline::is_label(text) || is_of_user(piece));
        let counted = !begun && told && text.chars().all(|c| c.is_ascii_digit() || c == '.');
        // What he is under the author's name; the section, a link alone.
        let stands = !begun && under_name && byline::is_standing(text);
        let section = !begun && is_section_link(piece);
        under_name = !begun && (signed || under_name && piece.is_picture());
        let gone = has_key(text, &title) || dated || signed || label || counted || stands || section;
        told |= gone;
        !gone
    });
}

/// Whether a line over the text is a link of a few words and no more: the section that the article stands in.
fn is_section_link(piece: &BlockPiece) -> bool {
    const WORDS: usize = 5;
    piece.words() <= WORDS
        && matches!(piece.block, Block::Paragraph(_))
        && piece.linked_percent() == 100
        && !is_own_link(piece)
        && !leads_to_file(piece)
}

/// Whether a line over the text says who entered it: in a box named so, or by the name of a user of the system.
fn is_of_user(piece: &BlockPiece) -> bool {
    const WORDS: usize = 8;
    let bare = byline::without_label(piece.text());
    piece.words() <= WORDS
        && (piece.look.byline && !piece.text().ends_with(['.', ':', '?', '!']) || byline::is_system_user(bare))
}

/// Parts the first lines of a text that is cut by line breaks, where one of them is the headline or the date.
fn split_head(pieces: &mut Vec<BlockPiece>, title: &str, known: TidyContext<'_>) {
    const FIRST: usize = 3;
    const WORDS: usize = 120;
    let heads = pieces.iter().enumerate().filter(|(_, piece)| !piece.text().is_empty()).take(FIRST);
    let is_head = |line: &BlockPiece| {
        let text = line.text();
        has_key(text, title)
            || known.is_date.is_some_and(|is_date| is_date(text))
            || known.authors.iter().any(|author| same_key(author, text))
    };
    let parted =
        heads.filter(|(_, piece)| !piece.breaks.is_empty() && piece.words() <= WORDS).find_map(|(at, piece)| {
            let Block::Paragraph(rich) = &piece.block else { return None };
            let lines = lines_of(piece, rich);
            lines.iter().any(is_head).then_some((at, lines))
        });
    if let Some((at, lines)) = parted {
        pieces.splice(at..=at, lines);
    }
}

/// Leaves out the author's name over the text, where he signs under it too.
fn without_signature_above(pieces: &mut Vec<BlockPiece>, byline: Option<&str>) {
    const HEAD: usize = 4;
    let Some(byline) = byline.map(key).filter(|byline| !byline.is_empty()) else { return };
    let mut seen = 0;
    pieces.retain(|piece| {
        seen += 1;
        seen > HEAD || !has_key(piece.text(), &byline)
    });
}

/// A short bold line of its own is a sub-heading.
fn as_heading(piece: BlockPiece) -> BlockPiece {
    let Block::Paragraph(rich) = &piece.block else { return piece };
    let short = piece.words() <= HEADING_WORDS
        && !rich.text.ends_with(['.', ',', ';'])
        && !rich.text.starts_with(['-', '•', '+']);
    if piece.look.strong && !piece.look.emphasis && short && piece.look.align != Align::Right {
        let rich = Rich::plain(rich.text.clone());
        return BlockPiece { block: Block::Heading { rich, level: 3 }, ..piece };
    }
    piece
}
