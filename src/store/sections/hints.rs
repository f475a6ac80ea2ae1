//! What a page of a list tells of changes, all its items together: where the teasers of nearly all change at once under the
//! same headlines, the site has a new layout, and no article was edited for it. What was edited all the same the page itself
//! tells, when it is asked again by itself.

use rusqlite::{Connection, params};

use super::super::Result;
use super::super::changes::Heard;
use super::super::lossy::Lossy as _;
use crate::model::Entry;
use crate::text::fold;

/// Teasers that change at once at least.
const LEAST_OF_LAYOUT: usize = 3;
/// Of the items that were told before, in per cent; of fewer than [`MANY_TOLD`] all.
const LAYOUT_PERCENT: usize = 80;
const MANY_TOLD: usize = 5;

/// Hints of one page.
#[derive(Debug, Default)]
pub(super) struct PageHints {
    /// Items without a text or a date of change that were told before.
    told: usize,
    /// Of them, those that read differently under the same headline.
    teasers: Vec<i64>,
    /// Articles whose page is to be asked for.
    sure: Vec<i64>,
}

impl PageHints {
    /// Notes what an item tells, unless its own text is taken for the article's.
    pub(super) fn note(&mut self, connection: &Connection, id: i64, item: &Entry, heard: Heard) -> Result<()> {
        let plain = item.text.is_none() && item.updated.is_none();
        self.told += usize::from(plain && heard != Heard::First);
        if heard != (Heard::Other { believed: true }) {
            return Ok(());
        }
        let mut read = connection.prepare_cached("SELECT title FROM articles WHERE id = ?1")?;
        let title: Option<String> = read.query_row([id], |row| row.lossy(0))?;
        let same = plain && title.is_some_and(|title| fold::letters(&title) == fold::letters(&item.title));
        if same {
            self.teasers.push(id);
        } else {
            self.sure.push(id);
        }
        Ok(())
    }

    /// Asks for the pages of the articles that seem edited.
    pub(super) fn settle(self, connection: &Connection) -> Result<()> {
        let percent = if self.told < MANY_TOLD { 100 } else { LAYOUT_PERCENT };
        let is_layout = self.teasers.len() >= LEAST_OF_LAYOUT && self.teasers.len() * 100 >= self.told * percent;
        let ask = "UPDATE articles SET want = 1, not_before = 0 WHERE id = ?1 AND fetched IS NOT NULL";
        // No hint of the article's own, and none in vain.
        let forget = "UPDATE articles SET vain = max(vain - 1, 0) WHERE id = ?1";
        for id in &self.sure {
            connection.prepare_cached(ask)?.execute(params![id])?;
        }
        for id in &self.teasers {
            connection.prepare_cached(if is_layout { forget } else { ask })?.execute(params![id])?;
        }
        Ok(())
    }
}
