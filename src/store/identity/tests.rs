//! Rows of an older archive that are one article.

use std::sync::Arc;

use super::super::{Store, migrate};
use super::*;
use crate::model::{Draft, FixedClock, SectionId, SourceId, Timestamp};

#[test]
fn an_older_archive_gets_one_row_for_an_article_in_two_dresses() {
    let mut connection = super::super::connection::open_memory().unwrap();
    migrate::migrate_with(&mut connection, None, &migrate::STEPS[..3]).unwrap();
    connection
        .execute_batch(
            "INSERT INTO articles (url, source, section, seen, sort, read, starred) VALUES
                ('https://bao.vn/luong.html', 'bao.vn', 'tin', 100, 100, 1, 0),
                ('https://bao.vn/khac.html', 'bao.vn', 'tin', 100, 100, 0, 0),
                ('http://www.bao.vn/luong.html/', 'bao.vn', 'viec', 200, 200, 0, 1);
             INSERT INTO bodies VALUES (3, x'00');
             INSERT INTO positions VALUES (3, 4, 5)",
        )
        .unwrap();
    migrate::migrate(&mut connection, None).unwrap();
    let rows: Vec<(i64, bool, bool)> = connection
        .prepare("SELECT id, read, starred FROM articles ORDER BY id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    assert_eq!(rows, [(1, true, true), (2, false, false)]);
    let kept: i64 = connection.query_row("SELECT block FROM positions WHERE id = 1", [], |row| row.get(0)).unwrap();
    assert_eq!((kept, has_body(&connection, 1).unwrap()), (4, true));
    for dress in ["http://www.bao.vn/luong.html/", "https://m.bao.vn/luong.html?amp"] {
        assert_eq!(find(&connection, &CanonicalUrl::parse(dress).unwrap()).unwrap(), Some(1), "{dress}");
    }
}

/// Two pages kept by hand, of these addresses, headlines and bylines, with one text and of one minute: how many articles they
/// are, and the headline, address and byline of the first.
fn kept(pages: [(&str, &str, Option<&str>); 2]) -> (usize, String, String, Option<String>) {
    let now = Timestamp(1_800_000_000);
    let store = Store::in_memory(Arc::new(FixedClock(now))).unwrap();
    let place = ("bai-le".to_owned(), "bai-le".to_owned());
    let paragraph = |n: usize| {
        Block::paragraph(format!(
            "Đoạn {n}: tổ hàn chờ lương tháng thứ ba, xưởng vẫn mở cửa từ sáu giờ sáng, kho còn đầy thép."
        ))
    };
    let mut first = None;
    for (address, title, author) in pages {
        let draft = Draft {
            title: Some(title.to_owned()),
            author: author.map(str::to_owned),
            published: Moment::parse_iso("2026-11-29T09:00:00+07:00"),
            body: (1..=9).map(paragraph).collect(),
            ..Draft::default()
        };
        let incoming = Incoming {
            source: &SourceId(place.0.clone()),
            section: &SectionId(place.1.clone()),
            url: &CanonicalUrl::parse(address).unwrap(),
            listed_as: None,
            draft: &draft,
            offline: Offline::Full,
            fetched: now,
            html: None,
            parts: &[],
            again: None,
            etag: None,
            last_modified: None,
        };
        let (id, _) = store.save(&[incoming]).unwrap().remove(0);
        first.get_or_insert(id);
    }
    let article = store.article(first.unwrap()).unwrap().unwrap();
    let total = store.counts().unwrap().total;
    (total, article.row.title, article.row.url.to_string(), article.author)
}

#[test]
fn two_pages_of_one_site_with_one_text_and_minute_but_other_headlines_are_two_articles() {
    for (one, other) in [
        ("Nợ lương kéo dài - Kỳ 1", "Chờ lương - Kỳ 1"),
        ("Bài khó 21", "Bài khó 22"),
        ("Tổ hàn chờ lương", "Xưởng thép mở cửa"),
    ] {
        let (total, title, url, _) =
            kept([("https://tho.test/tin/a.html", one, None), ("https://tho.test/tin/b.html", other, None)]);
        assert_eq!((total, title.as_str(), url.as_str()), (2, one, "https://tho.test/tin/a.html"), "{other}");
    }
}

#[test]
fn two_papers_that_print_one_text_in_one_minute_keep_an_article_each_with_its_own_byline() {
    let pages = [
        ("https://tho.test/tin/a.html", "Tổ hàn chờ lương", None),
        ("https://may.test/tin/a.html", "Tổ hàn chờ lương", Some("Trần An")),
    ];
    let (total, _, url, author) = kept(pages);
    assert_eq!((total, url.as_str(), author), (2, "https://tho.test/tin/a.html", None));
}

#[test]
fn an_article_that_moved_on_its_site_is_one_and_follows_its_address() {
    let pages = [
        ("https://tho.test/tin/a.html", "Tổ hàn chờ lương", None),
        ("https://tho.test/moi/a.html", "Sửa lại: Tổ hàn chờ lương", None),
    ];
    let (total, _, url, _) = kept(pages);
    assert_eq!((total, url.as_str()), (1, "https://tho.test/moi/a.html"));
}
