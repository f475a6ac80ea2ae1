//! What stands on a page and is not the article: a table of words which newsrooms and their systems use.
//!
//! Three kinds of evidence: the element (`nav`), its class or id (`tin-lien-quan`), and what is printed (`Xem thêm:`).
//! Names are compared word by word (`box_relate2` has the words box and relate), so `share` is not found in `shareholder`.
//! Deliberately absent: words of one newspaper only; those belong to its site file.

use std::sync::LazyLock;

mod classes;
mod gate;
mod hotline;
mod imprint;
mod lines;
mod openers;

use classes::{DIALOGS, FRAME, MONEY, NAMES_KEPT, OTHERS, REMARKS, WHEN};
pub(super) use gate::is_gate;
pub(super) use imprint::{is_foot_line, is_imprint};
pub(super) use lines::{heads_contents, is_button, is_junk_line, opens_junk};

/// Whether class names and ids (one string) are those of furniture.
pub(super) fn is_junk_name(names: &str) -> bool {
    has_name(names, |word| OF_JUNK.has(word))
}

/// Whether class names and ids are those of a dialog that covers the page.
pub(super) fn is_dialog_name(names: &str) -> bool {
    has_name(names, |word| OF_DIALOGS.has(word))
}

/// Whether class names and ids are those of what readers write.
pub(super) fn is_remark_name(names: &str) -> bool {
    has_name(names, |word| OF_REMARKS.has(word))
}

/// Whether class names and ids are those of an advertisement.
pub(super) fn is_money_name(names: &str) -> bool {
    has_name(names, |word| OF_MONEY.has(word))
}

/// Whether class names and ids are those of a box about other things than this article.
pub(super) fn is_others_name(names: &str) -> bool {
    has_name(names, |word| OF_OTHERS.has(word))
}

/// Whether a class name is one of the box of the text itself; the excerpt of a related article may carry it too.
pub(super) fn is_body_name(names: &str) -> bool {
    // `body` alone is the page's.
    let is_kept = |name: &str| name.len() > 6 && OF_KEPT.has(&words(name).collect::<String>());
    names.split_ascii_whitespace().any(is_kept)
        && !names.split_ascii_whitespace().any(|name| !is_kept(name) && is_others_name(name))
}

/// Most words of a class name that are read as one.
const MOST_WORDS: usize = 4;

fn has_name(names: &str, wanted: impl Fn(&str) -> bool) -> bool {
    let mut junk = false;
    for name in names.split_ascii_whitespace() {
        // Words of utility frameworks say how a thing looks, never what it is.
        if name.contains(['[', ']', ':', '!']) || is_numbered_name(name) {
            continue;
        }
        let mut joined = String::with_capacity(name.len());
        // Where the last words begin in `joined`: names are written in several words ("tin-lien-quan").
        let mut starts = [0; MOST_WORDS];
        let mut number = 0;
        for word in words(name).filter(|word| !is_of_hash(name, word)) {
            if OF_WHEN.has(word) {
                return false;
            }
            junk |= wanted(word);
            starts[number % MOST_WORDS] = joined.len();
            number += 1;
            joined.push_str(word);
            junk |= number > 1 && starts.iter().take(number).any(|start| wanted(&joined[*start..]));
        }
        if OF_KEPT.has(&joined) {
            return false;
        }
    }
    junk
}

/// Whether a name is the number that a page builder gives each element: `elementor-element-ad77612`.
fn is_numbered_name(name: &str) -> bool {
    ["elementor-element-", "elementor-repeater-item-"].iter().any(|start| name.starts_with(start))
}

/// Whether a word is a piece of something random (`ad776d`, `x_7Fad3`): letters follow digits there. `ads300x250` is a size.
fn is_of_hash(name: &str, word: &str) -> bool {
    const LEAST: usize = 5;
    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let at = word.as_ptr() as usize - name.as_ptr() as usize;
    let is_sign = |c: char| !c.is_ascii_alphanumeric();
    let from = name[..at].rfind(is_sign).map_or(0, |sign| sign + 1);
    let to = name[at..].find(is_sign).map_or(name.len(), |sign| at + sign);
    let run = name.get(from..to).unwrap_or_default().as_bytes();
    let mixed =
        |pair: &[u8]| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic() && !matches!(pair[1], b'x' | b'X');
    run.len() >= LEAST && run.windows(2).any(mixed)
}

/// The words of a class name: cut at signs, digits, and where a small letter meets a capital.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let mut end = 1;
        while end < bytes.len()
            && bytes[end].is_ascii_alphabetic()
            && !(bytes[end].is_ascii_uppercase() && bytes[end - 1].is_ascii_lowercase())
        {
            end += 1;
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// A list of words by their first letter: every class name of a page is looked up.
struct WordList([Vec<&'static str>; 26]);

impl WordList {
    fn of(lists: &[&[&'static str]]) -> Self {
        let mut words = Self(std::array::from_fn(|_| Vec::new()));
        for word in lists.iter().copied().flatten() {
            if let Some(shelf) = words.0.get_mut(shelf(word)) {
                shelf.push(word);
            }
        }
        words
    }

    fn has(&self, word: &str) -> bool {
        self.0.get(shelf(word)).is_some_and(|words| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
    }
}

fn shelf(word: &str) -> usize {
    word.as_bytes().first().map_or(usize::MAX, |b| usize::from(b.to_ascii_lowercase().wrapping_sub(b'a')))
}

static OF_OTHERS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&[OTHERS, REMARKS, MONEY]));
static OF_JUNK: LazyLock<WordList> = LazyLock::new(|| WordList::of(&[OTHERS, FRAME, DIALOGS, REMARKS, MONEY]));
static OF_DIALOGS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&[DIALOGS]));
static OF_REMARKS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&[REMARKS]));
static OF_MONEY: LazyLock<WordList> = LazyLock::new(|| WordList::of(&[MONEY]));
static OF_WHEN: LazyLock<WordList> = LazyLock::new(|| WordList::of(&[WHEN]));
static OF_KEPT: LazyLock<WordList> = LazyLock::new(|| WordList::of(&[NAMES_KEPT]));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_word_by_word() {
        for junk in [
            "box-relate",
            "tin-lien-quan tinlienquan",
            "kbwscwl-relatedbox",
            "sd-social",
            "RelatedNewsBox",
            "fb-comments",
            "ads300x250",
            "relate2",
        ] {
            assert!(is_junk_name(junk), "{junk}");
        }
        for kept in [
            "shareholder",
            "detail-content afcbc-body",
            "entry-content",
            "address",
            "bodytext",
            "dt-[ads]:p",
            "elementor-element-ad77612",
            "x_ad776d",
        ] {
            assert!(!is_junk_name(kept), "{kept}");
        }
    }
}
