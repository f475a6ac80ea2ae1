//! Tables wider than the pane: read row by row, or moved sideways.

use super::Ui;
use super::effect::Effect;
use super::notice::Notice;
use super::words::Value;

/// How the screen remembers that wide tables are moved sideways.
pub(super) const SIDEWAYS: &str = "sideways";

impl Ui {
    /// Sets wide tables record by record, or as grids to be moved sideways.
    pub(super) fn turn_tables(&mut self) -> Vec<Effect> {
        let id = match (self.reader.document.too_wide, self.reader.sideways) {
            (false, _) => "no-wide-table",
            (true, true) => "tables-records",
            (true, false) => "tables-sideways",
        };
        self.notice = Some(Notice::hint(&self.words.say(id)));
        if !self.reader.document.too_wide {
            return Vec::new();
        }
        self.reader.turn_tables();
        let how = if self.reader.sideways { SIDEWAYS } else { "records" };
        vec![Effect::Remember("tables", how.to_owned())]
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
