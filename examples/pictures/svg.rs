//! A buffer of cells → SVG. Units: a cell is 9 × 19; every run of a look is set on its cells by `textLength`, so that another
//! font of the reader's machine moves nothing.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const CELL: (usize, usize) = (9, 19);
/// Around the screen.
const MARGIN: usize = 12;

/// What cells share that are drawn together.
#[derive(Clone, PartialEq)]
struct Look {
    ink: String,
    ground: String,
    modifier: Modifier,
}

/// The picture of a buffer; `ground` is the look of an empty cell (ink, ground).
pub(crate) fn of(buffer: &Buffer, title: &str, ground: (Color, Color)) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let base = hex(ground.1, "#191817");
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"'JetBrains Mono','Cascadia Mono','DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,monospace\" \
         font-size=\"15\" xml:space=\"preserve\" role=\"img\"><title>{}</title>\n<rect width=\"{width}\" height=\"{height}\" \
         rx=\"8\" fill=\"{base}\"/>\n",
        escape(title)
    );
    for y in 0..rows {
        let line = &buffer.content()[y * columns..(y + 1) * columns];
        let runs = runs(line, ground);
        for (x, cells, look, _) in runs.iter().filter(|run| run.2.ground != base) {
            let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
            let _ = write!(
                out,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                cells * CELL.0,
                CELL.1,
                look.ground
            );
        }
        for (x, _, look, text) in runs.iter().filter(|run| !run.3.trim().is_empty()) {
            out.push_str(&words(*x, y, look, text));
        }
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}

/// One run of text: spaces at its ends are left out.
fn words(x: usize, y: usize, look: &Look, text: &str) -> String {
    let before = text.chars().take_while(|c| *c == ' ').count();
    let text = text.trim_matches(' ');
    let cells = ratatui::text::Span::raw(text).width();
    let mut marks = String::new();
    for (modifier, mark) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.7\""),
    ] {
        if look.modifier.contains(modifier) {
            marks.push_str(mark);
        }
    }
    format!(
        "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{marks}>{}</text>",
        MARGIN + (x + before) * CELL.0,
        MARGIN + y * CELL.1 + 14,
        cells * CELL.0,
        look.ink,
        escape(text)
    )
}

/// Cells of one look that stand together: first cell, cells, look, text. Gaps of two spaces and more end a run of text, so
/// that columns stay where they are.
fn runs(line: &[Cell], ground: (Color, Color)) -> Vec<(usize, usize, Look, String)> {
    let mut runs: Vec<(usize, usize, Look, String)> = Vec::new();
    let mut skip = 0;
    for (x, cell) in line.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let look = look(cell, ground);
        let cells = ratatui::text::Span::raw(cell.symbol()).width().max(1);
        skip = cells - 1;
        match runs.last_mut() {
            Some(last) if last.2 == look && !(last.3.ends_with("  ") && cell.symbol() != " ") => {
                last.1 += cells;
                last.3.push_str(cell.symbol());
            }
            _ => runs.push((x, cells, look, cell.symbol().to_owned())),
        }
    }
    runs
}

fn look(cell: &Cell, ground: (Color, Color)) -> Look {
    let (mut ink, mut under) = (hex(cell.fg, &hex(ground.0, "#e6e1d8")), hex(cell.bg, &hex(ground.1, "#191817")));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut under);
    }
    Look { ink, ground: under, modifier: cell.modifier }
}

fn hex(color: Color, otherwise: &str) -> String {
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => otherwise.to_owned(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
