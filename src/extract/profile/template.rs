//! The template of a page: the chains of tags that it is built of, without names, so that it outlives them.

use std::collections::BTreeSet;

use crate::extract::dom::Outline;

/// Deepest element that is looked at.
const MOST_DEPTH: usize = 24;
/// Most chains that a profile keeps.
const MOST_CHAINS: usize = 400;
/// Of what two pages are built of, the part that they share when one template made them, in per cent.
const ALIKE_PERCENT: usize = 45;
/// Of what all pages of a template are built of, the part that a page of it has at least, in per cent.
const FITS_PERCENT: usize = 70;

/// The chains of a page, each as a hash.
pub(super) fn of(outline: &Outline<'_>) -> BTreeSet<u32> {
    let mut chains = BTreeSet::new();
    let mut hashes: Vec<(u32, usize)> = Vec::with_capacity(outline.rows.len());
    for (at, row) in outline.rows.iter().enumerate() {
        let (above, depth) = if at == 0 { (OFFSET, 0) } else { hashes[row.parent] };
        let own = hash(above, row.tag);
        hashes.push((own, depth + 1));
        // What stands in a line of text is the article's, not the template's.
        if depth < MOST_DEPTH && !crate::extract::dom::is_inline(row.tag) && row.tag != "br" {
            chains.insert(own);
        }
    }
    chains
}

/// FNV-1a: the same on every machine and in every version, because hashes are kept.
const OFFSET: u32 = 0x811c_9dc5;

fn hash(above: u32, tag: &str) -> u32 {
    const PRIME: u32 = 0x0100_0193;
    tag.bytes().chain(std::iter::once(b'>')).fold(above, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME))
}

/// Whether two pages are of one template.
pub(super) fn are_alike(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> bool {
    let shared = a.intersection(b).count();
    shared * 100 >= (a.len() + b.len() - shared) * ALIKE_PERCENT
}

/// What all pages of a template have.
pub(super) fn common<'t>(mut pages: impl Iterator<Item = &'t BTreeSet<u32>>) -> Vec<u32> {
    let Some(first) = pages.next() else { return Vec::new() };
    let common = pages.fold(first.clone(), |common, page| common.intersection(page).copied().collect());
    common.into_iter().take(MOST_CHAINS).collect()
}

/// Whether a page is of the template of which `common` is all that its pages share; an unknown template is any.
pub(super) fn fits(common: &[u32], outline: &Outline<'_>) -> bool {
    let page = of(outline);
    let has = common.iter().filter(|chain| page.contains(chain)).count();
    has * 100 >= common.len() * FITS_PERCENT
}
