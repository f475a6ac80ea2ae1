//! Prints records in the requested form: table, JSON or separated values. Field names are those of the JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::cli::args::{OutputForm, OutputShape};
use crate::cli::exit::CommandFailure;
use crate::cli::output::{Output, TextLook};
use crate::cli::words::Say;
use crate::config::nearest::nearest;
use crate::export::BYTE_ORDER_MARK;
use crate::text;
use crate::text::width::{self, Ambiguous, cells};

/// Between two columns.
const GAP: &str = "  ";
/// Width below which no column is cut to make a table fit, in cells.
const NARROWEST: usize = 8;

/// Records being printed.
pub(in crate::cli) struct Records {
    form: OutputForm,
    /// Requested fields; empty means all.
    fields: Vec<String>,
    /// Rows kept until the end: those of a table or a JSON array.
    rows: Vec<Map<String, Value>>,
    /// Names of the columns, once they are written.
    columns: Vec<String>,
}

impl Records {
    /// A printer for the form in `shape`. `known` are the existing fields, `usual` the default columns of a table.
    ///
    /// # Errors
    /// A requested field does not exist.
    pub(in crate::cli) fn new(
        shape: &OutputShape,
        known: &[&str],
        usual: &[&str],
        say: Say,
    ) -> Result<Self, CommandFailure> {
        if let Some(wrong) = shape.fields.iter().find(|field| !known.contains(&field.as_str())) {
            let near = nearest(wrong, known.iter().copied());
            return Err(CommandFailure::usage(say.no_such_field(wrong, near, &known.join(", "))));
        }
        let form = shape.form();
        let fields = match (form, shape.fields.is_empty()) {
            (_, false) => shape.fields.clone(),
            (OutputForm::Table, true) => usual.iter().map(|field| (*field).to_owned()).collect(),
            (OutputForm::Tsv | OutputForm::Csv, true) => known.iter().map(|field| (*field).to_owned()).collect(),
            _ => Vec::new(),
        };
        Ok(Self { form, fields, rows: Vec::new(), columns: Vec::new() })
    }

    /// Adds a record.
    pub(in crate::cli) fn add(&mut self, out: &mut Output, record: &impl Serialize) -> Result<(), CommandFailure> {
        if self.form == OutputForm::Jsonl && self.fields.is_empty() {
            return Ok(out.json(record)?);
        }
        let Value::Object(mut record) = serde_json::to_value(record)? else { return Ok(()) };
        if !self.fields.is_empty() {
            let picked =
                self.fields.iter().map(|f| (f.clone(), record.get(f.as_str()).cloned().unwrap_or(Value::Null)));
            record = picked.collect();
        }
        match self.form {
            OutputForm::Text | OutputForm::Table | OutputForm::Json => self.rows.push(record),
            OutputForm::Jsonl => out.json(&InOrder(&self.fields, &record))?,
            OutputForm::Tsv | OutputForm::Csv => {
                if self.columns.is_empty() {
                    self.columns.clone_from(&self.fields);
                    self.begin(out)?;
                    self.cells(out, &self.fields.clone())?;
                }
                let row: Vec<String> = self.fields.iter().map(|field| plain(record.get(field))).collect();
                self.cells(out, &row)?;
            }
        }
        Ok(())
    }

    /// Ends output without records: an empty array, a header, or nothing.
    pub(in crate::cli) fn finish_empty(self, out: &mut Output) -> Result<(), CommandFailure> {
        if matches!(self.form, OutputForm::Table | OutputForm::Text) { Ok(()) } else { self.finish(out) }
    }

    /// Prints the rows kept until the end.
    pub(in crate::cli) fn finish(self, out: &mut Output) -> Result<(), CommandFailure> {
        match self.form {
            OutputForm::Json if self.fields.is_empty() => Ok(out.json(&self.rows)?),
            OutputForm::Json => {
                let rows: Vec<_> = self.rows.iter().map(|row| InOrder(&self.fields, row)).collect();
                Ok(out.json(&rows)?)
            }
            OutputForm::Table => self.table(out),
            OutputForm::Jsonl | OutputForm::Text => Ok(()),
            OutputForm::Tsv | OutputForm::Csv if self.columns.is_empty() => {
                self.begin(out)?;
                self.cells(out, &self.fields.clone())
            }
            OutputForm::Tsv | OutputForm::Csv => Ok(()),
        }
    }

    /// What stands before the head: CSV is opened in spreadsheets, TSV is read by scripts.
    fn begin(&self, out: &mut Output) -> Result<(), CommandFailure> {
        if self.form == OutputForm::Csv { Ok(out.raw(BYTE_ORDER_MARK.as_bytes())?) } else { Ok(()) }
    }

    fn cells(&self, out: &mut Output, row: &[String]) -> Result<(), CommandFailure> {
        let line = if self.form == OutputForm::Csv {
            let mut line = csv::Writer::from_writer(Vec::new());
            line.write_record(row.iter().map(|cell| text::guard(cell).into_owned())).map_err(CommandFailure::failed)?;
            line.into_inner().map_err(CommandFailure::failed)?
        } else {
            let row = row.iter().map(|cell| text::guard(cell).replace(['\t', '\n', '\r'], " "));
            (row.collect::<Vec<_>>().join("\t") + "\n").into_bytes()
        };
        Ok(out.raw(&line)?)
    }

    /// Prints columns: numbers right-aligned, the widest texts cut until a line fits the terminal.
    fn table(&self, out: &mut Output) -> Result<(), CommandFailure> {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| self.fields.iter().map(|field| text::one_line(&plain(row.get(field)))).collect())
            .collect();
        let is_figure = |column: usize| {
            let mut values = self.rows.iter().filter_map(|row| row.get(&self.fields[column])).filter(|v| !v.is_null());
            values.clone().next().is_some() && values.all(Value::is_number)
        };
        let figures: Vec<bool> = (0..self.fields.len()).map(is_figure).collect();
        let mut widths: Vec<usize> = self.fields.iter().map(|field| cells(field)).collect();
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cells(cell));
            }
        }
        if out.is_terminal() {
            fit(&mut widths, &figures, out.width());
        }
        let line = |row: &[String]| {
            let pad = |(column, cell): (usize, &String)| {
                let pad = if figures[column] { width::pad_left } else { width::pad };
                pad(&width::shorten(cell, widths[column], Ambiguous::Narrow), widths[column], Ambiguous::Narrow)
            };
            row.iter().enumerate().map(pad).collect::<Vec<_>>().join(GAP).trim_end().to_owned()
        };
        let head = out.paint(&line(&self.fields), TextLook::Strong);
        out.painted(&head)?;
        for row in &rows {
            out.line(&line(row))?;
        }
        Ok(())
    }
}

/// A record serialised with its fields in this order.
struct InOrder<'a>(&'a [String], &'a Map<String, Value>);

impl Serialize for InOrder<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|field| (field, self.1.get(field))))
    }
}

/// Makes columns narrower, the widest first, until they fit.
fn fit(widths: &mut [usize], figures: &[bool], room: usize) {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let widest = widths.iter_mut().zip(figures).filter(|(width, figure)| !**figure && **width > NARROWEST);
        match widest.max_by_key(|(width, _)| **width) {
            Some((width, _)) => *width -= 1,
            None => break,
        }
    }
}

/// A value as the text of a cell.
fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        // A spreadsheet takes 214.0 for a text, or for 2140.
        Some(Value::Number(number)) if number.is_f64() => {
            number.as_f64().map(|figure| figure.to_string()).unwrap_or_default()
        }
        Some(Value::Array(figures)) if !figures.is_empty() && figures.iter().all(Value::is_number) => {
            figures.iter().map(|figure| plain(Some(figure))).collect::<Vec<_>>().join(" ")
        }
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_figure_stands_in_a_cell_as_one_writes_it_and_figures_beside_each_other() {
        let cell = |value: Value| plain(Some(&value));
        assert_eq!(cell(json!(214.0)), "214");
        assert_eq!(cell(json!(7.2)), "7.2");
        assert_eq!(cell(json!(5_310_000.0)), "5310000");
        assert_eq!(cell(json!([708, 482])), "708 482");
        assert_eq!(cell(json!([])), "[]");
        assert_eq!(cell(json!(["một", "hai"])), r#"["một","hai"]"#);
    }
}
