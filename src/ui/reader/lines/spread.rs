//! A free line between the lines of a paragraph, for large print; two between paragraphs, which would else not be told apart.

use super::{ReaderLine, Role, Typeset};

/// The document with a free line between two lines of one paragraph and one more after it. Pictures, wide tables and the foot stay as they are.
pub(super) fn spread(document: Typeset) -> Typeset {
    let Typeset { lines, headings, .. } = document;
    let mut out: Vec<ReaderLine> = Vec::with_capacity(lines.len() * 2);
    let mut places = Vec::with_capacity(lines.len());
    for line in lines {
        let ends = line.role == Role::Gap && out.last().is_some_and(is_text);
        let goes_on = out.last().is_some_and(|before| is_text(before) && is_text(&line) && part(before) == part(&line));
        if goes_on || ends {
            out.push(ReaderLine::bare(line.anchor, Role::Gap));
        }
        places.push(out.len());
        out.push(line);
    }
    let headings = headings.into_iter().filter_map(|at| places.get(at).copied()).collect();
    Typeset { lines: out, headings, ..document }
}

fn is_text(line: &ReaderLine) -> bool {
    line.part.is_some() && line.picture.is_none() && line.wide.is_none() && line.role != Role::Foot
}

fn part(line: &ReaderLine) -> Option<usize> {
    line.part.as_ref().map(|(part, _)| *part)
}
