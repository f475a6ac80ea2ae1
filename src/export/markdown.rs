//! An article as Markdown (`CommonMark` with pipe tables).

use std::fmt::Write as _;

use super::ExportItem;
use super::book_parts::byline;
use crate::model::Block;
use crate::model::block::{BULLET, Lines, Mark, MarkKind, MediaKind, Rich, Spacing, Table};
use crate::text::own;

/// The article.
pub fn article(item: ExportItem<'_>) -> String {
    let article = item.article;
    let mut out = format!("# {}\n\n", escape(&article.row.title));
    let by = byline(item);
    if !by.is_empty() {
        let _ = write!(out, "*{}*\n\n", escape(&by));
    }
    let _ = writeln!(out, "<{}>", article.row.url);
    if let Some(sapo) = article.sapo.as_deref().filter(|sapo| !sapo.is_empty()) {
        let _ = write!(out, "\n**{}**\n", escape(sapo));
    }
    for block in article.body.iter().chain(&own::blocks(article)) {
        let _ = write!(out, "\n{}\n", block_text(block));
    }
    out
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => rich(text),
        Block::Heading { rich: text, level } => {
            format!("{} {}", "#".repeat(usize::from(*level).clamp(2, 6)), rich(text))
        }
        Block::Quote(text) => format!("> {}", rich(text)),
        Block::Attribution(text) => format!("> — {}", rich(text)),
        Block::Lines(text) => lines(text),
        Block::List(list) => {
            let item = |(at, text): (usize, &String)| {
                let marks = list.item_marks.get(at).cloned().unwrap_or_default();
                let marker = list.marker(at);
                let lead = if marker == BULLET || marker.is_empty() { "-".to_owned() } else { marker };
                let indent = "    ".repeat(list.level(at));
                format!("{indent}{lead} {}", rich(&Rich { text: text.clone(), marks }))
            };
            list.items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Table(rows) => table(rows),
        Block::Picture { url, caption } => format!("![{}]({})", escape(caption), address(url)),
        Block::Media { kind, url, caption } => {
            let words = if caption.is_empty() { media_word(*kind) } else { caption };
            format!("[{}]({})", escape(words), address(url))
        }
        Block::File { name, url, .. } => format!("[{}]({})", escape(name), address(url)),
    }
}

/// The word for a medium.
fn media_word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Video => "Video",
        MediaKind::Audio => "Âm thanh",
        MediaKind::Frame => "Khung nhúng",
    }
}

fn lines(lines: &Lines) -> String {
    match lines.spacing {
        Spacing::Kept => format!("```\n{}\n```", lines.rich.text.replace("```", "` ` `")),
        Spacing::Free => rich(&lines.rich).replace('\n', "  \n"),
    }
}

fn table(table: &Table) -> String {
    let rows = joined_heads(table);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &Vec<String>| {
        let cell = |at: usize| row.get(at).map(|cell| escape(cell).replace('|', "\\|")).unwrap_or_default();
        format!("| {} |", (0..columns).map(cell).collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    if !lines.is_empty() {
        lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    }
    if !table.caption.is_empty() {
        lines.insert(0, format!("*{}*\n", escape(&table.caption)));
    }
    lines.join("\n")
}

/// The rows, with several header rows merged into one, as Markdown requires: "Lương – Tháng".
fn joined_heads(table: &Table) -> Vec<Vec<String>> {
    let heads = table.head_rows();
    let mut rows = table.rows.clone();
    if heads > 1 {
        rows.splice(0..heads, [table.head()]);
    }
    rows
}

fn rich(rich: &Rich) -> String {
    let mut out = String::new();
    let mut at = 0;
    for Mark { start, end, kind } in &rich.marks {
        let (Some(before), Some(inside)) = (rich.text.get(at..*start), rich.text.get(*start..*end)) else { continue };
        out += &escape_at(before, place_of(at));
        out += &marked(inside, kind);
        at = *end;
    }
    out + &escape_at(rich.text.get(at..).unwrap_or_default(), place_of(at))
}

/// Emphasis and links. Leading and trailing spaces stay outside the markers, which would not work with them inside.
fn marked(inside: &str, kind: &MarkKind) -> String {
    let words = inside.trim();
    let Some(at) = inside.find(words).filter(|_| !words.is_empty()) else { return inside.to_owned() };
    let (before, after) = (&inside[..at], &inside[at + words.len()..]);
    let words = escape_at(words, LinePlace::Within);
    let signed = match kind {
        MarkKind::Strong => format!("**{words}**"),
        MarkKind::Emphasis => format!("*{words}*"),
        MarkKind::Link { href } => format!("[{words}]({})", address(href)),
    };
    format!("{before}{signed}{after}")
}

/// An address inside `(…)`.
fn address(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace(' ', "%20").replace('<', "%3C").replace('>', "%3E")
}

/// Whether text stands at the beginning of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinePlace {
    LineStart,
    Within,
}

fn place_of(at: usize) -> LinePlace {
    if at == 0 { LinePlace::LineStart } else { LinePlace::Within }
}

fn escape(text: &str) -> String {
    escape_at(text, LinePlace::LineStart)
}

/// Escapes the characters that are special in Markdown at this place.
fn escape_at(text: &str, place: LinePlace) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        if number > 0 || place == LinePlace::LineStart {
            escape_line(line, &mut out);
        } else {
            escape_inline(line, &mut out);
        }
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    let lead = line.len() - line.trim_start().len();
    let (spaces, rest) = line.split_at(lead);
    out.push_str(spaces);
    // "1. Tiền lương" would become a list, "2.000.000" is a number: the dot only makes a list before a space or the end
    // of the line.
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest[digits..].chars().next();
    let ends = |from: usize| rest[from..].chars().next().is_none_or(char::is_whitespace);
    if (1..=9).contains(&digits) && matches!(after, Some('.' | ')')) && ends(digits + 1) {
        out.push_str(&rest[..digits]);
        out.push('\\');
        escape_inline(&rest[digits..], out);
        return;
    }
    let heading = rest.len() - rest.trim_start_matches('#').len();
    let begins_block = (1..=6).contains(&heading) && ends(heading)
        || rest.starts_with('>')
        || rest.starts_with(['-', '+']) && (ends(1) || rest.chars().all(|c| c == '-' || c == ' '))
        || !rest.is_empty() && rest.trim_end().chars().all(|c| c == '=')
        || rest.starts_with("~~~");
    if begins_block {
        out.push('\\');
        let first = rest.chars().next().map_or(0, char::len_utf8);
        out.push_str(&rest[..first]);
        escape_inline(&rest[first..], out);
        return;
    }
    escape_inline(rest, out);
}

fn escape_inline(text: &str, out: &mut String) {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && rest.peek().is_some_and(|next| next.is_alphanumeric());
        let means = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            // Inside a word it is not special.
            '_' => !inside_word,
            // The beginning of a character entity.
            '&' => rest.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '#'),
            '~' => rest.peek() == Some(&'~') || before == Some('~'),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_and_links_are_kept() {
        let mark = |start, end, kind| Mark { start, end, kind };
        let text = Rich {
            text: "xem Luật mới".to_owned(),
            marks: vec![
                mark(0, 3, MarkKind::Strong),
                mark(4, 10, MarkKind::Link { href: "https://a.vn/(1)".to_owned() }),
            ],
        };
        assert_eq!(rich(&text), "**xem** [Luật](https://a.vn/%281%29) mới");
    }

    #[test]
    fn a_space_inside_emphasis_goes_outside_its_signs() {
        let marks = vec![Mark { start: 0, end: 6, kind: MarkKind::Strong }];
        assert_eq!(rich(&Rich { text: " lời nói".to_owned(), marks }), " **lời** nói");
    }

    #[test]
    fn a_paragraph_that_begins_like_a_list_or_a_heading_stays_a_paragraph() {
        for (text, wanted) in [
            ("1. Tiền lương", "1\\. Tiền lương"),
            ("12) Tiền lương", "12\\) Tiền lương"),
            ("- Ông A", "\\- Ông A"),
            ("# tuyển dụng", "\\# tuyển dụng"),
            ("> 5 triệu", "\\> 5 triệu"),
            ("---", "\\---"),
            ("===", "\\==="),
        ] {
            assert_eq!(escape(text), wanted);
        }
    }

    #[test]
    fn what_means_nothing_is_not_escaped() {
        for text in
            ["2.000.000 đồng", "2.5% một năm", "1)2", "-5%", "#tuyendung", "bao_hiem", "A & B", "31/12/2023.", "~5%"]
        {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn signs_that_mean_something_are_escaped_wherever_they_stand() {
        assert_eq!(escape("a*b [c] <d> `e` &lt; _f_"), "a\\*b \\[c\\] \\<d> \\`e\\` \\&lt; \\_f\\_");
    }

    #[test]
    fn a_table_has_a_line_under_its_first_row() {
        let rows = vec![vec!["Vùng".to_owned(), "Mức".to_owned()], vec!["I".to_owned(), "2.000".to_owned()]];
        let wanted = "| Vùng | Mức |\n| --- | --- |\n| I | 2.000 |";
        assert_eq!(table(&Table { rows, ..Table::default() }), wanted);
    }
}
