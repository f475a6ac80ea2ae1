//! Tests of feeds. All texts are invented.

use super::*;
use crate::model::{Extent, FindingKind, Moment};
use crate::text::date;

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
    assert!(listing.findings.iter().any(|f| f.is(FindingKind::NoDate)));
}

#[test]
fn an_item_whose_date_cannot_be_read_is_kept_without_one_and_is_told() {
    let listing = rss("<item><title>Một bài</title><link>/b.htm</link><pubDate>Thứ mấy 45/19/20xx</pubDate></item>");
    assert_eq!((listing.items.len(), listing.items[0].published), (1, None));
    assert!(listing.findings.iter().any(|f| f.is(FindingKind::NoDate)));
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
    assert!(listing.findings.iter().any(|f| f.is(FindingKind::BrokenFeed)));
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
    assert!(plain.findings.iter().any(|f| f.is(FindingKind::NoItems)));
}

#[test]
fn an_item_without_a_title_is_named_by_its_text_and_told() {
    let listing = rss(
        "<item><link>/a.htm</link><description>&lt;p&gt;Xưởng mộc nghỉ bù. Chi tiết ở bảng tin.&lt;/p&gt;</description></item>\
        <item><title>&lt;img src=x alt=\"Bếp ăn ca\"&gt;</title><link>/b.htm</link></item><item><title/><link>/c.htm</link></item>",
    );
    let titles: Vec<&str> = listing.items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["Xưởng mộc nghỉ bù", "Bếp ăn ca", "bao.example/c.htm"]);
    assert!(listing.findings.iter().any(|f| f.is(FindingKind::NoTitle)));
}

#[test]
fn a_title_of_atom_is_what_its_type_says() {
    let entry = |title: &str| {
        let feed = format!("<feed><entry>{title}<link href=\"/a.html\"/></entry></feed>");
        listing(&feed).items[0].title.clone()
    };
    assert_eq!(entry("<title type=\"text\">Mục &lt;b&gt;ngành&lt;/b&gt;</title>"), "Mục <b>ngành</b>");
    assert_eq!(entry("<title type=\"html\">Mục &lt;b&gt;ngành&lt;/b&gt;</title>"), "Mục ngành");
    assert_eq!(entry("<title type=\"xhtml\"><div>Dưới <i>&lt;</i> 9 giờ</div></title>"), "Dưới < 9 giờ");
}

#[test]
fn a_feed_that_is_cut_off_gives_its_whole_items_and_no_address_that_it_never_gave() {
    let whole = "<rss><channel><item><title>Một</title><link>https://bao.example/mot-1.htm</link></item><item><title>Hai</title>\
        <link>https://bao.example/hai-2.htm</link></item>";
    for end in 60..whole.len() {
        let Some(text) = whole.get(..end) else { continue };
        for item in listing(text).items {
            assert!(
                matches!(item.url.as_str(), "https://bao.example/mot-1.htm" | "https://bao.example/hai-2.htm"),
                "{text}"
            );
        }
    }
    let cut = listing(&whole[..whole.len() - 20]);
    assert_eq!((cut.items.len(), cut.unaddressed.as_slice()), (1, &["Hai".to_owned()][..]));
    assert!(cut.findings.iter().any(|f| f.is(FindingKind::Cut)));
}

#[test]
fn an_item_whose_end_tag_is_missing_does_not_swallow_the_next() {
    let listing = rss("<item><title>Một</title><link>/a.htm</link><item><title>Hai</title><link>/b.htm</link></item>");
    assert_eq!(listing.items.iter().map(|i| i.title.as_str()).collect::<Vec<_>>(), ["Một", "Hai"]);
}

#[test]
fn prefixes_and_name_spaces_do_not_hide_items() {
    for feed in [
        "<rss xmlns=\"http://www.w3.org/2005/Atom\"><channel><item><title>Tin</title><link>/a.htm</link></item></channel></rss>",
        "<ns0:rss xmlns:ns0=\"x\"><ns0:channel><ns0:item><ns0:title>Tin</ns0:title><ns0:link>/a.htm</ns0:link></ns0:item></ns0:channel></ns0:rss>",
        "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry><title mode=\"escaped\">Tin</title><link rel=\"alternate\" \
         type=\"text/html\" href=\"/a.htm\"/><issued>2025-06-05T08:30:00+07:00</issued></entry></feed>",
        "<rdf:RDF xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"><channel><title>T</title></channel><item rdf:about=\"/a.htm\">\
         <title>Tin</title><link>/a.htm</link></item></rdf:RDF>",
        "<RSS><CHANNEL><ITEM><TITLE>Tin</TITLE><LINK>/a.htm</LINK></ITEM></CHANNEL></RSS>",
        "<rss><channel><item><media:title>Ảnh</media:title><source url=\"x\">Báo khác</source><title>Tin</title>\
         <atom:link rel=\"self\" href=\"/feed\"/><link>/a.htm</link></item></channel></rss>",
    ] {
        let listing = listing(feed);
        let found: Vec<_> = listing.items.iter().map(|i| (i.title.as_str(), i.url.as_str())).collect();
        assert_eq!(found, [("Tin", "https://bao.example/a.htm")], "{feed}");
    }
}

#[test]
fn the_page_of_an_atom_entry_is_its_alternate_link_else_the_name_that_is_an_address() {
    let url = |entry: &str| {
        listing(&format!("<feed><entry><title>Tin</title>{entry}</entry></feed>")).items[0].url.to_string()
    };
    let links = "<link rel=\"replies\" href=\"/binh-luan\"/><link rel=\"alternate\" type=\"application/json\" href=\"/a.json\"/>\
        <link rel=\"enclosure\" href=\"/a.mp3\" type=\"audio/mpeg\"/><link href=\"/a.htm\"/>";
    assert_eq!(url(links), "https://bao.example/a.htm");
    assert_eq!(
        url("<id>https://bao.example/b.htm</id><link rel=\"self\" href=\"/b.atom\"/>"),
        "https://bao.example/b.htm"
    );
}

#[test]
fn a_change_that_atom_tells_apart_stands_beside_the_publication() {
    let feed = "<feed><entry><title>Tin</title><link href=\"/a.htm\"/><published>2025-06-05T08:30:00+07:00</published>\
        <updated>2025-06-06T09:00:00+07:00</updated></entry></feed>";
    let item = &listing(feed).items[0];
    assert_eq!(item.published, Moment::parse_iso("2025-06-05T08:30:00+07:00"));
    assert_eq!(item.updated, Moment::parse_iso("2025-06-06T09:00:00+07:00"));
}

#[test]
fn an_author_is_given_without_mail_and_a_user_of_the_system_is_none() {
    let author =
        |said: &str| rss(&format!("<item><title>Tin</title><link>/a.htm</link>{said}</item>")).items[0].author.clone();
    assert_eq!(author("<author>toa.soan@bao.example (Lê Thợ)</author>").as_deref(), Some("Lê Thợ"));
    assert_eq!(
        author("<dc:creator><![CDATA[Lê Thợ &lt;tho@bao.example&gt;]]></dc:creator>").as_deref(),
        Some("Lê Thợ")
    );
    for user in ["admin", "Ad Min", "admin admin", "Ban bien tap", "a@bao.example", "Quản trị viên", "Site Admin"]
    {
        assert_eq!(author(&format!("<dc:creator>{user}</dc:creator>")), None, "{user}");
    }
}

#[test]
fn one_odd_field_of_a_json_feed_costs_that_field() {
    let items =
        |item: &str| listing(&format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{item}]}}")).items;
    for odd in [
        "\"author\":\"Lê Thợ\"",
        "\"authors\":[\"Lê Thợ\"]",
        "\"author\":[{\"name\":\"Lê Thợ\"}],\"id\":7,\"tags\":null,\"attachments\":{}",
        "\"authors\":{\"name\":\"Lê Thợ\"},\"summary\":[],\"image\":5,\"content_html\":null",
    ] {
        let found = items(&format!("{{\"url\":\"/a.html\",\"title\":\"Tin\",{odd}}}"));
        assert_eq!(found[0].author.as_deref(), Some("Lê Thợ"), "{odd}");
    }
    assert_eq!(
        items("{\"id\":\"https://bao.example/b.html\",\"content_text\":\"Không tên. Hai.\"}")[0].title,
        "Không tên"
    );
    assert_eq!(
        items("{\"url\":\"/a.html\",\"date_published\":\"05/06/2025 08:30\"}")[0].published,
        date::parse("05/06/2025 08:30", Timestamp(0))
    );
}

#[test]
fn a_json_feed_that_is_cut_off_gives_its_whole_items() {
    let text = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"url\":\"/a.html\",\"title\":\"Một\"},{\"url\":\"/b.html\",\"ti";
    let listing = listing(text);
    assert_eq!(listing.items.iter().map(|i| i.title.as_str()).collect::<Vec<_>>(), ["Một"]);
    assert!(listing.findings.iter().any(|f| f.is(FindingKind::BrokenFeed)));
}

#[test]
fn a_wall_instead_of_a_feed_is_told_as_one() {
    let wall = listing(
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
    );
    assert!(wall.items.is_empty() && wall.findings.iter().any(|f| f.is(FindingKind::Blocked)), "{:?}", wall.findings);
    let page = listing(
        "<html><body><h1>Trang chủ</h1><p>Bảng tin của xưởng có nhiều mục khác nhau cho công nhân đọc.</p></body></html>",
    );
    assert!(
        page.findings.iter().any(|f| f.is(FindingKind::NoItems))
            && !page.findings.iter().any(|f| f.is(FindingKind::Blocked))
    );
}

const LONG: &str =
    "Từ đầu tuần, xưởng dệt chia lại ca làm cho hơn ba trăm thợ để không ai phải đứng máy quá tám giờ một ngày.";

#[test]
fn the_whole_text_of_a_feed_is_a_body_and_a_beginning_is_a_teaser() {
    let text = |content: &str| {
        let item = format!(
            "<item><title>Tin</title><link>/a.htm</link><content:encoded><![CDATA[{content}]]></content:encoded></item>"
        );
        rss(&item).items[0].text.clone().unwrap()
    };
    let whole = text(&format!(
        "<p>{LONG}</p><p><a href=\"/b.htm\">{LONG}</a> {LONG}</p><p>The post <a href=\"/a.htm\">Tin</a> appeared first on <a href=\"/\">Báo</a>.</p>"
    ));
    assert_eq!((whole.extent, whole.body.len()), (Extent::Whole, 2));
    for ending in ["…", " […]", "...", " <a href=\"/a.htm\">Đọc tiếp →</a>"] {
        let teaser = text(&format!("<p>{LONG}</p><p>{LONG} {LONG}{ending}</p>"));
        assert_eq!((teaser.extent, teaser.body.len()), (Extent::Teaser, 2), "{ending}");
    }
    assert_eq!(text(&format!("<p>{LONG}</p>")).extent, Extent::Teaser);
}

#[test]
fn a_short_description_is_a_teaser_only_and_a_long_one_is_the_text_too() {
    let item = |description: &str| {
        rss(&format!(
            "<item><title>Tin</title><link>/a.htm</link><description><![CDATA[{description}]]></description></item>"
        ))
        .items[0]
            .clone()
    };
    assert_eq!(item("Lời dẫn ngắn về ca đêm.").text, None);
    let long = format!("<p>{LONG}</p>").repeat(7);
    assert!(item(&long.replace("tám giờ", "chín giờ")).text.is_some_and(|text| text.extent == Extent::Whole));
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

#[test]
fn items_that_are_places_in_one_page_have_no_address_of_their_own() {
    let item =
        |n: usize, link: &str| format!("<item><title>Bài {n}</title><link>https://bao.example{link}</link></item>");
    let day = rss(&(item(1, "/2025/06/05#mot") + &item(2, "/2025/06/05#hai") + &item(3, "/ba.htm#binh-luan")));
    assert_eq!(day.items.iter().map(|item| item.url.as_str()).collect::<Vec<_>>(), ["https://bao.example/ba.htm"]);
    assert_eq!(day.unaddressed, ["Bài 1", "Bài 2"]);
    assert!(day.findings.iter().any(|finding| finding.is(FindingKind::NoAddress)));
}
