//! Lines that bar a text, or its comments, until the reader signs in or pays; buttons, hashtags, and what a player of recordings shows.

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

/// "0:00 / 3:25 1x": what a player of recordings shows.
pub(super) fn is_player(line: &str) -> bool {
    const WORDS: usize = 9;
    let time = |text: &str| {
        let clock: &str = text.trim();
        let (minutes, seconds) = clock.rsplit_once(':').unwrap_or_default();
        let digits =
            |part: &str| !part.is_empty() && part.len() <= 5 && part.bytes().all(|b| b.is_ascii_digit() || b == b':');
        digits(minutes) && digits(seconds)
    };
    let ends = |text: &str| {
        let start = text.trim_end().rfind(|c: char| !(c.is_ascii_digit() || c == ':')).map_or(0, |at| at + 1);
        text.is_char_boundary(start) && time(&text[start..])
    };
    let begins = |text: &str| {
        let text = text.trim_start();
        time(&text[..text.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(text.len())])
    };
    line.split_whitespace().count() <= WORDS
        && line.split_once('/').is_some_and(|(played, all)| ends(played) && begins(all))
}

/// "5/5 - (1 bình chọn)", "Đánh giá: 4.5/5 (12 lượt)", "Rate this post": what a row of stars says.
pub(super) fn is_rating(line: &str) -> bool {
    const WORDS: usize = 10;
    const SAYS: &[&str] = &["binh chon", "danh gia", "votes", "vote)", "rating", "luot)"];
    if line.split_whitespace().count() > WORDS {
        return false;
    }
    let folded = fold::base(line);
    let of_five = folded.split_whitespace().any(|word| {
        let (given, most) = word.trim_matches(['(', ')', ',', ':']).split_once('/').unwrap_or_default();
        matches!(most, "5" | "10") && !given.is_empty() && given.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    folded.starts_with("rate this post")
        || folded.starts_with("1 2 3 4 5")
        || of_five && SAYS.iter().any(|says| folded.contains(says))
}

/// "Trang chủ » Xã hội » Công đoàn": where on the site a page stands.
pub(super) fn is_path(line: &str) -> bool {
    const WORDS: usize = 24;
    const SIGNS: [char; 7] = ['»', '>', '›', '/', '|', '→', '\u{276f}'];
    // Asked of every line of a page: the first letter tells nearly all apart.
    let Some((first, rest)) =
        Some(line).filter(|line| line.starts_with(['T', 't', 'H', 'h'])).and_then(|line| line.split_once(SIGNS))
    else {
        return false;
    };
    line.split_whitespace().count() <= WORDS
        && matches!(fold::base(first.trim()).as_str(), "trang chu" | "trangchu" | "home")
        && !rest.trim().is_empty()
}

/// "3 phút đọc", "Thời gian đọc: 3 phút", "5 min read".
pub(super) fn is_reading_time(line: &str) -> bool {
    const WORDS: usize = 6;
    const BYTES: usize = 60;
    const SAYS: &[&str] = &["phut doc", "thoi gian doc", "min read", "minutes read", "minute read"];
    if line.len() > BYTES || !line.bytes().any(|b| b.is_ascii_digit()) || line.split_whitespace().count() > WORDS {
        return false;
    }
    let folded = fold::base(line);
    SAYS.iter().any(|says| folded.contains(says)) && !line.ends_with('.')
}

/// "Đã xem: 142", "214 lượt đọc", "Bình luận (0)": how many have read or answered.
pub(super) fn is_counter(line: &str) -> bool {
    const WORDS: usize = 6;
    const BYTES: usize = 60;
    const SAYS: &[&str] = &[
        "luot xem",
        "luot doc",
        "lan xem",
        "lan doc",
        "da xem",
        "da doc",
        "so luot xem",
        "so luot doc",
        "so lan xem",
        "so lan doc",
        "tong so luot xem",
        "luot xem bai",
        "nguoi xem",
        "xem",
        "doc lan",
        "views",
        "hits",
        "binh luan",
        "y kien",
        "y kien ban doc",
        "phan hoi",
    ];
    if line.len() > BYTES || !line.bytes().any(|b| b.is_ascii_digit()) || line.split_whitespace().count() > WORDS {
        return false;
    }
    let folded = fold::base(line);
    let words = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let numbers =
        folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ','))).filter(|word| !word.is_empty());
    let one_number = numbers.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count() == 1;
    one_number && SAYS.contains(&words.collect::<Vec<_>>().join(" ").as_str())
}

/// `#congdoan`.
pub(super) fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

/// Names of networks and buttons, folded; longer ones before those that they begin with.
const BUTTONS: &[&str] = &[
    "sao chep lien ket",
    "google news",
    "xem voi co chu",
    "chia se bai viet",
    "nghe doc bai",
    "nghe bai viet",
    "doc bai viet",
    "do tuong phan",
    "gui cho ban be",
    "tang co chu",
    "giam co chu",
    "gui bai viet",
    "gui bai",
    "phong to",
    "thu nho",
    "mac dinh",
    "ve dau trang",
    "luu bai viet",
    "in bai viet",
    "tuong phan",
    "copy link",
    "doc bai",
    "mau chu",
    "co chu",
    "tro lai",
    "quay lai",
    "tro ve",
    "in trang",
    "ban in",
    "binh luan",
    "chia se",
    "luu bai",
    "facebook",
    "messenger",
    "linkedin",
    "pinterest",
    "telegram",
    "twitter",
    "in bai",
    "tweet",
    "zalo",
    "share",
    "print",
    "email",
    "thich",
    "luu",
    "gui",
    "in",
    "a",
    "x",
];

/// Whether a folded line is nothing but names of networks and buttons: "Facebook Zalo Sao chép liên kết".
pub(super) fn is_share_bar(folded: &str) -> bool {
    let mut rest = folded;
    let mut buttons = 0;
    // Buttons in elements of their own may run together: "FacebookZaloIn bài".
    let mut glued = false;
    while !rest.is_empty() {
        let Some(after) = BUTTONS.iter().find_map(|button| rest.strip_prefix(button)) else { return false };
        buttons += 1;
        glued |= after.starts_with(char::is_alphanumeric);
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    buttons >= if glued { 3 } else { 2 }
}
