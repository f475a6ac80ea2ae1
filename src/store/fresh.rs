//! Bodies that were stored a moment ago, so that the index need not read, unpack and parse them again.
//!
//! A body is kept under the number its article has in the index's queue. Whatever changes the article later gives it
//! another number, so what is kept is never out of date; what is not found here is read from the archive.
//! While the queue is drained, whoever stores more than is kept waits for the index a little: reading back what there was
//! no room for costs both more time.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use super::Result;
use super::lossy::Lossy as _;
use crate::model::Block;

/// Bytes of text that are kept in all; what comes beyond is read from the archive.
const MAX_BYTES: usize = 10 << 20;
/// Longest text of an article that is kept, bytes; far below the bound at which a stored body loses its end.
const MAX_TEXT_BYTES: usize = 256 << 10;

/// How long storing waits for the index at most; if there is still no room, it does not wait again.
const PATIENCE: Duration = Duration::from_secs(2);

/// The strings of a body, and where its article stands in the queue.
pub(super) struct QueuedBody {
    seq: i64,
    strings: Vec<String>,
}

impl QueuedBody {
    /// The body of an article that has just been stored for the first time, inside the same transaction.
    pub(super) fn of(connection: &Connection, id: i64, blocks: &[Block]) -> Result<Option<Self>> {
        let strings: Vec<String> = blocks.iter().flat_map(Block::strings).map(str::to_owned).collect();
        if strings.is_empty() || size(&strings) > MAX_TEXT_BYTES {
            return Ok(None);
        }
        let mut place = connection.prepare_cached("SELECT seq FROM queue WHERE id = ?1")?;
        let seq = place.query_row([id], |row| row.lossy(0)).optional()?;
        Ok(seq.map(|seq| Self { seq, strings }))
    }
}

/// The bodies kept in memory.
#[derive(Default)]
pub(super) struct Fresh {
    kept: Mutex<KeptBody>,
    /// Notified when there is room again, and when indexing ends.
    room: Condvar,
}

#[derive(Default)]
struct KeptBody {
    bodies: HashMap<i64, Vec<String>>,
    bytes: usize,
    /// Whether the index is being filled.
    drained: bool,
}

/// Held while the index is being filled.
pub(super) struct Draining<'a>(&'a Fresh);

impl Drop for Draining<'_> {
    fn drop(&mut self) {
        self.0.lock().drained = false;
        self.0.room.notify_all();
    }
}

impl Fresh {
    /// Announces that the index is being filled from now on.
    pub(super) fn draining(&self) -> Draining<'_> {
        self.lock().drained = true;
        Draining(self)
    }

    /// Keeps bodies whose transaction was committed.
    pub(super) fn keep(&self, bodies: Vec<QueuedBody>) {
        let mut kept = self.lock();
        for QueuedBody { seq, strings } in bodies {
            let bytes = size(&strings);
            if kept.drained && kept.bytes + bytes > MAX_BYTES {
                let full = |kept: &mut KeptBody| kept.drained && kept.bytes + bytes > MAX_BYTES;
                let waited = self.room.wait_timeout_while(kept, PATIENCE, full);
                let (still, waited) = waited.unwrap_or_else(PoisonError::into_inner);
                kept = still;
                kept.drained &= !waited.timed_out();
            }
            if kept.bytes + bytes <= MAX_BYTES {
                kept.bytes += bytes;
                kept.bodies.insert(seq, strings);
            }
        }
    }

    /// Takes out the strings of a body.
    pub(super) fn take(&self, seq: i64) -> Option<Vec<String>> {
        let mut kept = self.lock();
        let strings = kept.bodies.remove(&seq)?;
        kept.bytes -= size(&strings);
        self.room.notify_all();
        Some(strings)
    }

    /// Drops everything.
    pub(super) fn clear(&self) {
        let mut kept = self.lock();
        *kept = KeptBody { drained: kept.drained, ..KeptBody::default() };
        self.room.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, KeptBody> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn size(strings: &[String]) -> usize {
    strings.iter().map(String::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(seq: i64, bytes: usize) -> QueuedBody {
        QueuedBody { seq, strings: vec!["x".repeat(bytes)] }
    }

    #[test]
    fn what_fits_is_kept_until_it_is_taken_and_the_rest_is_not() {
        let fresh = Fresh::default();
        fresh.keep(vec![body(1, MAX_BYTES - 1), body(2, 2), body(3, 1)]);
        assert!(fresh.take(1).is_some() && fresh.take(1).is_none());
        assert!(fresh.take(2).is_none() && fresh.take(3).is_some());
        fresh.keep(vec![body(4, MAX_BYTES)]);
        assert!(fresh.take(4).is_some());
    }

    #[test]
    fn what_has_no_room_waits_while_others_are_taken_out() {
        let fresh = Fresh::default();
        fresh.keep(vec![body(1, MAX_BYTES)]);
        let draining = fresh.draining();
        std::thread::scope(|scope| {
            scope.spawn(|| fresh.keep(vec![body(2, 1)]));
            assert!(fresh.take(1).is_some());
        });
        assert!(fresh.take(2).is_some());
        fresh.keep(vec![body(3, MAX_BYTES)]);
        drop(draining);
        fresh.keep(vec![body(4, 1)]);
        assert!(fresh.take(4).is_none(), "nobody would make room");
    }
}
