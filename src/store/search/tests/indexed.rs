//! The index beside the archive: lost, damaged, older, held by another, behind.

use super::*;

#[test]
fn an_index_that_is_lost_is_made_again_from_the_archive() {
    let home = tempfile::tempdir().unwrap();
    let open = || Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    let store = open();
    store.import(&[record("a", "Lương", ""), record("b", "Lương", "")]).unwrap();
    store.pump_index(10).unwrap();
    assert_eq!(found(&store, "lương").len(), 2);
    drop(store);
    std::fs::remove_dir_all(home.path().join(private::DIRECTORY)).unwrap();
    let store = open();
    assert_eq!(found(&store, "lương").len(), 0);
    assert_eq!(store.pump_index(10).unwrap(), 0);
    assert_eq!(found(&store, "lương").len(), 2);
}

#[test]
fn a_damaged_index_is_made_again() {
    let home = tempfile::tempdir().unwrap();
    let open = || Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    let store = open();
    store.import(&[record("a", "Lương", "")]).unwrap();
    store.pump_index(10).unwrap();
    drop(store);
    std::fs::write(home.path().join(private::DIRECTORY).join("meta.json"), "{").unwrap();
    let store = open();
    assert_eq!(found(&store, "lương").len(), 0);
    store.pump_index(10).unwrap();
    assert_eq!(found(&store, "lương").len(), 1);
}

#[test]
fn an_older_copy_of_the_index_is_noticed() {
    let home = tempfile::tempdir().unwrap();
    let open = || Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    let list = home.path().join(private::DIRECTORY).join("meta.json");
    let store = open();
    store.import(&[record("a", "Lương", "")]).unwrap();
    store.pump_index(10).unwrap();
    let old = std::fs::read(&list).unwrap();
    store.import(&[record("b", "Lương", "")]).unwrap();
    store.pump_index(10).unwrap();
    drop(store);
    std::fs::write(&list, old).unwrap();
    let store = open();
    store.pump_index(10).unwrap();
    assert_eq!(found(&store, "lương").len(), 2);
}

#[test]
fn while_another_handle_holds_the_index_a_pump_waits_for_nobody() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    store.import(&[record("a", "Lương", "")]).unwrap();
    let lock = std::fs::File::create(home.path().join("index.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(store.pump_index(10).unwrap(), 1);
    drop(lock);
    assert_eq!(store.pump_index(10).unwrap(), 0);
}

#[test]
fn what_another_handle_indexed_is_found_at_once() {
    let home = tempfile::tempdir().unwrap();
    let open = || Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    let (one, two) = (open(), open());
    one.import(&[record("a", "Lương", "")]).unwrap();
    one.pump_index(10).unwrap();
    assert_eq!(found(&two, "lương").len(), 1);
    one.import(&[record("b", "Lương", "")]).unwrap();
    one.pump_index(10).unwrap();
    assert_eq!(found(&two, "lương").len(), 2);
}

#[test]
fn what_was_changed_before_it_was_indexed_is_found_as_it_is_now() {
    let store = Store::in_memory(Arc::new(FixedClock(NOW))).unwrap();
    let url = CanonicalUrl::parse("https://bao.example.vn/a").unwrap();
    for text in ["Lương tăng", "Nhà trẻ mở cửa"] {
        save(&store, &url, &record("a", "Tin", text).draft);
    }
    store.pump_index(10).unwrap();
    assert_eq!((found(&store, "lương").len(), found(&store, "nhà trẻ").len()), (0, 1));
}

#[test]
fn what_a_long_work_stores_is_indexed_beside_it_or_after_it() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    let long = "Lương tăng ".repeat(100);
    let import = |part: usize, count: usize| {
        let records: Vec<_> = (0..count).map(|n| record(&format!("{part}-{n}"), "Tin", &long)).collect();
        store.import(&records).unwrap();
    };
    store.indexing_beside(|| {
        import(0, 4000);
        for part in 1..=100 {
            std::thread::sleep(std::time::Duration::from_millis(2));
            import(part, 10);
        }
    });
    assert_eq!(store.catch_up(1000, &|| false, &mut |_| ()).unwrap(), 0);
    assert_eq!(ask(&store, "lương", false).total, 5000);
    // Taken back out again, those too which were stored while the index was being written.
    store.set_read_all(&Query::default()).unwrap();
    let all = Limits { max_age_days: Some(0), max_bytes: None };
    store.prune(&Retention { all, ..Retention::default() }).unwrap();
    store.catch_up(1000, &|| false, &mut |_| ()).unwrap();
    assert_eq!((store.counts().unwrap().total, ask(&store, "lương", false).total), (0, 0));
}

#[test]
fn a_watched_article_is_told_once_even_when_its_text_comes_after_newer_articles() {
    let store = archive(&[("old", "Đình công năm ngoái", "")]);
    store.save_search(&KeptSearch { name: "Đình công".into(), query: "đình công".into(), watched: true }).unwrap();
    let told = || {
        let news = store.claim_watched().unwrap();
        for found in &news {
            let ids: Vec<ArticleId> = found.articles.iter().map(|row| row.id).collect();
            store.watched_told(&found.search, &ids).unwrap();
        }
        news.into_iter().flat_map(|found| found.articles).map(|row| row.title).collect::<Vec<_>>()
    };
    assert!(told().is_empty());
    store.import(&[record("late", "Tin", ""), record("b", "Đình công ở b", "")]).unwrap();
    assert!(told().is_empty(), "not indexed yet");
    store.pump_index(10).unwrap();
    assert_eq!(told(), ["Đình công ở b"]);
    let url = CanonicalUrl::parse("https://bao.example.vn/late").unwrap();
    let body = vec![Block::paragraph("Công nhân đình công.")];
    save(&store, &url, &Draft { title: Some("Tin muộn".into()), body, ..Draft::default() });
    store.pump_index(10).unwrap();
    assert_eq!(told(), ["Tin muộn"]);
    assert!(told().is_empty());
}

#[test]
fn what_a_killed_process_had_claimed_is_told_later_and_what_another_claims_is_left_to_it() {
    let store = archive(&[]);
    store.save_search(&KeptSearch { name: "Lương".into(), query: "lương".into(), watched: true }).unwrap();
    store.import(&[record("a", "Lương tăng", "")]).unwrap();
    store.pump_index(10).unwrap();
    assert_eq!(store.claim_watched().unwrap().len(), 1);
    assert_eq!(store.claim_watched().unwrap(), [], "claimed");
    let inner = &store.inner;
    let later = Timestamp(NOW.0 + 3_600);
    assert_eq!(watched::claim(&inner.connections, &inner.index, later, &str::to_owned).unwrap().len(), 1);
}
