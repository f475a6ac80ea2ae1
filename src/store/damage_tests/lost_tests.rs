//! Articles whose row is lost, whole or in part.

use super::*;

/// Every page with rows of articles in zeros.
fn without_rows_of_articles(home: &tempfile::TempDir) {
    let file = home.path().join(FILE_NAME);
    let mut bytes = std::fs::read(&file).unwrap();
    let mut lost = 0;
    for page in bytes[4096..].chunks_exact_mut(4096).filter(|page| page[0] == 0x0d) {
        if page.windows(23).any(|text| text == b"https://bao.example.vn/") {
            page.fill(0);
            lost += 1;
        }
    }
    assert!(lost > 1);
    std::fs::write(&file, bytes).unwrap();
}

#[test]
fn an_article_of_which_address_and_text_are_left_is_kept_with_a_title_that_is_told_as_made() {
    let home = filled(120);
    without_rows_of_articles(&home);
    let store = open(home.path());
    assert!(matches!(store.notices(), [Notice::Salvaged { articles: 120, .. }]), "{:?}", store.notices());
    assert!(listed(&store).unwrap().iter().all(|title| title.starts_with("Người lao động nhận lương tháng")));
    let wanted = store.wanted(None, 200, Patience::Waits).unwrap();
    assert_eq!(wanted.len(), 120, "each is asked for again");
    let article = store.article(wanted[0].id).unwrap().unwrap();
    assert_eq!((article.row.source.as_str(), article.body.len()), ("bao.example.vn", 1));
    assert!(article.provenance.findings.iter().any(|finding| finding.is(crate::model::FindingKind::NoTitle)));
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn an_article_whose_row_ends_on_a_lost_page_is_kept_as_far_as_it_goes() {
    let home = filled(9);
    let long = "x".repeat(9_000);
    sql(&home, &format!("UPDATE articles SET sapo = '{long}', starred = 1 WHERE id = 4"));
    let file = home.path().join(FILE_NAME);
    let mut bytes = std::fs::read(&file).unwrap();
    for page in bytes[4096..].chunks_exact_mut(4096).filter(|page| page[4..].iter().all(|byte| *byte == b'x')) {
        page.fill(0xff);
    }
    bytes[100..4096].fill(0xa5);
    std::fs::write(&file, bytes).unwrap();
    let store = open(home.path());
    assert!(matches!(store.notices(), [Notice::Salvaged { articles: 9, .. }]), "{:?}", store.notices());
    assert!(listed(&store).unwrap().contains(&"Tin số 3".to_owned()));
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}
