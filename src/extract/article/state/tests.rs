use crate::extract::{Knowledge, Source, article};
use crate::model::{Block, CanonicalUrl, Draft, Evidence, Field, FindingKind, Timestamp};
use crate::sources::Catalog;

const TITLE: &str = "Thợ may Bến Gỗ được tăng lương";

fn read(page: &str) -> Draft {
    let url = CanonicalUrl::parse("https://bao.test/tin/tho-may-ben-go-tang-luong").unwrap();
    let source = Source { bytes: page.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(1_780_000_000) };
    article(source, Knowledge { catalog: &Catalog::default(), rules: true, learned: None })
}

fn text() -> String {
    let paragraph = |n: usize| {
        format!(
            "<p>Đoạn {n}: từ tháng sau mỗi thợ may của xưởng được trả thêm ba trăm nghìn đồng, theo thỏa ước vừa ký.</p>"
        )
    };
    (1..=6).map(paragraph).collect()
}

fn with_script(script: &str) -> String {
    format!("<html><head><title>{TITLE} | Báo Thử</title></head><body><div id=\"app\"></div>{script}</body></html>")
}

fn post(title: &str, slug: &str) -> String {
    let [title, slug, text] = [title, slug, &text()].map(|value| serde_json::to_string(value).unwrap());
    format!("{{\"title\":{title},\"slug\":{slug},\"publishedAt\":\"2026-03-02T08:15:00+07:00\",\"content\":{text}}}")
}

#[test]
fn the_state_of_a_page_that_scripts_draw_gives_its_text_and_its_date() {
    let state = format!("{{\"props\":{{\"pageProps\":{{\"post\":{}}}}}}}", post(TITLE, "1"));
    for script in [
        format!("<script id=\"__NEXT_DATA__\" type=\"application/json\">{state}</script>"),
        format!("<script>window.__STATE__ = {state};(function(){{}}())</script>"),
        format!("<script>window[\"state\"]=JSON.parse({});</script>", serde_json::to_string(&state).unwrap()),
        format!("<script type=\"application/json\">{{\"body\":{}}}</script>", serde_json::to_string(&state).unwrap()),
    ] {
        let draft = read(&with_script(&script));
        assert_eq!((draft.body.len(), draft.by.get(&Field::Body)), (6, Some(&Evidence::State)), "{script}");
        assert_eq!(draft.published.unwrap().to_string(), "2026-03-02T08:15:00+07:00");
        assert_eq!(draft.title.as_deref(), Some(TITLE));
    }
}

#[test]
fn a_flat_state_is_read_by_the_places_that_it_names() {
    let text = serde_json::to_string(&text()).unwrap();
    let list = format!(
        "[[\"Reactive\",1],{{\"post\":2}},{{\"title\":3,\"body\":4,\"publishedAt\":5}},\"{TITLE}\",{text},[\"Date\",\"2026-03-02T01:15:00.000Z\"]]"
    );
    let draft = read(&with_script(&format!("<script type=\"application/json\" id=\"__NUXT_DATA__\">{list}</script>")));
    assert_eq!((draft.body.len(), draft.published.unwrap().to_string().as_str()), (6, "2026-03-02T08:15:00+07:00"));
}

#[test]
fn an_article_is_known_by_its_address_too_and_another_one_of_the_state_is_not_it() {
    let page = |post: &str| {
        let page = with_script(&format!("<script type=\"application/json\">[{post}]</script>"));
        read(&page.replace(&format!("{TITLE} | "), ""))
    };
    let own = page(&post("Tăng lương ở Bến Gỗ", "tho-may-ben-go-tang-luong"));
    assert_eq!((own.body.len(), own.title.as_deref()), (6, Some("Tăng lương ở Bến Gỗ")));
    let other = page(&post("Thợ mỏ Suối Cát học nghề", "tho-mo-suoi-cat-hoc-nghe"));
    assert_eq!(other.body, [], "{:?}", other.title);
}

#[test]
fn what_is_no_json_is_not_run() {
    let script = format!("<script>window.__NUXT__=(function(a){{return {{post:{}}}}}(1));</script>", post(TITLE, "1"));
    assert_eq!(read(&with_script(&script)).body, []);
}

#[test]
fn a_page_that_prints_its_text_is_read_from_the_text() {
    let printed = format!("<article><h1>{TITLE}</h1>{}</article>", text().replace("ba trăm", "năm trăm"));
    let state = format!("<script type=\"application/json\">{}</script>", post(TITLE, "1"));
    let draft = read(&with_script(&format!("{printed}{state}")));
    assert!(matches!(&draft.body[0], Block::Paragraph(rich) if rich.text.contains("năm trăm")), "{:?}", draft.body);
}

#[test]
fn the_json_of_an_article_is_an_article() {
    let json = format!(
        "{{\"id\":7,\"title\":{{\"rendered\":\"{TITLE}\"}},\"content\":{{\"rendered\":{}}}}}",
        serde_json::to_string(&text()).unwrap()
    );
    let draft = read(&json);
    assert_eq!((draft.body.len(), draft.title.as_deref()), (6, Some(TITLE)));
    assert!(read("{\"items\":[]}").findings.iter().any(|finding| finding.is(FindingKind::NoBody)));
}
