//! Who writes the index: with how much memory, which segments are merged, and what a commit says.

use tantivy::merge_policy::LogMergePolicy;
use tantivy::{Index, IndexWriter};

use crate::store::Result;

/// Memory of the thread that writes, bytes. A second one would be no quicker: making the documents takes another core
/// already.
const WRITER_MEMORY: usize = 20 << 20;
/// Segments of about the same size that are merged into one.
const MERGED: usize = 4;
/// Bounds of the number of articles from which on a segment is not merged any more.
const SMALLEST_LARGE: usize = 10_000;
const LARGEST_LARGE: usize = 60_000;

/// What writes the index.
pub(super) fn writer(index: &Index) -> Result<IndexWriter> {
    let writer = index.writer_with_num_threads(1, WRITER_MEMORY)?;
    let mut merging = LogMergePolicy::default();
    merging.set_min_num_segments(MERGED);
    merging.set_max_docs_before_merge(large(articles(index)?));
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

/// How many articles a segment has at most that is merged with others: merging holds all of them in memory, so that a
/// small archive's import keeps within its bounds and a large one does not fall into hundreds of segments.
fn large(articles: usize) -> usize {
    (articles / 10).clamp(SMALLEST_LARGE, LARGEST_LARGE)
}

/// Articles in the index.
pub(super) fn articles(index: &Index) -> Result<usize> {
    Ok(index.load_metas()?.segments.iter().map(|segment| segment.max_doc() as usize).sum())
}

/// Commits what was written, with the name of the index and the last `seq` in it.
pub(super) fn mark(writer: &mut IndexWriter, name: &str, seq: i64) -> Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&format!("{name} {seq}"));
    commit.commit()?;
    Ok(())
}
