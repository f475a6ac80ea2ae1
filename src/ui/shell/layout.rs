//! Size → panes. Pure; the result is kept in the state and read by drawing. Units: cells.

/// From this width on three panes stand side by side.
pub const THREE_PANES: u16 = 120;
/// From this width on two panes do.
pub const TWO_PANES: u16 = 80;
/// Below this the screen says that it is too small to be useful (it still lives).
pub const USEFUL: (u16, u16) = (16, 4);

/// Narrowest and widest sources pane.
pub const SOURCES_WIDTH: (u16, u16) = (16, 48);
/// Narrowest list beside a reader.
const LEAST_LIST: u16 = 24;
/// From this width on three panes have their full widths.
const WIDE: u16 = 140;
/// From this width on, and so wide, the names of sources stand whole where the user chose nothing.
const ROOMY: u16 = 160;
const ROOMY_SOURCES: u16 = 32;
/// Sources and list where three panes have little room.
const NARROW_SOURCES: u16 = 20;
const NARROW_LIST: u16 = 44;
/// Narrowest reader beside a list.
const LEAST_READER: u16 = 36;

/// How large articles are set. Terminals have one size of letters: large is one pane, a narrow column, and a free line between
/// lines, for a terminal whose own letters were made larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TextSize {
    #[default]
    Normal,
    Large,
}

impl TextSize {
    /// The one of this name; `Normal` for any other.
    pub fn of(name: &str) -> Self {
        if name == "large" { Self::Large } else { Self::Normal }
    }
}

/// The three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each pane is called what it shows")]
pub enum Pane {
    Sources,
    List,
    Reader,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the usual four numbers")]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

/// What the user chose about sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Width of the sources pane.
    pub sources: u16,
    /// Share of the list in what list and reader have together, percent.
    pub list_percent: u16,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { sources: 26, list_percent: 40 }
    }
}

/// Where everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// The sources pane, if it is shown.
    pub sources: Option<Area>,
    /// The list, if it is shown.
    pub list: Option<Area>,
    /// The reader, if it is shown.
    pub reader: Option<Area>,
    /// The last line.
    pub status: Area,
    /// The whole screen.
    pub screen: Area,
}

impl Layout {
    /// Lays the panes out on `width` × `height` cells; `focus` is always shown.
    pub fn new(width: u16, height: u16, focus: Pane, zen: bool, sizes: Sizes) -> Self {
        let status_height = u16::from(height >= 2);
        let body = Area { x: 0, y: 0, width, height: height - status_height };
        let mut layout = Self {
            status: Area { x: 0, y: body.height, width, height: status_height },
            screen: Area { x: 0, y: 0, width, height },
            ..Self::default()
        };
        if zen || width < TWO_PANES {
            *layout.slot(focus) = Some(body);
        } else if width < THREE_PANES {
            layout.two(body, focus, sizes);
        } else {
            layout.three(body, sizes);
        }
        layout
    }

    fn two(&mut self, body: Area, focus: Pane, sizes: Sizes) {
        if focus == Pane::Sources {
            let (left, right) = split(body, sizes.sources.clamp(SOURCES_WIDTH.0, SOURCES_WIDTH.1));
            (self.sources, self.list) = (Some(left), Some(right));
        } else {
            let (left, right) = split(body, list_width(body.width, sizes));
            (self.list, self.reader) = (Some(left), Some(right));
        }
    }

    fn three(&mut self, body: Area, sizes: Sizes) {
        // Where the user chose nothing and there is little room, headlines get most of it.
        let narrow = sizes == Sizes::default() && body.width < WIDE;
        let sources = match body.width {
            _ if sizes != Sizes::default() => sizes.sources,
            ROOMY.. => ROOMY_SOURCES,
            WIDE.. => sizes.sources,
            _ => NARROW_SOURCES,
        };
        let (left, rest) = split(body, sources.clamp(SOURCES_WIDTH.0, SOURCES_WIDTH.1));
        let list = list_width(rest.width, sizes);
        let (middle, right) = split(rest, if narrow { list.max(NARROW_LIST) } else { list });
        (self.sources, self.list, self.reader) = (Some(left), Some(middle), Some(right));
    }

    fn slot(&mut self, pane: Pane) -> &mut Option<Area> {
        match pane {
            Pane::Sources => &mut self.sources,
            Pane::List => &mut self.list,
            Pane::Reader => &mut self.reader,
        }
    }

    /// Where `pane` is, if it is shown.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::Sources => self.sources,
            Pane::List => self.list,
            Pane::Reader => self.reader,
        }
    }

    /// The pane at a cell, if any.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        [Pane::Sources, Pane::List, Pane::Reader].into_iter().find(|p| self.area(*p).is_some_and(|a| a.holds(x, y)))
    }
}

impl Area {
    /// Whether the cell lies inside.
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }
}

fn list_width(width: u16, sizes: Sizes) -> u16 {
    let wanted = u32::from(width) * u32::from(sizes.list_percent.clamp(15, 85)) / 100;
    u16::try_from(wanted).unwrap_or(width).clamp(LEAST_LIST, width.saturating_sub(LEAST_READER).max(LEAST_LIST))
}

/// Two areas with one column for the rule between them.
fn split(area: Area, left: u16) -> (Area, Area) {
    let left = left.min(area.width.saturating_sub(2));
    let right_x = area.x + left + 1;
    (Area { width: left, ..area }, Area { x: right_x, width: area.width - left - 1, ..area })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u16, focus: Pane) -> Vec<Pane> {
        let layout = Layout::new(width, 24, focus, false, Sizes::default());
        [Pane::Sources, Pane::List, Pane::Reader].into_iter().filter(|p| layout.area(*p).is_some()).collect()
    }

    #[test]
    fn the_width_decides_how_many_panes_stand_side_by_side() {
        assert_eq!(shown(120, Pane::List), [Pane::Sources, Pane::List, Pane::Reader]);
        assert_eq!(shown(119, Pane::List), [Pane::List, Pane::Reader]);
        assert_eq!(shown(80, Pane::Sources), [Pane::Sources, Pane::List]);
        assert_eq!(shown(79, Pane::Reader), [Pane::Reader]);
    }

    #[test]
    fn the_sources_have_the_room_that_the_screen_has_unless_the_user_chose() {
        let sources = |width, sizes| Layout::new(width, 24, Pane::List, false, sizes).sources.map(|area| area.width);
        let own = Sizes { sources: 22, ..Sizes::default() };
        assert_eq!([120, 140, 160].map(|width| sources(width, Sizes::default())), [Some(20), Some(26), Some(32)]);
        assert_eq!(sources(160, own), Some(22));
    }

    #[test]
    fn panes_never_leave_the_screen_and_never_overlap() {
        for width in 0..200 {
            for focus in [Pane::Sources, Pane::List, Pane::Reader] {
                let layout = Layout::new(width, 5, focus, false, Sizes { sources: 400, list_percent: 99 });
                let mut right = 0;
                for area in [layout.sources, layout.list, layout.reader].into_iter().flatten() {
                    assert!(area.x >= right && area.x + area.width <= width, "{width} {layout:?}");
                    right = area.x + area.width;
                }
            }
        }
    }

    #[test]
    fn the_smallest_screens_have_a_layout_too() {
        for (w, h) in [(0, 0), (1, 1), (20, 5), (u16::MAX, u16::MAX)] {
            let layout = Layout::new(w, h, Pane::List, false, Sizes::default());
            assert!(layout.area(Pane::List).is_some());
        }
    }
}
