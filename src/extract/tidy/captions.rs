//! Captions to their pictures: by figure, by class, by look, by what a line says of a picture. Units: words.

use super::{PROSE_WORDS, TidyContext};
use super::{has_key, key, same_key};
use crate::extract::blocks::{Align, BlockPiece};
use crate::extract::{byline, junk, names};
use crate::model::Block;
use crate::model::block::Table;

/// Longest text which is a caption only by its look (centred or italic, after a picture), in words.
const LOOSE_CAPTION_WORDS: usize = 55;

/// Longest caption, in words.
const CAPTION_WORDS: usize = 80;

/// Gives captions to their pictures.
pub(super) fn with_captions(pieces: Vec<BlockPiece>, known: TidyContext<'_>) -> Vec<BlockPiece> {
    let title = known.title.map(key).unwrap_or_default();
    let sapo = known.sapo.map(key);
    let sapo = sapo.as_ref();
    let mut out: Vec<BlockPiece> = Vec::with_capacity(pieces.len());
    let mut waiting: Option<(usize, String)> = None;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        flush_figure(&mut out, &piece, &mut waiting);
        if piece.is_picture() {
            push_picture(&mut out, piece, &mut waiting);
            continue;
        }
        drop_cover(&mut out, &piece);
        let Some(piece) = captioned_table(piece, out.last_mut(), &mut waiting) else { continue };
        let text = piece.text();
        let repeats_title =
            !text.is_empty() && !piece.look.caption && piece.look.figure.is_some() && has_key(text, &title);
        // A box named `desc` right under a picture is none, once the text has begun or the sapo is known.
        let unsaid = sapo.is_none() && !out.iter().any(|p| p.words() >= PROSE_WORDS);
        let may_be_sapo = unsaid && (piece.look.sapo || out.last().is_some_and(|last| is_beside_logo(&piece, last)));
        let repeats_sapo = sapo.is_some_and(|sapo| !text.is_empty() && has_key(text, sapo)) || may_be_sapo;
        // The text that runs on beside a picture: its next paragraph follows in the same box.
        let goes_on = pieces.peek().is_some_and(|next| next.row == piece.row && next.words() >= PROSE_WORDS)
            && out.last().is_some_and(|last| is_beside_logo(&piece, last));
        let fits =
            !repeats_sapo && !goes_on && out.last().is_some_and(|last| is_shown(last) && is_caption(&piece, last));
        if fits {
            if let Some(BlockPiece { block: Block::Picture { caption, .. } | Block::Media { caption, .. }, .. }) =
                out.last_mut()
            {
                if !repeats_title && !title.is_empty() && has_key(caption, &title) {
                    caption.clear();
                }
                add_caption(caption, text, repeats_title);
            }
        } else if !text.is_empty() && out.last().is_some_and(|last| is_captioned(last, text)) {
            // The caption printed twice.
        } else if piece.look.caption && piece.words() <= CAPTION_WORDS {
            match piece.look.figure {
                Some(figure) => waiting = Some((figure, text.to_owned())),
                None if already(&out, text) => {}
                None => {
                    out.push(BlockPiece {
                        block: Block::Picture { url: String::new(), caption: text.to_owned() },
                        ..piece
                    });
                }
            }
        } else {
            out.push(piece);
        }
    }
    place_last(&mut out, waiting);
    // A lazy picture without address is nothing, but for its caption.
    out.retain(|p| !matches!(&p.block, Block::Picture { url, caption } if url.is_empty() && caption.is_empty()));
    out
}

/// Gives a caption that waited till the end to the last thing that is shown without one.
fn place_last(out: &mut [BlockPiece], waiting: Option<(usize, String)>) {
    if let Some((_, caption)) = waiting
        && let Some(BlockPiece {
            block: Block::Picture { caption: slot, .. } | Block::Media { caption: slot, .. }, ..
        }) = out.iter_mut().rev().find(|p| is_shown(p))
        && slot.is_empty()
    {
        *slot = caption;
    }
}

/// A film between a picture and its caption: the picture is its cover.
fn drop_cover(out: &mut Vec<BlockPiece>, piece: &BlockPiece) {
    if let (Block::Media { .. }, Some(last)) = (&piece.block, out.last()) {
        let cover = last.is_picture() && last.look.figure.is_some() && last.look.figure == piece.look.figure;
        let bare = matches!(&last.block, Block::Picture { caption, .. } if caption.is_empty());
        if cover && bare {
            out.pop();
        }
    }
}

/// The caption of a figure that showed nothing, once its figure is over: a film that only the page's own player finds.
fn flush_figure(out: &mut Vec<BlockPiece>, next: &BlockPiece, waiting: &mut Option<(usize, String)>) {
    let Some((_, caption)) = waiting.take_if(|(figure, _)| next.look.figure != Some(*figure)) else { return };
    if !already(out, &caption) {
        out.push(BlockPiece::of(Block::Picture { url: String::new(), caption }));
    }
}

/// A table or a film takes the caption of the figure that it stands in, which may come before it, and to a table after it;
/// `None`: the piece was it.
fn captioned_table(
    mut piece: BlockPiece,
    last: Option<&mut BlockPiece>,
    waiting: &mut Option<(usize, String)>,
) -> Option<BlockPiece> {
    let figure = piece.look.figure;
    if let (Block::Table(Table { caption, .. }) | Block::Media { caption, .. }, Some(_)) = (&mut piece.block, figure) {
        if caption.is_empty()
            && let Some((_, text)) = waiting.take_if(|(before, _)| Some(*before) == figure)
        {
            *caption = text;
        }
        return Some(piece);
    }
    if piece.look.caption
        && figure.is_some()
        && let Some(BlockPiece { block: Block::Table(table), look, .. }) = last
        && look.figure == figure
        && table.caption.is_empty()
    {
        piece.text().clone_into(&mut table.caption);
        return None;
    }
    Some(piece)
}

/// Whether a piece is something to look at, which may have a caption.
fn is_shown(piece: &BlockPiece) -> bool {
    matches!(piece.block, Block::Picture { .. } | Block::Media { .. })
}

/// Whether a picture has this caption.
fn is_captioned(piece: &BlockPiece, text: &str) -> bool {
    matches!(&piece.block, Block::Picture { caption, .. } if !caption.is_empty() && same_key(caption, text))
}

/// Whether a picture with this caption is there already.
fn already(pieces: &[BlockPiece], text: &str) -> bool {
    pieces.iter().any(|p| matches!(&p.block, Block::Picture { caption, .. } if caption == text))
}

fn push_picture(out: &mut Vec<BlockPiece>, mut piece: BlockPiece, waiting: &mut Option<(usize, String)>) {
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

/// Whether a text right under a picture over the text of an article is its caption: neither the sapo nor a line of facts.
pub(in crate::extract) fn is_caption_over(piece: &BlockPiece, picture: &BlockPiece, known: TidyContext<'_>) -> bool {
    let text = piece.text();
    let is_sapo = known.sapo.is_some_and(|sapo| same_key(sapo, text));
    let first = text.split([',', '-', '–', '|']).next().unwrap_or_default().trim();
    let of_people = names::are_people(first) || byline::is_name(text);
    let of_facts = byline::labelled(text).is_some() || known.is_date.is_some_and(|is_date| is_date(text));
    let set_apart = || is_credit(text) || piece.look.emphasis || piece.look.align == Align::Centre;
    picture.is_picture()
        && piece.look.linked == 0
        && !is_sapo
        && !junk::is_junk_line(text)
        && (set_apart() || !of_people && !of_facts)
        && is_caption(piece, picture)
}

/// Whether a text is the caption of the picture right before it.
fn is_caption(piece: &BlockPiece, picture: &BlockPiece) -> bool {
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
    if !picture.alt.is_empty() && same_key(&picture.alt, piece.text()) {
        return true;
    }
    // A second line below a caption is text again, unless it only says whose picture it is.
    if !caption.is_empty() {
        if words <= 10 && is_bracketed_source(piece.text()) {
            return true;
        }
        let labelled = piece.text().to_lowercase().starts_with("ảnh:");
        let apart = labelled || piece.look.align != Align::Plain || piece.look.emphasis;
        return words <= 8 && is_credit(piece.text()) && apart;
    }
    let centred = piece.look.align == Align::Centre;
    if piece.look.sapo && (centred || words <= 30 && picture.row != piece.row) {
        return true;
    }
    // A small heading in the middle, right under a picture, is set so for its size.
    let is_heading = matches!(piece.block, Block::Heading { level, .. } if level < 5 || !centred);
    if is_heading || words > LOOSE_CAPTION_WORDS {
        return false;
    }
    let same_box = piece.row == picture.row;
    let italic = piece.look.emphasis;
    is_credit(piece.text()) && (centred || italic || same_box || words <= 40)
        || centred && (italic || !piece.look.strong || same_box)
        || italic && !piece.text().starts_with(['“', '"'])
        || same_box && words <= 40 && picture_alone(piece, picture)
        || is_named_line(piece, picture)
}

/// A short line that is no sentence, right under a picture in a paragraph of its own; "Video: …" right under a film.
fn is_named_line(piece: &BlockPiece, picture: &BlockPiece) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 4..=25;
    let text = piece.text();
    let plain = matches!(piece.block, Block::Paragraph(_)) && piece.look.linked == 0 && WORDS.contains(&piece.words());
    if matches!(picture.block, Block::Media { .. }) {
        return plain && ["Video:", "Clip:", "VIDEO:", "Video -"].iter().any(|label| text.starts_with(label));
    }
    plain
        && !piece.look.strong
        && !picture.look.floated
        && text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().last().is_some_and(char::is_alphanumeric)
}

/// "(Nguồn: X)" right under a picture says whose picture it is.
fn is_bracketed_source(text: &str) -> bool {
    text.starts_with(['(', '[']) && text.ends_with([')', ']']) && byline::is_source(text)
}

/// Whether a sentence runs on behind a picture in its own line: the paper's small logo before its first words.
fn is_beside_logo(piece: &BlockPiece, picture: &BlockPiece) -> bool {
    const WORDS: usize = 18;
    picture.is_picture()
        && piece.row == picture.row
        && piece.words() >= WORDS
        && piece.text().ends_with('.')
        && !piece.look.caption
        && !piece.look.emphasis
        && piece.look.figure.is_none()
        && piece.look.align != Align::Centre
}

/// A text in one box with a picture is its caption when it is a line of its own; beside a floated picture runs the text.
fn picture_alone(piece: &BlockPiece, picture: &BlockPiece) -> bool {
    !matches!(piece.text().chars().next(), Some('“' | '"' | '-'))
        && piece.words() <= 30
        && !(picture.look.floated && piece.text().ends_with('.'))
}

/// Whether a line says whose picture it is.
pub(in crate::extract) fn is_credit(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["ảnh:", "(ảnh", "ảnh minh họa", "ảnh minh hoạ", "nguồn ảnh", "ảnh -", "ảnh tư liệu", "ảnh chụp", "đồ họa:"]
        .iter()
        .any(|mark| lower.contains(mark))
}
