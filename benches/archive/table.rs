//! The table: a row for each figure, a column for each size.

use std::fmt;
use std::time::{Duration, Instant};

/// What is printed at the end; every cell is also printed as soon as it is known.
pub(crate) struct Table {
    sizes: Vec<u64>,
    column: usize,
    rows: Vec<(String, Vec<Option<String>>)>,
}

impl Table {
    pub(crate) fn new(sizes: &[u64]) -> Self {
        Self { sizes: sizes.to_vec(), column: 0, rows: Vec::new() }
    }

    /// What is noted from now on belongs to this column.
    pub(crate) fn column(&mut self, column: usize) {
        self.column = column;
    }

    /// Notes one cell.
    pub(crate) fn note(&mut self, row: &str, value: String) {
        eprintln!("{:>9} | {row}: {value}", self.sizes[self.column]);
        let at = self.rows.iter().position(|(name, _)| name == row).unwrap_or_else(|| {
            self.rows.push((row.to_owned(), vec![None; self.sizes.len()]));
            self.rows.len() - 1
        });
        self.rows[at].1[self.column] = Some(value);
    }

    /// Notes what many calls took.
    pub(crate) fn times(&mut self, row: &str, mut times: Vec<Duration>) {
        times.sort();
        let at = |share: usize| milliseconds(times[(times.len() * share / 100).min(times.len() - 1)]);
        self.note(row, format!("{} / {} / {}", at(50), at(99), at(100)));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cells = |row: &[String]| format!("| {} |", row.join(" | "));
        let mut head = vec!["ms are p50 / p99 / longest".to_owned()];
        head.extend(self.sizes.iter().map(u64::to_string));
        writeln!(f, "{}\n|{}", cells(&head), "---|".repeat(head.len()))?;
        for (name, values) in &self.rows {
            let mut row = vec![name.clone()];
            row.extend(values.iter().map(|value| value.clone().unwrap_or_default()));
            writeln!(f, "{}", cells(&row))?;
        }
        Ok(())
    }
}

/// A time in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1e3)
}

/// What a call takes.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}
