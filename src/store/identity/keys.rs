//! Keys by which addresses and texts are found again.

use crate::model::CanonicalUrl;

/// FNV-1a of 64 bits: the same text has the same key for ever.
pub(in crate::store) fn hash(text: &str) -> i64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, fnv).cast_signed()
}

/// The key of an address in any spelling, for SQL; text that is no address is hashed as it is.
pub(in crate::store) fn address_key(url: &str) -> i64 {
    CanonicalUrl::parse(url).map_or_else(|| hash(url), |url| hash(&url.key()))
}
