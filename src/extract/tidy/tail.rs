//! What stands under a text: signatures, provenance, foot notes of the page. Each line is known by what it says and by how
//! it is set; the first one that is none of these ends the search. Units: words are what stands between spaces.

use super::{Tidied, TidyContext, is_own_link, same_key};
use crate::extract::blocks::{Align, BlockPiece};
use crate::extract::{byline, junk, names};
use crate::model::{Block, Mark, MarkKind, Rich};
use crate::text::{fold, syllable};

/// How many pieces at the end may be bylines, sources, notes.
const TAIL: usize = 10;

/// Most words of a date line under a text.
const DATE_WORDS: usize = 14;

/// Takes signatures, provenance and foot notes off the end.
pub(super) fn without_tail(pieces: &mut Vec<BlockPiece>, known: TidyContext<'_>, tidied: &mut Tidied) {
    without_gate(pieces);
    without_biography(pieces, known);
    split_lines(pieces);
    split_signed_list(pieces);
    take_over_note(pieces, tidied);
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
        if text.is_empty() || !is_standing_under(&pieces[..at], piece) && !take_line(piece, known, tidied) {
            break;
        }
        pieces.remove(at);
    }
}

/// Cuts at a line near the end that bars the rest until its reader signs in; buttons and offers stand under it.
fn without_gate(pieces: &mut Vec<BlockPiece>) {
    const UNDER: usize = 6;
    const WORDS: usize = 60;
    let from = pieces.len().saturating_sub(UNDER);
    let Some(at) = (from..pieces.len()).find(|at| junk::is_gate(pieces[*at].text())) else { return };
    let under: usize = pieces[at + 1..].iter().map(BlockPiece::words).sum();
    if at > 0 && under <= WORDS && !pieces[at + 1..].iter().any(BlockPiece::is_picture) {
        pieces.truncate(at);
    }
}

/// Whether a line says what the person is whose name stands right over it.
fn is_standing_under(before: &[BlockPiece], piece: &BlockPiece) -> bool {
    byline::is_standing(piece.text()) && before.last().is_some_and(|over| byline::are_people(over.text()))
}

/// Takes what a line at the end says; `false` where it is of the text.
fn take_line(piece: &BlockPiece, known: TidyContext<'_>, tidied: &mut Tidied) -> bool {
    let text = piece.text();
    let names_author = known.authors.iter().any(|author| same_key(author, text));
    if let Some(signed) = byline::agency(text).filter(|_| matches!(piece.block, Block::Paragraph(_))) {
        tidied.source.get_or_insert(signed.agency);
        add(tidied, signed.author);
    } else if byline::is_source(text) && !names_author {
        tidied.source.get_or_insert_with(|| text.to_owned());
        add(tidied, byline::told_by(text));
    } else if let Some(name) = name_and_day(piece, known) {
        add(tidied, Some(name));
    } else if is_note(piece, known) {
        // A note of the paper or of its system, not of the article.
    } else if let Some(name) = signature(piece, known) {
        if byline::is_of_editor(text) {
            tidied.editor = Some(name);
        } else {
            add(tidied, Some(name));
        }
    } else {
        return false;
    }
    true
}

/// The people whom a line names beside a day, and says nothing else: "Hà Thu, 20/08/2025".
fn name_and_day(piece: &BlockPiece, known: TidyContext<'_>) -> Option<String> {
    let text = piece.text();
    let is_date = || known.is_date.is_some_and(|is_date| is_date(text)) || is_place_and_day(text, known);
    if piece.words() > DATE_WORDS || !is_date() {
        return None;
    }
    let name = byline::clean(text).filter(|name| name.len() < text.len())?;
    names::are_people(&name).then_some(name)
}

/// Whether a line at the end is of the paper or of its system: its imprint, a place and a day, a login, a label, a counter.
fn is_note(piece: &BlockPiece, known: TidyContext<'_>) -> bool {
    let text = piece.text();
    junk::is_imprint(text) && piece.words() < 60
        || is_place_and_day(text, known)
        || is_user(piece)
        || is_photographer(text)
        || is_row_of_tags(piece)
        || byline::is_label(text) && !byline::is_desk(text)
        || !text.chars().any(char::is_alphabetic)
        || piece.words() <= DATE_WORDS && known.is_date.is_some_and(|is_date| is_date(text))
}

/// Two signatures, one above the other, are two authors.
fn add(tidied: &mut Tidied, name: Option<String>) {
    let Some(name) = name else { return };
    tidied.byline = Some(match tidied.byline.take() {
        Some(below) if !same_key(&below, &name) => format!("{name}, {below}"),
        _ => name,
    });
}

/// "Ảnh: Thu Hà", "Thiết kế: Phòng Đồ họa" under the text, where no picture stands over it: what others than the writer did.
fn is_photographer(text: &str) -> bool {
    const WORDS: usize = 9;
    const DID: &[&str] =
        &["anh", "clip", "video", "do hoa", "thiet ke", "trinh bay", "ky thuat", "quay phim", "dung phim"];
    let Some((label, rest)) = text.split_once(':') else { return false };
    let rest = rest.trim();
    let of_desk = || rest.starts_with(char::is_uppercase) && !rest.ends_with('.');
    let folded = fold::base(label);
    text.split_whitespace().count() <= WORDS
        && DID.contains(&folded.trim())
        && (names::are_people(rest) || !matches!(folded.trim(), "anh" | "clip" | "video") && of_desk())
}

/// Whether a line is a row of tags: links of a few small words each, side by side, and nothing else.
fn is_row_of_tags(piece: &BlockPiece) -> bool {
    const WORDS: usize = 14;
    const EACH: usize = 5;
    let Block::Paragraph(rich) = &piece.block else { return false };
    if piece.linked_percent() < 100 || piece.words() > WORDS || is_own_link(piece) {
        return false;
    }
    let links = || rich.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link { .. }));
    let said = |mark: &Mark| rich.text.get(mark.start..mark.end).unwrap_or_default();
    let short = links().all(|mark| said(mark).split_whitespace().count() <= EACH);
    let small = rich.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    short && small
}

/// Whether a line is the user of a system: "admin admin", "Người đăng: admin".
fn is_user(piece: &BlockPiece) -> bool {
    const WORDS: usize = 5;
    piece.words() <= WORDS && byline::is_system_user(byline::without_label(piece.text()))
}

/// "Hà Nội, ngày 20/8/2025": where and when it was written.
fn is_place_and_day(text: &str, known: TidyContext<'_>) -> bool {
    const WORDS: usize = 9;
    if text.split_whitespace().nth(WORDS).is_some() {
        return false;
    }
    let Some((place, day)) = text.trim_matches(['(', ')']).split_once(',') else { return false };
    let is_place = place.split_whitespace().count() <= 4 && place.chars().next().is_some_and(char::is_uppercase);
    let day = day.trim().trim_start_matches("ngày").trim_end_matches('.').trim();
    is_place && known.is_date.is_some_and(|is_date| is_date(day))
}

/// Cuts the last text at its line breaks, where it is a few short lines: a name, and under it the source.
fn split_lines(pieces: &mut Vec<BlockPiece>) {
    const WORDS: usize = 20;
    let Some(last) = pieces.iter().rposition(|p| !p.text().is_empty()) else { return };
    let piece = &pieces[last];
    let Block::Paragraph(rich) = &piece.block else { return };
    if piece.breaks.is_empty() || piece.words() > WORDS {
        return;
    }
    let lines = lines_of(piece, rich);
    let is_signed = lines.last().is_some_and(|line| {
        let text = line.text();
        byline::is_source(text) || byline::agency(text).is_some() || names::are_people(text)
    });
    let stands = lines.len() == 2 && is_standing_under(&lines[..1], &lines[1]);
    if is_signed || stands {
        pieces.splice(last..=last, lines);
    }
}

/// Takes the name in bold over a note in brackets: "(Bài viết có sự hỗ trợ của …)" stays.
fn take_over_note(pieces: &mut Vec<BlockPiece>, tidied: &mut Tidied) {
    const WORDS: usize = 40;
    let [.., over, note] = pieces.as_slice() else { return };
    let text = note.text();
    let is_note = text.starts_with('(') && text.ends_with(')') && (5..=WORDS).contains(&note.words());
    if is_note && over.look.strong && names::are_people(over.text()) && byline::agency(text).is_none() {
        let name = over.text().to_owned();
        pieces.remove(pieces.len() - 2);
        add(tidied, Some(name));
    }
}

/// Parts the list at the end whose items all say who wrote it and where it is from: "Tác giả bài viết: …", "Nguồn tin: …".
fn split_signed_list(pieces: &mut Vec<BlockPiece>) {
    const MOST: usize = 4;
    let Some(last) = pieces.iter().rposition(|piece| !piece.is_picture()) else { return };
    let Block::List(list) = &pieces[last].block else { return };
    let signs = |item: &String| byline::labelled(item).is_some() || byline::is_source(item);
    if list.items.len() > MOST || !list.items.iter().all(signs) {
        return;
    }
    let line = |item: &String| {
        let mut look = pieces[last].look;
        look.words = item.split_whitespace().count();
        BlockPiece { block: Block::Paragraph(Rich::plain(item.clone())), look, ..pieces[last].clone() }
    };
    let lines: Vec<BlockPiece> = list.items.iter().map(line).collect();
    pieces.splice(last..=last, lines);
}

/// A text as pieces of one line each.
pub(in crate::extract) fn lines_of(piece: &BlockPiece, rich: &Rich) -> Vec<BlockPiece> {
    let mut from = 0;
    let ends = piece.breaks.iter().copied().chain([rich.text.len()]);
    let mut lines: Vec<BlockPiece> = Vec::new();
    for end in ends {
        let text = rich.text.get(from..end).unwrap_or_default().trim();
        let bold = |mark: &Mark| mark.kind == MarkKind::Strong && mark.start <= from + 1 && mark.end + 1 >= end;
        let strong = rich.marks.iter().any(bold);
        from = end;
        if !text.is_empty() {
            let mut look = piece.look;
            look.words = text.split_whitespace().count();
            look.chars = text.chars().filter(|c| !c.is_whitespace()).count();
            look.strong |= strong;
            let block = Block::Paragraph(Rich::plain(text.to_owned()));
            lines.push(BlockPiece { block, look, breaks: Vec::new(), ..piece.clone() });
        }
    }
    lines
}

/// Leaves out the box about the author: his name on a line of its own near the end, then who he is.
fn without_biography(pieces: &mut Vec<BlockPiece>, known: TidyContext<'_>) {
    const WORDS: usize = 60;
    let Some(about) = pieces.iter().rposition(|p| !p.text().is_empty()).filter(|at| *at > 2) else { return };
    let is_about = |piece: &BlockPiece| piece.words() <= WORDS && byline::tells_of_person(piece.text());
    let name = pieces[..about].iter().rposition(|p| !p.text().is_empty()).unwrap_or(0);
    let text = pieces[name].text();
    let named = known.authors.iter().any(|a| same_key(a, text)) || names::are_people(text);
    if named && is_about(&pieces[about]) {
        pieces.truncate(name + 1);
    }
}

/// Where a labelled author or source stands near the end, the text is over: what follows in a few words is the page's.
fn cut_after_signature(pieces: &mut Vec<BlockPiece>, tidied: &mut Tidied) {
    const FOLLOWING_WORDS: usize = 60;
    const FOLLOWING_LABELS: usize = 16;
    let mut words = 0;
    let mut cut = None;
    for at in (0..pieces.len()).rev().take(TAIL) {
        let text = pieces[at].text();
        let label = text.split(' ').take(4).any(|word| word.ends_with(':'));
        if label && !text.is_empty() {
            if let Some(name) = byline::labelled(text) {
                if byline::is_of_editor(text) {
                    tidied.editor = Some(name);
                } else {
                    tidied.byline = Some(name);
                }
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
            && !text.contains(|c: char| c.is_ascii_digit())
            && byline::clean(text).is_some_and(|n| byline::is_name(&n))
        {
            // Names and the source may stand under it.
            let under = pieces.split_off(at + 1);
            pieces.extend(under.into_iter().filter(|p| byline::is_source(p.text()) || is_edge_name(p)));
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

fn is_edge_name(piece: &BlockPiece) -> bool {
    piece.look.align == Align::Right && byline::clean(piece.text()).is_some_and(|name| names::are_people(&name))
}

/// Whether more of the article follows what looks like its source: pictures, tables, names.
fn goes_on(after: &[BlockPiece]) -> bool {
    after.iter().any(|piece| match &piece.block {
        Block::Picture { .. } | Block::Table(_) | Block::Media { .. } | Block::File { .. } | Block::List(_) => true,
        _ => byline::clean(piece.text()).is_some_and(|name| piece.words() <= 6 && byline::is_name(&name)),
    })
}

/// The name that signs the article, if a piece near the end is one.
fn signature(piece: &BlockPiece, known: TidyContext<'_>) -> Option<String> {
    let text = piece.text();
    if piece.words() > 16 || matches!(piece.block, Block::Quote(_) | Block::Attribution(_)) {
        return None;
    }
    if let Some(name) = byline::labelled(text) {
        return Some(name);
    }
    let name = signed_name(text)?;
    let named = known.authors.iter().any(|author| same_key(author, &name));
    let set_apart =
        piece.look.align == Align::Right || piece.look.strong || piece.look.emphasis || text == text.to_uppercase();
    let short = |part: &str| (2..=5).contains(&part.split_whitespace().count());
    let alone = !text.contains(['.', ':']) && text.split(',').count() <= 3 && text.split(',').all(short);
    let parted = name.split_once(" - ").or_else(|| name.split_once(" – "));
    let placed = parted.is_some_and(|(person, _)| byline::are_people(person)) && byline::is_name(&name);
    if set_apart && piece.look.linked == 0 && matches!(piece.block, Block::Paragraph(_)) && byline::is_body(&name) {
        return Some(name);
    }
    let certain = placed || byline::are_people(&name) || byline::is_abbreviated(&name) || byline::is_desk(&name);
    let may = || (set_apart || alone) && byline::is_name(&name) && is_of_person(piece, &name);
    (named || certain || may()).then_some(name)
}

/// Whether nothing speaks against a line's being the name of a person: a heading, a link to a further page, one word in bold over
/// what was left out, a note with its day ("Update July 3rd, 8 AM: …").
fn is_of_person(piece: &BlockPiece, name: &str) -> bool {
    const NOTE_WORDS: usize = 3;
    let text = piece.text();
    let note = text.find(name).and_then(|at| text.get(at + name.len()..)).and_then(|rest| rest.split_once(": "));
    let is_note = note.is_some_and(|(_, said)| said.split_whitespace().count() >= NOTE_WORDS);
    let one_word = !name.contains(' ') && piece.look.align != Align::Right && !text.starts_with('(');
    !matches!(piece.block, Block::Heading { .. })
        && piece.look.linked * 2 <= piece.look.chars
        && !is_note
        && (!one_word || names::is_syllable(name) || is_rare_name(piece, name))
}

/// Whether one word, set in bold or italics, is spelt as Vietnamese names are: "Mận", "Nở". What ends or closes a text is none.
fn is_rare_name(piece: &BlockPiece, name: &str) -> bool {
    const NO_NAMES: &[&str] = &[
        "hết",
        "ảnh",
        "nguồn",
        "đóng",
        "gửi",
        "thích",
        "lưu",
        "đọc",
        "tiếp",
        "trước",
        "thẻ",
        "mới",
        "cũ",
        "thoát",
        "dưới",
        "trên",
        "chú",
        "kết",
        "phần",
        "bài",
        "tải",
        "mục",
        "số",
        "kỳ",
        "đường",
        "góp",
    ];
    let lower = name.to_lowercase();
    (piece.look.strong || piece.look.emphasis)
        && !name.is_ascii()
        && name.starts_with(char::is_uppercase)
        && !NO_NAMES.contains(&lower.as_str())
        && syllable::is_valid(&lower)
}

/// The name in a signature: "(Minh Ngọc)", "Minh Ngọc (ngoc@bao.vn)".
fn signed_name(text: &str) -> Option<String> {
    match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) if !inner.contains(['(', ')']) => byline::clean(inner),
        _ if text.contains('@') => byline::credited_by_mail(text),
        _ => byline::clean(text),
    }
}
