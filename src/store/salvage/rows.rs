//! Rows from the damaged file into the new one: by its tables as far as SQLite reads them, then by its leaves.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::leaves::{Pages, SavedRow, Tree};
use super::shapes::SalvageTable;
use super::{lost, schema};
use crate::model::Timestamp;
use crate::store::lossy::Lossy as _;
use crate::store::{Result, StoreError};

/// Tables with an integer key, in the order in which they are saved.
const KEYED: &[(&str, &str)] = &[
    ("articles", "id"),
    ("bodies", "id"),
    ("positions", "id"),
    ("opened", "id"),
    ("revisions", "rowid"),
    ("pages", "id"),
    ("lists", "id"),
    ("digested", "id"),
];
/// Tables without one: read from the beginning until it fails.
const PLAIN: &[&str] = &[
    "aliases",
    "sections",
    "settings",
    "searches",
    "forgotten",
    "muted",
    "members",
    "keys",
    "told",
    "watch_told",
    "parts",
    "labels",
    "notes",
];
/// How often the next readable row is looked for in one table: id by id at first, then in growing steps.
const MAX_LEAPS: u32 = 4096;
/// So many ids are tried one by one; more rows than that are on no page.
const SMALL_LEAPS: u32 = 512;
/// Rows saved in one transaction.
const BATCH: usize = 2000;

/// Saves what SQLite can read of each table.
pub(super) fn of_tables(old: &Connection, new: &mut Connection, now: Timestamp) -> Result<()> {
    for (table, key) in KEYED {
        save_keyed(old, new, (table, key), now)?;
    }
    PLAIN.iter().try_for_each(|table| save_plain(old, new, table))
}

/// Saves what the leaves have and the tables did not give: articles first, then what belongs to them.
pub(super) fn of_leaves(pages: &Pages, new: &mut Connection, now: Timestamp) -> Result<()> {
    for turn in [RowTurn::Articles, RowTurn::Others] {
        let transaction = new.transaction()?;
        pages.each(|row| match SalvageTable::of(&row) {
            Some(table) if (table == SalvageTable::Articles) == (turn == RowTurn::Articles) => {
                save_leaf(&transaction, table, row, now)
            }
            _ => Ok(()),
        })?;
        transaction.commit()?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowTurn {
    Articles,
    Others,
}

fn save_leaf(transaction: &Connection, table: SalvageTable, row: SavedRow, now: Timestamp) -> Result<()> {
    let mut columns = names(transaction, table.name());
    let mut values = row.values;
    if let Tree::Table(key) = row.tree {
        if table == SalvageTable::Revisions {
            columns.insert(0, "rowid".to_owned());
            values.insert(0, Value::Integer(key));
        } else if let Some(first) = values.first_mut() {
            *first = Value::Integer(key);
        }
    }
    columns.truncate(values.len());
    values.truncate(columns.len());
    if table == SalvageTable::Articles {
        lost::complete(&mut columns, &mut values, now);
    }
    let own = "SELECT 1 FROM articles WHERE url = ?1";
    if table == SalvageTable::Aliases && transaction.prepare_cached(own)?.exists([&values[0]])? {
        return Ok(());
    }
    let mut insert = transaction.prepare_cached(&lost::insert_sql(table.name(), &columns))?;
    match insert.execute(params_from_iter(values)).map_err(StoreError::from) {
        Ok(_) | Err(StoreError::Sql(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The columns of a table, in the order in which its rows have them; none where it cannot be read.
fn names(connection: &Connection, table: &str) -> Vec<String> {
    let names = connection.prepare_cached("SELECT name FROM pragma_table_info(?1)").and_then(|mut select| {
        let names = select.query_map([table], |row| row.get(0))?;
        Ok(names.filter_map(std::result::Result::ok).collect())
    });
    names.unwrap_or_default()
}

/// Columns that both files have.
fn columns(old: &Connection, new: &Connection, table: &str) -> Vec<String> {
    let known = if schema::is_table(old, table) { names(old, table) } else { Vec::new() };
    names(new, table).into_iter().filter(|column| known.contains(column)).collect()
}

/// Saves a table with an integer key, leaping over what cannot be read.
fn save_keyed(old: &Connection, new: &mut Connection, (table, key): (&str, &str), now: Timestamp) -> Result<()> {
    let mut columns = columns(old, new, table);
    if columns.is_empty() {
        return Ok(());
    }
    if !columns.iter().any(|column| column == key) {
        columns.insert(0, key.to_owned());
    }
    let insert = lost::insert_sql(table, &columns);
    let sql =
        format!("SELECT {key}, {} FROM {table} WHERE {key} > ?1 ORDER BY {key} LIMIT {BATCH}", columns.join(", "));
    let (mut after, mut leap, mut leaps, mut in_a_row) = (0_i64, 1_i64, 0, 0);
    loop {
        let (rows, failed) = batch(old, &sql, after, columns.len());
        if let Some((last, _)) = rows.last() {
            (after, leap, in_a_row) = (*last, 1, 0);
        }
        let empty = rows.is_empty();
        let refused = store(new, &insert, rows.into_iter().map(|(_, row)| row))?;
        if table == SalvageTable::Articles.name() {
            refused.into_iter().try_for_each(|row| lost::save(new, columns.clone(), row, now))?;
        }
        if failed {
            (leaps, in_a_row) = (leaps + 1, in_a_row + 1);
            if leaps > MAX_LEAPS {
                return Ok(());
            }
            after = after.saturating_add(leap);
            leap = if in_a_row < SMALL_LEAPS { 1 } else { (leap * 2).min(1024) };
        } else if empty {
            return Ok(());
        }
    }
}

type Keyed = Vec<(i64, Vec<Value>)>;

/// Rows up to the first that cannot be read, and whether there was one.
fn batch(old: &Connection, sql: &str, after: i64, columns: usize) -> (Keyed, bool) {
    let mut found = Vec::new();
    let mut read = || -> rusqlite::Result<()> {
        let mut select = old.prepare_cached(sql)?;
        let mut rows = select.query([after])?;
        while let Some(row) = rows.next()? {
            let values = (1..=columns).map(|column| row.lossy(column)).collect::<rusqlite::Result<Vec<Value>>>()?;
            found.push((row.get(0)?, values));
        }
        Ok(())
    };
    let failed = read().is_err();
    (found, failed)
}

/// Saves a table without an integer key up to the first row that cannot be read.
fn save_plain(old: &Connection, new: &mut Connection, table: &str) -> Result<()> {
    let columns = columns(old, new, table);
    if columns.is_empty() {
        return Ok(());
    }
    let insert = lost::insert_sql(table, &columns);
    let Ok(mut select) = old.prepare(&format!("SELECT {} FROM {table}", columns.join(", "))) else { return Ok(()) };
    let Ok(mut rows) = select.query([]) else { return Ok(()) };
    loop {
        let batch = next_batch(&mut rows, columns.len());
        let last = batch.len() < BATCH;
        store(new, &insert, batch.into_iter())?;
        if last {
            return Ok(());
        }
    }
}

/// Stores rows; gives those that break a rule of the table, or are there already.
fn store(new: &mut Connection, insert: &str, rows: impl Iterator<Item = Vec<Value>>) -> Result<Vec<Vec<Value>>> {
    let transaction = new.transaction()?;
    let mut refused = Vec::new();
    {
        let mut statement = transaction.prepare_cached(insert)?;
        for row in rows {
            match statement.execute(params_from_iter(&row)).map_err(StoreError::from) {
                Ok(1..) => {}
                Ok(0) | Err(StoreError::Sql(_)) => refused.push(row),
                Err(error) => return Err(error),
            }
        }
    }
    transaction.commit()?;
    Ok(refused)
}

/// The next rows that can be read; none after the first that cannot be stepped to.
fn next_batch(rows: &mut rusqlite::Rows<'_>, width: usize) -> Vec<Vec<Value>> {
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH
        && let Ok(Some(row)) = rows.next()
    {
        let values: rusqlite::Result<Vec<Value>> = (0..width).map(|column| row.lossy(column)).collect();
        batch.extend(values);
    }
    batch
}
