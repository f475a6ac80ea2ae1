//! Feeds that are odd in one field: none of them loses an item or makes one up. All texts are invented.

use super::*;
use crate::model::{Extent, FindingKind};

const NOW: Timestamp = Timestamp(1_760_000_000);

fn listing(text: &str) -> Listing {
    let url = CanonicalUrl::parse("https://bao.example/rss/cong-doan.rss").unwrap();
    read(Source { bytes: text.as_bytes(), charset: None, url: &url, now: NOW })
}

fn item(markup: &str) -> Entry {
    let feed = format!("<rss><channel><item><link>https://bao.example/a.htm</link>{markup}</item></channel></rss>");
    listing(&feed).items.remove(0)
}

#[test]
fn seconds_since_1970_are_a_date_and_the_first_of_them_is_none() {
    let date = |written: &str| item(&format!("<title>Tin</title><pubDate>{written}</pubDate>")).published;
    for written in ["1750000000", "1750000000000"] {
        assert_eq!(date(written).map(|moment| moment.at), Some(Timestamp(1_750_000_000)), "{written}");
    }
    for nothing in ["Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "0", "17500000"] {
        assert_eq!(date(nothing), None, "{nothing}");
    }
}

#[test]
fn a_tag_within_a_word_leaves_no_space_and_one_between_lines_does() {
    assert_eq!(item("<title><![CDATA[<b>Khẩn</b>: nghỉ ca<br>vì bão]]></title>").title, "Khẩn: nghỉ ca vì bão");
}

#[test]
fn an_item_without_a_title_is_named_by_its_heading_or_its_first_whole_sentence() {
    let content = "<content:encoded><![CDATA[<h2>Bếp ăn ca</h2><p>Đổi món từ thứ hai.</p>]]></content:encoded>";
    assert_eq!(item(content).title, "Bếp ăn ca");
    assert_eq!(item("<description>TS. Lê Sáo nói về lương. Còn nữa.</description>").title, "TS. Lê Sáo nói về lương");
}

#[test]
fn a_title_that_is_not_closed_ends_where_the_next_element_begins() {
    let feed = "<rss><channel><item><title>Ca đêm<link>https://bao.example/a.htm</link></item>\
        <item><title>Ca ngày</title><link>https://bao.example/b.htm</link></item></channel></rss>";
    let titles: Vec<_> = listing(feed).items.into_iter().map(|item| item.title).collect();
    assert_eq!(titles, ["Ca đêm", "Ca ngày"]);
}

#[test]
fn the_title_of_a_picture_is_not_the_articles_whatever_its_prefix() {
    let feed = "<rss xmlns:m=\"http://search.yahoo.com/mrss/\"><channel><item><m:title>Ảnh xưởng</m:title>\
        <title>Ca đêm</title><link>https://bao.example/a.htm</link></item></channel></rss>";
    assert_eq!(listing(feed).items[0].title, "Ca đêm");
}

#[test]
fn the_root_may_say_what_addresses_are_relative_to() {
    let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://bao.example/goc/\">\
        <entry><title>Ca đêm</title><link href=\"a.htm\"/></entry></feed>";
    assert_eq!(listing(feed).items[0].url.as_str(), "https://bao.example/goc/a.htm");
}

#[test]
fn json_that_is_nearly_json_keeps_its_items() {
    let of = |items: &str| {
        let feed = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":{items}}}");
        listing(&feed).items.into_iter().map(|item| item.title).collect::<Vec<_>>()
    };
    let one = "{\"url\":\"https://bao.example/a.htm\",\"title\":\"Ca\nđêm\",}";
    let two = "{\"url\":\"https://bao.example/b.htm\",\"title\":\"Ca ngày\"}";
    assert_eq!(of(&format!("[{one},{two}]")), ["Ca đêm", "Ca ngày"]);
    assert_eq!(of(&format!("{{\"0\":{two}}}")), ["Ca ngày"]);
}

#[test]
fn a_text_that_sends_its_reader_to_the_page_is_a_teaser() {
    let long = "Từ đầu tuần, xưởng dệt chia lại ca làm cho hơn ba trăm thợ để không ai đứng máy quá tám giờ một ngày.";
    let extent = |last: &str| {
        let content = format!("<content:encoded><![CDATA[<p>{long}</p><p>{long} {long}</p>{last}]]></content:encoded>");
        item(&format!("<title>Tin</title>{content}")).text.unwrap().extent
    };
    for last in [
        "<p><a href=\"/a.htm\">Xem tiếp →</a></p>",
        "<p>Mời bạn đọc tiếp tại đây</p>",
        "<p>Mời bạn đọc xem tiếp tại đây</p>",
        "<p>Xem chi tiết tại: https://bao.example/a.htm</p>",
        "<p>Đăng nhập để đọc tiếp bài viết này.</p>",
    ] {
        assert_eq!(extent(last), Extent::Teaser, "{last}");
    }
    for last in
        ["<p>Chi tiết máy được thay trong một buổi chiều.</p>", "<p>Ai cũng muốn xem tiếp vở diễn của tổ ba.</p>"]
    {
        assert_eq!(extent(last), Extent::Whole, "{last}");
    }
}

#[test]
fn a_check_of_the_visitor_in_the_place_of_a_feed_is_told() {
    for page in [
        "<html><body><iframe src=\"/_Incapsula_Resource?x=1\"></iframe></body></html>",
        "<html><body><h1>Phát hiện truy cập bất thường</h1><p>Nhập mã captcha để tiếp tục</p></body></html>",
    ] {
        let listing = listing(page);
        assert!(listing.items.is_empty() && listing.findings.iter().any(|f| f.is(FindingKind::Blocked)), "{page}");
    }
}

#[test]
fn signs_that_systems_write_in_a_way_of_their_own_are_read() {
    let title = |written: &str| item(&format!("<title>{written}</title>")).title;
    assert_eq!(title("Lương &#147;trọn gói&#148; &#150; thợ lo"), "Lương “trọn gói” – thợ lo");
    assert_eq!(title("&lt;![CDATA[Thợ dệt nghỉ Tết]]&gt;"), "Thợ dệt nghỉ Tết");
    assert_eq!(title("<![CDATA[Thợ dệt<script>alert(1)</script> nghỉ]]>"), "Thợ dệt nghỉ");
    let declared = "<!DOCTYPE rss [<!ENTITY cd \"công đoàn\"><!ENTITY haicd \"&cd;&cd;\">]>";
    let feed = format!(
        "{declared}<rss><channel><item><title>Tin &cd; &haicd;</title><link>https://bao.example/a</link></item></channel></rss>"
    );
    assert_eq!(listing(&feed).items[0].title, "Tin công đoàn &haicd;");
}

#[test]
fn an_address_without_its_scheme_or_escaped_twice_leads_where_it_was_meant_to() {
    let address = |link: &str| {
        let feed = format!("<rss><channel><item><title>Tin</title><link>{link}</link></item></channel></rss>");
        listing(&feed).items.remove(0).url.as_str().to_owned()
    };
    assert_eq!(address("bao.example/tin-1.html"), "https://bao.example/tin-1.html");
    assert_eq!(address("https://bao.example/tin?id=1&amp;amp;muc=2"), "https://bao.example/tin?id=1&muc=2");
}

#[test]
fn a_feed_that_a_browser_shows_as_text_in_a_page_is_one() {
    let feed =
        "<rss><channel><item><title>Thợ dệt nghỉ Tết</title><link>https://bao.example/a</link></item></channel></rss>";
    let shown = feed.replace('<', "&lt;").replace('>', "&gt;");
    assert_eq!(listing(&format!("<html><body><pre>{shown}</pre></body></html>")).items.len(), 1);
}

#[test]
fn a_date_that_nobody_can_read_leaves_the_word_to_the_next() {
    let markup = "<title>Tin</title><pubDate>Invalid Date</pubDate><dc:date>2025-08-20T08:15:00+07:00</dc:date>";
    assert_eq!(item(markup).published.unwrap().to_string(), "2025-08-20T08:15:00+07:00");
}

#[test]
fn an_item_whose_link_leads_nowhere_is_found_under_its_name() {
    let feed = "<rss><channel><item><title>Tin</title><link>javascript:void(0)</link>\
                <guid>https://bao.example/b.htm</guid></item></channel></rss>";
    assert_eq!(listing(feed).items[0].url.as_str(), "https://bao.example/b.htm");
}

#[test]
fn a_relation_may_be_written_as_the_address_by_which_it_is_registered() {
    let feed = "<feed><entry><title>Tin</title><link rel=\"self\" href=\"/api/1\"/>\
                <link rel=\"http://www.iana.org/assignments/relation/alternate\" href=\"/b.htm\"/></entry></feed>";
    assert_eq!(listing(feed).items[0].url.as_str(), "https://bao.example/b.htm");
}

#[test]
fn markup_whose_tags_bear_a_prefix_is_markup() {
    let text = "Ca đêm được thêm một bữa cháo nóng, do chị em tổ bếp thay phiên nhau nấu.";
    let feed = format!(
        "<feed><entry><title type=\"xhtml\"><x:div>Cháo <x:b>ca đêm</x:b></x:div></title><link href=\"/b.htm\"/>\
         <content type=\"xhtml\"><x:div><x:p>{text}</x:p><x:p>Hết.</x:p></x:div></content></entry></feed>"
    );
    let entry = listing(&feed).items.remove(0);
    assert_eq!(entry.title, "Cháo ca đêm");
    assert_eq!(entry.text.unwrap().body[0].strings(), [text]);
}

#[test]
fn pictures_of_a_text_stand_where_the_text_says_that_its_addresses_begin() {
    let picture = |feed: &str| {
        let text = listing(feed).items.remove(0).text.unwrap();
        text.body.into_iter().find_map(|block| match block {
            crate::model::Block::Picture { url, .. } => Some(url),
            _ => None,
        })
    };
    let content = "&lt;p&gt;Bếp ăn ca đổi món.&lt;/p&gt;&lt;img src=\"a.jpg\"&gt;</content>";
    let entry = |root: &str, entry: &str, own: &str| {
        format!(
            "<feed{root}><entry{entry}><title>Tin</title><link href=\"https://bao.example/tin/b.htm\"/>\
             <content type=\"html\"{own}>{content}</entry></feed>"
        )
    };
    let base = |address: &str| format!(" xml:base=\"{address}\"");
    for (root, above, own, expected) in [
        ("", "", "", "https://bao.example/tin/a.jpg"),
        ("https://kho.example/", "", "", "https://kho.example/a.jpg"),
        ("https://kho.example/", "/tin/", "", "https://kho.example/tin/a.jpg"),
        ("", "", "https://kho.example/anh/", "https://kho.example/anh/a.jpg"),
    ] {
        let [root, above, own] =
            [root, above, own].map(|said| if said.is_empty() { said.to_owned() } else { base(said) });
        assert_eq!(picture(&entry(&root, &above, &own)).as_deref(), Some(expected), "{root}{above}{own}");
    }
}

#[test]
fn half_a_character_costs_itself_and_no_item() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","items":[
        {"url":"https://bao.example/b.htm","title":"Quà Tết \ud83d của tổ may \u0111\ud83d\ude00"},
        {"url":"https://bao.example/c.htm","title":"Tổ dệt"}]}"#;
    let titles: Vec<String> = listing(feed).items.into_iter().map(|entry| entry.title).collect();
    assert_eq!(titles, ["Quà Tết của tổ may đ😀", "Tổ dệt"]);
}

#[test]
fn a_headline_without_end_is_cut_between_words() {
    let title = item(&format!("<title>{}</title>", "tiền ăn ca ".repeat(9_000))).title;
    assert!(title.ends_with('…') && title.chars().count() <= 601, "{}", title.chars().count());
}

#[test]
fn an_author_may_be_given_as_a_link_and_a_map_with_prefixes() {
    let author = item("<title>Tin</title><author>&lt;a href='/tg'&gt;Lê Mận&lt;/a&gt;</author>").author;
    assert_eq!(author.as_deref(), Some("Lê Mận"));
    let map = "<s:urlset><s:url><s:loc>https://bao.example/c.htm</s:loc><n:news><n:title>Tin</n:title></n:news></s:url></s:urlset>";
    assert_eq!(listing(map).items[0].url.as_str(), "https://bao.example/c.htm");
}

#[test]
fn neither_a_title_of_an_unknown_vocabulary_nor_a_number_stands_for_the_items_own() {
    assert_eq!(item("<kho:title>Sai</kho:title><title>Tổ dệt</title>").title, "Tổ dệt");
    let feed = r#"{"version":"https://jsonfeed.org/version/1","items":[
        {"url":5,"external_url":"https://bao.example/b.htm","title":"Tổ dệt"}]}"#;
    assert_eq!(listing(feed).items[0].url.as_str(), "https://bao.example/b.htm");
}

#[test]
fn a_link_without_address_leaves_the_word_to_the_next_one_and_to_the_texts_own_page() {
    let entry = |links: &str| {
        let feed = format!("<feed><entry><title>Tin</title><id>1</id>{links}</entry></feed>");
        listing(&feed).items.remove(0).url.to_string()
    };
    let own = "https://bao.example/b.htm";
    assert_eq!(entry("<link href=\"\"/><link rel=\"alternate\" href=\"/b.htm\"/>"), own);
    assert_eq!(entry("<content type=\"text/html\" src=\"/b.htm\"/>"), own);
}

#[test]
fn a_field_of_the_wrong_type_costs_that_field_alone() {
    let of = |fields: &str| {
        let feed = format!(
            "{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{{\"id\":\"https://bao.example/b.htm\",{fields}}}]}}"
        );
        listing(&feed).items.remove(0)
    };
    for url in ["5", "true", "{}", "[]", "null"] {
        assert_eq!(
            of(&format!("\"url\":{url},\"title\":\"Tổ dệt\"")).url.as_str(),
            "https://bao.example/b.htm",
            "{url}"
        );
    }
    for title in ["{}", "[]", "false", "null", "\" \""] {
        let text = "\"content_text\":\"Tổ dệt đổi giờ giao ca.\"";
        assert_eq!(of(&format!("\"title\":{title},{text}")).title, "Tổ dệt đổi giờ giao ca", "{title}");
    }
}
