//! `Content-Encoding`: undoing what a server did to the body, whatever it called it.
//!
//! Names count without regard to case, with or without `x-`; a list is undone from its end; `deflate` is zlib or bare, as
//! servers send both; a text that is not what its header says is taken as it is; one that was packed once more than it
//! says is unpacked once more.
//! Units: bytes.

use std::io::{self, BufRead, Read};

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};

/// What we can undo.
pub(super) const ACCEPT_ENCODING: &str = "gzip, br, deflate";

/// Most codings of one answer.
const MAX_CODINGS: usize = 4;

/// The working memory of the brotli reader.
const BROTLI_BUFFER: usize = 16 << 10;

/// Why a body cannot be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CodingError {
    /// It ends in the middle or is damaged, or its coding is none that we asked for.
    Damaged,
    /// It is larger than the bound, unpacked.
    TooLarge,
}

/// One way of packing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
    /// One that nobody asked for: a name of something else as often (`aws-chunked`).
    Unknown,
}

/// The body as its author wrote it, at most `max_bytes` of it.
pub(super) fn decode(headers: &HeaderMap, body: Vec<u8>, max_bytes: usize) -> Result<Vec<u8>, CodingError> {
    let mut bytes = body;
    for coding in codings(headers)?.into_iter().rev() {
        if coding == Coding::Gzip && !is_gzip(&bytes) {
            continue;
        }
        match unpack(coding, &bytes, max_bytes) {
            Ok(unpacked) => bytes = unpacked,
            // A proxy unpacked it, and left the header.
            Err(CodingError::Damaged) if coding != Coding::Gzip && is_text(&bytes) => {}
            Err(error) => return Err(error),
        }
    }
    for _ in 0..MAX_CODINGS {
        if !is_gzip(&bytes) || is_archive(headers) {
            break;
        }
        bytes = unpack(Coding::Gzip, &bytes, max_bytes)?;
    }
    Ok(bytes)
}

/// What was done to the body, first to last.
fn codings(headers: &HeaderMap) -> Result<Vec<Coding>, CodingError> {
    let mut found = Vec::new();
    for value in headers.get_all(CONTENT_ENCODING) {
        for name in value.to_str().map_err(|_| CodingError::Damaged)?.split(',') {
            match name.trim().trim_matches('"').to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => found.push(Coding::Gzip),
                "deflate" | "x-deflate" | "zlib" => found.push(Coding::Deflate),
                "br" => found.push(Coding::Brotli),
                // Some servers name the charset or nothing here.
                "" | "identity" | "none" | "utf-8" | "utf8" | "text" | "chunked" => {}
                _ => found.push(Coding::Unknown),
            }
        }
    }
    if found.len() > MAX_CODINGS { Err(CodingError::Damaged) } else { Ok(found) }
}

fn unpack(coding: Coding, packed: &[u8], max_bytes: usize) -> Result<Vec<u8>, CodingError> {
    match coding {
        Coding::Gzip => unpack_gzip(packed, max_bytes),
        Coding::Deflate if is_zlib(packed) => read(ZlibDecoder::new(packed), max_bytes),
        Coding::Deflate => read(DeflateDecoder::new(packed), max_bytes),
        Coding::Brotli if packed.is_empty() => Ok(Vec::new()),
        Coding::Brotli => read(brotli_decompressor::Decompressor::new(packed, BROTLI_BUFFER), max_bytes),
        Coding::Unknown => Err(CodingError::Damaged),
    }
}

/// The members of a gzip file one after another; what follows the last and is none is left, as browsers do.
fn unpack_gzip(mut packed: &[u8], max_bytes: usize) -> Result<Vec<u8>, CodingError> {
    let mut all = Vec::new();
    while is_gzip(packed) {
        let mut member = GzDecoder::new(&mut packed);
        all.extend(read(&mut member, max_bytes - all.len())?);
    }
    Ok(all)
}

fn read(unpacked: impl Read, max_bytes: usize) -> Result<Vec<u8>, CodingError> {
    let mut bytes = Vec::new();
    let bound = u64::try_from(max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    unpacked.take(bound).read_to_end(&mut bytes).map_err(|_: io::Error| CodingError::Damaged)?;
    if bytes.len() > max_bytes { Err(CodingError::TooLarge) } else { Ok(bytes) }
}

fn is_gzip(mut bytes: &[u8]) -> bool {
    bytes.fill_buf().is_ok_and(|bytes| bytes.starts_with(&[0x1f, 0x8b, 8]))
}

/// Whether a body begins as a page, a feed or JSON does.
fn is_text(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"<") && !bytes.contains(&0) || bytes.starts_with(b"{\"")
}

/// The two bytes that begin a zlib stream: the method, and a checksum over both.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31))
}

/// Whether the body is meant to be a packed file.
fn is_archive(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.contains("zip") && !kind.contains("xml")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const TEXT: &[u8] = b"<p>c\xc3\xb4ng nh\xc3\xa2n</p>";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn bare(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn decoded(coding: &str, body: Vec<u8>) -> Result<Vec<u8>, CodingError> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, coding.parse().unwrap());
        decode(&headers, body, 1000)
    }

    #[test]
    fn every_name_of_a_coding_is_understood() {
        let twice = gzip(&gzip(TEXT));
        for (coding, body) in [
            ("gzip", gzip(TEXT)),
            ("x-gzip", gzip(TEXT)),
            ("GZIP", gzip(TEXT)),
            ("gzip, identity", gzip(TEXT)),
            ("identity,gzip", gzip(TEXT)),
            ("gzip, gzip", twice.clone()),
            ("gzip", twice),
            ("deflate", zlib(TEXT)),
            ("deflate", bare(TEXT)),
            ("Deflate, x-gzip", gzip(&bare(TEXT))),
            ("identity", TEXT.to_vec()),
            ("identity", gzip(TEXT)),
            ("gzip", TEXT.to_vec()),
            ("br", TEXT.to_vec()),
            ("deflate", TEXT.to_vec()),
            ("aws-chunked, gzip", gzip(TEXT)),
            ("gzip", [gzip(&TEXT[..5]), gzip(&TEXT[5..])].concat()),
            ("gzip", [gzip(TEXT), vec![0; 9]].concat()),
        ] {
            assert_eq!(decoded(coding, body).as_deref(), Ok(TEXT), "{coding}");
        }
    }

    #[test]
    fn a_body_that_ends_early_or_grows_too_large_is_told() {
        let packed = gzip(TEXT);
        assert_eq!(decoded("gzip", packed[..packed.len() - 9].to_vec()), Err(CodingError::Damaged));
        assert_eq!(decoded("br", vec![0x8b, 0xff, 0xff, 0xff]), Err(CodingError::Damaged));
        assert_eq!(decoded("zstd", b"(\xb5/\xfd <p>".to_vec()), Err(CodingError::Damaged));
        assert_eq!(decoded("gzip", gzip(&[b' '; 1001])), Err(CodingError::TooLarge));
        assert_eq!(decoded("gzip", gzip(&[b' '; 1000])).map(|bytes| bytes.len()), Ok(1000));
        assert_eq!(decoded("gzip, gzip, gzip, gzip, gzip", TEXT.to_vec()), Err(CodingError::Damaged));
    }
}
