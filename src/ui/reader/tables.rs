//! Tables wider than the pane: read row by row, or moved sideways.

use super::ReaderPane;
use super::table::Wide;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::notice::StatusNotice;
use crate::ui::words::PhraseValue;

/// How the screen remembers that wide tables are moved sideways.
pub(in crate::ui) const SIDEWAYS: &str = "sideways";

impl Ui {
    /// Sets wide tables record by record, or as grids to be moved sideways.
    pub(in crate::ui) fn turn_tables(&mut self) -> Vec<Effect> {
        let id = match (self.reader.document.too_wide, self.reader.sideways) {
            (false, _) => "no-wide-table",
            (true, true) => "tables-records",
            (true, false) => "tables-sideways",
        };
        self.shell.hint(id);
        if !self.reader.document.too_wide {
            return Vec::new();
        }
        self.reader.turn_tables();
        let how = if self.reader.sideways { SIDEWAYS } else { "records" };
        vec![Effect::Remember("tables", how.to_owned())]
    }

    /// Moves wide tables; those that were set record by record become grids first.
    pub(in crate::ui) fn move_columns(&mut self, columns: isize) -> Vec<Effect> {
        if !self.reader.document.too_wide || !self.reader.sideways {
            return self.turn_tables();
        }
        if let Some((first, last, of)) = self.reader.move_columns(columns) {
            let values = [
                ("first", PhraseValue::Number(first)),
                ("last", PhraseValue::Number(last)),
                ("of", PhraseValue::Number(of)),
            ];
            self.shell.tell(StatusNotice::hint(&self.shell.words.with("table-columns", &values)));
        }
        Vec::new()
    }
}

impl ReaderPane {
    /// Sets wide tables the other way.
    pub fn turn_tables(&mut self) {
        self.sideways = !self.sideways;
        self.shift = 0;
        self.stale = true;
    }

    /// The wide table that is looked at: the first in sight, else the first there is.
    fn wide_table(&self) -> Option<&Wide> {
        let lines = &self.document.lines;
        let seen = lines.iter().skip(self.top).take(self.height);
        seen.chain(lines.iter()).find_map(|line| line.wide.as_ref())
    }

    /// Moves wide tables by so many columns. Gives the columns of the one that is looked at: first and last in sight
    /// (from 1), and how many there are; `None` where there is none.
    pub fn move_columns(&mut self, columns: isize) -> Option<(usize, usize, usize)> {
        let width = usize::from(self.form.width);
        let wide = self.wide_table()?;
        let shift = self.shift.saturating_add_signed(columns).min(wide.last_shift(width));
        let (first, last) = wide.numbers(shift, width);
        let said = (first, last, wide.widths.len());
        self.shift = shift;
        Some(said)
    }
}
