//! The signs of the screen, in two sets: with drawing characters, and in ASCII alone.

use crate::model::Offline;

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sign is named after what it stands for")]
pub struct Signs {
    pub bar: &'static str,
    pub unread: &'static str,
    pub star: &'static str,
    pub chosen: &'static str,
    pub label: &'static str,
    pub edited: &'static str,
    /// Dated in the future.
    pub ahead: &'static str,
    /// The site has no such page any more.
    pub removed: &'static str,
    pub full: &'static str,
    pub partial: &'static str,
    pub failed: &'static str,
    pub blocked: &'static str,
    pub gone: &'static str,
    pub rule: &'static str,
    pub line: &'static str,
    pub corners: [&'static str; 4],
    pub open: &'static str,
    pub closed: &'static str,
    pub trouble: &'static str,
    pub watch: &'static str,
    pub bullet: &'static str,
    pub quote: &'static str,
    pub picture: &'static str,
    pub thumb: &'static str,
    pub more_left: &'static str,
    pub more_right: &'static str,
    pub gauge_full: &'static str,
    pub gauge_empty: &'static str,
}

/// With drawing characters that every monospaced font of the last twenty years has.
pub const DRAWN: Signs = Signs {
    bar: "▌",
    unread: "●",
    star: "★",
    chosen: "✓",
    label: "#",
    edited: "≠",
    ahead: "»",
    removed: "⊘",
    full: "↓",
    partial: "◐",
    failed: "×",
    blocked: "⊘",
    gone: "†",
    rule: "│",
    line: "─",
    corners: ["┌", "┐", "└", "┘"],
    open: "▾",
    closed: "▸",
    trouble: "!",
    watch: "◆",
    bullet: "•",
    quote: "│",
    picture: "▣",
    thumb: "┃",
    more_left: "‹",
    more_right: "›",
    gauge_full: "━",
    gauge_empty: "─",
};

/// In ASCII alone.
pub const ASCII: Signs = Signs {
    bar: ">",
    unread: "o",
    star: "*",
    chosen: "x",
    label: "&",
    edited: "~",
    ahead: "^",
    removed: "-",
    full: "v",
    partial: "%",
    failed: "x",
    blocked: "#",
    gone: "-",
    rule: "|",
    line: "-",
    corners: ["+", "+", "+", "+"],
    open: "-",
    closed: "+",
    trouble: "!",
    watch: "@",
    bullet: "*",
    quote: "|",
    picture: "[]",
    thumb: "#",
    more_left: "<",
    more_right: ">",
    gauge_full: "=",
    gauge_empty: "-",
};

impl Signs {
    /// The sign for whether an article can be read with no network; empty while it is only listed.
    pub fn offline(&self, state: Offline) -> &'static str {
        match state {
            Offline::Listed => "",
            Offline::Full => self.full,
            Offline::Partial => self.partial,
            Offline::Failed => self.failed,
            Offline::Blocked => self.blocked,
            Offline::Gone => self.gone,
        }
    }
}
