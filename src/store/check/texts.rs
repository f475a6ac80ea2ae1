//! Texts of the small tables, those of settings, searches, labels, notes …: what is no text is found, and made one.

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::Problem;
use crate::store::Result;
use crate::store::lossy::FromAny as _;

/// The tables, each with a key of its own.
const TABLES: &[&str] = &[
    "lists",
    "aliases",
    "sections",
    "settings",
    "forgotten",
    "searches",
    "watch_told",
    "parts",
    "labels",
    "notes",
    "documents",
];
/// Those whose rows are derived, or say nothing that another row of the same key does not say.
const DERIVED: &[&str] = &["lists", "aliases", "sections", "settings", "forgotten", "watch_told", "parts", "documents"];
/// Names that are tried for a row whose name is another one's.
const MOST_NAMES: usize = 9;
/// Rows of one table that are mended at most at a time.
const MAX_ROWS: usize = 10_000;

/// Rows of one table with texts that are none.
pub(super) struct WrongTexts {
    table: &'static str,
    rows: Vec<WrongText>,
}

/// A row: its key as it stands, and its columns that hold no text with what can be read of each.
struct WrongText {
    key: Vec<StoredValue>,
    texts: Vec<(String, String)>,
}

/// A value as the file has it, whether or not a text is one.
enum StoredValue {
    Text(Vec<u8>),
    Other(Value),
}

impl ToSql for StoredValue {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(bytes) => Ok(ToSqlOutput::Borrowed(ValueRef::Text(bytes))),
            Self::Other(value) => value.to_sql(),
        }
    }
}

/// A column of a table.
struct Column {
    name: String,
    is_text: bool,
    is_key: bool,
}

impl WrongTexts {
    /// As a check tells it.
    pub(super) fn problem(&self) -> Problem {
        Problem::Texts { table: self.table, rows: self.rows.len() as u64 }
    }

    /// Writes what can be read of each text in its place; where another row has that key, the row goes if it is derived
    /// and gets a name of its own if it is the user's.
    pub(super) fn mend(&self, transaction: &Connection) -> Result<()> {
        let keys = columns(transaction, self.table)?.into_iter().filter(|column| column.is_key);
        let own = keys.map(|key| format!("{} IS ?", key.name)).collect::<Vec<_>>().join(" AND ");
        for row in &self.rows {
            if self.write(transaction, row, &own, "")? {
                continue;
            }
            if DERIVED.contains(&self.table) {
                let key = params_from_iter(&row.key);
                transaction.prepare_cached(&format!("DELETE FROM {} WHERE {own}", self.table))?.execute(key)?;
                continue;
            }
            for number in 2..=MOST_NAMES {
                if self.write(transaction, row, &own, &format!(" {number}"))? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Writes the texts of a row with something behind them; whether no other row has that key.
    fn write(&self, transaction: &Connection, row: &WrongText, own: &str, behind: &str) -> Result<bool> {
        let set: Vec<String> = row.texts.iter().map(|(column, _)| format!("{column} = ?")).collect();
        let sql = format!("UPDATE OR IGNORE {} SET {} WHERE {own}", self.table, set.join(", "));
        let texts = row.texts.iter().map(|(_, text)| StoredValue::Other(Value::Text(format!("{text}{behind}"))));
        let texts: Vec<StoredValue> = texts.collect();
        Ok(transaction.prepare_cached(&sql)?.execute(params_from_iter(texts.iter().chain(&row.key)))? > 0)
    }
}

/// What is wrong in each table.
pub(super) fn wrong_texts(connection: &Connection) -> Result<Vec<WrongTexts>> {
    let mut found = Vec::new();
    for table in TABLES {
        let rows = of_table(connection, table)?;
        if !rows.is_empty() {
            found.push(WrongTexts { table, rows });
        }
    }
    Ok(found)
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<Column>> {
    let mut select = connection.prepare_cached("SELECT name, type = 'TEXT', pk > 0 FROM pragma_table_info(?1)")?;
    let found =
        select.query_map([table], |row| Ok(Column { name: row.get(0)?, is_text: row.get(1)?, is_key: row.get(2)? }))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn of_table(connection: &Connection, table: &str) -> Result<Vec<WrongText>> {
    let columns = columns(connection, table)?;
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let mut select = connection.prepare(&format!("SELECT {} FROM {table}", names.join(", ")))?;
    let mut rows = select.query([])?;
    let mut wrong = Vec::new();
    while wrong.len() < MAX_ROWS
        && let Some(row) = rows.next()?
    {
        let (mut key, mut texts) = (Vec::new(), Vec::new());
        for (at, column) in columns.iter().enumerate() {
            let value = row.get_ref(at)?;
            if column.is_text && !is_text(value) {
                texts.push((column.name.clone(), String::from_any(value)));
            }
            if column.is_key {
                key.push(stored(value));
            }
        }
        if !texts.is_empty() {
            wrong.push(WrongText { key, texts });
        }
    }
    Ok(wrong)
}

/// Whether a value is a text that can be read, or nothing.
pub(super) fn is_text(value: ValueRef<'_>) -> bool {
    match value {
        ValueRef::Null => true,
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).is_ok(),
        ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => false,
    }
}

fn stored(value: ValueRef<'_>) -> StoredValue {
    match value {
        ValueRef::Text(bytes) => StoredValue::Text(bytes.to_vec()),
        other => StoredValue::Other(Value::from_any(other)),
    }
}
