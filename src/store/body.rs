//! Bodies and pages as blobs: one byte that says the form, then the bytes.
//!
//! Form 0 is plain, form 1 is raw deflate (RFC 1951) with the plain length in four little-endian bytes before it.
//! Short texts stay plain: deflate would not pay. Units: bytes.

use std::cell::RefCell;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use crate::model::Block;
use crate::text::encoding;

/// Longest JSON of a body that is kept; an article of this size is several books.
pub const MAX_BODY_BYTES: usize = 8 << 20;
/// Longest page that is kept as it came.
pub const MAX_PAGE_BYTES: usize = 16 << 20;
/// Below this deflate gains nothing worth its time.
const WORTH_PACKING: usize = 256;

/// Level 1 packs in half the time and leaves texts of a few KB nearly as long as they were; from 3 on little is gained.
const LEVEL: u32 = 2;

thread_local! {
    // Their tables take longer to make than a short text takes to pack, so each thread keeps its own.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
    static UNPACKER: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// Packs a text.
pub(super) fn pack(plain: &[u8]) -> Vec<u8> {
    if plain.len() >= WORTH_PACKING
        && let Some(packed) = deflate(plain)
    {
        return packed;
    }
    let mut blob = Vec::with_capacity(plain.len() + 1);
    blob.push(0);
    blob.extend_from_slice(plain);
    blob
}

/// The packed form, if it is shorter than the plain text.
fn deflate(plain: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(plain.len()).ok()?;
    let mut blob = Vec::with_capacity(plain.len());
    blob.push(1);
    blob.extend_from_slice(&length.to_le_bytes());
    let status = PACKER.with_borrow_mut(|packer| {
        packer.reset();
        packer.compress_vec(plain, &mut blob, FlushCompress::Finish)
    });
    blob.shrink_to_fit();
    matches!(status, Ok(Status::StreamEnd)).then_some(blob)
}

/// Unpacks what [`pack`] made; `None` for anything else, and for more than `limit` bytes.
pub(super) fn unpack(blob: &[u8], limit: usize) -> Option<Vec<u8>> {
    let (form, rest) = blob.split_first()?;
    match form {
        0 => (rest.len() <= limit).then(|| rest.to_vec()),
        1 => {
            let (length, packed) = rest.split_first_chunk::<4>()?;
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            if length > limit {
                return None;
            }
            let mut plain = Vec::with_capacity(length);
            let status = UNPACKER.with_borrow_mut(|unpacker| {
                unpacker.reset(false);
                unpacker.decompress_vec(packed, &mut plain, FlushDecompress::Finish)
            });
            (matches!(status, Ok(Status::StreamEnd)) && plain.len() == length).then_some(plain)
        }
        _ => None,
    }
}

/// A body as a blob, and whether blocks at its end had to be left out to stay within [`MAX_BODY_BYTES`].
pub(super) fn pack_blocks(blocks: &[Block]) -> (Vec<u8>, bool) {
    let mut kept = blocks;
    let mut json = serde_json::to_vec(kept).unwrap_or_else(|_| b"[]".to_vec());
    while json.len() > MAX_BODY_BYTES && !kept.is_empty() {
        kept = &kept[..kept.len() / 2];
        json = serde_json::to_vec(kept).unwrap_or_else(|_| b"[]".to_vec());
    }
    (pack(&json), kept.len() < blocks.len())
}

/// Whether a blob is a body.
pub(super) fn is_whole(blob: &[u8]) -> bool {
    unpack(blob, MAX_BODY_BYTES).is_some_and(|json| blocks(&json).is_some())
}

/// The blocks of a blob; none when the blob is damaged.
pub(super) fn unpack_blocks(blob: &[u8]) -> Vec<Block> {
    unpack(blob, MAX_BODY_BYTES).and_then(|json| blocks(&json)).unwrap_or_default()
}

/// That it is UTF-8 is asked of the whole: of each string it takes as long as reading it.
fn blocks(json: &[u8]) -> Option<Vec<Block>> {
    serde_json::from_str(encoding::utf8(json)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::List;

    #[test]
    fn blocks_come_back_as_they_were() {
        let blocks = vec![
            Block::paragraph("Nữ công nhân ".repeat(100)),
            Block::List(List { items: vec!["một".into()], ordered: true, ..List::default() }),
        ];
        let (blob, cut) = pack_blocks(&blocks);
        assert_eq!((unpack_blocks(&blob), cut), (blocks, false));
        assert!(blob.len() < 400);
    }

    #[test]
    fn a_body_at_the_bound_is_kept_and_a_longer_one_loses_its_end() {
        let one =
            |bytes: usize| vec![Block::paragraph("x".repeat(bytes - r#"[{"type":"paragraph","text":""}]"#.len()))];
        let (blob, cut) = pack_blocks(&one(MAX_BODY_BYTES));
        assert!(!cut && unpack_blocks(&blob).len() == 1);
        let mut two = one(MAX_BODY_BYTES - 20);
        two.push(Block::paragraph("thêm"));
        let (blob, cut) = pack_blocks(&two);
        assert!(cut && unpack_blocks(&blob).len() == 1);
    }

    #[test]
    fn a_damaged_blob_is_an_empty_body() {
        let (mut blob, _) = pack_blocks(&[Block::paragraph("chữ ".repeat(200))]);
        blob.truncate(20);
        assert!(unpack_blocks(&blob).is_empty());
        assert!(unpack_blocks(&[]).is_empty());
        assert!(unpack_blocks(&pack(b"[{\"type\":\"paragraph\",\"text\":\"l\xc6\"}]")).is_empty());
        assert!(unpack(&[1, 255, 255, 255, 255, 0], MAX_BODY_BYTES).is_none());
    }
}
