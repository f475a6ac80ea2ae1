//! Vietnamese before Unicode: TCVN3 (ABC), VNI and VISCII bytes; VIQR on request; and text that was decoded with the
//! wrong code page (`Lao Ä‘á»™ng`, `C«ng ®oµn`).
//!
//! Sources: the code charts of the fonts (`.VnTime` for TCVN3, VNI-Times for VNI) and RFC 1456 (VISCII, VIQR);
//! windows-1252 as in WHATWG, where 81 8D 8F 90 9D are C1 controls.
//! Text is repaired only if the syllable score is clearly better: at least [`ENOUGH`], and [`LEAD`] above that of the
//! original.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::syllable::{self, SyllableScore};

/// Share of valid syllables that a repaired text must reach.
pub const ENOUGH: f64 = 0.8;
/// Required increase of that share.
pub const LEAD: f64 = 0.3;
/// How many times UTF-8 may have been misread as windows-1252 in succession.
pub const ROUNDS: usize = 3;

/// TCVN3 from A1 to FE; a space for codes without a Vietnamese letter.
const TCVN3: &str = concat!(
    "ĂÂÊÔƠƯĐăâêôơưđ ",
    "     àảãáạ ằẳẵắ ",
    "      ặầẩẫấậè ẻẽ",
    "éẹềểễếệìỉ   ĩíịò",
    " ỏõóọồổỗốộờởỡớợù",
    " ủũúụừửữứựỳỷỹýỵ"
);

/// VISCII from 80 to FF.
const VISCII: &str = concat!(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    "Õắằặấầẩậẽẹếềểễệố",
    "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    "àáâãảăữẫèéêẻìíĩỉ",
    "đựòóôõỏọụùúũủýợỮ"
);

/// VISCII below 20: six capitals.
const VISCII_LOW: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

/// VNI letters of one byte, in Latin-1.
const VNI_SINGLE: [(char, char); 16] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
    ('ì', 'ì'),
    ('í', 'í'),
];

/// The mark that the second byte of a VNI letter adds (lower case, in Latin-1).
const VNI_MARKS: [(char, &str); 17] = [
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('à', "\u{302}\u{300}"),
    ('á', "\u{302}\u{301}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('è', "\u{306}\u{300}"),
    ('é', "\u{306}\u{301}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// The character of `byte` in windows-1252.
pub(super) fn cp1252_char(byte: u8) -> char {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

/// The byte that windows-1252 decodes to `c` (the five unused bytes are C1 controls, as WHATWG has it).
fn cp1252_byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match u32::from(c) {
        code @ 0..=0xff => u8::try_from(code).ok(),
        _ => HIGH.iter().position(|&h| h == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

/// TCVN3 bytes as text.
pub fn tcvn3(bytes: &[u8]) -> String {
    static CHART: LazyLock<Vec<char>> = LazyLock::new(|| TCVN3.chars().collect());
    let chart: &[char] = &CHART;
    let text: String = bytes.iter().map(|&b| tcvn3_char(chart, b)).collect();
    capitals_like_their_word(&text, bytes)
}

fn tcvn3_char(chart: &[char], byte: u8) -> char {
    match byte.checked_sub(0xa1).and_then(|at| chart.get(usize::from(at))) {
        Some(&c) if c != ' ' => c,
        _ => cp1252_char(byte),
    }
}

/// Restores capitals. TCVN3 has no capitals with a tone; its capital fonts drew the small codes as capitals. A word
/// whose other letters are capitals gets them back.
fn capitals_like_their_word(text: &str, bytes: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word: Vec<(char, bool)> = Vec::new();
    for (c, &byte) in text.chars().zip(bytes) {
        if c.is_alphabetic() {
            word.push((c, byte >= 0xb5));
        } else {
            flush_word(&mut word, &mut out);
            out.push(c);
        }
    }
    flush_word(&mut word, &mut out);
    out
}

fn flush_word(word: &mut Vec<(char, bool)>, out: &mut String) {
    let certain = || word.iter().filter(|(c, from_tone)| !from_tone || c.is_uppercase());
    let all_capitals = certain().count() > 0 && certain().all(|(c, _)| c.is_uppercase()) && word.len() > 1;
    // `Vò`, with one capital and otherwise toned letters, may be either; a word of two letters keeps title case.
    let sure = all_capitals && certain().count() > 1;
    for (c, _) in word.drain(..) {
        if sure { out.extend(c.to_uppercase()) } else { out.push(c) }
    }
}

/// VISCII bytes as text.
pub fn viscii(bytes: &[u8]) -> String {
    let chart: Vec<char> = VISCII.chars().collect();
    bytes.iter().map(|&b| viscii_char(&chart, b)).collect()
}

fn viscii_char(chart: &[char], byte: u8) -> char {
    if let Some(&c) = byte.checked_sub(0x80).and_then(|at| chart.get(usize::from(at))) {
        return c;
    }
    VISCII_LOW.iter().find(|(low, _)| *low == byte).map_or(char::from(byte), |&(_, c)| c)
}

/// VNI bytes as text: a vowel and the following byte form one letter.
pub fn vni(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes.iter().map(|&b| cp1252_char(b)).peekable();
    while let Some(c) = rest.next() {
        let marks = rest.peek().and_then(|&next| vni_marks(c, next));
        let letter = VNI_SINGLE.iter().find(|(from, _)| *from == c).map_or(c, |&(_, to)| to);
        out.push(letter);
        if let Some(marks) = marks {
            rest.next();
            out.push_str(marks);
        }
    }
    out.nfc().collect()
}

fn vni_marks(letter: char, mark: char) -> Option<&'static str> {
    if !matches!(letter, 'a' | 'e' | 'o' | 'u' | 'y' | 'A' | 'E' | 'O' | 'U' | 'Y' | 'ô' | 'ö' | 'Ô' | 'Ö') {
        return None;
    }
    let small = mark.to_lowercase().next()?;
    VNI_MARKS.iter().find(|(from, _)| *from == small).map(|&(_, marks)| marks)
}

/// VIQR (`Vie^.t Nam`) as text. Never detected automatically: ASCII prose is full of dots and question marks. `\` keeps
/// the next character as it is.
pub fn viqr(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut open = false;
    while let Some(c) = rest.next() {
        if c == '\\' {
            out.extend(rest.next());
            open = false;
            continue;
        }
        if matches!(c, 'd' | 'D') && rest.peek().is_some_and(|next| next.eq_ignore_ascii_case(&'d')) {
            rest.next();
            out.push(if c == 'd' { 'đ' } else { 'Đ' });
            open = false;
            continue;
        }
        match viqr_mark(c) {
            Some((mark, tone)) if open => {
                out.push(mark);
                open = !tone;
            }
            _ => {
                out.push(c);
                open = matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
            }
        }
    }
    out.nfc().collect()
}

/// The combining mark of a VIQR sign, and whether it is a tone (which ends the letter).
fn viqr_mark(c: char) -> Option<(char, bool)> {
    Some(match c {
        '^' => ('\u{302}', false),
        '(' => ('\u{306}', false),
        '+' => ('\u{31b}', false),
        '`' => ('\u{300}', true),
        '?' => ('\u{309}', true),
        '~' => ('\u{303}', true),
        '\'' => ('\u{301}', true),
        '.' => ('\u{323}', true),
        _ => return None,
    })
}

/// Repairs text that was decoded with the wrong code page. Correct text is returned unchanged.
///
/// Text with a letter that only Vietnamese in Unicode has (ă, đ, ơ, ư, ạ …) is never changed.
pub fn repair(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_certainly_unicode) {
        return Cow::Borrowed(text);
    }
    let text = double_escaped(text).map_or(Cow::Borrowed(text), Cow::Owned);
    if text.is_ascii() {
        return text;
    }
    if let Some(better) = undo_utf8_as_1252(&text) {
        return Cow::Owned(better);
    }
    match undo_font_encoding(&text) {
        Some(better) => Cow::Owned(better),
        None => text,
    }
}

/// Letters that neither windows-1252 nor Latin-1 can show.
fn is_certainly_unicode(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
}

/// Doubly escaped character references (`C&amp;ocirc;ng`), of which the parser leaves `C&ocirc;ng`. Decoded a second
/// time only if that gives Vietnamese words.
fn double_escaped(text: &str) -> Option<String> {
    if !text.contains('&') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let found = after.bytes().take(LONGEST_REFERENCE).position(|b| b == b';');
        let read = found.and_then(|end| Some((reference(after.get(..end)?)?, after.get(end + 1..)?)));
        let (c, tail) = read.unwrap_or(('&', after));
        out.push(c);
        rest = tail;
    }
    out.push_str(rest);
    let score = syllable::score(&out);
    (score.share() >= ENOUGH && score.valid > syllable::score(text).valid).then_some(out)
}

/// Longest name of a character reference that is decoded a second time, including its `;`.
const LONGEST_REFERENCE: usize = 10;

/// The character of `#225`, `#xE1` or one of the names that Vietnamese pages use.
fn reference(name: &str) -> Option<char> {
    const NAMES: [(&str, char); 12] = [
        ("nbsp", '\u{a0}'),
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
    ];
    const MARKS: [(&str, char); 4] =
        [("grave", '\u{300}'), ("acute", '\u{301}'), ("circ", '\u{302}'), ("tilde", '\u{303}')];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    if let Some(&(_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(c);
    }
    match name {
        "ETH" => return Some('Ð'),
        "eth" => return Some('ð'),
        _ => {}
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let (_, mark) = MARKS.iter().find(|(known, _)| name.get(1..) == Some(*known))?;
    unicode_normalization::char::compose(letter, *mark)
}

/// UTF-8 that was misread as windows-1252 or Latin-1, up to [`ROUNDS`] times.
fn undo_utf8_as_1252(text: &str) -> Option<String> {
    let mut before = None;
    let mut now = text.to_owned();
    for _ in 0..ROUNDS {
        let bytes: Option<Vec<u8>> = now.chars().map(cp1252_byte).collect();
        now = String::from_utf8(bytes?).ok()?;
        if now.is_ascii() {
            return None;
        }
        let composed: String = now.nfc().collect();
        if composed.chars().any(is_certainly_unicode)
            || rises(*before.get_or_insert_with(|| syllable::score(text)), syllable::score(&composed))
        {
            return Some(composed);
        }
    }
    None
}

fn rises(before: SyllableScore, after: SyllableScore) -> bool {
    after.share() >= ENOUGH && after.share() >= before.share() + LEAD
}

/// TCVN3 or VNI bytes that were misread as windows-1252.
fn undo_font_encoding(text: &str) -> Option<String> {
    let bytes: Vec<u8> = text.chars().map(cp1252_byte).collect::<Option<_>>()?;
    let before = syllable::score(text);
    if before.share() + LEAD > 1.0 {
        // The score cannot rise that far.
        return None;
    }
    [tcvn3(&bytes), vni(&bytes)]
        .into_iter()
        .map(|candidate| (syllable::score(&candidate), candidate))
        .filter(|(score, candidate)| rises(before, *score) && is_evident(text, candidate))
        .max_by(|(a, _), (b, _)| a.share().total_cmp(&b.share()))
        .map(|(_, candidate)| candidate)
}

/// Whether a conversion is more than an accident: two syllables became valid, or one whose original form exists in no
/// language (a symbol or a capital inside a word). A unit such as µm is neither.
fn is_evident(before: &str, after: &str) -> bool {
    let repaired = after.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_ascii() && w.chars().count() > 2);
    match repaired.filter(|word| syllable::is_valid(word) && !before.contains(word)).count() {
        0 => false,
        1 => before.split_whitespace().any(is_impossible),
        _ => true,
    }
}

/// A word with a symbol between its letters (`tiÒn`, `l­¬ng`, `ho¹t`).
fn is_impossible(word: &str) -> bool {
    let mut last = ' ';
    let mut before = ' ';
    for c in word.chars() {
        let sign = !last.is_alphanumeric() && !last.is_ascii() && before.is_alphabetic() && c.is_alphabetic();
        let clash = last.is_lowercase() && c.is_uppercase() && !c.is_ascii();
        if sign || clash {
            return true;
        }
        before = if last.is_ascii() || last.is_alphanumeric() { last } else { before };
        last = c;
    }
    false
}

#[cfg(test)]
mod tests;
