//! Lines in which a paper tells its readers how to reach it: its hotline, its box for letters; compared without marks and capitals.

use crate::text::fold;

/// How such a line begins; folded.
const BEGINNINGS: &[&str] = &[
    "moi thong tin",
    "moi y kien",
    "moi phan anh",
    "moi dong gop",
    "moi kien nghi",
    "thong tin phan anh",
    "duong day nong",
    "so duong day nong",
    "so dien thoai duong day nong",
    "dien thoai duong day nong",
    "hotline",
    "lien he toa soan",
    "ban doc co",
    "doc gia co",
    "quy ban doc",
    "quy doc gia",
    "moi ban doc gui",
];

/// How a line about readers begins that asks them for something, where one of the second list stands in it; folded.
const READERS: &[&str] =
    &["ban doc phan anh", "doc gia phan anh", "ban doc muon", "ban doc can", "ban doc gui", "phan anh cua ban doc"];
/// How they are asked; folded.
const ASKED: &[&str] =
    &[" xin goi", " xin lien he", " xin gui", " vui long", " hay goi", " moi goi", " moi lien he", " xin moi"];

/// The paper in such a line, in words or in an address; folded. An office has a hotline too, of which an article tells.
const PAPERS: &[&str] = &[
    "toa soan",
    "toasoan",
    "ban doc",
    "bandoc",
    "doc gia",
    "duongdaynong@",
    "ban bien tap",
    "banbientap",
    "duong day nong bao ",
    "duong day nong cua bao ",
    "duong day nong tap chi ",
];

/// Longest such line, in words.
const WORDS: usize = 60;
/// Characters of a line that are read for the longest of [`BEGINNINGS`]; its letters may have marks of their own.
const FIRST_CHARS: usize = 80;
/// Least digits of a telephone.
const DIGITS: usize = 8;

/// Whether a line tells how to reach the paper.
pub(super) fn is_hotline(line: &str) -> bool {
    // Every paragraph is asked, and its first words mostly answer.
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = bare.char_indices().nth(FIRST_CHARS).map_or(bare, |(end, _)| &bare[..end]);
    let first = fold::base(first);
    let begins = |starts: &[&str]| starts.iter().any(|start| first.starts_with(start));
    let (own, readers) = (begins(BEGINNINGS), begins(READERS));
    if !(own || readers) || line.split_whitespace().nth(WORDS).is_some() {
        return false;
    }
    let reaches = line.contains('@') || line.bytes().filter(u8::is_ascii_digit).count() >= DIGITS;
    reaches && {
        let folded = fold::base(line);
        let holds = |any: &[&str]| any.iter().any(|part| folded.contains(part));
        (own || holds(ASKED)) && holds(PAPERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_own_hotline_is_told_from_that_of_an_office() {
        for own in [
            "Đường dây nóng: 0912.000.111 - Email: bandoc@a.example",
            "Mọi phản ánh xin gửi về hộp thư thu@a.example, tòa soạn trân trọng cảm ơn.",
            "Đường dây nóng Báo Thợ: 0912 000 111",
            "Bạn đọc phản ánh tin tức xin gọi đường dây nóng 0912 000 111.",
        ] {
            assert!(is_hotline(own), "{own}");
        }
        for other in [
            "Đường dây nóng của Liên đoàn Lao động tỉnh: 0912.000.111",
            "Mọi thông tin về khóa học xin liên hệ Trung tâm Dịch vụ việc làm, số 0912.000.111.",
            "Theo phản ánh của bạn đọc tới đường dây nóng 0912.000.111, công ty chậm trả lương.",
            "Bạn đọc phản ánh tới đường dây nóng 0912 000 111 rằng công ty chậm trả lương.",
            "Bạn đọc có thể tìm thấy cuốn sách ở thư viện",
        ] {
            assert!(!is_hotline(other), "{other}");
        }
    }
}
