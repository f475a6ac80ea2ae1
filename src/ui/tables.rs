//! Tables wider than the pane: read row by row, or moved sideways.

use super::Ui;
use super::effect::Effect;
use super::notice::Notice;
use super::words::Value;

impl Ui {
    /// Sets wide tables record by record, or as grids to be moved sideways.
    pub(super) fn turn_tables(&mut self) -> Vec<Effect> {
        let id = match (self.reader.document.too_wide, self.reader.sideways) {
            (false, _) => "no-wide-table",
            (true, true) => "tables-records",
            (true, false) => "tables-sideways",
        };
        if self.reader.document.too_wide {
            self.reader.turn_tables();
        }
        self.notice = Some(Notice::hint(&self.words.say(id)));
        Vec::new()
    }

    /// Moves wide tables; those that were set record by record become grids first.
    pub(super) fn move_columns(&mut self, columns: isize) -> Vec<Effect> {
        if !self.reader.document.too_wide || !self.reader.sideways {
            return self.turn_tables();
        }
        if let Some((first, last, of)) = self.reader.move_columns(columns) {
            let values = [("first", Value::Number(first)), ("last", Value::Number(last)), ("of", Value::Number(of))];
            self.notice = Some(Notice::hint(&self.words.with("table-columns", &values)));
        }
        Vec::new()
    }
}
