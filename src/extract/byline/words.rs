//! The words of bylines: labels, desks, users of systems, titles, places of work. Knowledge, next to no logic.

/// Labels before an author, folded.
pub(super) const AUTHOR_LABELS: &[&str] = &[
    "tac gia bai viet:",
    "tac gia:",
    "tac gia -",
    "bai va anh:",
    "bai, anh:",
    "bai - anh:",
    "bai & anh:",
    "bai&anh:",
    "bai + anh:",
    "bai viet va anh:",
    "bai viet va hinh anh:",
    "bai va hinh anh:",
    "tin & anh:",
    "tin + anh:",
    "tin va bai:",
    "tin bai va anh:",
    "tin, bai va anh:",
    "anh va bai:",
    "anh, bai:",
    "chuyen ngu:",
    "nguoi dich:",
    "bien dich:",
    "bien tap va chuyen ngu:",
    "nguoi thuc hien:",
    "bai viet:",
    "bai:",
    "tin, anh:",
    "tin - anh:",
    "tin bai:",
    "tin va anh:",
    "tin:",
    "dang boi:",
    "dang boi",
    "nguoi dang bai viet:",
    "nguoi dang bai:",
    "nguoi dang tin:",
    "nguoi dang:",
    "nguoi viet:",
    "nguoi viet bai:",
    "boi:",
    "boi",
    "thuc hien:",
    "by:",
    "by",
    "author:",
    "phong vien:",
    "bien tap:",
    "viet boi:",
    "viet boi",
    "duoc viet boi",
    "duoc dang boi",
    "post by:",
    "posted by",
    "submitted by",
    "written by",
    "pv:",
    "tong hop:",
    "tin - bai:",
    "tin, bai:",
    "bai va clip:",
    "bai, clip:",
    "noi dung:",
    "thuc hien -",
];

/// What was done with an article, printed before the day: no name; folded.
pub(super) const DEEDS: &[&str] = &[
    "submitted",
    "posted",
    "published",
    "updated",
    "created",
    "e-mail",
    "email",
    "view author page",
    "view all posts",
    "view profile",
];

/// Labels before those who edited, set or checked an article, folded.
pub(super) const EDITOR_LABELS: &[&str] = &[
    "bien tap:",
    "bien tap vien:",
    "hieu dinh:",
    "trinh bay:",
    "thiet ke:",
    "ky thuat:",
    "chiu trach nhiem noi dung:",
];

/// Labels before a source, folded.
pub(super) const SOURCE_LABELS: &[&str] =
    &["nguon tin:", "nguon:", "nguon bai:", "nguon bai viet:", "(nguon:", "(nguon", "nguon tin -"];

/// Signatures which are no personal name, folded.
pub(super) const DESKS: &[&str] = &[
    "ban bien tap",
    "bbt",
    "pv",
    "p.v",
    "p.v.",
    "nhom pv",
    "nhom phong vien",
    "phong vien",
    "ctv",
    "cong tac vien",
    "tong hop",
    "bien tap vien",
    "ban tuyen giao",
    "ban truyen thong",
    "ban thoi su",
    "ban thu ky",
    "to phong vien",
    "toa soan",
    "nhom tac gia",
];

/// Words after a "Theo" that make it an organ and no person, folded.
pub(super) const ORGANS: &[&str] = &[
    "bao",
    "tap chi",
    "cong",
    "thong tan",
    "ttxvn",
    "vov",
    "vtv",
    "cong doan",
    "trang",
    "trung tam",
    "so",
    "bo",
    "lien doan",
    "thu vien",
    "chinh phu",
    "dai",
    "www",
    "http",
    "nhip song",
    "thoi bao",
    "kenh",
];

/// Words after a "Theo" that make it a paper or a site, whatever its other words, folded.
pub(super) const PRESS: &[&str] =
    &["bao ", "tap chi ", "cong thong tin", "cong ttdt", "thong tan xa", "trang thong tin", "trang tin"];

/// Words in lower case that stand between or after names.
pub(super) const JOINTS: &[&str] =
    &["va", "tong hop", "thuc hien", "ghi", "dich", "luoc dich", "bien dich", "bien soan", "theo", "cung", "anh"];

/// Small words within names of families abroad, as written.
pub(super) const PARTICLES: &[&str] = &["de", "del", "von", "der"];

/// Words that an author's place of work begins with, folded.
pub(super) const WORKPLACES: &[&str] = &[
    "cong doan",
    "ldld",
    "cd ",
    "lien doan",
    "ban ",
    "bao ",
    "phong ",
    "so ",
    "ubnd",
    "ubmttq",
    "trung tam",
    "hoi ",
    "doan ",
    "dai ",
    "truong ",
    "khoa ",
    "vien ",
    "van phong",
    "cdcs",
    "nghiep doan",
    "tap chi ",
    "cong ty",
    "vien chuc",
    "vu ",
    "cuc ",
    "chi cuc ",
    "tong cuc ",
    "cong ttdt",
    "cong thong tin",
    "cong tt",
];

/// Titles before a name, folded.
pub(super) const TITLES: &[&str] = &[
    "luat su",
    "luat gia",
    "ls",
    "ths",
    "thac si",
    "ts",
    "tien si",
    "pgs",
    "gs",
    "bac si",
    "bs",
    "nha bao",
    "ks",
    "ky su",
    "kts",
    "cn",
    "nha van",
    "nha tho",
    "pgs ts",
    "gs ts",
    "ths bs",
    "phong vien",
    "pv",
    "ctv",
];

/// How a text begins that says who an author is; folded.
pub(super) const ABOUT: &[&str] = &[
    "phong vien",
    "nha bao",
    "cong tac vien",
    "bien tap vien",
    "tac gia",
    "cay but",
    "cay viet",
    "cu nhan",
    "thac si",
    "tien si",
    "anh la",
    "chi la",
];

/// What stands behind a name and is none.
pub(super) const BEHIND: &[&str] = &[
    "Xem các bài",
    "Xem thêm",
    "Theo dõi",
    " - ĐT",
    " ĐT:",
    "Điện thoại",
    "Thứ ",
    "Chủ nhật",
    " SHOW ALL",
    " View all",
    " vào lúc ",
    " Đăng lúc",
    " Đăng ngày",
    " Ngày đăng",
    " Cập nhật",
    " lúc ",
    " ngày ",
    " - Ngày ",
    "| ",
    " on ",
    " Published",
    " Updated",
    " Monday",
    " Tuesday",
    " Wednesday",
    " Thursday",
    " Friday",
    " Saturday",
    " Sunday",
];

/// English months that stand before a day; May is a name too.
const MONTHS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A name without the month that stood before its day: "Minh An Aug.".
pub(super) fn without_month(name: &str) -> &str {
    let bare = name.trim_end_matches([' ', '.', ',']);
    let month = |(_, last): &(&str, &str)| MONTHS.contains(&last.to_ascii_lowercase().as_str());
    bare.rsplit_once(' ').filter(month).map_or(name, |(who, _)| who)
}

/// Whether a word is an English month, whole or cut: no name where it stands alone.
pub(super) fn is_month(word: &str) -> bool {
    const LETTERS: usize = 9;
    let lower = word.trim_end_matches('.').to_ascii_lowercase();
    lower.len() <= LETTERS && (lower == "may" || MONTHS.iter().any(|month| lower.starts_with(month)))
}
