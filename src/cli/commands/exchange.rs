//! `loa import`: articles as lines of JSON, feeds as OPML.
//!
//! A malformed line is counted, reported and skipped. Memory is bounded by one batch of lines, whatever the size of the
//! file. An interrupted import can simply be run again: articles that are stored already are left alone.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use indicatif::ProgressBar;

use crate::cli::args::{ImportArgs, ImportFormat};
use crate::cli::commands::opml::{self, FeedImport, Input};
use crate::cli::commands::store_work;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::message;
use crate::cli::output::record::{BadLine, MAX_LINE_BYTES, record};
use crate::cli::session::Session;
use crate::store::Store;

/// Records stored in one transaction.
const BATCH: usize = 500;
/// Bytes of lines that are collected before they are stored, whatever their number.
const BATCH_BYTES: usize = 8 << 20;
/// Bad lines that are reported one by one.
const MAX_NAMED: usize = 20;

/// Runs `loa import`.
pub(in crate::cli) fn import(session: &mut Session, args: &ImportArgs) -> Outcome {
    let (mut file, size) = open(session, &args.file)?;
    let opml = match args.format {
        ImportFormat::Auto => begins_as_markup(file.fill_buf()?),
        ImportFormat::Opml => true,
        ImportFormat::Jsonl => false,
    };
    let goal = if args.dry_run { FeedImport::Print } else { FeedImport::Write };
    if opml { opml::import(session, file, goal) } else { import_articles(session, file, size) }
}

fn begins_as_markup(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

fn import_articles(session: &mut Session, file: Input, size: u64) -> Outcome {
    let store = session.store()?;
    let bar = store_work::file_bar(session, "importing", size);
    let mut sums = ImportSums::default();
    let stored = store.indexing_beside(|| store_lines(session, &store, file, &bar, &mut sums));
    bar.finish_and_clear();
    if let Err(error) = stored {
        message(&session.say.imported(sums.new, sums.known, sums.bad));
        return Err(error);
    }
    store_work::index_kindly(session, &store);
    session.out.line(&session.say.imported(sums.new, sums.known, sums.bad))?;
    Ok(sums.exit())
}

/// Stores the articles of a file's lines.
fn store_lines(
    session: &Session,
    store: &Store,
    file: Input,
    bar: &ProgressBar,
    sums: &mut ImportSums,
) -> Result<(), CommandFailure> {
    let mut lines = BoundedLines { reader: file, number: 0 };
    let mut done = 0;
    loop {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(line) = lines.next()? else { break };
            bytes += line.len();
            match record(&line, session.now()) {
                Ok(Some(record)) => batch.push(record),
                Ok(None) => {}
                Err(why) => bar.suspend(|| sums.bad(session, lines.number, &why)),
            }
        }
        if batch.is_empty() && bytes == 0 {
            return Ok(());
        }
        let (new, known) = store.import(&batch)?;
        sums.new += new;
        sums.known += known;
        done += bytes as u64;
        bar.set_position(done);
    }
}

/// Opens the file (or stdin) and gives its size in bytes; 0 if unknown.
fn open(session: &Session, path: &Path) -> Result<(Input, u64), CommandFailure> {
    if path.as_os_str() == "-" {
        return Ok((BufReader::new(Box::new(std::io::stdin())), 0));
    }
    match File::open(path) {
        Ok(file) => {
            let size = file.metadata().map_or(0, |data| data.len());
            Ok((BufReader::new(Box::new(file)), size))
        }
        Err(error) => {
            Err(CommandFailure::failed(session.say.unreadable(&path.display().to_string(), &session.say.why(&error))))
        }
    }
}

#[derive(Default)]
struct ImportSums {
    new: usize,
    known: usize,
    bad: usize,
}

impl ImportSums {
    fn bad(&mut self, session: &Session, line: usize, why: &BadLine) {
        self.bad += 1;
        if self.bad <= MAX_NAMED {
            message(&session.say.bad_line(line, &session.say.why_bad(why)));
        }
    }

    fn exit(&self) -> Exit {
        match (self.bad, self.new + self.known) {
            (0, 0) => Exit::Nothing,
            (0, _) => Exit::Fine,
            (_, 0) => Exit::Failed,
            _ => Exit::Partly,
        }
    }
}

/// Lines of at most [`MAX_LINE_BYTES`]; the rest of a longer line is skipped.
struct BoundedLines<R> {
    reader: BufReader<R>,
    number: usize,
}

impl<R: Read> BoundedLines<R> {
    fn next(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let limit = MAX_LINE_BYTES as u64 + 1;
        if self.reader.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if line.len() > MAX_LINE_BYTES && line.last() != Some(&b'\n') {
            self.skip_line()?;
        }
        Ok(Some(line))
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let (used, found) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            self.reader.consume(used);
            if found || used == 0 {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    const NOW: Timestamp = Timestamp(1_700_000_000);

    #[test]
    fn a_line_at_the_bound_is_read_and_a_longer_one_is_passed_over() {
        let long = vec![b' '; MAX_LINE_BYTES + 10];
        let mut input = long[..MAX_LINE_BYTES - 1].to_vec();
        input.push(b'\n');
        input.extend(&long);
        input.extend(b"\nlast\n");
        let mut lines = BoundedLines { reader: BufReader::new(input.as_slice()), number: 0 };
        assert!(record(&lines.next().unwrap().unwrap(), NOW).unwrap().is_none());
        assert!(record(&lines.next().unwrap().unwrap(), NOW).is_err());
        assert_eq!(lines.next().unwrap().unwrap(), b"last\n");
        assert!(lines.next().unwrap().is_none());
    }

    #[test]
    fn markup_is_told_from_json_by_its_first_sign() {
        assert!(begins_as_markup(b"\xef\xbb\xbf \n<?xml version=\"1.0\"?>"));
        assert!(!begins_as_markup(b"{\"url\":\"<\"}") && !begins_as_markup(b""));
    }
}
