//! Archives that give articles to each other.

use super::*;
use crate::model::Imprint;

#[test]
fn what_an_export_gives_an_import_takes_back_without_loss() {
    let one = memory();
    let (source, section) = names();
    // An hour before the day of the page: dates that disagree would be told, and one of the day would give its minute.
    let day = Moment::parse_iso("2023-10-13").unwrap().at.0 - 3_600;
    one.save_listing(&source, &section, &[entry("short", day), entry("only-listed", 90)]).unwrap();
    let rich = Draft {
        url: Some(url("whole")),
        title: Some("Tiêu đề".into()),
        published: Moment::parse_iso("2023-10-13"),
        updated: Moment::parse_iso("2023-10"),
        author: Some("Hòa An".into()),
        sapo: Some("Sapo".into()),
        imprint: Imprint {
            source_line: Some("Theo báo nhà".into()),
            category: Some("Công đoàn".into()),
            tags: vec!["lương".into(), "tết".into()],
        },
        body: vec![Block::paragraph("chữ"), Block::Picture { url: "https://a.vn/p.jpg".into(), caption: "Ảnh".into() }],
        picture: Some("https://a.vn/p.jpg".into()),
        next: Some(url("trang-2")),
        by: [(Field::Title, Evidence::Family("x".into())), (Field::Body, Evidence::Rule)].into(),
        findings: vec![Finding::with(FindingKind::GuessedDate, "y")],
        ..Draft::default()
    };
    let (id, _) = save(&one, "whole", Some("short"), &rich);
    one.save_listing(&source, &SectionId("viec-lam".into()), &[entry("whole", day)]).unwrap();
    one.mark(&[id], crate::model::RowMark::Read).unwrap();
    one.mark(&[id], crate::model::RowMark::Starred).unwrap();
    one.set_position(id, crate::model::article::Anchor { block: 1, offset: 3 }).unwrap();
    let out = |store: &Store| -> Vec<ExchangeRecord> {
        store.export(None, 99).unwrap().into_iter().map(|(_, r)| r).collect()
    };
    let records = out(&one);
    assert_eq!(records[0].draft, rich);
    let two = memory();
    assert_eq!(two.import(&records).unwrap(), (2, 0));
    assert_eq!(out(&two), records);
    assert_eq!(two.import(&records).unwrap(), (0, 2));
    assert_eq!(out(&two), records);
    assert_eq!(one.counts().unwrap(), two.counts().unwrap());
}

#[test]
fn an_import_fills_a_body_that_was_missing_and_changes_no_body_that_is_there() {
    let store = memory();
    let (source, section) = names();
    store.save_listing(&source, &section, &[entry("a", 100)]).unwrap();
    let record =
        |text: &str| ExchangeRecord { url: url("a").to_string(), draft: draft("A", text), ..ExchangeRecord::default() };
    store.import(&[record("một")]).unwrap();
    store.import(&[record("hai")]).unwrap();
    let id = store.id_of(&url("a")).unwrap().unwrap();
    assert_eq!(store.article(id).unwrap().unwrap().body, [Block::paragraph("một")]);
}

#[test]
fn a_record_without_an_address_is_neither_new_nor_there() {
    let store = memory();
    let records =
        ["", "javascript:1", "https://a.vn/x"].map(|u| ExchangeRecord { url: u.into(), ..ExchangeRecord::default() });
    assert_eq!(store.import(&records).unwrap(), (1, 0));
}

#[test]
fn articles_without_a_date_stand_where_they_stood_when_an_archive_was_taken_elsewhere() {
    let one = memory();
    let (source, section) = names();
    let undated = |path: &str| Entry::new(path.to_owned(), url(path));
    let first = [entry("dated", 90), undated("old-a"), undated("old-b")];
    let walk = Some(ListWalk { since: None, next: None, order: ListOrder::Loose });
    let visit = SectionVisit { source: &source, section: &section, items: Some(&first), state: None, walk };
    one.save_all(&Saving { sections: vec![visit], ..Saving::default() }).unwrap();
    // At the second visit what has no date is new, and stands where it was seen.
    one.save_listing(&source, &section, &[undated("new"), entry("dated", 90), undated("old-a")]).unwrap();
    let order = |store: &Store| -> Vec<String> {
        let rows = store.rows(&Query::default(), Window { after: None, limit: 99 }).unwrap().rows;
        rows.into_iter().map(|row| row.title).collect()
    };
    let before = order(&one);
    assert_eq!((before.len(), before.last().map(String::as_str)), (4, Some("old-b")), "{before:?}");
    let two = memory();
    let records: Vec<ExchangeRecord> = one.export(None, 99).unwrap().into_iter().map(|(_, record)| record).collect();
    two.import(&records).unwrap();
    assert_eq!(order(&two), before);
}
