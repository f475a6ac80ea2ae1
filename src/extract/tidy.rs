//! Pieces of a body → its blocks: captions to their pictures, the byline and the source line apart, furniture out.
//!
//! All of it is judged by place and look, never by what an article says. Each step is one function; their order matters.
//! Units: words are what stands between spaces. Deliberately absent: reading the page; only pieces come in.

use super::blocks::{Align, Piece};
use super::{attachments, byline, junk, names};
use crate::model::block::{Lines, Spacing};
use crate::model::{Block, Mark, MarkKind, Rich};
use crate::text::fold;

/// Longest caption, in words.
const CAPTION_WORDS: usize = 80;
/// Longest text which is a caption only by its look (centred or italic, after a picture), in words.
const LOOSE_CAPTION_WORDS: usize = 55;
/// Longest bold paragraph that is a sub-heading, in words.
const HEADING_WORDS: usize = 28;
/// Longest first paragraph that is a sapo by its look alone, in words: longer ones are the text.
const LONGEST_SAPO: usize = 120;
/// Words from which a paragraph is text and no label.
const PROSE_WORDS: usize = 14;
/// How many pieces at the end may be bylines, sources, notes.
const TAIL: usize = 8;

/// What a body gave besides its blocks.
#[derive(Debug, Default)]
pub(super) struct Tidied {
    /// The blocks.
    pub(super) body: Vec<Block>,
    /// The signature under the text.
    pub(super) byline: Option<String>,
    /// The provenance under the text.
    pub(super) source: Option<String>,
    /// The sapo, where it was the first paragraph.
    pub(super) sapo: Option<String>,
}

/// What is known from elsewhere.
#[derive(Clone, Copy, Default)]
pub(super) struct Known<'a> {
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
pub(super) fn tidy(pieces: Vec<Piece>, known: Known<'_>) -> Tidied {
    let mut tidied = Tidied::default();
    let mut pieces = without_furniture(pieces, known.is_date);
    without_head(&mut pieces, known);
    let mut pieces = with_captions(pieces, known);
    without_tail(&mut pieces, known, &mut tidied);
    take_sapo(&mut pieces, known, &mut tidied);
    tidied.body = pieces.into_iter().map(|piece| as_lines(as_heading(piece))).collect();
    tidied
}

/// A text (in display form) as letters and digits alone, lower case: equal for texts which differ in spaces and signs only.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                key.push(c.to_ascii_lowercase());
            }
        } else if let '\u{1ea0}'..='\u{1ef9}' = c {
            // Vietnamese letters with a tone: capitals are even, each before its small letter.
            key.push(char::from_u32(u32::from(c) | 1).unwrap_or(c));
        } else if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// Leaves out lines of furniture, links to other articles and lists of them.
fn without_furniture(pieces: Vec<Piece>, is_date: Option<&dyn Fn(&str) -> bool>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut after_opener = false;
    for piece in pieces {
        let linked = piece.linked_percent();
        match &piece.block {
            Block::Paragraph(_) | Block::Quote(_) | Block::Heading { .. } | Block::Attribution(_) => {
                let text = piece.text();
                if junk::is_junk_line(text) {
                    after_opener |= junk::opens_junk(text);
                    continue;
                }
                let leads_away = linked >= 85
                    && piece.words() >= 4
                    && !piece.look.caption
                    && piece.look.figure.is_none()
                    && !is_own_link(&piece);
                if leads_away || after_opener && linked >= 60 || linked >= 40 && only_leads_away(&piece, is_date) {
                    continue;
                }
                after_opener = false;
            }
            Block::List(list) => {
                let leads_away =
                    linked >= 70 && (after_opener || list.items.iter().any(|item| item.split(' ').count() >= 4));
                if leads_away || after_opener && linked >= 40 {
                    continue;
                }
                after_opener = false;
            }
            Block::Table(_) if linked >= 80 => continue,
            Block::Table(_) | Block::Picture { .. } | Block::Media { .. } | Block::File { .. } | Block::Lines(_) => {}
        }
        out.push(piece);
    }
    out
}

/// Whether a paragraph that is mostly link belongs to the article: it leads to a file or to the law, or it is a sentence.
/// Headlines of other articles are neither.
pub(super) fn is_own_link(piece: &Piece) -> bool {
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
    led || rich.text.ends_with('.') || links.all(|(_, href)| attachments::kind_of(href).is_some() || is_law(href))
}

/// Whether all that a piece says besides its links is "Xem thêm", or a date: the links are those of other articles.
fn only_leads_away(piece: &Piece, is_date: Option<&dyn Fn(&str) -> bool>) -> bool {
    let (Block::Paragraph(rich) | Block::Quote(rich) | Block::Heading { rich, .. }) = &piece.block else {
        return false;
    };
    let mut bare = String::new();
    let mut reached = 0;
    for mark in rich.marks.iter().filter(|m| matches!(m.kind, MarkKind::Link { .. })) {
        bare.push_str(rich.text.get(reached..mark.start.max(reached)).unwrap_or_default());
        reached = reached.max(mark.end);
    }
    bare.push_str(rich.text.get(reached..).unwrap_or_default());
    let bare = bare.trim();
    junk::opens_junk(bare) || bare.chars().any(char::is_alphanumeric) && is_date.is_some_and(|is_date| is_date(bare))
}

/// Leaves out what stands before the text proper: the headline again, date lines, labelled bylines.
fn without_head(pieces: &mut Vec<Piece>, known: Known<'_>) {
    const HEAD: usize = 8;
    let Some(title) = known.title.map(key).filter(|key| !key.is_empty()) else { return };
    let found =
        pieces.iter().take(40).rposition(|p| !p.look.caption && p.look.figure.is_none() && key(p.text()) == title);
    if let Some(at) = found {
        let prose = pieces[..at].iter().filter(|p| p.words() >= 20).count();
        if prose <= 1 {
            pieces.drain(..=at);
        }
    }
    let mut seen = 0;
    let mut begun = false;
    pieces.retain(|piece| {
        seen += 1;
        let text = piece.text();
        if let Block::List(list) = &piece.block
            && !begun
            && seen <= HEAD
        {
            // A row of tools: the date, print, close.
            return !list.items.iter().enumerate().all(|(at, item)| {
                let linked = list.item_marks.get(at).is_some_and(|marks| is_all_link(item, marks));
                linked
                    || is_year_line(item)
                    || junk::is_junk_line(item)
                    || known.is_date.is_some_and(|is_date| is_date(item))
            });
        }
        if seen > HEAD || text.is_empty() || piece.look.caption {
            return true;
        }
        begun |= piece.words() >= PROSE_WORDS;
        let dated = !begun && known.is_date.is_some_and(|is_date| is_date(text));
        let named = || known.authors.iter().any(|a| key(a) == key(text));
        let signed = !begun && (found.is_some() && byline::labelled(text).is_some() || named());
        key(text) != title && !dated && !signed
    });
}

/// Whether an item is a link and nothing else: a tag, a section.
fn is_all_link(item: &str, marks: &[Mark]) -> bool {
    let linked: usize = marks.iter().filter(|m| matches!(m.kind, MarkKind::Link { .. })).map(|m| m.end - m.start).sum();
    linked > 0 && item.trim_end_matches([',', ';', ' ', '.']).len() <= linked
}

/// "28 November 2026": a few words with a year.
fn is_year_line(item: &str) -> bool {
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
    item.split_whitespace().count() <= 4 && item.split_whitespace().any(is_year)
}

/// Gives captions to their pictures.
fn with_captions(pieces: Vec<Piece>, known: Known<'_>) -> Vec<Piece> {
    let title = known.title.map(key).unwrap_or_default();
    let sapo = known.sapo.map(key);
    let sapo = sapo.as_ref();
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut waiting: Option<(usize, String)> = None;
    for piece in pieces {
        if piece.is_picture() {
            push_picture(&mut out, piece, &mut waiting);
            continue;
        }
        if let (Block::Media { .. }, Some(last)) = (&piece.block, out.last()) {
            // A film between a picture and its caption: the picture is its cover.
            let cover = last.is_picture() && last.look.figure.is_some() && last.look.figure == piece.look.figure;
            let bare = matches!(&last.block, Block::Picture { caption, .. } if caption.is_empty());
            if cover && bare {
                out.pop();
            }
        }
        let text = piece.text();
        let repeats_title =
            !text.is_empty() && !piece.look.caption && piece.look.figure.is_some() && key(text) == title;
        let repeats_sapo = sapo.is_some_and(|sapo| !text.is_empty() && key(text) == *sapo) || piece.look.sapo;
        let fits = !repeats_sapo && out.last().is_some_and(|last| is_shown(last) && is_caption(&piece, last));
        if fits {
            if let Some(Piece { block: Block::Picture { caption, .. } | Block::Media { caption, .. }, .. }) =
                out.last_mut()
            {
                if !repeats_title && !title.is_empty() && key(caption) == title {
                    caption.clear();
                }
                add_caption(caption, text, repeats_title);
            }
        } else if piece.look.caption && piece.words() <= CAPTION_WORDS {
            match piece.look.figure {
                Some(figure) => waiting = Some((figure, text.to_owned())),
                None if already(&out, text) => {}
                None => {
                    out.push(Piece { block: Block::Picture { url: String::new(), caption: text.to_owned() }, ..piece });
                }
            }
        } else {
            out.push(piece);
        }
    }
    if let Some((_, caption)) = waiting
        && let Some(Piece { block: Block::Picture { caption: slot, .. } | Block::Media { caption: slot, .. }, .. }) =
            out.iter_mut().rev().find(|p| is_shown(p))
        && slot.is_empty()
    {
        *slot = caption;
    }
    // A lazy picture without address is nothing, but for its caption.
    out.retain(|p| !matches!(&p.block, Block::Picture { url, caption } if url.is_empty() && caption.is_empty()));
    out
}

/// Whether a piece is something to look at, which may have a caption.
fn is_shown(piece: &Piece) -> bool {
    matches!(piece.block, Block::Picture { .. } | Block::Media { .. })
}

/// Whether a picture with this caption is there already.
fn already(pieces: &[Piece], text: &str) -> bool {
    pieces.iter().any(|p| matches!(&p.block, Block::Picture { caption, .. } if caption == text))
}

fn push_picture(out: &mut Vec<Piece>, mut piece: Piece, waiting: &mut Option<(usize, String)>) {
    let Block::Picture { url, caption } = &mut piece.block else { return };
    if let Some((figure, text)) = waiting.take()
        && Some(figure) == piece.look.figure
    {
        *caption = text;
    }
    let twice = out.last().is_some_and(
        |last| matches!(&last.block, Block::Picture { url: before, .. } if before == url && !url.is_empty()),
    );
    if !twice {
        out.push(piece);
    }
}

/// Adds a line to a caption. The headline, printed under a picture again, is a caption only where there is no other.
fn add_caption(caption: &mut String, text: &str, repeats_title: bool) {
    if caption.is_empty() {
        text.clone_into(caption);
    } else if caption != text && !caption.ends_with(text) && !repeats_title {
        caption.push(' ');
        caption.push_str(text);
    }
}

/// Whether a text is the caption of the picture right before it.
fn is_caption(piece: &Piece, picture: &Piece) -> bool {
    let words = piece.words();
    let (Block::Picture { caption, .. } | Block::Media { caption, .. }) = &picture.block else { return false };
    if words > CAPTION_WORDS || piece.text().is_empty() {
        return false;
    }
    let same_figure = piece.look.figure.is_some() && piece.look.figure == picture.look.figure;
    if same_figure || piece.look.caption {
        return true;
    }
    // The picture's own description, printed again under it.
    if !picture.alt.is_empty() && key(&picture.alt) == key(piece.text()) {
        return true;
    }
    // A second line below a caption is text again, unless it only says whose picture it is.
    if !caption.is_empty() {
        if words <= 10 && is_bracketed_source(piece.text()) {
            return true;
        }
        return words <= 8 && is_credit(piece.text()) && (piece.look.align != Align::Plain || piece.look.emphasis);
    }
    if matches!(piece.block, Block::Heading { .. }) || words > LOOSE_CAPTION_WORDS {
        return false;
    }
    let same_box = piece.row == picture.row;
    let centred = piece.look.align == Align::Centre;
    let italic = piece.look.emphasis;
    is_credit(piece.text()) && (centred || italic || same_box || words <= 40)
        || centred && (italic || !piece.look.strong || same_box)
        || italic && !piece.text().starts_with(['“', '"'])
        || same_box && words <= 40 && picture_alone(piece, picture)
}

/// "(Nguồn: X)" right under a picture says whose picture it is.
fn is_bracketed_source(text: &str) -> bool {
    text.starts_with(['(', '[']) && text.ends_with([')', ']']) && byline::is_source(text)
}

/// A text in one box with a picture is its caption when it is a line of its own; beside a floated picture runs the text.
fn picture_alone(piece: &Piece, picture: &Piece) -> bool {
    !matches!(piece.text().chars().next(), Some('“' | '"' | '-'))
        && piece.words() <= 30
        && !(picture.look.floated && piece.text().ends_with('.'))
}

/// Whether a line says whose picture it is.
fn is_credit(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["ảnh:", "(ảnh", "ảnh minh họa", "ảnh minh hoạ", "nguồn ảnh", "ảnh -", "ảnh tư liệu", "ảnh chụp", "đồ họa:"]
        .iter()
        .any(|mark| lower.contains(mark))
}

/// Takes signatures, provenance and foot notes off the end.
fn without_tail(pieces: &mut Vec<Piece>, known: Known<'_>, tidied: &mut Tidied) {
    without_biography(pieces, known);
    cut_after_signature(pieces, tidied);
    let mut looked = 0;
    let mut at = pieces.len();
    while at > 0 && looked < TAIL {
        at -= 1;
        looked += 1;
        let piece = &pieces[at];
        if piece.is_picture() {
            continue;
        }
        let text = piece.text();
        if text.is_empty() {
            break;
        }
        if let Some(name) = agency(text).filter(|_| matches!(piece.block, Block::Paragraph(_))) {
            tidied.source.get_or_insert_with(|| text.trim_matches(['(', ')']).to_owned());
            tidied.byline = tidied.byline.take().or(name);
        } else if byline::is_source(text) && !known.authors.iter().any(|a| key(a) == key(text)) {
            tidied.source.get_or_insert_with(|| text.to_owned());
        } else if junk::is_imprint(text) && piece.words() < 40 {
            // A note of the paper, not of the article.
        } else if let Some(name) = signature(piece, known) {
            // Two signatures, one above the other, are two authors.
            tidied.byline = Some(match tidied.byline.take() {
                Some(below) if key(&below) != key(&name) => format!("{name}, {below}"),
                _ => name,
            });
        } else {
            break;
        }
        pieces.remove(at);
    }
}

/// Leaves out the box about the author: his name on a line of its own near the end, then who he is.
fn without_biography(pieces: &mut Vec<Piece>, known: Known<'_>) {
    const WORDS: usize = 60;
    const WHO: &[&str] =
        &["phong vien", "nha bao", "cong tac vien", "bien tap vien", "tac gia", "cay but", "cu nhan", "thac si"];
    let Some(about) = pieces.iter().rposition(|p| !p.text().is_empty()).filter(|at| *at > 2) else { return };
    let is_about = |piece: &Piece| {
        let folded = fold::base(piece.text());
        piece.words() <= WORDS && WHO.iter().any(|who| folded.starts_with(who))
    };
    let name = pieces[..about].iter().rposition(|p| !p.text().is_empty()).unwrap_or(0);
    let text = pieces[name].text();
    let named = known.authors.iter().any(|a| key(a) == key(text)) || names::are_people(text);
    if named && is_about(&pieces[about]) {
        pieces.truncate(name + 1);
    }
}

/// Where a labelled author or source stands near the end, the text is over: what follows in a few words is the page's.
fn cut_after_signature(pieces: &mut Vec<Piece>, tidied: &mut Tidied) {
    const FOLLOWING_WORDS: usize = 60;
    const FOLLOWING_LABELS: usize = 16;
    let mut words = 0;
    let mut cut = None;
    for at in (0..pieces.len()).rev().take(TAIL) {
        let text = pieces[at].text();
        let label = text.split(' ').take(4).any(|word| word.ends_with(':'));
        if label && !text.is_empty() {
            if let Some(name) = byline::labelled(text) {
                tidied.byline = Some(name);
                cut = Some(at);
            } else if byline::is_source(text) && !goes_on(&pieces[at + 1..]) {
                tidied.source = Some(text.to_owned());
                cut = Some(at);
            }
        }
        // A name at the right edge is a signature as well, if only labels follow.
        let edge = pieces[at].look.align == Align::Right && pieces[at].words() <= 8 && pieces[at].words() >= 2;
        if edge
            && cut.is_none()
            && at + 1 < pieces.len()
            && words <= FOLLOWING_LABELS
            && !byline::is_source(text)
            && byline::clean(text).is_some_and(|n| byline::is_name(&n))
        {
            pieces.truncate(at + 1);
            return;
        }
        words += pieces[at].words();
        if words > FOLLOWING_WORDS || matches!(pieces[at].block, Block::Table(_)) {
            break;
        }
    }
    if let Some(at) = cut {
        pieces.truncate(at);
    }
}

/// Whether more of the article follows what looks like its source: pictures, tables, names.
fn goes_on(after: &[Piece]) -> bool {
    after.iter().any(|piece| match &piece.block {
        Block::Picture { .. } | Block::Table(_) | Block::Media { .. } | Block::File { .. } | Block::List(_) => true,
        _ => byline::clean(piece.text()).is_some_and(|name| piece.words() <= 6 && byline::is_name(&name)),
    })
}

/// A signature with its agency: "(TTXVN/Vietnam+)", "Hà Thu/vnanet.vn", "PV/VOV.VN". Gives the name before the stroke,
/// where it is one.
#[expect(clippy::option_option, reason = "none, an agency alone, and one with a name are three answers")]
fn agency(text: &str) -> Option<Option<String>> {
    const AGENCIES: &[&str] = &[
        "ttxvn",
        "vietnam+",
        "vietnamplus",
        "vov",
        "vov1",
        "vov2",
        "vtv",
        "vtc",
        "vgp",
        "bnews",
        "vna",
        "afp",
        "reuters",
        "cnn",
        "ap",
        "bbc",
        "nhan dan",
        "lao dong",
        "xinhua",
        "tass",
        "sputnik",
    ];
    const WORDS: usize = 8;
    let bare = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']).trim();
    if bare.split_whitespace().count() > WORDS {
        return None;
    }
    let (name, last) = bare.rsplit_once('/').map_or(("", bare), |(name, last)| (name.trim(), last.trim()));
    let folded = fold::base(last);
    let is_host = !last.contains(' ')
        && [".vn", ".com", ".net", ".org"].iter().any(|end| folded.ends_with(end))
        && !folded.contains('@');
    let bracketed = text.trim().starts_with('(') && text.trim().ends_with(')');
    let known = AGENCIES.contains(&folded.as_str());
    if !(known || is_host) || name.is_empty() && !bracketed {
        return None;
    }
    Some(
        Some(name)
            .filter(|name| byline::is_name(name) && !AGENCIES.contains(&fold::base(name).as_str()))
            .map(str::to_owned),
    )
}

/// The name that signs the article, if a piece near the end is one.
fn signature(piece: &Piece, known: Known<'_>) -> Option<String> {
    let text = piece.text();
    if piece.words() > 16 || matches!(piece.block, Block::Quote(_) | Block::Attribution(_)) {
        return None;
    }
    if let Some(name) = byline::labelled(text) {
        return Some(name);
    }
    let name = byline::clean(text)?;
    let named = known.authors.iter().any(|author| key(author) == key(&name));
    let set_apart =
        piece.look.align == Align::Right || piece.look.strong || piece.look.emphasis || text == text.to_uppercase();
    let alone = (2..=5).contains(&piece.words()) && !text.contains([',', '.', ':']);
    (named || (set_apart || alone) && byline::is_name(&name)).then_some(name)
}

/// Takes the sapo off the beginning, where the page printed it as the first paragraph.
fn take_sapo(pieces: &mut Vec<Piece>, known: Known<'_>, tidied: &mut Tidied) {
    if let Some(sapo) = known.sapo {
        let sapo = key(sapo);
        let mut seen = 0;
        // The sapo repeated at the head of the text.
        pieces.retain(|piece| {
            if piece.text().is_empty() {
                return true;
            }
            seen += 1;
            seen > 2 || key(piece.text()) != sapo
        });
        return;
    }
    let Some(first) = pieces.iter().position(|p| !p.text().is_empty()) else { return };
    let piece = &pieces[first];
    if piece.look.sapo && piece.words() >= 6 {
        tidied.sapo = Some(pieces.remove(first).text().to_owned());
        return;
    }
    let set_apart = piece.look.strong || piece.look.emphasis || matches!(piece.block, Block::Heading { .. });
    let next_plain = pieces
        .iter()
        .skip(first + 1)
        .find(|p| !p.text().is_empty())
        .is_some_and(|p| !(p.look.strong && p.words() > HEADING_WORDS));
    let whole = known.description.is_some_and(|d| key(d) == key(piece.text()));
    let set_apart = set_apart || whole;
    let long = (15..=LONGEST_SAPO).contains(&piece.words()) && piece.look.linked == 0;
    let said = known.description.map(|d| agrees(d, piece.text()));
    // Many portals put one summary of the whole site into every head: it says nothing against a bold first paragraph.
    let bold = piece.look.strong && matches!(piece.block, Block::Paragraph(_));
    if long
        && next_plain
        && set_apart
        && said != Some(Agreement::GoesOn)
        && (said != Some(Agreement::None) || bold)
        && !matches!(piece.block, Block::Quote(_))
    {
        tidied.sapo = Some(pieces.remove(first).text().to_owned());
    }
}

/// How a summary from the page's head and a printed text stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They are different texts.
    None,
    /// The summary is the text, or its beginning.
    Same,
    /// The summary begins with the text and goes on: it was cut from the article by a machine.
    GoesOn,
}

/// Compares a summary with a printed text.
pub(super) fn agrees(summary: &str, text: &str) -> Agreement {
    const LEAST: usize = 40;
    let (a, b) = (key(summary), key(text));
    if a.is_empty() || b.is_empty() {
        return Agreement::None;
    }
    if a == b {
        return Agreement::Same;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    if common + 3 >= long_b && long_a > long_b + 25 {
        Agreement::GoesOn
    } else if common >= LEAST.min(long_a) && common * 10 >= long_a.min(long_b) * 8 {
        Agreement::Same
    } else {
        Agreement::None
    }
}

/// A short bold line of its own is a sub-heading.
fn as_heading(piece: Piece) -> Piece {
    let Block::Paragraph(rich) = &piece.block else { return piece };
    let short = piece.words() <= HEADING_WORDS
        && !rich.text.ends_with(['.', ',', ';'])
        && !rich.text.starts_with(['-', '•', '+']);
    if piece.look.strong && !piece.look.emphasis && short && piece.look.align != Align::Right {
        let rich = Rich::plain(rich.text.clone());
        return Piece { block: Block::Heading { rich, level: 3 }, ..piece };
    }
    piece
}

/// A paragraph whose line breaks mean something (an address, a poem, a roster) as lines.
fn as_lines(piece: Piece) -> Block {
    let Block::Paragraph(rich) = &piece.block else { return piece.block };
    let breaks = meaningful(&rich.text, &piece.breaks);
    if breaks.is_empty() {
        return piece.block;
    }
    // A break is one byte, as the space is: marks stay where they are.
    let text =
        rich.text.char_indices().map(|(at, c)| if breaks.binary_search(&at).is_ok() { '\n' } else { c }).collect();
    let rich = Rich { text, marks: rich.marks.clone() };
    Block::Lines(Lines { rich, spacing: Spacing::Free })
}

/// The breaks that are no wrapped lines: all where every line is short, elsewhere those before a capital or a figure.
fn meaningful(text: &str, breaks: &[usize]) -> Vec<usize> {
    const SHORT: usize = 60;
    let mut ends: Vec<usize> = breaks.to_vec();
    ends.push(text.len());
    let mut from = 0;
    let mut lines: Vec<&str> = Vec::with_capacity(ends.len());
    for end in ends {
        lines.push(text.get(from..end).unwrap_or_default().trim());
        from = end;
    }
    let all_short = lines.len() > 2 && lines.iter().all(|line| line.chars().count() <= SHORT);
    let begins = |line: &str| {
        let first = line.chars().find(|c| c.is_alphanumeric() || *c == '-');
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '-')
    };
    let kept = breaks.iter().enumerate().filter(|(number, _)| all_short || begins(lines[number + 1]));
    kept.map(|(_, at)| *at).collect()
}
