//! Pages that answer 200 and, instead of what was asked for, ask for a login, a captcha, money or patience.
//!
//! Looked for only where a page gave too little: an article about a captcha is an article. Phrases are folded (no tones,
//! small letters) and stand for the page only where it says hardly anything else.

use super::Source;
use crate::model::{CanonicalUrl, registered_name};
use crate::text::{encoding, fold};

/// A page with more visible text than this is no notice, characters.
const NOTICE_CHARS: usize = 2_500;

/// Bytes of a page that are looked at.
const LOOKED_AT: usize = 512 << 10;

/// What a page asks for instead of giving what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageNotice {
    /// A proof that a person is there.
    Captcha,
    /// A login: of the site, or of the network in between.
    Login,
    /// Patience: the site is being worked on.
    Maintenance,
    /// Money: the text is for subscribers.
    Paywall,
    /// A program that runs scripts: the text does not stand in the page.
    Scripts,
}

/// A page that scripts fill shows no more text than this without them, characters.
const SCRIPTED_CHARS: usize = 400;

/// Elements into which scripts put a whole page: empty ones of these names.
const MOUNTS: &[&str] = &["app", "root", "__next", "__nuxt", "___gatsby", "svelte", "q-app", "main-app"];

/// What titles and texts of notices say, in the order of belief.
const PHRASES: &[(PageNotice, &[&str])] = &[
    (
        PageNotice::Captcha,
        &[
            "khong phai la robot",
            "khong phai robot",
            "nhap ma xac nhan",
            "nhap ma bao mat",
            "nhap ma bao ve",
            "ma captcha",
            "captcha",
            "you are human",
            "not a robot",
            "checking your browser",
            "security check",
            "ddos protection",
            "xac nhan ban la",
            "chung minh ban la",
            "dang kiem tra trinh duyet",
            "kiem tra bao mat",
            "unusual traffic",
            "luu luong truy cap bat thuong",
            "xac minh ban la",
            "xac minh truy cap",
        ],
    ),
    (
        PageNotice::Maintenance,
        &[
            "bao tri",
            "dang nang cap",
            "dang duoc nang cap",
            "qua trinh nang cap",
            "nang cap he thong",
            "tam thoi gian doan",
            "quay lai sau it phut",
            "chung toi se tro lai",
            "under maintenance",
            "scheduled maintenance",
            "some maintenance",
            "for maintenance",
            "site maintenance",
            "maintenance mode",
            "be back soon",
            "temporarily unavailable",
            "be right back",
            "tam dung hoat dong",
            "tam ngung hoat dong",
            "tam ngung phuc vu",
            "briefly unavailable",
            "coming soon",
        ],
    ),
    (
        PageNotice::Paywall,
        &[
            "danh cho thue bao",
            "danh rieng cho thue bao",
            "danh cho ban doc dang ky",
            "danh cho ban doc da dang ky",
            "danh cho ban doc vip",
            "noi dung tra phi",
            "goi tra phi",
            "doc gia tra phi",
            "ban doc tra phi",
            "danh rieng cho hoi vien",
            "danh cho hoi vien",
            "danh cho thanh vien",
            "mua goi",
            "tra phi de doc",
            "dang ky goi",
            "subscribe to continue",
            "subscribe to read",
            "subscribe to unlock",
            "subscribers only",
            "for subscribers",
            "subscriber-only",
            "already a subscriber",
            "nang cap tai khoan de doc",
        ],
    ),
    (
        PageNotice::Login,
        &[
            "vui long dang nhap",
            "ban can dang nhap",
            "ban phai dang nhap",
            "hay dang nhap",
            "dang nhap de",
            "dang nhap he thong",
            "dang nhap wifi",
            "dang nhap wi-fi",
            "please log in",
            "please sign in",
            "log in to continue",
            "log in to read",
            "log in to view",
            "sign in to continue",
            "sign in to read",
            "sign in to view",
            "must be logged in",
            "login required",
            "wifi mien phi",
            "wi-fi mien phi",
            "ket noi wifi",
            "ket noi wi-fi",
            "free wifi",
            "free wi-fi",
            "captive portal",
            "phien dang nhap",
        ],
    ),
];

/// What the page asks for, if it is nothing but a notice.
pub fn notice(page: Source<'_>) -> Option<PageNotice> {
    let bytes = page.bytes.get(..LOOKED_AT).unwrap_or(page.bytes);
    let decoded = encoding::decode(bytes, page.charset);
    let lower = decoded.text.to_lowercase();
    let text = visible(&lower);
    if text.chars().count() > NOTICE_CHARS {
        return None;
    }
    let folded = fold::base(&text);
    let said = |phrases: &[&str]| phrases.iter().any(|phrase| folded.contains(phrase));
    let asks_password =
        ["type=\"password\"", "type='password'", "type=password"].iter().any(|mark| lower.contains(mark));
    let found = PHRASES.iter().find(|(_, phrases)| said(phrases)).map(|(notice, _)| *notice);
    match found {
        Some(PageNotice::Captcha | PageNotice::Maintenance | PageNotice::Paywall) => found,
        _ if asks_password || leads_away(&lower, page.url) => Some(PageNotice::Login),
        None if text.chars().count() <= SCRIPTED_CHARS && is_filled_by_scripts(&lower) => Some(PageNotice::Scripts),
        other => other,
    }
}

/// Whether a page loads scripts and has an empty element for what they draw.
fn is_filled_by_scripts(lower: &str) -> bool {
    let bare: String = lower.chars().filter(|c| !matches!(c, '"' | '\'')).collect();
    let is_mount = |name: &&str| {
        let opening = format!("<div id={name}");
        let opened = bare.split(opening.as_str()).skip(1);
        let named = opened.filter(|rest| rest.starts_with(['>', ' ']));
        named.filter_map(|rest| rest.split_once('>')).any(|(_, inside)| inside.trim_start().starts_with("</div"))
    };
    bare.contains("<script") && MOUNTS.iter().any(is_mount)
}

/// Whether a page of few words sends its reader to another site by itself, as networks do that want to be agreed to first.
fn leads_away(lower: &str, url: &CanonicalUrl) -> bool {
    let aims = |text: &str| {
        let target = text.trim_start_matches(|c: char| c.is_whitespace() || "'\"=(".contains(c));
        let end = target.find(|c: char| c.is_whitespace() || "'\"<>)".contains(c)).unwrap_or(target.len());
        let target = CanonicalUrl::parse(&target[..end]);
        let name = |host: &str| registered_name(host).unwrap_or(host).to_owned();
        target.is_some_and(|target| name(&target.host()) != name(&url.host()))
    };
    let refresh = lower
        .split("<meta")
        .skip(1)
        .filter_map(|tag| tag.split('>').next())
        .any(|tag| tag.contains("refresh") && tag.split_once("url=").is_some_and(|(_, rest)| aims(rest)));
    let ways = ["location.href", "location.replace", "window.location", "document.location"];
    refresh || ways.iter().any(|way| lower.split(way).skip(1).any(aims))
}

/// The words that a reader of the page sees, its title among them; not what stands in scripts and styles.
fn visible(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let silent = ["script", "style", "template"].into_iter().find(|name| tag.starts_with(name));
        let after = match silent {
            Some(name) => tag.split_once(&format!("</{name}")).map_or("", |(_, after)| after),
            None => tag,
        };
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn read(html: &str) -> Option<PageNotice> {
        let url = CanonicalUrl::parse("https://bao.test/a").unwrap();
        notice(Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(0) })
    }

    #[test]
    fn each_kind_of_notice_is_told_from_the_others() {
        for (html, expected) in [
            ("<title>Đăng nhập Wi-Fi</title><form><input type=\"password\" name=\"p\"></form>", PageNotice::Login),
            ("<h1>Thông báo</h1><p>Bạn cần đăng nhập để xem nội dung này.</p>", PageNotice::Login),
            (
                "<title>Bảo trì</title><p>Hệ thống đang được nâng cấp, mời bạn quay lại sau.</p>",
                PageNotice::Maintenance,
            ),
            ("<p>Website is under maintenance</p>", PageNotice::Maintenance),
            (
                "<h1>We'll be back soon!</h1><p>We are performing some maintenance at the moment.</p>",
                PageNotice::Maintenance,
            ),
            ("<title>Just a moment...</title><p>Checking your browser before you go on.</p>", PageNotice::Captcha),
            ("<p>Hãy xác nhận bạn là người để xem tiếp.</p>", PageNotice::Captcha),
            ("<p>Bài này dành cho bạn đọc đã đăng ký gói.</p>", PageNotice::Paywall),
            ("<p>Already a subscriber? Log in.</p>", PageNotice::Paywall),
            ("<p>Chào mừng đến với Wi-Fi miễn phí của quán</p>", PageNotice::Login),
            (
                "<meta http-equiv=\"refresh\" content=\"0;url=http://wifi.local/hello\"><p>Xin chào</p>",
                PageNotice::Login,
            ),
            ("<script src=\"/a.js\"></script><div id=\"app\"></div>", PageNotice::Scripts),
            (
                "<script src=/a.js></script><div id=__next class=x> </div><noscript>Cần JavaScript.</noscript>",
                PageNotice::Scripts,
            ),
            ("<script>window.location = 'https://gate.example/?from=bao'</script>", PageNotice::Login),
            ("<p>Bài viết dành cho thuê bao. Mời bạn đăng nhập.</p><input type=password>", PageNotice::Paywall),
            ("<p>Vui lòng nhập mã xác nhận để tiếp tục</p><img src=x>", PageNotice::Captcha),
        ] {
            assert_eq!(read(html), Some(expected), "{html}");
        }
    }

    #[test]
    fn a_long_page_that_speaks_of_such_things_is_none_and_scripts_are_silent() {
        let long = format!("<p>{}</p><p>Công nhân bảo trì máy.</p>", "Đoạn văn dài về ca làm việc. ".repeat(120));
        assert_eq!(read(&long), None);
        assert_eq!(
            read("<script>var a = 'captcha'; login('bảo trì')</script><p>Không có bài nào trong mục này.</p>"),
            None
        );
    }
}
