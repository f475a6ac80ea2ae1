//! Articles that a list shows no more though it still shows older ones: renamed, moved, or taken away. No list tells what became
//! of them, so their pages are asked.

use rusqlite::{Connection, params};

use super::super::Result;
use super::super::changes::WATCHED_FOR;
use super::super::moved::LEAST_BELOW;
use super::SectionVisit;
use crate::model::Timestamp;

/// Asks for the pages of young articles that have just dropped out of the middle of a list, where nothing else asks for them:
/// their text came with the list. Must come before the list counts as read.
pub(super) fn ask(connection: &Connection, visit: &SectionVisit<'_>, now: Timestamp) -> Result<()> {
    // With so many older ones in sight an article did not just come to the end of the list.
    let missed = "UPDATE articles SET recheck = ?3 WHERE recheck IS NULL AND want = 0 AND removed IS NULL AND seen > ?4 AND id IN \
         (SELECT m.id FROM lists l JOIN sections s ON s.source = l.source AND s.section = l.section \
          JOIN members m ON m.list = l.id JOIN told t ON t.id = m.id AND t.list = l.id \
          WHERE l.source = ?1 AND l.section = ?2 AND t.at >= s.listed_at AND t.at < ?3 AND m.sort > \
          (SELECT b.sort FROM members b JOIN told o ON o.id = b.id AND o.list = b.list \
           WHERE b.list = l.id AND o.at >= ?3 ORDER BY b.sort LIMIT 1 OFFSET ?5) \
          AND NOT EXISTS (SELECT 1 FROM told e WHERE e.id = m.id AND e.list <> l.id AND e.at >= s.listed_at))";
    connection.prepare_cached(missed)?.execute(params![
        visit.source.as_str(),
        visit.section.as_str(),
        now.0,
        now.0 - WATCHED_FOR,
        LEAST_BELOW - 1,
    ])?;
    Ok(())
}
