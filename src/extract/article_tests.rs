//! Pages that nobody would write, and pages that somebody wrote to do harm.

use proptest::prelude::*;

use super::{Knowledge, Source, article};
use crate::model::{CanonicalUrl, Draft, FindingKind, Timestamp};
use crate::sources::Catalog;

fn read_as(address: &str, page: &[u8]) -> Draft {
    let catalog = Catalog::built_in().unwrap();
    let url = CanonicalUrl::parse(address).unwrap();
    article(
        Source { bytes: page, charset: None, url: &url, now: Timestamp(1_748_736_000) },
        Knowledge { catalog: &catalog, rules: true, learned: None },
    )
}

fn read(page: &str) -> Draft {
    read_as("https://a.example/tin/bai-viet-1.html", page.as_bytes())
}

const PROSE: &str =
    "Chiều nay các tổ trưởng đã họp bàn việc chia ca hợp lý để công nhân lớn tuổi khỏi làm đêm liên tục. ";

#[test]
fn an_empty_page_says_what_is_missing() {
    let draft = read("");
    for name in [FindingKind::NoTitle, FindingKind::NoBody, FindingKind::NoDate] {
        assert!(draft.findings.iter().any(|f| f.is(name)), "{name:?}: {:?}", draft.findings);
    }
}

#[test]
fn nesting_without_end_is_cut_and_said_so() {
    let page = format!("<p>{PROSE}</p>{}", "<div>".repeat(200_000));
    assert!(read(&page).findings.iter().any(|f| f.is(FindingKind::Cut)));
}

#[test]
fn open_formatting_before_many_paragraphs_is_cut() {
    let open: String = (0..400).map(|n| format!("<font size={n}>")).collect();
    let draft = read(&format!("{open}{}", "<p>a".repeat(20_000)));
    assert!(draft.findings.iter().any(|f| f.is(FindingKind::Cut)));
}

#[test]
fn a_thousand_linked_cards_do_not_slow_the_page_down() {
    let card = "<div><div><a href='/tin/x-9.html'>Một bài khác có tiêu đề dài</a></div></div>";
    let page = format!("<h1>Tiêu đề của bài viết này</h1><div><p>{}</p>{}</div>", PROSE.repeat(4), card.repeat(5_000));
    let body = read(&page).body;
    assert!(body.iter().flat_map(crate::model::Block::strings).any(|s| s.contains("Chiều nay")));
}

#[test]
fn the_date_of_a_comment_never_wins() {
    let page = format!(
        "<article><h1>Tiêu đề của bài viết này</h1><div class='content'><p>{PROSE}</p><p>{PROSE}</p></div></article>\
         <div class='comments'><span>19/05/2025 08:00</span><p>{PROSE}</p></div>"
    );
    assert_eq!(read(&page).published, None);
}

#[test]
fn a_date_only_in_the_address_is_told_as_a_guess() {
    let page = format!("<h1>Tiêu đề của bài viết này</h1><div><p>{PROSE}</p><p>{PROSE}</p></div>");
    let draft = read_as("https://a.example/tin/bai-viet-20231013092300123.htm", page.as_bytes());
    assert_eq!(
        draft.published.map(|m| m.at.vietnam_day()),
        crate::model::Moment::parse_iso("2023-10-13").map(|m| m.at.vietnam_day())
    );
    assert!(draft.findings.iter().any(|f| f.is(FindingKind::GuessedDate)));
}

/// A page of an unknown site with something in its head and something between headline and text.
fn page_with(head: &str, under_headline: &str) -> Draft {
    read(&format!(
        "<head>{head}</head><body><h1>Tiêu đề của bài viết này</h1>{under_headline}<div><p>{PROSE}</p><p>{PROSE}</p></div></body>"
    ))
}

fn published(draft: &Draft) -> String {
    draft.published.map(|m| m.to_string()).unwrap_or_default()
}

#[test]
fn the_day_of_the_update_is_not_the_day_of_publication() {
    let draft = page_with(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"dateModified\":\"2025-05-20T10:00:00+07:00\",\
         \"datePublished\":\"2025-05-13T06:45:00+07:00\"}</script>",
        "",
    );
    assert_eq!(published(&draft), "2025-05-13T06:45:00+07:00");
    assert_eq!(draft.updated.map(|m| m.to_string()).as_deref(), Some("2025-05-20T10:00:00+07:00"));
}

#[test]
fn an_article_in_an_array_of_json_ld_is_found() {
    let draft = page_with(
        "<script type='application/ld+json'>[{\"@type\":\"WebSite\",\"datePublished\":\"2001-01-01\"},\
         {\"@type\":[\"Thing\",\"NewsArticle\"],\"datePublished\":\"2025-05-13T06:45:00+07:00\"}]</script>",
        "",
    );
    assert_eq!(published(&draft), "2025-05-13T06:45:00+07:00");
}

#[test]
fn microdata_gives_the_date_where_nothing_else_does() {
    let draft = page_with("", "<meta itemprop='datePublished' content='2025-05-13T06:45:00+07:00'>");
    assert_eq!(published(&draft), "2025-05-13T06:45:00+07:00");
}

#[test]
fn a_time_element_gives_its_machine_date() {
    let draft = page_with("", "<time datetime='2025-05-13T06:45:00+07:00'>hôm nọ</time>");
    assert_eq!(published(&draft), "2025-05-13T06:45:00+07:00");
}

#[test]
fn a_line_that_names_another_paper_is_where_the_article_comes_from_and_no_byline() {
    let draft = read(&format!(
        "<h1>Tiêu đề của bài viết này</h1><div><p>{PROSE}</p><p>{PROSE}</p><p style='text-align:right'><b>Theo LĐTĐ</b></p></div>"
    ));
    assert_eq!(draft.author, None);
    assert!(
        draft.imprint.source_line.as_deref().is_some_and(|line| line.contains("LĐTĐ")),
        "{:?}",
        draft.imprint.source_line
    );
    assert_eq!(draft.body.len(), 2);
}

#[test]
fn rules_that_find_nothing_are_told_and_the_page_is_read_all_the_same() {
    let page = format!("<h1>Tiêu đề của bài viết này</h1><div class='quite-new'><p>{PROSE}</p><p>{PROSE}</p></div>");
    let draft = read_as("https://vnexpress.net/bai-viet-1.html", page.as_bytes());
    assert!(draft.findings.iter().any(|f| f.is(FindingKind::RulesMissed)));
    assert_eq!(draft.body.len(), 2);
}

#[test]
fn a_family_that_answered_is_named() {
    let page = format!(
        "<meta name=generator content='NukeViet v4.5'><div class='news_column'><h1 itemprop=headline>Tiêu đề của bài</h1>\
         <div id='news-bodyhtml' class='bodytext'><p>{PROSE}</p><p>{PROSE}</p></div></div>"
    );
    let draft = read(&page);
    let by: Vec<String> = draft.by.values().map(ToString::to_string).collect();
    assert!(by.contains(&"family:nukeviet".to_owned()), "{by:?}");
}

#[test]
fn a_script_for_cookies_is_a_wall_and_no_article() {
    let draft =
        read("<html><body><script>document.cookie=\"A=1\";window.location.reload(true);</script></body></html>");
    assert!(draft.findings.iter().any(|f| f.is(FindingKind::Blocked)));
}

#[test]
fn the_next_page_of_a_split_article_is_told() {
    let page =
        format!("<h1>Tiêu đề của bài viết này</h1><p>{PROSE}</p><a href='/tin/bai-viet-1/page-2.html'>Trang sau</a>");
    assert_eq!(
        read(&page).next.map(|u| u.to_string()).as_deref(),
        Some("https://a.example/tin/bai-viet-1/page-2.html")
    );
}

/// Pieces of markup, whole and broken, of which any order may come.
fn scraps() -> impl Strategy<Value = String> {
    const SCRAPS: &[&str] = &[
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<br>",
        "<b>",
        "</b>",
        "<a href='/x'>",
        "</a>",
        "<a href=",
        "<img src='/a.jpg' alt='x'>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<ul>",
        "<li>",
        "</ul>",
        "<h1>",
        "</h1>",
        "<script type='application/ld+json'>",
        "{\"@type\":\"NewsArticle\",",
        "\"headline\":\"x",
        "</script>",
        "<!--",
        "-->",
        "&#x110;",
        "\u{301}",
        "\u{200b}",
        "\u{feff}",
        "13/05/2025 06:45",
        "31/02/9999",
        "Tác giả: Lê Sếu",
        "Theo LĐTĐ",
        "(",
        "\"",
        "<svg>",
        "<template>",
        "<select>",
        "<meta name=author content='",
        "class='related' id='comment'",
        "<blockquote>",
        "\u{202e}",
        "\u{1f9d1}",
        "Chiều nay các tổ trưởng đã họp bàn việc chia ca hợp lý để công nhân lớn tuổi khỏi làm đêm. ",
    ];
    prop::collection::vec(prop::sample::select(SCRAPS), 0..160).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_page_makes_the_reader_panic(page in scraps()) {
        let draft = read(&page);
        for block in &draft.body {
            for text in block.strings() {
                // Only a text whose lines mean something has breaks in it.
                let broken = text.contains('\n') && !matches!(block, crate::model::Block::Lines(_));
                prop_assert!(!text.contains(['\u{1b}', '\u{202e}']) && !broken, "{text:?}");
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_as("https://a.example/b", &bytes);
    }
}
