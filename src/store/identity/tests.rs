//! Rows of an older archive that are one article.

use super::super::migrate;
use super::*;

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
