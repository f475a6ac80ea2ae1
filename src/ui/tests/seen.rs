//! What a screen in a test looks like.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Stage;

impl Stage {
    pub(in crate::ui::tests) fn paint(&self) -> (Buffer, Option<(u16, u16)>) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let cursor = self.ui.paint(&mut buffer);
        (buffer, cursor)
    }

    /// The screen as lines of text.
    pub(in crate::ui::tests) fn lines(&self) -> Vec<String> {
        let (buffer, _) = self.paint();
        let width = usize::from(self.size.0.max(1));
        buffer
            .content()
            .chunks(width)
            .map(|line| {
                let mut text = String::new();
                let mut skip = 0;
                for cell in line {
                    if skip > 0 {
                        skip -= 1;
                        continue;
                    }
                    text.push_str(cell.symbol());
                    skip = crate::text::width::cells(cell.symbol()).saturating_sub(1);
                }
                text.trim_end().to_owned()
            })
            .collect()
    }

    /// The last line.
    pub(in crate::ui::tests) fn status(&self) -> String {
        self.lines().pop().unwrap_or_default()
    }

    pub(in crate::ui::tests) fn screen(&self) -> String {
        self.lines().join("\n")
    }

    pub(in crate::ui::tests) fn shows(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Title of the selected row.
    pub(in crate::ui::tests) fn selected(&self) -> String {
        self.ui.list.current().map(|r| r.title.clone()).unwrap_or_default()
    }
}
