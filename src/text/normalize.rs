//! The single entry for outside text (repair → sanitise → NFC), and a second guard at the outputs.
//!
//! Removes what terminals disagree about or act upon: controls, escape sequences with their payload, format characters
//! (soft hyphens, joiners, direction overrides), variation selectors, skin tones. Compatibility characters (ﬁ,
//! fullwidth) and look-alikes (ð) are kept. Clean NFC text is only scanned, not rebuilt.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::legacy;

mod rows;

pub(crate) use rows::spaced_rows;

/// Most combining marks kept on one base; further ones are dropped. Vietnamese needs two.
pub const MOST_MARKS: usize = 4;
/// How far the end of an escape sequence is searched, in characters. Without an end, only its introducer is dropped.
pub const LONGEST_ESCAPE: usize = 4096;

/// Spaces at which lines do not break: no-break, narrow no-break, figure space.
const NO_BREAK_SPACES: [char; 3] = ['\u{a0}', '\u{202f}', '\u{2007}'];

/// Carries a mark without a base.
const DOTTED_CIRCLE: char = '\u{25cc}';

/// The display form of outside text: repaired, sanitised, NFC. Line feeds are kept; no other controls.
pub fn display(raw: &str) -> String {
    match look(raw) {
        ByteLook::Clean => raw.to_owned(),
        ByteLook::Doubtful => repaired(raw),
        ByteLook::Vietnamese => {
            let text = composed(&sanitise(raw));
            // The letters that ruled out a wrong code page may have been inside an escape sequence.
            if look(&text) == ByteLook::Doubtful { repaired(&text) } else { text }
        }
    }
}

/// Repairs and sanitises until nothing changes: a removed character may have hidden another fault.
fn repaired(raw: &str) -> String {
    let mut text = composed(&sanitise(&legacy::repair(raw)));
    if text == raw {
        return text;
    }
    for _ in 0..legacy::ROUNDS {
        let again = composed(&sanitise(&legacy::repair(&text)));
        if again == text {
            break;
        }
        text = again;
    }
    text
}

/// [`display`] with every run of white space (also line feeds and no-break spaces) replaced by one space, trimmed.
pub fn one_line(raw: &str) -> String {
    settled(raw, single_spaced)
}

/// [`display`] for a paragraph: as [`one_line`], but keeps a no-break space between two words, so that `10 km` is not
/// split. In text with as many no-break spaces as spaces (an editor's habit) they become spaces.
pub fn paragraph(raw: &str) -> String {
    settled(raw, with_no_break_spaces)
}

/// Tidies the display form. A removed space may have hidden text of a wrong code page, so this repeats until nothing
/// changes.
fn settled(raw: &str, tidy: fn(String) -> String) -> String {
    // For clean text, tidying removes nothing but spaces.
    if look(raw) == ByteLook::Clean {
        return tidy(raw.to_owned());
    }
    let mut text = tidy(display(raw));
    for _ in 0..legacy::ROUNDS {
        if look(&text) == ByteLook::Clean {
            break;
        }
        let again = tidy(display(&text));
        if again == text {
            break;
        }
        text = again;
    }
    text
}

fn single_spaced(shown: String) -> String {
    if is_single_spaced(&shown) {
        return shown;
    }
    let mut out = String::with_capacity(shown.len());
    for row in spaced_rows(&shown) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&shown[row]);
    }
    out
}

fn with_no_break_spaces(shown: String) -> String {
    if !shown.contains(NO_BREAK_SPACES) {
        return single_spaced(shown);
    }
    let breaks = |c: char| c.is_whitespace() && !NO_BREAK_SPACES.contains(&c);
    let mut out = String::with_capacity(shown.len());
    for word in shown.split(breaks).map(|word| word.trim_matches(char::is_whitespace)).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let hard = out.matches(NO_BREAK_SPACES).count();
    if hard * 4 > out.matches(' ').count() + 4 { single_spaced(out) } else { out }
}

fn is_single_spaced(text: &str) -> bool {
    let mut last = b' ';
    for &byte in text.as_bytes() {
        // C2 A0, E1 9A 80, E2 80 8x/AF, E2 81 9F and E3 80 80 are white space: these lead bytes take the slow path.
        if (byte == b' ' && last == b' ') || byte == b'\n' || (last == 0xc2 && byte == 0xa0) {
            return false;
        }
        if matches!((last, byte), (0xe2, 0x80 | 0x81) | (0xe3, 0x80) | (0xe1, 0x9a)) {
            return text.trim() == text
                && !text.contains("  ")
                && !text.contains(|c: char| c.is_whitespace() && c != ' ');
        }
        last = byte;
    }
    last != b' '
}

/// The guard for outputs that ratatui does not filter (stdout, clipboard, titles, links, files): removes escape
/// sequences, controls, direction overrides and marks beyond [`MOST_MARKS`] on one base; keeps line feeds.
pub fn guard(text: &str) -> Cow<'_, str> {
    match sanitise(text) {
        clean if !is_flooded(&clean) => clean,
        flooded => Cow::Owned(with_few_marks(flooded.chars(), flooded.len())),
    }
}

/// Whether any base carries more than [`MOST_MARKS`] marks.
fn is_flooded(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    })
}

/// The text without marks beyond [`MOST_MARKS`] per base; `bytes` is its approximate length.
fn with_few_marks(text: impl Iterator<Item = char>, bytes: usize) -> String {
    let mut marks = 0;
    let mut out = String::with_capacity(bytes);
    out.extend(text.filter(|&c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks <= MOST_MARKS
    }));
    out
}

/// [`is_combining_mark`], with a fast path for common letters.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !matches!(c, '\u{1e00}'..='\u{206f}') && is_combining_mark(c)
}

/// [`display`], without a copy if `raw` is in display form already.
pub fn shown(raw: &str) -> Cow<'_, str> {
    if look(raw) == ByteLook::Clean {
        return Cow::Borrowed(raw);
    }
    let shown = display(raw);
    if shown == raw { Cow::Borrowed(raw) } else { Cow::Owned(shown) }
}

/// Whether `text` is in display form already.
pub fn is_display(text: &str) -> bool {
    look(text) == ByteLook::Clean || display(text) == text
}

/// The result of scanning the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByteLook {
    /// In display form.
    Clean,
    /// To be sanitised, or with characters that the scan does not know; contains letters that rule out a wrong code
    /// page.
    Vietnamese,
    /// May have been decoded with a wrong code page.
    Doubtful,
}

/// A single pass. Knows ASCII, Latin, Vietnamese and common punctuation; everything else takes the slow path.
fn look(text: &str) -> ByteLook {
    let bytes = text.as_bytes();
    let (mut at, mut clean, mut vietnamese, mut suspect) = (0, true, false, false);
    while let Some(&lead) = bytes.get(at) {
        let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
        at += match lead {
            b'&' => {
                suspect = true;
                1
            }
            b' '..=b'~' | b'\n' => 1,
            0xc2 => {
                clean &= next(1) >= 0xa0 && next(1) != 0xad;
                suspect = true;
                2
            }
            0xc3 => {
                suspect = true;
                2
            }
            0xc4..=0xcb => {
                vietnamese |= matches!((lead, next(1)), (0xc4, 0x82 | 0x83 | 0x90 | 0x91 | 0xa8 | 0xa9))
                    || matches!((lead, next(1)), (0xc5, 0xa8 | 0xa9) | (0xc6, 0xa0 | 0xa1 | 0xaf | 0xb0));
                2
            }
            0xe1 => {
                vietnamese |= next(1) == 0xbb || (next(1) == 0xba && next(2) >= 0xa0);
                clean &= matches!(next(1), 0xb8..=0xbb);
                3
            }
            0xe2 => {
                clean &= next(1) == 0x80 && matches!(next(2), 0x90..=0xa7 | 0xb0..=0xbe);
                3
            }
            0..=0x7f => {
                clean = false;
                1
            }
            0xf0.. => {
                clean = false;
                4
            }
            0xe0.. => {
                clean = false;
                3
            }
            _ => {
                clean = false;
                2
            }
        };
    }
    match (clean, vietnamese || !suspect) {
        (true, true) => ByteLook::Clean,
        (false, true) => ByteLook::Vietnamese,
        (_, false) => ByteLook::Doubtful,
    }
}

/// NFC with at most [`MOST_MARKS`] marks per base, and no mark without one.
fn composed(text: &str) -> String {
    let mut bare = true;
    let based = text.nfc().flat_map(|c| {
        let mark = is_mark(c);
        let base = (mark && bare).then_some(DOTTED_CIRCLE);
        bare = !mark && c.is_whitespace();
        base.into_iter().chain([c])
    });
    with_few_marks(based, text.len())
}

/// The text without controls, escape sequences and invisible characters; line ends as LF, tabs as spaces.
fn sanitise(text: &str) -> Cow<'_, str> {
    let Some(first) = text.char_indices().find(|(_, c)| is_trouble(*c)).map(|(at, _)| at) else {
        return Cow::Borrowed(text);
    };
    let (good, mut rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len());
    out.push_str(good);
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\t' => {
                out.push(' ');
                after
            }
            '\r' => {
                out.push('\n');
                after.strip_prefix('\n').unwrap_or(after)
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push('\n');
                after
            }
            '\u{1b}' => after_escape(after),
            '\u{9b}' => after_csi(after),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => after_string(after),
            _ if is_trouble(c) => after,
            _ => {
                out.push(c);
                after
            }
        };
    }
    Cow::Owned(out)
}

/// The text after `ESC …`.
fn after_escape(rest: &str) -> &str {
    match rest.chars().next() {
        Some('[') => after_csi(&rest[1..]),
        Some(']' | 'P' | 'X' | '^' | '_') => after_string(&rest[1..]),
        Some(' '..='/') => {
            let tail = rest.trim_start_matches(|c| matches!(c, ' '..='/'));
            tail.strip_prefix(|c| matches!(c, '0'..='~')).unwrap_or(tail)
        }
        Some('0'..='~') => &rest[1..],
        _ => rest,
    }
}

/// The text after the parameters and the final byte of a control sequence.
fn after_csi(rest: &str) -> &str {
    let tail = rest.trim_start_matches(|c| matches!(c, ' '..='?'));
    if rest.len() - tail.len() > LONGEST_ESCAPE {
        return rest;
    }
    tail.strip_prefix(|c| matches!(c, '@'..='~')).unwrap_or(tail)
}

/// The text after a control string (a title, a link), which ends with BEL or ST. Without an end nothing is skipped.
fn after_string(rest: &str) -> &str {
    for (at, c) in rest.char_indices().take(LONGEST_ESCAPE) {
        match c {
            '\u{7}' | '\u{9c}' => return &rest[at + c.len_utf8()..],
            '\u{1b}' => return rest[at + 1..].strip_prefix('\\').unwrap_or(&rest[at..]),
            _ => {}
        }
    }
    rest
}

/// Characters that do not occur in display form (or become LF or space).
fn is_trouble(c: char) -> bool {
    match c {
        '\n' | ' '..='~' | '\u{c0}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' => false,
        '\u{0}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => true,
        _ => is_invisible(c),
    }
}

/// Format characters, variation selectors, fillers, skin tones, tags, noncharacters: invisible, or drawn
/// inconsistently.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
        | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}'
        // Private use: symbols of some font, not text.
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

#[cfg(test)]
mod tests;
