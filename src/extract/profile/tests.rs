//! Pages of one invented site, without any name or metadata: what a profile makes of them.

use super::super::{Knowledge, Source, article};
use super::{LEAST_PAGES, Profile, as_site, learn, rules_file};
use crate::model::{Block, CanonicalUrl, Draft, Evidence, Field, Timestamp};
use crate::sources::{Catalog, parse};

/// Words of the invented articles; each page takes others.
const WORDS: [&str; 5] = ["may mặc", "da giày", "điện tử", "thủy sản", "gỗ dán"];

/// How the invented site is laid out.
#[derive(Clone, Copy)]
enum Layout {
    First,
    Second,
}

/// An article page without class names, metadata and tags that mean anything.
fn page(n: usize, layout: Layout) -> String {
    let word = WORDS[n % WORDS.len()];
    let paragraphs: String = (0..5)
        .map(|p| format!("<p>Ở xưởng {word} số {p}{n}, tổ trưởng nói rằng ca đêm đã bớt hai giờ và suất ăn có thêm món canh nóng từ đầu quý này.</p>"))
        .collect();
    let caption = format!("<div><img src=\"/anh/{n}.jpg\"><div><div>Giờ nghỉ trưa ở xưởng {word}</div></div></div>");
    let text = paragraphs.replacen("</p><p>", &format!("</p>{caption}<p>"), 1);
    let notice = "<p>Bạn đọc gửi bài về tòa soạn xin ghi rõ họ tên, địa chỉ và số điện thoại liên hệ nhé.</p>";
    let sapo = format!(
        "<div>Sau ba phiên thương lượng, hai bên ở nhà máy {word} đã thống nhất bản thỏa ước mới gồm mười điều khoản.</div>"
    );
    let title = format!("<h1>Nhà máy {word} ký thỏa ước lần thứ {}</h1>", n + 2);
    let date = format!("<div><span>Thứ Hai, 0{}/06/2025 08:1{n}</span></div>", 2 + n % 5);
    let clock = "<div><span>Chủ nhật, 29/06/2025 23:59</span></div>";
    match layout {
        Layout::First => format!(
            "<html><body><div>{clock}<a href=\"/\">Trang chủ</a></div><div><div>{title}{date}<div>{sapo}</div><div>{text}{notice}</div></div></div></body></html>"
        ),
        Layout::Second => format!(
            "<html><body><table><tr><td>{clock}</td><td><section>{date}{title}<ul><li>{sapo}</li></ul><blockquote><div><div>{text}</div></div></blockquote></section></td></tr></table></body></html>"
        ),
    }
}

fn address(n: usize) -> CanonicalUrl {
    CanonicalUrl::parse(&format!("https://congdoan.tinh.example.vn/tin/bai-viet-{n}-{n}0001.html")).unwrap()
}

fn learn_from(pages: &[String]) -> Profile {
    let addresses: Vec<CanonicalUrl> = (0..pages.len()).map(address).collect();
    let sources: Vec<Source<'_>> = pages.iter().zip(&addresses).map(|(html, url)| source(html, url)).collect();
    learn(&sources, &[], LEAST_PAGES, knowledge(&Catalog::default(), None))
}

fn source<'a>(html: &'a str, url: &'a CanonicalUrl) -> Source<'a> {
    Source { bytes: html.as_bytes(), charset: Some("utf-8"), url, now: Timestamp(1_760_000_000) }
}

fn knowledge<'a>(catalog: &'a Catalog, learned: Option<&'a Profile>) -> Knowledge<'a> {
    Knowledge { catalog, rules: false, learned }
}

fn read(html: &str, profile: &Profile) -> Draft {
    article(source(html, &address(4)), knowledge(&Catalog::default(), Some(profile)))
}

fn three() -> Vec<String> {
    (0..3).map(|n| page(n, Layout::First)).collect()
}

#[test]
fn one_article_at_several_addresses_does_not_teach_that_its_text_is_furniture() {
    let copies: Vec<String> = ["một", "hai", "ba", "tư"]
        .iter()
        .map(|which| page(0, Layout::First).replace("ký thỏa ước lần thứ 2", &format!("ký thỏa ước, bản {which}")))
        .collect();
    let draft = read(&copies[3], &learn_from(&copies[..3]));
    let prose = draft.body.iter().flat_map(Block::strings).filter(|text| text.starts_with("Ở xưởng may mặc")).count();
    assert_eq!(prose, 5, "{:?}", draft.body);
}

#[test]
fn a_line_that_stands_on_every_page_is_no_part_of_the_article() {
    let profile = learn_from(&three());
    assert_eq!(profile.pages, 3);
    assert!(profile.article.furniture.iter().any(|line| line.starts_with("Bạn đọc gửi bài")), "{profile:?}");
    let draft = read(&page(4, Layout::First), &profile);
    let text: Vec<&str> = draft.body.iter().flat_map(Block::strings).collect();
    assert!(text.iter().all(|line| !line.starts_with("Bạn đọc gửi bài")), "{text:#?}");
    assert_eq!(text.iter().filter(|line| line.starts_with("Ở xưởng")).count(), 5);
}

#[test]
fn the_values_of_another_page_are_found_where_those_of_the_learnt_pages_stand() {
    let draft = read(&page(4, Layout::First), &learn_from(&three()));
    assert_eq!(draft.title.as_deref(), Some("Nhà máy gỗ dán ký thỏa ước lần thứ 6"));
    assert_eq!(draft.by.get(&Field::Title), Some(&Evidence::Learned));
    assert_eq!(draft.published.map(|m| m.to_string()).as_deref(), Some("2025-06-06T08:14:00+07:00"));
    assert!(draft.sapo.as_deref().is_some_and(|sapo| sapo.starts_with("Sau ba phiên")), "{:?}", draft.sapo);
}

#[test]
fn what_stands_after_pictures_only_is_a_caption() {
    let profile = learn_from(&three());
    let draft = read(&page(4, Layout::First), &profile);
    let captions = draft
        .body
        .iter()
        .filter(|block| matches!(block, Block::Picture { caption, .. } if caption == "Giờ nghỉ trưa ở xưởng gỗ dán"));
    assert_eq!(captions.count(), 1, "{:#?}", draft.body);
}

#[test]
fn the_caption_of_a_stock_picture_stays_though_it_stands_on_every_page() {
    const CAPTION: &str = "Công nhân tập trung trước cổng xưởng. Ảnh: B.T";
    let stock = format!("<figure><img src=\"/anh/kho.jpg\"><figcaption>{CAPTION}</figcaption></figure><p>Ở xưởng");
    let with_stock = |n| page(n, Layout::First).replacen("<p>Ở xưởng", &stock, 1);
    let mut profile = learn_from(&[0, 1, 2].map(with_stock));
    assert!(!profile.article.furniture.iter().any(|line| line == CAPTION), "{profile:?}");
    let is_kept = |profile: &Profile| {
        let shown = |block: &Block| matches!(block, Block::Picture { caption, .. } if caption == CAPTION);
        read(&with_stock(4), profile).body.iter().any(shown)
    };
    assert!(is_kept(&profile));
    // As an archive may have learnt it before.
    profile.article.furniture.push(CAPTION.to_owned());
    assert!(is_kept(&profile));
}

#[test]
fn a_page_of_another_template_is_read_as_if_nothing_were_learnt() {
    let profile = learn_from(&three());
    let html = page(4, Layout::Second);
    let url = address(4);
    let plain = article(source(&html, &url), knowledge(&Catalog::default(), None));
    assert_eq!(read(&html, &profile), plain);
}

#[test]
fn fewer_pages_than_three_teach_nothing() {
    assert!(learn_from(&three()[..2]).is_empty());
}

#[test]
fn walls_and_error_pages_teach_nothing() {
    let mut pages = three();
    pages.push("<html><body><p>Just a moment…</p></body></html>".to_owned());
    pages.push("<html><head><title>404</title></head><body><h1>Không tìm thấy trang</h1></body></html>".to_owned());
    assert_eq!(learn_from(&pages), learn_from(&three()));
}

#[test]
fn of_two_templates_that_of_the_newest_page_is_learnt() {
    let mut pages: Vec<String> = (0..3).map(|n| page(n, Layout::Second)).collect();
    pages.extend((0..5).map(|n| page(n, Layout::First)));
    let profile = learn_from(&pages);
    assert_eq!(profile.pages, 3);
    assert!(profile.fits_html(&page(4, Layout::Second)) && !profile.fits_html(&page(4, Layout::First)));
}

#[test]
fn the_rules_file_of_a_profile_is_read_as_a_site_and_says_what_it_rests_on() {
    let profile = learn_from(&three());
    let text = rules_file("congdoan.tinh.example.vn", &profile);
    let site = parse::site("learnt.toml", &as_site(&text)).unwrap();
    assert_eq!(*parse::site("old.toml", &as_site(&as_site(&text))).unwrap().article, *site.article);
    assert_eq!((&*site.article, &*site.listing), (&profile.article, &profile.listing));
    assert!(text.contains("# 3 of 3"), "{text}");
}

/// A page of the first layout whose text is not in the place of the others': no sapo, two boxes.
fn without_sapo(n: usize) -> String {
    let page = page(n, Layout::First);
    let (start, end) = (page.find("<div><div>Sau ba").unwrap(), page.find("khoản.</div></div>").unwrap());
    format!("{}{}", &page[..start], &page[end + "khoản.</div></div>".len()..])
}

fn text_of(draft: &Draft) -> Vec<&str> {
    draft.body.iter().flat_map(Block::strings).filter(|line| line.starts_with("Ở xưởng")).collect()
}

#[test]
fn a_page_without_a_sapo_keeps_its_first_paragraph() {
    let draft = read(&without_sapo(4), &learn_from(&three()));
    assert_eq!(text_of(&draft).len(), 5, "{draft:#?}");
    assert_eq!(draft.sapo, None);
}

#[test]
fn a_page_in_two_boxes_keeps_the_paragraphs_of_both() {
    let profile = learn_from(&three());
    let html = page(4, Layout::First);
    let third = html.match_indices("<p>").nth(3).unwrap().0;
    let html = format!("{}</div><section>{}", &html[..third], html[third..].replacen("</div>", "</section>", 1));
    assert_eq!(text_of(&read(&html, &profile)).len(), 5, "{html}");
}

#[test]
fn what_the_page_itself_tells_is_told_with_a_profile_too() {
    let profile = learn_from(&three());
    let html = page(4, Layout::First).replace("<h1>", "<p>Tác giả: Trần Thu Hằng</p><h1>");
    assert_eq!(read(&html, &Profile::default()).author, read(&html, &profile).author);
    assert!(read(&html, &profile).author.is_some());
}

#[test]
fn a_list_too_short_to_teach_does_not_lend_its_address_to_the_next() {
    let item = |host: &str, n: usize| {
        format!(
            "<div class=\"tin\"><h3><a href=\"bai-{n}-{n}0001.html\">Nhà máy {} ký thỏa ước mới ở {host}</a></h3></div>",
            WORDS[n % 5]
        )
    };
    let list = |host: &str, items: std::ops::Range<usize>| -> String {
        let items: String = items.map(|n| item(host, n)).collect();
        format!("<html><body><h1>{host}</h1><div>{items}</div></body></html>")
    };
    let pages = [list("a", 0..1), list("b", 1..8), list("c", 8..16)];
    let urls = ["a", "b", "c"].map(|part| CanonicalUrl::parse(&format!("https://p.example.vn/{part}/")).unwrap());
    let sources: Vec<Source<'_>> = pages.iter().zip(&urls).map(|(html, url)| source(html, url)).collect();
    let profile = learn(&[], &sources, LEAST_PAGES, knowledge(&Catalog::default(), None));
    assert_eq!((profile.lists, profile.listing.item.as_slice()), (2, ["div.tin".to_owned()].as_slice()), "{profile:?}");
}

#[test]
fn a_sub_heading_that_two_articles_share_is_no_furniture() {
    let with_head =
        |n: usize, head: &str| page(n, Layout::First).replacen("</p><p>", &format!("</p><h3>{head}</h3><p>"), 1);
    let head = "Cần thêm nhà trẻ gần xưởng";
    let pages = [with_head(0, head), with_head(1, head), with_head(2, "Lương phải đủ sống cho cả nhà")];
    let draft = read(&with_head(4, head), &learn_from(&pages));
    assert!(draft.body.iter().flat_map(Block::strings).any(|line| line == head), "{draft:#?}");
}

#[test]
fn a_learnt_place_with_two_things_in_it_names_no_author() {
    let signed = |n: usize, name: &str| {
        page(n, Layout::First)
            .replace("</div></div></div></body>", &format!("</div><div><b>{name}</b></div></div></div></body>"))
    };
    let profile = learn_from(&[signed(0, "Trần Thu Hằng"), signed(1, "Lê Minh An"), signed(2, "Phạm Quốc Bình")]);
    let html = signed(4, "Xem thêm</b></div><div><b>Lê Hoài An");
    assert_ne!(read(&html, &profile).author.as_deref(), Some("Xem thêm - Lê Hoài An"));
}

#[test]
fn where_the_date_of_an_item_and_the_next_page_stand_is_learnt_too() {
    let item = |part: &str, n: usize| {
        format!(
            "<div class=\"tin\"><h3><a href=\"bai-{n}-{n}0001.html\">Nhà máy {} ký thỏa ước mới ở {part}</a></h3><span class=\"ngay\">0{}/06/2025</span></div>",
            WORDS[n % 5],
            1 + n % 9
        )
    };
    let list = |part: &str, items: std::ops::Range<usize>| -> String {
        let items: String = items.map(|n| item(part, n)).collect();
        let pager = format!(
            "<div class=\"phan-trang\"><span>1</span><a href=\"/{part}/?trang=2\">2</a><a class=\"tiep\" href=\"/{part}/?trang=2\">Trang sau</a></div>"
        );
        format!("<html><body><h1>{part}</h1><div>{items}</div>{pager}</body></html>")
    };
    let pages = [list("b", 1..8), list("c", 8..16)];
    let urls = ["b", "c"].map(|part| CanonicalUrl::parse(&format!("https://p.example.vn/{part}/")).unwrap());
    let sources: Vec<Source<'_>> = pages.iter().zip(&urls).map(|(html, url)| source(html, url)).collect();
    let profile = learn(&[], &sources, LEAST_PAGES, knowledge(&Catalog::default(), None));
    assert_eq!(profile.listing.published, ["span.ngay"], "{profile:?}");
    assert_eq!(profile.listing.next.len(), 1, "{profile:?}");
    let rules = Profile { listing: profile.listing.clone(), ..Profile::default() };
    let listing = super::super::listing(source(&pages[1], &urls[1]), knowledge(&Catalog::default(), Some(&rules)));
    assert_eq!((&listing.by, listing.items.len()), (&Evidence::Learned, 8));
    assert!(listing.items.iter().all(|item| item.published.is_some()));
    assert_eq!(listing.next.map(|url| url.to_string()).as_deref(), Some("https://p.example.vn/c/?trang=2"));
}

#[test]
fn the_same_pages_give_the_same_profile() {
    assert_eq!(learn_from(&three()), learn_from(&three()));
}

impl Profile {
    fn fits_html(&self, html: &str) -> bool {
        let url = address(9);
        let source = source(html, &url);
        let document = super::Document::read(source);
        self.fits(&document.page(&source))
    }
}
