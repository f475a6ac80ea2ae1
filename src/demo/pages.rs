//! Renders articles as pages with the markup of three families: an "afcbc" newspaper, a NukeViet portal, a WordPress
//! site.
//!
//! There is as much clutter (menus, related boxes, share bars, counters, comments, notices) as on real sites, so that
//! the demo shows what loa removes. Dates are printed in UTC+7.

mod furniture;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::paper::{self, DemoArticle};
use super::server::ServedBody;
use furniture::{body_html, civil, clock, escape, figure, iso, links, number, page, related, slashed, weekday};

/// Markup family of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkupFamily {
    Afcbc,
    NukeViet,
    WordPress,
}

/// One invented site.
pub(super) struct DemoHost {
    /// Host name (reserved for examples, never resolvable).
    pub(super) name: &'static str,
    key: &'static str,
    title: &'static str,
    family: MarkupFamily,
    sections: &'static [(&'static str, &'static str)],
}

/// The sites.
pub(super) const HOSTS: &[DemoHost] = &[
    DemoHost {
        name: "loaphuong.example",
        key: "loa",
        title: "Báo Loa Phường",
        family: MarkupFamily::Afcbc,
        sections: &[("cong-doan", "Công đoàn"), ("viec-lam", "Việc làm")],
    },
    DemoHost {
        name: "atld-hoalam.example",
        key: "atld",
        title: "An toàn lao động Hòa Lam",
        family: MarkupFamily::NukeViet,
        sections: &[("an-toan", "An toàn, vệ sinh lao động"), ("tien-luong", "Tiền lương")],
    },
    DemoHost {
        name: "doisongcongnhan.example",
        key: "doisong",
        title: "Đời sống Công nhân",
        family: MarkupFamily::WordPress,
        sections: &[("doi-song", "Đời sống"), ("bhxh", "Bảo hiểm xã hội")],
    },
];

/// All pages of all sites, rendered once.
pub(super) struct DemoSite {
    pages: BTreeMap<String, (Vec<u8>, &'static str)>,
}

/// Depth of empty elements in the hostile page.
const HOSTILE_DEPTH: usize = 3_000;

impl DemoSite {
    /// The sites at `now` (seconds UTC).
    pub(super) fn new(now: i64) -> Self {
        let articles = paper::articles();
        let mut pages = BTreeMap::new();
        for host in HOSTS {
            let own: Vec<&DemoArticle> = articles.iter().filter(|a| a.site == host.key).collect();
            let mut put = |path: String, html: String| {
                pages.insert(format!("/{}{path}", host.name), (html.into_bytes(), "text/html; charset=utf-8"));
            };
            for article in &own {
                put(path_of(host, article), article_page(host, article, &own, now));
            }
            for (slug, name) in host.sections {
                let listed: Vec<&DemoArticle> = own.iter().filter(|a| a.section == *slug).copied().collect();
                put(section_path(host, slug), listing_page(host, name, &listed, &own, now));
            }
            put("/".to_owned(), listing_page(host, host.title, &own, &own, now));
            pages.insert(format!("/{}/robots.txt", host.name), (b"User-agent: *\nAllow: /\n".to_vec(), "text/plain"));
            if host.family == MarkupFamily::WordPress {
                let listed: Vec<&DemoArticle> = own.iter().filter(|a| a.section == "bhxh").copied().collect();
                pages.insert(
                    format!("/{}/chuyen-muc/bhxh/feed/", host.name),
                    (rss(host, &listed, now).into_bytes(), "application/rss+xml; charset=utf-8"),
                );
            }
        }
        Self { pages }
    }

    /// The page at `/HOST/PATH`, or a picture at `/HOST/anh/NAME.png`.
    pub(super) fn get(&self, path: &str) -> Option<ServedBody> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if let Some(name) = path.split("/anh/").nth(1).and_then(|n| n.strip_suffix(".png")) {
            return paper::picture(name).map(|bytes| ServedBody { body: bytes.to_vec(), media_type: "image/png" });
        }
        self.pages.get(path).map(|(body, media_type)| ServedBody { body: body.clone(), media_type })
    }

    #[cfg(test)]
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }
}

fn path_of(host: &DemoHost, article: &DemoArticle) -> String {
    match host.family {
        MarkupFamily::Afcbc => format!("/{}-{}.htm", article.slug, number(article)),
        MarkupFamily::NukeViet => format!("/{}/{}-{}.html", article.section, article.slug, number(article) % 1000),
        MarkupFamily::WordPress => format!("/{}/", article.slug),
    }
}

fn section_path(host: &DemoHost, slug: &str) -> String {
    match host.family {
        MarkupFamily::Afcbc => format!("/{slug}.htm"),
        MarkupFamily::NukeViet => format!("/{slug}/"),
        MarkupFamily::WordPress => format!("/chuyen-muc/{slug}/"),
    }
}

/// The metadata in the head of an article page.
fn article_head(host: &DemoHost, article: &DemoArticle, section: &str, now: i64) -> String {
    let address = format!("https://{}{}", host.name, path_of(host, article));
    let mut head = format!(
        "<link rel=\"canonical\" href=\"{address}\"><meta property=\"og:title\" content=\"{}\"><meta property=\"og:description\" content=\"{}\">",
        escape(&article.title),
        escape(&article.sapo)
    );
    if let Some((name, _)) = &article.picture {
        let _ = write!(head, "<meta property=\"og:image\" content=\"https://{}/anh/{name}.png\">", host.name);
    }
    match host.family {
        MarkupFamily::Afcbc => {
            let meta = |name: &str, ago: i64| {
                format!("<meta property=\"article:{name}_time\" content=\"{}\">", iso(civil(now - ago)))
            };
            head += &meta("published", article.ago);
            head += &article.updated.map(|ago| meta("modified", ago)).unwrap_or_default();
        }
        MarkupFamily::NukeViet => {}
        MarkupFamily::WordPress => {
            let _ = write!(
                head,
                "<meta property=\"og:type\" content=\"article\"><meta property=\"article:section\" content=\"{section}\">"
            );
        }
    }
    head
}

fn article_page(host: &DemoHost, article: &DemoArticle, own: &[&DemoArticle], now: i64) -> String {
    let at = civil(now - article.ago);
    let section = host.sections.iter().find(|(slug, _)| *slug == article.section).map_or("", |(_, name)| name);
    let head = article_head(host, article, section, now);
    let lead = article.picture.as_ref().map(|(name, caption)| figure(host, name, caption)).unwrap_or_default();
    let (title, sapo, author) = (escape(&article.title), escape(&article.sapo), escape(&article.author));
    let body = body_html(host, article);
    let source = article.source.as_deref().unwrap_or_default();
    let more = links(&related(host, article, own), "related-item");
    let inner = match host.family {
        MarkupFamily::Afcbc => {
            format!(
                "<div class=\"detail__cmain\"><div class=\"detail-cate\"><a href=\"{}\">{section}</a></div>\
                 <h1 class=\"detail-title\" data-role=\"title\">{title}</h1>\
                 <div class=\"detail-info\"><div class=\"detail-author\">{author}</div><div class=\"detail-time\" data-role=\"publishdate\">{} {} GMT+7</div></div>\
                 <div class=\"share-bar\"><a>Chia sẻ</a> <a>In</a> <a>Cỡ chữ</a></div>\
                 <h2 class=\"detail-sapo\" data-role=\"sapo\">{sapo}</h2>\
                 <div class=\"detail-content afcbc-body\" data-role=\"content\" itemprop=\"articleBody\">{lead}{body}\
                 <div class=\"VCSortableInPreviewMode alignRight\" type=\"RelatedNewsBox\"><div class=\"kbwscwl-relatedbox\"><ul>{more}</ul></div></div>\
                 <p style=\"text-align:right\"><em>{source}</em></p></div>\
                 <div class=\"detail-tab\"><a>Thích</a> <a>Bình luận (0)</a></div>\
                 <div class=\"box-newsletter\"><p>Đăng ký nhận bản tin sáng</p><input type=\"email\"></div>\
                 <div class=\"detail__related\"><h3>Tin liên quan</h3><ul>{more}</ul></div></div>",
                section_path(host, &article.section),
                slashed(at),
                clock(at)
            )
        }
        MarkupFamily::NukeViet => format!(
            "<h1 class=\"hidden\">{0}</h1><div class=\"clock\">{1}, {2}, {3}:00 gmt +7</div>\
             <ul class=\"temp-breadcrumbs\"><li>{section}</li></ul>\
             <div class=\"news_column panel panel-default\" itemtype=\"http://schema.org/NewsArticle\" itemscope><div class=\"panel-body\">\
             <h1 class=\"title margin-bottom-lg\" itemprop=\"headline\">{title}</h1>\
             <div class=\"row margin-bottom-lg\"><div class=\"col-md-12\"><span class=\"h5\">{4} - {5} {6}</span></div>\
             <div class=\"col-md-12\"><ul class=\"list-inline text-right\"><li><a>Gửi bài viết qua email</a></li><li><a>In ra</a></li></ul></div></div>\
             <div class=\"hometext m-bottom\" itemprop=\"description\">{sapo}</div>\
             <figure class=\"article center\">{lead}</figure>\
             <div id=\"news-bodyhtml\" class=\"bodytext margin-bottom-lg\">{body}</div>\
             <div class=\"margin-bottom-lg\"><p class=\"h5 text-right\"><strong>Tác giả: </strong>{author}</p></div></div></div>\
             <div class=\"news_column panel panel-default\"><div class=\"panel-body\"><p>Tổng số điểm của bài viết là: 5 trong 1 đánh giá</p></div></div>\
             <div class=\"news_column panel panel-default other-news\"><div class=\"panel-body\"><p class=\"h3\"><strong>Những tin cũ hơn</strong></p>\
             <ul class=\"detail-related related list-items\">{more}</ul></div></div>\
             <div id=\"idcomment\"><h3>Ý kiến bạn đọc</h3><p>Bài hay quá! 01/01/2024 08:00</p></div>",
            host.title,
            weekday(civil(now)),
            slashed(civil(now)),
            clock(civil(now)),
            weekday(at),
            slashed(at),
            clock(at),
        ),
        MarkupFamily::WordPress => {
            format!(
                "<main id=\"main\" class=\"site-main\"><article class=\"post type-post hentry\"><header class=\"entry-header\">\
                 <h1 class=\"entry-title\">{title}</h1></header><div class=\"entry-content\"><p class=\"has-large-font-size\"><strong>{sapo}</strong></p>{lead}{body}\
                 <div class=\"sharedaddy sd-sharing-enabled\"><h3>Chia sẻ:</h3><ul><li>Facebook</li><li>Zalo</li></ul></div>\
                 <div class=\"yarpp-related\"><h3>Bài liên quan</h3><ol>{more}</ol></div></div>\
                 <footer class=\"entry-footer\"><div class=\"posted-by\"><span class=\"posted-on\">Đăng ngày <time class=\"entry-date published\" datetime=\"{}\">{}</time></span>\
                 <span class=\"byline\">Bởi <a href=\"/author/a/\" rel=\"author\">{author}</a></span></div>\
                 <div class=\"post-taxonomies\"><span class=\"cat-links\">Chuyên mục: <a rel=\"category tag\">{section}</a></span></div></footer></article>\
                 <div id=\"comments\" class=\"comments-area\"><h2>1 bình luận</h2><ol><li><article class=\"comment-body\"><time datetime=\"2020-01-01T00:00:00+07:00\">1 Tháng Một, 2020</time>\
                 <p>Cảm ơn tòa soạn.</p></article></li></ol></div></main>\
                 <aside class=\"widget-area\"><section class=\"widget widget_recent_entries\"><h2>Đọc nhiều</h2><ul>{more}</ul></section></aside>",
                iso(at),
                slashed(at)
            )
        }
    };
    page(host, &article.title, &head, &inner)
}

/// The link to the feed on a page.
const FEED_LINK: &str =
    "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"RSS\" href=\"/chuyen-muc/bhxh/feed/\">";

fn listing_page(host: &DemoHost, name: &str, listed: &[&DemoArticle], own: &[&DemoArticle], now: i64) -> String {
    let mut items = String::new();
    for (place, article) in listed.iter().enumerate() {
        let (title, sapo, path) = (escape(&article.title), escape(&article.sapo), path_of(host, article));
        let at = civil(now - article.ago);
        let image = article.picture.as_ref().map_or(String::new(), |(n, _)| {
            format!("<a href=\"{path}\"><img src=\"https://{}/anh/{n}.png\" alt=\"{title}\"></a>", host.name)
        });
        let _ = match host.family {
            MarkupFamily::Afcbc => write!(
                items,
                "<div class=\"box-category-item\" data-id=\"{0}\">{image}<div class=\"box-category-content\"><h3 class=\"box-category-title-text\">\
                 <a class=\"box-category-link-title\" href=\"{path}\" title=\"{title}\">{title}</a></h3><p class=\"box-category-sapo\">{sapo}</p></div></div>",
                number(article)
            ),
            MarkupFamily::NukeViet => {
                let level = if place == 0 { 2 } else { 3 };
                write!(
                    items,
                    "<div class=\"news_column panel panel-default\"><div class=\"panel-body featured\">{image}<h{level}><a href=\"{path}\" title=\"{title}\">{title}</a></h{level}>\
                     <div class=\"text-muted\"><ul class=\"list-unstyled list-inline\"><li><em class=\"fa fa-clock-o\">&nbsp;</em> {} {}:00</li><li><em class=\"fa fa-eye\"></em> Đã xem: 120</li></ul></div>\
                     {sapo}</div></div>",
                    slashed(at),
                    clock(at)
                )
            }
            MarkupFamily::WordPress => write!(
                items,
                "<article class=\"post type-post\"><header class=\"entry-header\"><h2 class=\"entry-title\"><a href=\"{path}\">{title}</a></h2></header>{image}\
                 <div class=\"entry-content\"><p>{sapo} <a class=\"more-link\" href=\"{path}\">Đọc tiếp</a></p></div>\
                 <footer><time class=\"entry-date published\" datetime=\"{}\">{}</time></footer></article>",
                iso(at),
                slashed(at)
            ),
        };
    }
    let popular: Vec<(&str, String)> = own.iter().rev().take(5).map(|a| (a.title.as_str(), path_of(host, a))).collect();
    let feed = match host.family {
        MarkupFamily::WordPress => FEED_LINK,
        _ => "",
    };
    let body = format!(
        "<main class=\"list__main\"><h1 class=\"page-title\">{name}</h1>{items}</main>\
         <aside class=\"sidebar box-doc-nhieu\"><h2>Đọc nhiều</h2><ul>{}</ul></aside>",
        links(&popular, "popular-item")
    );
    page(host, name, feed, &body)
}

fn rss(host: &DemoHost, listed: &[&DemoArticle], now: i64) -> String {
    let mut items = String::new();
    for article in listed {
        let address = format!("https://{}{}", host.name, path_of(host, article));
        let zone = jiff::tz::TimeZone::UTC;
        let at = jiff::Timestamp::from_second(now - article.ago).unwrap_or_default().to_zoned_datetime(zone);
        let _ = writeln!(
            items,
            "<item><title><![CDATA[{}]]></title><link>{address}</link><guid isPermaLink=\"false\">{}</guid>\
             <pubDate>{}</pubDate><description><![CDATA[<p>{}</p>]]></description></item>",
            article.title,
            number(article),
            at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
            article.sapo
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>{0}</title><link>https://{1}/</link>\
         <description>{0}</description>\n{items}</channel></rss>\n",
        host.title, host.name
    )
}
