//! What stands on a page and is not the article: a table of words which newsrooms and their systems use.
//!
//! Three kinds of evidence: the element (`nav`), its class or id (`tin-lien-quan`), and what is printed (`Xem thêm:`).
//! Names are compared word by word (`box_relate2` has the words box and relate), so `share` is not found in `shareholder`.
//! Deliberately absent: words of one newspaper only; those belong to its site file.

use std::sync::LazyLock;

use crate::text::fold;

/// Whether an element never holds a part of an article.
pub(super) fn is_junk_element(tag: &str) -> bool {
    // A match, not a list: every element of a page is asked.
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "canvas"
            | "audio"
            | "nav"
            | "aside"
            | "footer"
            | "button"
            | "select"
            | "textarea"
            | "input"
            | "label"
            | "map"
            | "dialog"
            | "head"
            | "meta"
            | "link"
            | "title"
            | "video"
            | "option"
            | "math"
            | "zone"
    )
}

/// Words of class names and ids of boxes about other things: other articles, comments, money.
const OTHERS: &[&str] = &[
    // other articles
    "related",
    "relate",
    "relation",
    "releated",
    "relates",
    "relatednews",
    "relatedbox",
    "relatednewsbox",
    "lienquan",
    "tinlienquan",
    "yarpp",
    "othernews",
    "tinkhac",
    "tinmoi",
    "docthem",
    "xemthem",
    "docnhieu",
    "xemnhieu",
    "mostread",
    "mostview",
    "topview",
    "readmore",
    "recommend",
    "recommended",
    "recommendation",
    "boxrecommend",
    "trending",
    "crosslink",
    "seealso",
    "morenews",
    "latestnews",
    "suggest",
    "suggestion",
    "timeline",
    "listnewsincontent",
    "insertlinks",
    "linkinsert",
    "relatedposts",
    "jp",
    "cungchuyenmuc",
    "tincungloai",
    "tinlq",
    // comments
    "comment",
    "comments",
    "commentlist",
    "respond",
    "binhluan",
    "ykien",
    "reply",
    "feedback",
    "newsletter",
    "subscribe",
    // money
    "ad",
    "ads",
    "adv",
    "advert",
    "advertisement",
    "banner",
    "banners",
    "quangcao",
    "qc",
    "sponsor",
    "sponsored",
    "adsbygoogle",
    "admzone",
    "promo",
    "donate",
];

/// Words of class names and ids of the frame around an article. A date or a byline may stand in such a box.
const FRAME: &[&str] = &[
    // sharing, reactions
    "share",
    "shares",
    "sharing",
    "sharethis",
    "addthis",
    "addtoany",
    "sharedaddy",
    "social",
    "socials",
    "sharemxh",
    "rating",
    "rate",
    "vote",
    "voting",
    "like",
    "reaction",
    "dangky",
    "followus",
    "googlenews",
    "fblike",
    "stamp",
    // pieces of the frame
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "navbar",
    "navigation",
    "pagination",
    "pager",
    "paging",
    "sidebar",
    "toolbar",
    "footer",
    "copyright",
    "banquyen",
    "tags",
    "taglist",
    "tagdetail",
    "keyword",
    "keywords",
    "tukhoa",
    "hashtag",
    "search",
    "login",
    "popup",
    "modal",
    "tooltip",
    "toast",
    "backtotop",
    "print",
    "printbutton",
    "player",
    "tts",
    // the author's box
    "authorbox",
    "authorinfo",
    "aboutauthor",
    "author-bio",
    "mucluc",
    "toc",
];

/// Names of the box of the text itself, signs left out: whoever bears one is no furniture, whatever else he is called.
const NAMES_KEPT: &[&str] = &[
    "body",
    "bodytext",
    "articlebody",
    "articlecontent",
    "articledetail",
    "contentdetail",
    "detailcontent",
    "fckdetail",
    "entrycontent",
    "postcontent",
    "newscontent",
    "newsdetail",
    "detailnews",
    "newsbody",
    "newsbodyhtml",
    "noidung",
    "noidungchitiet",
    "chitiet",
    "maincontent",
    "singularcontent",
    "contentarticle",
    "contentnews",
    "storybody",
    "fck",
];

/// Lines that are printed around articles, folded; a whole line, punctuation at its ends apart.
const LINES: &[&str] = &[
    "tin lien quan",
    "bai lien quan",
    "bai viet lien quan",
    "tin bai lien quan",
    "cac tin lien quan",
    "tin cung chuyen muc",
    "cung chuyen muc",
    "bai cung chuyen muc",
    "tin cung loai",
    "tin khac",
    "cac tin khac",
    "bai viet khac",
    "tin moi",
    "tin moi hon",
    "tin cu hon",
    "nhung tin moi hon",
    "nhung tin cu hon",
    "cac tin da dua",
    "tin da dua",
    "doc them",
    "xem them",
    "xem tiep",
    "doc tiep",
    "doc nhieu",
    "xem nhieu",
    "doc nhieu nhat",
    "xem nhieu nhat",
    "tin noi bat",
    "tin nong",
    "co the ban quan tam",
    "co the ban chua biet",
    "ban co the quan tam",
    "goi y cho ban",
    "danh cho ban",
    "chia se",
    "chia se bai viet",
    "chia se len facebook",
    "thich",
    "binh luan",
    "y kien ban doc",
    "y kien",
    "gui binh luan",
    "gui y kien",
    "gui phan hoi",
    "phan hoi",
    "quang cao",
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
    "danh gia bai viet",
    "tai ve",
    "bai truoc",
    "bai sau",
    "trang truoc",
    "trang sau",
    "tiep theo",
    "moi doc them",
    "moi ban doc them",
    "mo rong",
    "thu gon",
    "xem chi tiet",
];

/// How a line begins that leads to another article or to a foot note of the system; folded.
const BEGINNINGS: &[&str] = &[
    "xem them:",
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
    "vui long ghi ro nguon",
    "url cua ban tin",
    "tai ung dung",
    "hay nhap noi dung",
    "vui long nhap",
    "chuyen muc:",
];

/// Beginnings of the lines of a newspaper's foot; folded.
const FOOT: &[&str] = &[
    "co quan chu quan",
    "giay phep",
    "tong bien tap",
    "pho tong bien tap",
    "toa soan",
    "tru so",
    "dien thoai",
    "hotline",
    "ban quyen",
    "copyright",
    "(c)",
    "©",
    "chiu trach nhiem",
    "lien he quang cao",
    "dia chi",
    "email:",
    "fax",
    "thiet ke boi",
    "powered by",
    "designed by",
    "so giay phep",
    "ghi ro nguon",
    "phat trien boi",
];

/// Words of names which say that a box holds when or by whom, whatever else it is called (`time_comment`).
const WHEN: &[&str] = &["time", "date", "datetime", "publish", "pubdate", "ngaydang", "published"];

/// Whether class names and ids (one string) are those of furniture.
pub(super) fn is_junk_name(names: &str) -> bool {
    has_name(names, |word| OF_JUNK.has(word))
}

/// Whether class names and ids are those of a box about other things than this article.
pub(super) fn is_others_name(names: &str) -> bool {
    has_name(names, |word| OF_OTHERS.has(word))
}

/// Whether a class name is one of the box of the text itself.
pub(super) fn is_body_name(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        // `body` alone is the page's.
        name.len() > 6 && OF_KEPT.has(&words(name).collect::<String>())
    })
}

fn has_name(names: &str, wanted: impl Fn(&str) -> bool) -> bool {
    let mut junk = false;
    for name in names.split_ascii_whitespace() {
        // Words of utility frameworks say how a thing looks, never what it is.
        if name.contains(['[', ']', ':', '!']) {
            continue;
        }
        let mut joined = String::with_capacity(name.len());
        for word in words(name) {
            if OF_WHEN.has(word) {
                return false;
            }
            junk |= wanted(word);
            joined.push_str(word);
        }
        if OF_KEPT.has(&joined) {
            return false;
        }
        junk |= wanted(&joined);
    }
    junk
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
struct Words([Vec<&'static str>; 26]);

impl Words {
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

static OF_OTHERS: LazyLock<Words> = LazyLock::new(|| Words::of(&[OTHERS]));
static OF_JUNK: LazyLock<Words> = LazyLock::new(|| Words::of(&[OTHERS, FRAME]));
static OF_WHEN: LazyLock<Words> = LazyLock::new(|| Words::of(&[WHEN]));
static OF_KEPT: LazyLock<Words> = LazyLock::new(|| Words::of(&[NAMES_KEPT]));

/// How many characters of a line are looked at: the longest entry of the tables fits.
const HEAD_CHARS: usize = 64;

/// The beginning of a line, folded, and whether that is all of it.
fn head(line: &str) -> (String, bool) {
    let end = line.char_indices().nth(HEAD_CHARS).map_or(line.len(), |(at, _)| at);
    (fold::base(&line[..end]), end == line.len())
}

/// Whether a printed line is furniture by its words alone.
pub(super) fn is_junk_line(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    if !line.chars().any(char::is_alphanumeric) {
        return true;
    }
    let (folded, whole) = head(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    if whole && (is_share_bar(bare) || line.split_whitespace().all(is_hashtag)) {
        return true;
    }
    whole && LINES.contains(&bare) || BEGINNINGS.iter().any(|start| folded.starts_with(start))
}

/// `#congdoan`.
fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

/// Whether a folded line is nothing but names of networks and buttons: "Facebook Zalo Sao chép liên kết".
fn is_share_bar(folded: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "sao chep lien ket",
        "google news",
        "chia se bai viet",
        "luu bai viet",
        "in bai viet",
        "copy link",
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
        "x",
    ];
    let mut rest = folded;
    let mut buttons = 0;
    while !rest.is_empty() {
        let Some(after) =
            BUTTONS.iter().find_map(|b| rest.strip_prefix(b).filter(|r| !r.starts_with(char::is_alphanumeric)))
        else {
            return false;
        };
        buttons += 1;
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    buttons >= 2
}

/// Those of them that no article ends with.
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
    "® ghi ro",
];

/// Whether a line is the paper's imprint or a note on copying, whatever the box it stands in.
pub(super) fn is_imprint(line: &str) -> bool {
    let (folded, _) = head(line);
    line.len() < 400 && IMPRINT.iter().any(|start| folded.starts_with(start))
}

/// Whether a line belongs to the foot of the paper.
pub(super) fn is_foot_line(line: &str) -> bool {
    let (folded, _) = head(line);
    line.len() < 400 && FOOT.iter().any(|start| folded.starts_with(start))
}

/// Whether a line opens a list of other articles or the comments: what follows it in the same box goes too.
pub(super) fn opens_junk(line: &str) -> bool {
    const OPENERS: usize = 40;
    if line.len() > 80 {
        return false;
    }
    let folded = fold::base(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    LINES[..OPENERS.min(LINES.len())].contains(&bare)
}

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
        ] {
            assert!(is_junk_name(junk), "{junk}");
        }
        for kept in ["shareholder", "detail-content afcbc-body", "entry-content", "address", "bodytext", "dt-[ads]:p"] {
            assert!(!is_junk_name(kept), "{kept}");
        }
    }

    #[test]
    fn a_line_is_furniture_as_a_whole_not_by_a_word_in_it() {
        for junk in ["Tin liên quan", "XEM THÊM:", "Về đầu trang", "***", ">> Lương tối thiểu tăng", "Tags: lương"]
        {
            assert!(is_junk_line(junk), "{junk}");
        }
        for kept in
            ["Chia sẻ với phóng viên, chị Hoa cho biết", "In 3.000 tờ rơi", "- Thẻ bảo hiểm y tế", "Đọc nhiều sách"]
        {
            assert!(!is_junk_line(kept), "{kept}");
        }
    }
}
