//! Decodes bytes to text: BOM, HTTP charset, `<meta charset>`, then detection, including legacy Vietnamese code pages.
//!
//! Order and labels follow WHATWG Encoding. A label is not trusted blindly: valid UTF-8 wins over the label of a
//! single-byte encoding, and the label of a Western encoding is checked against the Vietnamese ones by the share of
//! valid syllables.
//! The text is not NFC yet (windows-1258 gives separate tone marks): [`super::display`] composes it.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::legacy;
use super::syllable;

/// How far into a page `<meta charset>` is searched, in bytes.
pub const META_WINDOW: usize = 4096;
/// How many bytes detection examines, from the first non-ASCII byte on.
pub const SAMPLE: usize = 64 * 1024;
/// A page declared as UTF-8 may have one invalid byte per this many bytes before the label is doubted.
pub const BYTES_PER_ERROR: usize = 200;

/// The result of decoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, not yet sanitised (markup may be in it).
    pub text: String,
    /// Name of the encoding that was used, e.g. `utf-8`, `windows-1258`, `tcvn3`.
    pub encoding: &'static str,
    /// Whether the bytes did not match their label, or the text had to be repaired.
    pub repaired: bool,
}

/// An encoding.
#[derive(Debug, Clone, Copy, PartialEq)]
enum CodePage {
    Web(&'static Encoding),
    Tcvn3,
    Vni,
    Viscii,
}

impl CodePage {
    fn of_label(label: &str) -> Option<Self> {
        let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        Some(match label.as_str() {
            "tcvn3" | "tcvn" | "tcvn-3" | "abc" | "x-viet-tcvn" | "x-viet-tcvn5712" => Self::Tcvn3,
            "vni" | "x-viet-vni" | "vni-win" => Self::Vni,
            "viscii" | "csviscii" | "viscii1.1-1" | "x-viet-viscii" => Self::Viscii,
            _ => Self::Web(Encoding::for_label(label.as_bytes())?),
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Web(encoding) if encoding == UTF_8 => "utf-8",
            Self::Web(encoding) if encoding == UTF_16LE => "utf-16le",
            Self::Web(encoding) if encoding == UTF_16BE => "utf-16be",
            Self::Web(encoding) => encoding.name(),
        }
    }

    /// The text, and whether some bytes were invalid.
    fn read(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes),
            Self::Tcvn3 => (Cow::Owned(legacy::tcvn3(bytes)), false),
            Self::Vni => (Cow::Owned(legacy::vni(bytes)), false),
            Self::Viscii => (Cow::Owned(legacy::viscii(bytes)), false),
        }
    }

    fn decoded(self, bytes: &[u8]) -> Decoded {
        let (text, repaired) = self.read(bytes);
        Decoded { text: text.into_owned(), encoding: self.name(), repaired }
    }

    /// As [`Self::decoded`], for bytes that are not in the encoding they claim.
    fn repaired(self, bytes: &[u8]) -> Decoded {
        Decoded { repaired: true, ..self.decoded(bytes) }
    }
}

/// Decodes `bytes`; `label` is the charset of the HTTP header, if any. Also looks for `<meta charset>` at the
/// beginning.
pub fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return CodePage::Web(encoding).decoded(bytes.get(length..).unwrap_or_default());
    }
    if let Some(wide) = utf16_without_bom(bytes) {
        return wide.repaired(bytes);
    }
    let claim = label.and_then(CodePage::of_label).or_else(|| meta_label(bytes).and_then(|l| CodePage::of_label(&l)));
    let utf8 = CodePage::Web(UTF_8);
    if Encoding::utf8_valid_up_to(bytes) == bytes.len() {
        let honest = claim.is_none_or(|page| page == utf8) || bytes.is_ascii();
        return match claim {
            Some(page) if is_stateful(page) => page.decoded(bytes),
            _ if honest => utf8.decoded(bytes),
            _ => utf8.repaired(bytes),
        };
    }
    match claim {
        Some(page) if page == utf8 && nearly_utf8(bytes) => page.repaired(bytes),
        Some(page) if !is_doubtful(page) => page.decoded(bytes),
        _ => {
            let found = detect(bytes, claim);
            if claim.is_some_and(|page| page != found) { found.repaired(bytes) } else { found.decoded(bytes) }
        }
    }
}

/// The text that these bytes are, if they are UTF-8; looks at sixteen and more at a time where the processor can.
pub fn utf8(bytes: &[u8]) -> Option<&str> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes)? {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

/// Encodings that only use bytes below 0x80, so that they look like UTF-8.
fn is_stateful(page: CodePage) -> bool {
    matches!(page, CodePage::Web(encoding) if encoding == encoding_rs::ISO_2022_JP || encoding == encoding_rs::REPLACEMENT)
}

/// Labels that old Vietnamese pages carry whatever their encoding is.
fn is_doubtful(page: CodePage) -> bool {
    matches!(page, CodePage::Web(e) if e == UTF_8 || e == WINDOWS_1252 || e == WINDOWS_1258)
}

fn nearly_utf8(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let errors = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    errors * BYTES_PER_ERROR <= bytes.len() || errors * 20 <= high
}

/// Whether more multi-byte sequences are valid UTF-8 than not.
fn is_multibyte(bytes: &[u8]) -> bool {
    let (mut letters, mut errors) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    letters > errors
}

/// UTF-16 text of mostly Latin letters has a zero in every other byte.
fn utf16_without_bom(bytes: &[u8]) -> Option<CodePage> {
    let sample = bytes.get(..bytes.len().min(512) & !1)?;
    if sample.len() < 8 {
        return None;
    }
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 4);
    if odd > half && even == 0 {
        return Some(CodePage::Web(UTF_16LE));
    }
    (even > half && odd == 0).then_some(CodePage::Web(UTF_16BE))
}

/// The charset that `<meta charset=…>`, `<meta http-equiv …charset=…>` or an XML declaration names.
fn meta_label(bytes: &[u8]) -> Option<String> {
    let window = bytes.get(..bytes.len().min(META_WINDOW))?;
    let head = String::from_utf8_lossy(window).to_ascii_lowercase();
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next())
        && let Some(name) = value_after(declaration, "encoding")
    {
        return Some(name);
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head.get(at..)?.split('>').next()?;
        value_after(tag, "charset")
    })
}

/// `name` in `key = "name"` or `key=name`.
fn value_after(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let name: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.:+".contains(*c)).take(40).collect();
    (!name.is_empty()).then_some(name)
}

/// The encoding under which most words are valid syllables; windows-1252 if none of the Vietnamese ones is convincing, or its
/// Vietnamese sister where the page claims that: half of the letters may be written as entities.
fn detect(bytes: &[u8], claim: Option<CodePage>) -> CodePage {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(16);
    let sample = bytes.get(start..bytes.len().min(start.saturating_add(SAMPLE))).unwrap_or(bytes);
    let share = |page: CodePage| syllable::score(&page.read(sample).0.nfc().collect::<String>()).share();
    let western = share(CodePage::Web(WINDOWS_1252));
    // Stricter encodings first: with equal shares the earlier one wins.
    let sister = claim.filter(|page| *page == CodePage::Web(WINDOWS_1258));
    let mut best = (sister.unwrap_or(CodePage::Web(WINDOWS_1252)), western);
    for page in [CodePage::Web(UTF_8), CodePage::Web(WINDOWS_1258), CodePage::Tcvn3, CodePage::Vni, CodePage::Viscii] {
        let found = share(page);
        if found >= legacy::ENOUGH && found >= western + legacy::LEAD && found > best.1 {
            best = (page, found);
        }
    }
    if best.1 < legacy::ENOUGH && nearly_utf8(bytes) && is_multibyte(bytes) { CodePage::Web(UTF_8) } else { best.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "Tổ công đoàn họp về tiền lương của thợ may";

    fn named(bytes: &[u8], label: Option<&str>) -> (String, &'static str, bool) {
        let found = decode(bytes, label);
        (found.text.nfc().collect(), found.encoding, found.repaired)
    }

    #[test]
    fn letters_that_are_not_written_as_entities_are_read_as_the_page_claims() {
        let bytes = b"C&#244;ng ty \xd0&#244;ng A ph&#225;t \xe1o m&#432;a cho th&#7907;, ng&#432;&#7901;i nh&#224; tr&#234;n \xd0&#432;&#7901;ng 5.";
        let starts = |label| named(bytes, Some(label)).0.starts_with("C&#244;ng ty Đ&#244;ng A ph&#225;t áo");
        assert!(starts("windows-1258") && !starts("windows-1252"));
    }

    #[test]
    fn a_byte_order_mark_beats_the_header() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("Đình công".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(named(&bytes, Some("utf-8")), ("Đình công".into(), "utf-16le", false));
        assert_eq!(named("\u{feff}Lương".as_bytes(), None), ("Lương".into(), "utf-8", false));
    }

    #[test]
    fn valid_utf8_beats_a_label_of_a_western_page() {
        assert_eq!(named(SENTENCE.as_bytes(), Some("iso-8859-1")), (SENTENCE.into(), "utf-8", true));
    }

    #[test]
    fn the_page_itself_may_name_its_encoding() {
        let mut bytes = b"<html><meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>".to_vec();
        bytes.extend([0x93, 0xfa]);
        assert_eq!(decode(&bytes, None).encoding, "Shift_JIS");
        assert_eq!(meta_label(b"<?xml version='1.0' encoding='windows-1258'?>").as_deref(), Some("windows-1258"));
    }

    #[test]
    fn legacy_pages_are_known_by_their_syllables() {
        let bytes = [0x43, 0xab, 0x6e, 0x67, 0x20, 0xae, 0x6f, 0xb5, 0x6e];
        assert_eq!(named(&bytes, None), ("Công đoàn".into(), "tcvn3", false));
        assert_eq!(named(&bytes, Some("utf-8")), ("Công đoàn".into(), "tcvn3", true));
    }

    #[test]
    fn one_bad_byte_in_a_utf8_page_is_one_replacement() {
        let mut bytes = SENTENCE.repeat(20).into_bytes();
        bytes.push(0xff);
        let found = decode(&bytes, Some("utf-8"));
        assert_eq!((found.encoding, found.repaired), ("utf-8", true));
        assert_eq!(found.text.matches('\u{fffd}').count(), 1);
    }

    #[test]
    fn french_stays_windows_1252() {
        assert_eq!(named(b"Le caf\xe9 fran\xe7ais \xe0 No\xebl", None).1, "windows-1252");
        let long = [b"Le caf\xe9 ".as_slice(), &b"un mot de plus ".repeat(80)].concat();
        assert_eq!(
            named(&long, Some("iso-8859-1")),
            (format!("Le caf\u{e9} {}", "un mot de plus ".repeat(80)), "windows-1252", false)
        );
    }
}
