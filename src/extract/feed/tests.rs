//! Tests of feeds. All texts are invented.

use super::*;

fn listing(text: &str) -> Listing {
    let url = CanonicalUrl::parse("https://bao.example/rss/cong-doan.rss").unwrap();
    read(Source { bytes: text.as_bytes(), charset: None, url: &url, now: Timestamp(1_760_000_000) })
}

fn rss(item: &str) -> Listing {
    listing(&format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><title>Báo thử</title><link>https://bao.example/</link>{item}</channel></rss>"
    ))
}

#[test]
fn an_rss_item_gives_title_address_date_summary_and_picture() {
    let listing = rss("<item><title>Thợ mỏ được nghỉ bù</title><link>https://bao.example/tho-mo-1234.htm</link>\
        <pubDate>Thu, 05 Jun 2025 08:30:00 +0700</pubDate>\
        <description><![CDATA[<a href=\"#\"><img src=\"/anh/mo.jpg\"></a>Mỗi ca đêm được tính thêm.]]></description></item>");
    let item = &listing.items[0];
    assert_eq!(item.title, "Thợ mỏ được nghỉ bù");
    assert_eq!(item.url.as_str(), "https://bao.example/tho-mo-1234.htm");
    assert_eq!(item.published, Moment::parse_iso("2025-06-05T08:30:00+07:00"));
    assert_eq!(item.summary.as_deref(), Some("Mỗi ca đêm được tính thêm."));
    assert_eq!(item.picture.as_deref(), Some("https://bao.example/anh/mo.jpg"));
}

#[test]
fn markup_in_a_cdata_title_is_not_part_of_it() {
    let listing =
        rss("<item><title><![CDATA[<b>Thưởng Tết</b> &#x2F; lương tháng 13]]></title><link>/a-1.htm</link></item>");
    assert_eq!(listing.items[0].title, "Thưởng Tết / lương tháng 13");
}

#[test]
fn a_relative_address_is_relative_to_the_channel() {
    let listing = rss("<item><title>Một bài</title><link>/viec-lam/mot-bai-99.htm</link></item>");
    assert_eq!(listing.items[0].url.as_str(), "https://bao.example/viec-lam/mot-bai-99.htm");
}

#[test]
fn a_zone_that_no_mail_knows_is_read() {
    let listing =
        rss("<item><title>Một bài</title><link>/b.htm</link><pubDate>Thu, 05 Jun 2025 08:30:00 GMT+7</pubDate></item>");
    assert_eq!(listing.items[0].published, Moment::parse_iso("2025-06-05T08:30:00+07:00"));
}

#[test]
fn an_item_without_a_date_stays_without_one_and_is_told() {
    let listing = rss("<item><title>Một bài</title><link>/b.htm</link></item>");
    assert_eq!(listing.items[0].published, None);
    assert!(listing.findings.iter().any(|f| f.is(Finding::NO_DATE)));
}

#[test]
fn an_item_whose_date_cannot_be_read_is_kept_without_one_and_is_told() {
    let listing = rss("<item><title>Một bài</title><link>/b.htm</link><pubDate>Thứ mấy 45/19/20xx</pubDate></item>");
    assert_eq!((listing.items.len(), listing.items[0].published), (1, None));
    assert!(listing.findings.iter().any(|f| f.is(Finding::NO_DATE)));
}

#[test]
fn an_item_without_a_description_has_its_teaser_and_picture_from_its_content() {
    let listing = rss(
        "<item><title>Một bài</title><link>/b.htm</link><content:encoded><![CDATA[<p>Đoạn một.</p><img src='data:x'><p><img alt='a' src='/anh.jpg'></p>]]></content:encoded></item>",
    );
    let item = &listing.items[0];
    assert_eq!(item.summary.as_deref(), Some("Đoạn một."));
    assert!(item.picture.as_deref().is_some_and(|picture| picture.ends_with("/anh.jpg")), "{item:?}");
}

#[test]
fn an_atom_feed_is_read() {
    let listing = listing(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><id>x</id><updated>2025-06-05T00:00:00Z</updated>\
         <entry><title type=\"html\">Công nhân &amp;amp; nhà trọ</title><id>1</id><updated>2025-06-05T01:30:00Z</updated>\
         <link rel=\"alternate\" href=\"https://bao.example/nha-tro-5.html\"/><author><name>Lê Thợ</name></author></entry></feed>",
    );
    assert_eq!(listing.items[0].title, "Công nhân & nhà trọ");
    assert_eq!(listing.items[0].author.as_deref(), Some("Lê Thợ"));
    assert_eq!(listing.items[0].published, Moment::parse_iso("2025-06-05T08:30:00+07:00"));
}

#[test]
fn an_rdf_feed_is_read() {
    let listing = listing(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"x\"><title>T</title><link>https://bao.example/</link>\
         <description>d</description></channel><item rdf:about=\"y\"><title>Bữa ăn ca</title>\
         <link>https://bao.example/an-ca-7.html</link><dc:date>2025-06-05T08:30:00+07:00</dc:date></item></rdf:RDF>",
    );
    assert_eq!(listing.items[0].title, "Bữa ăn ca");
    assert!(listing.items[0].published.is_some());
}

#[test]
fn a_json_feed_is_read() {
    let listing = listing(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\"Tăng ca\",\
         \"url\":\"https://bao.example/tang-ca-8.html\",\"content_text\":\"x\",\"date_published\":\"2025-06-05T08:30:00+07:00\"}]}",
    );
    assert_eq!(listing.items[0].title, "Tăng ca");
    assert!(listing.items[0].published.is_some());
}

#[test]
fn a_feed_with_a_bare_ampersand_is_read_loosely_and_told() {
    let listing = rss(
        "<item><title>R&D & lương &nbsp;thợ</title><link>/c-3.htm</link><pubDate>05/06/2025 08:30</pubDate></item>",
    );
    assert_eq!(listing.items[0].title, "R&D & lương thợ");
    assert!(listing.findings.iter().any(|f| f.is("broken-feed")));
}

#[test]
fn posts_of_wordpress_are_read_with_their_greenwich_date() {
    let listing = listing(
        "[{\"id\":5,\"date\":\"2025-06-05T08:30:00\",\"date_gmt\":\"2025-06-05T01:30:00\",\"link\":\"https://bao.example/bai.html\",\
         \"title\":{\"rendered\":\"Thợ may &#8211; ca đêm\"},\"excerpt\":{\"rendered\":\"<p>Tóm tắt</p>\"}}]",
    );
    assert_eq!(listing.items[0].title, "Thợ may – ca đêm");
    assert_eq!(listing.items[0].published, Moment::parse_iso("2025-06-05T08:30:00+07:00"));
}

#[test]
fn a_news_sitemap_is_read_and_a_plain_one_has_no_items() {
    let news = "<urlset><url><loc>https://bao.example/x-1.html</loc><news:news><news:title>Đình công</news:title>\
        <news:publication_date>2025-06-05T08:30:00+07:00</news:publication_date></news:news></url></urlset>";
    assert_eq!(listing(news).items[0].title, "Đình công");
    let plain = listing("<urlset><url><loc>https://bao.example/x-1.html</loc></url></urlset>");
    assert!(plain.findings.iter().any(|f| f.is(Finding::NO_ITEMS)));
}

#[test]
fn no_input_makes_it_panic() {
    let deep = "<a>".repeat(100_000);
    for text in ["", "<rss", "<rss><item><title>", "{", "[", "[1,2]", "<item><link href=é", "\u{feff}<?xml ", &deep] {
        let _ = listing(text);
    }
}

#[test]
fn what_is_a_feed_is_told_from_its_root() {
    assert!(is_feed("\u{feff}<?xml version=\"1.0\"?>\n<!-- x --><?xml-stylesheet?><rss>"));
    assert!(is_feed("<urlset>"));
    assert!(!is_feed("<?xml version=\"1.0\"?><!DOCTYPE html><html>"));
    assert!(!is_feed("{\"a\":1}"));
}
