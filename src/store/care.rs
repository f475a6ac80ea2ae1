//! What keeps an archive well: figures, retention, checks, copies.

use std::path::{Path, PathBuf};

use super::{Problem, Pruned, Repair, Result, Retention, Stats, Store, check, index, salvage, upkeep};

impl Store {
    /// Figures of the archive. Takes a moment on a large one.
    pub fn stats(&self) -> Result<Stats> {
        upkeep::stats(&self.inner.connections)
    }

    /// What [`Self::prune`] would drop.
    pub fn would_prune(&self, retention: &Retention) -> Result<Pruned> {
        upkeep::prune(&self.inner.connections, retention, self.now(), None)
    }

    /// Drops what `retention` lets go. Starred articles stay.
    pub fn prune(&self, retention: &Retention) -> Result<Pruned> {
        self.prune_telling(retention, &mut |_, _| {})
    }

    /// Drops what `retention` lets go; `progress` is told how many articles are gone, of how many.
    pub fn prune_telling(&self, retention: &Retention, progress: &mut dyn FnMut(u64, u64)) -> Result<Pruned> {
        upkeep::prune(&self.inner.connections, retention, self.now(), Some(progress))
    }

    /// Gives free space back to the disk; needs as much again while it works.
    pub fn vacuum(&self) -> Result<()> {
        upkeep::vacuum(&self.inner.connections)
    }

    /// Looks for damage: none when all is well. With [`Repair::Mend`], lists and
    /// counters are made right again from the articles. Of a file that is damaged itself the next opening saves what can be
    /// read.
    pub fn check(&self, repair: Repair) -> Result<Vec<Problem>> {
        let mut problems = self.watched(check::check(&self.inner.connections, repair))?;
        if problems.iter().any(Problem::is_of_the_file) {
            self.inner.connections.file().into_iter().for_each(salvage::note_damage);
        }
        if self.inner.index.is_damaged() {
            problems.push(Problem::Index);
            if repair == Repair::Mend {
                self.reindex()?;
            }
        }
        Ok(problems)
    }

    /// Copies the archive, whole and consistent, to the new file `to`, while others go on using it.
    pub fn backup(&self, to: &Path) -> Result<()> {
        upkeep::backup(&self.inner.connections, to)
    }

    /// Replaces the archive's content by that of a copy, after a check of it. Gives the file to which the present
    /// content was copied first. The search index is built anew by the next [`Self::pump_index`].
    pub fn restore(&self, from: &Path) -> Result<Option<PathBuf>> {
        upkeep::restore(&self.inner.connections, from, self.now())
    }

    /// Builds the search index anew at the next [`Self::pump_index`].
    pub fn reindex(&self) -> Result<()> {
        self.write(|c| index::forget(c))
    }
}
