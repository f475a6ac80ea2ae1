//! The foot of a newspaper: its imprint, its licence, its letters to readers; lines compared without marks and capitals.

use super::lines::{beginning, head};
use crate::text::fold;

/// Beginnings of the other lines of a newspaper's foot, with which an article may end; folded.
const BESIDE: &[&str] = &["toa soan", "tru so", "dien thoai", "hotline", "dia chi", "email:", "fax"];

/// Those of the foot that no article ends with.
const IMPRINT: &[&str] = &[
    "co quan chu quan",
    "giay phep",
    "tong bien tap",
    "pho tong bien tap",
    "ban quyen",
    "copyright",
    "(c)",
    "©",
    "chiu trach nhiem",
    "lien he quang cao",
    "thiet ke boi",
    "powered by",
    "designed by",
    "so giay phep",
    "ghi ro nguon",
    "phat trien boi",
];

/// As [`IMPRINT`], where it ends an article only.
const UNDER: &[&str] =
    &["® ghi ro", "ban dang doc bai", "doc tap chi", "doc bao giay", "dat mua bao", "quan tam bao", "xep hang:"];

/// How a line begins that asks readers for letters; folded. It is the paper's where it names one of [`PAPERS`].
const LETTERS: &[&str] = &[
    "moi y kien",
    "moi thong tin",
    "moi dong gop",
    "moi phan anh",
    "moi tin bai",
    "y kien dong gop",
    "thu tu, bai vo",
];

/// The paper, or what it prints, in such a line; folded.
const PAPERS: &[&str] = &["toa soan", "tin bai", "tin, bai", "bai vo", "ban bien tap", "chuyen muc", "dat quang cao"];

/// Whether a line is the paper's imprint or a note on copying, whatever the box it stands in.
pub(in crate::extract) fn is_imprint(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| matches!(c, '*' | '(' | '►' | '-') || c.is_whitespace());
    let (folded, _) = head(line);
    line.len() < 500
        && (IMPRINT.iter().chain(UNDER).any(|start| folded.starts_with(start))
            || is_licence(line)
            || asks_letters(line))
}

/// Whether a line asks readers to write to the paper.
fn asks_letters(line: &str) -> bool {
    let folded = fold::base(line);
    LETTERS.iter().any(|start| folded.starts_with(start)) && PAPERS.iter().any(|paper| folded.contains(paper))
}

/// Whether a line says under which licence a text is printed, or that it must not be copied.
fn is_licence(line: &str) -> bool {
    const SAYS: &[&str] = &[
        "creative commons",
        "cc by",
        "all rights reserved",
        "giu ban quyen",
        "ban quyen bai viet",
        "ban quyen noi dung",
        "bao luu moi quyen",
        "ghi ro nguon khi",
        "phai ghi ro nguon",
        "vui long ghi nguon",
        "ghi ro nguon va dan",
    ];
    let folded = fold::base(line);
    SAYS.iter().any(|says| folded.contains(says))
}

/// Whether a line belongs to the foot of the paper.
pub(in crate::extract) fn is_foot_line(line: &str) -> bool {
    // The longest entry fits, with white space before it.
    const CHARS: usize = 28;
    line.len() < 400 && {
        let (folded, _) = beginning(line, CHARS);
        IMPRINT.iter().chain(BESIDE).any(|start| folded.starts_with(start))
    }
}
