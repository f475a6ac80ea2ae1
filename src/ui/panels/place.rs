//! Where a panel lies, which of its lines are in sight, and how keys and the wheel move in it. Drawing and keys ask the same.

use crate::text::width::cells;
use crate::text::wrap;

use crate::ui::Ui;
use crate::ui::action::{Action, CountScope, GoAction, MoveAction};
use crate::ui::key::{Code, Key};
use crate::ui::keymap::{KeyStep, Resolved};
use crate::ui::layout::Area;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, PanelWidth, WIDEST};

/// Widest panel, cells.
const WIDTH: u16 = 84;
/// Cells left and right of a panel's text together.
pub(in crate::ui) const MARGINS: u16 = 4;
/// From this width of the screen on a panel leaves room for an edge at its sides.
const EDGED_SCREEN: u16 = 60;
/// Lines of a panel that are not its text: the title and a gap, a gap and the foot.
const FRAME: u16 = 4;
/// Up to this height of the screen a panel may cover all of it.
const LOW_SCREEN: u16 = 12;
/// Below this height a panel with too many lines gives up the gap under its title.
const LOW_PANEL: u16 = 8;

/// A screen line of a panel.
pub(in crate::ui) struct Wrapped<'a> {
    /// The line it is a part of.
    pub of: &'a PanelLine,
    /// Number of that line.
    pub number: usize,
    /// The part of its label.
    pub label: &'a str,
    /// The part of its text.
    pub text: &'a str,
    /// Whether it is the first part.
    pub first: bool,
}

/// A panel at its place on the screen.
pub(in crate::ui) struct PlacedPanel<'a> {
    /// The cells it covers.
    pub area: Area,
    /// Cells of its text.
    pub inner: u16,
    /// Cells of the left column.
    pub label: u16,
    /// Lines above the text.
    pub head: u16,
    /// Lines of text that may be in sight.
    pub room: usize,
    /// First screen line in sight.
    pub top: usize,
    /// All screen lines.
    pub lines: Vec<Wrapped<'a>>,
}

impl PlacedPanel<'_> {
    /// The last `top` that leaves no room empty.
    pub(in crate::ui) fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.room)
    }
}

impl Panel {
    /// Lays the panel out on a screen. The chosen line, if there is one, is in sight.
    pub(in crate::ui) fn place(&self, screen: Area) -> PlacedPanel<'_> {
        // An edge stands round it where there is room.
        let sides = if screen.width >= EDGED_SCREEN { 2 } else { 0 };
        let fitting = self.content().saturating_add(MARGINS).min(WIDTH);
        let widest = match self.extent {
            PanelWidth::Readable if sides > 0 => fitting,
            PanelWidth::Readable | PanelWidth::Steady => WIDTH,
            PanelWidth::Wide => WIDEST,
            PanelWidth::Aside | PanelWidth::AsideRight => fitting,
        };
        let width = widest.min(screen.width - sides);
        let inner = width.saturating_sub(MARGINS).max(1);
        let label = self.label_cells.min(inner / 2);
        let lines = self.wrapped(usize::from(label.saturating_sub(1)).max(1), usize::from(inner - label).max(1));
        let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(FRAME);
        let height = wanted.min(screen.height.saturating_sub(if screen.height > LOW_SCREEN { 3 } else { 0 }));
        let head = if height < wanted && height < LOW_PANEL { 1 } else { 2 };
        let room = usize::from(height.saturating_sub(head + 1).max(1));
        let area = Area {
            x: match self.extent {
                PanelWidth::Aside => sides / 2,
                PanelWidth::AsideRight => screen.width - width - sides / 2,
                PanelWidth::Readable | PanelWidth::Steady | PanelWidth::Wide => (screen.width - width) / 2,
            },
            y: (screen.height - height) / 2,
            width,
            height,
        };
        let mut placed = PlacedPanel { area, inner, label, head, room, top: self.top, lines };
        if let Some(chosen) = self.chosen {
            let first = placed.lines.iter().position(|line| line.number == chosen).unwrap_or(0);
            let end = placed.lines.iter().rposition(|line| line.number == chosen).map_or(0, |last| last + 1);
            placed.top = end.saturating_sub(room).min(first);
        }
        placed.top = placed.top.min(placed.last_top());
        placed
    }

    /// Cells of the longest of its lines; the left column takes no more than half of them.
    fn content(&self) -> u16 {
        let lines = self.lines.iter().map(|line| usize::from(self.label_cells) + cells(&line.text));
        let longest =
            lines.chain([cells(&self.title), cells(&self.foot), 2 * usize::from(self.label_cells)]).max().unwrap_or(0);
        u16::try_from(longest).unwrap_or(u16::MAX)
    }

    /// The lines, labels and texts cut to so many cells. A panel is short and laid out only while it lies there.
    fn wrapped(&self, label_room: usize, room: usize) -> Vec<Wrapped<'_>> {
        let mut out = Vec::new();
        for (number, of) in self.lines.iter().enumerate() {
            let labels = if of.label.is_empty() { Vec::new() } else { cut(&of.label, label_room) };
            let texts: Vec<&str> = of.text.split('\n').flat_map(|text| cut(text, room)).collect();
            out.extend((0..labels.len().max(texts.len()).max(1)).map(|at| Wrapped {
                of,
                number,
                label: labels.get(at).copied().unwrap_or_default(),
                text: texts.get(at).copied().unwrap_or_default(),
                first: at == 0,
            }));
        }
        out
    }
}

/// A text in parts of so many cells. What fits stands as it is, with the spaces that keep a column in its place.
fn cut(text: &str, room: usize) -> Vec<&str> {
    if cells(text) <= room && !text.is_empty() {
        return vec![text];
    }
    wrap::wrap(text, room, &wrap::Options::default()).into_iter().filter_map(|range| text.get(range)).collect()
}

/// How a key moves in a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Motion {
    /// A line down; in a choice from the last to the first.
    Down,
    /// A line up; in a choice from the first to the last.
    Up,
    /// So many lines down.
    Forward(usize),
    /// So many lines up.
    Backward(usize),
    /// To the first line.
    Start,
    /// To the last line.
    End,
    /// To this line, counted from 0.
    Line(usize),
    /// On to the next article, where the panel lists articles to be read one after the other.
    Onward,
}

impl Motion {
    /// What an action of the table does in a panel with room for so many lines.
    fn of(action: MoveAction, room: usize) -> Self {
        // A line of the page before stays in sight.
        let (page, half) = (room.saturating_sub(1).max(1), (room / 2).max(1));
        match action {
            MoveAction::Down => Self::Down,
            MoveAction::Up => Self::Up,
            MoveAction::LineDown => Self::Forward(1),
            MoveAction::LineUp => Self::Backward(1),
            MoveAction::HalfPageDown => Self::Forward(half),
            MoveAction::HalfPageUp => Self::Backward(half),
            MoveAction::PageDown => Self::Forward(page),
            MoveAction::PageUp => Self::Backward(page),
            MoveAction::Top => Self::Start,
            MoveAction::Bottom => Self::End,
        }
    }

    /// So many times; to the first or last line with a number before it: to that line.
    pub(in crate::ui) fn counted(self, count: Option<usize>) -> Self {
        match (self, count.filter(|count| *count > 0)) {
            (Self::Start | Self::End, Some(count)) => Self::Line(count - 1),
            (Self::Down, Some(count)) => Self::Forward(count),
            (Self::Up, Some(count)) => Self::Backward(count),
            (Self::Forward(lines), Some(count)) => Self::Forward(lines.saturating_mul(count)),
            (Self::Backward(lines), Some(count)) => Self::Backward(lines.saturating_mul(count)),
            (motion, _) => motion,
        }
    }

    /// The first line in sight after it; may be too far, which [`Ui::settle_panel`] puts right.
    pub(in crate::ui) fn scrolled(self, top: usize) -> usize {
        match self {
            Self::Down => top.saturating_add(1),
            Self::Up => top.saturating_sub(1),
            Self::Forward(lines) => top.saturating_add(lines),
            Self::Backward(lines) => top.saturating_sub(lines),
            Self::Start => 0,
            Self::Line(line) => line,
            Self::End => usize::MAX,
            Self::Onward => top,
        }
    }

    /// The chosen one of `many` after it.
    pub(in crate::ui) fn chosen(self, selected: usize, many: usize) -> usize {
        let last = many.saturating_sub(1);
        match self {
            Self::Down if selected >= last => 0,
            Self::Up if selected == 0 => last,
            _ => self.scrolled(selected).min(last),
        }
    }
}

/// Keys that are printed with what they do move in panels whatever they are bound to.
fn printed(code: Code) -> Option<MoveAction> {
    Some(match code {
        Code::Down => MoveAction::Down,
        Code::Up => MoveAction::Up,
        Code::PageDown => MoveAction::PageDown,
        Code::PageUp => MoveAction::PageUp,
        Code::Home => MoveAction::Top,
        Code::End => MoveAction::Bottom,
        _ => return None,
    })
}

impl Ui {
    /// How a key moves in the panel that lies there, by the table of keys. A key that begins a chord is kept.
    pub(in crate::ui) fn motion(&mut self, key: Key) -> Option<Motion> {
        let mut begun = std::mem::take(&mut self.keys.pending);
        let narrowing = match &self.panels.overlay {
            Some(Overlay::Help { search, .. }) => key.typed().map(|c| (c, search.is_empty())),
            _ => None,
        };
        if let Some((_, false)) = narrowing {
            return None;
        }
        let action = match self.keys.map.resolve(&[CountScope::Anywhere], &begun, key) {
            Resolved::Act(steps) | Resolved::Perhaps(steps) => match steps.as_slice() {
                [KeyStep::Act(Action::Move(action))] => Some(*action),
                [KeyStep::Act(Action::Go(GoAction::NextUnread))] if self.panels.lists_unread() => {
                    return Some(Motion::Onward);
                }
                _ => None,
            },
            Resolved::Waiting if narrowing.is_none() => {
                begun.push(key);
                (self.keys.pending, self.keys.since) = (begun, self.shell.now);
                return None;
            }
            Resolved::Waiting | Resolved::Nothing => None,
        };
        let room = self.panel().map_or(1, |panel| panel.place(self.shell.panes.layout.screen).room);
        let motion = action.or_else(|| printed(key.code)).map(|action| Motion::of(action, room));
        // In the help every letter narrows.
        let letter = narrowing.is_some_and(|(c, _)| c.is_alphabetic());
        motion.filter(|_| !letter)
    }

    /// The wheel over a panel.
    pub(in crate::ui) fn panel_wheel(&mut self, rows: i32) -> Vec<crate::ui::Effect> {
        let chooses = self.panel().is_some_and(|panel| panel.chosen.is_some());
        let lines = if chooses { 1 } else { usize::try_from(rows.unsigned_abs()).unwrap_or(1) };
        let (code, motion) =
            if rows > 0 { (Code::Down, Motion::Forward(lines)) } else { (Code::Up, Motion::Backward(lines)) };
        self.overlay_moved(Key::plain(code), Some(motion))
    }

    /// Keeps the panel from standing past its last line at the present size.
    pub(in crate::ui) fn settle_panel(&mut self) {
        let Some(most) = self.panel().map(|panel| panel.place(self.shell.panes.layout.screen).last_top()) else {
            return;
        };
        if let Some(top) = self.panels.overlay.as_mut().and_then(Overlay::top_mut) {
            *top = (*top).min(most);
        }
    }
}
