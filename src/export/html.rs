//! A body as XHTML that is also valid HTML: for the page, the book and the feed.

use std::fmt::Write as _;

use super::xml::{address, escape};
use crate::model::Block;
use crate::model::block::{BULLET, Lines, List, Mark, MarkKind, MediaKind, Rich, Spacing, Table};

/// The location of a picture relative to the page; `None` to link to the original.
pub(super) type PictureSource<'a> = dyn FnMut(&str) -> Option<String> + 'a;

/// The blocks one after the other.
pub(super) fn blocks(body: &[Block], picture: &mut PictureSource<'_>) -> String {
    body.iter().map(|block| format!("{}\n", one(block, picture))).collect()
}

fn one(block: &Block, picture: &mut PictureSource<'_>) -> String {
    match block {
        Block::Paragraph(text) => format!("<p>{}</p>", rich(text)),
        Block::Heading { rich: text, level } => {
            let level = (*level).clamp(2, 6);
            format!("<h{level}>{}</h{level}>", rich(text))
        }
        Block::Quote(text) => format!("<blockquote><p>{}</p></blockquote>", rich(text)),
        Block::Attribution(text) => format!("<p class=\"by\">— {}</p>", rich(text)),
        Block::Lines(text) => lines(text),
        Block::List(items) => list(items),
        Block::Table(rows) => table(rows),
        Block::Picture { url, caption } => figure(url, caption, picture),
        Block::Media { kind, url, caption } => {
            let words = if caption.is_empty() { media_word(*kind) } else { caption };
            format!("<p>{}</p>", link(url, words))
        }
        Block::File { name, url, .. } => format!("<p>{}</p>", link(url, if name.is_empty() { url } else { name })),
    }
}

fn media_word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Video => "Video",
        MediaKind::Audio => "Âm thanh",
        MediaKind::Frame => "Khung nhúng",
    }
}

fn link(url: &str, words: &str) -> String {
    let words = escape(words);
    address(url).map_or(words.clone(), |url| format!("<a href=\"{url}\">{words}</a>"))
}

fn figure(url: &str, caption: &str, picture: &mut PictureSource<'_>) -> String {
    let words = escape(caption);
    let shown = match picture(url) {
        Some(source) => format!("<img src=\"{}\" alt=\"{words}\"/>", escape(&source)),
        None => link(url, if caption.is_empty() { "Ảnh" } else { caption }),
    };
    let below = shown.starts_with("<img") && !caption.is_empty();
    let below = if below { format!("<figcaption>{words}</figcaption>") } else { String::new() };
    format!("<figure>{shown}{below}</figure>")
}

fn lines(lines: &Lines) -> String {
    match lines.spacing {
        Spacing::Kept => format!("<pre>{}</pre>", escape(&lines.rich.text)),
        Spacing::Free => format!("<p>{}</p>", rich(&lines.rich).replace('\n', "<br/>")),
    }
}

/// Running text with its emphasis and links.
pub(super) fn rich(rich: &Rich) -> String {
    let mut out = String::new();
    let mut at = 0;
    for Mark { start, end, kind } in &rich.marks {
        let (Some(before), Some(inside)) = (rich.text.get(at..*start), rich.text.get(*start..*end)) else { continue };
        out += &escape(before);
        let words = escape(inside);
        let _ = match kind {
            MarkKind::Strong => write!(out, "<strong>{words}</strong>"),
            MarkKind::Emphasis => write!(out, "<em>{words}</em>"),
            MarkKind::Link { href } => write!(out, "{}", link(href, inside)),
        };
        at = *end;
    }
    out + &escape(rich.text.get(at..).unwrap_or_default())
}

/// A list with its nested lists; markers that no browser would produce are printed as text.
fn list(list: &List) -> String {
    let own_markers = list.markers.iter().any(|marker| marker != BULLET);
    let (open, close) = match (own_markers, list.ordered) {
        (true, _) => ("<ul class=\"m\">", "</ul>"),
        (false, true) => ("<ol>", "</ol>"),
        (false, false) => ("<ul>", "</ul>"),
    };
    let mut out = open.to_owned();
    let mut depth = 0;
    for (at, text) in list.items.iter().enumerate() {
        let level = list.level(at).min(if at == 0 { 0 } else { depth + 1 });
        if at > 0 && level > depth {
            out += if own_markers { "<ul class=\"m\">" } else { "<ul>" };
        } else if at > 0 {
            out += "</li>";
            for _ in level..depth {
                out += "</ul></li>";
            }
        }
        depth = level;
        let marks = list.item_marks.get(at).cloned().unwrap_or_default();
        let marker = if own_markers { list.marker(at) } else { String::new() };
        let lead = if marker.is_empty() { String::new() } else { format!("{} ", escape(&marker)) };
        let _ = write!(out, "<li>{lead}{}", rich(&Rich { text: text.clone(), marks }));
    }
    if !list.items.is_empty() {
        out += "</li>";
        for _ in 0..depth {
            out += "</ul></li>";
        }
    }
    out + close
}

fn table(table: &Table) -> String {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let mut out = "<table>".to_owned();
    if !table.caption.is_empty() {
        let _ = write!(out, "<caption>{}</caption>", escape(&table.caption));
    }
    let heads = table.head_rows();
    let cell = |row: usize, column: usize, text: &str| {
        let linked = table.links.iter().find(|link| link.row == row && link.column == column);
        linked.map_or_else(|| escape(text), |found| link(&found.href, text))
    };
    let row = |number: usize, tag: &str| {
        let cells = table.rows.get(number).map(Vec::as_slice).unwrap_or_default();
        let cell = |column: usize| {
            let text = cells.get(column).map(String::as_str).unwrap_or_default();
            format!("<{tag}>{}</{tag}>", cell(number, column, text))
        };
        format!("<tr>{}</tr>", (0..columns).map(cell).collect::<String>())
    };
    if heads > 0 {
        let _ = write!(out, "<thead>{}</thead>", (0..heads).map(|number| row(number, "th")).collect::<String>());
    }
    if heads < table.rows.len() {
        let rows = (heads..table.rows.len()).map(|number| row(number, "td")).collect::<String>();
        let _ = write!(out, "<tbody>{rows}</tbody>");
    }
    out + "</table>"
}
