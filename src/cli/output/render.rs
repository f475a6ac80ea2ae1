//! Articles and rows as text for people and as Markdown. Widths are cells; wrapping is `text::wrap`'s.

use std::ops::Range;

use crate::model::block::{Lines, Spacing, Table};
use crate::model::{Article, Block, Moment, Precision, TroubleKind};
use crate::text::{self, wrap};

use crate::cli::output::TextLook;
use crate::cli::session::Session;

/// Line width in a pipe, in cells: in effect no wrapping.
const UNWRAPPED: usize = 1 << 24;

/// A date for people, in UTC+7: `13/10/2023 09:23`, `13/10/2023`, `10/2023`; empty if there is none.
pub(in crate::cli) fn date(moment: Option<Moment>) -> String {
    let Some((moment, civil)) = moment.and_then(|m| Some((m, m.at.in_vietnam()?))) else { return "—".to_owned() };
    let date = civil.date();
    let day = format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
    match moment.precision {
        Precision::Month => format!("{:02}/{:04}", date.month(), date.year()),
        Precision::Day => day,
        _ => format!("{day} {:02}:{:02}", civil.hour(), civil.minute()),
    }
}

/// The publication date, or a phrase that it is unknown.
pub(in crate::cli) fn published(session: &Session, moment: Option<Moment>) -> String {
    if moment.is_none() { session.say.phrase("undated") } else { date(moment) }
}

/// Styled lines of `body`: the first after `lead`, the others indented as far. Not wrapped in a pipe.
pub(in crate::cli) fn hanging(session: &Session, lead: &str, body: &str, look: TextLook) -> Vec<String> {
    marked(session, lead, body, &[], look)
}

/// [`hanging`] with the hits highlighted.
pub(in crate::cli) fn marked(
    session: &Session,
    lead: &str,
    body: &str,
    hits: &[Range<usize>],
    look: TextLook,
) -> Vec<String> {
    let indent = text::width::cells(lead);
    let width = if session.out.is_terminal() { session.out.width().saturating_sub(indent).max(20) } else { UNWRAPPED };
    let lines = wrap::wrap(body, width, &wrap::Options::default());
    let starts = std::iter::once(lead.to_owned()).chain(std::iter::repeat(" ".repeat(indent)));
    lines.into_iter().zip(starts).map(|(line, start)| start + &paint(session, body, line, hits, look)).collect()
}

fn paint(session: &Session, text: &str, line: Range<usize>, hits: &[Range<usize>], look: TextLook) -> String {
    let mut out = String::new();
    let mut at = line.start;
    for hit in hits.iter().filter(|hit| hit.start < line.end && hit.end > line.start) {
        let (start, end) = (hit.start.max(at), hit.end.min(line.end));
        let (Some(before), Some(inside)) = (text.get(at..start), text.get(start..end)) else { continue };
        out += &session.out.paint(before, look);
        out += &session.out.paint(inside, TextLook::Hit);
        at = end;
    }
    out + &session.out.paint(text.get(at..line.end).unwrap_or_default(), look)
}

/// The lines of a text, wrapped to `width`; the first after `lead`, the others indented.
fn wrapped(body: &str, width: usize, lead: &str) -> Vec<String> {
    let indent = text::width::cells(lead);
    let starts = std::iter::once(lead.to_owned()).chain(std::iter::repeat(" ".repeat(indent)));
    let lines = wrap::wrap(body, width.saturating_sub(indent).max(1), &wrap::Options::default());
    lines.into_iter().zip(starts).map(|(line, start)| start + &body[line]).collect()
}

/// An article to read: title, byline · source · date, sapo, body.
pub(in crate::cli) fn article(session: &Session, article: &Article, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(wrapped(&article.row.title, width, "").iter().map(|line| session.out.paint(line, TextLook::Strong)));
    out.extend(wrapped(&byline(session, article), width, "").iter().map(|line| session.out.paint(line, TextLook::Dim)));
    out.push(session.out.paint(article.row.url.as_str(), TextLook::Dim));
    if !article.row.labels.is_empty() {
        let labels = session.say.labels(&article.row.labels.join(", "));
        out.extend(wrapped(&labels, width, "").iter().map(|line| session.out.paint(line, TextLook::Dim)));
    }
    if let Some(sapo) = &article.sapo {
        out.push(String::new());
        out.extend(wrapped(sapo, width, "").iter().map(|line| session.out.paint(line, TextLook::Strong)));
    }
    for block in &article.body {
        out.push(String::new());
        out.extend(block_lines(session, block, width));
    }
    if let Some(trouble) = &article.provenance.trouble {
        let (kind, what) = TroubleKind::noted(trouble).unwrap_or((TroubleKind::Other, trouble));
        let why = session.say.trouble(kind, what);
        let again = article.provenance.retry_at.map(|at| date(Some(Moment::exact(at))));
        out.push(String::new());
        let line = session.say.why_no_text(&why, again.as_deref(), article.row.removed);
        out.extend(wrapped(&line, width, "").iter().map(|line| session.out.paint(line, TextLook::Dim)));
    }
    out.extend(notes(session, article, width));
    out
}

/// The user's notes on the article: each passage as a quotation, followed by its note.
fn notes(session: &Session, article: &Article, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    if !article.notes.is_empty() {
        out.extend([String::new(), session.out.paint(&session.say.phrase("notes"), TextLook::Strong)]);
    }
    for note in &article.notes {
        out.push(String::new());
        let quoted = note.quote.lines().flat_map(|line| wrapped(line, width.saturating_sub(2), ""));
        out.extend(quoted.map(|line| session.out.paint(&format!("│ {line}"), TextLook::Dim)));
        out.extend(note.text.lines().flat_map(|line| wrapped(line, width, "")));
    }
    out
}

fn byline(session: &Session, article: &Article) -> String {
    let later = |updated: &Moment| article.row.published.is_none_or(|published| updated.at > published.at);
    let updated = article.updated.filter(later).map(|moment| session.say.updated(&date(Some(moment))));
    let parts = [
        article.author.clone(),
        article.imprint.source_line.clone(),
        Some(article.row.source.to_string()),
        Some(published(session, article.row.published)),
        updated,
    ];
    parts
        .into_iter()
        .flatten()
        .chain(session.say.fate(&article.row))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A block of a body.
pub(in crate::cli) fn block_lines(session: &Session, block: &Block, width: usize) -> Vec<String> {
    let plain =
        |lines: Vec<String>| lines.iter().map(|line| session.out.paint(line, TextLook::Plain)).collect::<Vec<_>>();
    match block {
        Block::Paragraph(rich) => plain(wrapped(&rich.text, width, "")),
        Block::Heading { rich, .. } => {
            wrapped(&rich.text, width, "").iter().map(|line| session.out.paint(line, TextLook::Strong)).collect()
        }
        Block::Quote(rich) => {
            plain(wrapped(&rich.text, width.saturating_sub(2), "").iter().map(|line| format!("│ {line}")).collect())
        }
        Block::Attribution(rich) => {
            plain(wrapped(&rich.text, width.saturating_sub(4), "").iter().map(|line| format!("│   {line}")).collect())
        }
        Block::Lines(lines) => plain(lines_of(lines, width)),
        Block::List(list) => {
            let lead = |at: usize| {
                let marker = list.marker(at);
                let space = if marker.is_empty() { "" } else { " " };
                format!("{}{marker}{space}", "  ".repeat(list.level(at)))
            };
            plain(list.items.iter().enumerate().flat_map(|(at, item)| wrapped(item, width, &lead(at))).collect())
        }
        Block::Table(it) => table(it, width)
            .into_iter()
            .map(|(line, head)| session.out.paint(&line, if head { TextLook::Strong } else { TextLook::Plain }))
            .collect(),
        Block::Picture { url, caption } => {
            let what = if caption.is_empty() { url } else { caption };
            wrapped(&format!("[{}] {what}", session.say.phrase("picture")), width, "")
                .iter()
                .map(|line| session.out.paint(line, TextLook::Dim))
                .collect()
        }
        Block::Media { kind, url, caption } => {
            let text = format!("[{}] {}", session.say.media(*kind), [caption.as_str(), url.as_str()].join(" ").trim());
            wrapped(&text, width, "").iter().map(|line| session.out.paint(line, TextLook::Dim)).collect()
        }
        Block::File { name, kind, url } => {
            let kind = if kind.is_empty() { String::new() } else { format!(" ({})", kind.to_uppercase()) };
            plain(wrapped(&format!("[{}] {name}{kind} {url}", session.say.phrase("file")), width, ""))
        }
    }
}

/// The lines of a table, and which of them are headers. The rule below the headers is made of hyphens, because this
/// text is also read aloud.
fn table(table: &Table, width: usize) -> Vec<(String, bool)> {
    let set = crate::ui::reader::table::set(table, width, false);
    let caption = Some(table.caption.as_str()).filter(|caption| !caption.is_empty());
    let caption = caption.into_iter().flat_map(|caption| wrapped(caption, width, "")).map(|line| (line, true));
    let text = |line: &str| if line.chars().all(|c| c == '─') { line.replace('─', "-") } else { line.to_owned() };
    let lines =
        set.lines.into_iter().map(|line| (format!("{}{}", " ".repeat(line.indent), text(&line.text)), line.head));
    caption.chain(lines).collect()
}

fn lines_of(lines: &Lines, width: usize) -> Vec<String> {
    let broken = |line: &str| match lines.spacing {
        Spacing::Kept if line.trim().is_empty() => vec![String::new()],
        Spacing::Kept => {
            let indent = line.len() - line.trim_start().len();
            wrapped(line.trim_start(), width, &" ".repeat(indent))
        }
        Spacing::Free => wrapped(line, width, ""),
    };
    lines.rich.text.split('\n').flat_map(broken).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Moment> {
        Moment::parse_iso(text)
    }

    #[test]
    fn a_date_alone_is_shown_without_a_time() {
        assert_eq!(date(at("2023-10-13")), "13/10/2023");
        assert_eq!(date(at("2023-10-13T09:23:00+07:00")), "13/10/2023 09:23");
        assert_eq!(date(at("2023-10")), "10/2023");
    }
}
