//! What surrounds an article on a page: menus, related boxes, footers, and date formats.

use std::fmt::Write as _;

use jiff::civil::{DateTime, Weekday};

use super::super::paper::{BodyPiece, DemoArticle};
use super::{DemoHost, HOSTILE_DEPTH, MarkupFamily, path_of, section_path};

/// A serial number derived from the article's slug, so that it never changes.
pub(super) fn number(article: &DemoArticle) -> u64 {
    article.slug.bytes().fold(7_u64, |h, b| (h * 31 + u64::from(b)) % 900_000) + 100_000
}

pub(super) fn civil(seconds: i64) -> DateTime {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
    jiff::Timestamp::from_second(seconds).map_or(DateTime::default(), |t| t.to_zoned_datetime(zone).datetime())
}

pub(super) fn weekday(date: DateTime) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Thứ hai",
        Weekday::Tuesday => "Thứ ba",
        Weekday::Wednesday => "Thứ tư",
        Weekday::Thursday => "Thứ năm",
        Weekday::Friday => "Thứ sáu",
        Weekday::Saturday => "Thứ bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

pub(super) fn slashed(date: DateTime) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

pub(super) fn clock(date: DateTime) -> String {
    format!("{:02}:{:02}", date.hour(), date.minute())
}

pub(super) fn iso(date: DateTime) -> String {
    format!("{:04}-{:02}-{:02}T{}:00+07:00", date.year(), date.month(), date.day(), clock(date))
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Escaped text with `**bold**` turned into `<strong>`.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in escape(text).split("**").enumerate() {
        if i % 2 == 1 {
            let _ = write!(out, "<strong>{part}</strong>");
        } else {
            out.push_str(part);
        }
    }
    out
}

pub(super) fn body_html(host: &DemoHost, article: &DemoArticle) -> String {
    let mut out = String::new();
    for piece in &article.body {
        let _ = match piece {
            BodyPiece::Paragraph(text) => writeln!(out, "<p>{}</p>", inline(text)),
            BodyPiece::Heading(level, text) => writeln!(out, "<h{level}>{}</h{level}>", inline(text)),
            BodyPiece::Quote(text) => writeln!(out, "<blockquote><p>{}</p></blockquote>", inline(text)),
            BodyPiece::List(ordered, items) => {
                let tag = if *ordered { "ol" } else { "ul" };
                let items: String = items.iter().map(|i| format!("<li>{}</li>", inline(i))).collect();
                writeln!(out, "<{tag}>{items}</{tag}>")
            }
            BodyPiece::Table(rows) => {
                let rows: String = rows
                    .iter()
                    .enumerate()
                    .map(|(at, row)| {
                        let tag = if at == 0 { "th" } else { "td" };
                        let cells: String = row.iter().map(|c| format!("<{tag}>{}</{tag}>", inline(c))).collect();
                        format!("<tr>{cells}</tr>")
                    })
                    .collect();
                writeln!(out, "<table border=\"1\"><tbody>{rows}</tbody></table>")
            }
            BodyPiece::Picture(name, caption) => writeln!(out, "{}", figure(host, name, caption)),
        };
    }
    if article.hostile {
        out.push_str(&hostile());
    }
    out
}

pub(super) fn figure(host: &DemoHost, name: &str, caption: &str) -> String {
    let source = format!("https://{}/anh/{name}.png", host.name);
    format!(
        "<figure class=\"wp-block-image VCSortableInPreviewMode\" type=\"Photo\"><div><img src=\"{source}\" alt=\"\" \
         width=\"480\" height=\"270\"></div><figcaption class=\"PhotoCMS_Caption\"><p>{}</p></figcaption></figure>",
        escape(caption)
    )
}

/// Attacks that a tampered page may contain. None of them may reach the screen.
pub(super) fn hostile() -> String {
    format!(
        "<p>Một liên kết lạ: <a href=\"javascript:alert(1)\">bấm vào đây</a> và <a href=\"file:///etc/passwd\">đây nữa</a>.</p>\
         <script>document.write('<p>Chữ của lệnh, không phải của bài</p>')</script><style>p{{display:none}}</style>\
         <p style=\"display:none\">Chữ giấu trong bài</p><iframe src=\"https://quangcao.example/\"></iframe>{}{}",
        "<div>".repeat(HOSTILE_DEPTH),
        "</div>".repeat(HOSTILE_DEPTH)
    )
}

pub(super) fn menu(host: &DemoHost) -> String {
    let mut out = String::from("<nav class=\"menu main-menu\"><ul><li><a href=\"/\">Trang chủ</a></li>");
    for (slug, name) in host.sections {
        let _ = write!(out, "<li><a href=\"{}\">{name}</a></li>", section_path(host, slug));
    }
    out.push_str("<li><a href=\"/lien-he.htm\">Liên hệ quảng cáo</a></li><li><a href=\"/dang-nhap.htm\">Đăng nhập</a></li></ul></nav>");
    out
}

pub(super) fn footer(host: &DemoHost) -> String {
    format!(
        "<footer class=\"footer\"><p>© {0}. Giấy phép số 00/GP-MH cấp ngày 01/01/2020 (tòa soạn minh họa).</p>\
         <p>Lượt truy cập: 1.234.567 · Đang online: 42</p><p><a href=\"#top\">Về đầu trang</a></p></footer>",
        host.title
    )
}

pub(super) fn related<'a>(host: &DemoHost, article: &DemoArticle, own: &[&'a DemoArticle]) -> Vec<(&'a str, String)> {
    own.iter().filter(|a| a.slug != article.slug).take(4).map(|a| (a.title.as_str(), path_of(host, a))).collect()
}

pub(super) fn links(items: &[(&str, String)], class: &str) -> String {
    items
        .iter()
        .map(|(title, path)| {
            format!("<li class=\"{class}\"><a href=\"{path}\" title=\"{0}\">{0}</a></li>", escape(title))
        })
        .collect()
}

pub(super) fn page(host: &DemoHost, title: &str, head: &str, body: &str) -> String {
    let shield = match host.family {
        MarkupFamily::Afcbc => String::new(),
        MarkupFamily::NukeViet => "<meta name=\"generator\" content=\"NukeViet v4.5\">".to_owned(),
        MarkupFamily::WordPress => {
            "<meta name=\"generator\" content=\"WordPress 6.6\"><link rel=\"stylesheet\" href=\"/wp-content/themes/doisong/style.css\">".to_owned()
        }
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{} | {}</title>{shield}{head}</head>\n<body>\n\
         <div class=\"banner-top ads\">Quảng cáo: mua một tặng một</div>\n{}\n{body}\n{}\n</body></html>\n",
        escape(title),
        host.title,
        menu(host),
        footer(host)
    )
}
