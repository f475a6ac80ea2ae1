//! Rows of a damaged SQLite file, page by page: whatever the tree that leads to a leaf has lost, the leaf itself still says
//! what its rows are. The form is that of <https://www.sqlite.org/fileformat2.html>.
//!
//! Pages that the write-ahead log has newer are taken from there, up to its last whole transaction. Pages that are free are
//! passed over: what stands in them was deleted. Units: bytes; pages count from 1.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use rusqlite::types::Value;

use super::beside;

/// The file's header; the first page's own one comes after it.
const FILE_HEADER: usize = 100;
/// What loa's archives have, for a file whose header says nothing that can be.
const USUAL_PAGE: usize = 4096;
/// Pages that are looked at to learn their size.
const MOST_LOOKED_AT: usize = 2_000;
/// Header of the log, and of one page in it.
const LOG_HEADER: u64 = 32;
const LOG_PAGE_HEADER: u64 = 24;
/// Longest row that is read, bytes; the longest that is ever stored, a page as it came, is a fourth of it.
const MAX_ROW_BYTES: usize = 64 << 20;
/// Most columns of a row; the widest table has half as many.
const MAX_COLUMNS: usize = 64;

/// The pages of a file and its log.
pub(super) struct Pages {
    file: File,
    log: Option<File>,
    /// Where in the log a page's newest content begins.
    logged: HashMap<u32, u64>,
    /// Of one page; loa's archives use all of it, whatever a damaged header says of bytes kept for others.
    size: usize,
    count: u32,
}

/// What kind of tree a row was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tree {
    /// A table with integer keys; the row's key.
    Table(i64),
    /// An index, or a table without integer keys.
    Index,
}

/// A row; columns at its end may be missing, where they came with a later schema or lie on a page that is lost.
#[derive(Debug)]
pub(super) struct SavedRow {
    pub(super) tree: Tree,
    pub(super) values: Vec<Value>,
}

impl Pages {
    /// Opens a file and the log beside it.
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let log = File::open(beside(path, "-wal")).ok();
        let mut head = [0; FILE_HEADER];
        let has_head = file.read_exact(&mut head).is_ok();
        let said = match u16::from_be_bytes([head[16], head[17]]) {
            1 => 1 << 16,
            said => usize::from(said),
        };
        let said = if has_head && said.is_power_of_two() && said >= 512 { said } else { USUAL_PAGE };
        let size = likelier(&file, said.min(USUAL_PAGE), said.max(USUAL_PAGE));
        let pages = file.metadata()?.len().div_ceil(size as u64);
        let mut all = Self { file, log, logged: HashMap::new(), size, count: 0 };
        all.logged = all.read_log().unwrap_or_default();
        let last_logged = all.logged.keys().copied().max().unwrap_or(0);
        all.count = u32::try_from(pages).unwrap_or(u32::MAX).max(last_logged);
        Ok(all)
    }

    /// Where the log has which page, as of its last whole transaction.
    fn read_log(&self) -> std::io::Result<HashMap<u32, u64>> {
        let (mut pages, mut open) = (HashMap::new(), Vec::new());
        let Some(mut log) = self.log.as_ref() else { return Ok(pages) };
        let mut head = [0; 32];
        log.seek(SeekFrom::Start(0))?;
        log.read_exact(&mut head)?;
        let step = LOG_PAGE_HEADER + self.size as u64;
        let mut at = LOG_HEADER;
        let mut frame = [0; 24];
        loop {
            log.seek(SeekFrom::Start(at))?;
            // A page of another round of the log, or none: it ends here.
            if log.read_exact(&mut frame).is_err() || frame[8..16] != head[16..24] {
                return Ok(pages);
            }
            open.push((number(&frame, 0), at + LOG_PAGE_HEADER));
            if number(&frame, 4) != 0 {
                pages.extend(open.drain(..));
            }
            at += step;
        }
    }

    /// A page; one that the file's end cuts off is filled with zeros.
    fn page(&self, number: u32) -> Option<Vec<u8>> {
        let index = number.checked_sub(1)?;
        let (mut source, at) = match (self.logged.get(&number), &self.log) {
            (Some(at), Some(log)) => (log, *at),
            _ => (&self.file, u64::from(index) * self.size as u64),
        };
        source.seek(SeekFrom::Start(at)).ok()?;
        let mut page = Vec::with_capacity(self.size);
        source.take(self.size as u64).read_to_end(&mut page).ok()?;
        page.resize(self.size, 0);
        Some(page)
    }

    /// Pages that hold nothing any more; none where their list makes no sense.
    fn free(&self) -> HashSet<u32> {
        let Some(first) = self.page(1) else { return HashSet::new() };
        let (mut trunk, said) = (number(&first, 32), number(&first, 36));
        let mut free = HashSet::new();
        while trunk != 0 && free.insert(trunk) {
            let Some(page) = self.page(trunk) else { break };
            let leaves = (number(&page, 4) as usize).min(self.size / 4 - 2);
            free.extend((0..leaves).map(|leaf| number(&page, 8 + 4 * leaf)));
            trunk = number(&page, 0);
        }
        if free.len() == said as usize { free } else { HashSet::new() }
    }

    /// Gives every row that can be read, in the order of the pages, until `take` fails.
    pub(super) fn each<E>(&self, mut take: impl FnMut(SavedRow) -> Result<(), E>) -> Result<(), E> {
        let free = self.free();
        for number in (1..=self.count).filter(|number| !free.contains(number)) {
            let Some(page) = self.page(number) else { continue };
            let start = if number == 1 { FILE_HEADER } else { 0 };
            let (header, kind) = match page[start] {
                0x0d => (8, LeafKind::TableLeaf),
                0x0a => (8, LeafKind::IndexLeaf),
                0x02 => (12, LeafKind::IndexInner),
                _ => continue,
            };
            let first = start + header;
            let cells = usize::from(u16::from_be_bytes([page[start + 3], page[start + 4]]));
            for place in page[first..].chunks_exact(2).take(cells) {
                let at = usize::from(u16::from_be_bytes([place[0], place[1]]));
                if let Some(row) = self.row(&page, at, kind) {
                    take(row)?;
                }
            }
        }
        Ok(())
    }

    fn row(&self, page: &[u8], at: usize, kind: LeafKind) -> Option<SavedRow> {
        let mut cell = page.get(at..self.size)?;
        if kind == LeafKind::IndexInner {
            cell = cell.get(4..)?;
        }
        let length = usize::try_from(varint(&mut cell)?).ok().filter(|length| *length <= MAX_ROW_BYTES)?;
        let tree = if kind == LeafKind::TableLeaf { Tree::Table(varint(&mut cell)?) } else { Tree::Index };
        let values = record(&self.payload(cell, length, kind)?)?;
        Some(SavedRow { tree, values })
    }

    /// The bytes of a row; what lies on pages that are lost is missing at its end.
    fn payload(&self, cell: &[u8], length: usize, kind: LeafKind) -> Option<Vec<u8>> {
        let usable = self.size;
        let most = if kind == LeafKind::TableLeaf { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
        if length <= most {
            return cell.get(..length).map(<[u8]>::to_vec);
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let spilled = least + (length - least) % (usable - 4);
        let here = if spilled <= most { spilled } else { least };
        let mut bytes = cell.get(..here)?.to_vec();
        let mut next = number(cell.get(here..here + 4)?, 0);
        while bytes.len() < length
            && (1..=self.count).contains(&next)
            && let Some(page) = self.page(next)
        {
            let part = (length - bytes.len()).min(usable - 4);
            bytes.extend_from_slice(&page[4..4 + part]);
            next = number(&page, 0);
        }
        Some(bytes)
    }
}

/// Of two sizes of a page the one that the file has: where a page begins there mostly stands what kind of tree it is of. So it
/// does at every other page too, where the size that is asked for is a multiple of the file's.
fn likelier(file: &File, small: usize, large: usize) -> usize {
    let small_has = trees(file, small);
    if small == large || small_has * 4 >= trees(file, large) * 3 { small } else { large }
}

/// Of a thousand places where a page of this size would begin, how many begin as one of a tree does.
fn trees(file: &File, size: usize) -> u64 {
    let Ok(length) = file.metadata().map(|metadata| metadata.len()) else { return 0 };
    let (mut looked, mut found, mut file) = (0, 0, file);
    for at in (size as u64..length).step_by(size).take(MOST_LOOKED_AT) {
        let mut kind = [0];
        if file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut kind)).is_err() {
            break;
        }
        looked += 1;
        found += u64::from(matches!(kind[0], 0x02 | 0x05 | 0x0a | 0x0d));
    }
    found * 1000 / looked.max(1)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LeafKind {
    TableLeaf,
    IndexLeaf,
    IndexInner,
}

/// Four bytes as a number; 0 where there are none.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
}

/// A number of one to nine bytes, taken from the front.
fn varint(bytes: &mut &[u8]) -> Option<i64> {
    let mut value = 0_u64;
    for place in 0..9 {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if place == 8 {
            return Some((value << 8 | u64::from(byte)).cast_signed());
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(value.cast_signed())
}

/// The values of a record, up to the first that is not there in full.
fn record(bytes: &[u8]) -> Option<Vec<Value>> {
    let mut rest = bytes;
    let head = usize::try_from(varint(&mut rest)?).ok()?;
    let mut types = bytes.get(bytes.len() - rest.len()..head)?;
    let mut body = &bytes[head..];
    let mut values = Vec::new();
    while !types.is_empty() {
        let serial = u64::try_from(varint(&mut types)?).ok()?;
        let Some(value) = value(serial, &mut body) else { break };
        values.push(value);
        if values.len() > MAX_COLUMNS {
            return None;
        }
    }
    Some(values)
}

/// One value, taken from the front; text that is no UTF-8 with `�` in its place.
fn value(serial: u64, bytes: &mut &[u8]) -> Option<Value> {
    let length = match serial {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(serial).ok()?,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        _ => usize::try_from((serial - 12) / 2).ok()?,
    };
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(match serial {
        0 => Value::Null,
        7 => Value::Real(f64::from_be_bytes(taken.try_into().ok()?)),
        8 | 9 => Value::Integer(i64::from(serial == 9)),
        1..=6 => {
            let negative = taken.first().is_some_and(|byte| byte & 0x80 != 0);
            let mut whole = if negative { [0xff; 8] } else { [0; 8] };
            whole[8 - length..].copy_from_slice(taken);
            Value::Integer(i64::from_be_bytes(whole))
        }
        _ if serial.is_multiple_of(2) => Value::Blob(taken.to_vec()),
        _ => Value::Text(String::from_utf8_lossy(taken).into_owned()),
    })
}
