//! Links for the terminal (OSC 8): what a frame has drawn of them is written once more, as links.
//!
//! A terminal that draws the cells anew forgets what they led to, so that nothing has to be taken back. Written is only what
//! the frame shows underlined: a menu that lies over a link is left alone.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use crate::text::width::cells;
use crate::ui::reader::in_sight::LinkInSight;

/// Longest address that goes to the terminal, bytes; the convention's own bound.
const MAX_HREF: usize = 2_083;
/// Ends a link.
pub(super) const END: &str = "\x1b]8;;\x1b\\";

/// A link as it is written: what begins it, and its cells.
pub(super) struct Linked {
    pub(super) begin: String,
    pub(super) cells: Vec<(u16, u16, Cell)>,
}

/// What is written after a frame.
pub(super) fn linked(buffer: &Buffer, links: Vec<LinkInSight>) -> Vec<Linked> {
    let of = |link: LinkInSight| {
        let begin = format!("\x1b]8;;{}\x1b\\", address(&link.href)?);
        let cells = drawn(buffer, &link);
        (!cells.is_empty()).then_some(Linked { begin, cells })
    };
    links.into_iter().filter_map(of).collect()
}

/// The underlined cells of a link; those that a wide sign before them covers are none.
fn drawn(buffer: &Buffer, link: &LinkInSight) -> Vec<(u16, u16, Cell)> {
    let mut out = Vec::new();
    let mut covered = 0;
    for x in link.x..link.x.saturating_add(link.width) {
        let Some(cell) = buffer.cell((x, link.y)) else { break };
        if covered > 0 {
            covered -= 1;
        } else if cell.modifier.contains(Modifier::UNDERLINED) {
            covered = cells(cell.symbol()).saturating_sub(1);
            out.push((x, link.y, cell.clone()));
        }
    }
    out
}

/// An address as a terminal may have it: of the web, printable ASCII, everything else by its bytes; `None` where it is none.
fn address(href: &str) -> Option<String> {
    if !(href.starts_with("https://") || href.starts_with("http://")) {
        return None;
    }
    let mut out = String::with_capacity(href.len());
    for byte in href.bytes() {
        match byte {
            b'!'..=b'~' => out.push(char::from(byte)),
            0x80.. => out.push_str(&format!("%{byte:02X}")),
            _ => return None,
        }
    }
    (out.len() <= MAX_HREF).then_some(out)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn an_address_goes_out_in_ascii_and_only_where_it_is_one_of_the_web() {
        assert_eq!(address("https://a.vn/tin?x=1").as_deref(), Some("https://a.vn/tin?x=1"));
        assert_eq!(address("https://a.vn/lương").as_deref(), Some("https://a.vn/l%C6%B0%C6%A1ng"));
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "https://a.vn/\u{1b}]0;x\u{7}", "https://a.vn/a b", ""]
        {
            assert_eq!(address(bad), None, "{bad:?}");
        }
        assert_eq!(address(&format!("https://a.vn/{}", "a".repeat(MAX_HREF))), None);
    }

    #[test]
    fn only_what_is_drawn_as_a_link_is_written_as_one() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        buffer.set_string(0, 0, "xem 越 đây", Style::new());
        buffer.set_style(Rect::new(4, 0, 3, 1), Style::new().add_modifier(Modifier::UNDERLINED));
        let link = LinkInSight { x: 0, y: 0, width: 10, href: "https://a.vn/1".to_owned() };
        let written = linked(&buffer, vec![link]);
        let cells: Vec<(u16, &str)> = written[0].cells.iter().map(|(x, _, cell)| (*x, cell.symbol())).collect();
        assert_eq!(cells, [(4, "越"), (6, " ")]);
        assert_eq!(written[0].begin, "\x1b]8;;https://a.vn/1\x1b\\");
    }
}
