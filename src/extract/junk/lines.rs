//! Lines that newsrooms and their systems print around articles, compared without marks and capitals.

use super::gate::{is_counter, is_hashtag, is_path, is_player, is_rating, is_reading_time, is_share_bar};
use super::hotline::is_hotline;
use super::openers::OPENERS;
use crate::text::fold;

/// Buttons that open a row of others, likewise: the date may stand behind them.
const BUTTONS: &[&str] = &["chia se", "chia se bai viet", "chia se len facebook", "thich"];

/// Other lines that are printed around articles, likewise.
const LINES: &[&str] = &[
    "y kien",
    "gui binh luan",
    "gui y kien",
    "gui phan hoi",
    "phan hoi",
    "quang cao",
    "advertisement",
    "advertisements",
    "advertising",
    "sponsored",
    "bai viet duoc tai tro",
    "tu khoa",
    "tags",
    "tag",
    "the",
    "chu de",
    "theo dong su kien",
    "in",
    "in bai viet",
    "in trang",
    "in trang nay",
    "ban in",
    "in ra",
    "ve dau",
    "ve dau trang",
    "len dau trang",
    "ve trang chu",
    "tro ve",
    "tro lai",
    "quay lai",
    "trang chu",
    "gui email",
    "luu bai viet",
    "luu bai",
    "nghe doc bai",
    "nghe bai viet",
    "nu mien bac",
    "nu mien nam",
    "nam mien bac",
    "nam mien nam",
    "luot truy cap",
    "luot xem",
    "loading",
    "dang tai",
    "copy link",
    "link bai goc",
    "lay link",
    "sao chep lien ket",
    "theo doi chung toi",
    "tweet",
    "facebook",
    "twitter",
    "zalo",
    "email",
    "print",
    "share",
    "related posts",
    "share this",
    "leave a comment",
    "ve trang chu de",
    "doc tiep ve trang chu de",
    "xem cac bai viet cua tac gia",
    "dong cua so nay",
    "a- a a+",
    "a a",
    "co chu",
    "xem co chu",
    "tu dong cap nhat",
    "moi nhat truoc",
    "cu nhat truoc",
    "doc bai viet",
    "bai viet co huu ich",
    "bai viet huu ich",
    "danh gia bai viet",
    "tai ve",
    "bai truoc",
    "bai sau",
    "trang truoc",
    "trang sau",
    "next page",
    "previous page",
    "tiep theo",
    "moi doc them",
    "moi ban doc them",
    "mo rong",
    "thu gon",
    "muc luc",
    "noi dung bai viet",
    "noi dung bai viet an",
    "noi dung bai viet hien",
    "noi dung chinh an",
    "noi dung chinh hien",
    "muc luc an",
    "muc luc hien",
    "muc luc bai viet",
    "table of contents",
    "xem chi tiet",
    "phong to",
    "phong to anh",
    "xem anh lon",
    "image",
    "dang vao",
    "ngay dang",
    "dang ngay",
    "posted on",
    "posted",
    "danh gia",
    "binh chon",
    "chua co binh luan",
    "chua co binh luan nao",
    "khong co binh luan",
    "khong co phan hoi",
    "binh luan da dong",
    "return",
    "back",
    "go back",
    "back to top",
    "back to blog",
    "back to home",
    "previous post",
    "next post",
    "older post",
    "newer post",
    "previous article",
    "next article",
];

/// How a line begins that leads to another article or to a foot note of the system; folded.
const BEGINNINGS: &[&str] = &[
    "moi ban quan tam zalo",
    "moi ban doc quan tam zalo",
    "quan tam zalo oa",
    "theo doi zalo oa",
    "xem them:",
    "xem co chu:",
    "co chu:",
    "xem them video",
    "moi ban doc theo doi",
    "chia se bai viet nay",
    "chia se bai nay",
    "moi ban doc vao chuyen muc",
    "moi ban doc vao",
    "tham khao them:",
    "tim hieu them:",
    "bai viet lien quan:",
    "co the ban quan tam:",
    "ban co the quan tam:",
    "bai viet nay duoc dang trong",
    "muc nay duoc dang trong",
    "this entry was posted in",
    "noi dung neu tren la phan giai dap",
    "chua co binh luan",
    "hay la nguoi dau tien binh luan",
    "click vao day de",
    "bam vao day de xem",
    "doc them tai:",
    "doc gia co the gui bai",
    "moi thong tin gop y",
    "ghi ro nguon",
    "[links(",
    "moi ban doc xem bai",
    "moi ban doc quan tam",
    "moi ban xem them",
    "moi ban doc xem them",
    "moi doc gia xem",
    "doc them:",
    "xem ngay:",
    "tin lien quan:",
    "bai lien quan:",
    ">> ",
    ">>> ",
    "»",
    "tu khoa:",
    "tags:",
    "the:",
    "moi ban doc:",
    "moi ban doc theo doi",
    "chia se bai viet nay",
    "chia se bai nay",
    "dang ky nhan",
    "dang ky theo doi",
    "theo doi chung toi",
    "theo doi kenh",
    "moi quy doc gia",
    "moi doc gia",
    "ban quyen thuoc",
    "loading...",
    "tong so diem cua bai viet",
    "click de danh gia",
    "chu y: viec dang lai bai viet",
    "luot xem:",
    "luot truy cap",
    "so lan doc",
    "so luot xem",
    "xem tin bai khac",
    "theo doi bao",
    "- quang cao",
    "vui long ghi ro nguon",
    "url cua ban tin",
    "link bai goc",
    "link bai viet goc",
    "quan tam bao",
    "ban dang doc bai",
    "tai ung dung",
    "hay nhap noi dung",
    "vui long nhap",
    "chuyen muc:",
    "y kien cua ban se duoc bien tap",
    "y kien cua ban se duoc xet duyet",
    "binh luan cua ban se duoc bien tap",
    "xin vui long go tieng viet",
    "vui long go tieng viet",
    "moi ban doc gui",
    // what players of films say to readers of screens
    "trinh phat video is loading",
    "video player is loading",
    "day la mot cua so hop thoai",
    "bat dau cua so hop thoai",
    "ket thuc cua so hop thoai",
    "this is a modal window",
    "beginning of dialog window",
    "end of dialog window",
    // what generators of blogs print over and under a text
    "tao luc ",
    "posted on ",
    "posted in ",
    "filed under",
    "tagged ",
    "tag: ",
    "lien ket bai viet: ",
    "pages: 1",
    "email cua ban se khong duoc hien thi",
    "luu ten cua toi, email",
    "nhap dia chi email",
    "nhap email",
    "your email address will not be published",
    "cac truong bat buoc duoc danh dau",
    "标签",
];

/// How many characters of a line are looked at: the longest entry of the tables fits.
const HEAD_CHARS: usize = 64;

/// The beginning of a line, folded, and whether that is all of it.
pub(super) fn head(line: &str) -> (String, bool) {
    beginning(line, HEAD_CHARS)
}

/// The first `chars` characters of a line, folded, and whether that is all of it.
pub(super) fn beginning(line: &str, chars: usize) -> (String, bool) {
    let end = line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at);
    (fold::base(&line[..end]), end == line.len())
}

/// Whether a printed line is furniture by its words alone.
pub(in crate::extract) fn is_junk_line(line: &str) -> bool {
    if line.len() > 200 || !line.chars().any(char::is_alphanumeric) {
        return line.len() <= 200 || is_hotline(line);
    }
    let counts = || is_rating(line) || is_reading_time(line) || is_counter(line);
    if is_player(line) || is_told_to_machines(line) || is_path(line) || counts() || is_hotline(line) {
        return true;
    }
    // A star, an arrow before a line says that it is a note.
    let (folded, whole) =
        head(line.trim_start_matches(|c: char| matches!(c, '*' | '►' | '▶' | '®' | '©') || c.is_whitespace()));
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    if whole && (is_share_bar(bare) || line.split_whitespace().all(is_hashtag)) {
        return true;
    }
    whole && [OPENERS, BUTTONS, LINES].iter().any(|lines| lines.contains(&bare))
        || BEGINNINGS.iter().any(|start| folded.starts_with(start))
}

/// Whether a line heads a table of contents.
pub(in crate::extract) fn heads_contents(line: &str) -> bool {
    const WORDS: usize = 6;
    const HEADS: &[&str] = &["noi dung", "muc luc", "trong bai", "cac noi dung", "cac phan", "tom tat noi dung"];
    let folded = fold::base(line);
    line.split_whitespace().count() <= WORDS && HEADS.iter().any(|head| folded.starts_with(head))
}

/// Whether a line ends with the address of a picture: the publisher's name and logo that microdata tells machines.
fn is_told_to_machines(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    last.starts_with("http") && [".png", ".jpg", ".jpeg", ".gif", ".svg"].iter().any(|kind| last.ends_with(kind))
}

/// Whether a line opens a list of other articles or the comments: what follows it in the same box goes too.
pub(in crate::extract) fn opens_junk(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let folded = fold::base(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    OPENERS.contains(&bare) || BUTTONS.contains(&bare)
}

/// Whether a line is a button beside the article's own facts: "Chia sẻ".
pub(in crate::extract) fn is_button(line: &str) -> bool {
    line.len() <= 80 && BUTTONS.contains(&fold::base(line).trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_furniture_as_a_whole_not_by_a_word_in_it() {
        for junk in [
            "Tin liên quan",
            "XEM THÊM:",
            "Về đầu trang",
            "***",
            ">> Lương tối thiểu tăng",
            "Tags: lương",
            "Nghe 0:00 / 3:25 1x",
            "← Back to blog",
            "Đã xem: 142",
            "1.214 lượt đọc",
            "Return",
            "Chia sẻ bài viết này qua Facebook, Zalo, Email",
        ] {
            assert!(is_junk_line(junk), "{junk}");
        }
        for kept in [
            "Chia sẻ với phóng viên, chị Hoa cho biết",
            "In 3.000 tờ rơi",
            "Tỷ lệ 3/4 lúc 8:15",
            "- Thẻ bảo hiểm y tế",
            "Đọc nhiều sách",
            "Có 142 người xem",
            "Xem 3 lần",
            "Return of the strikers",
        ] {
            assert!(!is_junk_line(kept), "{kept}");
        }
    }
}
