//! Readers' comments and dialogs about cookies, told from the article by how they are opened and by what stands between them.
//!
//! A page whose class names say nothing still prints "Bình luận (25)" and then "Trả lời", "2 giờ trước" again and again.
//! Units: rows of the outline. Deliberately absent: judging what a comment says.

use std::ops::Range;

use super::blocks::BlockPiece;
use super::dom::Page;
use super::fields;
use crate::model::Block;
use crate::text::fold;

mod lone;
pub(super) use lone::remark as lone_remark;

/// How a line that opens the comments begins; folded.
const OPENERS: &[&str] = &[
    "binh luan",
    "y kien ban doc",
    "y kien",
    "y kien cua ban",
    "nhan xet",
    "phan hoi",
    "comments",
    "thao luan",
    "y kien doc gia",
    "ban doc phan hoi",
    "phan hoi cua ban doc",
    "phan hoi ban doc",
    "ban doc binh luan",
    "binh luan cua ban doc",
    "binh luan ban doc",
    "y kien cua ban doc",
];
/// Characters of prose that stand before the comments of an article.
const PROSE_BEFORE: usize = 200;
/// Most words of the form in which readers write.
const FORM_WORDS: usize = 90;
/// How many lines between comments ("Trả lời", "2 giờ trước") tell that a box holds comments.
const SIGNS: usize = 2;

/// What dialogs about cookies and privacy are headed with; folded.
const CONSENT_HEADS: &[&str] = &[
    "trung tam quyen rieng tu",
    "trung tam quyen rieng tu cua ban",
    "quyen rieng tu cua ban",
    "chung toi ton trong ban",
    "chung toi ton trong quyen rieng tu",
    "chung toi ton trong quyen rieng tu cua ban",
    "chung toi coi trong quyen rieng tu cua ban",
    "tuy chon quyen rieng tu",
    "cai dat quyen rieng tu",
    "cai dat cookie",
    "tuy chon cookie",
    "quan ly cookie",
    "chinh sach cookie",
    "thong bao cookie",
    "thong bao ve cookie",
    "trang web nay su dung cookie",
    "privacy preference center",
    "we value your privacy",
    "cookie settings",
];
/// Words of dialogs about cookies; folded. One of the first list and one of the second are needed.
const CONSENT_WHAT: &[&str] = &["cookie", "tep nho", "tap tin nho", "bo nho tam cua trinh duyet"];
const CONSENT_ASKS: &[&str] = &[
    "dong y",
    "chap nhan",
    "tiep tuc su dung",
    "chinh sach bao mat",
    "quyen rieng tu",
    "luu luong truy cap",
    "trai nghiem",
    "trang web",
    "trinh duyet",
    "doi y",
    "you agree",
    "privacy policy",
    "our site",
    "your experience",
    "this website",
];

/// Where comments and dialogs stand.
pub(super) fn ranges(page: &Page<'_>, pieces: &[BlockPiece]) -> Vec<Range<usize>> {
    const MOST: usize = 8;
    let mut found: Vec<Range<usize>> = consents(page, pieces);
    found.extend(unopened(page, pieces));
    found.extend(lone::ranges(page, pieces));
    let mut prose = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.words() >= 10 {
            prose += piece.look.chars;
        }
        let inside = found.iter().any(|range| range.contains(&piece.at));
        if inside || prose < PROSE_BEFORE || found.len() == MOST || !is_opener(piece.text()) {
            continue;
        }
        if let Some(range) = box_of(page, pieces, at) {
            found.push(range);
        }
    }
    found
}

/// Comments that nothing opens: under the prose of the article "Bảo Ngân 9 giờ trước", or a name alone, a text, "Trả lời".
fn unopened(page: &Page<'_>, pieces: &[BlockPiece]) -> Vec<Range<usize>> {
    const MOST: usize = 40;
    const WITHIN: usize = 4;
    let outline = &page.outline;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut prose = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.words() >= 10 && !found.last().is_some_and(|range| range.contains(&piece.at)) {
            prose += piece.look.chars;
        }
        let named = lone::is_name(piece);
        if found.len() == MOST || prose < PROSE_BEFORE || !named && !is_aged(piece.text()) {
            continue;
        }
        let after = pieces[at + 1..].iter().take(WITHIN);
        // "Trả lời:" opens what an office answers; that of a comment is a button.
        let answers = |piece: &&BlockPiece| is_answer(piece.text()) && (!named || piece.look.linked > 0);
        let Some(answer) = after.clone().find(answers) else { continue };
        let written = after.take_while(|piece| piece.at < answer.at).any(|piece| piece.words() >= 3);
        let around = outline.ancestors(piece.at).map(|up| outline.subtree(up)).find(|range| range.contains(&answer.at));
        // What stands before the name in the same box is not of the comment.
        let alone = |range: &Range<usize>| at == 0 || pieces[at - 1].at < range.start || pieces[at - 1].words() <= 4;
        if let Some(range) = around.filter(|range| written && alone(range)) {
            found.push(piece.at..range.end);
        }
    }
    found
}

/// A name, if any, and how long ago.
fn is_aged(text: &str) -> bool {
    // Most lines say nothing of the kind; folding each would cost.
    (text.contains("trước") || text.contains("truoc"))
        && is_sign(text)
        && !is_answer(text)
        && !text.ends_with(['.', ':'])
}

/// The button to answer a comment.
fn is_answer(text: &str) -> bool {
    const WORDS: usize = 6;
    let folded = fold::base(text);
    text.split(' ').count() <= WORDS && ["tra loi", "reply"].iter().any(|word| folded.contains(word))
}

/// Boxes of dialogs about cookies: headed as such, or a paragraph that says what they ask. An article about cookies
/// keeps its text: its box holds the headline, or other prose of the page.
fn consents(page: &Page<'_>, pieces: &[BlockPiece]) -> Vec<Range<usize>> {
    const MOST: usize = 4;
    const LEVELS: usize = 4;
    let outline = &page.outline;
    let asks = |piece: &BlockPiece| -> bool {
        if piece.text().is_empty() {
            return false;
        }
        let folded = fold::base(piece.text());
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        CONSENT_HEADS.contains(&bare)
            || piece.words() >= 10
                && has(CONSENT_WHAT)
                && CONSENT_ASKS.iter().filter(|w| folded.contains(*w)).count() >= 2
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        if found.len() == MOST {
            break;
        }
        if found.iter().any(|range| range.contains(&piece.at)) || !asks(piece) || is_among_prose(page, pieces, piece) {
            continue;
        }
        let holds_more = |range: &Range<usize>| {
            let other = |p: &&BlockPiece| range.contains(&p.at) && p.words() >= 10 && !asks(p);
            !outline.select("h1", range).is_empty() || pieces.iter().any(|p| other(&p))
        };
        let boxes = std::iter::once(piece.row).chain(outline.ancestors(piece.row)).take(LEVELS);
        let range = boxes.map(|row| outline.subtree(row)).take_while(|range| !holds_more(range)).last();
        found.extend(range);
    }
    // Where nothing else would stay, the article is about cookies.
    let outside = |p: &&BlockPiece| p.words() >= 10 && !found.iter().any(|range| range.contains(&p.at));
    if pieces.iter().any(|p| outside(&p)) { found } else { Vec::new() }
}

/// Whether a paragraph stands between two others of the same box: a story that speaks of cookies. A dialog has a box of its own.
fn is_among_prose(page: &Page<'_>, pieces: &[BlockPiece], piece: &BlockPiece) -> bool {
    let outline = &page.outline;
    let rows = &outline.rows;
    let parent = rows[piece.row].parent;
    let is_beside = |other: &&BlockPiece| {
        other.words() >= 10 && rows[other.row].tag == "p" && rows[other.row].parent == parent && other.row != piece.row
    };
    rows[piece.row].tag == "p"
        && piece.look.linked == 0
        && outline.select("button", &outline.subtree(piece.row)).is_empty()
        && pieces.iter().filter(is_beside).any(|other| other.at < piece.at)
        && pieces.iter().filter(is_beside).any(|other| other.at > piece.at)
}

/// The box which a line opens, if comments stand in it.
fn box_of(page: &Page<'_>, pieces: &[BlockPiece], at: usize) -> Option<Range<usize>> {
    const LEVELS: usize = 6;
    let outline = &page.outline;
    std::iter::once(pieces[at].row).chain(outline.ancestors(pieces[at].row)).take(LEVELS).find_map(|up| {
        // What stands before the opener in the same box is not a comment.
        let range = pieces[at].at..outline.subtree(up).end;
        let inner = pieces[at + 1..].iter().take_while(|p| p.at < range.end);
        let first = pieces[..at].last().is_none_or(|before| before.at < up);
        // "Thảo luận" over a box of its own: who speaks, what is said, again and again.
        let talk = first && matches!(pieces[at].block, Block::Heading { .. }) && is_talk(&pieces[at + 1..], range.end);
        let dated = |piece: &&BlockPiece| piece.text().contains(':') && fields::is_date_line(page, piece.text());
        let signs = inner.clone().map(signs_in).sum::<usize>() + inner.clone().filter(dated).count();
        let named = inner.clone().filter(|piece| lone::is_name(piece)).count();
        // "Bình luận (40)" opens a box of its own: its count says that they follow.
        let counted = pieces[at].text().contains(|c: char| c.is_ascii_digit() && c != '0')
            && first
            && inner.map(remarks_in).sum::<usize>() >= 2;
        let folded = fold::base(pieces[at].text());
        let heads = matches!(pieces[at].block, Block::Heading { .. }) && counts_in_brackets(pieces[at].text());
        let form = is_form_opener(folded.trim_matches(|c: char| !c.is_alphabetic()).trim())
            && pieces[at + 1..].iter().take_while(|p| p.at < range.end).map(BlockPiece::words).sum::<usize>()
                <= FORM_WORDS;
        let blog = is_counted_opener(&folded);
        let headline = outline.select("h1", &range).is_empty();
        let more = range.end > outline.subtree(pieces[at].row).end;
        ((signs >= SIGNS || named >= SIGNS || counted || talk || (form || blog || heads) && more) && headline)
            .then_some(range)
    })
}

/// Whether the pieces before row `end` are a few words that may be a name and what is said, by turns.
fn is_talk(pieces: &[BlockPiece], end: usize) -> bool {
    const NAME_WORDS: usize = 4;
    const SAID_WORDS: usize = 6;
    let inside: Vec<&BlockPiece> = pieces.iter().take_while(|piece| piece.at < end).collect();
    let speaks = |piece: &BlockPiece| {
        let text = piece.text();
        let ended = text.ends_with(['.', ',', ';', ':', '?', '!', '…']);
        (1..=NAME_WORDS).contains(&piece.words()) && text.starts_with(char::is_uppercase) && !ended
    };
    let turns = inside.windows(2).filter(|two| speaks(two[0]) && two[1].words() >= SAID_WORDS).count();
    turns >= SIGNS && inside.len() <= turns * 3
}

/// "Bình luận (2)": a heading that says how many follow.
fn counts_in_brackets(text: &str) -> bool {
    let count = text.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, count)| count.trim());
    count.is_some_and(|count| !count.is_empty() && count != "0" && count.bytes().all(|b| b.is_ascii_digit()))
}

/// How many lines between comments a piece holds: one, or one for each item of a list.
fn signs_in(piece: &BlockPiece) -> usize {
    let Block::List(list) = &piece.block else { return usize::from(is_sign(piece.text())) };
    let signed = |item: &&String| {
        let folded = fold::base(item);
        is_said(&folded) || folded.ends_with("tra loi") || folded.ends_with("reply") || folded.ends_with("thich")
    };
    list.items.iter().filter(signed).count()
}

/// "Thu Hà đã nói...": how Blogger heads a comment.
fn is_said(folded: &str) -> bool {
    let bare = folded.trim_end_matches(['.', '…', ' ']);
    bare.len() < folded.len() && (bare.ends_with(" da noi") || bare.ends_with(" said"))
}

/// How many texts that may be comments a piece holds.
fn remarks_in(piece: &BlockPiece) -> usize {
    const WORDS: usize = 5;
    let Block::List(list) = &piece.block else { return usize::from(piece.words() >= WORDS) };
    // An item holds who wrote it, when, and the text of one or several.
    list.items.iter().map(|item| item.split(' ').count() / (WORDS * 2)).map(|n| n.min(2)).sum()
}

/// Whether a line opens the comments.
pub(super) fn is_opener(text: &str) -> bool {
    if text.is_empty() || text.len() > 240 {
        return false;
    }
    let folded = fold::base(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic()).trim();
    OPENERS.contains(&bare) || is_form_opener(bare) || is_counted_opener(&folded)
}

/// "2 phản hồi trên “…”", "3 bình luận về …": how blogs head the comments.
fn is_counted_opener(folded: &str) -> bool {
    const HEADS: &[&str] = &[
        "phan hoi tren",
        "phan hoi ve",
        "phan hoi cho",
        "binh luan tren",
        "binh luan ve",
        "binh luan cho",
        "y kien ve",
        "comments on",
        "comment on",
        "responses to",
        "response to",
        "thoughts on",
        "thought on",
        "replies to",
    ];
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < folded.len() && HEADS.iter().any(|head| rest.trim_start().starts_with(head))
}

/// The head of the form in which readers write.
fn is_form_opener(bare: &str) -> bool {
    const FORMS: &[&str] = &[
        "de lai mot binh luan",
        "de lai binh luan",
        "de lai mot phan hoi",
        "viet binh luan",
        "gui binh luan",
        "gui binh luan cua ban",
        "them binh luan",
        "binh luan cua ban",
        "leave a reply",
        "leave a comment",
        "post a comment",
        "y kien cua ban ve bai viet",
    ];
    FORMS.iter().any(|form| bare == *form || bare.strip_prefix(form).is_some_and(|rest| rest.starts_with(" huy")))
}

/// "52t", "3 giờ", "Thích · 2n": how networks write how long ago.
fn is_short_age(words: &[&str]) -> bool {
    const UNITS: &[&str] = &["t", "g", "p", "n", "h", "d", "w", "m", "gio", "phut", "ngay", "tuan", "thang", "nam"];
    let words: Vec<&str> =
        words.iter().copied().filter(|word| *word != "thich" && *word != "like" && *word != "·").collect();
    let unit = |rest: &str| UNITS.contains(&rest);
    match words.as_slice() {
        [one] => {
            let rest = one.trim_start_matches(|c: char| c.is_ascii_digit());
            (1..=2).contains(&(one.len() - rest.len())) && unit(rest)
        }
        [number, rest] => number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()) && unit(rest),
        _ => false,
    }
}

/// A line that stands between two comments: a button to answer, or how long ago one was written.
fn is_sign(text: &str) -> bool {
    if text.is_empty() || text.len() > 80 {
        return false;
    }
    let folded = fold::base(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let ago = words
        .windows(2)
        .any(|two| two[1] == "truoc" && matches!(two[0], "giay" | "phut" | "gio" | "ngay" | "tuan" | "thang" | "nam"));
    let answer = words.windows(2).any(|two| two == ["tra", "loi"]) || words.contains(&"reply");
    let said = is_said(&folded);
    (ago || answer || said || is_short_age(&words)) && words.len() <= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_opened_by_a_line_of_their_own() {
        for line in ["Bình luận (25)", "Ý kiến bạn đọc", "BÌNH LUẬN", "3 bình luận", "Ý kiến ( 0 )"]
        {
            assert!(is_opener(line), "{line}");
        }
        for line in ["Bình luận về vụ việc, ông An nói", "Ý kiến của công nhân", ""] {
            assert!(!is_opener(line), "{line}");
        }
    }

    #[test]
    fn between_comments_stand_answers_and_ages() {
        for line in
            ["Thích Trả lời 07:15 12/01/2026", "2 giờ trước", "Nguyễn Văn Bình 1 ngày trước", "Thu Hà đã nói..."]
        {
            assert!(is_sign(line), "{line}");
        }
        assert!(!is_sign("Ba ngày trước, tổ may số hai của công ty đã ngừng việc để đòi tiền ăn ca."));
    }
}
