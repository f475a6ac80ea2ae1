//! Lines that bar a text, or its comments, until the reader signs in or pays.

use crate::text::fold;

/// What the reader is told to do; folded.
const DOES: &[&str] = &[
    "dang nhap",
    "dang ky tai khoan",
    "dang ky ngay",
    "dang ky thanh vien",
    "tro thanh thue bao",
    "goi thue bao",
    "mua goi",
    "goi doc bao",
    "nang cap tai khoan",
    "tro thanh hoi vien",
    "subscribe",
    "sign in",
    "log in",
    "so bai mien phi",
    "doc gia da dang ky",
    "thue bao tra phi",
    "danh rieng cho thue bao",
    "danh cho hoi vien",
];
/// And what for.
const FOR: &[&str] = &[
    "doc tiep",
    "xem tiep",
    "tiep tuc doc",
    "tiep tuc xem",
    "toan bo noi dung",
    "toan bo bai",
    "doc toan bo",
    "xem toan bo",
    "doc khong gioi han",
    "khong gioi han",
    "noi dung danh",
    "gui binh luan",
    "viet binh luan",
    "binh luan",
    "so bai mien phi",
    "noi dung nay",
    "bai viet nay",
    "doc day du",
    "xem day du",
    "gui y kien",
    "continue reading",
    "keep reading",
    "full article",
    "to read",
];

/// Whether a line bars the text or the comments until its reader signs in or pays.
pub(in crate::extract) fn is_gate(line: &str) -> bool {
    const WORDS: usize = 34;
    if line.len() > 400 || line.split_whitespace().count() > WORDS {
        return false;
    }
    let folded = fold::base(line);
    DOES.iter().any(|does| folded.contains(does)) && FOR.iter().any(|what| folded.contains(what))
}
