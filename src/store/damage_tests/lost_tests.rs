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
    assert!(matches!(store.notices(), [OpeningNotice::Salvaged { articles: 120, .. }]), "{:?}", store.notices());
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
    assert!(matches!(store.notices(), [OpeningNotice::Salvaged { articles: 9, .. }]), "{:?}", store.notices());
    assert!(listed(&store).unwrap().contains(&"Tin số 3".to_owned()));
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn an_address_that_is_none_is_named_and_gives_way_to_another_that_leads_to_the_article() {
    let home = filled(4);
    sql(
        &home,
        "UPDATE articles SET url = 'javascript:alert(' || id || ')' WHERE id < 3;
         INSERT INTO aliases (url, id) VALUES ('https://bao.example.vn/khac', 1)",
    );
    let store = open(home.path());
    assert_eq!(listed(&store).unwrap().len(), 2);
    let told = store.check(Repair::Mend).unwrap();
    let named = |id| Problem::Row { id, what: "url".to_owned() };
    assert!(told.contains(&named(1)) && told.contains(&named(2)), "{told:?}");
    assert_eq!(store.check(Repair::Name).unwrap(), []);
    assert_eq!(listed(&store).unwrap().len(), 4);
    let url = |id| store.article(ArticleId(id)).unwrap().unwrap().row.url.to_string();
    assert_eq!((url(1).as_str(), url(2).as_str()), ("https://bao.example.vn/khac", "https://lost.invalid/2"));
}

#[test]
fn marks_and_counters_of_any_value_are_found_and_mended() {
    for odd in [
        "UPDATE articles SET starred = 9223372036854775807, read = 'x' WHERE id = 2",
        "UPDATE members SET unread = -9223372036854775808 WHERE id = 2",
        "UPDATE members SET starred = zeroblob(100000) WHERE id = 2",
        "UPDATE lists SET total = 'many', unread = 1e308, both = -1",
    ] {
        let home = filled(4);
        sql(&home, &format!("DROP TRIGGER articles_marked; DROP TRIGGER members_marked; {odd}"));
        sql(&home, &triggers());
        let store = open(home.path());
        assert_eq!(store.notices(), [], "{odd}");
        assert!(!store.check(Repair::Mend).unwrap().is_empty(), "{odd}");
        assert_eq!(store.check(Repair::Name).unwrap(), [], "{odd}");
        assert_eq!((listed(&store).unwrap().len(), store.counts().unwrap().total), (4, 4), "{odd}");
    }
}

/// What writes the triggers that a test took away.
fn triggers() -> String {
    let all = super::super::migrate::STEPS[0];
    let of = |name: &str| {
        let from = all.find(&format!("CREATE TRIGGER {name}")).unwrap();
        &all[from..from + all[from..].find("END;").unwrap() + 4]
    };
    format!("{} {}", of("articles_marked"), of("members_marked"))
}

#[test]
fn a_name_as_long_as_a_book_is_read_as_far_as_one_is_long() {
    let home = filled(3);
    sql(&home, "UPDATE articles SET title = replace(hex(zeroblob(1000000)), '00', 'lương ') WHERE id = 2");
    let longest = listed(&open(home.path())).unwrap().iter().map(String::len).max();
    assert!(longest.is_some_and(|longest| longest <= 2_004), "{longest:?}");
}

#[test]
fn a_damaged_name_that_is_read_as_another_ones_is_mended_and_no_search_of_the_user_goes() {
    let home = filled(3);
    open(home.path()).save_search(&KeptSearch { name: "Lương".into(), query: "lương".into(), watched: false }).unwrap();
    sql(
        &home,
        "INSERT INTO lists (source, section) SELECT CAST(source AS BLOB), section FROM lists WHERE id > 1;
         UPDATE OR IGNORE members SET list = (SELECT max(id) FROM lists) WHERE list > 1;
         INSERT INTO searches (name, query) SELECT CAST(name AS BLOB), 'thưởng' FROM searches",
    );
    let store = open(home.path());
    assert_ne!(store.check(Repair::Mend).unwrap(), []);
    assert_eq!(store.check(Repair::Name).unwrap(), []);
    let mut names: Vec<String> = store.saved_searches().unwrap().into_iter().map(|saved| saved.name).collect();
    names.sort();
    assert_eq!(names, ["Lương", "Lương 2"]);
    assert_eq!(listed(&store).unwrap().len(), 3);
}

#[test]
fn damage_of_the_file_that_a_check_finds_is_looked_at_by_the_next_opening() {
    let home = filled(40);
    let file = home.path().join(FILE_NAME);
    sql(&home, "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'opened_at'");
    let store = open(home.path());
    assert_eq!(store.notices(), []);
    match store.check(Repair::Name) {
        Ok(told) => assert!(told.iter().any(Problem::is_of_the_file), "{told:?}"),
        Err(error) => assert!(matches!(error, StoreError::Damaged), "{error}"),
    }
    drop(store);
    let store = open(home.path());
    assert!(
        matches!(store.notices(), [OpeningNotice::Salvaged { articles: 40, .. }]),
        "{:?} {}",
        store.notices(),
        file.display()
    );
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[test]
fn an_article_of_which_something_that_each_needs_is_missing_is_saved_without_it() {
    let home = filled(5);
    sql(
        &home,
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'articles'",
    );
    sql(&home, "UPDATE articles SET source = NULL, seen = NULL WHERE id = 3; DROP TABLE opened");
    let store = open(home.path());
    assert!(matches!(store.notices(), [OpeningNotice::Salvaged { articles: 5, .. }]), "{:?}", store.notices());
    assert_eq!(store.article(ArticleId(3)).unwrap().unwrap().row.source.as_str(), "bao.example.vn");
    assert_eq!(store.check(Repair::Name).unwrap(), []);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_in_the_place_of_the_archive_is_told_and_not_written_through() {
    use std::os::unix::fs::symlink;
    let refused = |make: &dyn Fn(&Path)| {
        let home = tempfile::tempdir().unwrap();
        make(&home.path().join(FILE_NAME));
        match Store::open(home.path(), Arc::new(FixedClock(Timestamp(0)))) {
            Err(StoreError::CannotOpen { what, .. }) => what,
            other => panic!("{:?}", other.map(|store| store.notices().to_vec())),
        }
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("made");
    assert_eq!(refused(&|file| std::fs::create_dir(file).unwrap()), FileTrouble::NoFile);
    assert_eq!(refused(&|file| symlink("/dev/null", file).unwrap()), FileTrouble::NoFile);
    assert_eq!(refused(&|file| symlink(&target, file).unwrap()), FileTrouble::BrokenLink);
    assert_eq!(refused(&|file| symlink(file, file).unwrap()), FileTrouble::BrokenLink);
    assert!(!target.exists());
}
