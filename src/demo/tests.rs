use super::pages::DemoSite;
use super::*;

const NOW: i64 = 1_790_000_000;

#[test]
fn the_paper_has_forty_articles_in_six_sections() {
    assert!(paper::articles().len() >= 40, "{}", paper::articles().len());
    assert_eq!(SOURCES_TOML.matches("[[source.section]]").count(), 6);
}

#[test]
fn every_article_has_a_title_a_sapo_an_author_and_a_body() {
    for a in paper::articles() {
        assert!(
            !a.title.is_empty() && !a.sapo.is_empty() && !a.author.is_empty() && a.body.len() > 1 && a.ago > 0,
            "{}",
            a.slug
        );
    }
}

#[test]
fn one_article_is_written_in_decomposed_letters() {
    let nfd = paper::articles().into_iter().find(|a| a.slug == "tien-luong-nfd").unwrap();
    assert!(nfd.title.contains('\u{300}'), "an editor has composed the letters of the NFD article");
}

#[test]
fn every_picture_that_is_named_is_bundled() {
    for a in paper::articles() {
        let inner =
            a.body.iter().filter_map(|p| if let paper::BodyPiece::Picture(n, _) = p { Some(n.clone()) } else { None });
        for name in a.picture.iter().map(|(n, _)| n.clone()).chain(inner) {
            assert!(paper::picture(&name).is_some(), "{name} of {}", a.slug);
        }
    }
}

#[test]
fn every_section_address_of_the_configuration_is_served() {
    let site = DemoSite::new(NOW);
    for line in SOURCES_TOML.lines().filter_map(|l| l.strip_prefix("url = \"https:/")) {
        let path = line.trim_end_matches('"');
        assert!(site.get(path).is_some(), "{path} is not among {:?}", site.paths().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_answered_by_304() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let paper = start(NOW).await.unwrap();
    let ask = async |tag: &str| {
        let mut stream = tokio::net::TcpStream::connect(paper.address()).await.unwrap();
        let request = format!(
            "GET /loaphuong.example/cong-doan.htm HTTP/1.1\r\nIf-None-Match: {tag}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let first = ask("-").await;
    let tag = first.lines().find_map(|l| l.strip_prefix("ETag: ")).unwrap();
    assert!(first.starts_with("HTTP/1.1 200"));
    assert!(ask(tag).await.starts_with("HTTP/1.1 304"));
}
